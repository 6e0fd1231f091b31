"""The account of one file: every physical line is counted once under exactly one fate."""

from dataclasses import dataclass

from healthcare_medallion.errors import EngineError


@dataclass
class Tally:
    """Complete once the stream has been read to its end.

    ``lines`` is counted from the bytes alone, before anything is parsed; the other four line counts come
    from the records. ``check`` compares the two.
    """

    lines: int = 0
    header_lines: int = 0
    blank_lines: int = 0
    record_lines: int = 0  # of good records
    rejected_lines: int = 0  # of faulty records
    records: int = 0  # good and faulty
    faulty_records: int = 0
    line_end: str = "LF"  # "LF" covers CRLF; "CR" when the file has no LF at all

    def check(self) -> None:
        """Stop the run when a line was lost or counted twice: that is our fault, not the file's."""
        accounted = self.header_lines + self.blank_lines + self.record_lines + self.rejected_lines
        if accounted != self.lines:
            raise EngineError(
                f"The CSV reader accounts for {accounted} of {self.lines} lines, so nothing of this file is used.",
                hint="This is a defect of the reader: please report it with the shape of the file.",
            )

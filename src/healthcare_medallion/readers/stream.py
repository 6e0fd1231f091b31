"""The reader itself: a file in, record batches of strings and an account of every line out."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from healthcare_medallion.errors import EngineError, SettingsError
from healthcare_medallion.readers.arrow import integers, no_strings, strings, text_spans
from healthcare_medallion.readers.blocks import LineBlocks
from healthcare_medallion.readers.faults import CUT_NOTE, MAX_LINE_BYTES, RECORD_FAULTS
from healthcare_medallion.readers.fields import FieldSplitter
from healthcare_medallion.readers.header import Header, absent_header, read_header
from healthcare_medallion.readers.lines import LF, TAB, Ints, count_byte
from healthcare_medallion.readers.records import Records, is_utf8, split_records
from healthcare_medallion.readers.sources import Source, TextSource
from healthcare_medallion.readers.tally import Tally

BLOCK_BYTES = 16 << 20
OWN_COLUMNS = ("position", "fault", "raw")
NO_RENAMING: Mapping[str, str] = MappingProxyType({})


def read_csv_records(
    source: Source,
    columns: Sequence[str],
    *,
    required: Sequence[str] = (),
    rename: Mapping[str, str] = NO_RENAMING,
    delimiter: str = ",",
    block_size: int = BLOCK_BYTES,
) -> "RecordStream":
    """Read a CSV file as strings by column name. Iterate over the result once, to its end.

    ``required`` columns must be in the header, else every record is refused. ``rename`` maps a foreign header
    name to one of ours. ``block_size`` bounds memory and changes no result.
    """
    return RecordStream(source, columns, required=required, rename=rename, delimiter=delimiter, block_size=block_size)


class RecordStream:
    """Batches of ``position``, ``fault``, ``raw`` and one string column per column asked for.

    ``position`` numbers the records from 1, faulty ones included, header and blank lines not. A good record has
    neither ``fault`` nor ``raw`` (see ``raw_lines``); a faulty one has both and null in every column. An empty
    field is null, quoted or not. A LandingError may come with any batch, the last one included: whoever has not
    reached the end has not read the file.
    """

    def __init__(
        self,
        source: Source,
        columns: Sequence[str],
        *,
        required: Sequence[str],
        rename: Mapping[str, str],
        delimiter: str,
        block_size: int,
    ) -> None:
        check_request(columns, delimiter, required)
        text = TextSource(source)
        self.tally = Tally(line_end=text.line_end)
        self._lines = LineBlocks(text.chunks(block_size))
        line, self._blocks = take_header(self._lines, self.tally)
        self.header: Header = (
            absent_header(columns) if line is None else read_header(line, delimiter, columns, required, rename)
        )
        self._delimiter = delimiter
        self._splitter = FieldSplitter(self.header, columns, delimiter)
        self._fault_of_code = strings([None, *RECORD_FAULTS, self.header.fault])
        texts = [pa.field(name, pa.string()) for name in (*OWN_COLUMNS[1:], *columns)]
        self.schema: pa.Schema = pa.schema([pa.field(OWN_COLUMNS[0], pa.int64(), nullable=False), *texts])

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Read on; at the end the account must add up."""
        open_record = b""
        for block in self._blocks:
            open_record = yield from self._read(open_record + block, final=False)
        if open_record:
            yield from self._read(open_record, final=True)
        self.tally.lines = self._lines.lines
        self.tally.check()

    def _read(self, data: bytes, *, final: bool) -> Generator[pa.RecordBatch, None, bytes]:
        """Yield the block's records; return what must wait for the next block."""
        cells = self._read_plain(data) if self.header.fault is None else None
        if cells is not None:
            yield from self._batches(cells, faults=no_strings(cells.num_rows), raw=no_strings(cells.num_rows))
            return b""
        records = split_records(data, width=self.header.width, delimiter=ord(self._delimiter), final=final)
        if self.header.fault is not None:
            records.fault[:] = len(RECORD_FAULTS) + 1
        faulty = np.flatnonzero(records.fault)
        self._count(records, faulty)
        if records.start.size:  # else blank lines only
            yield from self._batches(
                self._cells(data, records, faulty),
                faults=self._fault_of_code.take(integers(records.fault.astype(np.int64))),
                raw=raw_column(data, records, faulty),
            )
        return data[records.consumed :]

    def _read_plain(self, data: bytes) -> pa.Table | None:
        """The short way for a block in which every line is a good record, None for any other.

        No quote, no control character, as many rows as lines, and pyarrow refuses a wrong number of fields:
        then each row is one line.
        """
        rows = plain_line_count(data)
        cells = None if rows is None else self._splitter.split(data, rows, newlines_in_values=False)
        if cells is not None:
            self.tally.record_lines += cells.num_rows
        return cells

    def _cells(self, data: bytes, records: Records, faulty: Ints) -> pa.Table:
        rows = records.start.size
        if faulty.size == rows:
            return self._splitter.nulls(rows)
        text = good_text(data, records, faulty, self._splitter.filler)
        several_lines = bool((records.lines[records.fault == 0] > 1).any())
        cells = self._splitter.split(text, rows, newlines_in_values=several_lines)
        if cells is not None:
            return cells
        spans = zip(records.start.tolist(), records.end.tolist(), records.fault.tolist(), strict=True)
        return self._splitter.split_slowly([None if fault else data[s:e].decode() for s, e, fault in spans])

    def _count(self, records: Records, faulty: Ints) -> None:
        rejected = int(records.lines[faulty].sum())
        self.tally.blank_lines += records.blank_lines
        self.tally.record_lines += int(records.lines.sum()) - rejected
        self.tally.rejected_lines += rejected
        self.tally.faulty_records += faulty.size

    def _batches(self, cells: pa.Table, faults: pa.Array, raw: pa.Array) -> Iterator[pa.RecordBatch]:
        rows, before = cells.num_rows, self.tally.records
        self.tally.records += rows
        position = integers(np.arange(before + 1, before + rows + 1))
        yield from pa.Table.from_arrays([position, faults, raw, *cells.columns], schema=self.schema).to_batches()


def check_request(columns: Sequence[str], delimiter: str, required: Sequence[str] = ()) -> None:
    """Refuse what would make the result ambiguous."""
    if len(delimiter) != 1 or not (delimiter == "\t" or " " <= delimiter <= "~") or delimiter == '"':
        raise SettingsError(
            f"The delimiter {delimiter!r} cannot be used.",
            hint="Name one printable ASCII character or a tab; the quote is taken.",
        )
    taken = [column for column in columns if column in OWN_COLUMNS]
    if taken or len(set(columns)) != len(columns):
        raise EngineError(f"A reader's columns must differ from each other and from {', '.join(OWN_COLUMNS)}.")
    unasked = [column for column in required if column not in columns]
    if unasked:
        raise EngineError(f"Required columns that a reader is not asked for: {', '.join(unasked)}.")


def take_header(blocks: Iterable[bytes], tally: Tally) -> tuple[bytes | None, Iterator[bytes]]:
    """The first line that is not blank, and the blocks after it. None for a file without any such line."""
    remaining = iter(blocks)
    for block in remaining:
        at = 0
        while at < len(block):
            end = block.index(b"\n", at)
            line = block[at:end].removesuffix(b"\r")
            at = end + 1
            if line:
                tally.header_lines += 1
                return line, chain([block[at:]] if at < len(block) else [], remaining)
            tally.blank_lines += 1
    return None, remaining


def plain_line_count(data: bytes) -> int | None:
    """Number of lines of a block of plain text, or None if anything in it needs a closer look."""
    if b'"' in data:
        return None
    block = np.frombuffer(data, np.uint8)
    lines = count_byte(block, LF)
    low = int(np.count_nonzero(block < 0x20))
    if low != lines and low != lines + data.count(b"\r\n") + count_byte(block, TAB):
        return None
    # With a line end in each window no line can be longer than two of them.
    window = MAX_LINE_BYTES // 2
    if any(data.find(b"\n", at, at + window) < 0 for at in range(0, len(data), window)):
        return None
    return lines if is_utf8(data) else None


def good_text(data: bytes, records: Records, faulty: Ints, filler: bytes) -> bytes:
    """The block with a record of nulls in place of each faulty one, so that rows stay in step with records."""
    if faulty.size == 0:
        return data[: records.consumed]
    view = memoryview(data)
    pieces: list[bytes | memoryview] = []
    at = 0
    for start, end in zip(records.start[faulty].tolist(), records.end[faulty].tolist(), strict=True):
        pieces += (view[at:start], filler)
        at = end
    pieces.append(view[at : records.consumed])
    return b"".join(pieces)


def raw_column(data: bytes, records: Records, faulty: Ints) -> pa.Array:
    """The text of faulty records, null for good ones."""
    wrong = records.fault != 0
    longest = int((records.end - records.start).max())
    if longest <= MAX_LINE_BYTES and is_utf8(data):
        spans = text_spans(data, records.start, records.end)
        return spans.take(integers(2 * np.arange(wrong.size), valid=wrong))
    places = zip(records.start[faulty].tolist(), records.end[faulty].tolist(), strict=True)
    texts = strings([raw_text(data, start, end) for start, end in places])
    return texts.take(integers(np.cumsum(wrong) - 1, valid=wrong))


def raw_text(data: bytes, start: int, end: int) -> str:
    """A record's text without its line end; bytes that are no UTF-8 as backslash escapes, a long line cut."""
    kept = data[start : min(end, start + MAX_LINE_BYTES)].decode("utf-8", errors="backslashreplace")
    return kept + CUT_NOTE if end - start > MAX_LINE_BYTES else kept

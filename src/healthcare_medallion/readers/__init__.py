"""Landed CSV files in, strings by column name out, and every physical line with exactly one fate.

Nothing is typed here: a cell is text or null. A line that is no good record keeps its text and a reason,
so that what is wrong in a file costs the lines it is in, never the rest of the file.
"""

from healthcare_medallion.readers.faults import (
    CONTROL_CHARACTER,
    DUPLICATE_COLUMN,
    INVALID_UTF8,
    LINE_TOO_LONG,
    MISPLACED_QUOTE,
    NO_KNOWN_COLUMN,
    REQUIRED_COLUMN_MISSING,
    UNCLOSED_QUOTE,
    WRONG_NUMBER_OF_FIELDS,
)
from healthcare_medallion.readers.header import Header
from healthcare_medallion.readers.raw import raw_lines
from healthcare_medallion.readers.sources import Source
from healthcare_medallion.readers.stream import RecordStream, read_csv_records
from healthcare_medallion.readers.tally import Tally

__all__ = [
    "CONTROL_CHARACTER",
    "DUPLICATE_COLUMN",
    "INVALID_UTF8",
    "LINE_TOO_LONG",
    "MISPLACED_QUOTE",
    "NO_KNOWN_COLUMN",
    "REQUIRED_COLUMN_MISSING",
    "UNCLOSED_QUOTE",
    "WRONG_NUMBER_OF_FIELDS",
    "Header",
    "RecordStream",
    "Source",
    "Tally",
    "raw_lines",
    "read_csv_records",
]

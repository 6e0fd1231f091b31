"""Why a record is refused. The texts are stored beside rejected lines, so they are part of the promised face.

None of them quotes a value; the only name that appears is a column's from our own contract.
If several apply to one record, the first in ``RECORD_FAULTS`` is named.
"""

LINE_TOO_LONG = "line too long"
"""One physical line holds more than ``MAX_LINE_BYTES``; only its beginning is kept."""

UNCLOSED_QUOTE = "unclosed quote"
"""The line has an odd number of quotes and no run of following lines makes a whole record of it."""

INVALID_UTF8 = "invalid UTF-8"
"""Some bytes are no UTF-8 text, as in a file written in Latin-1."""

CONTROL_CHARACTER = "control character"
"""A byte below 0x20 other than TAB, NUL and a carriage return within the line included."""

MISPLACED_QUOTE = "misplaced quote"
"""A field is neither plain nor wholly quoted: text before an opening or after a closing quote."""

WRONG_NUMBER_OF_FIELDS = "wrong number of fields"
"""The record has more or fewer fields than the header."""

RECORD_FAULTS = (
    LINE_TOO_LONG,
    UNCLOSED_QUOTE,
    INVALID_UTF8,
    CONTROL_CHARACTER,
    MISPLACED_QUOTE,
    WRONG_NUMBER_OF_FIELDS,
)

NO_KNOWN_COLUMN = "no known column in header"
"""The first line names no expected column: another file, a file without header, or no text at all."""

DUPLICATE_COLUMN = "duplicate column in header"
"""An expected column is named twice, so no value of it can be trusted."""

REQUIRED_COLUMN_MISSING = "required column missing"
"""Followed by ``: `` and the names. Every record of the file is refused."""

MAX_LINE_BYTES = 1_000_000
MAX_RECORD_LINES = 64

CUT_NOTE = " [cut]"
"""Ends the kept text of a line that was too long."""


def code_of(fault: str) -> int:
    """The small number that stands for a record's fault inside arrays; 0 means none."""
    return RECORD_FAULTS.index(fault) + 1

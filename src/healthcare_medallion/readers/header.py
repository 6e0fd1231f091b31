"""The first line of a file: which field holds which column of the contract, and whether the file is usable."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from healthcare_medallion.readers.faults import (
    DUPLICATE_COLUMN,
    MAX_LINE_BYTES,
    NO_KNOWN_COLUMN,
    REQUIRED_COLUMN_MISSING,
)

# Names of columns hold few digits: a date, a number of a person or a telephone has at least four, grouped or not.
_MAY_BE_A_VALUE = re.compile(r"@|([0-9][ ./-]?){4}")


@dataclass(frozen=True)
class Header:
    """What the file's first line said. An empty file has no names, misses everything and has no fault.

    ``names`` stays out of the representation and ``extra`` is empty when no column is known: the first line
    of a file without header is a record, and its values must not reach a log or a drift report. For the same reason
    an extra name that may be a value (an address, digits as of a number or a date) is told by its place alone.
    """

    names: tuple[str, ...] = field(repr=False)
    positions: Mapping[str, int]
    extra: tuple[str, ...]
    missing: tuple[str, ...]
    fault: str | None

    @property
    def width(self) -> int:
        """Number of fields that every record must have."""
        return len(self.names)


def absent_header(columns: Sequence[str]) -> Header:
    """The header of a file that holds no line at all, or only blank ones."""
    return Header(names=(), positions={}, extra=(), missing=tuple(columns), fault=None)


def read_header(
    line: bytes, delimiter: str, columns: Sequence[str], required: Sequence[str], rename: Mapping[str, str]
) -> Header:
    """Find the expected columns in a header line, whatever their order, case, quotes or padding."""
    if len(line) > MAX_LINE_BYTES:
        return Header(names=(), positions={}, extra=(), missing=tuple(columns), fault=NO_KNOWN_COLUMN)
    names = tuple(header_names(line, delimiter))
    wanted = {normalised(column): column for column in columns}
    foreign = {normalised(name): column for name, column in rename.items()}
    named = [foreign.get(name, wanted.get(name)) for name in names]
    known = [column if column in columns else None for column in named]
    positions = {column: index for index, column in reversed(list(enumerate(known))) if column is not None}
    unknown = (place for place, column in enumerate(known) if column is None and names[place])
    extra = dict.fromkeys(_told(names[place], place) for place in unknown)
    missing = tuple(column for column in columns if column not in positions)
    return Header(
        names=names,
        positions={column: positions[column] for column in columns if column in positions},
        extra=tuple(extra) if positions else (),
        missing=missing,
        fault=header_fault(known, [column for column in required if column not in positions]),
    )


def _told(name: str, place: int) -> str:
    return f"(column {place + 1}, its name not shown)" if _MAY_BE_A_VALUE.search(name) else name


def header_fault(known: Iterable[str | None], missing_required: Sequence[str]) -> str | None:
    """Why no record of the file can be used, if so."""
    counts = Counter(column for column in known if column is not None)
    if not counts:
        return NO_KNOWN_COLUMN
    if max(counts.values()) > 1:
        return DUPLICATE_COLUMN
    if missing_required:
        return f"{REQUIRED_COLUMN_MISSING}: {', '.join(missing_required)}"
    return None


def header_names(line: bytes, delimiter: str) -> list[str]:
    """Split leniently: spreadsheets and people pad and quote names in every way, and no value is at stake."""
    text = line.decode("utf-8", errors="replace")
    parts = text.split('"')
    parts[::2] = [part.replace(delimiter, "\n") for part in parts[::2]]  # a line holds no LF, so it can mark the cuts
    return [normalised(name) for name in '"'.join(parts).split("\n")]


def normalised(name: str) -> str:
    """A name as it is compared: without padding and quotes, lower case."""
    bare = name.strip()
    if len(bare) >= 2 and bare[0] == bare[-1] == '"':
        bare = bare[1:-1].replace('""', '"')
    return bare.strip().lower()

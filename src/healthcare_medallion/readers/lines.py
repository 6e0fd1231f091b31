"""One block of whole lines as arrays: where each line lies, and how its quotes and delimiters stand.

A quoted field may span lines, so a line can begin outside or inside a quoted field. Both readings are judged
at once and without following the text: quotes alternate between opening and closing, and a record's fields are
each plain or wholly quoted exactly when

* before every opening quote is the record's start, a delimiter or (a doubled quote) the closing one, and
* after every closing quote is the record's end, a delimiter or (a doubled quote) the opening one.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

TAB, LF, CR, QUOTE = b'\t\n\r"'


@dataclass(frozen=True)
class Lines:
    """Content of line i is ``block[start[i]:end[i]]``, without its line end."""

    start: Ints
    end: Ints


@dataclass(frozen=True)
class Reading:
    """How each line looks if it begins outside (or inside) a quoted field."""

    separators: Ints  # delimiters outside quotes
    misplaced: Ints  # quotes that neither open nor close a whole field


@dataclass(frozen=True)
class Quoting:
    """Both readings of each line, and whether it changes from one to the other."""

    outside: Reading
    inside: Reading
    odd: Bools


def find_lines(block: Bytes) -> Lines:
    """Cut at LF; a CR just before it belongs to the line end."""
    line_feeds = np.flatnonzero(block == LF)
    start = np.empty_like(line_feeds)
    start[0] = 0
    start[1:] = line_feeds[:-1] + 1
    end = line_feeds - ((block[line_feeds - 1] == CR) & (line_feeds > start))
    return Lines(start, end)


def read_quoting(block: Bytes, lines: Lines, delimiter: int) -> Quoting:
    """Judge every line of the block under both readings."""
    bounds = np.append(lines.start, block.size)
    delimiters = np.flatnonzero(block == delimiter)
    delimiter_bounds = np.searchsorted(delimiters, bounds)
    delimiter_count = np.diff(delimiter_bounds)
    quotes = np.flatnonzero(block == QUOTE)
    if quotes.size == 0:
        none = np.zeros_like(lines.start)
        return Quoting(Reading(delimiter_count, none), Reading(none, none), np.zeros(none.size, np.bool_))

    quote_bounds = np.searchsorted(quotes, bounds)
    quote_count = np.diff(quote_bounds)
    within_quotes = np.cumsum(block == QUOTE, dtype=np.uint8) & 1  # wraps at 256, its last bit does not mind
    # Parity is counted from the block's start; what matters is parity from the line's start.
    flipped = (quote_bounds[:-1] & 1).astype(np.bool_)
    parity_one = per_line(within_quotes[delimiters], delimiter_bounds)
    quoted_delimiters = np.where(flipped, delimiter_count - parity_one, parity_one)

    before, after = block[quotes - 1], block[quotes + 1]  # a block ends in LF, so there is always a next byte
    may_open = (before == delimiter) | (before == QUOTE) | (quotes == np.repeat(lines.start, quote_count))
    may_close = (after == delimiter) | (after == QUOTE) | (quotes + 1 == np.repeat(lines.end, quote_count))
    nth_of_line = np.arange(quotes.size) - np.repeat(quote_bounds[:-1], quote_count)
    even = (nth_of_line & 1) == 0
    return Quoting(
        outside=Reading(
            separators=delimiter_count - quoted_delimiters,
            misplaced=per_line(~np.where(even, may_open, may_close), quote_bounds),
        ),
        inside=Reading(
            separators=quoted_delimiters,
            misplaced=per_line(~np.where(even, may_close, may_open), quote_bounds),
        ),
        odd=(quote_count & 1).astype(np.bool_),
    )


def count_byte(block: Bytes, value: int) -> int:
    """Several times faster than ``bytes.count``."""
    return int(np.count_nonzero(block == value))


def per_line(flags: npt.NDArray[np.generic], bounds: Ints) -> Ints:
    """Sum flags between each two bounds."""
    return np.diff(running_total(flags)[bounds])


def running_total(flags: npt.NDArray[np.generic]) -> Ints:
    """Sum of everything before each place, and of all at the end."""
    total = np.zeros(flags.size + 1, np.int64)
    np.cumsum(flags, out=total[1:])
    return total

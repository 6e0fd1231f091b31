"""The lines of a block become records, each with a fault or none. Blank lines are counted, not records.

A record is one line, or up to ``MAX_RECORD_LINES`` lines joined by a quoted field when the join is a whole
record of the header's width. A line with an odd number of quotes for which no such join exists is refused
alone, and reading goes on with the next line.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from healthcare_medallion.readers.faults import (
    CONTROL_CHARACTER,
    INVALID_UTF8,
    LINE_TOO_LONG,
    MAX_LINE_BYTES,
    MAX_RECORD_LINES,
    MISPLACED_QUOTE,
    UNCLOSED_QUOTE,
    WRONG_NUMBER_OF_FIELDS,
    code_of,
)
from healthcare_medallion.readers.lines import (
    CR,
    LF,
    TAB,
    Bools,
    Bytes,
    Ints,
    Lines,
    Quoting,
    count_byte,
    find_lines,
    read_quoting,
    running_total,
)


@dataclass(frozen=True)
class Records:
    """Record i is ``block[start[i]:end[i]]``, made of ``lines[i]`` lines; ``fault[i]`` is 0 or a fault's code.

    ``consumed`` bytes of the block are dealt with. The rest begins with a record that the next block may close.
    """

    start: Ints
    end: Ints
    lines: Ints
    fault: npt.NDArray[np.int8]
    blank_lines: int
    consumed: int


@dataclass(frozen=True)
class Joins:
    """First and last line of each record of several lines; the line to wait at for the next block, if any."""

    first: Ints
    last: Ints
    wait_at: int | None


def split_records(data: bytes, *, width: int, delimiter: int, final: bool) -> Records:
    """Give every line of a block its place in a record. ``final`` means that no block follows."""
    block = np.frombuffer(data, np.uint8)
    lines = find_lines(block)
    too_long = lines.end - lines.start > MAX_LINE_BYTES
    quoting = read_quoting(block, lines, delimiter)
    joins = join_lines(lines, quoting, too_long, width=width, final=final)

    known = lines.start.size if joins.wait_at is None else joins.wait_at
    consumed = block.size if joins.wait_at is None else int(lines.start[joins.wait_at])
    steps = np.zeros(known + 1, np.int64)
    steps[joins.first + 1] += 1
    steps[joins.last + 1] -= 1
    continues = np.cumsum(steps[:-1]) > 0
    blank = (lines.start[:known] == lines.end[:known]) & ~continues
    first = np.flatnonzero(~continues & ~blank)
    last = first.copy()
    joined = np.searchsorted(first, joins.first)
    last[joined] = joins.last

    start, end = lines.start[first], lines.end[last]
    fault = np.zeros(first.size, np.int8)
    # From the weakest reason to the strongest: a later one replaces an earlier one.
    fault[quoting.outside.separators[first] != width - 1] = code_of(WRONG_NUMBER_OF_FIELDS)
    fault[quoting.outside.misplaced[first] > 0] = code_of(MISPLACED_QUOTE)
    fault[joined] = 0
    fault[holds_any(control_characters(block), start, end)] = code_of(CONTROL_CHARACTER)
    fault[not_utf8(data, block, start, end)] = code_of(INVALID_UTF8)
    unclosed = quoting.odd[first]
    unclosed[joined] = False
    fault[unclosed] = code_of(UNCLOSED_QUOTE)
    fault[too_long[first]] = code_of(LINE_TOO_LONG)
    return Records(start, end, last - first + 1, fault, int(np.count_nonzero(blank)), consumed)


def join_lines(lines: Lines, quoting: Quoting, too_long: Bools, *, width: int, final: bool) -> Joins:
    """Pair each line that opens a quoted field with the line that closes it, when that makes a whole record.

    The first following line with an odd number of quotes is the only one that can close the field: there the
    text is outside quotes again, and a line end outside quotes ends the record. So each pair of neighbours
    among the odd lines is either a record or not, whatever else the block holds.
    """
    odd = np.flatnonzero(quoting.odd & ~too_long)
    broken_before = running_total(quoting.inside.misplaced > 0)
    separators_before = running_total(quoting.inside.separators)

    def fits(first: Ints, last: Ints) -> tuple[Bools, Ints]:
        """Whether first..last can stand in one record, and the delimiters outside quotes that it then has."""
        sound = (quoting.outside.misplaced[first] == 0) & (broken_before[last + 1] == broken_before[first + 1])
        # A line that is too long alone makes the whole too long: it never stands within a record.
        short = (last - first < MAX_RECORD_LINES) & (lines.end[last] - lines.start[first] <= MAX_LINE_BYTES)
        inner = separators_before[last + 1] - separators_before[first + 1]
        return sound & short, quoting.outside.separators[first] + inner

    possible, separators = fits(odd[:-1], odd[1:])
    record = (possible & (separators == width - 1)).tolist()
    openers, at = [], 0
    while at < len(record):
        if record[at]:
            openers.append(at)
        at += 2 if record[at] else 1
    chosen = np.asarray(openers, np.int64)

    wait_at = None
    if not final and at == odd.size - 1:
        end_of_block = np.array([lines.start.size - 1])
        possible, separators = fits(odd[-1:], end_of_block)
        one_more_line_fits = end_of_block[0] - odd[-1] < MAX_RECORD_LINES - 1
        if possible[0] and separators[0] < width and one_more_line_fits:
            wait_at = int(odd[-1])
    return Joins(first=odd[chosen], last=odd[chosen + 1], wait_at=wait_at)


def control_characters(block: Bytes) -> Ints:
    """Where bytes lie that no text holds. A CR before LF is part of a line end, also within a quoted field."""
    low = block < 0x20
    if np.count_nonzero(low) == count_byte(block, LF):
        return np.zeros(0, np.int64)
    places = np.flatnonzero(low & (block != LF) & (block != TAB))
    ends_line: Bools = (block[places] == CR) & (block[places + 1] == LF)
    return np.extract(~ends_line, places)


def holds_any(places: Ints, start: Ints, end: Ints) -> Bools:
    """Which of the spans hold at least one of the places."""
    if places.size == 0:
        return np.zeros(start.size, np.bool_)
    return np.searchsorted(places, start) < np.searchsorted(places, end)


def not_utf8(data: bytes, block: Bytes, start: Ints, end: Ints) -> Bools:
    """Which records hold bytes that are no UTF-8. Only a block that fails as a whole is searched."""
    wrong = np.zeros(start.size, np.bool_)
    if is_utf8(data):
        return wrong
    for index in np.flatnonzero(holds_any(np.flatnonzero(block >= 0x80), start, end)).tolist():
        wrong[index] = not is_utf8(data[start[index] : end[index]])
    return wrong


def is_utf8(data: bytes) -> bool:
    """Without building the text."""
    if data.isascii():
        return True
    offsets = pa.py_buffer(np.array([0, len(data)], np.int64))
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True

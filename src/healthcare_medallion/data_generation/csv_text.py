"""Columns in, CSV bytes out, without a loop over rows.

Each row is laid out in a structured array with one fixed-width field per value and the separators in
between; what a value does not fill is NUL. Leaving out all NULs turns the array into CSV text. No value
needs quotes: vocabularies are checked when they are encoded, everything else is digits and dashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from healthcare_medallion.data_generation.keys import Text
from healthcare_medallion.data_generation.random_streams import Ints

Part = Text | bytes
Column = Sequence[Part]
"""A column is one or more parts written side by side; a part is an array or, for all rows, one text."""

_NEVER_IN_A_VALUE = frozenset(b',"\r\n\0')

_SMALL = np.array([b"%d" % n for n in range(100)], dtype="S2")
_PADDED_2 = np.array([b".%02d" % n for n in range(100)], dtype="S3")
# First ten thousand without leading zeros, then ten thousand with them.
_PADDED_4 = np.array([b"%d" % n for n in range(10_000)] + [b"%04d" % n for n in range(10_000)], dtype="S4")
_NONE_4 = np.array([b""] + [b"%d" % n for n in range(1, 10_000)], dtype="S4")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, for vocabularies that are easier to read as a paragraph than as a list."""
    return tuple(text.split())


def vocabulary(entries: Iterable[str]) -> Text:
    """Texts as a look-up table of UTF-8 bytes, refused if one of them would need quotes in a CSV file."""
    encoded = [entry.encode() for entry in entries]
    unfit = [text for text in encoded if _NEVER_IN_A_VALUE.intersection(text) or text != text.strip()]
    if unfit:
        raise ValueError(f"{len(unfit)} entries of a vocabulary would need quotes in a CSV file")
    return np.array(encoded, dtype=np.bytes_)


def small_number(values: Ints) -> Column:
    """Whole numbers 0 .. 99."""
    return (_SMALL[values],)


def hundredths(values: Ints) -> Column:
    """Whole numbers of hundredths, up to 9,999,999,999, as text with two decimals."""
    whole, rest = np.divmod(values, 100)
    high, low = np.divmod(whole, 10_000)
    return (_NONE_4[high], _PADDED_4[low + 10_000 * (high > 0)], _PADDED_2[rest])


def csv_lines(rows: int, columns: Sequence[Column]) -> bytes:
    """The rows as CSV lines, each ended by a newline."""
    parts: list[Part] = []
    for column in columns:
        parts += [*column, b","]
    parts[-1] = b"\n"
    widths = [len(part) if isinstance(part, bytes) else part.dtype.itemsize for part in parts]
    layout = np.dtype([(f"f{number}", f"S{width}") for number, width in enumerate(widths)])
    template = np.zeros((), dtype=layout)
    for name, part in zip(layout.names or (), parts, strict=True):
        if isinstance(part, bytes):
            template[name] = part
    table = np.full(rows, template, dtype=layout)
    for name, part in zip(layout.names or (), parts, strict=True):
        if not isinstance(part, bytes):
            table[name] = part
    padded: npt.NDArray[np.uint8] = table.view(np.uint8)
    return bytes(padded[padded != 0])

"""Arrow arrays made from buffers.

``pyarrow.array`` would do, but it imports pandas wherever that is installed, which costs more than reading a file.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def integers(values: npt.NDArray[np.int64], valid: npt.NDArray[np.bool_] | None = None) -> pa.Array:
    """The values themselves, not a copy; null where they are not valid."""
    bitmap = None if valid is None else pa.py_buffer(np.packbits(valid, bitorder="little"))
    return pa.Array.from_buffers(pa.int64(), values.size, [bitmap, pa.py_buffer(np.ascontiguousarray(values))])


def text_spans(data: bytes, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> pa.Array:
    """The spans of UTF-8 bytes as strings, without a copy: string 2i is span i, the odd ones lie between spans."""
    offsets = np.column_stack([start, end]).astype(np.int32).ravel()
    return pa.StringArray.from_buffers(offsets.size - 1, pa.py_buffer(offsets), pa.py_buffer(data))


def strings(texts: Sequence[str | None]) -> pa.Array:
    """A string column from Python texts."""
    encoded = [b"" if text is None else text.encode() for text in texts]
    offsets = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum([len(piece) for piece in encoded], out=offsets[1:])
    values = pa.StringArray.from_buffers(len(encoded), pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded)))
    if None not in texts:
        return values
    valid = np.packbits([text is not None for text in texts], bitorder="little")
    return pa.StringArray.from_buffers(len(encoded), values.buffers()[1], values.buffers()[2], pa.py_buffer(valid))


def no_strings(rows: int) -> pa.Array:
    """A string column of nulls."""
    return pa.nulls(rows, pa.string())

"""Chunks of bytes in, blocks of whole lines out, each block ending in LF. Memory stays bounded by the chunk."""

from collections.abc import Iterable, Iterator

import numpy as np

from healthcare_medallion.readers.faults import MAX_LINE_BYTES
from healthcare_medallion.readers.lines import LF, count_byte

# A line within the limit plus a CR is kept whole; one byte more proves it too long without its CR as well.
KEPT_LINE_BYTES = MAX_LINE_BYTES + 2


class LineBlocks:
    """Iterate once. ``lines`` counts physical lines as they pass, independent of any later parsing.

    A CR as the very last byte of the file becomes part of a line end: the file was cut between CR and LF.
    """

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.lines = 0

    def __iter__(self) -> Iterator[bytes]:
        unfinished = bytearray()
        for chunk in self._chunks:
            self.lines += count_byte(np.frombuffer(chunk, np.uint8), LF)
            cut = chunk.rfind(b"\n") + 1
            if cut and unfinished:
                first = chunk.find(b"\n")
                keep(unfinished, chunk[:first])
                yield bytes(unfinished) + chunk[first:cut]
            elif cut:
                yield chunk[:cut]
            if cut:
                unfinished = bytearray()
            keep(unfinished, chunk[cut:])
        if unfinished:
            self.lines += 1
            yield bytes(unfinished) + b"\n"


def keep(line: bytearray, piece: bytes) -> None:
    """Add to an unfinished line; of a gigantic one only the beginning is held."""
    line += piece[: KEPT_LINE_BYTES - len(line)]

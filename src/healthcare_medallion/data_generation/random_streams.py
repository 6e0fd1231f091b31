"""Counter-based random numbers: the value drawn for a row depends on nothing but the row.

A draw is ``mix(counter * odd + key)``, the SplitMix64 output function over a Weyl sequence. ``key``
comes from the seed, the call and the purpose of the draw; ``counter`` is the global number of the row.
No state is carried from row to row, so chunks of any size, in any order, give the same rows.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]
Reals = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_WEYL = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_TWO_TO_MINUS_53 = np.float64(2.0**-53)


class Streams:
    """Every random stream of one call: one per purpose, each as long as there are counters."""

    def __init__(self, seed: int, call: str) -> None:
        self._root = f"{seed}\x1f{call}"
        self._keys: dict[str, np.uint64] = {}

    def key(self, purpose: str) -> np.uint64:
        """The 64-bit key of one purpose, the same in every process and on every platform."""
        if purpose not in self._keys:
            digest = blake2b(f"{self._root}\x1f{purpose}".encode(), digest_size=8).digest()
            self._keys[purpose] = np.uint64(int.from_bytes(digest, "little"))
        return self._keys[purpose]

    def bits(self, purpose: str, counters: Bits) -> Bits:
        """64 random bits per counter."""
        drawn = counters * _WEYL
        drawn += self.key(purpose)
        drawn ^= drawn >> np.uint64(30)
        drawn *= _MIX_1
        drawn ^= drawn >> np.uint64(27)
        drawn *= _MIX_2
        drawn ^= drawn >> np.uint64(31)
        return drawn

    def uniform(self, purpose: str, counters: Bits) -> Reals:
        """One real in [0, 1) per counter, with 53 random bits."""
        return as_uniform(self.bits(purpose, counters))


def as_uniform(bits: Bits) -> Reals:
    """The upper 53 of 64 random bits as a real in [0, 1)."""
    # Through int64: converting unsigned 64-bit integers to doubles is several times slower.
    return (bits >> np.uint64(11)).view(np.int64) * _TWO_TO_MINUS_53


def field(bits: Bits, first: int, width: int) -> Ints:
    """``width`` bits from bit ``first`` on, as an index; several small draws share one 64-bit draw."""
    return ((bits >> np.uint64(first)) & np.uint64((1 << width) - 1)).view(np.int64)


def fraction(bits: Bits, first: int, width: int) -> Reals:
    """``width`` bits from bit ``first`` on, as the middle of one of 2**width equal steps of (0, 1)."""
    return (field(bits, first, width) + np.float64(0.5)) * np.float64(0.5**width)

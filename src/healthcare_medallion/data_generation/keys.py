"""Record keys that never meet: a counter through a keyed permutation, then the name of the call.

``P9QX7K2MBU1U1``: the entity, eight characters that are a one-to-one scramble of the row's counter, and
the namespace: ``U`` and the seed, ``U`` and the number of the first batch folder of the call. A batch with
a name of its own has ``L`` and 60 bits of the name's hash there instead. The first nine characters have
a fixed length and ``U`` and ``L`` are not digits of the notation, so the text can be read back in one way
only: two seeds, or two calls in one landing folder, cannot make the same key (for two named batches of
one seed: but for a chance of 1 in 2**60). No key holds nine decimal digits in a row, the shape of an SSN.
"""

from __future__ import annotations

import re
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from healthcare_medallion.data_generation.random_streams import Bits, Streams

COUNTER_BITS = 40
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
_MASK = np.uint64((1 << COUNTER_BITS) - 1)
_NUMBERED = re.compile(r"batch-(\d{4,9})")

Text = npt.NDArray[np.bytes_]

# Two digits for ten bits, as one 16-bit value, so that a key is four gathers.
_PAIRS = np.array([(a + b).encode() for a in DIGITS for b in DIGITS], dtype="S2").view(np.uint16)


def batch_name(number: int) -> str:
    """The folder name of the batch with this number."""
    return f"batch-{number:04d}"


def batch_number(name: str) -> int | None:
    """The number of a folder named by ``batch_name``, None for any other name."""
    found = _NUMBERED.fullmatch(name)
    return int(found[1]) if found and batch_name(int(found[1])) == name else None


def namespace(seed: int, first_batch: str) -> str:
    """What tells the keys of this call from those of all others; ``first_batch`` is a folder name."""
    number = batch_number(first_batch)
    if number is not None:
        return f"U{_spell(seed, DIGITS)}U{_spell(number, DIGITS)}"
    hashed = int.from_bytes(blake2b(first_batch.encode(), digest_size=8).digest(), "big") >> 4
    return f"U{_spell(seed, DIGITS)}L{_spell(hashed, _LETTERS)}"


def _spell(number: int, alphabet: str) -> str:
    text = alphabet[number % len(alphabet)]
    while number := number // len(alphabet):
        text = alphabet[number % len(alphabet)] + text
    return text


class KeyMaker:
    """Scrambles the counters of one entity; the same counter always gives the same characters."""

    def __init__(self, streams: Streams, entity: str) -> None:
        drawn = streams.bits(f"keys of {entity}", np.arange(4, dtype=np.uint64)) & _MASK
        self._offset = drawn[0]
        self._factors = drawn[1:] | np.uint64(1)

    def scramble(self, counters: Bits) -> Bits:
        """A permutation of 0 .. 2**40 - 1: every step (xor, odd product, xor of a shift) can be undone."""
        mixed: Bits = counters ^ self._offset
        for factor in self._factors:
            mixed *= factor
            mixed &= _MASK
            mixed ^= mixed >> np.uint64(COUNTER_BITS // 2 + 1)
        return mixed

    def codes(self, counters: Bits) -> Text:
        """Eight characters per counter."""
        mixed = self.scramble(counters)
        pairs = np.empty((len(mixed), 4), dtype=np.uint16)
        for place in range(4):
            ten_bits = (mixed >> np.uint64(30 - 10 * place)) & np.uint64(1023)
            pairs[:, place] = _PAIRS[ten_bits.view(np.int64)]
        return pairs.view("S8").reshape(len(mixed))

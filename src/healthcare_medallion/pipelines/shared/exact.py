"""Money and averages without binary sums: the sum of doubles depends on row order, on every engine.

Amounts stay DOUBLE in the contracts; they are turned into whole cents before they are added and come back once.
"""

from __future__ import annotations

import ibis.expr.types as ir

MAX_AMOUNT = 1e10
"""Rules keep amounts below this: cents are exact in a double, and the sum of nine million of them fits 64 bits."""
MICROS = 1_000_000


def cents(amount: ir.FloatingValue) -> ir.IntegerValue:
    """Whole cents of an amount of at most ``MAX_AMOUNT``."""
    return (amount * 100).round().cast("!int64")


def from_cents(total: ir.NumericValue) -> ir.FloatingValue:
    """An amount in currency units from a sum of cents."""
    return total.cast("!float64") / 100


def micros(value: ir.FloatingValue) -> ir.IntegerValue:
    """Whole millionths of a measurement such as a BMI."""
    return (value * MICROS).round().cast("!int64")


def ratio(part: ir.NumericValue, whole: ir.NumericValue) -> ir.FloatingValue:
    """One division of two exact numbers; null where ``whole`` is 0."""
    return part.cast("!float64") / whole.cast("!float64").nullif(0)


def rounded(value: ir.FloatingValue) -> ir.FloatingValue:
    """Six decimals, by the one formula on which engines agree."""
    return (value * MICROS).round().cast("!int64").cast("!float64") / MICROS

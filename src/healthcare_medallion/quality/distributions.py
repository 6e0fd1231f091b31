"""Distributions of columns: bins that are fixed on a reference, so that later rows can be counted into them.

Numeric columns have ten bins bounded by the deciles of the reference, rounded to three significant digits so that no
bound is a cell. Categories are words of the vocabularies in code, never what stands in a cell; all other values are
`other`. Nulls are a bin of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.text import ascii_upper, trimmed
from healthcare_medallion.pipelines.shared.vocabularies import (
    CLAIM_STATUSES,
    EVENT_TYPES,
    INSURANCE_PLANS,
    REGIONS,
    SEXES,
)

NULL, OTHER = "null", "other"
DECILES = tuple(n / 10 for n in range(1, 10))
NUMERIC = ("int", "bigint", "double")
CATEGORIES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "bronze_patients": {
        "sex": SEXES,
        "region": REGIONS,
        "smoker": ("TRUE", "FALSE"),
        "insurance_plan": INSURANCE_PLANS,
    },
    # A diagnosis by its first letter, which is its chapter, or nearly so.
    "bronze_claims": {
        "claim_status": tuple(status.upper() for status in CLAIM_STATUSES),
        "diagnosis_code": tuple(ascii_uppercase),
    },
    "bronze_medical_events": {"event_type": tuple(kind.upper() for kind in EVENT_TYPES)},
}
_FIRST_LETTER = ("diagnosis_code",)


@dataclass(frozen=True)
class Distribution:
    """The bins of one column. ``uppers`` of a numeric one: greatest value of each bin but the last."""

    column: str
    labels: tuple[str, ...]
    uppers: tuple[float, ...] | None = None

    def bin_of(self, cell: ir.Value) -> ir.IntegerValue:
        """The number of a cell's bin; bins cover every value, null and not a number included."""
        if self.uppers is not None:
            value = cell.cast("float64")
            steps = [(value <= upper, position) for position, upper in enumerate(self.uppers)]
            return ibis.cases((cell.isnull(), len(self.uppers) + 1), *steps, else_=len(self.uppers))
        word = _word(self.column, cell)
        steps = [(word == label, position) for position, label in enumerate(self.labels[:-2])]
        return ibis.cases((cell.isnull(), len(self.labels) - 1), *steps, else_=len(self.labels) - 2)


def categorical(table: str) -> dict[str, Distribution]:
    """The categorical columns of a table that are watched."""
    return {name: Distribution(name, (*words, OTHER, NULL)) for name, words in CATEGORIES.get(table, {}).items()}


def numeric(column: str, deciles: Sequence[float]) -> Distribution:
    """Ten bins, fewer where rounded deciles coincide."""
    uppers = tuple(dict.fromkeys(float(f"{value:.3g}") for value in deciles))
    return Distribution(column, (*(f"to {upper:g}" for upper in uppers), "above", NULL), uppers)


def numeric_columns(contract: Contract) -> tuple[str, ...]:
    """The numeric columns of a contract that are watched."""
    return tuple(c.name for c in contract.columns if c.type in NUMERIC and not c.name.startswith("_"))


def _word(column: str, cell: ir.Value) -> ir.StringValue:
    text = ascii_upper(trimmed(cell.cast("string")))
    return text.substr(0, 1) if column in _FIRST_LETTER else text

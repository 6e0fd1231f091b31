"""Figures about the rows that a run took: one aggregate per table, in one pass, compiled for any engine.

What may stand in a figure follows from the column's classification. Counts (nulls, distinct values) always may.
Quantiles of a column that is not a direct identifier may from ``QUANTILE_ROWS`` values on: they lie between values,
are rounded to two significant digits, and the least and the greatest 5 % are left out. Values by name only stand for
columns that are not classified, each with at least ``TOP_ROWS`` rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract
from healthcare_medallion.quality.distributions import Distribution

QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
QUANTILE_ROWS = 1_000
TOP_ROWS = 11
TOP_VALUES = 10
NUMERIC = ("int", "bigint", "double")


@dataclass(frozen=True)
class Profile:
    """One column of the rows that arrived. ``bins`` are rows per bin of the distribution it is compared with."""

    table: str
    column: str
    rows: int
    nulls: int
    distinct: int
    quantiles: Mapping[str, float] | None = None
    bins: tuple[int, ...] | None = None

    @property
    def null_share(self) -> float:
        return self.nulls / self.rows if self.rows else 0.0


def business_columns(contract: Contract) -> tuple[Column, ...]:
    """Columns that came with the data; ours begin with an underscore."""
    return tuple(column for column in contract.columns if not column.name.startswith("_"))


def may_show_quantiles(column: Column) -> bool:
    return column.type in NUMERIC and column.classification is not Classification.DIRECT_IDENTIFIER


def may_show_values(column: Column) -> bool:
    return column.type == "string" and column.classification is Classification.NONE


def profile_of(rows: ir.Table, contract: Contract, distributions: Mapping[str, Distribution] | None = None) -> ir.Table:
    """One row: the figures of every business column. ``read_profiles`` takes it apart."""
    watched = {name: d for name, d in (distributions or {}).items() if name in contract.names}
    rows = rows.mutate(**{f"{name}__bin": d.bin_of(rows[name]) for name, d in watched.items()})
    figures: dict[str, ir.Value] = {"rows": rows.count()}
    for column in business_columns(contract):
        cell = rows[column.name]
        figures[f"{column.name}__nulls"] = rows.count() - cell.count()
        figures[f"{column.name}__distinct"] = cell.approx_nunique()
        if may_show_quantiles(column):
            finite = ibis.ifelse(cell.isnan() | cell.isinf(), ibis.null(), cell) if column.type == "double" else cell
            figures[f"{column.name}__quantiles"] = finite.cast("float64").quantile(list(QUANTILES.values()))
        if column.name in watched:
            number = rows[f"{column.name}__bin"]
            for position in range(len(watched[column.name].labels)):
                figures[f"{column.name}__bin{position}"] = rows.count(where=number == position)
    return rows.aggregate(**figures)


def read_profiles(
    figures: Mapping[str, Any], contract: Contract, distributions: Mapping[str, Distribution] | None = None
) -> tuple[Profile, ...]:
    """The profiles in a row of ``profile_of``."""
    rows = int(figures["rows"])
    found = []
    for column in business_columns(contract):
        name = column.name
        nulls = int(figures[f"{name}__nulls"] or 0)
        quantiles = figures.get(f"{name}__quantiles")
        shown = quantiles is not None and rows - nulls >= QUANTILE_ROWS
        labels = distributions[name].labels if distributions and name in distributions else ()
        found.append(
            Profile(
                table=contract.name,
                column=name,
                rows=rows,
                nulls=nulls,
                distinct=min(int(figures[f"{name}__distinct"] or 0), rows - nulls),
                quantiles=_rounded(quantiles) if shown and quantiles else None,
                bins=tuple(int(figures[f"{name}__bin{n}"]) for n in range(len(labels))) or None,
            )
        )
    return tuple(found)


def top_values_of(rows: ir.Table, column: Column) -> ir.Table:
    """``value``, ``n``: the most frequent values of an unclassified column, none that few rows have.

    :raises ValueError: the column is classified: its values may stand nowhere.
    """
    if not may_show_values(column):
        raise ValueError(f"{column.name} is {column.classification}")
    counted = rows.group_by(value=rows[column.name]).aggregate(n=lambda t: t.count())
    counted = counted.filter(counted.value.notnull() & (counted.n >= TOP_ROWS))
    return counted.order_by(counted.n.desc(), counted.value).limit(TOP_VALUES)


def completeness(profiles: Sequence[Profile]) -> float | None:
    """Percent of cells that are filled; None without rows.

    Completeness as in ISO/IEC 25012: the degree to which expected values are there. Columns of a feed weigh alike.
    """
    cells = sum(profile.rows for profile in profiles)
    return 100.0 * (1 - sum(profile.nulls for profile in profiles) / cells) if cells else None


def _rounded(values: Sequence[float]) -> dict[str, float]:
    return {name: float(f"{value:.2g}") for name, value in zip(QUANTILES, values, strict=True)}

"""What a compliance report says. Counts only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class ColumnEvidence:
    """One column: what it is, what was done to it, what its data say."""

    table: str
    column: str
    classification: str
    treatment: str
    rows: int
    looked_at: int
    """Cells that were read: all of them, or a sample of the rows."""
    kinds: int
    """How many kinds of identifier were looked for."""
    found: Mapping[str, int] = field(default_factory=dict)
    """Rows by what was found in them."""
    as_landed: bool = False
    """Of a table that holds rows as they were delivered: what is found there was sent, and goes no further."""

    @property
    def violations(self) -> int:
        return 0 if self.as_landed else sum(self.found.values())

    @property
    def holds(self) -> bool:
        return not self.violations

    @property
    def evidence(self) -> str:
        """In words."""
        if self.found:
            counts = "; ".join(f"{what}: {count:,}" for what, count in self.found.items())
            return f"as landed, {counts}" if self.as_landed else counts
        if not self.kinds:
            return f"{self.rows:,} rows"
        return f"{self.kinds} {'check' if self.kinds == 1 else 'checks'} over {self.looked_at:,} of {self.rows:,} rows"


@dataclass(frozen=True)
class TableCheck:
    """One thing that should hold of tables as a whole."""

    name: str
    promise: str
    violations: int

    @property
    def holds(self) -> bool:
        return not self.violations


@dataclass(frozen=True)
class Anonymity:
    """How alike the persons of `deid_patients` are by age, sex, region, children and plan. A figure, no verdict."""

    persons: int
    k: int
    """Persons in the smallest group."""
    persons_below: int
    """Persons in groups of fewer than the setting `deid.small_cell_k`."""
    least: int
    """That setting."""
    diversity: int
    """Fewest different pairs of smoking and BMI class within a group (l-diversity)."""


@dataclass(frozen=True)
class ComplianceReport:
    """Everything that was looked at."""

    at: datetime
    columns: tuple[ColumnEvidence, ...]
    checks: tuple[TableCheck, ...]
    anonymity: Anonymity
    sample: int
    alerts: int
    """Uses of break-glass, ever."""

    @property
    def broken_columns(self) -> tuple[ColumnEvidence, ...]:
        return tuple(c for c in self.columns if not c.holds)

    @property
    def broken_checks(self) -> tuple[TableCheck, ...]:
        return tuple(c for c in self.checks if not c.holds)

    @property
    def holds(self) -> bool:
        return not self.broken_columns and not self.broken_checks

    @property
    def by_table(self) -> dict[str, tuple[ColumnEvidence, ...]]:
        found: dict[str, list[ColumnEvidence]] = {}
        for column in self.columns:
            found.setdefault(column.table, []).append(column)
        return {table: tuple(columns) for table, columns in found.items()}

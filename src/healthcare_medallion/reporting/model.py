"""What a report shows. Counts, sums and names of tables and rules; never a row, never a cell of a classified column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from healthcare_medallion.reporting.groups import Group

if TYPE_CHECKING:  # the drawings need this module and must not need an engine
    from healthcare_medallion.engines.embedded.reading import Run
    from healthcare_medallion.engines.embedded.verify import Verdict
    from healthcare_medallion.quality.score import QualityReport, RuleScore
    from healthcare_medallion.reporting.overview import Overview


@dataclass(frozen=True)
class Ledger:
    """Where the records of a feed, or of all feeds, are."""

    name: str
    landed: int
    rejected: int
    bronze: int
    silver: int
    quarantine: int
    superseded: int
    gold: int

    @property
    def adds_up(self) -> bool:
        """Whether each record is in exactly one place at each layer, as far as totals tell."""
        return (
            self.landed == self.bronze + self.rejected
            and self.bronze == self.silver + self.quarantine + self.superseded
            and self.gold == self.silver
        )


def total(ledgers: tuple[Ledger, ...]) -> Ledger:
    """The sum over feeds."""
    names = ("landed", "rejected", "bronze", "silver", "quarantine", "superseded", "gold")
    return Ledger("all feeds", **{name: sum(getattr(ledger, name) for ledger in ledgers) for name in names})


@dataclass(frozen=True)
class TableLine:
    """A stored table as published; ``seconds`` is None where the last run left it alone."""

    name: str
    rows: int
    version: int
    seconds: float | None


@dataclass(frozen=True)
class FileLine:
    """A file that the last run took; ``drifted`` counts columns that its header had too many or too few."""

    source_file: str
    feed: str
    records: int
    bronze: int
    rejected: int
    drifted: int


@dataclass(frozen=True)
class ReasonCount:
    """How many records were rejected for a reason; ``column`` is None where the whole line is broken."""

    column: str | None
    reason: str
    by_feed: Mapping[str, int]

    @property
    def records(self) -> int:
        return sum(self.by_feed.values())


@dataclass(frozen=True)
class CheckFamily:
    """Checks of `verify` of one kind."""

    title: str
    checks: tuple[Verdict, ...]

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)

    @property
    def holding(self) -> int:
        return sum(check.holds for check in self.checks)


@dataclass(frozen=True)
class Month:
    """Use of the insurance in a month; None where few people stand behind a number."""

    month: str
    members: int | None
    claims: int | None
    claims_per_1000: float | None
    cost_per_member: float | None


@dataclass(frozen=True)
class RiskCell:
    """Mean yearly charges of a group; None where it is small."""

    band: str
    smoking: str
    average_charges: float | None


@dataclass(frozen=True)
class Marts:
    """What the business views say, small groups left out."""

    members: int
    by_region: tuple[Group, ...]
    by_age: tuple[Group, ...]
    by_plan: tuple[Group, ...]
    months: tuple[Month, ...]
    charges_by_bmi: tuple[RiskCell, ...]
    charges_by_age: tuple[RiskCell, ...]


@dataclass(frozen=True)
class FateCount:
    """Records of the answer key that should meet one fate, and how many did."""

    expected_fate: str
    records: int
    as_expected: int


@dataclass(frozen=True)
class FaultCheck:
    """Injected faults against what became of them, record by record.

    ``consequences`` are records without a fault whose patient was lost to one, and originals that second copies
    were made of. ``unexpected`` counts records that are not in silver although the key does not say so.
    """

    fates: tuple[FateCount, ...]
    consequences: FateCount
    unexpected: int
    kinds: int

    @property
    def records(self) -> int:
        return sum(fate.records for fate in self.fates)

    @property
    def as_expected(self) -> int:
        return sum(fate.as_expected for fate in self.fates)

    @property
    def holds(self) -> bool:
        others = self.consequences.records == self.consequences.as_expected
        return self.records == self.as_expected and others and not self.unexpected


@dataclass(frozen=True)
class Report:
    """Everything that the page shows."""

    run: Run
    ledgers: tuple[Ledger, ...]
    tables: tuple[TableLine, ...]
    files: tuple[FileLine, ...]
    quality: QualityReport
    rejected: tuple[ReasonCount, ...]
    families: tuple[CheckFamily, ...]
    marts: Marts
    landing: str
    overview: Overview
    faults: FaultCheck | None = None

    @property
    def total(self) -> Ledger:
        return total(self.ledgers)

    @property
    def quarantine(self) -> tuple[RuleScore, ...]:
        """Rules that keep rows in quarantine, the most frequent first; a row that breaks two counts under both."""
        return _most_first(rule for feed in self.quality.feeds for rule in feed.rules)

    @property
    def warnings(self) -> tuple[RuleScore, ...]:
        """Rules that rows of silver break all the same."""
        return _most_first(rule for feed in self.quality.feeds for rule in feed.warnings)

    @property
    def checks(self) -> int:
        return sum(len(family.checks) for family in self.families)

    @property
    def checks_holding(self) -> int:
        return sum(family.holding for family in self.families)

    @property
    def seconds(self) -> float:
        return (self.run.finished_at - self.run.started_at).total_seconds()


def _most_first(rules: Iterable[RuleScore]) -> tuple[RuleScore, ...]:
    return tuple(sorted((r for r in rules if r.failed), key=lambda r: (-r.failed, r.feed, r.rule)))

"""The data quality score.

    score = 100 * passed / evaluated

over the rules of severity quarantine, on the candidates of silver:

* ``evaluated`` = number of such rules of a feed x rows of its bronze table. Each rule judges each row.
* ``failed`` = how often the rule stands in ``_failed_rules`` of the feed's quarantine table.
* ``passed`` = evaluated - failed. The score over all feeds divides sums, it does not average scores.

A row that a steward has released from a rule counts as passed. Records that never became a bronze row (rejected
lines) are no candidates and are reported elsewhere. Warnings are counted apart, over the rows of silver, and so
are versions that gave way to a conflicting one; neither lowers the score. The score of nothing is 100.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.dataset import Dataset, Kind
from healthcare_medallion.pipelines.shared.rules import Rule, Severity, of_severity
from healthcare_medallion.quality.checks import ROW_IDS

CONFLICT = Rule(
    "superseded_conflict",
    lambda t: ibis.literal(True),
    "No other row of the same key says something else.",
    Severity.WARN,
)


@dataclass(frozen=True)
class RuleScore:
    """How one rule judged the rows of a feed."""

    feed: str
    rule: str
    description: str
    evaluated: int
    failed: int

    @property
    def passed(self) -> int:
        return self.evaluated - self.failed

    @property
    def percent(self) -> float:
        return percent(self.passed, self.evaluated)


@dataclass(frozen=True)
class FeedScore:
    """One feed: its rules of severity quarantine, and its warnings apart."""

    feed: str
    rows: int
    rules: tuple[RuleScore, ...]
    warnings: tuple[RuleScore, ...]

    @property
    def evaluated(self) -> int:
        return sum(rule.evaluated for rule in self.rules)

    @property
    def failed(self) -> int:
        return sum(rule.failed for rule in self.rules)

    @property
    def passed(self) -> int:
        return self.evaluated - self.failed

    @property
    def warned(self) -> int:
        return sum(rule.failed for rule in self.warnings)

    @property
    def percent(self) -> float:
        return percent(self.passed, self.evaluated)


@dataclass(frozen=True)
class QualityReport:
    """All feeds."""

    feeds: tuple[FeedScore, ...]

    @property
    def evaluated(self) -> int:
        return sum(feed.evaluated for feed in self.feeds)

    @property
    def failed(self) -> int:
        return sum(feed.failed for feed in self.feeds)

    @property
    def passed(self) -> int:
        return self.evaluated - self.failed

    @property
    def warned(self) -> int:
        return sum(feed.warned for feed in self.feeds)

    @property
    def percent(self) -> float:
        return percent(self.passed, self.evaluated)

    @property
    def is_empty(self) -> bool:
        return self.evaluated == 0


class Connection(Protocol):
    """What ``scores`` asks of an engine: a cursor of the Python database interface."""

    def execute(self, sql: str) -> Any: ...


def scores(con: Connection, graph: Graph, arrived: tuple[datetime, datetime] | None = None) -> QualityReport:
    """The report over the tables of a connection (bronze, silver, quarantine and superseded of every feed).

    ``arrived`` asks for the rows only whose ``_ingested_at`` lies between two instants, both included.
    """
    counted = con.execute(str(ibis.to_sql(counts(graph, arrived), dialect="duckdb"))).fetchall()
    return report(graph, {(feed, what, name): int(n) for feed, what, name, n in counted})


def report(graph: Graph, counted: Mapping[tuple[str, str, str], int]) -> QualityReport:
    """The report from counts by feed, kind of count and rule, as ``counts`` gives them."""
    return QualityReport(tuple(_feed_score(feed, rules_of(graph, feed), counted) for feed in ROW_IDS))


def _feed_score(feed: str, rules: tuple[Rule, ...], counted: Mapping[tuple[str, str, str], int]) -> FeedScore:
    def judged(rule: Rule, what: str, rows: int) -> RuleScore:
        return RuleScore(feed, rule.name, rule.description, rows, counted.get((feed, what, rule.name), 0))

    landed, accepted = counted.get((feed, "rows", "bronze"), 0), counted.get((feed, "rows", "silver"), 0)
    warnings = [judged(rule, "warned", accepted) for rule in of_severity(rules, Severity.WARN)]
    return FeedScore(
        feed,
        landed,
        tuple(judged(rule, "failed", landed) for rule in of_severity(rules, Severity.QUARANTINE)),
        (*warnings, judged(CONFLICT, "warned", landed)),
    )


def counts(graph: Graph, arrived: tuple[datetime, datetime] | None = None) -> ir.Table:
    """One row per count: feed, what (rows, failed, warned), name (of a layer or a rule), n."""
    return ibis.union(*(part for feed in ROW_IDS for part in _counts(graph, feed, arrived)))


def _counts(graph: Graph, feed: str, arrived: tuple[datetime, datetime] | None) -> Iterable[ir.Table]:
    bronze, silver, quarantine, superseded = (
        arrived_between(_table(graph.contract(f"{layer}_{feed}")), arrived)
        for layer in ("bronze", "silver", "quarantine", "superseded")
    )
    yield _labelled(feed, "rows", "bronze", bronze)
    yield _labelled(feed, "rows", "silver", silver)
    yield _by_rule(feed, "failed", quarantine["_failed_rules"])
    if "_warnings" in silver.columns:
        yield _by_rule(feed, "warned", silver["_warnings"])
    yield _labelled(feed, "warned", CONFLICT.name, superseded.filter(superseded["_reason"] == "conflict"))


def arrived_between(rows: ir.Table, instants: tuple[datetime, datetime] | None) -> ir.Table:
    """The rows of a table that arrived between two instants, both included; all of them without instants."""
    if instants is None:
        return rows
    first, last = (ibis.literal(instant, type="timestamp('UTC')") for instant in instants)
    return rows.filter(rows["_ingested_at"].between(first, last))


def _labelled(feed: str, what: str, name: str, rows: ir.Table) -> ir.Table:
    return rows.aggregate(n=rows.count()).select(
        feed=ibis.literal(feed), what=ibis.literal(what), name=ibis.literal(name), n="n"
    )


def _by_rule(feed: str, what: str, names: ir.ArrayColumn) -> ir.Table:
    listed = names.unnest().name("name").as_table()
    counted = listed.group_by("name").aggregate(n=lambda t: t.count())
    return counted.select(feed=ibis.literal(feed), what=ibis.literal(what), name="name", n="n")


def rules_of(graph: Graph, feed: str) -> tuple[Rule, ...]:
    """The rules that judge a feed's candidates, in their order."""
    return judge_of(graph, feed).rules


def judge_of(graph: Graph, feed: str) -> Dataset:
    """The step before silver that judges the rows of a feed."""
    waiting = list(graph[f"silver_{feed}"].upstreams)
    while waiting:
        dataset = graph[waiting.pop(0)]
        if dataset.rules:
            return dataset
        if dataset.kind is Kind.TEMPORARY_VIEW:
            waiting += dataset.upstreams
    raise KeyError(feed)


def percent(passed: int, evaluated: int) -> float:
    """``passed`` of ``evaluated`` in percent; 100 of nothing."""
    return 100.0 if evaluated == 0 else 100.0 * passed / evaluated


def shown_percent(value: float) -> str:
    """Three decimals, rounded down: 100 is only said of a score that is."""
    return f"{math.floor(value * 1000) / 1000:.3f} %"


def _table(contract: Contract) -> ir.Table:
    return ibis.table(contract.ibis_schema(), name=contract.name, database=contract.schema)

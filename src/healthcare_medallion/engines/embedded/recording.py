"""What is recorded of a finished run: rules, scores, profiles, drift, service levels, and the alerts that follow.

Each ledger is appended to under the run's number, so a run that was killed in between is completed by the next one,
from the same published versions and at the same logical time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import ibis

from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.audit import actor
from healthcare_medallion.engines.embedded.ledgers import (
    COLUMN_PROFILES,
    DRIFT,
    EXPECTATION_RESULTS,
    QUALITY_REFERENCES,
    QUALITY_SCORES,
    SLA,
    append,
    append_once,
    stored,
    table_of,
)
from healthcare_medallion.engines.embedded.notifying import raise_alerts
from healthcare_medallion.engines.embedded.plan import FEEDS, PlannedFile
from healthcare_medallion.engines.embedded.reading import Run, published, reading, rows
from healthcare_medallion.engines.embedded.relations import register
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import UsageError
from healthcare_medallion.monitoring import service_levels
from healthcare_medallion.monitoring.alerting import Signal
from healthcare_medallion.monitoring.service_levels import Level
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.pipelines.ops.reconciliation import CONTRACT as RECONCILIATION
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.quality import distributions, drift
from healthcare_medallion.quality.drift import Finding, Reference
from healthcare_medallion.quality.profiles import (
    Profile,
    business_columns,
    completeness,
    may_show_values,
    profile_of,
    read_profiles,
    top_values_of,
)
from healthcare_medallion.quality.score import FeedScore, QualityReport, arrived_between, scores
from healthcare_medallion.settings import Settings

_LAYERS = ("bronze", "silver", "quarantine", "superseded")
_INSTANTS = tuple[datetime, datetime]


@dataclass(frozen=True)
class Observation:
    """All that was found about one run."""

    run: Run
    everything: QualityReport
    arrived: QualityReport
    profiles: tuple[Profile, ...]
    top_values: dict[tuple[str, str], dict[str, int]]
    findings: tuple[Finding, ...]
    levels: tuple[Level, ...]

    @property
    def head(self) -> dict[str, object]:
        """What every row of the run has."""
        return {"measured_at": self.run.logical_time, "run_id": str(self.run.run_sequence)}


def record_run(settings: Settings, warehouse: Warehouse, con: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Appends what is found about a finished run, each ledger once; the alerts come last and say that it is whole."""
    warehouse.create(QUALITY_REFERENCES)
    observation = _observe(settings, warehouse, con, graph(settings.pipeline), run)
    append_once(warehouse, EXPECTATION_RESULTS, _expectation_rows(observation), run.run_sequence)
    append_once(warehouse, QUALITY_SCORES, _score_rows(observation), run.run_sequence)
    append_once(warehouse, COLUMN_PROFILES, _profile_rows(observation), run.run_sequence)
    append_once(warehouse, DRIFT, _drift_rows(observation), run.run_sequence)
    append_once(warehouse, SLA, _level_rows(observation), run.run_sequence)
    raise_alerts(settings, warehouse, _signals(observation), run=run.run_sequence, at=run.logical_time)


# What is measured


def _observe(
    settings: Settings, warehouse: Warehouse, con: duckdb.DuckDBPyConnection, tables: Graph, run: Run
) -> Observation:
    planned = [p for p in plans.read_plans(table_of(warehouse, LANDING_FILES)) if p.run <= run.run_sequence]
    files = [f for p in planned if p.run == run.run_sequence for f in p.files]
    for feed in FEEDS:
        for layer in _LAYERS:
            _register(con, warehouse, tables.contract(f"{layer}_{feed}"), run)
    reference = drift.read_reference(stored(warehouse, QUALITY_REFERENCES))
    span = (min(f.ingested_at for f in files), max(f.ingested_at for f in files)) if files else None
    profiles: tuple[Profile, ...] = ()
    top_values: dict[tuple[str, str], dict[str, int]] = {}
    for feed in dict.fromkeys(f.feed for f in files):
        contract = tables.contract(f"bronze_{feed}")
        profiles += profile_rows(con, contract, reference, span)
        top_values |= _top_values(con, contract, span)
    everything = scores(con, tables)
    nothing = QualityReport(())
    ledger = [r for r in stored(warehouse, RECONCILIATION) if r["run_sequence"] <= run.run_sequence]
    return Observation(
        run=run,
        everything=everything,
        arrived=scores(con, tables, span) if span else nothing,
        profiles=profiles,
        top_values=top_values,
        findings=tuple(_findings(settings, run, profiles, reference, ledger)),
        levels=tuple(_levels(settings, run, [f for p in planned for f in p.files], files, profiles, ledger)),
    )


def profile_rows(
    con: duckdb.DuckDBPyConnection, contract: Contract, reference: Reference | None, span: _INSTANTS | None
) -> tuple[Profile, ...]:
    """Profiles of a bronze table's rows that arrived in a span, all without one; one pass over them."""
    distributions = reference.distributions(contract.name) if reference else {}
    expression = profile_of(_arrived(contract, span), contract, distributions)
    (figures,) = rows(con, str(ibis.to_sql(expression, dialect="duckdb")))
    return read_profiles(figures, contract, distributions)


def _top_values(
    con: duckdb.DuckDBPyConnection, contract: Contract, span: _INSTANTS | None
) -> dict[tuple[str, str], dict[str, int]]:
    found = {}
    for column in business_columns(contract):
        if may_show_values(column):
            sql = str(ibis.to_sql(top_values_of(_arrived(contract, span), column), dialect="duckdb"))
            found[contract.name, column.name] = {row["value"]: row["n"] for row in rows(con, sql)}
    return found


def _arrived(contract: Contract, span: _INSTANTS | None) -> Any:
    table = ibis.table(contract.ibis_schema(), name=contract.name, database=contract.schema)
    return arrived_between(table, span)


def _findings(
    settings: Settings,
    run: Run,
    profiles: tuple[Profile, ...],
    reference: Reference | None,
    ledger: list[dict[str, Any]],
) -> Iterator[Finding]:
    if reference is not None:
        yield from drift.compared(profiles, reference, settings.drift)
    for feed in FEEDS:
        records: dict[int, int] = {}
        for row in ledger:
            if row["feed"] == feed:
                records[row["run_sequence"]] = records.get(row["run_sequence"], 0) + row["records"]
        if run.run_sequence not in records:
            continue
        now = records.pop(run.run_sequence)
        yield drift.volume(feed, now, [records[number] for number in sorted(records)], settings.drift)
        adrift = {
            (name, way)
            for row in ledger
            if row["feed"] == feed and row["run_sequence"] == run.run_sequence
            for way in ("extra_columns", "missing_columns")
            for name in row[way]
        }
        yield drift.schema(feed, now, len(adrift))


def _levels(
    settings: Settings,
    run: Run,
    all_files: list[PlannedFile],
    files: list[PlannedFile],
    profiles: tuple[Profile, ...],
    ledger: list[dict[str, Any]],
) -> Iterator[Level]:
    for feed in FEEDS:
        newest = max((f.ingested_at for f in all_files if f.feed == feed), default=None)
        yield service_levels.freshness(feed, newest, run.logical_time, settings.sla)
        own = [profile for profile in profiles if profile.table == f"bronze_{feed}"]
        yield service_levels.completeness(feed, completeness(own), settings.quality)
        landed = [f.modified_at for f in files if f.feed == feed]
        yield service_levels.latency(feed, landed, run.finished_at, settings.sla)
        taken = [row for row in ledger if row["feed"] == feed]
        yield service_levels.conservation(feed, _unaccounted(run, feed, taken, own))


def _unaccounted(run: Run, feed: str, ledger: list[dict[str, Any]], profiles: list[Profile]) -> int:
    """Lines and records that reading did not place, rows that are not in bronze, and rows without a fate, in totals."""
    taken = [row for row in ledger if row["run_sequence"] == run.run_sequence]
    lines = sum(abs(r["header_lines"] + r["blank_lines"] + r["record_lines"] - r["lines"]) for r in taken)
    records = sum(abs(r["bronze_rows"] + r["rejected_rows"] - r["records"]) for r in taken)
    arrived = abs(sum(r["bronze_rows"] for r in taken) - profiles[0].rows) if profiles else 0
    bronze = run.table_rows.get(f"data_eng.bronze_{feed}", 0)
    fates = (f"data_eng.silver_{feed}", f"data_eng_ops.quarantine_{feed}", f"data_eng_ops.superseded_{feed}")
    without_fate = abs(bronze - sum(run.table_rows.get(name, 0) for name in fates))
    return int(lines + records + arrived + without_fate)


# What is written down


def _expectation_rows(observation: Observation) -> Iterator[dict[str, object]]:
    for scope, quality in (("all", observation.everything), ("arrived", observation.arrived)):
        for feed in quality.feeds:
            for severity, judged in (("quarantine", feed.rules), ("warn", feed.warnings)):
                for rule in judged:
                    yield {
                        **observation.head,
                        "feed": feed.feed,
                        "rule": rule.rule,
                        "severity": severity,
                        "evaluated": rule.evaluated,
                        "failed": rule.failed,
                        "scope": scope,
                        "passed": rule.passed,
                        "share": rule.percent / 100,
                    }


def _score_rows(observation: Observation) -> Iterator[dict[str, object]]:
    for scope, quality in (("all", observation.everything), ("arrived", observation.arrived)):
        if not quality.feeds:
            continue
        total = sum(feed.rows for feed in quality.feeds)
        parts: list[tuple[str, FeedScore | QualityReport, int]] = [(f.feed, f, f.rows) for f in quality.feeds]
        for name, of_feed, number in (*parts, ("all", quality, total)):
            yield {
                **observation.head,
                "scope": scope,
                "feed": name,
                "rows": number,
                "evaluated": of_feed.evaluated,
                "passed": of_feed.passed,
                "failed": of_feed.failed,
                "warnings": of_feed.warned,
                "score": of_feed.percent,
            }


def _profile_rows(observation: Observation) -> Iterator[dict[str, object]]:
    for profile in observation.profiles:
        values = observation.top_values.get((profile.table, profile.column))
        yield {
            **observation.head,
            "table_name": profile.table,
            "column_name": profile.column,
            "rows": profile.rows,
            "nulls": profile.nulls,
            "null_share": profile.null_share,
            "distinct_values": profile.distinct,
            **(profile.quantiles or {}),
            "top_values": list(values.items()) if values is not None else None,
        }


def _drift_rows(observation: Observation) -> Iterator[dict[str, object]]:
    return ({**observation.head, **vars(finding)} for finding in observation.findings)


def _level_rows(observation: Observation) -> Iterator[dict[str, object]]:
    return ({**observation.head, **vars(level)} for level in observation.levels)


def _signals(observation: Observation) -> Iterator[Signal]:
    yield Signal("run_failed", "pipeline", 0.0)
    for feed in observation.everything.feeds:
        yield Signal("quality_score", feed.feed, feed.percent)
    yield Signal("quality_score", "all", observation.everything.percent)
    for feed in observation.arrived.feeds:
        yield Signal("arrived_score", feed.feed, feed.percent)
    for finding in observation.findings:
        if finding.value is not None:
            yield Signal(finding.measure, finding.subject, finding.value)
    for level in observation.levels:
        if level.value is not None:
            yield Signal("service_level", f"{level.measure}:{level.feed}", float(level.breached), level.words)


def _register(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, contract: Contract, run: Run) -> None:
    table = warehouse.open(contract, run.table_versions.get(contract.full_name))
    if table is not None:
        register(con, contract, table)


def pin_reference(settings: Settings) -> tuple[int, int]:
    """Pins the published rows of bronze as the reference for drift; its version, and how many columns it has.

    Reads bronze whole, twice: bounds first, then rows per bin. Columns of tables with fewer rows than
    ``drift.minimum_rows`` are left out.

    :raises UsageError: there are too few rows for any.
    """
    warehouse = Warehouse(settings.warehouse)
    run, tables = published(warehouse), graph(settings.pipeline)
    contracts = [tables.contract(f"bronze_{feed}") for feed in FEEDS]
    columns: dict[str, drift.ReferenceColumn] = {}
    with reading(settings, versions=run.table_versions, only=[c.full_name for c in contracts]) as con:
        for contract in contracts:
            if run.table_rows.get(contract.full_name, 0) >= settings.drift.minimum_rows:
                columns |= _reference_of(con, contract)
    if not columns:
        raise UsageError(
            f"No table has {settings.drift.minimum_rows:,} rows yet: a smaller reference would make drift of chance.",
            hint="Run more batches first. The floor is the setting drift.minimum_rows.",
        )
    known = drift.read_reference(stored(warehouse, QUALITY_REFERENCES))
    version = known.version + 1 if known else 1
    at = datetime.now(UTC)
    head = {"version": version, "pinned_at": at, "pinned_by": actor(), "run_id": str(run.run_sequence)}
    append(warehouse, QUALITY_REFERENCES, ({**head, **row} for row in drift.reference_rows(columns)))
    return version, len(columns)


def _reference_of(con: duckdb.DuckDBPyConnection, contract: Contract) -> dict[str, drift.ReferenceColumn]:
    table = _arrived(contract, None)
    bins = distributions.categorical(contract.name)
    numbers = distributions.numeric_columns(contract)
    if numbers:
        wanted = {name: table[name].cast("float64").quantile(list(distributions.DECILES)) for name in numbers}
        (found,) = rows(con, str(ibis.to_sql(table.aggregate(**wanted), dialect="duckdb")))
        bins |= {name: distributions.numeric(name, found[name]) for name in numbers if found[name]}
    (figures,) = rows(con, str(ibis.to_sql(profile_of(table, contract, bins), dialect="duckdb")))
    return drift.reference_columns(read_profiles(figures, contract, bins), bins)

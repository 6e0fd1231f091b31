"""Figures about stored tables: rows, freshness, quality. Counts only, nothing of a patient."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ibis

from healthcare_medallion import __version__
from healthcare_medallion.errors import UsageError
from healthcare_medallion.governance.ledgers import EVENT_LOG, NATIVE_EXPECTATIONS, TABLE_HEALTH
from healthcare_medallion.governance.text import identifier, literal
from healthcare_medallion.jobs.workspace import Query, Rows
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.ops.expectation_results import CONTRACT as EXPECTATION_RESULTS
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS
from healthcare_medallion.pipelines.ops.quality_scores import CONTRACT as QUALITY_SCORES
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.quality.checks import ROW_IDS
from healthcare_medallion.quality.score import FeedScore, QualityReport, counts, report

ISO_8601 = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}(:?\d{2})?)?")


@dataclass(frozen=True)
class Figures:
    """``rows`` by table; ``score`` in percent."""

    rows: Mapping[str, int]
    score: float


def measure(query: Query, graph: Graph, *, run_id: str, dialect: str = "databricks") -> Figures:
    """Measure, append to ``table_health``, ``expectation_results`` and ``quality_scores``, and return the figures."""
    measured_at = _instant(str(query("SELECT CAST(current_timestamp AS STRING)")[0][0]))
    health = query(health_sql(graph))
    counted = query(str(ibis.to_sql(counts(graph), dialect=dialect)))
    quality = report(graph, {(feed, what, name): int(n) for feed, what, name, n in counted})
    head = (measured_at, literal(run_id))
    _append(query, TABLE_HEALTH, [(*head, *_health(row)) for row in health])
    _append(query, EXPECTATION_RESULTS, [(*head, *row) for row in _results(quality)])
    _append(query, QUALITY_SCORES, [(*head, *row) for row in _scores(quality)])
    return Figures({str(name): int(rows) for name, rows, _ in health}, quality.percent)


def record_run(query: Query, figures: Figures, *, started_at: str, env: str) -> None:
    """Append a finished run to ``pipeline_runs``. Versions and times per table are the platform's own to know."""
    started = _instant(started_at)
    rows = ", ".join(f"{literal(name)}, {count}" for name, count in sorted(figures.rows.items()))
    files = " UNION ".join(
        f"SELECT `_source_file` AS file FROM data_eng_ops.landing_{feed} WHERE `_ingested_at` >= {started}"
        for feed in ROW_IDS
    )
    none = "CAST(map() AS MAP<STRING, BIGINT>)"
    values = {
        "run_sequence": f"(SELECT coalesce(max(run_sequence), 0) + 1 FROM {PIPELINE_RUNS.full_name})",
        "started_at": started,
        "finished_at": "current_timestamp()",
        "logical_time": started,
        "engine": "'databricks'",
        "package_version": literal(__version__),
        "environment": literal(env),
        "files": f"(SELECT count(*) FROM ({files}))",
        "table_versions": none,
        "table_rows": f"CAST(map({rows}) AS MAP<STRING, BIGINT>)" if rows else none,
        "table_milliseconds": none,
        "name_key_id": "(SELECT coalesce(max(`_name_key_id`), '') FROM data_eng.silver_patients)",
        "reject_key_id": "''",
        "status": "'succeeded'",
        "error_family": "CAST(NULL AS STRING)",
    }
    chosen = ", ".join(f"{values[column]} AS {identifier(column)}" for column in PIPELINE_RUNS.names)
    query(f"INSERT INTO {PIPELINE_RUNS.full_name} SELECT {chosen}")


def health_sql(graph: Graph) -> str:
    """One row per stored table: full name, rows, greatest ``_ingested_at``."""
    parts = []
    for dataset in graph:
        if dataset.stored and (contract := dataset.contract):
            newest = "max(`_ingested_at`)" if "_ingested_at" in contract.names else "CAST(NULL AS TIMESTAMP)"
            parts.append(
                f"SELECT {literal(contract.full_name)} AS name, count(*) AS n, CAST({newest} AS STRING) AS newest "
                f"FROM {contract.full_name}"
            )
    return " UNION ALL ".join(parts)


def _health(row: Sequence[object]) -> tuple[str, ...]:
    name, rows, newest = row
    table = str(name).rpartition(".")[2]
    layer = {"dim": "gold", "fact": "gold"}.get(table.split("_")[0], table.split("_")[0])
    feed = next((feed for feed in ROW_IDS if table.endswith(f"_{feed}")), None)
    return (
        literal(str(name)),
        literal(layer),
        literal(feed) if feed else "NULL",
        str(int(str(rows))),
        _instant(str(newest)) if newest else "CAST(NULL AS TIMESTAMP)",
    )


def _results(quality: QualityReport) -> Iterable[tuple[str, ...]]:
    for feed in quality.feeds:
        for severity, rules in (("quarantine", feed.rules), ("warn", feed.warnings)):
            for rule in rules:
                names = literal(rule.feed), literal(rule.rule), literal(severity)
                share = f"CAST({rule.percent / 100!r} AS DOUBLE)"
                yield *names, str(rule.evaluated), str(rule.failed), "'all'", str(rule.passed), share


def _scores(quality: QualityReport) -> Iterable[tuple[str, ...]]:
    parts: list[tuple[str, FeedScore | QualityReport, int]] = [(f.feed, f, f.rows) for f in quality.feeds]
    for name, of, rows in (*parts, ("all", quality, sum(feed.rows for feed in quality.feeds))):
        counted = (rows, of.evaluated, of.passed, of.failed, of.warned)
        yield "'all'", literal(name), *map(str, counted), f"CAST({of.percent!r} AS DOUBLE)"


def record_native_expectations(query: Query) -> None:
    """Append what the platform's event log says of expectations and ``native_expectations`` does not know yet.

    Every `flow_progress` event counts the records since the one before it, so the counts of an update add up.
    """
    query(native_expectations_sql())


def native_expectations_sql() -> str:
    """An INSERT over the published event log, whose ``details`` are JSON text. Rerun, it adds nothing twice."""
    shape = "ARRAY<STRUCT<name: STRING, dataset: STRING, passed_records: BIGINT, failed_records: BIGINT>>"
    columns = ", ".join(identifier(name) for name in NATIVE_EXPECTATIONS.names)
    return (
        f"INSERT INTO {NATIVE_EXPECTATIONS.full_name} ({columns})\n"
        "SELECT log.id, log.origin.update_id, log.timestamp, found.dataset, found.name, "
        "coalesce(found.passed_records, 0), coalesce(found.failed_records, 0)\n"
        f"FROM {EVENT_LOG} AS log LATERAL VIEW explode(from_json("
        f"get_json_object(log.details, '$.flow_progress.data_quality.expectations'), '{shape}')) AS found\n"
        "WHERE log.event_type = 'flow_progress' AND NOT EXISTS ("
        f"SELECT 1 FROM {NATIVE_EXPECTATIONS.full_name} AS known WHERE known.event_id = log.id)"
    )


def _append(query: Query, contract: Contract, rows: Sequence[tuple[str, ...]]) -> Rows:
    if not rows:
        return []
    columns = ", ".join(identifier(name) for name in contract.names)
    values = ",\n".join(f"({', '.join(row)})" for row in rows)
    return query(f"INSERT INTO {contract.full_name} ({columns}) VALUES\n{values}")


def _instant(text: str) -> str:
    """A timestamp literal. The sessions of jobs are in UTC, so text without an offset means UTC."""
    if not ISO_8601.fullmatch(text):
        raise UsageError(f"`{text}` is no instant in ISO 8601.")
    return f"TIMESTAMP {literal(text)}"

"""Gathers a report's numbers from the published tables of a warehouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from healthcare_medallion.engines.embedded.plan import FEEDS
from healthcare_medallion.engines.embedded.reading import Run, published, reading, rows
from healthcare_medallion.engines.embedded.verify import Verdict
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.privacy.access import Sight, Zone, terms_for
from healthcare_medallion.quality.score import scores
from healthcare_medallion.reporting.families import families
from healthcare_medallion.reporting.faults import check_faults
from healthcare_medallion.reporting.marts import gather_marts
from healthcare_medallion.reporting.model import (
    FileLine,
    Ledger,
    ReasonCount,
    Report,
    TableLine,
)
from healthcare_medallion.reporting.overview import gather_overview
from healthcare_medallion.settings import Settings

GOLD = {"patients": "dim_patients", "claims": "fact_claims", "medical_events": "fact_medical_events"}


def gather(settings: Settings, *, verdicts: list[Verdict], answer_keys: Sequence[Path] = ()) -> Report:
    """The report of the last finished run. ``verdicts`` are those of `verify`, ``answer_keys`` those of a demo.

    :raises WarehouseError: no run has finished.
    :raises AccessRefused: the role of the settings may not read figures.
    """
    sight = Sight(settings.access.role, settings.access.purpose)
    terms_for(sight, {"The report": Zone.MARTS, "The report of a run": Zone.LEDGERS}, None)
    warehouse = Warehouse(settings.warehouse)
    run = published(warehouse)
    tables = graph(settings.pipeline)
    with reading(settings, versions=run.table_versions) as con:
        lines = table_lines(con, run)
        return Report(
            run=run,
            ledgers=ledgers(con, {line.name: line.rows for line in lines}),
            tables=lines,
            files=_files(con, run),
            quality=scores(con, tables),
            rejected=_rejected(con),
            families=families(verdicts),
            marts=gather_marts(con),
            landing=str(settings.landing),
            overview=gather_overview(warehouse, run),
            faults=check_faults(con, answer_keys) if answer_keys else None,
        )


def table_lines(con: duckdb.DuckDBPyConnection, run: Run) -> tuple[TableLine, ...]:
    """Every published table in the order of the layers."""
    order = {"bronze": 0, "rejected": 1, "quarantine": 2, "superseded": 3, "silver": 4, "dim": 5, "fact": 6}

    def place(name: str) -> tuple[int, str]:
        return order.get(name.rpartition(".")[2].partition("_")[0], len(order)), name

    return tuple(
        TableLine(name, _count(con, name), run.table_versions[name], _seconds(run.table_milliseconds, name))
        for name in sorted(run.table_versions, key=place)
    )


def ledgers(con: duckdb.DuckDBPyConnection, stored: Mapping[str, int]) -> tuple[Ledger, ...]:
    """Per feed, what the files held and where it is: the first from the ledger of files, the rest from the tables."""
    landed = _by_feed(con, "SELECT feed, CAST(sum(records) AS BIGINT) AS n FROM data_eng_ops.reconciliation GROUP BY 1")
    rejected = _by_feed(con, "SELECT feed, count(*) AS n FROM data_eng_ops.rejected_lines GROUP BY 1")
    return tuple(
        Ledger(
            name=feed,
            landed=landed.get(feed, 0),
            rejected=rejected.get(feed, 0),
            bronze=stored[f"data_eng.bronze_{feed}"],
            silver=stored[f"data_eng.silver_{feed}"],
            quarantine=stored[f"data_eng_ops.quarantine_{feed}"],
            superseded=stored[f"data_eng_ops.superseded_{feed}"],
            gold=stored[f"data_eng.{GOLD[feed]}"],
        )
        for feed in FEEDS
    )


def _rejected(con: duckdb.DuckDBPyConnection) -> tuple[ReasonCount, ...]:
    counted = rows(
        con, 'SELECT feed, "column", reason, count(*) AS n FROM data_eng_ops.rejected_lines GROUP BY ALL ORDER BY feed'
    )
    by_reason: dict[tuple[str | None, str], dict[str, int]] = {}
    for row in counted:
        by_reason.setdefault((row["column"], row["reason"]), {})[row["feed"]] = row["n"]
    found = (ReasonCount(column, reason, by_feed) for (column, reason), by_feed in by_reason.items())
    return tuple(sorted(found, key=lambda r: (-r.records, r.reason, r.column or "")))


def _files(con: duckdb.DuckDBPyConnection, run: Run) -> tuple[FileLine, ...]:
    found = rows(
        con,
        "SELECT source_file, feed, records, bronze_rows, rejected_rows, len(extra_columns) + len(missing_columns) AS d "
        "FROM data_eng_ops.reconciliation WHERE run_sequence = ? ORDER BY source_file",
        [run.run_sequence],
    )
    return tuple(FileLine(*row.values()) for row in found)


def _by_feed(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, int]:
    return {row["feed"]: row["n"] for row in rows(con, sql)}


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(rows(con, f"SELECT count(*) AS n FROM {table}")[0]["n"])


def _seconds(milliseconds: Mapping[str, int], name: str) -> float | None:
    return milliseconds[name] / 1000 if name in milliseconds else None

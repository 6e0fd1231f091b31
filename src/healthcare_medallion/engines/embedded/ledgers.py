"""Ledgers: appended once by every run, read back whole or by run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from healthcare_medallion.engines.embedded.warehouse import RUN, Warehouse, arrow_schema, whole
from healthcare_medallion.pipelines.ops.alerts import CONTRACT as ALERTS
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT as AUDIT_LOG
from healthcare_medallion.pipelines.ops.column_profiles import CONTRACT as COLUMN_PROFILES
from healthcare_medallion.pipelines.ops.decisions import CONTRACT as DECISIONS
from healthcare_medallion.pipelines.ops.drift import CONTRACT as DRIFT
from healthcare_medallion.pipelines.ops.expectation_results import CONTRACT as EXPECTATION_RESULTS
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.pipelines.ops.person_surrogates import CONTRACT as PERSON_SURROGATES
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS
from healthcare_medallion.pipelines.ops.quality_references import CONTRACT as QUALITY_REFERENCES
from healthcare_medallion.pipelines.ops.quality_scores import CONTRACT as QUALITY_SCORES
from healthcare_medallion.pipelines.ops.reconciliation import CONTRACT as RECONCILIATION
from healthcare_medallion.pipelines.ops.removals import CONTRACT as REMOVALS
from healthcare_medallion.pipelines.ops.sla import CONTRACT as SLA
from healthcare_medallion.pipelines.shared.contract import Contract

__all__ = [
    "ALERTS",
    "COLUMN_PROFILES",
    "DRIFT",
    "EXPECTATION_RESULTS",
    "LEDGERS",
    "MONITORING",
    "OF_RUNS",
    "QUALITY_REFERENCES",
    "QUALITY_SCORES",
    "RECORDED",
    "SLA",
    "append",
    "append_once",
    "observed_run",
    "stored",
    "table_of",
]

# In the order in which a run appends to them: the last one says that all have been.
RECORDED = (EXPECTATION_RESULTS, QUALITY_SCORES, COLUMN_PROFILES, DRIFT, SLA, ALERTS)
MONITORING = (*RECORDED, QUALITY_REFERENCES)
# What a run reads and writes besides the tables of the pipeline.
OF_RUNS = (LANDING_FILES, DECISIONS, RECONCILIATION, REMOVALS, PERSON_SURROGATES, PIPELINE_RUNS, AUDIT_LOG)
LEDGERS = (*OF_RUNS, *MONITORING)


def append_once(warehouse: Warehouse, contract: Contract, rows: Iterable[Mapping[str, Any]], run: int) -> None:
    """Appends a run's rows, unless an earlier attempt has; a run without rows leaves its number all the same."""
    table = warehouse.create(contract)
    if not warehouse.has(table, run):
        warehouse.write(contract, table, _arrow(contract, rows), mode="append", numbers={RUN: run})


def append(warehouse: Warehouse, contract: Contract, rows: Iterable[Mapping[str, Any]]) -> None:
    """Appends rows that belong to no run. Needs no lock: appends of two writers do not conflict."""
    data = _arrow(contract, rows)
    if data.num_rows:
        warehouse.write(contract, warehouse.create(contract), data, mode="append", numbers={})


def observed_run(warehouse: Warehouse) -> int | None:
    """Number of the last run that all ledgers know; None before the first."""
    table = warehouse.open(RECORDED[-1])
    return None if table is None else table.transaction_version(RUN)


def stored(warehouse: Warehouse, contract: Contract, *, run: int | None = None) -> list[dict[str, Any]]:
    """The rows of a ledger, of one run if it is named; none where the ledger does not exist."""
    rows = table_of(warehouse, contract)
    found: list[dict[str, Any]] = (rows if run is None else rows.filter(pc.equal(rows["run_id"], str(run)))).to_pylist()
    return found


def table_of(warehouse: Warehouse, contract: Contract, columns: list[str] | None = None) -> pa.Table:
    """A ledger, or some of its columns; empty where it does not exist."""
    table = warehouse.open(contract)
    if table is None:
        empty = arrow_schema(contract).empty_table()
        return empty.select(columns or empty.column_names)
    return whole(contract, table, columns)


def _arrow(contract: Contract, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema=arrow_schema(contract))

"""Reading a warehouse: the set of table versions that a finished run published, or the newest of each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from healthcare_medallion.engines.embedded.duck import connection
from healthcare_medallion.engines.embedded.finished import Run, published, runs
from healthcare_medallion.engines.embedded.ledgers import MONITORING
from healthcare_medallion.engines.embedded.relations import register
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT as AUDIT_LOG
from healthcare_medallion.pipelines.ops.decisions import CONTRACT as DECISIONS
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS
from healthcare_medallion.pipelines.ops.reconciliation import CONTRACT as RECONCILIATION
from healthcare_medallion.pipelines.ops.removals import CONTRACT as REMOVALS
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.settings import Settings

__all__ = ["LEDGERS", "Run", "published", "reading", "rows", "runs", "stored_contracts"]

LEDGERS = (LANDING_FILES, DECISIONS, RECONCILIATION, REMOVALS, PIPELINE_RUNS, AUDIT_LOG, *MONITORING)


def stored_contracts(tables: Graph) -> list[Contract]:
    """Contracts of every table that a warehouse stores: layers, fates and ledgers."""
    return [*(d.contract for d in tables if d.stored and d.contract), *LEDGERS]


@contextmanager
def reading(
    settings: Settings, *, versions: Mapping[str, int] | None = None, only: Iterable[str] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection with tables as views under their full names, the marts among them.

    ``versions`` pins tables (as ``Run.table_versions`` does); a table it does not name is read at its newest.
    ``only`` names the tables (full names) to offer.
    """
    warehouse = Warehouse(settings.warehouse)
    tables = graph(settings.pipeline)
    wanted = None if only is None else set(only)
    with (
        tempfile.TemporaryDirectory(prefix="medallion-") as folder,
        connection(settings.engine, Path(folder) / "spill") as con,
    ):
        for contract in stored_contracts(tables):
            if wanted is not None and contract.full_name not in wanted and not _under_a_mart(tables, contract, wanted):
                continue
            table = warehouse.open(contract, (versions or {}).get(contract.full_name))
            if table is not None:
                register(con, contract, table)
        for dataset in tables:
            if (
                dataset.kind is Kind.VIEW
                and dataset.contract
                and (wanted is None or dataset.contract.full_name in wanted)
            ):
                con.execute(f"CREATE VIEW {dataset.contract.full_name} AS {tables.sql(dataset.name)}")
        yield con


def _under_a_mart(tables: Graph, contract: Contract, wanted: set[str]) -> bool:
    return any(
        d.kind is Kind.VIEW and d.contract and d.contract.full_name in wanted and contract.name in d.upstreams
        for d in tables
    )


def rows(con: duckdb.DuckDBPyConnection, sql: str, parameters: list[object] | None = None) -> list[dict[str, Any]]:
    """Result rows as dictionaries. By way of Arrow: DuckDB itself needs another package for instants."""
    found: list[dict[str, Any]] = con.sql(sql, params=parameters or []).to_arrow_table().to_pylist()
    return found

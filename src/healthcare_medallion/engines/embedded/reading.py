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
from healthcare_medallion.engines.embedded.ledgers import LEDGERS
from healthcare_medallion.engines.embedded.relations import UNMASKED, register
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.ops.person_surrogates import CONTRACT as PERSON_SURROGATES
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.dataset import Dataset, Kind
from healthcare_medallion.privacy.access import Sight
from healthcare_medallion.settings import Settings

__all__ = ["LEDGERS", "Run", "published", "reading", "rows", "runs", "stored_contracts"]


def stored_contracts(tables: Graph) -> list[Contract]:
    """Contracts of every table that a warehouse stores: layers, fates and ledgers."""
    return [*(d.contract for d in tables if d.stored and d.contract), *LEDGERS]


@contextmanager
def reading(
    settings: Settings,
    *,
    versions: Mapping[str, int] | None = None,
    only: Iterable[str] | None = None,
    sight: Sight | None = None,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection with tables as views under their full names, marts and Safe Harbor views among them.

    ``versions`` pins tables (as ``Run.table_versions`` does); a table it does not name is read at its newest.
    ``only`` names the tables (full names) to offer. With ``sight`` they show what somebody may see; views over them
    are still computed from all there is.
    """
    warehouse = Warehouse(settings.warehouse)
    tables = graph(settings.pipeline)
    wanted = None if only is None else _with_upstreams(tables, set(only))
    with (
        tempfile.TemporaryDirectory(prefix="medallion-") as folder,
        connection(settings.engine, Path(folder) / "spill") as con,
    ):
        for contract in stored_contracts(tables):
            if wanted is not None and contract.full_name not in wanted:
                continue
            table = warehouse.open(contract, (versions or {}).get(contract.full_name))
            # A warehouse of before the map was kept has no ids yet, and its views are empty.
            if table is not None or contract is PERSON_SURROGATES:
                register(con, contract, table, sight)
        for dataset in tables:
            if (
                dataset.kind is Kind.VIEW
                and dataset.contract
                and (wanted is None or dataset.contract.full_name in wanted)
            ):
                sql = _over_all(tables, dataset) if sight else tables.sql(dataset.name)
                con.execute(f"CREATE VIEW {dataset.contract.full_name} AS {sql}")
        yield con


def _with_upstreams(tables: Graph, wanted: set[str]) -> set[str]:
    """Names of tables and of all that views among them are computed from."""
    for dataset in reversed(list(tables)):
        if dataset.kind is Kind.VIEW and dataset.contract and dataset.contract.full_name in wanted:
            wanted |= {tables.contract(name).full_name for name in dataset.upstreams}
    return wanted


def _over_all(tables: Graph, dataset: Dataset) -> str:
    """The SQL of a view over tables from which nothing is hidden."""
    sql = tables.sql(dataset.name)
    for name in dataset.upstreams:
        contract = tables.contract(name)
        if tables[name].kind is not Kind.VIEW:
            sql = sql.replace(f'"{contract.schema}"."{name}"', f'"{UNMASKED}"."{name}"')
    return sql


def rows(con: duckdb.DuckDBPyConnection, sql: str, parameters: list[object] | None = None) -> list[dict[str, Any]]:
    """Result rows as dictionaries. By way of Arrow: DuckDB itself needs another package for instants."""
    found: list[dict[str, Any]] = con.sql(sql, params=parameters or []).to_arrow_table().to_pylist()
    return found

"""What happened to the rows of a table, read from its change data feed: when, what kind of change, which columns.

No value is given away, only names of columns: the feed of a patient table holds what its rows held. A commit that
writes a row anew as it was changed nothing, whatever the feed lists.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb
from deltalake import DeltaTable

from healthcare_medallion.engines.embedded import audit
from healthcare_medallion.engines.embedded.duck import connection
from healthcare_medallion.engines.embedded.query import relations
from healthcare_medallion.engines.embedded.reading import published, reading, rows, stored_contracts
from healthcare_medallion.engines.embedded.warehouse import Warehouse, storage_errors
from healthcare_medallion.errors import UsageError, WarehouseError
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared.contract import Contract, nearest
from healthcare_medallion.privacy.access import AccessRefused, Purpose, Role, Sight, terms_for
from healthcare_medallion.settings import Settings

Kind = Literal["inserted", "changed", "removed"]
DIMENSION = "data_eng.dim_patients"


@dataclass(frozen=True)
class Change:
    """What a version did: to one row where a key was asked for (``rows`` 1), else to all of one kind."""

    version: int
    at: datetime
    kind: Kind
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """Changes, oldest first. ``since`` is the first version that the feed still tells of."""

    table: str
    since: int
    changes: tuple[Change, ...]


def history(
    settings: Settings,
    name: str,
    *,
    key: str | None = None,
    patient_key: str | None = None,
    role: Role | None = None,
    purpose: Purpose | None = None,
    reason: str | None = None,
) -> History:
    """The changes of a table; of the rows whose first key column is ``key``, or that are about one patient.

    Access is that of a query over the table, and recorded before anything is read.

    :raises UsageError: no such table, or it knows no such key.
    :raises AccessRefused: the role may not read the table.
    """
    contract = _contract(settings, name)
    sight = Sight(role or settings.access.role, purpose or settings.access.purpose)
    _admit(settings, contract, sight, reason, also=DIMENSION if patient_key is not None else None)
    column, value = _condition(settings, contract, key, patient_key)
    table = Warehouse(settings.warehouse).open(contract)
    if table is None:
        raise WarehouseError(f"{contract.full_name} does not exist yet.", hint="Fill it with: medallion run")
    since = _oldest(Warehouse(settings.warehouse).path(contract))
    with _feed(settings, contract, table, since, column, value) as con:
        sql = _each_row(contract) if column else _all_rows(contract)
        found = [_change(row) for row in rows(con, sql)]
    return History(contract.full_name, since, tuple(found))


def _contract(settings: Settings, name: str) -> Contract:
    contracts = {c.full_name: c for c in stored_contracts(graph(settings.pipeline))}
    contracts |= {c.name: c for c in contracts.values()}
    if name in contracts:
        return contracts[name]
    if name in {n for full in relations(graph(settings.pipeline)) for n in (full, full.rpartition(".")[2])}:
        raise UsageError(f"{name} is computed when it is read: it has no history.", hint="Ask for a table it reads.")
    raise UsageError(f"There is no table `{name}`{nearest(name, contracts)}.", hint="medallion query lists them.")


def _admit(settings: Settings, contract: Contract, sight: Sight, reason: str | None, also: str | None) -> None:
    zones = relations(graph(settings.pipeline))
    named = [contract.full_name, *([also] if also and also != contract.full_name else [])]

    def record(outcome: audit.Outcome) -> None:
        stated = sight.stated(reason)
        audit.record(settings, role=sight.role, action="history", objects=named, purpose=stated, outcome=outcome)

    try:
        terms = terms_for(sight, {table: zones[table] for table in named}, reason)
    except AccessRefused:
        record("refused")
        raise
    if terms.recorded:
        record("done")


def _condition(
    settings: Settings, contract: Contract, key: str | None, patient_key: str | None
) -> tuple[str | None, str | None]:
    """The column and value to look for. The value is never part of a message."""
    if key is not None:
        column = contract.columns[0] if not contract.key else contract[contract.key[0]]
        if column.type != "string":
            raise UsageError(f"{contract.full_name} has no key of text.", hint="Ask for its history without --key.")
        return column.name, key
    if patient_key is None:
        return None, None
    if "patient_key" in contract.names:
        return "patient_key", patient_key
    if "patient_id" not in contract.names:
        raise UsageError(
            f"{contract.full_name} has neither patient_key nor patient_id.", hint="Leave --patient-key out."
        )
    versions = published(Warehouse(settings.warehouse)).table_versions
    with reading(settings, versions=versions, only=[DIMENSION]) as con:
        found = rows(con, f"SELECT patient_id FROM {DIMENSION} WHERE patient_key = ?", [patient_key])
    if not found:
        raise UsageError(f"{DIMENSION} has no such patient_key now.", hint="Ask by --key, the table's own.")
    return "patient_id", found[0]["patient_id"]


def _oldest(path: Path) -> int:
    """The first version whose log entry is still there."""
    return min((int(file.stem) for file in (path / "_delta_log").glob("[0-9]*.json")), default=0)


@contextmanager
def _feed(
    settings: Settings, contract: Contract, table: DeltaTable, since: int, column: str | None, value: str | None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the wanted rows of the feed as ``feed``."""
    names = ", ".join(f'"{name}"' for name in contract.names)
    with (
        tempfile.TemporaryDirectory(prefix="medallion-") as folder,
        connection(settings.engine, Path(folder) / "spill") as con,
    ):
        with storage_errors(contract.full_name):
            changes = table.load_cdf(starting_version=since, ending_version=table.version())
            con.register("changes", changes)
            con.execute(
                f"CREATE TABLE feed AS SELECT _commit_version AS v, _commit_timestamp AS moment, "
                f"_change_type IN ('insert', 'update_postimage') AS after, {names} FROM changes "
                + (f'WHERE "{column}" = ?' if column else ""),
                [value] if column else [],
            )
        yield con


def _netted(contract: Contract) -> str:
    """Rows that a version took away and rows that it put in their place, less those that are equal."""
    names = ", ".join(f'"{name}"' for name in contract.names)
    ids = ", ".join(f'"{name}"' for name in contract.key or contract.names[:1])

    def side(after: str, other: str) -> str:
        return (
            f"SELECT *, row_number() OVER (PARTITION BY v, {ids} ORDER BY {names}) AS n FROM "
            f"(SELECT v, {names} FROM feed WHERE {after} EXCEPT ALL SELECT v, {names} FROM feed WHERE {other})"
        )

    return (
        f"times AS (SELECT v, max(moment) AS moment FROM feed GROUP BY v), "
        f"gone AS ({side('NOT after', 'after')}), come AS ({side('after', 'NOT after')})"
    )


def _paired(contract: Contract) -> str:
    ids = contract.key or contract.names[:1]
    same = " AND ".join(f'gone."{name}" IS NOT DISTINCT FROM come."{name}"' for name in ids)
    differ = ", ".join(
        f'CASE WHEN gone.v IS NOT NULL AND come.v IS NOT NULL AND gone."{name}" IS DISTINCT FROM come."{name}" '
        f"THEN '{name}' END"
        for name in contract.names
    )
    return (
        f"WITH {_netted(contract)}, paired AS (SELECT coalesce(gone.v, come.v) AS v, "
        f"CASE WHEN gone.v IS NULL THEN 'inserted' WHEN come.v IS NULL THEN 'removed' ELSE 'changed' END AS kind, "
        f"list_filter([{differ}], lambda name: name IS NOT NULL) AS columns "
        f"FROM gone FULL JOIN come ON gone.v = come.v AND gone.n = come.n AND {same})"
    )


def _each_row(contract: Contract) -> str:
    return (
        f"{_paired(contract)} SELECT v, moment, kind, 1 AS n, columns FROM paired JOIN times USING (v) ORDER BY v, kind"
    )


def _all_rows(contract: Contract) -> str:
    columns = "list_sort(list_distinct(flatten(list(columns))))"
    return (
        f"{_paired(contract)} SELECT v, max(moment) AS moment, kind, count(*) AS n, {columns} AS columns "
        "FROM paired JOIN times USING (v) GROUP BY v, kind ORDER BY v, kind"
    )


def _change(row: Mapping[str, Any]) -> Change:
    at = row["moment"] if row["moment"].tzinfo else row["moment"].replace(tzinfo=UTC)
    return Change(row["v"], at.astimezone(UTC), row["kind"], row["n"], tuple(row["columns"]))

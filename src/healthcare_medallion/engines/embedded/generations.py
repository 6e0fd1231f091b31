"""Which generation of a key stored rows were made with, and how they are brought to another."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deltalake import DeltaTable

from healthcare_medallion.engines.embedded.duck import connection
from healthcare_medallion.engines.embedded.relations import register
from healthcare_medallion.engines.embedded.warehouse import Warehouse, rows_of, storage_errors
from healthcare_medallion.errors import KeyMaterialError
from healthcare_medallion.pipelines.shared.contract import Contract, key_id_column
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.privacy.keyring import PURPOSES, Key, Renewal, Ring, default_directory, load_ring
from healthcare_medallion.privacy.sealing import sealed, unsealed
from healthcare_medallion.settings import Engine, Settings

if TYPE_CHECKING:
    import duckdb
    import ibis

    from healthcare_medallion.engines.embedded.program import Compiled
    from healthcare_medallion.pipelines.shared.dataset import Dataset

_BATCH_ROWS = 65_536


@dataclass(frozen=True)
class Generation:
    """How many rows of a table were made with one generation of a purpose's key."""

    table: str
    purpose: str
    key_id: str
    rows: int


def ring_of(settings: Settings, purpose: str, *, make: bool = False) -> Ring:
    """The generations of a purpose's key, as the settings say where to look.

    :raises KeyMaterialError: there is none, or it is unsafe.
    """
    directory = settings.keys_directory or default_directory()
    return load_ring(purpose, env=settings.env, directory=directory, store=settings.keys_store, make=make)


def sealed_columns(contract: Contract) -> tuple[str, ...]:
    """Columns that hold sealed text, whose key's id stands before the colon."""
    return tuple(name for name in contract.names if name.startswith("sealed_"))


def generations(settings: Settings, contracts: Iterable[Contract]) -> list[Generation]:
    """Stored rows by table, purpose and key id, over the newest version of each table."""
    found: list[Generation] = []
    warehouse = Warehouse(settings.warehouse)
    for contract in contracts:
        ids = {purpose: f'"{key_id_column(purpose)}"' for purpose in contract.keyed_columns()}
        table = warehouse.open(contract) if ids or sealed_columns(contract) else None
        if table is None:
            continue
        with _opened(settings.engine, contract, table) as con:
            for purpose, key_id in ids.items():
                found += _counted(con, contract, purpose, key_id, "true")
            for column in sealed_columns(contract):
                key_id = f"split_part(\"{column}\", ':', 1)"
                found += _counted(con, contract, "reject", key_id, f'"{column}" IS NOT NULL')
    return sorted(found, key=lambda g: (g.purpose, g.table, g.key_id))


def _counted(
    con: duckdb.DuckDBPyConnection, contract: Contract, purpose: str, key_id: str, where: str
) -> list[Generation]:
    sql = f"SELECT {key_id}, count(*) FROM {contract.full_name} WHERE {where} GROUP BY 1 ORDER BY 1"
    return [Generation(contract.full_name, purpose, key or "none", rows) for key, rows in con.execute(sql).fetchall()]


def chained_tables(tables: Iterable[Dataset | Compiled], purpose: str) -> list[Contract]:
    """Stored tables with pseudonyms of a purpose that no definition can compute again."""
    kinds = (Kind.STREAMING_TABLE, Kind.SOURCE)
    return [d.contract for d in tables if d.contract and d.kind in kinds and purpose in d.contract.keyed_columns()]


def is_behind(settings: Settings, ring: Ring, contracts: Iterable[Contract]) -> bool:
    """Whether stored rows wait to be brought to the serving generation."""
    if PURPOSES[ring.purpose] is Renewal.KEPT:
        return False
    found = generations(settings, contracts)
    return any(g.purpose == ring.purpose and g.key_id != ring.serving.key_id for g in found)


def left_behind(found: Iterable[Generation], rings: dict[str, Ring | None]) -> list[Generation]:
    """Counts that should not be: rows of another generation than the one that serves, or of no known key."""
    left = []
    for generation in found:
        ring = rings.get(generation.purpose)
        if ring is None or generation.key_id != ring.serving.key_id:
            left.append(generation)
    return left


def refuse_half_rotated(
    settings: Settings, tables: Iterable[Dataset | Compiled], *, also: Sequence[Contract] = ()
) -> None:
    """Keeps a run from joining two generations of a key whose pseudonyms are wrapped.

    :raises KeyMaterialError: a rotation was begun and not finished, for this warehouse.
    """
    for purpose, renewal in PURPOSES.items():
        lasting = [*chained_tables(tables, purpose), *(c for c in also if purpose in c.keyed_columns())]
        if renewal is not Renewal.CHAINED or not lasting:
            continue
        ring = ring_of(settings, purpose, make=settings.env == "dev")
        if ring.coming is not None or is_behind(settings, ring, lasting):
            raise KeyMaterialError(
                f"The rotation of key `{purpose}` was not finished for this warehouse: stored rows and new ones would "
                "not join.",
                hint=f"Finish it with: medallion keys rotate {purpose}",
            )


def wrap(settings: Settings, contract: Contract, purpose: str, chain: Sequence[Key]) -> int:
    """Brings the pseudonyms of one table to the last key of ``chain`` (oldest first), in one commit.

    Rows that are there already stay as they are, so it can be called again after a kill. Gives the number of rows
    that were wrapped. The caller holds the warehouse.

    :raises KeyMaterialError: a row was made with a key that is not in the chain; nothing is changed.
    """
    import ibis

    from healthcare_medallion.pipelines.shared.keys import wrapped

    columns = contract.keyed_columns()[purpose]
    warehouse = Warehouse(settings.warehouse)
    table = warehouse.open(contract)
    if table is None:
        return 0
    key_id = key_id_column(purpose)
    known = [key.key_id for key in chain]
    with _opened(settings.engine, contract, table) as con:
        counts = _counted(con, contract, purpose, f'"{key_id}"', "true")
        if foreign := [g.key_id for g in counts if g.key_id not in known]:
            raise KeyMaterialError(
                f"{contract.full_name} holds rows made with key `{purpose}` {', '.join(foreign)}, which is not in the "
                f"ring: {', '.join(known)}.",
                hint="Bring that generation back from your backup of the keys, or use this warehouse's keys.",
            )
        behind = sum(g.rows for g in counts if g.key_id != known[-1])
        if behind:
            keys = [(key.key_id, _key_relation(con, number, key)) for number, key in enumerate(chain)]
            rows = ibis.table(contract.ibis_schema(), name=contract.name, database=contract.schema)
            expression = wrapped(rows, columns, key_id, keys).select(*contract.names)
            relation = con.sql(str(ibis.to_sql(expression, dialect="duckdb")))
            _replace(warehouse, contract, table, relation)
    return behind


def reseal(settings: Settings, contract: Contract, ring: Ring) -> int:
    """Seals the lines of one table with the serving key, in one commit; the number of lines that changed.

    :raises KeyMaterialError: a line was sealed with a key that is not in the ring; nothing is changed.
    """
    warehouse = Warehouse(settings.warehouse)
    table = warehouse.open(contract)
    if table is None:
        return 0

    def resealed(box: str | None) -> str | None:
        if box is None or box.startswith(f"{ring.serving.key_id}:"):
            return box
        return sealed(unsealed(box, ring.find(box.partition(":")[0])), ring.serving)

    with _opened(settings.engine, contract, table) as con:
        behind = 0
        chosen = {name: f'"{name}"' for name in contract.names}
        for column in sealed_columns(contract):
            counts = _counted(con, contract, "reject", f"split_part(\"{column}\", ':', 1)", f'"{column}" IS NOT NULL')
            for generation in counts:
                ring.find(generation.key_id)
            behind += sum(g.rows for g in counts if g.key_id != ring.serving.key_id)
            chosen[column] = f'reseal("{column}")'
        if behind:
            con.create_function("reseal", resealed, ["VARCHAR"], "VARCHAR", side_effects=True)
            listed = ", ".join(f'{value} AS "{name}"' for name, value in chosen.items())
            _replace(warehouse, contract, table, con.sql(f"SELECT {listed} FROM {contract.full_name}"))
    return behind


def _replace(warehouse: Warehouse, contract: Contract, table: DeltaTable, relation: duckdb.DuckDBPyRelation) -> None:
    # No number: the run that wrote the rows has written them, and a run that comes has not.
    rows = rows_of(relation.to_arrow_reader(_BATCH_ROWS), contract)
    warehouse.write(contract, table, rows, mode="overwrite", numbers={})


def _key_relation(con: duckdb.DuckDBPyConnection, number: int, key: Key) -> ibis.Table:
    """The pads of a key as a one-row table, by bound parameters: they stand in no statement."""
    import ibis

    from healthcare_medallion.pipelines.shared.keys import pads

    columns = ("ipad", "opad", "key_id")
    con.execute(f"CREATE TABLE key_{number} (ipad VARCHAR, opad VARCHAR, key_id VARCHAR)")
    con.execute(f"INSERT INTO key_{number} VALUES (?, ?, ?)", [*pads(key.secret), key.key_id])
    return ibis.table(dict.fromkeys(columns, "string"), name=f"key_{number}")


@contextmanager
def _opened(engine: Engine, contract: Contract, table: DeltaTable) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with one table; its schema is made where the lakehouse has none of that name."""
    with (
        tempfile.TemporaryDirectory(prefix="medallion-") as folder,
        connection(engine, Path(folder) / "spill") as con,
        storage_errors(contract.full_name),
    ):
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {contract.schema}")
        register(con, contract, table)
        yield con

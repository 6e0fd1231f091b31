"""Materialized views brought up to date: only the keys that changed inputs reach, else whole.

Tables that are made together (`Group`) are refreshed together:

1. `Freshness` says which of them do not equal their definition any more, and why.
2. The keys that their changed inputs reach are gathered from the inputs' change data feeds.
3. Inputs are cut down to those keys, and the compiled SQL runs over them as it would over all rows.
4. Each result is compared with the stored rows of those keys; one commit holds the differences and nothing else.

Where an input can not say what changed, or changed all over, the tables are computed and written whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
from deltalake import DeltaTable

from healthcare_medallion.engines.embedded.changes import load_changed_rows
from healthcare_medallion.engines.embedded.freshness import Freshness
from healthcare_medallion.engines.embedded.program import Compiled, Group, Program
from healthcare_medallion.engines.embedded.relations import register
from healthcare_medallion.engines.embedded.warehouse import RUN, Warehouse, arrow_schema, rows_of
from healthcare_medallion.errors import CheckFailed
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.dataset import Kind

if TYPE_CHECKING:
    import duckdb


BATCH_ROWS = 262_144
# With more keys than this, and for more than this share of a table's rows, writing all of it is cheaper than merging.
MANY_KEYS = 50_000
_MOST_KEYS = 0.25


@dataclass(frozen=True)
class Step:
    """What happened to one table: rows written and removed, for how many keys (None: it was written whole), why."""

    table: str
    rows: int
    seconds: float
    keys: int | None = None
    why: str = "new rows"


class Refresh:
    """Refreshes groups of tables for one run."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        warehouse: Warehouse,
        program: Program,
        freshness: Freshness,
        run: int,
        on_step: Callable[[str, float], None],
    ) -> None:
        self._con = con
        self._warehouse = warehouse
        self._program = program
        self._freshness = freshness
        self._run = run
        self._on_step = on_step
        self._temporary: list[str] = []  # views and tables to drop after the group, in the order they were made

    def group(self, group: Group, *, whole: Collection[str] = ()) -> Iterator[Step]:
        """Brings the stale tables of a group up to date, those named in ``whole`` by writing all their rows."""
        stale = {name: self._why_stale(name) for name in group.tables}
        by_key = [name for name, why in stale.items() if why and name not in whole]
        asked = [name for name in group.tables if name in whole]
        yield from self._each(group, dict.fromkeys(asked, "asked for"), None)
        if by_key:
            yield from self._each(group, {name: stale[name] for name in by_key}, self._changed_keys(group, by_key))
        for name in group.tables:
            self._register(self._program.contract(name))

    def _why_stale(self, name: str) -> str:
        return self._freshness.why_stale(self._program[name])

    def _changed_keys(self, group: Group, stale: list[str]) -> int | None:
        """Fills ``changed_keys`` with what changed inputs reach and counts it; None where that means every key."""
        con = self._con
        con.execute("CREATE OR REPLACE TABLE changed_keys (key VARCHAR)")
        if not group.key or not all(self._freshness.defined_alike(self._program[name]) for name in stale):
            return None
        for upstream, sql in group.changed_keys.items():
            if not self._load_changed_rows(stale, upstream):
                return None
            con.execute(f"INSERT INTO changed_keys {sql}")
        con.execute("CREATE OR REPLACE TABLE changed_keys AS SELECT DISTINCT key FROM changed_keys")
        keys, every = con.execute("SELECT count(key), count(*) > count(key) FROM changed_keys").fetchall()[0]
        most = max(MANY_KEYS, *(self._freshness.rows(name) * _MOST_KEYS for name in group.tables))
        return None if every or keys > most else keys

    def _load_changed_rows(self, stale: list[str], upstream: str) -> bool:
        since = self._freshness.oldest_read(stale, upstream)
        return load_changed_rows(self._con, self._warehouse, self._program.contract(upstream), since)

    # One group

    def _each(self, group: Group, why: Mapping[str, str], keys: int | None) -> Iterator[Step]:
        if not why:
            return
        if keys is not None:
            self._cut_inputs(group)
        for name in why:
            contract = self._program.contract(name)
            numbers = {RUN: self._run, **(self._freshness.reads(self._program[name]) or {})}
            self._on_step(contract.full_name, 0.0)
            start = time.perf_counter()
            if keys != 0:
                for upstream in self._program[name].upstreams:
                    self._materialize(upstream)
            if keys is None:
                rows = self._write_whole(contract, numbers)
            else:
                rows = self._write_differences(group, contract, numbers) if keys else self._note(contract, numbers)
            self._on_step(contract.full_name, 1.0)
            yield Step(contract.full_name, rows, time.perf_counter() - start, keys, why[name])
        self._drop_temporary()
        if keys is not None:
            for name in self._inputs_cut(group):
                self._register(self._program.contract(name))
                self._con.execute(f"DROP TABLE cut_{name}")

    def _inputs_cut(self, group: Group) -> list[str]:
        return [name for name in group.rows_of_keys if name not in group.tables]

    def _cut_inputs(self, group: Group) -> None:
        """Puts the rows of the changed keys in the place of each input that is cut."""
        for name in self._inputs_cut(group):
            self._con.execute(f"CREATE TABLE cut_{name} AS {group.rows_of_keys[name]}")
        for name in self._inputs_cut(group):
            full_name = self._program.contract(name).full_name
            self._con.execute(f"CREATE OR REPLACE VIEW {full_name} AS SELECT * FROM cut_{name}")

    def _materialize(self, name: str) -> None:
        """Computes a temporary view once for all tables of the group that read it."""
        dataset = self._program[name]
        if dataset.kind is not Kind.TEMPORARY_VIEW or name in self._temporary:
            return
        for upstream in dataset.upstreams:
            self._materialize(upstream)
        self._con.execute(f"CREATE {_relation(dataset)} {name} AS {dataset.sql}")
        self._temporary.append(name)
        for rule, sql in dataset.checks.items():
            broken = self._con.execute(sql).fetchall()[0][0]
            if broken:
                raise CheckFailed(
                    f"{name}: {broken} rows break rule `{rule}` (severity fail). Its tables were not written.",
                    hint="Correct the data or the rule, then run again: the same run is repeated.",
                )

    def _drop_temporary(self) -> None:
        while self._temporary:
            name = self._temporary.pop()
            self._con.execute(f"DROP {_relation(self._program[name])} {name}")

    # Writing

    def _write_whole(self, contract: Contract, numbers: dict[str, int]) -> int:
        table = self._warehouse.create(contract)
        reader = rows_of(self._con.sql(self._program.sql(contract.name)).to_arrow_reader(BATCH_ROWS), contract)
        counted = Counted(reader)
        self._warehouse.write(contract, table, counted.stream(), mode="overwrite", numbers=numbers)
        return counted.rows

    def _note(self, contract: Contract, numbers: dict[str, int]) -> int:
        """A commit without rows, which says that the newest inputs have been read."""
        table, nothing = self._warehouse.create(contract), arrow_schema(contract).empty_table()
        self._warehouse.write(contract, table, nothing, mode="append", numbers=numbers)
        return 0

    def _write_differences(self, group: Group, contract: Contract, numbers: dict[str, int]) -> int:
        con = self._con
        come, gone = self._compare(group, contract)
        table = self._warehouse.create(contract)
        if gone:
            self._merge(contract, table, numbers)
        elif come:
            rows = rows_of(con.sql("SELECT * FROM come").to_arrow_reader(BATCH_ROWS), contract)
            self._warehouse.write(contract, table, rows, mode="append", numbers=numbers)
        else:
            self._note(contract, numbers)
        for name in ("fresh", "known", "come", "gone"):
            con.execute(f"DROP TABLE {name}")
        return come + gone

    def _compare(self, group: Group, contract: Contract) -> tuple[int, int]:
        """Fills ``come`` and ``gone`` with the rows by which the result differs from what is stored; their numbers."""
        con = self._con
        self._register(contract)
        con.execute(f"CREATE OR REPLACE TABLE fresh AS {self._program.sql(contract.name)}")
        con.execute(f"CREATE OR REPLACE TABLE known AS {group.rows_of_keys[contract.name]}")
        # Multisets: a quarantine table may hold equal rows.
        con.execute("CREATE OR REPLACE TABLE come AS SELECT * FROM fresh EXCEPT ALL SELECT * FROM known")
        con.execute("CREATE OR REPLACE TABLE gone AS SELECT * FROM known EXCEPT ALL SELECT * FROM fresh")
        come, gone = (con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in ("come", "gone"))
        return int(come), int(gone)

    def _merge(self, contract: Contract, table: DeltaTable, numbers: dict[str, int]) -> None:
        """One commit that removes, changes and adds rows. What to do with a row stands in ``_change``."""
        every = " AND ".join(f'f."{name}" IS NOT DISTINCT FROM g."{name}"' for name in contract.names)
        if contract.key:
            key = ", ".join(f'"{name}"' for name in contract.key)
            changes = (
                f"SELECT come.*, CASE WHEN was THEN 'update' ELSE 'insert' END AS _change FROM come "
                f"LEFT JOIN (SELECT {key}, true AS was FROM gone) USING ({key}) "
                f"UNION ALL SELECT *, 'delete' FROM gone ANTI JOIN come USING ({key})"
            )
        else:
            # A removal takes all rows that are equal to it; those that stay are put back.
            changes = (
                "SELECT DISTINCT *, 'delete' AS _change FROM gone UNION ALL SELECT *, 'insert' FROM come "
                f"UNION ALL SELECT f.*, 'insert' FROM fresh AS f SEMI JOIN gone AS g ON {every}"
            )
        reader = self._con.sql(changes).to_arrow_reader(BATCH_ROWS)
        self._warehouse.merge(contract, table, rows_of(reader, contract, "_change"), numbers=numbers)

    def _register(self, contract: Contract) -> None:
        register(self._con, contract, self._warehouse.create(contract))


def _relation(dataset: Compiled) -> str:
    return "VIEW" if dataset.inline else "TABLE"


class Counted:
    """Counts the rows of a stream while it passes."""

    def __init__(self, reader: pa.RecordBatchReader) -> None:
        self._reader = reader
        self.rows = 0

    def stream(self) -> pa.RecordBatchReader:
        return pa.RecordBatchReader.from_batches(self._reader.schema, self._batches())

    def _batches(self) -> Iterator[pa.RecordBatch]:
        for batch in self._reader:
            self.rows += batch.num_rows
            yield batch

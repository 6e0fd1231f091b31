"""A refresh that commits nothing: it computes what a run would write, and lets later tables see it."""

from __future__ import annotations

import time
from collections.abc import Iterable

from healthcare_medallion.engines.embedded.changes import CHANGED_ROWS
from healthcare_medallion.engines.embedded.program import Group
from healthcare_medallion.engines.embedded.refresh import Refresh, Step
from healthcare_medallion.engines.embedded.relations import select_from
from healthcare_medallion.engines.embedded.warehouse import files
from healthcare_medallion.pipelines.shared.contract import Contract


class Preview(Refresh):
    """`Refresh` over views that hold what would be stored; ``come_<table>`` and ``gone_<table>`` are its changes."""

    def start(self, contracts: Iterable[Contract]) -> None:
        """Shows every table as it is stored, empty where it is not there yet."""
        self._would_change: set[str] = set()
        self._would_be_whole: set[str] = set()
        self._later: dict[str, str] = {}
        for contract in contracts:
            self._register(contract)

    def arrive(self, name: str) -> Step:
        """Adds the typed rows of new files to a table that is appended to."""
        start = time.perf_counter()
        contract = self._program.contract(name)
        self._con.execute(f"CREATE TABLE come_{name} AS {self._program.sql(name)}")
        self._con.execute(f"CREATE TABLE gone_{name} AS SELECT * FROM come_{name} LIMIT 0")
        self._show_changed(contract)
        return Step(contract.full_name, self._count(f"come_{name}"), time.perf_counter() - start)

    def _why_stale(self, name: str) -> str:
        if why := super()._why_stale(name):
            return why
        inputs = self._program.inputs_of(name)
        changed = [i for i in inputs if i in self._would_change and self._program[i].watched]
        return f"{', '.join(changed)} would change" if changed else ""

    def _load_changed_rows(self, stale: list[str], upstream: str) -> bool:
        if not super()._load_changed_rows(stale, upstream) or upstream in self._would_be_whole:
            return False
        if upstream in self._would_change:
            for images in ("come", "gone"):
                self._con.execute(f"INSERT INTO {CHANGED_ROWS} BY NAME SELECT * FROM {images}_{upstream}")
        return True

    def _write_whole(self, contract: Contract, numbers: dict[str, int]) -> int:
        self._con.execute(f"CREATE TABLE later_{contract.name} AS {self._program.sql(contract.name)}")
        self._would_be_whole.add(contract.name)
        self._would_change.add(contract.name)
        self._later[contract.name] = f"SELECT * FROM later_{contract.name}"
        return self._count(f"later_{contract.name}")

    def _note(self, contract: Contract, numbers: dict[str, int]) -> int:
        return 0

    def _write_differences(self, group: Group, contract: Contract, numbers: dict[str, int]) -> int:
        differences = sum(self._compare(group, contract))
        for images in ("come", "gone"):
            self._con.execute(f"ALTER TABLE {images} RENAME TO {images}_{contract.name}")
        if differences:
            self._show_changed(contract)
        return differences

    def _show_changed(self, contract: Contract) -> None:
        name = contract.name
        stored = self._stored(contract)
        self._later[name] = f"({stored} EXCEPT ALL SELECT * FROM gone_{name}) UNION ALL SELECT * FROM come_{name}"
        self._would_change.add(name)
        self._register(contract)

    def _register(self, contract: Contract) -> None:
        select = self._later.get(contract.name) or self._stored(contract)
        self._con.execute(f"CREATE OR REPLACE VIEW {contract.full_name} AS {select}")

    def _stored(self, contract: Contract) -> str:
        table = self._warehouse.open(contract)
        return select_from(contract, [] if table is None else files(table))

    def _count(self, name: str) -> int:
        return int(self._con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0])

"""Whether a materialized view still equals its definition: what it has read, and what it was defined as then."""

from __future__ import annotations

import hashlib

from healthcare_medallion.engines.embedded.program import Compiled, Program
from healthcare_medallion.engines.embedded.warehouse import DEFINITION, Warehouse
from healthcare_medallion.pipelines.shared.dataset import Kind


class Freshness:
    """Numbers that a view's commit carries (`reads`), and whether those of its last commit still hold (`holds`)."""

    def __init__(self, warehouse: Warehouse, program: Program, name_key_id: str) -> None:
        self._warehouse = warehouse
        self._program = program
        self._name_key_id = name_key_id
        self._fingerprints: dict[str, int] = {}

    def reads(self, dataset: Compiled) -> dict[str, int] | None:
        """The fingerprint of the definition and the newest version of each input; None where an input is missing."""
        numbers = {DEFINITION: self._fingerprint(dataset)}
        for name in self._program.inputs_of(dataset.name):
            if self._program[name].watched:
                version = self.version(name)
                if version is None:
                    return None
                numbers[_input(name)] = version
        return numbers

    def holds(self, dataset: Compiled) -> bool:
        """Whether the stored view was made from what is there now."""
        return not self.why_stale(dataset)

    def why_stale(self, dataset: Compiled) -> str:
        """Why a view does not equal its definition any more, in words; empty where it does."""
        table = self._warehouse.open(self._program.contract(dataset.name))
        if table is None or table.transaction_version(DEFINITION) is None:
            return "not filled yet"
        if not self.defined_alike(dataset):
            return "its definition, a setting or a key changed"
        changed = [
            name
            for name in self._program.inputs_of(dataset.name)
            if self._program[name].watched and table.transaction_version(_input(name)) != self.version(name)
        ]
        return f"{', '.join(changed)} changed" if changed else ""

    def defined_alike(self, dataset: Compiled) -> bool:
        """Whether the stored view was made by today's definition."""
        table = self._warehouse.open(self._program.contract(dataset.name))
        return table is not None and table.transaction_version(DEFINITION) == self._fingerprint(dataset)

    def oldest_read(self, names: list[str], upstream: str) -> int | None:
        """The oldest version of an input that one of the stored views was made from; None where one never read it."""
        found = []
        for name in names:
            table = self._warehouse.open(self._program.contract(name))
            found.append(None if table is None else table.transaction_version(_input(upstream)))
        return None if None in found else min(v for v in found if v is not None)

    def version(self, name: str) -> int | None:
        """The newest version of a table; None where it does not exist."""
        table = self._warehouse.open(self._program.contract(name))
        return None if table is None else table.version()

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        table = self._warehouse.open(self._program.contract(name))
        return 0 if table is None else table.count()

    def _fingerprint(self, dataset: Compiled) -> int:
        """62 bits over all that decides a view besides its inputs: SQL, contract, key ids."""
        if dataset.name not in self._fingerprints:
            parts = [repr(dataset.contract), *self._sql_down_to_inputs(dataset)]
            if "name_key" in self._program.inputs_of(dataset.name):
                parts.append(self._name_key_id)
            digest = hashlib.sha256("\0".join(parts).encode()).digest()
            self._fingerprints[dataset.name] = int.from_bytes(digest[:8]) >> 2
        return self._fingerprints[dataset.name]

    def _sql_down_to_inputs(self, dataset: Compiled) -> list[str]:
        below = [self._program[n] for n in dataset.upstreams if self._program[n].kind is Kind.TEMPORARY_VIEW]
        return [dataset.sql, *(sql for d in below for sql in self._sql_down_to_inputs(d))]


def _input(name: str) -> str:
    return f"input:{name}"

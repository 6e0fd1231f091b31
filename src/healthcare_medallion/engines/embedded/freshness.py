"""Whether a materialized view still equals its definition: what it has read, and what it was defined as then."""

from __future__ import annotations

import hashlib

from healthcare_medallion.engines.embedded.warehouse import DEFINITION, Warehouse
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.dataset import Dataset, Kind

# Their rows only matter together with rows of another input, or they stand in the fingerprint.
_NOT_WATCHED = {"landing_files", "name_key"}


class Freshness:
    """Numbers that a view's commit carries (`reads`), and whether those of its last commit still hold (`holds`)."""

    def __init__(self, warehouse: Warehouse, graph: Graph, name_key_id: str) -> None:
        self._warehouse = warehouse
        self._graph = graph
        self._name_key_id = name_key_id
        self._fingerprints: dict[str, int] = {}

    def reads(self, dataset: Dataset) -> dict[str, int] | None:
        """The fingerprint of the definition and the newest version of each input; None where an input is missing."""
        numbers = {DEFINITION: self._fingerprint(dataset)}
        for name in self._graph.inputs_of(dataset.name):
            if name not in _NOT_WATCHED:
                table = self._warehouse.open(self._graph.contract(name))
                if table is None:
                    return None
                numbers[f"input:{name}"] = table.version()
        return numbers

    def holds(self, dataset: Dataset) -> bool:
        """Whether the stored view was made from what is there now."""
        table = self._warehouse.open(self._graph.contract(dataset.name))
        numbers = self.reads(dataset)
        if table is None or numbers is None:
            return False
        return all(table.transaction_version(name) == number for name, number in numbers.items())

    def _fingerprint(self, dataset: Dataset) -> int:
        """62 bits over all that decides a view besides its inputs: SQL, contract, key ids."""
        if dataset.name not in self._fingerprints:
            parts = [repr(dataset.contract), *self._sql_down_to_inputs(dataset)]
            if "name_key" in self._graph.inputs_of(dataset.name):
                parts.append(self._name_key_id)
            digest = hashlib.sha256("\0".join(parts).encode()).digest()
            self._fingerprints[dataset.name] = int.from_bytes(digest[:8]) >> 2
        return self._fingerprints[dataset.name]

    def _sql_down_to_inputs(self, dataset: Dataset) -> list[str]:
        below = [self._graph[n] for n in dataset.upstreams if self._graph[n].kind is Kind.TEMPORARY_VIEW]
        return [self._graph.sql(dataset.name), *(sql for d in below for sql in self._sql_down_to_inputs(d))]

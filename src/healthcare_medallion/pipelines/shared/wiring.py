"""How datasets hang together. The graph of definitions and its compiled form answer these questions alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, Protocol, TypeVar

from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.dataset import Kind


class Node(Protocol):
    """What the wiring needs to know of a dataset."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def upstreams(self) -> tuple[str, ...]: ...
    @property
    def contract(self) -> Contract | None: ...


N = TypeVar("N", bound=Node)


class Wiring(Generic[N]):
    """Datasets by name, each after its upstreams."""

    datasets: Mapping[str, N]

    def __getitem__(self, name: str) -> N:
        return self.datasets[name]

    def __iter__(self) -> Iterator[N]:
        return iter(self.datasets.values())

    def __contains__(self, name: object) -> bool:
        return name in self.datasets

    def contract(self, name: str) -> Contract:
        contract = self.datasets[name].contract
        if contract is None:
            raise KeyError(name)
        return contract

    def readers_of(self, name: str) -> tuple[N, ...]:
        """Datasets that have ``name`` as an upstream."""
        return tuple(d for d in self if name in d.upstreams)

    def stored_readers_of(self, name: str) -> tuple[str, ...]:
        """Stored tables that read a temporary view, directly or through others."""
        found: dict[str, None] = {}
        for reader in self.readers_of(name):
            passes_on = reader.kind is Kind.TEMPORARY_VIEW
            found.update(dict.fromkeys(self.stored_readers_of(reader.name) if passes_on else [reader.name]))
        return tuple(found)

    def inputs_of(self, name: str) -> tuple[str, ...]:
        """The stored tables and sources that a dataset reads, through the temporary views between."""
        found: dict[str, None] = {}
        for upstream in self.datasets[name].upstreams:
            if self.datasets[upstream].kind is Kind.TEMPORARY_VIEW:
                found.update(dict.fromkeys(self.inputs_of(upstream)))
            else:
                found[upstream] = None
        return tuple(found)

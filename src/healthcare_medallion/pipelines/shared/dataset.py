"""Datasets: a function from upstream tables to a table, with what the engines need to know about it.

The parameters of the function are its upstreams, so the signature is the graph. A keyword-only parameter
``settings`` receives the recorded settings; nothing else reaches a definition, no clock, no path, no key.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from healthcare_medallion.pipelines.shared.contract import Contract

if TYPE_CHECKING:  # contracts and kinds are read where Ibis is not needed, and it takes most of a second to load
    import ibis.expr.types as ir

    from healthcare_medallion.pipelines.shared.refresh import RefreshKey
    from healthcare_medallion.pipelines.shared.rules import Rule

    Definition = Callable[..., ir.Table]


class Kind(StrEnum):
    """How a dataset lives."""

    SOURCE = "source"
    """Provided by the engine: landed records, decisions, the ledger of files."""
    STREAMING_TABLE = "streaming table"
    """Appended to, never rewritten: each input row is read once."""
    MATERIALIZED_VIEW = "materialized view"
    """Stored; equal to its definition over the whole of its inputs at the end of each run."""
    TEMPORARY_VIEW = "temporary view"
    """A named step, not stored."""
    VIEW = "view"
    """Not stored, computed when it is read."""


@dataclass(frozen=True)
class Dataset:
    """One node of the graph."""

    name: str
    kind: Kind
    definition: Definition
    upstreams: tuple[str, ...] = ()
    contract: Contract | None = None
    rules: tuple[Rule, ...] = ()
    refresh_by: RefreshKey | None = None
    inline: bool = False
    watched: bool = True
    """False where a change alone changes nothing: its rows matter only together with new rows of another input."""
    wants_settings: bool = False
    module: str = field(default="", compare=False)

    @property
    def stored(self) -> bool:
        return self.kind in (Kind.STREAMING_TABLE, Kind.MATERIALIZED_VIEW)

    @property
    def description(self) -> str:
        return inspect.cleandoc(self.definition.__doc__ or "")

    @property
    def layer(self) -> str:
        """The folder that the definition lives in: bronze, silver, gold, ops or marts."""
        return self.module.rsplit(".", 2)[-2] if "." in self.module else ""

    def __call__(self, *tables: ir.Table, **keywords: object) -> ir.Table:
        return self.definition(*tables, **keywords)


def _dataset(
    kind: Kind,
    definition: Definition,
    contract: Contract | None,
    rules: tuple[Rule, ...] = (),
    refresh_by: RefreshKey | None = None,
    inline: bool = False,
) -> Dataset:
    parameters = inspect.signature(definition).parameters.values()
    return Dataset(
        name=definition.__name__,
        kind=kind,
        definition=definition,
        upstreams=tuple(p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD),
        contract=contract,
        rules=rules,
        refresh_by=refresh_by,
        inline=inline,
        wants_settings=any(p.name == "settings" and p.kind is p.KEYWORD_ONLY for p in parameters),
        module=definition.__module__,
    )


def streaming_table(*, contract: Contract) -> Callable[[Definition], Dataset]:
    """A table that is appended to: bronze and the ledgers beside it."""
    return lambda definition: _dataset(Kind.STREAMING_TABLE, definition, contract)


def materialized_view(*, contract: Contract, refresh_by: RefreshKey | None = None) -> Callable[[Definition], Dataset]:
    """A stored table that always equals its definition. ``refresh_by`` is the key that it can be refreshed by."""
    return lambda definition: _dataset(Kind.MATERIALIZED_VIEW, definition, contract, refresh_by=refresh_by)


def temporary_view(*, rules: tuple[Rule, ...] = (), inline: bool = False) -> Callable[[Definition], Dataset]:
    """A named step between tables. ``rules`` are those that it judges its rows by.

    ``inline`` says that it is cheaper to compute for each reader than to keep.
    """
    return lambda definition: _dataset(Kind.TEMPORARY_VIEW, definition, None, rules, inline=inline)


def view(*, contract: Contract) -> Callable[[Definition], Dataset]:
    """A table that is computed when it is read."""
    return lambda definition: _dataset(Kind.VIEW, definition, contract)


def source(contract: Contract, *, watched: bool = True) -> Dataset:
    """A table that the engine provides."""
    return Dataset(contract.name, Kind.SOURCE, lambda: None, contract=contract, watched=watched)

"""Lineage across tables: from a column of gold, through silver and bronze, back to the columns of the landed files.

Temporary views are seen through: what is not stored is no stop on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from healthcare_medallion.errors import UsageError
from healthcare_medallion.lineage.columns import (
    NOTHING,
    ROWS,
    Definition,
    Kind,
    Source,
    Sources,
    definition_lineage,
    through,
)
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared import dataset as datasets
from healthcare_medallion.pipelines.shared.contract import nearest
from healthcare_medallion.pipelines.shared.keys import name_key
from healthcare_medallion.pipelines.shared.sources import Feed, SourceMapping

LANDED = {f"landing_{feed}": f"{feed}.csv" for feed in get_args(Feed)}
"""Landed records by the relation that readers deliver, and the file that people know."""
_KEY = name_key.name


@dataclass(frozen=True)
class Step:
    """A column on the way, how it goes into the one above it, and what goes into it."""

    table: str
    column: str
    kinds: tuple[Kind, ...]
    masking: bool
    sources: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Edge:
    """One column of a table goes into one of another, in one or more ways."""

    source: tuple[str, str]
    target: tuple[str, str]
    kinds: tuple[Kind, ...]
    masking: bool


class Lineage:
    """The lineage of every stored table and view of a graph. Tables go by their short names."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._definitions: dict[str, Definition] = {}
        for dataset in graph:  # in order: what it reads is there already
            if dataset.kind is not datasets.Kind.SOURCE:
                own = definition_lineage(graph.expression(dataset.name))
                self._definitions[dataset.name] = self._seen_through(own, dataset.upstreams)
        self._origins: dict[tuple[str, str], Sources] = {}
        self._row_origins: dict[str, Sources] = {}

    @property
    def tables(self) -> tuple[str, ...]:
        """Tables and views that somebody can read, each after what it reads."""
        shown = (d for d in self.graph if d.stored or d.kind is datasets.Kind.VIEW)
        return tuple(d.name for d in shown)

    def columns(self, table: str) -> Mapping[str, Sources]:
        """The sources of each column in the stored tables and landed files that the table reads."""
        return {name: self._definitions[table].columns[name] for name in self.graph.contract(table).names}

    def rows(self, table: str) -> Sources:
        """What decides which rows a table has."""
        return self._definitions[table].rows

    def origins(self, table: str, column: str) -> Sources:
        """The columns of landed files, and of ledgers, that a column is made from in the end."""
        if table not in self._definitions:
            return frozenset({Source(table, column, Kind.IDENTITY)})
        if (table, column) not in self._origins:
            parts = (through(s, self.origins(s.table, s.column)) for s in self._sources(table, column))
            self._origins[table, column] = NOTHING.union(*parts)
        return self._origins[table, column]

    def row_origins(self, table: str) -> Sources:
        """The columns of landed files, and of ledgers, that decide in the end which rows a table has."""
        if table not in self._definitions:
            return NOTHING
        if table not in self._row_origins:
            parts = [through(s, self.origins(s.table, s.column)) for s in self.rows(table)]
            parts += [self.row_origins(upstream) for upstream in self.graph.inputs_of(table)]
            self._row_origins[table] = NOTHING.union(*parts)
        return self._row_origins[table]

    def path(self, table: str, column: str) -> Step:
        """The whole way of a column, as a tree that ends in landed files and ledgers."""
        return self._step(table, column, (), False)

    def edges(self, table: str, column: str | None = None) -> list[Edge]:
        """Every edge on the ways of a column, or of all columns of a table; each once."""
        waiting = [(table, name) for name in ([column] if column else self.graph.contract(table).names)]
        found: dict[tuple[str, str], list[Edge]] = {}
        while waiting:
            target = waiting.pop()
            if target in found:
                continue
            found[target] = self.edges_into(*target)
            waiting += [edge.source for edge in found[target]]
        return sorted((edge for edges in found.values() for edge in edges), key=lambda e: (e.target, e.source))

    def edges_into(self, table: str, column: str) -> list[Edge]:
        """The edges that end in one column."""
        by_column: dict[tuple[str, str], list[Source]] = {}
        for source in sorted(self._sources(table, column)):
            by_column.setdefault((source.table, source.column), []).append(source)
        return [Edge(at, (table, column), kinds(group), masked(group)) for at, group in by_column.items()]

    def table_edges(self) -> list[Edge]:
        """Which table is made from which, as edges between their rows."""
        pairs = [(upstream, table) for table in self.tables for upstream in self.graph.inputs_of(table)]
        ways = (Kind.TRANSFORMATION,)
        return [Edge((upstream, ROWS), (table, ROWS), ways, False) for upstream, table in pairs if upstream != _KEY]

    def find(self, name: str) -> tuple[str, str | None]:
        """``TABLE`` or ``TABLE.COLUMN``, the table with its schema or without.

        :raises UsageError: there is no such table or column; it names the nearest right one.
        """
        contracts = {name: self.graph.contract(name) for name in self.tables}
        known = {**{n: n for n in contracts}, **{c.full_name: n for n, c in contracts.items()}}
        if name in known:
            return known[name], None
        table, _, column = name.rpartition(".")
        if table not in known:
            hint = "medallion lineage lists the tables."
            asked = table if table and not nearest(name, known) else name
            raise UsageError(f"There is no table `{asked}`{nearest(asked, known)}.", hint=hint)
        names = contracts[known[table]].names
        if column not in names:
            raise UsageError(
                f"Table {known[table]} has no column `{column}`{nearest(column, names)}.",
                hint=f"Its columns: {', '.join(names)}",
            )
        return known[table], column

    def _sources(self, table: str, column: str) -> Sources:
        if table not in self._definitions:
            return NOTHING
        if column == ROWS:
            inputs = (u for u in self.graph.inputs_of(table) if u != _KEY)
            return frozenset(Source(upstream, ROWS, Kind.TRANSFORMATION) for upstream in inputs)
        return self._definitions[table].columns[column]

    def _step(self, table: str, column: str, kinds_: tuple[Kind, ...], masking: bool) -> Step:
        below = tuple(self._step(*edge.source, edge.kinds, edge.masking) for edge in self.edges_into(table, column))
        return Step(table, column, kinds_, masking, below)

    def _seen_through(self, own: Definition, upstreams: tuple[str, ...]) -> Definition:
        rows = [self._stored_sources(own.rows)]
        rows += [self._definitions[u].rows for u in upstreams if self._is_step(u)]
        columns = {name: self._stored_sources(sources) for name, sources in own.columns.items()}
        return Definition(columns, NOTHING.union(*rows))

    def _stored_sources(self, sources: Sources) -> Sources:
        found = NOTHING
        for source in sources:
            if self._is_step(source.table):
                found |= through(source, self._sources(source.table, source.column))
            else:
                found |= {source}
        return found

    def _is_step(self, name: str) -> bool:
        return self.graph[name].kind is datasets.Kind.TEMPORARY_VIEW


@cache
def lineage_of(graph: Graph) -> Lineage:
    """The lineage of a graph, read once."""
    return Lineage(graph)


def kinds(sources: list[Source]) -> tuple[Kind, ...]:
    """How sources go in: direct ways first; where a value goes in, the condition that guards it says nothing more."""
    found = {source.kind for source in sources}
    if any(kind.direct for kind in found):
        found.discard(Kind.CONDITIONAL)
    return tuple(kind for kind in Kind if kind in found)


def masked(sources: list[Source]) -> bool:
    """Whether no value goes in that is not masked."""
    return all(source.masking for source in sources)


def box_name(table: str) -> str:
    """A table as people say it: `patients.csv` for landed records."""
    return LANDED.get(table, table)


def shown_name(table: str, column: str) -> str:
    """A column as people say it: `patients.csv age` for a landed one, else `table.column`."""
    if column == ROWS:
        return f"{box_name(table)} (rows)"
    if table not in LANDED:
        return f"{table}.{column}"
    return f"{LANDED[table]} ({column})" if column.startswith("_") else f"{LANDED[table]} {column}"


def foreign_names(sources: Mapping[str, SourceMapping], table: str, column: str) -> list[str]:
    """What a landed column is called, or made from, in the foreign files that settings name."""
    found = []
    for mapping in sources.values():
        if f"landing_{mapping.feed}" != table or column.startswith("_"):
            continue
        headers = [header for header, ours in mapping.rename.items() if ours == column]
        if column in mapping.generated_key:
            found.append(f"{mapping.files}: made from file and position")
        elif column in mapping.constants:
            found.append(f"{mapping.files}: a constant")
        else:
            found += [f"{mapping.files}: {header}" for header in headers or [column]]
    return found

"""Column lineage of one definition, read from its Ibis expression: no SQL is parsed and nothing is run.

A source influences a column directly (its value goes in) or decides about it (a condition, a window). What decides
which rows there are (filters, joins, groups) concerns every column alike and is kept apart.
Names of kinds: OpenLineage, facet ColumnLineageDatasetFacet, without its upper case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import ibis.expr.operations as ops
import ibis.expr.types as ir

from healthcare_medallion.errors import DefinitionError
from healthcare_medallion.pipelines.shared.keys import name_key

ROWS = "*"
"""In place of a column: how many rows there are, as a count asks."""


class Kind(StrEnum):
    """How a source goes into a column. The first three are direct, from the weakest change to the strongest."""

    IDENTITY = "identity"
    TRANSFORMATION = "transformation"
    AGGREGATION = "aggregation"
    CONDITIONAL = "conditional"
    WINDOW = "window"
    FILTER = "filter"
    JOIN = "join"
    GROUP_BY = "group_by"
    SORT = "sort"

    @property
    def direct(self) -> bool:
        return self in _DIRECT


_DIRECT = (Kind.IDENTITY, Kind.TRANSFORMATION, Kind.AGGREGATION)
_KEEPS_COLUMNS = (ops.Filter, ops.Sort, ops.Distinct, ops.Reference)


@dataclass(frozen=True, order=True)
class Source:
    """A column that goes into another. ``masking``: only through a secret key, so that its value cannot be read back.

    A digest without a key, as in ``patient_key``, masks nothing: who knows the ids can compute it.
    """

    table: str
    column: str
    kind: Kind
    masking: bool = False


Sources = frozenset[Source]
NOTHING: Sources = frozenset()


@dataclass(frozen=True)
class Definition:
    """Sources of every column of a definition, and what decides which rows it has."""

    columns: Mapping[str, Sources]
    rows: Sources


def definition_lineage(table: ir.Table) -> Definition:
    """The lineage of an expression over unbound tables.

    :raises DefinitionError: it holds a relation whose lineage is not known here.
    """
    reading = _Reading()
    root = table.op()
    columns = {name: _without_key(reading.column(root, name)) for name in table.columns}
    return Definition(columns, _without_key(reading.rows(root)))


def through(outer: Source, inner: Sources) -> Sources:
    """What ``inner``, the sources of ``outer``'s column, are to the column that ``outer`` goes into."""
    return frozenset(
        replace(source, kind=_joined(outer.kind, source.kind), masking=source.masking or outer.masking)
        for source in inner
    )


def _joined(outer: Kind, inner: Kind) -> Kind:
    if not outer.direct:
        return outer
    return max(outer, inner, key=_DIRECT.index) if inner.direct else inner


def _as(kind: Kind, sources: Iterable[Source], *, masking: bool = False) -> Sources:
    return frozenset(replace(s, kind=_joined(kind, s.kind), masking=s.masking or masking) for s in sources)


def _without_key(sources: Sources) -> Sources:
    """The pads of the key are no data; what they did is said by ``masking``."""
    return frozenset(s for s in sources if s.table != name_key.name or s.column == "key_id")


class _Reading:
    """One walk over an expression; every node is read once."""

    def __init__(self) -> None:
        self._values: dict[ops.Node, Sources] = {}
        self._columns: dict[tuple[ops.Relation, str], Sources] = {}
        self._rows: dict[ops.Relation, Sources] = {}

    # Values

    def value(self, node: ops.Node) -> Sources:
        if node not in self._values:
            self._values[node] = self._value(node)
        return self._values[node]

    def _value(self, node: ops.Node) -> Sources:
        match node:
            case ops.Field():
                return self.column(node.rel, node.name)
            case ops.Alias() | ops.SortKey():
                return self.value(node.arg)
            case ops.Cast():
                same = node.arg.dtype.copy(nullable=True) == node.to.copy(nullable=True)
                return _as(Kind.IDENTITY if same else Kind.TRANSFORMATION, self.value(node.arg))
            case ops.WindowFunction():
                within = _as(Kind.WINDOW, self._all((*node.group_by, *node.order_by)))
                return self.value(node.func) | within
            case ops.CountStar():
                return _as(Kind.AGGREGATION, self._counted(node.arg)) | self._condition(node.where)
            case ops.Reduction():
                where = getattr(node, "where", None)
                inside = self._all(arg for arg in _values_in(node) if arg is not where)
                if isinstance(node, ops.Sum):
                    inside |= self._ones(node.arg)
                return _as(Kind.AGGREGATION, inside) | self._condition(where)
            case ops.IfElse():
                results = self._all((node.true_expr, node.false_null_expr))
                return _as(Kind.TRANSFORMATION, results) | self._condition(node.bool_expr)
            case ops.SearchedCase() | ops.SimpleCase():
                base = (node.base,) if isinstance(node, ops.SimpleCase) else ()
                results = _as(Kind.TRANSFORMATION, self._all((*node.results, node.default)))
                return results | _as(Kind.CONDITIONAL, self._all((*base, *node.cases)))
            case ops.Subquery():
                return self._subquery(node)
        inside = self._all(_values_in(node))
        keyed = isinstance(node, ops.HexDigest) and any(s.table == name_key.name for s in inside)
        sealed = getattr(node, "__func_name__", "") == "seal_line"
        return _as(Kind.TRANSFORMATION, inside, masking=keyed or sealed)

    def _subquery(self, node: ops.Subquery) -> Sources:
        results = frozenset[Source]().union(*(self.column(node.rel, name) for name in node.rel.schema.names))
        return _as(Kind.TRANSFORMATION, results | self._all(_values_in(node))) | self.rows(node.rel)

    def _all(self, nodes: Iterable[ops.Node]) -> Sources:
        return NOTHING.union(*(self.value(node) for node in nodes))

    def _condition(self, node: ops.Node | None) -> Sources:
        return NOTHING if node is None else _as(Kind.CONDITIONAL, self.value(node))

    # Relations

    def column(self, rel: ops.Relation, name: str) -> Sources:
        if (rel, name) not in self._columns:
            self._columns[rel, name] = self._column(rel, name)
        return self._columns[rel, name]

    def _column(self, rel: ops.Relation, name: str) -> Sources:
        if isinstance(rel, ops.UnboundTable):
            return frozenset({Source(rel.name, name, Kind.IDENTITY)})
        if isinstance(rel, ops.Set):
            return self.column(rel.left, name) | self.column(rel.right, name)
        if isinstance(rel, ops.Aggregate):
            return self.value({**rel.groups, **rel.metrics}[name])
        if isinstance(rel, _KEEPS_COLUMNS):
            return self.column(rel.parent, name)
        if isinstance(rel, ops.Project | ops.JoinChain):
            return self.value(rel.values[name])
        raise _unknown(rel)

    def rows(self, rel: ops.Relation) -> Sources:
        """What decides which rows a relation has."""
        if rel not in self._rows:
            self._rows[rel] = self._rows_of(rel)
        return self._rows[rel]

    def _rows_of(self, rel: ops.Relation) -> Sources:
        match rel:
            case ops.UnboundTable():
                return NOTHING
            case ops.Set():
                return self.rows(rel.left) | self.rows(rel.right)
            case ops.JoinChain():
                links = NOTHING.union(
                    *(self.rows(link.table) | _as(Kind.JOIN, self._all(link.predicates)) for link in rel.rest)
                )
                return self.rows(rel.first) | links
            case ops.Filter():
                return self.rows(rel.parent) | _as(Kind.FILTER, self._all(rel.predicates))
            case ops.Aggregate():
                return self.rows(rel.parent) | _as(Kind.GROUP_BY, self._all(rel.groups.values()))
            case ops.Distinct():
                keys = NOTHING.union(*(self.column(rel.parent, name) for name in rel.schema.names))
                return self.rows(rel.parent) | _as(Kind.GROUP_BY, keys)
            case ops.Sort():
                return self.rows(rel.parent) | _as(Kind.SORT, self._all(rel.keys))
            case ops.Project() | ops.Reference():
                return self.rows(rel.parent)
        raise _unknown(rel)

    def _counted(self, rel: ops.Relation) -> Sources:
        """The tables whose rows are counted; of a left join's right side only the matches decide, not the rows."""
        match rel:
            case ops.UnboundTable():
                return frozenset({Source(rel.name, ROWS, Kind.IDENTITY)})
            case ops.Set():
                return self._counted(rel.left) | self._counted(rel.right)
            case ops.JoinChain():
                multiplying = (link.table for link in rel.rest if link.how not in ("left", "semi", "anti"))
                return self._counted(rel.first).union(*map(self._counted, multiplying))
            case ops.Filter() | ops.Sort() | ops.Distinct() | ops.Project() | ops.Aggregate() | ops.Reference():
                return self._counted(rel.parent)
        raise _unknown(rel)

    def _ones(self, node: ops.Node) -> Sources:
        """A sum over a constant counts rows: those of the branches in which the constant is not zero."""
        if isinstance(node, ops.Cast):
            return self._ones(node.arg)
        if not isinstance(node, ops.Field):
            return NOTHING
        rel = node.rel
        if isinstance(rel, ops.Set):
            return self._ones(ops.Field(rel.left, node.name)) | self._ones(ops.Field(rel.right, node.name))
        if isinstance(rel, _KEEPS_COLUMNS):
            return self._ones(ops.Field(rel.parent, node.name))
        if isinstance(rel, ops.Project | ops.JoinChain):
            value = rel.values[node.name]
            if isinstance(value, ops.Literal):
                return self._counted(rel) if value.value else NOTHING
            return self._ones(value)
        return NOTHING


def _values_in(node: ops.Node) -> list[ops.Value]:
    found: list[ops.Value] = []
    for arg in node.__args__:
        found += [a for a in (arg if isinstance(arg, tuple) else (arg,)) if isinstance(a, ops.Value)]
    return found


def _unknown(rel: ops.Relation) -> DefinitionError:
    return DefinitionError([f"lineage does not know what becomes of columns in a {type(rel).__name__}"])

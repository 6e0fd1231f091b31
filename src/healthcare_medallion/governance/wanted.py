"""What should be: comments, tags and grants of every table, as plain sets that can be compared with what is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from healthcare_medallion.governance.access import Group, governed, readers
from healthcare_medallion.governance.ledgers import EVENT_LOGS
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract
from healthcare_medallion.pipelines.shared.sensitivity import TELLING
from healthcare_medallion.privacy.access import Zone

COLUMN_TAG = "medallion_classification"
"""Governed: policies match on it, so its values are fixed for the account and few may assign it."""

TAG_VALUES = {
    Classification.DIRECT_IDENTIFIER: "direct_identifier",
    Classification.QUASI_IDENTIFIER: "quasi_identifier",
    Classification.SENSITIVE: "sensitive",
}
CODE_TAG_VALUES = TELLING
"""Columns that can tell of specially protected care have a value of their own, so that a policy can name each."""

TABLE_TAGS = {"compliance": "HIPAA", "data_classification": "PHI"}


@dataclass(frozen=True)
class State:
    """Governance of some tables. Names are ``schema.table``, of columns ``(schema.table, column)``."""

    tables: frozenset[str] = frozenset()
    comments: frozenset[tuple[str, str]] = frozenset()
    column_comments: frozenset[tuple[str, str, str]] = frozenset()
    tags: frozenset[tuple[str, str, str]] = frozenset()
    """Table, tag, value."""
    column_tags: frozenset[tuple[str, str, str]] = frozenset()
    """Table, column, value of ``COLUMN_TAG``."""
    grants: frozenset[tuple[str, str]] = frozenset()
    """Table, group that may SELECT."""

    def only(self, tables: Iterable[str]) -> State:
        """The part about some tables."""
        kept = frozenset(tables)
        return State(
            self.tables & kept,
            frozenset(c for c in self.comments if c[0] in kept),
            frozenset(c for c in self.column_comments if c[0] in kept),
            frozenset(t for t in self.tags if t[0] in kept),
            frozenset(t for t in self.column_tags if t[0] in kept),
            frozenset(g for g in self.grants if g[0] in kept),
        )


def tag_value(column: Column) -> str:
    """The value of ``COLUMN_TAG`` for a classified column."""
    return column.name if column.name in CODE_TAG_VALUES else TAG_VALUES[column.classification]


def wanted(graph: Graph, added: Iterable[Contract] = ()) -> State:
    """The state that the contracts ask for, whether the tables are there yet or not."""
    tables = governed(graph, added)
    contracts = [contract for contract, _ in tables.values()]
    columns = [(contract.full_name, column) for contract in contracts for column in contract.columns]
    # Counts, and rows without identifiers (45 CFR 164.502(d)(2)), are no protected health information, and calling
    # them so would teach people to ignore the tag.
    not_health = (Zone.LEDGERS, Zone.AUDIT, Zone.DEIDENTIFIED)
    about_people = [contract.full_name for contract, zone in tables.values() if zone not in not_health]
    return State(
        tables=frozenset({*tables, *EVENT_LOGS}),
        comments=frozenset((contract.full_name, contract.comment) for contract in contracts),
        column_comments=frozenset((table, column.name, column.description) for table, column in columns),
        tags=frozenset(
            (table, tag, value) for table in [*about_people, *EVENT_LOGS] for tag, value in TABLE_TAGS.items()
        ),
        column_tags=frozenset(
            (table, column.name, tag_value(column)) for table, column in columns if column.identifies
        ),
        grants=frozenset((name, group) for name, (_, zone) in tables.items() for group in readers(zone))
        | {(log, Group.ENGINEERS) for log in EVENT_LOGS},
    )

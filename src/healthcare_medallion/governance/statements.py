"""The SQL between what is and what should be. Nothing to do gives no statement, so a second run changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from healthcare_medallion.governance.text import identifier, literal, relation
from healthcare_medallion.governance.wanted import COLUMN_TAG, TAG_VALUES, State
from healthcare_medallion.pipelines.shared.contract import Classification

DIRECT = TAG_VALUES[Classification.DIRECT_IDENTIFIER]


@dataclass(frozen=True)
class Statement:
    """``about`` names table and purpose: what is reported when the statement fails, in place of the engine's words."""

    about: str
    sql: str
    table: str = ""
    opens: bool = False
    """Lets somebody in."""
    identifying: bool = False
    """About a table with direct identifiers."""


def statements(catalog: str, wanted: State, found: State) -> list[Statement]:
    """In the order in which they run. What closes comes before what opens, tags before the grants they protect."""
    wanted = wanted.only(found.tables)
    found = found.only(wanted.tables)
    return [
        *_revoked(catalog, wanted, found),
        *_comments(catalog, wanted, found),
        *_table_tags(catalog, wanted, found),
        *_column_tags(catalog, wanted, found),
        *_granted(catalog, wanted, found),
    ]


def missing(wanted: State, found: State) -> list[str]:
    """Tables that should be governed and are not there (yet)."""
    return sorted(wanted.tables - found.tables)


def _revoked(catalog: str, wanted: State, found: State) -> Iterator[Statement]:
    for table, group in sorted(found.grants - wanted.grants):
        sql = f"REVOKE SELECT ON TABLE {relation(catalog, table)} FROM {identifier(group)}"
        yield Statement(f"{table}: close to {group}", sql, table)


def _granted(catalog: str, wanted: State, found: State) -> Iterator[Statement]:
    identifying = {table for table, _, value in wanted.column_tags if value == DIRECT}
    for table, group in sorted(wanted.grants - found.grants):
        sql = f"GRANT SELECT ON TABLE {relation(catalog, table)} TO {identifier(group)}"
        yield Statement(f"{table}: open to {group}", sql, table, opens=True, identifying=table in identifying)


def _comments(catalog: str, wanted: State, found: State) -> Iterator[Statement]:
    for table, comment in sorted(wanted.comments - found.comments):
        sql = f"COMMENT ON TABLE {relation(catalog, table)} IS {literal(comment)}"
        yield Statement(f"{table}: comment", sql, table)
    for table, column, comment in sorted(wanted.column_comments - found.column_comments):
        name = f"{relation(catalog, table)}.{identifier(column)}"
        yield Statement(f"{table}.{column}: comment", f"COMMENT ON COLUMN {name} IS {literal(comment)}", table)


def _table_tags(catalog: str, wanted: State, found: State) -> Iterator[Statement]:
    # SET TAG raises when the key is there with another value, so that one is taken off first.
    for table, tag, _ in sorted(found.tags - wanted.tags):
        sql = f"UNSET TAG ON TABLE {relation(catalog, table)} {identifier(tag)}"
        yield Statement(f"{table}: take off tag {tag}", sql, table)
    for table, tag, value in sorted(wanted.tags - found.tags):
        sql = f"SET TAG ON TABLE {relation(catalog, table)} {identifier(tag)} = {identifier(value)}"
        yield Statement(f"{table}: tag {tag}", sql, table)


def _column_tags(catalog: str, wanted: State, found: State) -> Iterator[Statement]:
    for table, column, _ in sorted(found.column_tags - wanted.column_tags):
        name = f"{relation(catalog, table)}.{identifier(column)}"
        yield Statement(
            f"{table}.{column}: take off tag", f"UNSET TAG ON COLUMN {name} {identifier(COLUMN_TAG)}", table
        )
    for table, column, value in sorted(wanted.column_tags - found.column_tags):
        name = f"{relation(catalog, table)}.{identifier(column)}"
        sql = f"SET TAG ON COLUMN {name} {identifier(COLUMN_TAG)} = {identifier(value)}"
        yield Statement(f"{table}.{column}: tag {value}", sql, table)

"""What is: queries on a catalog's information schema, and the state that their rows give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from healthcare_medallion.governance.access import Group
from healthcare_medallion.governance.text import identifier, literal
from healthcare_medallion.governance.wanted import COLUMN_TAG, TABLE_TAGS, State
from healthcare_medallion.pipelines.shared.contract import DATA_ENG, DEID, MARTS, OPS

Query = Callable[[str], Sequence[Sequence[Any]]]
SCHEMAS = (DATA_ENG, OPS, MARTS, DEID)


def present(query: Query, catalog: str) -> State:
    """Tables, comments, our tags and our groups' grants in a catalog. Others' tags and grants are not ours to judge."""

    def rows(columns: str, view: str, schema: str, condition: str = "true") -> list[tuple[str, ...]]:
        found = query(
            f"SELECT {columns} FROM {identifier(catalog)}.information_schema.{view} "
            f"WHERE {schema} IN ({_listed(SCHEMAS)}) AND {condition}"
        )
        return [(f"{schema_name}.{table}", *rest) for schema_name, table, *rest in found]

    named = "table_schema, table_name"
    tagged = "schema_name, table_name"
    groups = _listed(Group)
    return State(
        tables=frozenset(table for (table,) in rows(named, "tables", "table_schema")),
        comments=_filled(rows(f"{named}, comment", "tables", "table_schema", "comment IS NOT NULL")),
        column_comments=_filled(
            rows(f"{named}, column_name, comment", "columns", "table_schema", "comment IS NOT NULL")
        ),
        tags=_filled(
            rows(f"{tagged}, tag_name, tag_value", "table_tags", "schema_name", f"tag_name IN ({_listed(TABLE_TAGS)})")
        ),
        column_tags=_filled(
            rows(f"{tagged}, column_name, tag_value", "column_tags", "schema_name", f"tag_name = {literal(COLUMN_TAG)}")
        ),
        grants=_filled(
            rows(
                f"{named}, grantee",
                "table_privileges",
                "table_schema",
                # An inherited grant is the schema's; a REVOKE on the table would not end it.
                f"privilege_type = 'SELECT' AND coalesce(inherited_from, 'NONE') = 'NONE' AND grantee IN ({groups})",
            )
        ),
    )


def _listed(names: Any) -> str:
    return ", ".join(literal(str(name)) for name in names)


def _filled(rows: Sequence[tuple[str, ...]]) -> frozenset[Any]:
    return frozenset(rows)

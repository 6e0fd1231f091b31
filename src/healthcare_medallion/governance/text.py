"""Names, strings and columns in SQL text."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import Contract


def identifier(name: str) -> str:
    """One name, quoted. A dot in it stays part of it."""
    return "`" + name.replace("`", "``") + "`"


def relation(catalog: str, table: str) -> str:
    """``schema.table`` in a catalog, each part quoted."""
    return ".".join(identifier(part) for part in (catalog, *table.split(".")))


def literal(text: str) -> str:
    """A string literal. Backslashes escape in Spark SQL, so they are doubled; quotes are escaped by one."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def columns_ddl(contract: Contract) -> str:
    """Columns as DDL, with types, NOT NULL and comments."""
    return ",\n".join(
        f"  {identifier(c.name)} {c.type.upper()}{'' if c.nullable else ' NOT NULL'} COMMENT {literal(c.description)}"
        for c in contract.columns
    )

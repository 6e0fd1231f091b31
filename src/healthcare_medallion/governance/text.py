"""Names and strings in SQL text."""

from __future__ import annotations


def identifier(name: str) -> str:
    """One name, quoted. A dot in it stays part of it."""
    return "`" + name.replace("`", "``") + "`"


def relation(catalog: str, table: str) -> str:
    """``schema.table`` in a catalog, each part quoted."""
    return ".".join(identifier(part) for part in (catalog, *table.split(".")))


def literal(text: str) -> str:
    """A string literal. Backslashes escape in Spark SQL, so they are doubled; quotes are escaped by one."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

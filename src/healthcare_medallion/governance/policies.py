"""Column policies (attribute based): who is not exempt sees no direct identifier, in any table of a schema.

Policies rather than masks on columns: a mask in a table's definition parses on Databricks only, and one that is put
on afterwards may go with the next refresh. A policy follows the tag, so a new column is covered by its tag.
"""

from __future__ import annotations

from healthcare_medallion.governance.access import UNMASKED
from healthcare_medallion.governance.statements import Statement
from healthcare_medallion.governance.text import identifier, literal
from healthcare_medallion.governance.wanted import COLUMN_TAG, TAG_VALUES
from healthcare_medallion.pipelines.shared.contract import DATA_ENG, OPS, Classification

POLICY = "hide_direct_identifiers"
FUNCTION = "hidden_text"
# Marts are views: they show what their tables show, to the one who asks.
SCHEMAS = (DATA_ENG, OPS)


def policies(catalog: str, runner: str) -> list[Statement]:
    """The mask and a policy per schema. ``runner`` is exempt: silver is computed from names that it must see."""
    function = f"{identifier(catalog)}.{identifier(OPS)}.{identifier(FUNCTION)}"
    exempt = ", ".join(identifier(str(principal)) for principal in (*UNMASKED, runner))
    tag, value = literal(COLUMN_TAG), literal(TAG_VALUES[Classification.DIRECT_IDENTIFIER])
    made = [
        Statement(
            f"function {FUNCTION}",
            f"CREATE OR REPLACE FUNCTION {function}(cell STRING) RETURNS STRING\n"
            # Whether there is a name is known, its length is not.
            "COMMENT 'What is shown instead of a direct identifier.'\n"
            "RETURN CASE WHEN cell IS NULL THEN NULL ELSE '<hidden>' END",
        )
    ]
    for schema in SCHEMAS:
        sql = (
            f"CREATE OR REPLACE POLICY {identifier(POLICY)}\n"
            f"ON SCHEMA {identifier(catalog)}.{identifier(schema)}\n"
            "COMMENT 'Direct identifiers are shown to data stewards only.'\n"
            f"COLUMN MASK {function}\n"
            f"TO `account users` EXCEPT {exempt}\n"
            "FOR TABLES\n"
            f"MATCH COLUMNS has_tag_value({tag}, {value}) AS identifying\n"
            "ON COLUMN identifying"
        )
        made.append(Statement(f"schema {schema}: policy {POLICY}", sql))
    return made

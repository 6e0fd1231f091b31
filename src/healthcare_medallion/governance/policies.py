"""Column policies (attribute based): who is not exempt sees no direct identifier and no code of a sensitive row.

Policies rather than masks on columns: a mask in a table's definition parses on Databricks only, and one that is put
on afterwards may go with the next refresh. A policy follows the tag, so a new column is covered by its tag.
"""

from __future__ import annotations

from collections.abc import Iterable

from healthcare_medallion.governance.access import ROLES, unmasked
from healthcare_medallion.governance.statements import Statement
from healthcare_medallion.governance.text import identifier, literal
from healthcare_medallion.governance.wanted import COLUMN_TAG, TAG_VALUES
from healthcare_medallion.pipelines.shared.contract import DATA_ENG, OPS, Classification
from healthcare_medallion.pipelines.shared.sensitivity import HIDDEN, Sensitivity, code_pattern

POLICY = "hide_direct_identifiers"
FUNCTION = "hidden_text"
# What is hidden in a sensitive row, and the codes of the row that are looked at beside it.
CODES = {
    "diagnosis_code": ("procedure_code",),
    "procedure_code": ("diagnosis_code",),
    "event_type": (),
    "medical_provider": ("event_type",),
}
# Marts are views: they show what their tables show, to the one who asks. Safe Harbor tables have nothing to hide.
SCHEMAS = (DATA_ENG, OPS)


def policies(catalog: str, runner: str) -> list[Statement]:
    """Masks and policies per schema. ``runner`` is exempt: silver is computed from what it must see."""
    made = [
        _function(catalog, FUNCTION, ("cell",), "cell IS NOT NULL", "What is shown instead of a direct identifier.")
    ]
    for column, others in CODES.items():
        about = f"{column} of a row that tells of specially protected care, {', '.join(Sensitivity)}, is hidden."
        made.append(_function(catalog, f"hidden_{column}", ("cell", *others), _tells(column, others), about))
    direct = TAG_VALUES[Classification.DIRECT_IDENTIFIER]
    see_names = (*unmasked(Classification.DIRECT_IDENTIFIER), runner)
    see_codes = (*(group for group in ROLES if all(group in unmasked(one) for one in Sensitivity)), runner)
    for schema in SCHEMAS:
        about = "Direct identifiers are shown to data stewards only."
        made.append(_policy(catalog, schema, POLICY, FUNCTION, direct, (), see_names, about))
        for column, others in CODES.items():
            about = "Codes of specially protected care are shown to nobody: a workspace knows no purpose."
            name = f"hide_sensitive_{column}"
            made.append(_policy(catalog, schema, name, f"hidden_{column}", column, others, see_codes, about))
    return made


def _tells(column: str, others: Iterable[str]) -> str:
    looked_at = {"cell": column, **{other: other for other in others}}
    found = [
        f"coalesce(upper(replace(trim({name}), '.', '')) RLIKE {literal(code_pattern(code, frozenset(Sensitivity)))}, "
        "false)"
        for name, code in looked_at.items()
        if code != "medical_provider"
    ]
    return f"cell IS NOT NULL AND ({' OR '.join(found)})"


def _function(catalog: str, name: str, parameters: tuple[str, ...], hidden: str, about: str) -> Statement:
    return Statement(
        f"function {name}",
        f"CREATE OR REPLACE FUNCTION {_function_name(catalog, name)}"
        f"({', '.join(f'{parameter} STRING' for parameter in parameters)}) RETURNS STRING\n"
        f"COMMENT {literal(about)}\n"
        # Whether there is a text is known, its length is not.
        f"RETURN CASE WHEN {hidden} THEN {literal(HIDDEN)} ELSE cell END",
    )


def _function_name(catalog: str, name: str) -> str:
    return f"{identifier(catalog)}.{identifier(OPS)}.{identifier(name)}"


def _policy(
    catalog: str,
    schema: str,
    name: str,
    function: str,
    tagged: str,
    others: tuple[str, ...],
    exempt: Iterable[str],
    about: str,
) -> Statement:
    tag = literal(COLUMN_TAG)
    matched = [f"has_tag_value({tag}, {literal(tagged)}) AS identifying"]
    matched += [f"has_tag_value({tag}, {literal(other)}) AS {other}" for other in others]
    sql = (
        f"CREATE OR REPLACE POLICY {identifier(name)}\n"
        f"ON SCHEMA {identifier(catalog)}.{identifier(schema)}\n"
        f"COMMENT {literal(about)}\n"
        f"COLUMN MASK {_function_name(catalog, function)}\n"
        f"TO `account users` EXCEPT {', '.join(identifier(str(principal)) for principal in exempt)}\n"
        "FOR TABLES\n"
        f"MATCH COLUMNS {', '.join(matched)}\n"
        "ON COLUMN identifying"
    )
    if others:
        sql += f"\nUSING COLUMNS ({', '.join(others)})"
    return Statement(f"schema {schema}: policy {name}", sql)

"""Rules: one null-safe predicate each, from which text can be derived."""

from __future__ import annotations

import ibis
import pytest

from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.rules import Rule, Severity, broken, of_severity

RULES = (
    Rule("positive", lambda t: t.n > 0, "n is positive."),
    Rule("small", lambda t: t.n < 10, "n is small.", Severity.WARN),
    Rule("named", lambda t: t.name.notnull(), "There is a name.", waivable=False),
)
TABLE = ibis.table({"n": "int32", "name": "string"}, name="t")


def test_a_rule_quarantines_and_can_be_waived_unless_it_says_otherwise() -> None:
    assert [rule.severity for rule in RULES] == [Severity.QUARANTINE, Severity.WARN, Severity.QUARANTINE]
    assert [rule.waivable for rule in RULES] == [True, True, False]


def test_rules_are_picked_by_severity_in_their_order() -> None:
    assert [rule.name for rule in of_severity(RULES, Severity.QUARANTINE)] == ["positive", "named"]
    assert [rule.name for rule in of_severity(RULES, Severity.WARN)] == ["small"]
    assert of_severity(RULES, Severity.FAIL) == ()


@pytest.mark.parametrize("dialect", ["duckdb", "databricks"])
def test_null_counts_as_broken(dialect: str) -> None:
    text = str(ibis.to_sql(TABLE.select(holds=RULES[0].holds(TABLE)), dialect=dialect))
    assert "COALESCE" in text
    assert "FALSE" in text


def test_broken_rules_are_an_array_of_names() -> None:
    names = broken(TABLE, RULES)
    assert names.type() == ibis.dtype("array<string>")
    text = str(ibis.to_sql(TABLE.select(names=names), dialect="duckdb"))
    assert text.index("'positive'") < text.index("'small'") < text.index("'named'")


def test_rules_of_the_package_are_named_once_and_described(graph: Graph) -> None:
    judges = [d for d in graph if d.rules]
    assert len(judges) == 3, "one step judges the rows of one feed"
    for dataset in judges:
        names = [rule.name for rule in dataset.rules]
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() and name == name.lower() for name in names)
        assert all(rule.description.endswith(".") for rule in dataset.rules)


def test_the_count_of_broken_rows_can_be_asked_for_by_rule(graph: Graph) -> None:
    judge = next(d.name for d in graph if any(rule.name == "valid_age" for rule in d.rules))
    text = graph.broken_rows_sql(judge, "valid_age")
    assert judge in text
    assert "BETWEEN 18 AND 85" in text

"""Rules as a table: each with values that pass and values that fail, ``null`` among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from healthcare_medallion.pipelines.shared.rules import Rule
from tests.lib.tables import ROW_ID, Lakehouse, Row, bronze, cells, instant, records


@dataclass(frozen=True)
class Case:
    """One value of one column, and whether the rule holds for it."""

    rule: str
    column: str
    value: str | None
    holds: bool


def rule_cases(text: str) -> list[Case]:
    """Cases of a table ``rule | column | passes | fails``; values are parted by commas, ``null`` is null."""
    found = []
    for row in records(text):
        for heading, holds in (("passes", True), ("fails", False)):
            values = [None if v == "null" else v for v in cells(row[heading] or "", ",")] if row[heading] else []
            found += [Case(row["rule"], row["column"], value, holds) for value in values]
    return found


def verdicts(lakehouse: Lakehouse, feed: str, cases: Sequence[Case], **inputs: Any) -> dict[Case, Row]:
    """The fate of one row per case, all computed at once. Rows are told apart by the second they were taken at."""
    start = instant("2024-03-01T12:00:00")
    taken = {start.replace(minute=n // 60, second=n % 60): case for n, case in enumerate(cases)}
    key = ROW_ID[feed]
    rows = [
        {key: f"case-{n}", "_ingested_at": at, case.column: case.value} for n, (at, case) in enumerate(taken.items())
    ]
    judged = lakehouse.judge(feed, bronze(feed, rows), **inputs)
    return {taken[row["_ingested_at"]]: row for row in judged.fates.to_pylist()}


def check_rule(rule: Rule, cases: Sequence[Case], found: dict[Case, Row]) -> None:
    """Asserts that the rule holds, and is named as broken, exactly where its cases say so."""
    mine = [case for case in cases if case.rule == rule.name]
    named_in = "_warnings" if rule.severity == "warn" else "_failed_rules"
    wrong = [case for case in mine if (rule.name in (found[case][named_in] or [])) == case.holds]
    assert not wrong, f"{rule.name} judges these otherwise: {wrong}"


def check_coverage(rules: Sequence[Rule], cases: Sequence[Case], always: Sequence[str] = ()) -> None:
    """Asserts that every rule, and nothing else, has a passing, a failing and a null case."""
    assert {rule.name for rule in rules} == {case.rule for case in cases} | set(always)
    for rule in rules:
        mine = [case for case in cases if case.rule == rule.name]
        kinds = {"passing": any(c.holds for c in mine), "failing": any(not c.holds for c in mine)}
        kinds["null"] = any(c.value is None for c in mine)
        assert all(kinds.values()) or rule.name in always, f"{rule.name} lacks a case: {kinds}"

"""Rules: one null-safe predicate each, from which the split, the reasons, the metrics and the docs are derived."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.text import looks_like_ssn, separated


class Severity(StrEnum):
    """What a broken rule does to a row."""

    QUARANTINE = "quarantine"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Rule:
    """``predicate(table)`` is true for a good row; null counts as false.

    ``waivable`` is false where the tables behind would break without the rule (keys, foreign keys, dates that
    place a fact in history): no steward can release such a row.
    """

    name: str
    predicate: Callable[[ir.Table], ir.BooleanValue]
    description: str
    severity: Severity = Severity.QUARANTINE
    waivable: bool = True

    def holds(self, table: ir.Table) -> ir.BooleanValue:
        return ibis.coalesce(self.predicate(table), False)


def of_severity(rules: tuple[Rule, ...], severity: Severity) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.severity is severity)


def broken(table: ir.Table, rules: tuple[Rule, ...]) -> ir.ArrayValue:
    """Names of the broken rules in their order; null when none is.

    The array is only built for rows that need one: most rows break nothing, and arrays are costly.
    """
    holds = [rule.holds(table) for rule in rules]
    everything = holds[0]
    for one in holds[1:]:
        everything = everything & one
    names = [ibis.ifelse(one, ibis.null("string"), rule.name) for one, rule in zip(holds, rules, strict=True)]
    listed = ibis.array(names).filter(lambda name: name.notnull())
    return ibis.ifelse(everything, ibis.null("array<string>"), listed)


def no_identifier_in(*texts: str, ids: tuple[str, ...]) -> Rule:
    """A rule against social security numbers in free text and as ids: they must not pass beyond bronze."""

    def found(table: ir.Table) -> ir.BooleanValue:
        in_texts = (looks_like_ssn(table[name]) for name in texts)
        # Most ids have no separator, and looking for one is cheaper than the pattern.
        as_ids = (ibis.ifelse(separated(table[name]), looks_like_ssn(table[name]), False) for name in ids)
        return functools.reduce(operator.or_, (ibis.coalesce(one, False) for one in (*in_texts, *as_ids)))

    return Rule(
        "no_identifier_in_text",
        lambda table: ~found(table),
        f"Nothing shaped like a social security number stands in {', '.join((*texts, *ids))}.",
        waivable=False,
    )

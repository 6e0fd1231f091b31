"""When a medical event row is accepted or quarantined."""

# ruff: noqa: E501 - a table is as wide as its columns
from __future__ import annotations

import pytest

from healthcare_medallion.pipelines.shared.rules import Rule
from healthcare_medallion.pipelines.shared.vocabularies import EVENT_TYPES
from healthcare_medallion.pipelines.silver.silver_medical_events import RULES
from tests.lib.rule_cases import Case, check_coverage, check_rule, rule_cases, verdicts
from tests.lib.tables import Lakehouse, Row, expect

# Rows are taken at noon (UTC) of 1 March 2024.
CASES = rule_cases("""
    rule                   | column           | passes                                         | fails
    valid_event_id         | event_id         | E, E0001, ' E2 '                               | '', '   ', null
    valid_patient_id       | patient_id       | P0001, ' P0001 '                               | P1, ' P1   ', '', null
    known_patient          | patient_id       | P0001, ' P0001 '                               | P0002, p0001, '', null
    valid_event_date       | event_date       | 2024-02-29, 2024-03-01, 2024-03-02, 1900-01-01 | 2024-03-03, 2024-02-30, 2023-02-29, 1899-12-31, 2100-01-01
    valid_event_date       | event_date       | ' 2024-02-01 '                                 | 2024-02, tomorrow, infinity, '', ' ', null
    valid_event_type       | event_type       | wellness, OFFICE_VISIT, ' Surgery '            | office visit, visit, office-visit, '', ' ', null
    no_identifier_in_text  | medical_provider | Clinic 12-34, null, 555-123-4567               | 123-45-6789, 'Dr. X, ssn 123 45 6789', ٣ 123-45-6789
    no_identifier_in_text  | patient_id       | P-0001                                         | P123-45-6789
    no_identifier_in_text  | event_id         | E-0001                                         | E/123-45-6789
    valid_medical_provider | medical_provider | City Clinic, X, ' Dr. Ø ', 医院                | '', '   ', '\t', null
""")
CASES += [Case("valid_event_type", "event_type", name, True) for name in EVENT_TYPES]


@pytest.fixture(scope="module")
def found(lakehouse: Lakehouse) -> dict[Case, Row]:
    return verdicts(lakehouse, "medical_events", list(dict.fromkeys(CASES)))


def test_every_rule_has_a_passing_a_failing_and_a_null_case() -> None:
    """A rule without cases is not finished."""
    check_coverage(RULES, CASES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule(rule: Rule, found: dict[Case, Row]) -> None:
    """Each rule holds for the values that pass, and names itself for all others, null included."""
    check_rule(rule, CASES, found)


def test_only_rows_that_break_nothing_are_accepted(found: dict[Case, Row]) -> None:
    """Every rule on events quarantines; there are no warnings."""
    for case, row in found.items():
        assert row["_fate"] == ("quarantined" if row["_failed_rules"] else "accepted"), case
        assert row["_warnings"] is None, case


def test_broken_rules_are_listed_in_contract_order(lakehouse: Lakehouse) -> None:
    """Quarantine lists every broken rule, in the order in which the rules are written."""
    judged = lakehouse.judge(
        "medical_events",
        """
        event_id | patient_id | event_date | event_type | medical_provider
        E1       | P2         | never      | party      |
        E2       | P0001      | 2024-02-01 | party      | ' '
        E3       | P0009      | 2024-02-30 | surgery    | X
        """,
    )
    expect(
        judged.quarantine,
        """
        event_id | _failed_rules
        E1       | valid_patient_id, known_patient, valid_event_date, valid_event_type, valid_medical_provider
        E2       | valid_event_type, valid_medical_provider
        E3       | known_patient, valid_event_date
        """,
    )
    expect(judged.silver, "event_id")

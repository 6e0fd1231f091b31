"""When a claim row is accepted or quarantined."""

# ruff: noqa: E501, RUF001 - a table is as wide as its columns; letters that look alike are the point
from __future__ import annotations

import pytest

from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.rules import Rule
from healthcare_medallion.pipelines.shared.settings import Bounds, Outliers, PipelineSettings
from healthcare_medallion.pipelines.silver.silver_claims import RULES
from tests.lib.rule_cases import Case, check_coverage, check_rule, rule_cases, verdicts
from tests.lib.tables import Lakehouse, Row, expect, silver

# Rows are taken at noon (UTC) of 1 March 2024.
CASES = rule_cases("""
    rule                 | column         | passes                                               | fails
    valid_claim_id       | claim_id       | C, C0001, ' C2 '                                     | '', '   ', null
    valid_patient_id     | patient_id     | P0001, ' P0001 '                                     | P1, ' P1   ', '', null
    known_patient        | patient_id     | P0001, ' P0001 '                                     | P0002, p0001, P00011, '', null
    valid_claim_amount   | claim_amount   | 0.01, 100.5, 9999999999.99                         | 0, -0.0, -100, 1e10, 1e300, null
    valid_claim_date     | claim_date     | 2024-02-29, 2024-03-01, 2024-03-02, 1900-01-01       | 2024-03-03, 2099-12-31, 2024-02-30, 2023-02-29, 1899-12-31
    valid_claim_date     | claim_date     | ' 2024-02-01 '                                       | 2024-02-01T00:00:00, 02/01/2024, 20240201, 2024-2-1, '', ' ', null
    valid_diagnosis_code | diagnosis_code | E11.9, I10, U07.1, QA0, QA0.0141, C7A.00, S72.001A   | I1, E11., E119, E11.99999, 111, E1.9, EE1, '', ' ', null
    valid_diagnosis_code | diagnosis_code | e11.9, ' E11.9 ', M1A.0, T36.0X1A, E11.Z             | E11.9., E11-9, É11.9, Ｅ11.9, E١١, 'E11.9\u00a0'
    valid_procedure_code | procedure_code | 99213, 0001F, 0001U, 0001T, 0001M, G0008, V5020      | 9921, 992133, 99213X, F0001F, W0008, ٩٩٢١٣, '', ' ', null
    valid_procedure_code | procedure_code | 0001f, ' g0008 ', A0428, 00100                       | 99213-25, 9921A, 0001 F, Á0428
    no_identifier_in_text | diagnosis_code | E11.9, null, 123456789                              | 123-45-6789, 'E11.9 123 45 6789'
    no_identifier_in_text | procedure_code | 99213, null                                          | 99213 123-45-6789
    no_identifier_in_text | claim_id       | C-0001, 2024-03-01-17, 123456789                     | 123-45-6789, C123-45-6789, 123 45 6789X
    valid_claim_status   | claim_status   | submitted, denied, approved, paid, PAID, ' Denied '  | pending, pay, 'paid.', '', ' ', null
""")
# The compiled search may not be anchored at line ends: `$` also matches before a final line break on some engines.
CASES += [
    Case("valid_diagnosis_code", "diagnosis_code", "E11.9\nE11.9", False),
    Case("valid_procedure_code", "procedure_code", "99213\n99213", False),
    Case("valid_claim_date", "claim_date", "2024-02-01\n2024-02-01", False),
    Case("valid_diagnosis_code", "diagnosis_code", "E11.9\u0085", False),
    Case("valid_procedure_code", "procedure_code", "99213\u2028", False),
]


@pytest.fixture(scope="module")
def found(lakehouse: Lakehouse) -> dict[Case, Row]:
    return verdicts(lakehouse, "claims", CASES)


def test_every_rule_has_a_passing_a_failing_and_a_null_case() -> None:
    """A rule without cases is not finished."""
    check_coverage(RULES, CASES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule(rule: Rule, found: dict[Case, Row]) -> None:
    """Each rule holds for the values that pass, and names itself for all others, null included."""
    check_rule(rule, CASES, found)


def test_only_rows_that_break_nothing_are_accepted(found: dict[Case, Row]) -> None:
    """Every rule on claims quarantines; there are no warnings."""
    for case, row in found.items():
        assert row["_fate"] == ("quarantined" if row["_failed_rules"] else "accepted"), case
        assert row["_warnings"] is None, case


def test_broken_rules_are_listed_in_contract_order(lakehouse: Lakehouse) -> None:
    """Quarantine lists every broken rule, in the order in which the rules are written."""
    judged = lakehouse.judge(
        "claims",
        """
        claim_id | patient_id | claim_amount | claim_date | diagnosis_code | procedure_code | claim_status
        C1       | P2         | 0            | never      | I1             | 9              | lost
        C2       | P0001      | -1           | 2024-02-01 | E11.9          | 9              | paid
        C3       | P0009      | 1            | 2024-02-30 | E11.9          | 99213          | paid
        """,
    )
    expect(
        judged.quarantine,
        """
        claim_id | _failed_rules
        C1       | valid_patient_id, known_patient, valid_claim_amount, valid_claim_date, valid_diagnosis_code, valid_procedure_code, valid_claim_status
        C2       | valid_claim_amount, valid_procedure_code
        C3       | known_patient, valid_claim_date
        """,
    )
    expect(judged.silver, "claim_id")


def test_the_latest_date_hangs_on_the_rows_own_ingestion(lakehouse: Lakehouse) -> None:
    """A claim may be dated one day after its own row was taken, by UTC: never compared with a clock."""
    judged = lakehouse.judge(
        "claims",
        """
        claim_id | claim_date | _ingested_at
        C1       | 2024-03-02 | 2024-03-01T00:00:00
        C2       | 2024-03-03 | 2024-03-01T23:59:59.999999
        C3       | 2024-03-03 | 2024-03-02T00:00:00
        C4       | 2024-03-01 | 2024-02-29T00:00:00
        C5       | 2024-03-02 | 2024-02-29T00:00:00
        C6       | 2024-01-01 | 2023-12-31T12:00:00
        C7       | 2099-12-31 | 2099-12-31T12:00:00
        """,
    )
    expect(judged.silver, "claim_id\nC1\nC3\nC4\nC6\nC7")
    expect(judged.quarantine, "claim_id | _failed_rules\nC2 | valid_claim_date\nC5 | valid_claim_date")


def test_settings_move_the_latest_date_and_the_bounds(lakehouse: Lakehouse) -> None:
    """How far ahead a claim may be dated, and what counts as an outlier, are settings."""
    bounds = Outliers(claim_amount=Bounds(low=1, high=2))
    graph = build_graph(PipelineSettings(future_days=0, outliers=bounds))
    judged = Lakehouse(lakehouse.engine, graph).judge(
        "claims",
        """
        claim_id | claim_date | claim_amount
        C1       | 2024-03-01 | 1
        C2       | 2024-03-02 | 2
        C3       | 2024-03-01 | 2
        C4       | 2024-03-01 | 2.01
        C5       | 2024-03-01 | 0.99
        """,
    )
    expect(
        judged.silver,
        """
        claim_id | is_amount_outlier
        C1       | false
        C3       | false
        C4       | true
        C5       | true
        """,
    )
    expect(judged.quarantine, "claim_id | _failed_rules\nC2 | valid_claim_date")


def test_a_patient_with_many_versions_does_not_multiply_claims(lakehouse: Lakehouse) -> None:
    """Knowing a patient is a yes or a no: several versions give one row per claim."""
    patients = silver("patients", "patient_id | timestamp\nP0001 | 2023-01-01\nP0001 | 2024-01-01\nP0002 | 2024-01-01")
    judged = lakehouse.judge("claims", "claim_id\nC1", silver_patients=patients)
    expect(judged.silver, "claim_id\nC1")

"""When a patient row is accepted, accepted with a warning, or quarantined."""

# ruff: noqa: E501 - a table is as wide as its columns
from __future__ import annotations

import pytest

from healthcare_medallion.pipelines.shared.rules import Rule, Severity
from healthcare_medallion.pipelines.silver.silver_patients import RULES
from tests.lib.rule_cases import Case, check_coverage, check_rule, rule_cases, verdicts
from tests.lib.tables import Lakehouse, Row, expect

CASES = rule_cases("""
    rule                 | column              | passes                                             | fails
    valid_patient_id     | patient_id          | P0001, ' P0002 ', Müller                           | P001, ' P001  ', '    ', '', null
    valid_age            | age                 | 18, 50, 80, 81, 85                                 | 17, 86, 0, -1, 2147483647, null
    valid_sex            | sex                 | MALE, FEMALE, male, ' Female '                     | M, OTHER, 'MALE.', MALÉ, '', ' ', null
    valid_region         | region              | NORTHEAST, NORTHWEST, SOUTHEAST, SOUTHWEST, ' southwest' | NORTH, NORTH EAST, '', null
    valid_bmi            | bmi                 | 16, 16.0001, 24.5, 50                              | 15.99, 50.01, 0, -20, 1e300, null
    valid_smoker         | smoker              | true, false                                        | null
    valid_children       | children            | 0, 1, 10, 11, 2147483647                           | -1, -2147483648, null
    valid_charges        | charges             | 0.01, 1e-300, 8500.25, 9999999999.99             | 0, -0.0, -0.01, 1e10, 1e300, null
    valid_timestamp      | timestamp           | 2024-01-01T00:00:00Z, ' 2024-01-01 00:00 '         | 2024-01-01, 2024, yesterday, '', ' ', null
    valid_timestamp      | timestamp           | 2024-02-29T23:59:59.999999+14:00, 2024-01-01T10:00 | 2024-02-30T00:00:00Z, 2023-02-29T00:00:00Z
    valid_timestamp      | timestamp           | 1900-01-01T00:00:00Z, 2099-12-31T23:59:59Z         | 1899-12-31T23:59:59Z, 2100-01-01T00:00:00Z
    valid_timestamp      | timestamp           | 2024-01-01T10:00:00-05:00                          | 2024-01-01T24:00:00Z, 2024-01-01T10, 10:00:00
    valid_timestamp      | timestamp           | 2024-01-01T10:00Z, 2024-01-01T10:00+02:00          | 2024-01-01T10:00:00+15:00, 2024-01-01T10:00:00+99:99
    valid_timestamp      | timestamp           | 2024-01-01T10:00:00+14:00, 2024-01-01T10:00:00-12:00 | 2024-01-01T10:00:00+05:60, 2024-01-01T10:00:00+0100
    valid_timestamp      | timestamp           | 2024-01-01 10:00:00.123456                         | 2024-01-01T10:00:00.1234567, 2024-02-30T10:00Z
    valid_timestamp      | timestamp           | 2024-01-01T10:00:00.1Z                             | 2024-01-01T10:00:00 UTC, 2024-01-01T10:00:60Z, epoch, infinity
    no_identifier_in_text | insurance_plan     | GOLD, null, 123456789, 123-456-789, 1123-45-6789, 123-45-67890 | 123-45-6789, 123 45 6789, 'plan of 123-45-6789.'
    complete_name        | first_name          | Ann, ' ann ', Zoë, 李                              | '', '   ', null
    complete_name        | last_name           | Lee, O'Neil                                        | '', '   ', null
    valid_coverage_date  | coverage_start_date | 2023-01-01, ' 2024-02-29 ', 1900-01-01, 2099-12-31 | 2024-02-30, 2023-02-29, 1899-12-31, 2100-01-01, null
    valid_coverage_date  | coverage_start_date | 2000-02-29                                         | 1900-02-29, 2024/01/15, 24-01-15, 2024-1-5, 2024-01, '', epoch
    valid_insurance_plan | insurance_plan      | BRONZE, SILVER, GOLD, PLATINUM, HMO, PPO, ' gold ' | GOLDEN, NONE, '', ' ', null
    reasonable_age       | age                 | 18, 80                                             | 17, 81, 85, null
    reasonable_bmi       | bmi                 | 18, 24.5, 40                                       | 16, 17.99, 40.01, 50, null
    reasonable_children  | children            | 0, 10, -1                                          | 11, null
""")


@pytest.fixture(scope="module")
def found(lakehouse: Lakehouse) -> dict[Case, Row]:
    return verdicts(lakehouse, "patients", CASES)


def test_every_rule_has_a_passing_a_failing_and_a_null_case() -> None:
    """A rule without cases is not finished."""
    check_coverage(RULES, CASES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule(rule: Rule, found: dict[Case, Row]) -> None:
    """Each rule holds for the values that pass, and names itself for all others, null included."""
    check_rule(rule, CASES, found)


def test_severity_decides_the_fate(found: dict[Case, Row]) -> None:
    """A broken rule of severity quarantine takes the row out of silver; a broken warning leaves it there."""
    warns = {rule.name for rule in RULES if rule.severity is Severity.WARN}
    for case, row in found.items():
        if row["_failed_rules"]:
            assert row["_fate"] == "quarantined", case
            assert not warns & set(row["_failed_rules"]), case
        else:
            assert row["_fate"] == "accepted", case
            assert row["_failed_rules"] is None, case


def test_broken_rules_are_listed_in_contract_order(lakehouse: Lakehouse) -> None:
    """Quarantine lists every broken rule, in the order in which the rules are written."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id | age | sex  | region | bmi  | smoker | children | charges | timestamp
        P0001      | 17  | X    | NORTH  | 15.9 |        | -1       | 0       | never
        P2         | 45  | MALE |        | 20   | true   | 0        | 100     | 2024-01-01T00:00:00Z
        P0003      |     | MALE |        | 60   | true   | 0        | 100     | 2024-01-01T00:00:00Z
        P0004      | 45  | MALE |        | 20   | true   | 0        | -5      |
        """,
    )
    expect(
        judged.quarantine,
        """
        patient_id | _failed_rules
        P0001      | valid_age, valid_sex, valid_region, valid_bmi, valid_smoker, valid_children, valid_charges, valid_timestamp
        P2         | valid_patient_id, valid_region
        P0003      | valid_age, valid_region, valid_bmi
        P0004      | valid_region, valid_charges, valid_timestamp
        """,
    )
    expect(judged.silver, "patient_id")


def test_warnings_stay_with_the_accepted_row(lakehouse: Lakehouse) -> None:
    """A warned row is in silver, its warnings listed in order; a row without any has null there."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id | first_name | coverage_start_date | insurance_plan | age | bmi  | children
        P0001      | Ann        | 2023-01-01          | GOLD           | 45  | 24.5 | 2
        P0002      |            | soon                | WOOD           | 85  | 50   | 11
        P0003      | Ann        | 2023-01-01          |                | 45  | 17.5 | 2
        """,
    )
    expect(
        judged.silver,
        """
        patient_id | coverage_start_date | insurance_plan | _warnings
        P0001      | 2023-01-01          | GOLD           |
        P0002      |                     | WOOD           | complete_name, valid_coverage_date, valid_insurance_plan, reasonable_age, reasonable_bmi, reasonable_children
        P0003      | 2023-01-01          |                | valid_insurance_plan, reasonable_bmi
        """,
    )
    expect(judged.quarantine, "patient_id")


def test_outliers_are_flagged_against_pinned_bounds(lakehouse: Lakehouse) -> None:
    """A flag compares with bounds from the settings (both inclusive), and never takes a row out."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id | bmi   | charges
        P0001      | 17    | 1000
        P0002      | 16.99 | 999.99
        P0003      | 47    | 50000
        P0004      | 47.01 | 50000.01
        """,
    )
    expect(
        judged.silver,
        """
        patient_id | is_bmi_outlier | is_charges_outlier
        P0001      | false          | false
        P0002      | true           | true
        P0003      | false          | false
        P0004      | true           | true
        """,
    )

"""The views for business use: who the members are, what they use, what drives their charges."""

# ruff: noqa: E501 - a table is as wide as its columns
from __future__ import annotations

import pyarrow as pa
import pytest

from tests.lib.tables import Lakehouse, expect, silver

PATIENTS = """
    patient_id | timestamp  | coverage_start_date | region    | insurance_plan | sex    | age | bmi  | smoker | children | charges
    P0001      | 2023-01-15 | 2023-01-10          | NORTHEAST | GOLD           | FEMALE | 40  | 20   | true   | 1        | 0.1
    P0001      | 2023-03-20 | 2023-01-10          | NORTHEAST | SILVER         | FEMALE | 41  | 20.5 | true   | 1        | 0.1
    P0002      | 2023-01-20 | 2023-01-10          | NORTHEAST | SILVER         | FEMALE | 30  | 20   | false  | 2        | 0.2
    P0003      | 2023-01-20 |                     | NORTHEAST | SILVER         | FEMALE | 44  | 24   |        | 0        | 0.7
    P0004      | 2023-02-10 | 2023-02-10          |           |                |        |     |      |        |          | 100
"""


@pytest.fixture(scope="module")
def dimension(lakehouse: Lakehouse) -> pa.Table:
    return lakehouse.compute("dim_patients", silver_patients=silver("patients", PATIENTS))


def test_members_as_they_are_today(dimension: pa.Table, lakehouse: Lakehouse) -> None:
    """Only current versions count; a mean or share is over the members whose value is known."""
    expect(
        lakehouse.compute("patient_demographics_summary", dim_patients=dimension),
        """
        region    | sex     | age_band | insurance_plan | members | average_age | average_bmi | average_children | average_charges | smoker_share
        NORTHEAST | FEMALE  | 30-44    | SILVER         | 3       | 38.333333   | 21.5        | 1                | 0.333333        | 0.5
        unknown   | unknown | unknown  | unknown        | 1       |             |             |                  | 100             |
        """,
    )


def test_charges_by_risk_factor(dimension: pa.Table, lakehouse: Lakehouse) -> None:
    """Charges of current members, summed as whole cents."""
    expect(
        lakehouse.compute("charges_by_risk_factor", dim_patients=dimension),
        """
        smoking    | bmi_band | age_band | members | total_charges | average_charges | greatest_charges
        smoker     | normal   | 30-44    | 1       | 0.1           | 0.1             | 0.1
        non-smoker | normal   | 30-44    | 1       | 0.2           | 0.2             | 0.2
        unknown    | normal   | 30-44    | 1       | 0.7           | 0.7             | 0.7
        unknown    | unknown  | unknown  | 1       | 100           | 100             | 100
        """,
    )


def test_utilisation_by_month(dimension: pa.Table, lakehouse: Lakehouse) -> None:
    """A member counts in the group that holds at the month's end; claims and events count in the group of their day."""
    claims = silver(
        "claims",
        """
        claim_id | patient_id | claim_date | claim_amount | claim_status
        C1       | P0001      | 2023-02-01 | 0.1          | paid
        C2       | P0001      | 2023-02-28 | 0.2          | denied
        C3       | P0001      | 2023-03-10 | 10           | submitted
        C4       | P0001      | 2023-03-20 | 30           | approved
        C5       | P0002      | 2022-12-31 | 5            | paid
        """,
    )
    events = silver(
        "medical_events", "event_id | patient_id | event_date\nE1 | P0002 | 2023-03-01\nE2 | P0003 | 2023-03-31"
    )
    facts = lakehouse.compute("fact_claims", silver_claims=claims, dim_patients=dimension)
    visits = lakehouse.compute("fact_medical_events", silver_medical_events=events, dim_patients=dimension)
    mart = lakehouse.compute(
        "insurance_utilisation", dim_patients=dimension, fact_claims=facts, fact_medical_events=visits
    )
    expect(
        mart,
        """
        month      | insurance_plan | region    | age_band | members | claims | events | claim_amount_total | claims_per_1000_members | events_per_1000_members | cost_per_member_per_month | paid_share | denied_share | pending_share
        2022-12-01 | SILVER         | NORTHEAST | 30-44    | 0       | 1      | 0      | 5                  |                         |                         |                           | 1          | 0            | 0
        2023-01-01 | GOLD           | NORTHEAST | 30-44    | 1       | 0      | 0      | 0                  | 0                       | 0                       | 0                         |            |              |
        2023-01-01 | SILVER         | NORTHEAST | 30-44    | 2       | 0      | 0      | 0                  | 0                       | 0                       | 0                         |            |              |
        2023-02-01 | GOLD           | NORTHEAST | 30-44    | 1       | 2      | 0      | 0.3                | 2000                    | 0                       | 0.3                       | 0.5        | 0.5          | 0
        2023-02-01 | SILVER         | NORTHEAST | 30-44    | 2       | 0      | 0      | 0                  | 0                       | 0                       | 0                         |            |              |
        2023-02-01 | unknown        | unknown   | unknown  | 1       | 0      | 0      | 0                  | 0                       | 0                       | 0                         |            |              |
        2023-03-01 | GOLD           | NORTHEAST | 30-44    | 0       | 1      | 0      | 10                 |                         |                         |                           | 0          | 0            | 1
        2023-03-01 | SILVER         | NORTHEAST | 30-44    | 3       | 1      | 2      | 30                 | 333.333333              | 666.666667              | 10                        | 0          | 0            | 1
        2023-03-01 | unknown        | unknown   | unknown  | 1       | 0      | 0      | 0                  | 0                       | 0                       | 0                         |            |              |
        """,
    )

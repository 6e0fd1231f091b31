"""The patient dimension: what was true when, and what is known of the patient by now."""

# ruff: noqa: E501 - a table is as wide as its columns
from __future__ import annotations

import hashlib
from datetime import datetime

from tests.lib.tables import Lakehouse, expect, silver


def test_each_version_is_valid_until_the_next(lakehouse: Lakehouse) -> None:
    """SCD type 2: intervals are half-open and leave no gap; the last version is current and has no end."""
    versions = silver(
        "patients",
        """
        patient_id | timestamp                  | region    | _ingested_at
        P0001      | 2024-03-01T00:00:00        | SOUTHEAST | 2024-03-01
        P0001      | 2023-01-01T00:00:00        | NORTHEAST | 2024-03-03
        P0001      | 2023-06-01T08:30:00.000001 | NORTHWEST | 2024-03-02
        P0002      | 2023-01-01T00:00:00        | NORTHEAST | 2024-03-01
        """,
    )
    expect(
        lakehouse.compute("dim_patients", silver_patients=versions),
        """
        patient_id | version | effective_from             | effective_to               | is_current | region
        P0001      | 1       | 2023-01-01T00:00:00        | 2023-06-01T08:30:00.000001 | false      | NORTHEAST
        P0001      | 2       | 2023-06-01T08:30:00.000001 | 2024-03-01T00:00:00        | false      | NORTHWEST
        P0001      | 3       | 2024-03-01T00:00:00        |                            | true       | SOUTHEAST
        P0002      | 1       | 2023-01-01T00:00:00        |                            | true       | NORTHEAST
        """,
    )


def test_versions_that_change_nothing_are_kept(lakehouse: Lakehouse) -> None:
    """Each row stays traceable to the silver row it came from, even where two versions say the same."""
    versions = silver("patients", "patient_id | timestamp\nP0001 | 2023-01-01\nP0001 | 2023-02-01\nP0001 | 2023-03-01")
    expect(
        lakehouse.compute("dim_patients", silver_patients=versions),
        """
        version | effective_from | effective_to | is_current
        1       | 2023-01-01     | 2023-02-01   | false
        2       | 2023-02-01     | 2023-03-01   | false
        3       | 2023-03-01     |              | true
        """,
    )


def test_versions_are_ordered_by_instant_whatever_offset_they_came_with(lakehouse: Lakehouse) -> None:
    """09:00 in Tokyo comes before 02:00 in London; both are kept in UTC."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id | timestamp                 | region
        P0001      | 2024-01-01T02:00:00+00:00 | SOUTHEAST
        P0001      | 2024-01-01T09:00:00+09:00 | NORTHEAST
        P0001      | 2023-12-31T23:30:00-02:00 | NORTHWEST
        """,
    )
    expect(
        lakehouse.compute("dim_patients", silver_patients=judged.silver),
        """
        version | effective_from      | effective_to        | region
        1       | 2024-01-01T00:00:00 | 2024-01-01T01:30:00 | NORTHEAST
        2       | 2024-01-01T01:30:00 | 2024-01-01T02:00:00 | NORTHWEST
        3       | 2024-01-01T02:00:00 |                     | SOUTHEAST
        """,
    )


def test_the_surrogate_key_can_be_recomputed_anywhere(lakehouse: Lakehouse) -> None:
    """``patient_key`` is SHA-256 over patient and instant, each part with its length: Python's hashlib agrees."""
    versions = silver(
        "patients",
        """
        patient_id | timestamp
        P0001      | 2024-01-01T00:00:00
        P0001      | 2024-01-01T00:00:00.000001
        P0001      | 1999-12-31T23:59:59.999999
        P-Zoë-🦊   | 2024-02-29T12:34:56.7
        P-e\u0301  | 2024-02-29T12:34:56.78
        12:P0001   | 2099-12-31T00:00:00
        O'Neil     | 1900-01-01T00:00:00
        """,
    )
    dimension = lakehouse.compute("dim_patients", silver_patients=versions).to_pylist()
    assert len({row["patient_key"] for row in dimension}) == 7
    for row in dimension:
        assert row["patient_key"] == key_of(row["patient_id"], row["effective_from"])


def key_of(patient_id: str, since: datetime) -> str:
    """The surrogate key in plain Python."""
    text = since.strftime("%Y-%m-%d %H:%M:%S.%f")
    return hashlib.sha256(f"{len(patient_id)}:{patient_id}{len(text)}:{text}".encode()).hexdigest()


def test_roll_ups_stand_on_the_current_version_only(lakehouse: Lakehouse) -> None:
    """Claims and events so far: zero where there are none, null on versions of the past."""
    dimension = lakehouse.compute(
        "dim_patients",
        silver_patients=silver(
            "patients", "patient_id | timestamp\nP0001 | 2023-01-01\nP0001 | 2024-01-01\nP0002 | 2024-01-01"
        ),
        silver_claims=silver(
            "claims",
            """
            claim_id | patient_id | claim_amount | claim_status | claim_date
            C1       | P0001      | 0.1          | paid         | 2023-05-01
            C2       | P0001      | 0.2          | denied       | 2024-02-01
            C3       | P0001      | 0.7          | paid         | 2022-05-01
            """,
        ),
        silver_medical_events=silver(
            "medical_events",
            "event_id | patient_id | event_date\nE1 | P0001 | 2023-05-01\nE2 | P0001 | 2023-06-01",
        ),
    )
    expect(
        dimension,
        """
        patient_id | version | claim_count | claim_amount_total | paid_amount_total | last_claim_date | event_count | last_event_date
        P0001      | 1       |             |                    |                   |                 |             |
        P0001      | 2       | 3           | 1.0                | 0.8               | 2024-02-01      | 2           | 2023-06-01
        P0002      | 1       | 0           | 0                  | 0                 |                 | 0           |
        """,
    )


def test_totals_are_exact(lakehouse: Lakehouse) -> None:
    """Amounts are added as whole cents: a thousand times 0.1 is 100, next to an amount of nearly 10^10 as well."""
    rows = [{"claim_id": f"C{n}", "claim_amount": 0.1, "claim_status": "paid"} for n in range(1000)]
    rows += [{"claim_id": "large", "claim_amount": 999_999_999_999.99, "claim_status": "submitted"}]
    dimension = lakehouse.compute(
        "dim_patients", silver_patients=silver("patients", "patient_id\nP0001"), silver_claims=silver("claims", rows)
    )
    expect(dimension, "claim_count | claim_amount_total | paid_amount_total\n1001 | 1000000000099.99 | 100.0")


def test_bands(lakehouse: Lakehouse) -> None:
    """Age and BMI also come as bands; their edges belong to the band that starts there."""
    dimension = lakehouse.compute(
        "dim_patients",
        silver_patients=silver(
            "patients",
            """
            patient_id | age | bmi
            P0001      | 18  | 16
            P0002      | 29  | 18.49
            P0003      | 30  | 18.5
            P0004      | 44  | 24.99
            P0005      | 45  | 25
            P0006      | 64  | 29.99
            P0007      | 65  | 30
            P0008      | 85  | 50
            P0009      |     |
            P0010      | 17  | 60
            """,
        ),
    )
    expect(
        dimension,
        """
        patient_id | age_band | bmi_band
        P0001      | 18-29    | underweight
        P0002      | 18-29    | underweight
        P0003      | 30-44    | normal
        P0004      | 30-44    | normal
        P0005      | 45-64    | overweight
        P0006      | 45-64    | overweight
        P0007      | 65+      | obese
        P0008      | 65+      | obese
        P0009      | unknown  | unknown
        P0010      | unknown  | obese
        """,
    )

"""The facts: one row per claim and event, each with the patient version of its day and its place in a series."""

# ruff: noqa: E501 - a table is as wide as its columns
from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random

import pytest

from tests.lib.tables import Lakehouse, by, expect, silver

VERSIONS = """
    patient_id | timestamp
    P0001      | 2023-01-10T09:00:00
    P0001      | 2023-06-15T00:00:00
    P0001      | 2023-06-15T08:00:00
    P0001      | 2023-06-15T23:59:59.999999
    P0001      | 2023-06-16T00:00:00
    P0001      | 2024-01-01T12:00:00
    P0002      | 2023-06-15T12:00:00
"""
# Day of a fact to the version that it must find.
DAYS = {
    "1900-01-01": 1,
    "2023-01-09": 1,
    "2023-01-10": 1,
    "2023-01-11": 1,
    "2023-06-14": 1,
    "2023-06-15": 4,
    "2023-06-16": 5,
    "2023-12-31": 5,
    "2024-01-01": 6,
    "2024-01-02": 6,
    "2099-12-31": 6,
}
FACTS = {
    "claims": ("fact_claims", "claim_id", "claim_date"),
    "medical_events": ("fact_medical_events", "event_id", "event_date"),
}


@pytest.mark.parametrize("feed", FACTS)
def test_a_fact_belongs_to_the_last_version_that_began_before_the_end_of_its_day(
    feed: str, lakehouse: Lakehouse
) -> None:
    """Also on the day of a change, on a day of several changes, and before the first version (which takes it)."""
    fact, key, day = FACTS[feed]
    patients = silver("patients", VERSIONS)
    rows = [{key: on, "patient_id": "P0001", day: on} for on in DAYS]
    rows += [{key: "other", "patient_id": "P0002", day: "2023-01-10"}]
    dimension = lakehouse.compute("dim_patients", silver_patients=patients)
    facts = lakehouse.compute(fact, dim_patients=dimension, **{f"silver_{feed}": silver(feed, rows)})
    version_of = by(dimension, "patient_key", "patient_id", "version")
    found = {name: version_of[patient_key] for name, patient_key in by(facts, key, "patient_key").items()}
    assert found == {**{on: ("P0001", version) for on, version in DAYS.items()}, "other": ("P0002", 1)}


@pytest.mark.parametrize("feed", FACTS)
def test_there_is_one_fact_per_silver_row(feed: str, lakehouse: Lakehouse) -> None:
    """However many versions a patient has, no fact is lost and none is doubled."""
    fact, key, day = FACTS[feed]
    random = Random(f"facts {feed}")
    start = date(2023, 1, 1)
    versions = {(f"P{p:04}", start + timedelta(days=random.randrange(60))) for p in range(5) for _ in range(20)}
    patients = silver("patients", [{"patient_id": p, "timestamp": f"{d.isoformat()}T07:00:00"} for p, d in versions])
    rows = [
        {
            key: f"F{n}",
            "patient_id": f"P{random.randrange(5):04}",
            day: start + timedelta(days=random.randrange(-5, 65)),
        }
        for n in range(300)
    ]
    facts = lakehouse.compute(fact, silver_patients=patients, **{f"silver_{feed}": silver(feed, rows)})
    assert sorted(facts[key].to_pylist()) == sorted(row[key] for row in rows)
    assert facts["patient_key"].null_count == 0


def test_the_place_of_a_claim_among_its_patients_claims(lakehouse: Lakehouse) -> None:
    """Numbered by date, then claim_id; with the total up to it and the days since the one before."""
    claims = silver(
        "claims",
        """
        claim_id | patient_id | claim_date | claim_amount | is_amount_outlier | claim_status
        C3       | P0001      | 2024-02-01 | 0.1          | false             | paid
        C10      | P0001      | 2024-02-01 | 0.2          | false             | paid
        C1       | P0001      | 2024-03-01 | 0.7          | true              | denied
        C4       | P0001      | 2023-12-31 | 10           | false             | paid
        C2       | P0002      | 2024-03-01 | 5            | false             | paid
        """,
    )
    facts = lakehouse.compute(
        "fact_claims", silver_claims=claims, silver_patients=silver("patients", "patient_id\nP0001\nP0002")
    )
    expect(
        facts,
        """
        claim_id | claim_sequence | claim_amount_running_total | days_since_previous_claim | is_amount_outlier | claim_status
        C4       | 1              | 10                         |                           | false             | paid
        C10      | 2              | 10.2                       | 32                        | false             | paid
        C3       | 3              | 10.3                       | 0                         | false             | paid
        C1       | 4              | 11.0                       | 29                        | true              | denied
        C2       | 1              | 5                          |                           | false             | paid
        """,
    )


def test_the_running_total_is_exact(lakehouse: Lakehouse) -> None:
    """It equals the sum in decimal at every claim, for amounts that binary fractions cannot hold."""
    random = Random("running total")
    amounts = [Decimal("0.10"), Decimal("0.20"), Decimal("0.70")] * 50
    amounts += [Decimal(random.randrange(1, 10**7)).scaleb(-2) for _ in range(250)]
    amounts += [Decimal("9999999999.99"), Decimal("0.01"), Decimal("123456789.35")]
    rows = [
        {"claim_id": f"C{n:04}", "claim_amount": float(a), "claim_date": "2024-02-01"} for n, a in enumerate(amounts)
    ]
    random.shuffle(rows)
    facts = lakehouse.compute(
        "fact_claims", silver_claims=silver("claims", rows), silver_patients=silver("patients", "patient_id\nP0001")
    )
    found = by(facts, "claim_id", "claim_amount_running_total")
    assert found == {f"C{n:04}": float(total) for n, total in enumerate(accumulate(amounts))}


def test_the_place_of_an_event_among_its_patients_events(lakehouse: Lakehouse) -> None:
    """Numbered by date, then event_id, with the days since the one before (over a leap day and a change of year)."""
    events = silver(
        "medical_events",
        """
        event_id | patient_id | event_date | event_type | medical_provider
        E2       | P0001      | 2024-02-28 | surgery    | Clinic
        E1       | P0001      | 2024-02-28 | imaging    |
        E3       | P0001      | 2024-03-01 | wellness   | Clinic
        E4       | P0001      | 2023-12-31 | wellness   | Clinic
        E5       | P0002      | 2024-03-01 | wellness   | Clinic
        """,
    )
    facts = lakehouse.compute(
        "fact_medical_events",
        silver_medical_events=events,
        silver_patients=silver("patients", "patient_id\nP0001\nP0002"),
    )
    expect(
        facts,
        """
        event_id | event_sequence | days_since_previous_event | event_type | medical_provider
        E4       | 1              |                           | wellness   | Clinic
        E1       | 2              | 59                        | imaging    |
        E2       | 3              | 0                         | surgery    | Clinic
        E3       | 4              | 2                         | wellness   | Clinic
        E5       | 1              |                           | wellness   | Clinic
        """,
    )

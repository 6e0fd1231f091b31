"""Claims and events wait in quarantine until their patient is in silver."""

from __future__ import annotations

import pytest

from tests.lib.tables import Lakehouse, bronze, expect, landing

ROWS = {
    "claims": "claim_id | patient_id\n1 | P-good\n2 | P-never-sent\n3 | P-quarantined\n4 | P-rejected\n5 | ' P-good '",
    "medical_events": (
        "event_id | patient_id\n1 | P-good\n2 | P-never-sent\n3 | P-quarantined\n4 | P-rejected\n5 | ' P-good '"
    ),
}
KEY = {"claims": "claim_id", "medical_events": "event_id"}
PATIENTS = """
    patient_id    | age   | _ingested_at
    P-good        | 45    | 2024-03-01T00:00:00
    P-quarantined | 17    | 2024-03-01T00:00:00
    P-rejected    | forty | 2024-03-01T00:00:00
"""


@pytest.mark.parametrize("feed", ROWS)
def test_a_fact_without_its_patient_waits(feed: str, lakehouse: Lakehouse) -> None:
    """A patient that never came, was refused or sits in quarantine is not known: the fact waits, none is lost."""
    judged = lakehouse.judge(feed, ROWS[feed], landing_patients=landing("patients", PATIENTS))
    expect(judged.silver, f"{KEY[feed]} | patient_id\n1 | P-good\n5 | P-good")
    expect(
        judged.quarantine,
        f"""
        {KEY[feed]} | patient_id    | _failed_rules
        2           | P-never-sent  | known_patient
        3           | P-quarantined | known_patient
        4           | P-rejected    | known_patient
        """,
    )


@pytest.mark.parametrize("feed", ROWS)
def test_a_late_patient_releases_what_waited_for_it(feed: str, lakehouse: Lakehouse) -> None:
    """A week later the patients come, some as corrections: their facts move to silver as they were taken."""
    late = """
        P-never-sent  | 45    | 2024-03-08T00:00:00
        P-quarantined | 18    | 2024-03-08T00:00:00
        P-rejected    | 40    | 2024-03-08T00:00:00
    """
    judged = lakehouse.judge(feed, ROWS[feed], landing_patients=landing("patients", PATIENTS + late))
    expect(
        judged.silver,
        f"""
        {KEY[feed]} | patient_id    | _ingested_at
        1           | P-good        | 2024-03-01T12:00:00
        2           | P-never-sent  | 2024-03-01T12:00:00
        3           | P-quarantined | 2024-03-01T12:00:00
        4           | P-rejected    | 2024-03-01T12:00:00
        5           | P-good        | 2024-03-01T12:00:00
        """,
    )
    expect(judged.quarantine, KEY[feed])


def test_an_orphan_does_not_compete_with_a_claim_that_has_its_patient(lakehouse: Lakehouse) -> None:
    """The stronger state of a claim counts once its patient is known, not before."""
    claims = "claim_id | patient_id | claim_status\nC1 | P0001 | submitted\nC1 | P0002 | paid"
    judged = lakehouse.judge("claims", claims)
    expect(judged.silver, "claim_id | patient_id | claim_status\nC1 | P0001 | submitted")
    both = bronze("patients", "patient_id\nP0001\nP0002")
    expect(lakehouse.judge("claims", claims, bronze_patients=both).silver, "claim_id | patient_id\nC1 | P0002")

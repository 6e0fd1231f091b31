"""What a steward can decide: release one row from a rule, or waive a rule for a feed."""

from __future__ import annotations

import pytest

from healthcare_medallion.pipelines.shared.rules import Severity
from healthcare_medallion.pipelines.silver import silver_claims, silver_medical_events, silver_patients
from tests.lib.tables import Lakehouse, decisions, expect

PATIENTS = """
    patient_id | age | bmi  | _ingested_at
    P0001      | 17  | 24.5 | 2024-03-01T00:00:00
    P0001      | 17  | 24.5 | 2024-03-01T00:00:00.000001
    ' P0002 '  | 17  | 60   | 2024-03-01T00:00:00
    P0003      | 45  | 60   | 2024-03-01T00:00:00
"""


def test_a_release_takes_a_rule_out_for_one_row(lakehouse: Lakehouse) -> None:
    """A release names a row by its id and the time its file was taken; another row of that id stays where it is."""
    judged = lakehouse.judge(
        "patients",
        PATIENTS,
        decisions=decisions(
            """
            rule      | row_id | row_ingested_at
            valid_age | P0001  | 2024-03-01T00:00:00.000001
            """
        ),
    )
    expect(judged.silver, "patient_id | age | _ingested_at\nP0001 | 17 | 2024-03-01T00:00:00.000001")
    expect(
        judged.quarantine,
        """
        patient_id | _failed_rules        | _ingested_at
        P0001      | valid_age            | 2024-03-01T00:00:00
        ' P0002 '  | valid_age, valid_bmi | 2024-03-01T00:00:00
        P0003      | valid_bmi            | 2024-03-01T00:00:00
        """,
    )


def test_a_partial_release_leaves_the_other_rules(lakehouse: Lakehouse) -> None:
    """A row that breaks two rules and is released from one stays in quarantine with the other; two releases free it."""
    partial = "rule | row_id | row_ingested_at\nvalid_age | P0002 | 2024-03-01T00:00:00"
    judged = lakehouse.judge("patients", PATIENTS, decisions=decisions(partial))
    expect(
        judged.quarantine,
        """
        patient_id | _failed_rules | _ingested_at
        P0001      | valid_age     | 2024-03-01T00:00:00
        P0001      | valid_age     | 2024-03-01T00:00:00.000001
        ' P0002 '  | valid_bmi     | 2024-03-01T00:00:00
        P0003      | valid_bmi     | 2024-03-01T00:00:00
        """,
    )
    both = partial + "\nvalid_bmi | P0002 | 2024-03-01T00:00:00\nvalid_bmi | P0002 | 2024-03-01T00:00:00"
    expect(lakehouse.judge("patients", PATIENTS, decisions=decisions(both)).silver, "patient_id | bmi\nP0002 | 60")


def test_a_waiver_takes_a_rule_out_for_a_feed(lakehouse: Lakehouse) -> None:
    """A waiver frees every row of its feed that breaks nothing else, now and later, and no other feed."""
    waived = decisions(
        """
        action | feed           | rule
        waive  | patients       | valid_age
        waive  | claims         | valid_bmi
        waive  | medical_events | valid_bmi
        """
    )
    judged = lakehouse.judge("patients", PATIENTS, decisions=waived)
    expect(judged.silver, "patient_id | age\nP0001 | 17")
    expect(judged.superseded, "patient_id | _reason | _ingested_at\nP0001 | duplicate | 2024-03-01T00:00:00.000001")
    expect(
        judged.quarantine,
        """
        patient_id | _failed_rules
        ' P0002 '  | valid_bmi
        P0003      | valid_bmi
        """,
    )


def test_a_release_and_a_waiver_add_up(lakehouse: Lakehouse) -> None:
    """One rule waived for all, the other released for one row: the row is free."""
    judged = lakehouse.judge(
        "patients",
        PATIENTS,
        decisions=decisions(
            """
            decision_id | action  | rule      | row_id | row_ingested_at
            d1          | waive   | valid_bmi |        |
            d2          | release | valid_age | P0002  | 2024-03-01T00:00:00
            """
        ),
    )
    expect(judged.silver, "patient_id | age | bmi\nP0002 | 17 | 60\nP0003 | 45 | 60")


def test_what_does_not_apply_does_nothing(lakehouse: Lakehouse) -> None:
    """Ended decisions, other feeds, other rows, unknown rules and rules of severity warn change no fate."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id | age | bmi | first_name | _ingested_at
        P0001      | 17  | 60  |            | 2024-03-01T00:00:00
        P0002      | 45  | 24  |            | 2024-03-01T00:00:00
        """,
        decisions=decisions(
            """
            action  | feed     | rule          | row_id | row_ingested_at     | ended_at
            release | patients | valid_age     | P0001  | 2024-03-01T00:00:00 | 2024-03-02T00:00:00
            waive   | patients | valid_age     |        |                     | 2024-03-02T00:00:00
            release | claims   | valid_age     | P0001  | 2024-03-01T00:00:00 |
            release | patients | valid_age     | P0001  | 2024-03-01T00:00:01 |
            release | patients | valid_age     | P0001  |                     |
            release | patients | valid_age     | p0001  | 2024-03-01T00:00:00 |
            release | patients | valid_ages    | P0001  | 2024-03-01T00:00:00 |
            waive   | patients | Valid_Age     |        |                     |
            waive   | patients | complete_name |        |                     |
            release | patients | complete_name | P0002  | 2024-03-01T00:00:00 |
            ponder  | patients | valid_age     | P0001  | 2024-03-01T00:00:00 |
            """
        ),
    )
    expect(judged.quarantine, "patient_id | _failed_rules\nP0001 | valid_age, valid_bmi")
    expect(judged.silver, "patient_id | _warnings\nP0002 | complete_name")


def test_an_expiry_date_ends_nothing_by_itself(lakehouse: Lakehouse) -> None:
    """The definition reads no clock: a decision is in force until a run has recorded its end."""
    judged = lakehouse.judge(
        "patients", "patient_id | age\nP0001 | 17", decisions=decisions("action | expires_at\nwaive | 2000-01-01")
    )
    expect(judged.silver, "patient_id\nP0001")


BROKEN_THROUGHOUT = {
    "patients": "patient_id | age | charges | timestamp | insurance_plan\nP1 | 17 | 0 | never | 123-45-6789",
    "claims": (
        "claim_id | patient_id | claim_amount | claim_date | claim_status | diagnosis_code | procedure_code\n"
        "'' | P2 | 0 | never | lost | x | 123-45-6789"
    ),
    "medical_events": (
        "event_id | patient_id | event_date | event_type | medical_provider\n'' | P2 | never | party | 123-45-6789"
    ),
}
RULES = {
    "patients": silver_patients.RULES,
    "claims": silver_claims.RULES,
    "medical_events": silver_medical_events.RULES,
}


@pytest.mark.parametrize("feed", RULES)
def test_what_the_tables_behind_stand_on_cannot_be_taken_out(feed: str, lakehouse: Lakehouse) -> None:
    """Whatever the decisions table says, keys, foreign keys, dates, amounts and states must be right."""
    rules = [rule for rule in RULES[feed] if rule.severity is Severity.QUARANTINE]
    all_waived = [{"action": "waive", "feed": feed, "rule": rule.name} for rule in rules]
    judged = lakehouse.judge(feed, BROKEN_THROUGHOUT[feed], decisions=decisions(all_waived))
    not_waivable = [rule.name for rule in rules if not rule.waivable]
    assert judged.quarantine["_failed_rules"].to_pylist() == [not_waivable]


def test_a_rule_on_what_gold_needs_is_not_waivable(lakehouse: Lakehouse) -> None:
    """Every silver column that may not be null is guarded by a rule that no steward can take out."""
    guards = {
        "silver_patients": {"patient_id": "valid_patient_id", "timestamp": "valid_timestamp"},
        "silver_claims": {
            "claim_id": "valid_claim_id",
            "patient_id": "known_patient",
            "claim_amount": "valid_claim_amount",
            "claim_date": "valid_claim_date",
            "claim_status": "valid_claim_status",
        },
        "silver_medical_events": {
            "event_id": "valid_event_id",
            "patient_id": "known_patient",
            "event_date": "valid_event_date",
        },
    }
    for name, wanted in guards.items():
        columns = lakehouse.graph.contract(name).columns
        needed = {c.name for c in columns if not c.nullable and c.name[:3] != "is_" and c.name[0] != "_"}
        assert needed == set(wanted)
        rules = {rule.name: rule for rule in RULES[name.removeprefix("silver_")]}
        assert not [rule for rule in wanted.values() if rules[rule].waivable]


def test_a_released_row_reaches_gold(lakehouse: Lakehouse) -> None:
    """What a steward lets through is an ordinary row behind silver, its odd values in the band `unknown`."""
    waived = decisions("action | rule\nwaive | valid_age\nwaive | valid_bmi")
    judged = lakehouse.judge("patients", "patient_id | age | bmi\nP0001 | 17 |\nP0002 | | 60", decisions=waived)
    expect(
        lakehouse.compute("dim_patients", silver_patients=judged.silver),
        """
        patient_id | age | age_band | bmi | bmi_band
        P0001      | 17  | unknown  |     | unknown
        P0002      |     | unknown  | 60  | obese
        """,
    )

"""Every bronze row has one fate: accepted, quarantined, or superseded by another row of its key."""

# ruff: noqa: E501 - a table is as wide as its columns
from __future__ import annotations

from itertools import permutations
from random import Random
from typing import Any

import pytest

from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from tests.lib.tables import ROW_ID, Judged, Lakehouse, Row, bronze, expect, instant, table

# CLAIMS


def test_the_strongest_status_of_a_claim_wins(lakehouse: Lakehouse) -> None:
    """Submitted gives way to denied, denied to approved, approved to paid, whenever each arrived."""
    judged = lakehouse.judge(
        "claims",
        """
        claim_id | claim_status | claim_date | claim_amount | _ingested_at
        C1       | paid         | 2024-01-01 | 10           | 2024-03-01
        C1       | submitted    | 2024-02-01 | 20           | 2024-03-02
        C1       | approved     | 2024-02-01 | 20           | 2024-03-03
        C2       | submitted    | 2024-02-01 | 20           | 2024-03-01
        C2       | denied       | 2024-01-01 | 10           | 2024-03-02
        C3       | denied       | 2024-02-01 | 20           | 2024-03-02
        C3       | approved     | 2024-01-01 | 10           | 2024-03-01
        """,
    )
    expect(
        judged.silver,
        """
        claim_id | claim_status | claim_date | claim_amount | _ingested_at
        C1       | paid         | 2024-01-01 | 10           | 2024-03-01
        C2       | denied       | 2024-01-01 | 10           | 2024-03-02
        C3       | approved     | 2024-01-01 | 10           | 2024-03-01
        """,
    )
    expect(
        judged.superseded,
        """
        claim_id | claim_status | _superseded_by | _reason       | _ingested_at | _superseded_at
        C1       | submitted    | C1             | earlier_state | 2024-03-02   | 2024-03-03
        C1       | approved     | C1             | earlier_state | 2024-03-03   | 2024-03-03
        C2       | submitted    | C2             | earlier_state | 2024-03-01   | 2024-03-02
        C3       | denied       | C3             | earlier_state | 2024-03-02   | 2024-03-02
        """,
    )


def test_then_date_then_amount_then_the_rest(lakehouse: Lakehouse) -> None:
    """Among rows of equal status the latest date wins, then the greatest amount, patient, diagnosis, procedure."""
    judged = lakehouse.judge(
        "claims",
        """
        claim_id | claim_date | claim_amount | patient_id | diagnosis_code | procedure_code
        C1       | 2024-02-02 | 10           | P0001      | E11.9          | 99213
        C1       | 2024-02-01 | 99           | P0001      | E11.9          | 99213
        C2       | 2024-02-01 | 10           | P0001      | Z00            | 99999
        C2       | 2024-02-01 | 10.01        | P0001      | E11.9          | 99213
        C3       | 2024-02-01 | 10           | P0001      | Z00            | 99213
        C3       | 2024-02-01 | 10           | P0001      | E11.9          | 99999
        C4       | 2024-02-01 | 10           | P0001      | E11.9          | 99213
        C4       | 2024-02-01 | 10           | P0001      | E11.9          | G0008
        """,
    )
    expect(
        judged.silver,
        """
        claim_id | claim_date | claim_amount | diagnosis_code | procedure_code
        C1       | 2024-02-02 | 10           | E11.9          | 99213
        C2       | 2024-02-01 | 10.01        | E11.9          | 99213
        C3       | 2024-02-01 | 10           | Z00            | 99213
        C4       | 2024-02-01 | 10           | E11.9          | G0008
        """,
    )
    expect(
        judged.superseded,
        """
        claim_id | claim_date | claim_amount | diagnosis_code | procedure_code | _reason
        C1       | 2024-02-01 | 99           | E11.9          | 99213          | conflict
        C2       | 2024-02-01 | 10           | Z00            | 99999          | conflict
        C3       | 2024-02-01 | 10           | E11.9          | 99999          | conflict
        C4       | 2024-02-01 | 10           | E11.9          | 99213          | conflict
        """,
    )


def test_equal_content_is_a_duplicate(lakehouse: Lakehouse) -> None:
    """Rows equal in all columns once standardised are one row, the first to be taken; the others are duplicates."""
    judged = lakehouse.judge(
        "claims",
        """
        claim_id | claim_status | diagnosis_code | claim_amount | _ingested_at
        C1       | paid         | E11.9          | 10           | 2024-03-03
        C1       | ' PAID '     | e11.9          | 10           | 2024-03-01
        ' C1'    | paid         | E11.9          | 10           | 2024-03-02
        C1       | paid         | E11.9          | 9            | 2024-03-05
        C1       | paid         | E11.9          | 9            | 2024-03-04
        C1       | denied       | E11.9          | 10           | 2024-03-06
        C1       | denied       | E11.9          | 10           | 2024-03-07
        """,
    )
    expect(judged.silver, "claim_id | claim_status | _ingested_at\nC1 | paid | 2024-03-01")
    expect(
        judged.superseded,
        """
        claim_id | claim_status | claim_amount | _ingested_at | _reason       | _superseded_by | _superseded_at
        C1       | paid         | 10           | 2024-03-03   | duplicate     | C1             | 2024-03-07
        ' C1'    | paid         | 10           | 2024-03-02   | duplicate     | C1             | 2024-03-07
        C1       | paid         | 9            | 2024-03-04   | conflict      | C1             | 2024-03-07
        C1       | paid         | 9            | 2024-03-05   | duplicate     | C1             | 2024-03-07
        C1       | denied       | 10           | 2024-03-06   | earlier_state | C1             | 2024-03-07
        C1       | denied       | 10           | 2024-03-07   | duplicate     | C1             | 2024-03-07
        """,
    )


def test_a_broken_row_does_not_compete(lakehouse: Lakehouse) -> None:
    """A row that breaks a rule neither wins nor moves the time at which the others were judged."""
    judged = lakehouse.judge(
        "claims",
        """
        claim_id | claim_status | claim_amount | diagnosis_code | _ingested_at
        C1       | paid         | -1           | E11.9          | 2024-03-09
        C1       | submitted    | 10           | E11.9          | 2024-03-01
        C1       | denied       | 10           | E11.9          | 2024-03-02
        C2       | paid         | 10           | nonsense       | 2024-03-09
        C2       | submitted    | 10           | E11.9          | 2024-03-01
        C3       | paid         | 10           | nonsense       | 2024-03-01
        C3       | paid         | 10           | nonsense       | 2024-03-02
        """,
    )
    expect(
        judged.silver, "claim_id | claim_status | _ingested_at\nC1 | denied | 2024-03-02\nC2 | submitted | 2024-03-01"
    )
    expect(
        judged.superseded,
        """
        claim_id | claim_status | _reason       | _superseded_at
        C1       | submitted    | earlier_state | 2024-03-02
        """,
    )
    expect(
        judged.quarantine,
        """
        claim_id | _failed_rules        | _ingested_at | _quarantined_at
        C1       | valid_claim_amount   | 2024-03-09   | 2024-03-09
        C2       | valid_diagnosis_code | 2024-03-09   | 2024-03-09
        C3       | valid_diagnosis_code | 2024-03-01   | 2024-03-01
        C3       | valid_diagnosis_code | 2024-03-02   | 2024-03-02
        """,
    )


def test_the_order_of_statuses_is_a_setting(lakehouse: Lakehouse) -> None:
    """Where a denial must outlast a payment, the setting says so. It names every status once."""
    graph = build_graph(PipelineSettings(claim_status_order=("submitted", "approved", "paid", "denied")))
    rows = """
        claim_id | claim_status
        C1       | denied
        C1       | paid
        C1       | submitted
    """
    judged = Lakehouse(lakehouse.engine, graph).judge("claims", rows)
    expect(judged.silver, "claim_id | claim_status\nC1 | denied")
    with pytest.raises(ValueError, match="must name each of"):
        PipelineSettings(claim_status_order=("submitted",))


def test_arrival_never_decides(lakehouse: Lakehouse) -> None:
    """The same rows in every order of arrival give the same claim, patient version and event."""
    rivals = {
        "claims": [
            {"claim_status": "paid", "claim_date": "2024-02-01", "claim_amount": 10.0},
            {"claim_status": "paid", "claim_date": "2024-01-01", "claim_amount": 99.0},
            {"claim_status": "denied", "claim_date": "2024-02-02", "claim_amount": 99.0},
            {"claim_status": "paid", "claim_date": "2024-02-01", "claim_amount": 9.0, "diagnosis_code": "Z00"},
        ],
        "patients": [
            {"insurance_plan": "GOLD", "bmi": 24.5},
            {"insurance_plan": "GOLD", "bmi": 24.4},
            {"insurance_plan": "WOOD", "bmi": 39.0},
            {"insurance_plan": "SILVER", "bmi": 24.5},
        ],
        "medical_events": [
            {"event_date": "2024-02-01", "event_type": "surgery"},
            {"event_date": "2024-02-02", "event_type": "imaging"},
            {"event_date": "2024-02-02", "event_type": "wellness"},
            {"event_date": "2024-01-02", "medical_provider": "Zoo"},
        ],
    }
    for feed, rows in rivals.items():
        rows_of_all_orders = [
            {ROW_ID[feed]: f"order-{n}", **row, "_ingested_at": f"2024-03-0{day}"}
            for n, order in enumerate(permutations((1, 2, 3, 4)))
            for row, day in zip(rows, order, strict=True)
        ]
        judged = lakehouse.judge(feed, rows_of_all_orders)
        own = {ROW_ID[feed], "_ingested_at", "first_name_pseudonym", "last_name_pseudonym"}
        winners = [{k: v for k, v in row.items() if k not in own} for row in judged.silver.to_pylist()]
        assert len(winners) == 24
        assert all(winner == winners[0] for winner in winners)
        assert judged.superseded.num_rows == 72


def test_the_place_in_a_file_never_decides(lakehouse: Lakehouse) -> None:
    """Duplicates of one file that differ in case and padding: the same one stays in whatever order they stand."""
    landed = [("paid", "E11.9"), (" PAID", "E11.9"), ("Paid", "e11.9"), ("PAID", " e11.9")]
    rows = [
        {"claim_id": f"order-{n}", "claim_status": status, "diagnosis_code": code}
        for n, order in enumerate(permutations(landed))
        for status, code in order
    ]
    judged = lakehouse.judge("claims", rows)
    assert judged.silver.num_rows == 24
    left: dict[str, set[tuple[str, str]]] = {}
    for row in judged.superseded.to_pylist():
        left.setdefault(row["claim_id"], set()).add((row["claim_status"], row["diagnosis_code"]))
    assert list(left.values()) == [left["order-0"]] * 24


# PATIENTS


def test_of_two_records_of_one_version_the_better_one_wins(lakehouse: Lakehouse) -> None:
    """For one patient and instant the row with fewest warnings wins, then the fullest, then the greatest content."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id | timestamp            | first_name | age | bmi  | insurance_plan | charges | coverage_start_date | _ingested_at
        P0001      | 2024-01-01T00:00:00Z | Ann        | 81  | 24.5 | GOLD           | 900     | 2023-01-01          | 2024-03-01
        P0001      | 2024-01-01T00:00:00Z | Ann        | 45  | 24.5 | GOLD           | 100     | 2023-01-01          | 2024-03-02
        P0002      | 2024-01-01T00:00:00Z | Ann        | 45  | 24.5 | WOOD           | 100     | 2023-01-01          | 2024-03-01
        P0002      | 2024-01-01T00:00:00Z | Ann        | 45  | 24.5 |                | 900     | 2023-01-01          | 2024-03-02
        P0003      | 2024-01-01T00:00:00Z | Ann        | 45  | 24.5 | GOLD           | 100     | 2023-01-01          | 2024-03-01
        P0003      | 2024-01-01T00:00:00Z | Ann        | 46  | 20.5 | GOLD           | 100     | 2023-01-01          | 2024-03-02
        P0004      | 2024-01-01T00:00:00Z | Ann        | 45  | 24.5 | GOLD           | 100     | 2023-01-01          | 2024-03-02
        P0004      | 2024-01-01T01:00+01:00 | ' ann '  | 45  | 24.5 | ' gold '       | 100     | ' 2023-01-01 '      | 2024-03-01
        P0005      | 2024-01-01T00:00:00Z | Ann        | 45  | 24.5 | GOLD           | 100     | 2023-01-01          | 2024-03-01
        P0005      | 2024-01-01T00:00:00.000001Z | Ann | 45  | 24.5 | GOLD           | 100     | 2023-01-01          | 2024-03-02
        """,
    )
    expect(
        judged.silver,
        """
        patient_id | timestamp                   | age | bmi  | insurance_plan | charges | _ingested_at
        P0001      | 2024-01-01                  | 45  | 24.5 | GOLD           | 100     | 2024-03-02
        P0002      | 2024-01-01                  | 45  | 24.5 | WOOD           | 100     | 2024-03-01
        P0003      | 2024-01-01                  | 46  | 20.5 | GOLD           | 100     | 2024-03-02
        P0004      | 2024-01-01                  | 45  | 24.5 | GOLD           | 100     | 2024-03-01
        P0005      | 2024-01-01                  | 45  | 24.5 | GOLD           | 100     | 2024-03-01
        P0005      | 2024-01-01T00:00:00.000001  | 45  | 24.5 | GOLD           | 100     | 2024-03-02
        """,
    )
    expect(
        judged.superseded,
        """
        patient_id | age | _ingested_at | _reason   | _superseded_at
        P0001      | 81  | 2024-03-01   | conflict  | 2024-03-02
        P0002      | 45  | 2024-03-02   | conflict  | 2024-03-02
        P0003      | 45  | 2024-03-01   | conflict  | 2024-03-02
        P0004      | 45  | 2024-03-02   | duplicate | 2024-03-02
        """,
    )


def test_a_superseded_patient_names_the_version_that_stays(lakehouse: Lakehouse) -> None:
    """``_superseded_by`` is the key that the staying version has in dim_patients."""
    rows = "patient_id | timestamp | age\nP0001 | 2024-01-01T00:00:00Z | 45\nP0001 | 2024-01-01T00:00:00Z | 46"
    judged = lakehouse.judge("patients", rows)
    dimension = lakehouse.compute("dim_patients", silver_patients=judged.silver)
    assert judged.superseded["_superseded_by"].to_pylist() == dimension["patient_key"].to_pylist()


# EVENTS


def test_of_two_records_of_one_event_the_fullest_wins(lakehouse: Lakehouse) -> None:
    """The fullest row wins (a steward may have released one with gaps), then date, kind and provider."""
    judged = lakehouse.judge(
        "medical_events",
        """
        event_id | event_date | event_type | medical_provider | _ingested_at
        E1       | 2024-02-02 | surgery    |                  | 2024-03-01
        E1       | 2024-02-01 | surgery    | Clinic           | 2024-03-02
        E2       | 2024-02-01 | wellness   | Clinic           | 2024-03-02
        E2       | 2024-02-02 | surgery    | Clinic           | 2024-03-01
        E3       | 2024-02-01 | surgery    | Clinic           | 2024-03-02
        E3       | 2024-02-01 | SURGERY    | ' Clinic'        | 2024-03-01
        """,
        decisions=table(
            "decisions",
            [{"action": "waive", "feed": "medical_events", "rule": "valid_medical_provider", "decision_id": "d1"}],
        ),
    )
    expect(
        judged.silver,
        """
        event_id | event_date | event_type | medical_provider | _ingested_at
        E1       | 2024-02-01 | surgery    | Clinic           | 2024-03-02
        E2       | 2024-02-02 | surgery    | Clinic           | 2024-03-01
        E3       | 2024-02-01 | surgery    | Clinic           | 2024-03-01
        """,
    )
    expect(
        judged.superseded,
        """
        event_id | event_type | _reason   | _superseded_by | _superseded_at
        E1       | surgery    | conflict  | E1             | 2024-03-02
        E2       | wellness   | conflict  | E2             | 2024-03-02
        E3       | surgery    | duplicate | E3             | 2024-03-02
        """,
    )


# CONSERVATION

MESSY: dict[str, dict[str, list[Any]]] = {
    "patients": {
        "patient_id": ["P0001", " P0001", "P0002", "P1", "p0001"],
        "age": [45, 45, 17, 81, None],
        "sex": ["MALE", " male ", "X", None],
        "timestamp": ["2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00", "2024-02-01T00:00:00Z", "never", None],
        "insurance_plan": ["GOLD", "gold ", None],
        "smoker": [True, None],
    },
    "claims": {
        "claim_id": ["C1", " C1 ", "C2", "c1", ""],
        "patient_id": ["P0001", "P0001 ", "P0002", None],
        "claim_amount": [10.0, 10.0, 10.0, 20.0, 0.0, 1e12, None],
        "claim_date": ["2024-02-01", " 2024-02-01", "2024-01-31", "2024-02-30", "2024-03-03", None],
        "claim_status": ["paid", "PAID", "paid ", "submitted", "lost", None],
        "diagnosis_code": ["E11.9", "e11.9", "E11.9 ", "x", None],
    },
    "medical_events": {
        "event_id": ["E1", "E1 ", "E2", None],
        "patient_id": ["P0001", "P0002"],
        "event_date": ["2024-02-01", "2024-02-02", "2023-02-29", None],
        "event_type": ["surgery", "SURGERY", "party", None],
        "medical_provider": ["Clinic", " Clinic", "", None],
    },
}


def messy_rows(feed: str, count: int) -> list[Row]:
    """Rows that share keys, repeat each other and break rules, each taken at an instant of its own."""
    random = Random(f"messy {feed}")
    start = instant("2024-03-01T00:00:00")
    rows = [{name: random.choice(values) for name, values in MESSY[feed].items()} for _ in range(count)]
    return [{**row, "_ingested_at": start.replace(minute=n // 60, second=n % 60)} for n, row in enumerate(rows)]


@pytest.mark.parametrize("feed", MESSY)
def test_no_row_is_lost_and_none_is_counted_twice(feed: str, lakehouse: Lakehouse) -> None:
    """Bronze = silver + quarantine + superseded, row by row, and silver holds each key once."""
    rows = bronze(feed, messy_rows(feed, 400))
    judged = lakehouse.judge(feed, rows)
    taken = [_instants(part) for part in (judged.silver, judged.quarantine, judged.superseded)]
    assert all(taken), "the sample must have all three fates"
    assert sorted(taken[0] + taken[1] + taken[2]) == sorted(_instants(rows))
    key = lakehouse.graph.contract(f"silver_{feed}").key
    assert judged.silver.group_by(list(key)).aggregate([]).num_rows == judged.silver.num_rows
    _check_superseded(judged, feed)


def _check_superseded(judged: Judged, feed: str) -> None:
    reasons = set(judged.superseded["_reason"].to_pylist())
    assert reasons == {"duplicate", "conflict", "earlier_state"} - ({"earlier_state"} if feed != "claims" else set())
    if feed != "patients":
        assert set(judged.superseded["_superseded_by"].to_pylist()) <= set(judged.silver[ROW_ID[feed]].to_pylist())


def _instants(rows: Any) -> list[Any]:
    return rows["_ingested_at"].to_pylist()


def test_quarantine_names_the_file_where_the_ledger_knows_it(lakehouse: Lakehouse) -> None:
    """The ledger of files tells a row's file by the time it was taken; without an entry the file is null."""
    ledger = """
        run_sequence | planned_at | source_file      | feed     | ingested_at
        1            | 2024-03-01 | one/patients.csv | patients | 2024-03-01T00:00:00
        1            | 2024-03-01 | one/claims.csv   | claims   | 2024-03-01T00:00:00.000001
        2            | 2024-03-02 |                  |          |
    """
    judged = lakehouse.judge(
        "claims",
        """
        claim_id | claim_amount | _ingested_at
        C1       | 0            | 2024-03-01T00:00:00.000001
        C2       | 0            | 2024-03-01T00:00:00.000002
        """,
        landing_files=table("landing_files", ledger),
    )
    expect(judged.quarantine, "claim_id | _source_file\nC1 | one/claims.csv\nC2 |")

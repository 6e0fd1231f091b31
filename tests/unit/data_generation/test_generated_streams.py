"""Several batches of one call: new patients, new versions, status moves, late arrivals."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

import pytest

from healthcare_medallion.data_generation import CLAIM_STATUSES, calendar
from healthcare_medallion.data_generation.plan import HEADERS


@pytest.fixture(scope="module")
def period_starts(stream) -> list[str]:
    """First day of each batch's period."""
    days = calendar.period_starts(stream.plan.batches)
    return [(calendar.HISTORY_START + timedelta(days=int(d))).isoformat() for d in days]


def test_patients_of_all_batches_add_up(stream):
    first_seen = {}
    for batch in range(stream.plan.batches):
        for row in stream.rows("patients", batch):
            first_seen.setdefault(row["patient_id"], batch)
    assert len(first_seen) == stream.plan.patients
    per_batch = [list(first_seen.values()).count(b) for b in range(stream.plan.batches)]
    assert per_batch == pytest.approx([600] * 5, abs=30)  # late ones count for the batch after theirs


def test_later_versions_change_something_and_come_later(stream):
    versions = defaultdict(list)
    for row in stream.rows("patients"):
        versions[row["patient_id"]].append(row)
    changed = set()
    for rows in versions.values():
        stamps = [r["timestamp"] for r in rows]
        assert len(set(stamps)) == len(stamps)
        first, *later = sorted(rows, key=lambda r: r["timestamp"])
        for row in later:
            changed |= {name for name in HEADERS["patients"] if row[name] != first[name]}
            assert (row["sex"], row["first_name"], row["coverage_start_date"]) == (
                first["sex"],
                first["first_name"],
                first["coverage_start_date"],
            )
    assert changed >= {"insurance_plan", "region", "bmi", "smoker", "charges", "timestamp"}


def test_a_version_lies_in_the_period_of_its_batch_or_is_late(stream, period_starts):
    late = 0
    for batch in range(stream.plan.batches):
        for row in stream.rows("patients", batch):
            day = row["timestamp"][:10]
            assert day < period_starts[batch + 1]
            late += day < period_starts[batch]
    assert 0 < late < 0.03 * stream.plan.patients


def test_claims_move_up_the_life_cycle_only(stream):
    states = defaultdict(list)
    for row in stream.rows("claims"):  # in the order of batches
        states[row["claim_id"]].append(row)
    moves = set()
    for rows in states.values():
        ranks = [CLAIM_STATUSES.index(r["claim_status"]) for r in rows]
        assert ranks == sorted(set(ranks))
        moves.add(tuple(r["claim_status"] for r in rows))
        assert len({tuple(v for k, v in r.items() if k != "claim_status") for r in rows}) == 1
    assert moves >= {("submitted", "denied"), ("submitted", "approved"), ("submitted", "paid"), ("approved", "paid")}


@pytest.mark.parametrize(("feed", "day"), [("claims", "claim_date"), ("medical_events", "event_date")])
def test_some_records_arrive_late_and_none_early(stream, period_starts, feed, day):
    late = total = 0
    seen = set()
    for batch in range(stream.plan.batches):
        for row in stream.rows(feed, batch):
            assert row[day] < period_starts[batch + 1]
            key = row[HEADERS[feed][0]]
            if key not in seen:
                late, total = late + (row[day] < period_starts[batch]), total + 1
            seen.add(key)
    assert 0.02 < late / total < 0.06


def test_a_few_claims_arrive_before_their_patient(stream):
    known, early = set(), 0
    for batch in range(stream.plan.batches):
        known |= {r["patient_id"] for r in stream.rows("patients", batch)}
        early += sum(r["patient_id"] not in known for r in stream.rows("claims", batch))
    assert 0 < early < 0.01 * len(stream.rows("claims"))
    assert {r["patient_id"] for r in stream.rows("claims")} <= known


def test_every_batch_has_its_files_even_with_fewer_patients_than_batches(make):
    data = make(patients=2, seed=3, batches=4)
    assert len(data.summary.batches) == 4
    assert sorted(p.name for p in data.landing.iterdir()) == [f"batch-000{n}" for n in (1, 2, 3, 4)]
    for batch in data.summary.batches:
        assert len(list((data.landing / batch).iterdir())) == 3
    assert len({r["patient_id"] for r in data.rows("patients")}) == 2

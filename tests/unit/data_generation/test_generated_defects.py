"""Every injected fault is what the answer key says, judged from the files alone."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import pairwise

import pytest

from healthcare_medallion.data_generation import defects
from healthcare_medallion.data_generation.injection import RECORDS_APART

KINDS = {fault.name for fault in defects.FAULTS}


def _key(data):
    with data.plan.answer_key.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(params=["faulty", "faulty_stream"])
def data(request):
    return request.getfixturevalue(request.param)


def test_the_key_is_right_and_complete(data, judge):
    """For each record: the listed fate, rules and reason; accepted where nothing is listed."""
    key = {(a["file"], int(a["record"])): a for a in _key(data)}
    judged = judge(data)
    assert key.keys() <= {(r.file, r.record) for r in judged}
    wrong = []
    for record in judged:
        answer = key.get((record.file, record.record))
        found = (record.fate, "|".join(record.rules), record.reason)
        if answer is None:
            right = found == ("accepted", "", "") or (record.reason == "earlier_state" and data.plan.batches > 1)
        elif record.reason == "earlier_state":
            right = answer["expected_fate"] == "accepted" and data.plan.batches > 1
        else:
            right = found == (answer["expected_fate"], answer["expected_rules"], answer["expected_reason"])
            right &= answer["feed"] == record.feed and record.line.startswith(answer["key"].encode() + b",")
        if not right:
            wrong.append((record, answer))
    assert wrong == []


def test_every_kind_occurs(data):
    assert len(KINDS) >= 20
    assert set(data.summary.faults) == KINDS
    listed = Counter(a["fault"] for a in _key(data))
    for kind in KINDS:
        assert listed[kind] == data.summary.faults[kind]
    consequences = {name: count for name, count in listed.items() if name.startswith("orphaned_by_")}
    assert consequences == data.summary.consequences


def test_the_rate_is_the_share_of_records(data):
    share = sum(data.summary.faults.values()) / sum(data.summary.rows.values())
    assert share == pytest.approx(data.plan.defects, rel=0.06)


def test_a_small_call_still_has_most_kinds(make, tmp_path):
    data = make(patients=1_500, seed=4, defects=0.02, answer_key=tmp_path / "key.csv")
    assert len(data.summary.faults) >= 40


def test_the_key_is_ordered_and_each_record_listed_once(data):
    files = [
        f"{batch}/{feed}.csv" for batch in data.summary.batches for feed in ("patients", "claims", "medical_events")
    ]
    places = [(files.index(a["file"]), int(a["record"])) for a in _key(data)]
    assert places == sorted(set(places))


def test_a_stray_quote_cannot_become_a_quoted_field(data):
    """No quote is followed by a comma or a line end, and two strays are far apart."""
    for path in data.landing.rglob("*.csv"):
        lines = path.read_bytes().split(b"\n")
        strays = [number for number, line in enumerate(lines) if b'"' in line]
        assert all(b - a >= RECORDS_APART for a, b in pairwise(strays))
        for number in strays:
            assert lines[number].count(b'"') == 1
            after = lines[number].split(b'"')[1]
            assert after[:1].isalnum()


def test_second_copies_lose_to_a_listed_original(data):
    answers = _key(data)
    by_place = {(a["file"], int(a["record"])): a for a in answers}
    copies = [a for a in answers if a["expected_fate"] == "superseded"]
    assert {a["expected_reason"] for a in copies} == {"duplicate", "conflict"}
    for copy in copies:
        original = by_place[copy["file"], int(copy["record"]) - 1]
        assert original["fault"] == f"original_of_{copy['fault']}"
        assert (original["key"], original["expected_fate"]) == (copy["key"], "accepted")


def test_patients_that_are_lost_orphan_their_records(faulty):
    answers = _key(faulty)
    lost = {a["key"] for a in answers if a["feed"] == "patients" and a["expected_fate"] in ("rejected", "quarantined")}
    orphans = [a for a in answers if a["fault"].startswith("orphaned_by_")]
    assert len(lost) > 100 and len(orphans) > 1_000
    assert {(a["expected_fate"], a["expected_rules"]) for a in orphans} == {("quarantined", "known_patient")}


def test_without_a_key_the_same_faults_are_made(make, faulty):
    again = make(patients=4_000, seed=13, defects=0.05)
    assert again.summary.faults == faulty.summary.faults
    assert again.summary.bytes == faulty.summary.bytes


def test_rules_of_faults_exist_and_are_in_order():
    for fault in defects.FAULTS:
        order = defects.SILVER_RULES[fault.feed]
        assert list(fault.rules) == [rule for rule in order if rule in fault.rules]
        assert bool(fault.rules) == (fault.fate == "quarantined")
        assert bool(fault.reason) == (fault.fate in ("rejected", "superseded"))

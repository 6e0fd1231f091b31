"""Clean records: whole, valid, and plausible for the patient they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

import pytest

from healthcare_medallion.data_generation import CLAIM_STATUSES, EVENT_TYPES, FEEDS, INSURANCE_PLANS, names
from healthcare_medallion.data_generation.codes import DIAGNOSES

SSN_SHAPES = re.compile(r"\d{9}|\d{3}-\d{2}-\d{4}")


@pytest.mark.parametrize("kind", ["clean", "stream"])
def test_every_record_passes_every_rule(kind, judge, request):
    """Nothing but earlier states of claims is ever set aside, and those only in a stream."""
    data = request.getfixturevalue(kind)
    judged = judge(data)
    assert {(r.fate, r.reason) for r in judged} <= {("accepted", ""), ("superseded", "earlier_state")}
    assert len(judged) == sum(data.summary.rows.values())
    if kind == "clean":
        assert all(r.fate == "accepted" for r in judged)


def test_the_landing_folder_holds_three_files_and_nothing_else(clean):
    assert sorted(p.relative_to(clean.landing).as_posix() for p in clean.landing.rglob("*")) == [
        "batch-0001",
        *sorted(f"batch-0001/{feed}.csv" for feed in FEEDS),
    ]
    for name, size in clean.summary.bytes.items():
        assert (clean.landing / name).stat().st_size == size


def test_formats_are_those_of_the_contract(clean):
    patient = {
        "patient_id": r"P[0-9A-Z]{7,}",
        "age": r"\d\d",
        "bmi": r"\d\d\.\d\d",
        "smoker": "true|false",
        "children": r"\d+",
        "charges": r"[1-9]\d*\.\d\d",
        "insurance_plan": "|".join(INSURANCE_PLANS),
        "coverage_start_date": r"\d{4}-\d\d-\d\d",
        "timestamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    }
    claim = {"claim_id": r"C[0-9A-Z]{7,}", "claim_amount": r"[1-9]\d*\.\d\d", "claim_status": "|".join(CLAIM_STATUSES)}
    event = {"event_id": r"E[0-9A-Z]{7,}", "event_type": "|".join(EVENT_TYPES)}
    for feed, patterns in zip(FEEDS, (patient, claim, event), strict=True):
        for row in clean.rows(feed):
            assert [name for name, pattern in patterns.items() if not re.fullmatch(pattern, row[name])] == []


def test_no_text_looks_like_an_ssn_or_a_placeholder(clean, stream):
    for data in (clean, stream):
        for row in data.rows("patients"):
            assert not SSN_SHAPES.search(row["patient_id"])
            assert row["first_name"].strip() and row["last_name"].strip()
    assert not [n for n in (*names.FEMALE_GIVEN_NAMES, *names.FAMILY_NAMES) if n.upper() == "TEST"]


def test_names_are_varied(clean):
    given = {*names.FEMALE_GIVEN_NAMES, *names.MALE_GIVEN_NAMES}
    assert len(given) >= 200 and len(set(names.FAMILY_NAMES)) >= 400
    full = {(r["first_name"], r["last_name"]) for r in clean.rows("patients")}
    assert len(full) > 0.95 * clean.plan.patients


def test_volumes_per_patient(clean):
    rows = {feed: len(clean.rows(feed)) for feed in FEEDS}
    assert 2 <= rows["claims"] / rows["patients"] <= 5
    assert 3 <= rows["medical_events"] / rows["patients"] <= 8
    assert 9.5 <= sum(rows.values()) / rows["patients"] <= 10.5


def test_the_old_and_smokers_need_more_care(clean):
    claims = defaultdict(int)
    for row in clean.rows("claims"):
        claims[row["patient_id"]] += 1

    def mean(chosen):
        return sum(claims[r["patient_id"]] for r in chosen) / len(chosen)

    patients = clean.rows("patients")
    assert mean([r for r in patients if int(r["age"]) >= 65]) > 1.2 * mean([r for r in patients if int(r["age"]) < 35])
    assert mean([r for r in patients if r["smoker"] == "true"]) > 1.05 * mean(
        [r for r in patients if r["smoker"] == "false"]
    )


@pytest.mark.parametrize("kind", ["clean", "stream"])
def test_history_lies_between_coverage_and_the_fixed_end(kind, request):
    data = request.getfixturevalue(kind)
    coverage = {r["patient_id"]: r["coverage_start_date"] for r in data.rows("patients")}
    for row in data.rows("patients"):
        assert row["coverage_start_date"] <= row["timestamp"][:10] < "2025-12-31"
    for feed, day in (("claims", "claim_date"), ("medical_events", "event_date")):
        for row in data.rows(feed):
            assert coverage[row["patient_id"]] <= row[day] < "2025-12-31"


def test_diagnoses_fit_the_patient(make: Callable):
    data = make(patients=12_000, seed=21)
    patients = {r["patient_id"]: r for r in data.rows("patients")}
    seen = defaultdict(list)
    for row in data.rows("claims"):
        seen[row["diagnosis_code"]].append(patients[row["patient_id"]])
    assert set(seen) == {d.code for d in DIAGNOSES}
    assert all(p["sex"] == "FEMALE" and 18 <= int(p["age"]) <= 45 for p in seen["O80"])  # at most 50 five years on
    assert all(p["sex"] == "MALE" for p in seen["C61"])
    assert all(p["sex"] == "FEMALE" for p in seen["C50.911"] + seen["Z12.31"])
    assert all(p["smoker"] == "true" for p in seen["J44.9"] + seen["F17.210"])
    assert all(float(p["bmi"]) >= 30 for p in seen["E66.9"])
    assert all(int(p["age"]) >= 50 for p in seen["M81.0"])


def test_amounts_lie_in_the_band_of_their_diagnosis(clean):
    """About 5 % below and 5 % above the band, for codes that have one band only."""
    bands = defaultdict(set)
    for d in DIAGNOSES:
        bands[d.code].add((d.low_usd, d.high_usd))
    below = above = inside = 0
    for row in clean.rows("claims"):
        if len(bands[row["diagnosis_code"]]) == 1:
            ((low, high),) = bands[row["diagnosis_code"]]
            amount = float(row["claim_amount"])
            below, above, inside = below + (amount < low), above + (amount > high), inside + (low <= amount <= high)
    total = below + above + inside
    assert below / total == pytest.approx(0.05, abs=0.01)
    assert above / total == pytest.approx(0.05, abs=0.01)


def test_an_event_and_a_claim_of_one_visit_agree(clean):
    """Both files list the same visits from the first on, so most days of claims are days of events."""
    days = {(r["patient_id"], r["event_date"]) for r in clean.rows("medical_events")}
    claims = clean.rows("claims")
    assert sum((r["patient_id"], r["claim_date"]) in days for r in claims) > 0.8 * len(claims)

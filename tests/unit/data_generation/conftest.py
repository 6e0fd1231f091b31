"""Small data sets, made once per run, and an oracle that judges records without the generator's help."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest

from healthcare_medallion.data_generation import FEEDS, HEADERS, GenerationPlan, GenerationSummary, generate


@dataclass
class DataSet:
    """The result of one call."""

    plan: GenerationPlan
    landing: Path
    summary: GenerationSummary

    def rows(self, feed: str, batch: int | None = None) -> list[dict[str, str]]:
        """Records of a feed, of one batch or of all."""
        names = self.summary.batches if batch is None else [self.summary.batches[batch]]
        rows: list[dict[str, str]] = []
        for name in names:
            with (self.landing / name / f"{feed}.csv").open(encoding="utf-8", newline="") as file:
                rows += csv.DictReader(file)
        return rows


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., DataSet]:
    """Generate into a folder of its own; ``chunk_patients`` and ``workers`` go to ``generate``."""

    def call(
        landing: Path | None = None, chunk_patients: int = 1_000, workers: int = 2, **arguments: object
    ) -> DataSet:
        plan = GenerationPlan(**arguments)  # type: ignore[arg-type]
        folder = landing or tmp_path_factory.mktemp("landing")
        return DataSet(plan, folder, generate(plan, folder, chunk_patients=chunk_patients, workers=workers))

    return call


@pytest.fixture(scope="session")
def clean(make: Callable[..., DataSet]) -> DataSet:
    return make(patients=3_000, seed=11)


@pytest.fixture(scope="session")
def stream(make: Callable[..., DataSet]) -> DataSet:
    return make(patients=3_000, seed=12, batches=5)


@pytest.fixture(scope="session")
def faulty(make: Callable[..., DataSet], tmp_path_factory: pytest.TempPathFactory) -> DataSet:
    key = tmp_path_factory.mktemp("keys") / "key.csv"
    return make(patients=4_000, seed=13, defects=0.05, answer_key=key)


@pytest.fixture(scope="session")
def faulty_stream(make: Callable[..., DataSet], tmp_path_factory: pytest.TempPathFactory) -> DataSet:
    key = tmp_path_factory.mktemp("keys") / "key.csv"
    return make(patients=3_000, seed=14, defects=0.1, answer_key=key, batches=4)


@dataclass
class Judged:
    """What the oracle says of one record."""

    file: str
    record: int
    feed: str
    line: bytes
    fate: str = "accepted"
    rules: list[str] = field(default_factory=list)
    reason: str = ""
    row: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="session")
def judge() -> Callable[[DataSet], list[Judged]]:
    """The fate of every record, worked out from the files and the silver rules alone."""
    return judge_all


EVENT_TYPES = {
    "wellness",
    "office_visit",
    "chronic_care",
    "mental_health",
    "emergency",
    "hospitalization",
    "surgery",
    "delivery",
    "dialysis",
    "oncology",
    "laboratory",
    "imaging",
    "prescription",
}
STATUSES = ["submitted", "denied", "approved", "paid"]
KEYS = {"patients": ("patient_id",), "claims": ("claim_id", "patient_id"), "medical_events": ("event_id", "patient_id")}
NUMBERS = {
    "age": (r"[+-]?\d+", "an integer"),
    "children": (r"[+-]?\d+", "an integer"),
    "bmi": (r"[+-]?\d+(\.\d+)?", "a finite number"),
    "charges": (r"[+-]?\d+(\.\d+)?", "a finite number"),
    "claim_amount": (r"[+-]?\d+(\.\d+)?", "a finite number"),
    "smoker": (r"true|false", "a true or false word"),
}


def judge_all(data: DataSet) -> list[Judged]:
    records = list(_records(data))
    for record in records:
        _type(record)
    typed = [r for r in records if r.fate != "rejected"]
    known: set[str] = set()
    for feed in FEEDS:
        for record in (r for r in typed if r.feed == feed):
            record.rules = [name for name, holds in _rules(record.row, feed, known).items() if not holds]
            record.fate = "quarantined" if record.rules else "accepted"
        known |= {r.row["patient_id"] for r in typed if r.feed == "patients" and r.fate == "accepted"}
        _supersede([r for r in typed if r.feed == feed and r.fate == "accepted"])
    return records


def _records(data: DataSet) -> Iterator[Judged]:
    for batch in data.summary.batches:
        for feed in FEEDS:
            name = f"{batch}/{feed}.csv"
            header, *lines = (data.landing / name).read_bytes().split(b"\n")
            assert header.decode() == ",".join(HEADERS[feed])
            assert lines.pop() == b""
            for number, line in enumerate(lines, start=1):
                yield Judged(name, number, feed, line)


def _type(record: Judged) -> None:
    reason = ""
    text = record.line.decode("utf-8", errors="replace")
    if "�" in text:
        reason = "invalid UTF-8"
    elif "\0" in text:
        reason = "control character"
    elif '"' in text:
        # Nothing closes: after each quote in the next 64 lines there is neither a comma nor a line end.
        reason = "unclosed quote"
    elif text.count(",") + 1 != len(HEADERS[record.feed]):
        reason = "wrong number of fields"
    else:
        record.row = {name: value.strip() for name, value in zip(HEADERS[record.feed], text.split(","), strict=True)}
        missing = [f"{key}: missing key" for key in KEYS[record.feed] if not record.row[key]]
        untyped = [
            f"{name}: not {kind}"
            for name, (pattern, kind) in NUMBERS.items()
            if record.row.get(name) and not re.fullmatch(pattern, record.row[name])
        ]
        reason = "".join(missing or untyped)
    if reason:
        record.fate, record.reason = "rejected", reason


def _rules(row: dict[str, str], feed: str, known: set[str]) -> dict[str, bool]:
    if feed == "patients":
        return {
            "valid_patient_id": len(row["patient_id"]) >= 5,
            "valid_age": 18 <= _number(row["age"]) <= 85,
            "valid_sex": row["sex"].upper() in {"MALE", "FEMALE"},
            "valid_region": row["region"].upper() in {"NORTHEAST", "NORTHWEST", "SOUTHEAST", "SOUTHWEST"},
            "valid_bmi": 16 <= _number(row["bmi"]) <= 50,
            "valid_smoker": row["smoker"] != "",
            "valid_children": _number(row["children"]) >= 0,
            "valid_charges": _number(row["charges"]) > 0,
            "valid_timestamp": _is_instant(row["timestamp"]),
        }
    ids = {"valid_patient_id": len(row["patient_id"]) >= 5, "known_patient": row["patient_id"] in known}
    if feed == "claims":
        return {
            "valid_claim_id": len(row["claim_id"]) >= 5,
            **ids,
            "valid_claim_amount": _number(row["claim_amount"]) > 0,
            "valid_claim_date": _is_past_date(row["claim_date"]),
            "valid_diagnosis_code": bool(re.fullmatch(r"[A-Z][0-9A][0-9AB](\.[0-9A-Z]{1,4})?", row["diagnosis_code"])),
            "valid_procedure_code": bool(re.fullmatch(r"\d{4}[0-9FTUM]|[A-V]\d{4}", row["procedure_code"])),
            "valid_claim_status": row["claim_status"].lower() in STATUSES,
        }
    return {
        "valid_event_id": len(row["event_id"]) >= 5,
        **ids,
        "valid_event_date": _is_past_date(row["event_date"]),
        "valid_event_type": row["event_type"].lower() in EVENT_TYPES,
        "valid_medical_provider": row["medical_provider"] != "",
    }


def _supersede(candidates: list[Judged]) -> None:
    groups = defaultdict(list)
    for record in candidates:
        row = record.row
        groups[
            row["patient_id"] + row["timestamp"] if record.feed == "patients" else row[HEADERS[record.feed][0]]
        ].append(record)
    for group in groups.values():
        *losers, winner = sorted(group, key=_rank)
        for loser in losers:
            loser.fate = "superseded"
            if loser.row == winner.row:
                loser.reason = "duplicate"
            elif loser.row.get("claim_status", "").lower() != winner.row.get("claim_status", "").lower():
                loser.reason = "earlier_state"
            else:
                loser.reason = "conflict"


def _rank(record: Judged) -> tuple[object, ...]:
    """Greatest wins; of equal rows the first record."""
    row = record.row
    if record.feed == "patients":
        return (row["first_name"] != "" and row["last_name"] != "", -record.record)
    if record.feed == "claims":
        state = STATUSES.index(row["claim_status"].lower())
        return (state, row["claim_date"], float(row["claim_amount"]), -record.record)
    return (row["event_date"], row["event_type"].lower(), row["medical_provider"], -record.record)


def _number(text: str) -> float:
    return float(text) if text else float("nan")


def _is_instant(text: str) -> bool:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ") < datetime(2100, 1, 1)
    except ValueError:
        return False


def _is_past_date(text: str) -> bool:
    try:
        return date.fromisoformat(text) < date(2025, 12, 31)
    except ValueError:
        return False

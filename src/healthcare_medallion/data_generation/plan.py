"""What to generate, and what was generated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from healthcare_medallion.errors import UsageError

PATIENTS, CLAIMS, EVENTS = "patients", "claims", "medical_events"
FEEDS = (PATIENTS, CLAIMS, EVENTS)

HEADERS: dict[str, tuple[str, ...]] = {
    PATIENTS: (
        "patient_id",
        "first_name",
        "last_name",
        "age",
        "sex",
        "region",
        "bmi",
        "smoker",
        "children",
        "charges",
        "insurance_plan",
        "coverage_start_date",
        "timestamp",
    ),
    CLAIMS: (
        "claim_id",
        "patient_id",
        "claim_amount",
        "claim_date",
        "diagnosis_code",
        "procedure_code",
        "claim_status",
    ),
    EVENTS: ("event_id", "patient_id", "event_date", "event_type", "medical_provider"),
}

Profile = Literal["seed", "reference"]

MOST_PATIENTS = 1 << 35  # 32 encounter numbers each fit the 40-bit counter of a key
MOST_SEEDS = 1 << 32
MOST_BATCHES = 365
MOST_DEFECTS = 0.5
_BATCH_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=-]{0,99}")


@dataclass(frozen=True)
class GenerationPlan:
    """The arguments of one call. Equal plans give equal bytes in an empty landing folder.

    ``patients`` counts the patients of all ``batches`` together. ``batch`` names the folder (the stem of
    the folder names if there are several batches); without it, folders take the next free numbers.
    ``defects`` is the share of records that get a fault, each of which is listed in ``answer_key``.
    """

    patients: int = 10_000
    seed: int = 1
    batch: str | None = None
    batches: int = 1
    profile: Profile = "seed"
    defects: float = 0.0
    answer_key: Path | None = None

    def __post_init__(self) -> None:
        _require(1 <= self.patients <= MOST_PATIENTS, "patients", self.patients, f"1 to {MOST_PATIENTS}")
        _require(0 <= self.seed < MOST_SEEDS, "seed", self.seed, f"0 to {MOST_SEEDS - 1}")
        _require(1 <= self.batches <= MOST_BATCHES, "batches", self.batches, f"1 to {MOST_BATCHES}")
        _require(0 <= self.defects <= MOST_DEFECTS, "defects", self.defects, f"0 to {MOST_DEFECTS}")
        _require(self.profile in get_args(Profile), "profile", self.profile, " or ".join(get_args(Profile)))
        if self.batch is not None:
            allowed = "letters, digits, '.', '_', '=' and '-', at most 100, a letter or digit first"
            _require(_BATCH_NAME.fullmatch(self.batch) is not None, "batch", repr(self.batch), allowed)


@dataclass(frozen=True)
class GenerationSummary:
    """What a call wrote. Files are named relative to the landing folder, with forward slashes.

    ``rows`` counts records without the header, damaged and extra ones included; ``faults`` counts the
    records that got a fault, by kind, and ``consequences`` those that only suffer from one.
    """

    batches: tuple[str, ...]
    rows: dict[str, int]
    bytes: dict[str, int]
    faults: dict[str, int] = field(default_factory=dict)
    consequences: dict[str, int] = field(default_factory=dict)
    answer_key: Path | None = None


def _require(holds: bool, name: str, found: object, allowed: str) -> None:
    if not holds:
        raise UsageError(f"{name} is {found}, allowed is {allowed}.", hint="See medallion generate --help.")

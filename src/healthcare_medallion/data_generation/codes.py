"""Codes and vocabularies: event types, diagnoses with whom they fit, procedure codes, amount bands.

The diagnoses are 48 ICD-10-CM codes that were all billable in the April 2026 release. Amount bands are the 5th
and 95th percentile of a claim in USD; they are our choice, set near published means (inpatient stay
11,700 in 2016 and emergency visit 290 to 690 in 2017, HCUP statistical briefs 261 and 268).
Procedure codes have the shape and the section ranges of CPT and HCPCS. CPT is the AMA's: there is no
code table and no descriptor here, only numbers spread over a range.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from healthcare_medallion.data_generation.csv_text import vocabulary
from healthcare_medallion.data_generation.distributions import Guide, guide, look_up
from healthcare_medallion.data_generation.keys import Text
from healthcare_medallion.data_generation.random_streams import Ints, Reals

SEXES = ("FEMALE", "MALE")
REGIONS = ("NORTHEAST", "NORTHWEST", "SOUTHEAST", "SOUTHWEST")
INSURANCE_PLANS = ("BRONZE", "SILVER", "GOLD", "PLATINUM", "HMO", "PPO")
CLAIM_STATUSES = ("submitted", "denied", "approved", "paid")  # in the order of a claim's life
EVENT_TYPES = (
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
)

AGE_BANDS = (18, 35, 46, 50, 65)  # first age of each band; 46 so that nobody gives birth after 50 in five years
PROCEDURE_BITS = 6


class Diagnosis(NamedTuple):
    """Why a patient is seen. Weights are relative frequencies in the youngest and oldest age band."""

    code: str
    event_type: str
    low_usd: float
    high_usd: float
    young: float
    old: float
    sex: str = ""
    from_age: int = 18
    to_age: int = 86
    smokers_only: bool = False
    obese_only: bool = False


DIAGNOSES = (
    Diagnosis("Z00.00", "wellness", 100, 600, 9, 7),
    Diagnosis("Z00.01", "wellness", 100, 600, 3, 4),
    Diagnosis("Z12.31", "wellness", 100, 600, 2, 4, sex="FEMALE", from_age=46),
    Diagnosis("Z12.11", "wellness", 100, 3_000, 1, 4, from_age=46),
    Diagnosis("Z23", "wellness", 20, 300, 6, 6),
    Diagnosis("I10", "office_visit", 80, 500, 2, 8),
    Diagnosis("E78.5", "office_visit", 80, 500, 2, 6),
    Diagnosis("E11.9", "office_visit", 80, 500, 1, 5),
    Diagnosis("E03.9", "office_visit", 80, 500, 1, 3),
    Diagnosis("K21.9", "office_visit", 80, 500, 2, 3),
    Diagnosis("J06.9", "office_visit", 80, 500, 6, 2),
    Diagnosis("J20.9", "office_visit", 80, 500, 3, 2),
    Diagnosis("N39.0", "office_visit", 80, 500, 2, 3),
    Diagnosis("M54.50", "office_visit", 80, 500, 4, 4),
    Diagnosis("G43.909", "office_visit", 80, 500, 3, 1),
    Diagnosis("L20.9", "office_visit", 80, 500, 2, 1),
    Diagnosis("E66.9", "office_visit", 80, 500, 5, 5, obese_only=True),
    Diagnosis("F17.210", "office_visit", 80, 500, 6, 5, smokers_only=True),
    Diagnosis("R05.9", "office_visit", 80, 500, 3, 2),
    Diagnosis("E11.65", "chronic_care", 150, 2_500, 0.5, 3),
    Diagnosis("E11.22", "chronic_care", 150, 2_500, 0.1, 2),
    Diagnosis("I25.10", "chronic_care", 150, 2_500, 0.1, 4),
    Diagnosis("I48.91", "chronic_care", 150, 2_500, 0.1, 3),
    Diagnosis("N18.30", "chronic_care", 150, 2_500, 0.1, 3),
    Diagnosis("J44.9", "chronic_care", 150, 2_500, 1, 9, smokers_only=True, from_age=35),
    Diagnosis("J45.909", "chronic_care", 150, 2_500, 2, 1.5),
    Diagnosis("M81.0", "chronic_care", 150, 2_500, 1, 3, from_age=50),
    Diagnosis("G47.33", "chronic_care", 150, 2_500, 0.5, 2),
    Diagnosis("N18.6", "dialysis", 5_000, 60_000, 0.05, 0.4),
    Diagnosis("F32.A", "mental_health", 100, 1_200, 4, 2),
    Diagnosis("F41.1", "mental_health", 100, 1_200, 4, 1.5),
    Diagnosis("R07.9", "emergency", 300, 6_000, 1, 1.5),
    Diagnosis("R10.9", "emergency", 300, 6_000, 1.5, 1),
    Diagnosis("S93.401A", "emergency", 300, 6_000, 1, 0.3),
    Diagnosis("S06.0X0A", "emergency", 300, 6_000, 0.5, 0.4),
    Diagnosis("J18.9", "hospitalization", 6_000, 45_000, 0.1, 0.8),
    Diagnosis("A41.9", "hospitalization", 6_000, 90_000, 0.05, 0.5),
    Diagnosis("I50.9", "hospitalization", 6_000, 45_000, 0.02, 1),
    Diagnosis("I21.4", "hospitalization", 6_000, 90_000, 0.02, 0.5),
    Diagnosis("I63.9", "hospitalization", 6_000, 45_000, 0.02, 0.5),
    Diagnosis("U07.1", "hospitalization", 6_000, 45_000, 0.1, 0.5),
    Diagnosis("M17.11", "surgery", 8_000, 70_000, 0.02, 0.8),
    Diagnosis("K35.80", "surgery", 8_000, 70_000, 0.4, 0.1),
    Diagnosis("S72.001A", "surgery", 8_000, 70_000, 0.02, 0.4),
    Diagnosis("O80", "delivery", 5_000, 25_000, 2.5, 2.5, sex="FEMALE", to_age=46),
    Diagnosis("C50.911", "oncology", 2_000, 80_000, 0.1, 0.8, sex="FEMALE"),
    Diagnosis("C61", "oncology", 2_000, 80_000, 0.05, 1.2, sex="MALE", from_age=46),
    Diagnosis("Z51.11", "oncology", 2_000, 80_000, 0.1, 0.5),
    # The same codes ordered as tests, pictures or medicines.
    Diagnosis("Z00.00", "laboratory", 20, 400, 5, 4),
    Diagnosis("E78.5", "laboratory", 20, 400, 2, 5),
    Diagnosis("E11.9", "laboratory", 20, 400, 1, 4),
    Diagnosis("M54.50", "imaging", 150, 3_000, 1.5, 2),
    Diagnosis("S93.401A", "imaging", 150, 3_000, 1, 0.5),
    Diagnosis("I10", "prescription", 10, 600, 2, 7),
    Diagnosis("K21.9", "prescription", 10, 600, 2, 2),
    Diagnosis("F32.A", "prescription", 10, 600, 3, 2),
    Diagnosis("J45.909", "prescription", 10, 600, 2, 1.5),
)

# First number, how many numbers the section spans, and the letter in front (HCPCS level II).
_PROCEDURE_SECTIONS: dict[str, tuple[int, int, str]] = {
    "wellness": (99_381, 17, ""),
    "office_visit": (99_202, 14, ""),
    "chronic_care": (90_935, 8_600, ""),
    "mental_health": (90_785, 115, ""),
    "emergency": (99_281, 5, ""),
    "hospitalization": (99_221, 19, ""),
    "surgery": (10_004, 59_900, ""),
    "delivery": (59_400, 223, ""),
    "dialysis": (90_935, 65, ""),
    "oncology": (96_401, 149, ""),
    "laboratory": (80_047, 9_300, ""),
    "imaging": (70_010, 9_900, ""),
    "prescription": (120, 9_800, "J"),
}


@cache
def diagnosis_codes() -> Text:
    """The ICD-10-CM code of each diagnosis."""
    return vocabulary(d.code for d in DIAGNOSES)


@cache
def diagnosis_event_types() -> npt.NDArray[np.int64]:
    """The index in ``EVENT_TYPES`` of each diagnosis."""
    return np.array([EVENT_TYPES.index(d.event_type) for d in DIAGNOSES])


@cache
def log_normal_bands() -> tuple[Reals, Reals]:
    """Mean and deviation of the logarithm of the amount, per diagnosis, from the 5-95 % band."""
    low = np.log([d.low_usd for d in DIAGNOSES])
    high = np.log([d.high_usd for d in DIAGNOSES])
    return (low + high) / 2, (high - low) / (2 * 1.6448536269514722)


@cache
def procedure_codes() -> Text:
    """64 codes per event type: shape (13, 64)."""
    return vocabulary(
        _procedure_code(event_type, number) for event_type in EVENT_TYPES for number in range(1 << PROCEDURE_BITS)
    ).reshape(len(EVENT_TYPES), -1)


def _procedure_code(event_type: str, number: int) -> str:
    first, span, letter = _PROCEDURE_SECTIONS[event_type]
    value = first + number * span // (1 << PROCEDURE_BITS)
    return f"{letter}{value:0{5 - len(letter)}d}"


def strata(
    female: npt.NDArray[np.bool_], age: Ints, smoker: npt.NDArray[np.bool_], obese: npt.NDArray[np.bool_]
) -> Ints:
    """A number 0..39 per patient for everything that decides which diagnoses fit."""
    band = np.searchsorted(AGE_BANDS, age, side="right") - 1
    return ((band * 2 + female) * 2 + smoker) * 2 + obese


@cache
def diagnosis_guides() -> Guide:
    """The guide table over ``DIAGNOSES`` of every stratum: shape (40, 4096)."""
    tables = [
        guide([_weight(d, band, female, smoker, obese) for d in DIAGNOSES])
        for band in range(len(AGE_BANDS))
        for female in (False, True)
        for smoker in (False, True)
        for obese in (False, True)
    ]
    return np.stack(tables)


def pick_diagnosis(stratum: Ints, draw: Ints) -> Ints:
    """Index in ``DIAGNOSES``; ``draw`` has 12 random bits, see ``distributions.guide``."""
    return look_up(diagnosis_guides(), draw, stratum)


def _weight(diagnosis: Diagnosis, band: int, female: bool, smoker: bool, obese: bool) -> float:
    fits = (
        diagnosis.sex in ("", "FEMALE" if female else "MALE")
        and diagnosis.from_age <= AGE_BANDS[band] < diagnosis.to_age
        and (smoker or not diagnosis.smokers_only)
        and (obese or not diagnosis.obese_only)
    )
    share = band / (len(AGE_BANDS) - 1)
    return fits * math.fsum((diagnosis.young * (1 - share), diagnosis.old * share))

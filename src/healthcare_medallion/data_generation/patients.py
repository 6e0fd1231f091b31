"""Patients: who they are when they join, and the later versions of their records.

Marginals of the ``reference`` profile and the rule for charges were measured on the public Medical Cost
data set (1,338 insured people in the US); those of the ``seed`` profile are the project's own.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Self

import numpy as np
import numpy.typing as npt

from healthcare_medallion.data_generation import calendar, codes, distributions, names
from healthcare_medallion.data_generation.csv_text import csv_lines, hundredths, small_number, vocabulary
from healthcare_medallion.data_generation.keys import Text
from healthcare_medallion.data_generation.plan import GenerationPlan
from healthcare_medallion.data_generation.random_streams import Bits, Ints, Reals, Streams, as_uniform, field, fraction

Flags = npt.NDArray[np.bool_]

AGE_RANGE = (18, 85)
BMI_RANGE = (16.0, 50.0)
OBESE_FROM = 3_000  # hundredths of a BMI point
MOST_CHILDREN = 10
NEW_VERSIONS_PER_YEAR = 0.25  # per patient, but
MOST_NEW_VERSIONS = 0.08  # of the earlier patients in one batch
LATE_PATIENT_SHARE = 0.01  # whose record comes one batch after their first claims
_JOINING_PART = 0.9  # of a batch's period in which coverage may start

_FEMALE_SHARE = 0.495
_REGION_SHARES = (0.242, 0.243, 0.272, 0.243)  # in the order of codes.REGIONS
_PLAN_SHARES = (0.22, 0.24, 0.14, 0.06, 0.20, 0.14)  # in the order of codes.INSURANCE_PLANS; our choice
_REFERENCE_AGES = (69, 68, *(27,) * 45)  # people per year of age from 18 to 64
_REFERENCE_CHILDREN = (42.9, 24.2, 17.9, 11.7, 1.9, 1.3)
_REFERENCE_BMI_MEANS = np.array([29.2, 29.2, 33.4, 30.6])  # by region
_REFERENCE_SMOKING_AGES = np.array([0.216, 0.207, 0.235, 0.192, 0.174])  # by decade from 18, 25, 35, 45, 55
_REFERENCE_SMOKING_SEX = np.array([0.235, 0.174])  # men, women
_REFERENCE_SMOKING_REGIONS = np.array([0.188, 0.188, 0.25, 0.188])
_REFERENCE_SMOKING = 0.205


@dataclass(frozen=True)
class Members:
    """One row per version of a patient's record; every array has the same length.

    ``number`` is the patient's global number, ``batch`` where the record is delivered, ``period`` the
    batch in whose period it was made, ``bmi`` and ``charges`` are hundredths, ``coverage_day`` days and
    ``made_second`` seconds since the start of the history.
    """

    number: Bits
    batch: Ints
    period: Ints
    female: Flags
    age: Ints
    region: Ints
    bmi: Ints
    smoker: Flags
    children: Ints
    charges: Ints
    plan: Ints
    coverage_day: Ints
    made_second: Ints

    def __len__(self) -> int:
        return len(self.number)

    def take(self, rows: Ints | Flags) -> Self:
        """The chosen rows, in the order chosen."""
        return replace(self, **{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def followed_by(self, others: list[Self]) -> Self:
        """These rows, then those of ``others``."""
        columns = {f.name: [getattr(m, f.name) for m in (self, *others)] for f in fields(self)}
        return replace(self, **{name: np.concatenate(parts) for name, parts in columns.items()})


def first_records(plan: GenerationPlan, streams: Streams, first: int, last: int) -> Members:
    """The patients with global numbers first .. last - 1, as their first record shows them."""
    number = np.arange(first, last, dtype=np.uint64)
    batch = (number.view(np.int64) * plan.batches) // plan.patients
    shared = streams.bits("patient", number)
    female = fraction(shared, 0, 16) < _FEMALE_SHARE
    region = distributions.look_up(_region_guide(), field(shared, 16, distributions.GUIDE_BITS))
    age = _ages(plan, streams, number)
    bmi = _bmis(plan, streams, number, region)
    smoker = streams.uniform("smoker", number) < _smoking_chance(plan, age, female, region)
    children = distributions.look_up(_children_guide(plan.profile), field(shared, 28, distributions.GUIDE_BITS))
    coverage_day, made_second = _joining(plan, streams, number, batch)
    late = (fraction(shared, 52, 12) < LATE_PATIENT_SHARE) & (batch + 1 < plan.batches)
    return Members(
        number=number,
        batch=batch + late,
        period=batch,
        female=female,
        age=age,
        region=region,
        bmi=bmi,
        smoker=smoker,
        children=children,
        charges=_charges(streams.bits("charges", number), age, female, region, bmi, smoker, children),
        plan=distributions.look_up(_plan_guide(), field(shared, 40, distributions.GUIDE_BITS)),
        coverage_day=coverage_day,
        made_second=made_second,
    )


def with_versions(plan: GenerationPlan, streams: Streams, members: Members) -> Members:
    """All records of ``members``: the first ones and, in later batches, new versions of some."""
    versions = [_new_versions(plan, streams, members, batch) for batch in range(1, plan.batches)]
    return members.followed_by([v for v in versions if len(v)])


def _new_versions(plan: GenerationPlan, streams: Streams, members: Members, batch: int) -> Members:
    """Versions made in the period of ``batch`` by patients who joined before it.

    Every version is drawn around the first record, not around the version before, so that no batch
    needs the history of the others.
    """
    bits = streams.bits("version", members.number * np.uint64(1024) + np.uint64(batch))
    start_day, end_day = calendar.period_starts(plan.batches)[batch : batch + 2]
    share = min(MOST_NEW_VERSIONS, NEW_VERSIONS_PER_YEAR * (end_day - start_day) / 365.25)
    chosen = (fraction(bits, 0, 16) < share) & (members.period < batch)
    old, bits = members.take(chosen), bits[chosen]
    start, end = start_day * calendar.SECONDS_PER_DAY, end_day * calendar.SECONDS_PER_DAY
    made = start + (fraction(bits, 16, 24) * (end - start)).astype(np.int64)
    years = (made - old.made_second) // (365.25 * calendar.SECONDS_PER_DAY)
    age = np.minimum(old.age + years.astype(np.int64), AGE_RANGE[1])
    moves = field(bits, 40, 3) == 0
    region = np.where(moves, field(bits, 43, 2), old.region)
    quits_or_starts = field(bits, 45, 3) == 0
    smoker = old.smoker ^ quits_or_starts
    # A changed weight stays on its side of the line that decides which diagnoses fit.
    drift = field(bits, 48, 8) - 128
    obese = old.bmi >= OBESE_FROM
    low = np.where(obese, OBESE_FROM, round(BMI_RANGE[0] * 100))
    high = np.where(obese, round(BMI_RANGE[1] * 100), OBESE_FROM - 1)
    bmi = np.where((old.bmi + drift < low) | (old.bmi + drift > high), old.bmi, old.bmi + drift)
    another_plan = field(bits, 56, 1) == 0
    steps = 1 + field(bits, 57, 7) % (len(codes.INSURANCE_PLANS) - 1)
    plans = np.where(another_plan, (old.plan + steps) % len(codes.INSURANCE_PLANS), old.plan)
    charge_bits = streams.bits("charges of version", old.number * np.uint64(1024) + np.uint64(batch))
    return replace(
        old,
        batch=np.full(len(old), batch),
        period=np.full(len(old), batch),
        age=age,
        region=region,
        bmi=bmi,
        smoker=smoker,
        charges=_charges(charge_bits, age, old.female, region, bmi, smoker, old.children),
        plan=plans,
        made_second=made,
    )


def patient_lines(members: Members, streams: Streams, ids: Text, id_end: bytes) -> bytes:
    """The records as CSV lines; ``ids`` are the codes of the patients, one per record."""
    days, seconds = np.divmod(members.made_second, calendar.SECONDS_PER_DAY)
    shared = streams.bits("name", members.number)
    female_names, male_names, family_names = _name_tables()
    given = np.where(
        members.female,
        female_names[field(shared, 0, 24) % len(female_names)],
        male_names[field(shared, 0, 24) % len(male_names)],
    )
    return csv_lines(
        len(members),
        [
            (b"P", ids, id_end),
            (given,),
            (family_names[field(shared, 24, 24) % len(family_names)],),
            small_number(members.age),
            (_SEXES[members.female.astype(np.int64)],),
            (_REGIONS[members.region],),
            hundredths(members.bmi),
            (_BOOLEANS[members.smoker.astype(np.int64)],),
            small_number(members.children),
            hundredths(members.charges),
            (_PLANS[members.plan],),
            (calendar.day_texts()[members.coverage_day],),
            (calendar.day_texts()[days], calendar.clock_texts()[seconds]),
        ],
    )


_SEXES = vocabulary(("MALE", "FEMALE"))
_REGIONS = vocabulary(codes.REGIONS)
_PLANS = vocabulary(codes.INSURANCE_PLANS)
_BOOLEANS = vocabulary(("false", "true"))


@cache
def _name_tables() -> tuple[Text, Text, Text]:
    return (
        vocabulary(names.FEMALE_GIVEN_NAMES),
        vocabulary(names.MALE_GIVEN_NAMES),
        vocabulary(names.FAMILY_NAMES),
    )


@cache
def _region_guide() -> distributions.Guide:
    return distributions.guide(_REGION_SHARES)


@cache
def _plan_guide() -> distributions.Guide:
    return distributions.guide(_PLAN_SHARES)


@cache
def _children_guide(profile: str) -> distributions.Guide:
    if profile == "reference":
        return distributions.guide(_REFERENCE_CHILDREN)
    return distributions.guide(distributions.poisson_weights(1.2, MOST_CHILDREN))


@cache
def _reference_age_guide() -> distributions.Guide:
    return distributions.guide(_REFERENCE_AGES)


def _ages(plan: GenerationPlan, streams: Streams, number: Bits) -> Ints:
    bits = streams.bits("age", number)
    if plan.profile == "reference":
        return AGE_RANGE[0] + distributions.look_up(_reference_age_guide(), field(bits, 0, distributions.GUIDE_BITS))
    # Half a year on both sides, so that 18 and 85 get a whole year's share when rounded.
    years = distributions.truncated_normal(as_uniform(bits), 45, 15, AGE_RANGE[0] - 0.499, AGE_RANGE[1] + 0.499)
    return distributions.whole(years)


def _bmis(plan: GenerationPlan, streams: Streams, number: Bits, region: Ints) -> Ints:
    uniform = streams.uniform("bmi", number)
    if plan.profile == "reference":
        points = distributions.truncated_normal(uniform, _REFERENCE_BMI_MEANS, 5.85, *BMI_RANGE, group=region)
    else:
        points = distributions.truncated_normal(uniform, 28, 6, *BMI_RANGE)
    return distributions.whole(points * 100)


def _smoking_chance(plan: GenerationPlan, age: Ints, female: Flags, region: Ints) -> Reals:
    if plan.profile == "reference":
        decade = np.searchsorted((25, 35, 45, 55), age, side="right")
        by_sex = _REFERENCE_SMOKING_SEX[female.astype(np.int64)] / _REFERENCE_SMOKING
        by_region = _REFERENCE_SMOKING_REGIONS[region] / _REFERENCE_SMOKING
        return _REFERENCE_SMOKING_AGES[decade] * by_sex * by_region
    return np.float64(0.12) + np.float64(0.003) * (age - AGE_RANGE[0])  # 12 % at 18, 32 % at 85; our choice


def _joining(plan: GenerationPlan, streams: Streams, number: Bits, batch: Ints) -> tuple[Ints, Ints]:
    """The day coverage starts and the second the record is made, up to three days later."""
    bits = streams.bits("joining", number)
    starts = calendar.period_starts(plan.batches)
    start, end = starts[batch], starts[batch + 1]
    day = start + (fraction(bits, 0, 32) * _JOINING_PART * (end - start)).astype(np.int64)
    days_left = np.minimum(3, end - day)
    seconds = fraction(bits, 32, 32) * (days_left * calendar.SECONDS_PER_DAY)
    return day, day * calendar.SECONDS_PER_DAY + seconds.astype(np.int64)


def _charges(bits: Bits, age: Ints, female: Flags, region: Ints, bmi: Ints, smoker: Flags, children: Ints) -> Ints:
    """Yearly charges in cents: the rule recovered from the public data set, and its two kinds of noise.

    Nine in ten people lie near the rule; the rest carry an extra of about N(14,500, 4,800) USD.
    """
    by_region = np.array([0.0, -200.0, -580.0, -580.0])[region]
    usd = 1_110 + 3.37 * age**2 + 589 * children - 489 * ~female + by_region
    usd += smoker * (1_450 + 4.9 * bmi + 15_000 * (bmi >= OBESE_FROM))
    usd += distributions.truncated_normal(fraction(bits, 0, 24), 0, 150, -400, 400)
    extra = distributions.truncated_normal(fraction(bits, 24, 24), 14_500, 4_800, 5_100, 25_700)
    usd += (fraction(bits, 48, 16) < np.where(smoker, 0.066, 0.093)) * extra
    return distributions.whole(usd * 100)

"""Encounters: what claims bill and medical events record.

Patient p has encounters (p, 0), (p, 1), ... Claims bill the first few of them and events record the first
few of them, so a claim and an event with the same number tell of the same day and the same reason. The
counter of an encounter is ``p * 32 + slot``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from healthcare_medallion.data_generation import calendar, codes, distributions
from healthcare_medallion.data_generation.patients import OBESE_FROM, Members
from healthcare_medallion.data_generation.random_streams import Bits, Ints, Reals, Streams, field, fraction

SLOTS = 32
LATE_SHARE = 0.05  # of claims and events come one or two batches after their period
_LEVELS = 61


@dataclass(frozen=True)
class Encounters:
    """One row per encounter: its patient as a row of the chunk, its counter, reason and day."""

    member: Ints
    counter: Bits
    diagnosis: Ints
    day: Ints

    def __len__(self) -> int:
        return len(self.counter)

    @property
    def event_type(self) -> Ints:
        """Index in ``codes.EVENT_TYPES``."""
        return codes.diagnosis_event_types()[self.diagnosis]


def encounters(streams: Streams, members: Members, counts: Ints) -> Encounters:
    """The first ``counts`` encounters of each patient; ``members`` are first records."""
    member = np.repeat(np.arange(len(members)), counts)
    slot = np.arange(len(member)) - np.repeat(np.cumsum(counts) - counts, counts)
    counter = (members.number.view(np.int64) * SLOTS)[member] + slot
    bits = streams.bits("encounter", counter.view(np.uint64))
    strata = codes.strata(members.female, members.age, members.smoker, members.bmi >= OBESE_FROM)
    since = members.coverage_day[member]
    return Encounters(
        member=member,
        counter=counter.view(np.uint64),
        diagnosis=codes.pick_diagnosis(strata[member], field(bits, 0, distributions.GUIDE_BITS)),
        day=since + (fraction(bits, 12, 40) * (calendar.HISTORY_DAYS - since)).astype(np.int64),
    )


def need_of_care(members: Members) -> Reals:
    """0 for the young and healthy to 1 for old, obese smokers: the share of the range of visit counts."""
    age = (members.age - 18) / 67
    need: Reals = 0.2 + 0.5 * age + 0.15 * members.smoker + 0.15 * (members.bmi >= OBESE_FROM)
    return need


def visit_counts(streams: Streams, members: Members, purpose: str, least: float, most: float, cap: int) -> Ints:
    """Poisson counts with a mean between ``least`` and ``most``, as the need of care says."""
    level = distributions.whole(need_of_care(members) * (_LEVELS - 1))
    draw = field(streams.bits(purpose, members.number), 0, distributions.GUIDE_BITS)
    return distributions.look_up(_count_guides(least, most, cap), draw, level)


def delivery_batch(streams: Streams, purpose: str, visits: Encounters, batches: int) -> Ints:
    """The batch that first delivers each claim or event: that of its day, for a few one or two later."""
    period: Ints = calendar.period_of_day(batches)[visits.day]
    if batches == 1:
        return period
    bits = streams.bits(purpose, visits.counter)
    delay = (fraction(bits, 0, 16) < LATE_SHARE) * (1 + field(bits, 16, 1))
    late: Ints = np.minimum(period + delay, batches - 1)
    return late


@cache
def _count_guides(least: float, most: float, cap: int) -> distributions.Guide:
    return distributions.poisson_guides([float(rate) for rate in np.linspace(least, most, _LEVELS)], cap)

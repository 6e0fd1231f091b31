"""The stretch of time in which all generated history lies, and its split into batches.

Days are counted from ``HISTORY_START``; ``HISTORY_END`` is never reached. Both are constants: the clock
is not read, so that the same arguments give the same files in any year.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np

from healthcare_medallion.data_generation.keys import Text
from healthcare_medallion.data_generation.random_streams import Ints

HISTORY_START = date(2021, 1, 1)
HISTORY_END = date(2025, 12, 31)
HISTORY_DAYS = (HISTORY_END - HISTORY_START).days
SECONDS_PER_DAY = 86_400


@cache
def day_texts() -> Text:
    """``YYYY-MM-DD`` of every day of the history."""
    days = [HISTORY_START + timedelta(days=n) for n in range(HISTORY_DAYS)]
    return np.array([day.isoformat().encode() for day in days], dtype="S10")


@cache
def clock_texts() -> Text:
    """``THH:MM:SSZ`` of every second of a day."""
    texts = [
        b"T%02d:%02d:%02dZ" % (hour, minute, second)
        for hour in range(24)
        for minute in range(60)
        for second in range(60)
    ]
    return np.array(texts, dtype="S10")


def period_starts(batches: int) -> Ints:
    """The first day of each batch's period and, last, the end of the history: shape (batches + 1,)."""
    return np.arange(batches + 1) * HISTORY_DAYS // batches


def period_of_day(batches: int) -> Ints:
    """The batch in whose period each day lies; one more entry, ``batches``, for days after the history."""
    days = np.arange(HISTORY_DAYS + 1)
    return np.searchsorted(period_starts(batches), days, side="right") - 1

"""Service levels: freshness, completeness, latency and conservation of a feed against their settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from healthcare_medallion.settings_monitoring import Quality, ServiceLevels

Measure = Literal["freshness", "completeness", "latency", "conservation"]


@dataclass(frozen=True)
class Level:
    """One measure of one feed. ``value`` is None where there is nothing to judge, which breaches nothing."""

    measure: Measure
    feed: str
    value: float | None
    unit: Literal["seconds", "percent", "records"]
    objective: float | None
    breached: bool

    @property
    def words(self) -> str:
        """The level in a sentence, for an alert."""
        bound = "at least" if self.measure == "completeness" else "at most"
        shown = "unknown" if self.value is None else f"{self.value:,.6g} {self.unit}"
        objective = "none is set" if self.objective is None else f"{bound} {self.objective:,.6g} {self.unit}"
        return f"{self.measure} of {self.feed} is {shown}, the objective is {objective}"


def freshness(feed: str, newest: datetime | None, at: datetime, settings: ServiceLevels) -> Level:
    """Seconds from the newest row of a feed to ``at``, the logical time of a run."""
    objective = settings.freshness_seconds.get(feed)
    value = None if newest is None else max((at - newest).total_seconds(), 0.0)
    return Level("freshness", feed, value, "seconds", objective, _above(value, objective))


def latency(feed: str, landed: Sequence[datetime], published_at: datetime, settings: ServiceLevels) -> Level:
    """Seconds from the oldest modification time of a run's files to the instant that the run was published."""
    value = max(((published_at - at).total_seconds() for at in landed), default=None)
    value = None if value is None else max(value, 0.0)
    return Level("latency", feed, value, "seconds", settings.latency_seconds, _above(value, settings.latency_seconds))


def completeness(feed: str, percent: float | None, settings: Quality) -> Level:
    """Percent of cells of arrived rows that are filled."""
    breached = percent is not None and percent < settings.minimum_completeness
    return Level("completeness", feed, percent, "percent", settings.minimum_completeness, breached)


def conservation(feed: str, unaccounted: int) -> Level:
    """Lines, records and rows of a feed that are in no place or in two; the objective is none."""
    return Level("conservation", feed, float(unaccounted), "records", 0.0, unaccounted > 0)


def _above(value: float | None, objective: float | None) -> bool:
    return value is not None and objective is not None and value > objective

"""The overview of a report: whether the data can be trusted, from the ledgers of monitoring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from healthcare_medallion.engines.embedded.ledgers import DRIFT, QUALITY_SCORES, SLA, stored
from healthcare_medallion.engines.embedded.notifying import alerts_of
from healthcare_medallion.engines.embedded.reading import Run
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.monitoring.alerting import SEVERITIES, Alert
from healthcare_medallion.monitoring.service_levels import Level
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS

RUNS_SHOWN = 6
TREND_RUNS = 30


@dataclass(frozen=True)
class Attempt:
    """A run that finished or an attempt that failed."""

    run: int
    finished_at: datetime
    seconds: float
    files: int
    status: str
    error_family: str | None
    score: float | None


@dataclass(frozen=True)
class DriftLine:
    """One comparison of arrived rows; ``value`` is None where there was too little to judge."""

    measure: str
    subject: str
    value: float | None
    verdict: str


@dataclass(frozen=True)
class Overview:
    """What an operator has to know within a minute."""

    attempts: tuple[Attempt, ...]
    levels: tuple[Level, ...]
    trend: tuple[tuple[str, float], ...]
    """Run and quality score in percent, oldest first."""
    drift: tuple[DriftLine, ...]
    alerts: tuple[Alert, ...]

    @property
    def missed(self) -> int:
        return sum(level.breached for level in self.levels)

    @property
    def moved(self) -> tuple[DriftLine, ...]:
        """What has moved, the worst first."""
        found = [line for line in self.drift if line.verdict in ("moderate", "major")]
        return tuple(sorted(found, key=lambda d: (d.verdict != "major", d.measure, d.subject)))

    @property
    def compared(self) -> bool:
        """Whether there was a pinned reference to compare with."""
        return any(line.measure in ("psi", "null_share") for line in self.drift)

    def level(self, measure: str, feed: str) -> Level | None:
        return next((x for x in self.levels if x.measure == measure and x.feed == feed), None)


def gather_overview(warehouse: Warehouse, run: Run) -> Overview:
    """The overview as of a run."""
    scores = {
        row["run_id"]: row["score"]
        for row in stored(warehouse, QUALITY_SCORES)
        if row["scope"] == "all" and row["feed"] == "all"
    }
    attempts = sorted(stored(warehouse, PIPELINE_RUNS), key=lambda r: r["finished_at"])
    levels = stored(warehouse, SLA, run=run.run_sequence)
    names = tuple(Level.__dataclass_fields__)
    return Overview(
        attempts=tuple(
            Attempt(
                run=row["run_sequence"],
                finished_at=row["finished_at"],
                seconds=(row["finished_at"] - row["started_at"]).total_seconds(),
                files=row["files"],
                status=row["status"],
                error_family=row["error_family"],
                score=scores.get(str(row["run_sequence"])) if row["status"] != "failed" else None,
            )
            for row in attempts[: -RUNS_SHOWN - 1 : -1]
        ),
        levels=tuple(Level(**{name: row[name] for name in names}) for row in levels),
        trend=tuple(sorted(scores.items(), key=lambda s: int(s[0])))[-TREND_RUNS:],
        drift=tuple(
            DriftLine(row["measure"], row["subject"], row["value"], row["verdict"])
            for row in stored(warehouse, DRIFT, run=run.run_sequence)
        ),
        alerts=tuple(
            sorted(
                (alert for alert in alerts_of(warehouse) if alert.is_open),
                key=lambda a: (-SEVERITIES.index(a.severity), a.opened_at, a.subject),
            )
        ),
    )

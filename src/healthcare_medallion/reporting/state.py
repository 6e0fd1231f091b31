"""Where a warehouse stands: its last run, what waits in the landing folder, what an interrupted run left behind."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.ledgers import table_of
from healthcare_medallion.engines.embedded.lock import holder
from healthcare_medallion.engines.embedded.notifying import alerts_of
from healthcare_medallion.engines.embedded.plan import PlannedFile
from healthcare_medallion.engines.embedded.reading import Run, reading, runs
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import LandingError
from healthcare_medallion.monitoring.alerting import Alert
from healthcare_medallion.monitoring.alerting import waiting as waiting_alerts
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.quality.score import QualityReport, scores
from healthcare_medallion.reporting.gathering import table_lines
from healthcare_medallion.reporting.model import TableLine
from healthcare_medallion.settings import Settings


@dataclass(frozen=True)
class State:
    """What `medallion status` tells. ``waiting`` and ``changed`` are None where there is no landing folder to read."""

    warehouse: Path
    landing: Path
    last_run: Run | None
    tables: tuple[TableLine, ...]
    quality: QualityReport | None
    unfinished_run: int | None
    held_by: str | None
    waiting: tuple[str, ...] | None
    changed: tuple[str, ...] | None
    landing_problem: str | None
    bytes_on_disk: int
    open_alerts: tuple[Alert, ...] = ()
    untold: int = 0
    """Messages about alerts that no target has taken yet."""


def state(settings: Settings) -> State:
    """Reads; changes nothing. A folder without a warehouse is a state like any other.

    :raises WarehouseError: a table's log is damaged.
    """
    warehouse = Warehouse(settings.warehouse)
    finished = runs(warehouse)
    last = finished[-1] if finished else None
    recorded = plans.read_plans(table_of(warehouse, LANDING_FILES))
    tables, quality = _published(settings, last) if last else ((), None)
    planned, done = max((p.run for p in recorded), default=0), last.run_sequence if last else 0
    alerts = alerts_of(warehouse)
    waiting, changed, problem = _landing(settings, {f.source_file: f for p in recorded for f in p.files})
    return State(
        warehouse=settings.warehouse,
        landing=settings.landing,
        last_run=last,
        tables=tables,
        quality=quality,
        unfinished_run=planned if planned > done else None,
        held_by=_held_by(settings.warehouse),
        waiting=waiting,
        changed=changed,
        landing_problem=problem,
        bytes_on_disk=size_of(settings.warehouse),
        open_alerts=tuple(alert for alert in alerts if alert.is_open),
        untold=len(waiting_alerts(alerts, settings.alerts.targets)),
    )


def _published(settings: Settings, run: Run) -> tuple[tuple[TableLine, ...], QualityReport]:
    with reading(settings, versions=run.table_versions) as con:
        return table_lines(con, run), scores(con, graph(settings.pipeline))


def _landing(
    settings: Settings, taken: dict[str, PlannedFile]
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None, str | None]:
    """New files, changed files, or why neither can be told."""
    try:
        landed = plans.landed_files(settings.landing, settings.sources)
    except LandingError as error:
        return None, None, error.message
    new = tuple(f.source_file for f in landed if f.source_file not in taken)
    return new, tuple(plans.changed_files(settings.landing, landed, taken)), None


def _held_by(root: Path) -> str | None:
    """Who runs over the warehouse right now; None where nobody does, or where this cannot be told."""
    path = root / ".lock"
    if not path.exists():
        return None
    lock = FileLock(path)
    try:
        with lock.acquire(timeout=0):
            return None
    except Timeout:
        return holder(root)
    except OSError:
        return None


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder; what disappears meanwhile does not count."""
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(path) / name).lstat().st_size
            except OSError:
                continue
    return total

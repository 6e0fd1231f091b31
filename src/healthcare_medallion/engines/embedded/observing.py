"""Around the runs of one call: what they did is recorded, and who has to know of an alert is told.

A call that found nothing to do records nothing and imports nothing that is needed to record.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from healthcare_medallion import __version__
from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.finished import runs
from healthcare_medallion.engines.embedded.ledgers import append, observed_run, table_of
from healthcare_medallion.engines.embedded.notifying import raise_alerts, tell
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import MedallionError
from healthcare_medallion.monitoring.alerting import Signal
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS
from healthcare_medallion.settings import Settings


@contextmanager
def observed(settings: Settings, warehouse: Warehouse, spill: Path, *, engine: str = "embedded") -> Iterator[None]:
    """Records the runs that were finished inside, or that an attempt failed; tells of alerts; writes the metrics.

    ``spill`` is the spill folder of the run, free again when its connection is closed. An attempt that failed before
    it was planned has left the warehouse as it was, and leaves no record.
    """
    started = datetime.now(UTC)
    try:
        yield
    except MedallionError as error:
        with suppress(MedallionError):  # the first error is the one to show
            _record_failure(settings, warehouse, error, started, engine)
            tell(settings, warehouse)
            _write_metrics(settings)
        raise
    _record(settings, warehouse, spill)
    tell(settings, warehouse)
    _write_metrics(settings)


def _record(settings: Settings, warehouse: Warehouse, spill: Path) -> None:
    """Every finished run that has no record; of runs from before there were records, the last."""
    finished, last = runs(warehouse), observed_run(warehouse)
    missing = finished[-1:] if last is None else [run for run in finished if run.run_sequence > last]
    if missing:
        from healthcare_medallion.engines.embedded.duck import connection
        from healthcare_medallion.engines.embedded.recording import record_run

        with connection(settings.engine, spill) as con:
            for run in missing:
                record_run(settings, warehouse, con, run)


def _write_metrics(settings: Settings) -> None:
    if settings.metrics.textfile is not None:
        from healthcare_medallion.engines.embedded.metrics import figures, writing
        from healthcare_medallion.monitoring.metrics import write_textfile

        with writing(settings.metrics.textfile):
            write_textfile(settings.metrics.textfile, figures(settings), time.time())


def _record_failure(
    settings: Settings, warehouse: Warehouse, error: MedallionError, started: datetime, engine: str
) -> None:
    planned = plans.read_plans(table_of(warehouse, LANDING_FILES))
    finished = {run.run_sequence for run in runs(warehouse)}
    if not planned or planned[-1].run in finished:
        return
    plan, now = planned[-1], datetime.now(UTC)
    row: dict[str, object] = {
        "run_sequence": plan.run,
        "started_at": started,
        "finished_at": now,
        "logical_time": plan.planned_at,
        "engine": engine,
        "package_version": __version__,
        "environment": settings.env,
        "files": len(plan.files),
        "table_versions": [],
        "table_rows": [],
        "table_milliseconds": [],
        "name_key_id": "",
        "reject_key_id": "",
        "status": "failed",
        "error_family": type(error).__name__,
    }
    append(warehouse, PIPELINE_RUNS, [row])
    words = f"an attempt failed with {type(error).__name__}, exit code {error.exit_code}"
    raise_alerts(settings, warehouse, [Signal("run_failed", "pipeline", 1.0, words)], run=plan.run, at=now, once=False)

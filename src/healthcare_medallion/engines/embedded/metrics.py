"""Metrics of a warehouse, read from its ledgers: for a textfile after a run, and for whoever scrapes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from healthcare_medallion import __version__
from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.finished import Run, runs
from healthcare_medallion.engines.embedded.ledgers import (
    DRIFT,
    EXPECTATION_RESULTS,
    QUALITY_SCORES,
    SLA,
    stored,
    table_of,
)
from healthcare_medallion.engines.embedded.notifying import alerts_of
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import MedallionError, UsageError
from healthcare_medallion.monitoring.alerting import waiting
from healthcare_medallion.monitoring.metrics import Figures
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS
from healthcare_medallion.pipelines.ops.reconciliation import CONTRACT as RECONCILIATION
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.settings import Settings

if TYPE_CHECKING:
    from wsgiref.simple_server import WSGIServer


def figures(settings: Settings) -> Figures:
    """What the ledgers say now; a warehouse without a run has few figures, not an error.

    :raises WarehouseError: a ledger is damaged.
    """
    warehouse = Warehouse(settings.warehouse)
    finished = runs(warehouse)
    if not finished:
        return Figures(version=__version__, runs=_runs(warehouse))
    last = finished[-1]
    planned = plans.read_plans(table_of(warehouse, LANDING_FILES))
    files = [(plan.run, file) for plan in planned for file in plan.files]
    published = {run.run_sequence: run.finished_at for run in finished}
    taken = [row for row in stored(warehouse, RECONCILIATION) if row["run_sequence"] in published]
    alerts = alerts_of(warehouse)
    opened = [alert.severity for alert in alerts if alert.is_open]
    return Figures(
        version=__version__,
        rows_read=_sums(taken, "records"),
        rows_rejected=_sums(taken, "rejected_rows"),
        table_rows=last.table_rows,
        table_seconds={name: spent / 1000 for name, spent in last.table_milliseconds.items()},
        rule_failures={
            (row["feed"], row["rule"]): row["failed"]
            for row in _of(warehouse, EXPECTATION_RESULTS, last)
            if row["scope"] == "all"
        },
        scores={
            row["feed"]: row["score"] / 100 for row in _of(warehouse, QUALITY_SCORES, last) if row["scope"] == "all"
        },
        newest={
            feed: max(f.ingested_at for run, f in files if f.feed == feed and run in published).timestamp()
            for feed in sorted({f.feed for run, f in files if run in published})
        },
        levels_breached={(row["measure"], row["feed"]): row["breached"] for row in _of(warehouse, SLA, last)},
        psi={
            tuple(row["subject"].split(".", 1)): row["value"]
            for row in _of(warehouse, DRIFT, last)
            if row["measure"] == "psi" and row["value"] is not None
        },
        open_alerts={severity: opened.count(severity) for severity in set(opened)},
        undelivered_alerts=len(waiting(alerts, settings.alerts.targets)),
        runs=_runs(warehouse),
        last_success=last.finished_at.timestamp(),
        last_run_seconds=(last.finished_at - last.started_at).total_seconds(),
        latencies=tuple(
            max((published[run] - file.modified_at).total_seconds(), 0.0) for run, file in files if run in published
        ),
    )


class MetricsServer:
    """An HTTP endpoint `/metrics` in a thread of its own; figures are read when it is asked.

    Answers in OpenMetrics to who accepts it, else in the older text format. Close it, or use it in a `with`.
    """

    def __init__(self, server: WSGIServer) -> None:
        self._server = server

    @property
    def port(self) -> int:
        return int(self._server.server_port)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def serve_metrics(settings: Settings, port: int = 0, *, host: str = "127.0.0.1") -> MetricsServer:
    """Starts the endpoint; port 0 takes a free one. Loopback by default: metrics have no access control.

    :raises UsageError: the port is taken or not allowed.
    """
    from prometheus_client import start_http_server

    from healthcare_medallion.monitoring.metrics import registry

    def ask() -> Figures:
        try:
            return figures(settings)
        except MedallionError:
            return Figures(version=__version__, readable=False)

    try:
        server, _ = start_http_server(port, addr=host, registry=registry(ask, time.time))
    except OSError as error:
        raise UsageError(
            f"Metrics cannot be served on {host}:{port}: {error.strerror}.", hint="Name another port."
        ) from None
    return MetricsServer(server)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the operating system says of the textfile into an error of ours."""
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The metrics file {path} cannot be written: {error.strerror}.",
            hint="Check the folder that the setting metrics.textfile names. The run itself is published.",
        ) from None


def _of(warehouse: Warehouse, contract: Contract, run: Run) -> list[dict[str, Any]]:
    return stored(warehouse, contract, run=run.run_sequence)


def _runs(warehouse: Warehouse) -> dict[str, int]:
    statuses = [row["status"] for row in stored(warehouse, PIPELINE_RUNS)]
    return {status: statuses.count(status) for status in ("succeeded", "failed")}


def _sums(rows: list[dict[str, Any]], name: str) -> dict[str, int]:
    feeds = sorted({row["feed"] for row in rows})
    return {feed: sum(row[name] for row in rows if row["feed"] == feed) for feed in feeds}

"""Metrics for Prometheus, named by its conventions: one prefix, base units, `_total` for counters.

Labels are names of tables, feeds, rules, columns and service levels, all from code or contracts: their number is
bounded, and none can hold a person. Counters are sums over ledgers, so they outlive every process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector, CollectorRegistry

LATENCY_BUCKETS = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3_600.0, 14_400.0, 86_400.0)
SEVERITIES = ("info", "warning", "critical")


@dataclass(frozen=True)
class Figures:
    """What there is to tell of a warehouse at one instant. Times in seconds since the epoch, ratios 0 to 1."""

    version: str
    readable: bool = True
    """False where the warehouse could not be read; then nothing else is known."""
    rows_read: Mapping[str, int] = field(default_factory=dict)
    """Records by feed."""
    rows_rejected: Mapping[str, int] = field(default_factory=dict)
    """Records by feed."""
    table_rows: Mapping[str, int] = field(default_factory=dict)
    """Rows by full name of the table."""
    table_seconds: Mapping[str, float] = field(default_factory=dict)
    """Seconds that the last run spent, by full name of the table."""
    rule_failures: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Rows that break a rule in the last measurement, by feed and rule."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """Ratio by feed, all rows."""
    newest: Mapping[str, float] = field(default_factory=dict)
    """Instant of the newest row by feed."""
    levels_breached: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    """By service level and feed, as the last run found."""
    psi: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """By table and column, as the last run found."""
    open_alerts: Mapping[str, int] = field(default_factory=dict)
    """By severity."""
    undelivered_alerts: int = 0
    runs: Mapping[str, int] = field(default_factory=dict)
    """Runs and attempts by status."""
    last_success: float | None = None
    last_run_seconds: float | None = None
    latencies: tuple[float, ...] = ()
    """Seconds from landing to gold of every file."""


class Warehouse(Collector):
    """Asks for the figures whenever it is scraped. ``clock`` gives seconds since the epoch."""

    def __init__(self, figures: Callable[[], Figures], clock: Callable[[], float]) -> None:
        self._figures = figures
        self._clock = clock

    def describe(self) -> Iterator[Metric]:
        return iter(())  # nothing is read when a registry takes the collector

    def collect(self) -> Iterator[Metric]:
        return families(self._figures(), self._clock())


def registry(figures: Callable[[], Figures], clock: Callable[[], float]) -> CollectorRegistry:
    """A registry of its own: nothing about this process gets into it."""
    made = CollectorRegistry(auto_describe=False)
    made.register(Warehouse(figures, clock))
    return made


def openmetrics(figures: Figures, now: float) -> str:
    """The figures as OpenMetrics 1.0 text, `# EOF` at its end."""
    from prometheus_client.openmetrics.exposition import generate_latest

    text: bytes = generate_latest(registry(lambda: figures, lambda: now))  # type: ignore[no-untyped-call]
    return text.decode()


def write_textfile(path: Path, figures: Figures, now: float) -> None:
    """Writes the figures to a file in one rename, so that nobody reads half of it.

    `*.prom` is what the textfile collector of node_exporter reads, in the older text format; it does not know
    OpenMetrics. Any other name gets OpenMetrics.

    :raises OSError: the folder is not there or not writable.
    """
    import tempfile

    from prometheus_client import generate_latest

    if path.suffix == ".prom":
        text = generate_latest(registry(lambda: figures, lambda: now)).decode()
    else:
        text = openmetrics(figures, now)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".metrics-", delete=False, encoding="utf-8") as file:
        file.write(text)
    made = Path(file.name)
    made.chmod(0o644)  # the collector runs as another user, and nothing in it is secret
    made.replace(path)


def families(figures: Figures, now: float) -> Iterator[Metric]:
    """Every metric there is; one without a sample is told all the same, so that dashboards know it."""
    yield InfoMetricFamily("lakehouse_build", "Version of the package.", value={"version": figures.version})
    yield _gauge("lakehouse_up", "1 where the warehouse could be read.", (), {(): int(figures.readable)})
    yield _counter("lakehouse_rows_read", "Records read from landed files.", ("feed",), figures.rows_read)
    yield _counter("lakehouse_rows_rejected", "Records that became rejected lines.", ("feed",), figures.rows_rejected)
    yield _counter("lakehouse_runs", "Finished runs and failed attempts.", ("status",), figures.runs)
    yield _gauge(
        "lakehouse_table_rows", "Rows of a table as published.", ("layer", "table"), _layered(figures.table_rows)
    )
    yield _gauge(
        "lakehouse_table_duration_seconds",
        "Time that the last run spent on a table.",
        ("layer", "table"),
        _layered(figures.table_seconds),
        unit="seconds",
    )
    yield _gauge(
        "lakehouse_rule_failed_rows", "Stored rows that break a rule.", ("feed", "rule"), figures.rule_failures
    )
    yield _gauge("lakehouse_quality_score_ratio", "Rule evaluations passed.", ("feed",), figures.scores, unit="ratio")
    yield _gauge(
        "lakehouse_freshness_seconds",
        "Age of the newest row of a feed.",
        ("feed",),
        {feed: max(now - at, 0.0) for feed, at in figures.newest.items()},
        unit="seconds",
    )
    yield _gauge(
        "lakehouse_service_level_breached",
        "1 where the last run missed a service level.",
        ("measure", "feed"),
        {key: int(value) for key, value in figures.levels_breached.items()},
    )
    yield _gauge("lakehouse_drift_psi", "PSI against the pinned reference.", ("table", "column"), figures.psi)
    yield _gauge(
        "lakehouse_alerts_open",
        "Open alerts.",
        ("severity",),
        {severity: figures.open_alerts.get(severity, 0) for severity in SEVERITIES},
    )
    yield _gauge("lakehouse_alerts_undelivered", "Messages that no target took.", (), {(): figures.undelivered_alerts})
    yield _gauge(
        "lakehouse_last_success_timestamp_seconds",
        "When the last run was published.",
        (),
        {(): figures.last_success} if figures.last_success is not None else {},
        unit="seconds",
    )
    yield _gauge(
        "lakehouse_last_run_duration_seconds",
        "Duration of the last run.",
        (),
        {(): figures.last_run_seconds} if figures.last_run_seconds is not None else {},
        unit="seconds",
    )
    yield _latency(figures.latencies)


def _latency(latencies: tuple[float, ...]) -> Metric:
    bounds = (*LATENCY_BUCKETS, float("inf"))
    buckets = [("+Inf" if b == bounds[-1] else f"{b}", sum(v <= b for v in latencies)) for b in bounds]
    made = HistogramMetricFamily(
        "lakehouse_end_to_end_latency_seconds", "From a file's modification to its rows in gold.", unit="seconds"
    )
    made.add_metric([], buckets, sum_value=sum(latencies))
    return made


def _counter(name: str, text: str, labels: tuple[str, ...], values: Mapping[str, int]) -> Metric:
    made = CounterMetricFamily(name, text, labels=labels)
    for key, value in sorted(values.items()):
        made.add_metric([key], value)
    return made


def _gauge(name: str, text: str, labels: tuple[str, ...], values: Mapping[Any, float], unit: str = "") -> Metric:
    made = GaugeMetricFamily(name, text, labels=labels, unit=unit)
    for key, value in sorted(values.items()):
        made.add_metric([key] if isinstance(key, str) else list(key), value)
    return made


def _layered(values: Mapping[str, float]) -> dict[tuple[str, ...], float]:
    return {(layer_of(name), name): value for name, value in values.items()}


def layer_of(full_name: str) -> str:
    """bronze, silver, gold or ops, from the full name of a table."""
    schema, _, name = full_name.partition(".")
    first = name.partition("_")[0]
    return "ops" if schema != "data_eng" else {"dim": "gold", "fact": "gold"}.get(first, first)

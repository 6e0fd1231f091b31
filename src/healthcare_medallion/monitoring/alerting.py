"""Alerts: from figures that runs recorded to what is open. Pure: no clock, no delivery.

A rule holds for a subject when its condition is met in ``runs`` of the last ``of`` runs that measured the subject.
Where it holds and no alert is open, one opens; where it does not and one is open, that one resolves. While an alert
is open nothing more is sent about it. A run that does not measure a subject changes nothing about it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from healthcare_medallion.settings_monitoring import AlertRule, AlertTarget, Measure, Quality

SEVERITIES = ("info", "warning", "critical")
_RUNBOOKS = "docs/runbooks/monitoring.md"
_SIGNED = ("volume", "null_share")
_WORDS: Mapping[Measure, str] = {
    "quality_score": "quality score in percent, all rows",
    "arrived_score": "quality score in percent, rows of the run",
    "service_level": "service levels missed",
    "psi": "population stability index against the pinned reference",
    "null_share": "change of the share of nulls against the pinned reference",
    "volume": "standard deviations of the number of rows from earlier runs",
    "schema": "columns too many or too few",
    "run_failed": "attempts that failed",
}


@dataclass(frozen=True)
class Signal:
    """One figure of one run. ``words`` say it in full where the bare value does not."""

    measure: Measure
    subject: str
    value: float
    words: str | None = None


@dataclass(frozen=True)
class Alert:
    """What is known of one alert. ``told`` are (target, event) pairs that were delivered."""

    alert_id: str
    rule: str
    subject: str
    severity: str
    opened_at: datetime
    run_id: str
    value: float | None
    message: str
    runbook: str | None
    resolved_at: datetime | None = None
    resolved_by: str | None = None
    resolution: str | None = None
    told: frozenset[tuple[str, str]] = frozenset()
    failed: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None

    def text(self, event: str) -> str:
        return self.message if event == "opened" else self.resolution or self.message


def builtin_rules(quality: Quality) -> dict[str, AlertRule]:
    """The rules that hold where the settings say nothing else."""

    def rule(measure: Measure, **rest: Any) -> AlertRule:
        return AlertRule(measure=measure, runbook=f"{_RUNBOOKS}#{measure.replace('_', '-')}", **rest)

    return {
        "run_failed": rule("run_failed", above=0, severity="critical"),
        "records_unaccounted": rule("service_level", above=0, subject="conservation:*", severity="critical"),
        "quality_low": rule("quality_score", below=quality.minimum_score, subject="all", severity="critical"),
        "freshness_missed": rule("service_level", above=0, subject="freshness:*"),
        "completeness_missed": rule("service_level", above=0, subject="completeness:*"),
        "latency_missed": rule("service_level", above=0, subject="latency:*"),
        "drift_major": rule("psi", above=0.25, runs=2, of=3),
        "nulls_changed": rule("null_share", above=0.05, runs=2, of=3),
        "volume_unusual": rule("volume", above=3),
        "schema_changed": rule("schema", above=0),
    }


def rules_in_force(quality: Quality, given: Mapping[str, AlertRule]) -> dict[str, AlertRule]:
    """Built-in rules with those of the settings on top, the silenced ones left out."""
    return {name: rule for name, rule in {**builtin_rules(quality), **given}.items() if rule.enabled}


def meets(rule: AlertRule, value: float) -> bool:
    """Whether one value meets a rule's condition."""
    if rule.below is not None:
        return value < rule.below
    assert rule.above is not None
    return (abs(value) if rule.measure in _SIGNED else value) > rule.above


def holds(rule: AlertRule, latest_first: Sequence[float]) -> bool:
    """Whether the condition is met in ``rule.runs`` of the last ``rule.of`` values."""
    return sum(meets(rule, value) for value in latest_first[: rule.of]) >= rule.runs


def changes(
    rules: Mapping[str, AlertRule],
    signals: Iterable[Signal],
    history: Mapping[tuple[Measure, str], Sequence[float]],
    alerts: Iterable[Alert],
    *,
    run_id: str,
    at: datetime,
) -> list[dict[str, object]]:
    """Rows of `alerts` for what opens and resolves in a run.

    ``history`` holds earlier values of a subject, the latest first, without this run's.
    """
    opened = {(alert.rule, alert.subject): alert for alert in alerts if alert.is_open}
    rows: list[dict[str, object]] = []
    for signal in signals:
        values = (signal.value, *history.get((signal.measure, signal.subject), ()))
        for name, rule in rules.items():
            if rule.measure != signal.measure or not fnmatchcase(signal.subject, rule.subject):
                continue
            alert = opened.get((name, signal.subject))
            if holds(rule, values) and alert is None:
                rows.append(_row(_opened(name, rule, signal, run_id, at), "opened", at, run_id, signal.value))
            elif alert is not None and not holds(rule, values):
                rows.append(resolution(alert, at=at, run_id=run_id, value=signal.value))
    return rows + [
        resolution(alert, at=at, run_id=run_id, value=None) for alert in opened.values() if alert.rule not in rules
    ]


def resolution(
    alert: Alert, *, at: datetime, run_id: str, value: float | None, by: str | None = None
) -> dict[str, object]:
    """The row that ends an alert; ``by`` names who did, if it did not end by itself."""
    why = "by hand" if by else "the rule is no longer in force" if value is None else f"value {value:.6g}"
    ended = replace(alert, message=f"Resolved: {alert.rule} on {alert.subject} ({why}).")
    return {**_row(ended, "resolved", at, run_id, value), "resolved_by": by}


def _opened(name: str, rule: AlertRule, signal: Signal, run_id: str, at: datetime) -> Alert:
    limit = f"below {rule.below:g}" if rule.below is not None else f"above {rule.above:g}"
    persistent = "" if rule.of == 1 else f" in {rule.runs} of the last {rule.of} runs"
    figure = signal.words or f"{_WORDS[signal.measure]} is {signal.value:.6g}, which is {limit}"
    message = f"{name} on {signal.subject}: {figure}{persistent}. Run {run_id}."
    identity = hashlib.sha256(f"{name}\0{signal.subject}\0{run_id}\0{at.isoformat()}".encode()).hexdigest()[:12]
    return Alert(identity, name, signal.subject, rule.severity, at, run_id, signal.value, message, rule.runbook)


def _row(alert: Alert, event: str, at: datetime, run_id: str, value: float | None) -> dict[str, object]:
    return {
        "at": at,
        "alert_id": alert.alert_id,
        "event": event,
        "rule": alert.rule,
        "subject": alert.subject,
        "severity": alert.severity,
        "run_id": run_id,
        "value": value,
        "message": alert.message,
        "runbook": alert.runbook,
    }


def delivery_row(
    alert: Alert, *, target: str, concerns: str, done: bool, attempts: int, at: datetime
) -> dict[str, object]:
    """The row that says how telling a target went."""
    row = _row(alert, "delivered" if done else "undelivered", at, alert.run_id, alert.value)
    return {**row, "message": alert.text(concerns), "target": target, "concerns": concerns, "attempts": attempts}


def read_alerts(rows: Iterable[Mapping[str, Any]]) -> list[Alert]:
    """Every alert there ever was, in the order in which they opened, from the rows of `alerts`."""
    found: dict[str, Alert] = {}
    order = {"opened": 0, "resolved": 1}
    for row in sorted(rows, key=lambda r: (order.get(r["event"], 2), r["at"])):
        known = found.get(row["alert_id"])
        if row["event"] == "opened":
            names = ("alert_id", "rule", "subject", "severity", "run_id", "value", "message", "runbook")
            found[row["alert_id"]] = Alert(opened_at=row["at"], **{name: row[name] for name in names})
        elif known is None:
            continue
        elif row["event"] == "resolved":
            ended = {"resolved_at": row["at"], "resolved_by": row["resolved_by"], "resolution": row["message"]}
            found[row["alert_id"]] = replace(known, **ended)
        else:
            pair = frozenset({(row["target"], row["concerns"])})
            found[row["alert_id"]] = (
                replace(known, told=known.told | pair, failed=known.failed - pair)
                if row["event"] == "delivered"
                else replace(known, failed=(known.failed | pair) - known.told)
            )
    return sorted(found.values(), key=lambda a: (a.opened_at, a.rule, a.subject))


def waiting(alerts: Iterable[Alert], targets: Mapping[str, AlertTarget]) -> list[tuple[Alert, str, str]]:
    """What has not been told yet, as (alert, target, event).

    Of an alert that has ended only a target hears that it was tried to tell before: a target that is new in the
    settings is told what is open, not what ever was.
    """
    found = []
    for alert in alerts:
        for name, target in targets.items():
            if SEVERITIES.index(alert.severity) < SEVERITIES.index(target.minimum_severity):
                continue
            tried = any(of == name for of, _ in alert.told | alert.failed)
            events = ("opened",) if alert.is_open else ("opened", "resolved") if tried else ()
            found += [(alert, name, event) for event in events if (name, event) not in alert.told]
    return found

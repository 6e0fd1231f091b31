"""Alerts of a warehouse: what opens and resolves is recorded, then told; what could not be told waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from healthcare_medallion.engines.embedded.audit import actor
from healthcare_medallion.engines.embedded.ledgers import (
    ALERTS,
    DRIFT,
    QUALITY_SCORES,
    SLA,
    append,
    append_once,
    stored,
)
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import SettingsError, UsageError
from healthcare_medallion.monitoring import alerting
from healthcare_medallion.monitoring.alerting import Alert, Signal
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS
from healthcare_medallion.settings import Settings
from healthcare_medallion.settings_monitoring import AlertRule, Measure

History = dict[tuple[Measure, str], list[float]]


def alerts_of(warehouse: Warehouse) -> list[Alert]:
    """Every alert that the warehouse knows, oldest first."""
    return alerting.read_alerts(stored(warehouse, ALERTS))


def raise_alerts(
    settings: Settings,
    warehouse: Warehouse,
    signals: Iterable[Signal],
    *,
    run: int,
    at: datetime,
    once: bool = True,
) -> None:
    """Records what opens and resolves with these figures. ``once`` under the run's number: a run does so once."""
    rules = alerting.rules_in_force(settings.quality, settings.alerts.rules)
    history = _history(warehouse, rules, before=at)
    rows = alerting.changes(rules, signals, history, alerts_of(warehouse), run_id=str(run), at=at)
    if once:
        append_once(warehouse, ALERTS, rows, run)
    else:
        append(warehouse, ALERTS, rows)


def tell(settings: Settings, warehouse: Warehouse) -> None:
    """Sends what waits. A target that does not take it leaves a row, and the next run tries again.

    Never fails a run: that an alert could not be sent is recorded and shown, the tables are published all the same.
    """
    targets = settings.alerts.targets
    if not targets:
        return
    from healthcare_medallion.monitoring.delivery import message, send

    rows = []
    for alert, name, event in alerting.waiting(alerts_of(warehouse), targets):
        title, body, kind = message(alert, event)
        try:
            done, attempts = send(targets[name], title=title, body=body, kind=kind, settings=settings.alerts)
        except SettingsError:
            done, attempts = False, 0
        at = datetime.now(UTC)
        rows.append(alerting.delivery_row(alert, target=name, concerns=event, done=done, attempts=attempts, at=at))
    append(warehouse, ALERTS, rows)


def resolve(warehouse: Warehouse, alert_id: str) -> Alert:
    """Ends an open alert by hand. It opens again when a later run meets its condition.

    :raises UsageError: no open alert has this id.
    """
    opened = [alert for alert in alerts_of(warehouse) if alert.is_open]
    for alert in opened:
        if alert.alert_id == alert_id:
            row = alerting.resolution(alert, at=datetime.now(UTC), run_id=alert.run_id, value=None, by=actor())
            append(warehouse, ALERTS, [row])
            return alert
    raise UsageError(f"No open alert has the id `{alert_id}`.", hint="medallion alerts list shows those that are open.")


def _history(warehouse: Warehouse, rules: Mapping[str, AlertRule], *, before: datetime) -> History:
    """Earlier values of every subject that a rule with persistence judges, the latest first."""
    measures = {rule.measure for rule in rules.values() if rule.of > 1}
    found: list[tuple[datetime, Measure, str, float]] = []
    if measures & {"psi", "null_share", "volume", "schema"}:
        found += [(r["measured_at"], r["measure"], r["subject"], r["value"]) for r in stored(warehouse, DRIFT)]
    if measures & {"quality_score", "arrived_score"}:
        names: dict[str, Measure] = {"all": "quality_score", "arrived": "arrived_score"}
        scores = stored(warehouse, QUALITY_SCORES)
        found += [(r["measured_at"], names[r["scope"]], r["feed"], r["score"]) for r in scores]
    if "service_level" in measures:
        levels = [r for r in stored(warehouse, SLA) if r["value"] is not None]
        found += [
            (r["measured_at"], "service_level", f"{r['measure']}:{r['feed']}", float(r["breached"])) for r in levels
        ]
    history: History = {}
    for at, measure, subject, value in sorted(found, key=lambda f: f[0], reverse=True):
        if at < before and value is not None:
            history.setdefault((measure, subject), []).append(value)
    if "run_failed" in measures:
        # Attempts of a run end after its logical time; the latest row is the one that is being judged.
        attempts = sorted(stored(warehouse, PIPELINE_RUNS), key=lambda r: r["finished_at"], reverse=True)[1:]
        history["run_failed", "pipeline"] = [float(r["status"] == "failed") for r in attempts]
    return history

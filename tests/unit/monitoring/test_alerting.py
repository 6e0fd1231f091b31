"""Alerts: condition, persistence, one alert at a time, an end by itself, and whom to tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from healthcare_medallion.monitoring import alerting
from healthcare_medallion.monitoring.alerting import Alert, Signal
from healthcare_medallion.settings_monitoring import AlertRule, AlertTarget, Quality

START = datetime(2026, 3, 1, tzinfo=UTC)
BUILTIN = alerting.builtin_rules(Quality())


def played(rules: dict[str, AlertRule], *runs: float | None, measure: Any = "psi", subject: str = "t.c") -> list[str]:
    """The events of runs that measured these values, one after the other; None measured nothing."""
    rows: list[dict[str, Any]] = []
    history: list[float] = []
    for number, value in enumerate(runs):
        signals = [] if value is None else [Signal(measure, subject, value)]
        rows += alerting.changes(
            rules,
            signals,
            {(measure, subject): history},
            alerting.read_alerts({"resolved_by": None, **r} for r in rows),
            run_id=str(number),
            at=START + timedelta(hours=number),
        )
        if value is not None:
            history.insert(0, value)
    return [f"{row['run_id']} {row['event']}" for row in rows]


@pytest.mark.parametrize(
    ("name", "subject", "fires", "silent"),
    [
        ("run_failed", "pipeline", 1.0, 0.0),
        ("records_unaccounted", "conservation:claims", 1.0, 0.0),
        ("quality_low", "all", 99.49, 99.5),
        ("freshness_missed", "freshness:claims", 1.0, 0.0),
        ("completeness_missed", "completeness:claims", 1.0, 0.0),
        ("latency_missed", "latency:claims", 1.0, 0.0),
        ("drift_major", "bronze_claims.claim_amount", 0.26, 0.25),
        ("nulls_changed", "bronze_claims.claim_amount", -0.06, 0.05),
        ("volume_unusual", "claims", -3.1, 3.0),
        ("schema_changed", "claims", 1.0, 0.0),
    ],
)
def test_every_builtin_rule_fires_and_is_silent(name: str, subject: str, fires: float, silent: float) -> None:
    rule = BUILTIN[name]
    assert played({name: rule}, *[fires] * rule.runs, measure=rule.measure, subject=subject)[-1].endswith("opened")
    assert played({name: rule}, *[silent] * 5, measure=rule.measure, subject=subject) == []


def test_every_builtin_rule_is_in_that_test_and_no_two_tell_the_same() -> None:
    assert len(BUILTIN) == 10
    levels = [f"{measure}:claims" for measure in ("freshness", "completeness", "latency", "conservation")]
    for level in levels:
        assert len(played(BUILTIN, 1.0, measure="service_level", subject=level)) == 1


TWO_OF_THREE = {"r": AlertRule(measure="psi", above=0.25, runs=2, of=3)}


@pytest.mark.parametrize(
    ("values", "events"),
    [
        ((0.3,), []),
        ((0.3, 0.3), ["1 opened"]),
        ((0.3, 0.1, 0.3), ["2 opened"]),
        ((0.3, 0.1, 0.1, 0.3), []),
        ((0.3, 0.3, 0.3, 0.3), ["1 opened"]),
        ((0.3, 0.3, 0.1, 0.1), ["1 opened", "3 resolved"]),
        ((0.3, 0.3, None, 0.3), ["1 opened"]),
        ((0.3, 0.3, 0.1, 0.1, 0.3, 0.3), ["1 opened", "3 resolved", "5 opened"]),
    ],
)
def test_persistence_one_alert_at_a_time_and_an_end_by_itself(
    values: tuple[float | None, ...], events: list[str]
) -> None:
    assert played(TWO_OF_THREE, *values) == events


def test_a_subject_that_a_rule_does_not_name_is_not_its_business() -> None:
    rules = {"r": AlertRule(measure="psi", above=0.1, subject="bronze_claims.*")}
    assert played(rules, 1.0, subject="bronze_claims.x") == ["0 opened"]
    assert played(rules, 1.0, subject="bronze_patients.x") == []


def test_settings_replace_and_silence_builtin_rules() -> None:
    given = {
        "drift_major": AlertRule(measure="psi", above=0.5),
        "schema_changed": AlertRule(measure="schema", above=0, enabled=False),
    }
    rules = alerting.rules_in_force(Quality(minimum_score=90), given)
    assert rules["drift_major"].above == 0.5 and "schema_changed" not in rules
    assert rules["quality_low"].below == 90


@pytest.mark.parametrize("wrong", [{}, {"above": 1, "below": 0}, {"above": 1, "runs": 3, "of": 2}])
def test_a_rule_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        AlertRule(measure="psi", **wrong)  # type: ignore[arg-type]


# WHOM TO TELL


def target(severity: Any = "info") -> AlertTarget:
    return AlertTarget(url=SecretStr("json://localhost"), minimum_severity=severity)


def alert(**changes: Any) -> Alert:
    given = {"alert_id": "a", "rule": "r", "subject": "s", "severity": "warning", "opened_at": START, "run_id": "1"}
    return Alert(**{**given, "value": 1.0, "message": "m", "runbook": None, **changes})


def told(one: Alert, **targets: AlertTarget) -> list[tuple[str, str]]:
    return [(name, event) for _, name, event in alerting.waiting([one], targets)]


def test_who_is_told_what() -> None:
    ended = {"resolved_at": START}
    assert told(alert(), a=target(), b=target("critical")) == [("a", "opened")]
    assert told(alert(told=frozenset({("a", "opened")})), a=target()) == []
    assert told(alert(told=frozenset({("a", "opened")}), **ended), a=target()) == [("a", "resolved")]
    assert told(alert(failed=frozenset({("a", "opened")}), **ended), a=target()) == [("a", "opened"), ("a", "resolved")]
    assert told(alert(**ended), new=target()) == []


def test_a_target_never_shows_its_url() -> None:
    secret = AlertTarget(url=SecretStr("slack://aaa/bbb/ccc"))
    assert "aaa" not in repr(secret) + str(secret) + secret.model_dump_json()

"""What runs record about themselves, who is told, and what metrics say: over real warehouses, servers and files."""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.parser import text_string_to_metric_families as old_format

from healthcare_medallion.cli import alerts as alerts_command
from healthcare_medallion.cli import quality as quality_command
from healthcare_medallion.cli import status as status_command
from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.engines.embedded import notifying
from healthcare_medallion.engines.embedded.gate import gate_of
from healthcare_medallion.engines.embedded.ledgers import MONITORING, RECORDED
from healthcare_medallion.engines.embedded.metrics import figures, serve_metrics
from healthcare_medallion.engines.embedded.notifying import alerts_of
from healthcare_medallion.engines.embedded.recording import pin_reference
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.warehouse import RUN, Warehouse
from healthcare_medallion.errors import CheckFailed, LandingError, UsageError
from healthcare_medallion.monitoring.metrics import openmetrics
from healthcare_medallion.settings import Settings
from healthcare_medallion.settings_monitoring import AlertRule, Alerts, Drift, Metrics, Quality, ServiceLevels
from tests.integration.conftest import SECOND
from tests.lib.crashes import Crash, crash_after
from tests.lib.receivers import mail_receiver, web_receiver
from tests.lib.warehouses import VARIES, files_below, land, rows, run_at, settings_in, stored

NAME, SSN = "Qvxzwname", "987-65-4321"
DASHBOARD = Path(__file__).parents[2] / "docs/monitoring/grafana-dashboard.json"


def last(settings: Settings, name: str) -> list[dict[str, Any]]:
    found = rows(settings, name)
    newest = max(row["measured_at"] for row in found)
    return [row for row in found if row["measured_at"] == newest]


# RECORDS


def test_a_run_records_every_ledger_once_and_an_empty_one_nothing(filled: Settings) -> None:
    assert {row["run_id"] for row in rows(filled, "expectation_results")} == {"1", "2"}
    for contract in RECORDED:
        table = Warehouse(filled.warehouse).open(contract)
        assert table is not None and table.transaction_version(RUN) == 2, contract.name
    for contract in MONITORING:
        keys = [tuple(row[name] for name in contract.key) for row in rows(filled, contract.name) if contract.key]
        assert len(keys) == len(set(keys)), contract.name
    before = files_below(filled.warehouse)
    run(filled)
    assert files_below(filled.warehouse) == before


def test_the_records_are_those_of_the_data(filled: Settings) -> None:
    (total,) = [r for r in last(filled, "quality_scores") if (r["scope"], r["feed"]) == ("all", "all")]
    (arrived,) = [r for r in last(filled, "quality_scores") if (r["scope"], r["feed"]) == ("arrived", "all")]
    bronze = sum(len(rows(filled, f"bronze_{feed}")) for feed in ("patients", "claims", "medical_events"))
    assert total["rows"] == bronze > arrived["rows"] > 0
    quarantined = [r for feed in ("patients", "claims", "medical_events") for r in rows(filled, f"quarantine_{feed}")]
    assert total["failed"] == sum(len(r["_failed_rules"]) for r in quarantined)
    assert total["score"] == 100 * total["passed"] / total["evaluated"]
    newest = max(r["_ingested_at"] for r in rows(filled, "bronze_claims"))
    of_run = [r for r in rows(filled, "bronze_claims") if r["_ingested_at"] == newest]
    (profile,) = [
        r
        for r in last(filled, "column_profiles")
        if (r["table_name"], r["column_name"]) == ("bronze_claims", "diagnosis_code")
    ]
    assert profile["rows"] == len(of_run)
    assert profile["nulls"] == sum(r["diagnosis_code"] is None for r in of_run)
    for row in last(filled, "expectation_results"):
        assert row["passed"] + row["failed"] == row["evaluated"]
    levels = {(r["measure"], r["feed"]): r for r in last(filled, "sla")}
    assert len(levels) == 12 and not any(r["breached"] for (m, _), r in levels.items() if m == "conservation")


def test_a_run_that_is_killed_while_it_records_is_completed_by_the_next(
    second_landed: Callable[[], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    with crash_after(0) as commits:
        whole = second_landed()
        run_at(monkeypatch, whole, SECOND)
    names = [contract.name for contract in MONITORING]

    def told(settings: Settings) -> dict[str, list[str]]:
        tables = stored(settings)
        return {n: sorted(map(repr, tables[n].drop_columns(list(VARIES.get(n, ()))).to_pylist())) for n in names}

    expected = told(whole)
    for after in range(commits[0] - len(RECORDED), commits[0]):
        settings = second_landed()
        with pytest.raises(Crash), crash_after(after):
            run_at(monkeypatch, settings, SECOND)
        report = run_at(monkeypatch, settings, SECOND)
        assert report.runs == []
        assert told(settings) == expected, after


def test_an_attempt_that_fails_is_recorded_and_alerted_and_the_next_one_resolves_it(
    second_landed: Callable[[], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = second_landed()
    with pytest.raises(Crash), crash_after(1):
        run_at(monkeypatch, settings, SECOND)
    path = settings.landing / "batch-0002/claims.csv"
    text = path.read_bytes()
    path.unlink()
    for _ in range(2):
        with pytest.raises(LandingError):
            run_at(monkeypatch, settings, SECOND)
    failed = [r for r in rows(settings, "pipeline_runs") if r["status"] == "failed"]
    assert [(r["run_sequence"], r["error_family"]) for r in failed] == [(2, "LandingError")] * 2
    (alert,) = [a for a in alerts_of(Warehouse(settings.warehouse)) if a.is_open and a.rule == "run_failed"]
    assert alert.severity == "critical" and "exit code 11" in alert.message
    path.write_bytes(text)
    assert run_at(monkeypatch, settings, SECOND).runs == [2]
    assert not any(a.is_open for a in alerts_of(Warehouse(settings.warehouse)) if a.rule == "run_failed")


# DRIFT AND THE REFERENCE


def test_drift_is_told_of_rows_that_moved_and_not_of_others(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, drift=Drift(minimum_rows=100))
    good = [{"patient_id": f"P{n:05}", "age": str(20 + n % 60)} for n in range(400)]
    land(settings.landing, "patients", good, batch="1")
    run(settings)
    assert {r["measure"] for r in rows(settings, "drift")} == {"volume", "schema"}
    assert pin_reference(settings)[0] == 1
    land(settings.landing, "patients", [{**r, "patient_id": f"Q{r['patient_id']}"} for r in good], batch="2")
    run(settings)
    verdicts = {(r["measure"], r["subject"]): r["verdict"] for r in last(settings, "drift")}
    assert verdicts["psi", "bronze_patients.age"] == verdicts["psi", "bronze_patients.region"] == "stable"
    old = [{"patient_id": f"R{n:05}", "age": "79", "region": "SOUTHWEST", "bmi": ""} for n in range(200)]
    land(settings.landing, "patients", old, batch="3")
    run(settings)
    verdicts = {(r["measure"], r["subject"]): r["verdict"] for r in last(settings, "drift")}
    assert verdicts["psi", "bronze_patients.age"] == "major"
    assert verdicts["null_share", "bronze_patients.bmi"] == "major"
    assert verdicts["psi", "bronze_patients.smoker"] == "stable"
    assert {r["reference_version"] for r in last(settings, "drift") if r["measure"] == "psi"} == {1}
    assert pin_reference(settings)[0] == 2


def test_too_few_rows_are_no_reference(fresh: Settings) -> None:
    land(fresh.landing, "patients")
    run(fresh)
    with pytest.raises(UsageError, match="1,000 rows"):
        pin_reference(fresh)
    pinned = CliRunner().invoke(quality_command.command, ["reference", "pin", "--warehouse", str(fresh.warehouse)])
    assert isinstance(pinned.exception, UsageError)


# THE GATE


def test_the_gate_judges_service_levels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_in(tmp_path)
    land(settings.landing, "patients", [{}])
    run(settings)
    places = ["--gate", "--warehouse", str(settings.warehouse)]
    assert CliRunner().invoke(quality_command.command, places).exit_code == 0
    monkeypatch.setenv("MEDALLION_SLA__FRESHNESS_SECONDS", '{"patients": 0.001}')
    late = CliRunner().invoke(quality_command.command, places)
    assert isinstance(late.exception, CheckFailed) and "freshness of patients" in late.exception.message
    assert not gate_of(settings).missed
    assert gate_of(settings.model_copy(update={"sla": ServiceLevels(freshness_seconds={"patients": 0.001})})).missed


def test_the_gate_judges_completeness_as_recorded(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, quality=Quality(minimum_completeness=99))
    land(settings.landing, "patients", [{"patient_id": f"P{n:05}", "bmi": "", "region": ""} for n in range(10)])
    run(settings)
    assert [level.measure for level in gate_of(settings).missed] == ["completeness"]


# TELLING

LOW = {
    "quality_low": AlertRule(measure="quality_score", below=99.5, subject="all", runbook="https://runbooks.example/1")
}


def alerting_settings(folder: Path, **urls: str) -> Settings:
    targets = {name: {"url": url} for name, url in urls.items()}
    return settings_in(folder, alerts=Alerts(rules=LOW, targets=targets, backoff_seconds=0, attempts=3))  # type: ignore[arg-type]


def bad_batch(settings: Settings, batch: str = "1") -> None:
    """Half of the rows break a rule; canaries stand in good and in broken ones."""
    land(
        settings.landing,
        "patients",
        [
            {"patient_id": f"P{batch}001", "first_name": NAME, "last_name": NAME},
            {"patient_id": f"P{batch}002", "first_name": NAME, "age": "12", "region": NAME, "insurance_plan": SSN},
        ],
        batch=batch,
    )
    land(settings.landing, "claims", [{"claim_id": SSN, "diagnosis_code": NAME, "claim_status": SSN}], batch=batch)


def test_a_webhook_and_a_mailbox_are_told_once(tmp_path: Path) -> None:
    with web_receiver(refuse=2) as web, mail_receiver() as mail:
        url = f"mailto://127.0.0.1:{mail.port}?from=lake@example.org&to=team@example.org"
        settings = alerting_settings(tmp_path, web=f"json://127.0.0.1:{web.port}/hook", mail=url)
        bad_batch(settings)
        run(settings)
        (sent,) = [t for t in web.texts if "quality_low" in t]
        assert web.seen == 2 + len(web.texts)
        body = json.loads(sent)
        assert body["type"] == "failure" or body["type"] == "warning"
        assert "quality_low on all" in body["message"] and "https://runbooks.example/1" in body["message"]
        assert len([t for t in mail.texts if "quality_low" in t]) == 1
        told = len(web.texts), len(mail.texts)
        bad_batch(settings, "2")  # still low: nothing new to say about it
        run(settings)
        assert len([t for t in web.texts if "quality_low" in t]) == 1
        land(settings.landing, "patients", [{"patient_id": f"G{n:05}"} for n in range(2_000)], batch="3")
        run(settings)
        assert len([t for t in web.texts if "[resolved] quality_low" in t]) == 1
        assert len(web.texts) > told[0]
        for text in (*web.texts, *mail.texts):
            assert NAME not in text and SSN not in text


def test_what_cannot_be_delivered_is_kept_shown_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with web_receiver() as web:
        port = web.port
    settings = alerting_settings(tmp_path, web=f"json://127.0.0.1:{port}/hook")
    bad_batch(settings)
    assert run(settings).runs == [1]
    undelivered = [r for r in rows(settings, "alerts") if r["event"] == "undelivered"]
    assert undelivered and all(r["attempts"] == 3 for r in undelivered)
    monkeypatch.setattr(status_command, "__name__", status_command.__name__)
    config = tmp_path / "medallion.toml"
    config.write_text(f'[alerts.targets.web]\nurl = "json://127.0.0.1:{port}/hook"\n')
    monkeypatch.setenv("MEDALLION_CONFIG", str(config))
    places = ["--warehouse", str(settings.warehouse), "--landing", str(settings.landing)]
    shown = CliRunner().invoke(status_command.command, places).output
    assert "undelivered" in shown and "quality_low on all" in shown
    assert NAME not in shown and SSN not in shown
    with web_receiver() as web:
        working = alerting_settings(tmp_path, web=f"json://127.0.0.1:{web.port}/hook")
        assert run(working).runs == []  # nothing to take, and the message goes out all the same
        assert len(web.texts) == len(undelivered)
    assert figures(working).undelivered_alerts == 0


def test_without_the_library_alerts_are_kept_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "apprise", None)
    settings = alerting_settings(tmp_path, web="json://127.0.0.1:1/")
    bad_batch(settings)
    assert run(settings).runs == [1]
    assert {r["event"] for r in rows(settings, "alerts")} == {"opened", "undelivered"}


@pytest.mark.parametrize(
    ("url", "understood"),
    [
        ("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", True),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", True),
        ("workflows://prod.azure.com/643e69837c7e4f8b9d5f8f0a5b4f2d1c/a1b2c3d4e5f6a1b2c3d4e5f6/", True),
        ("mailto://someone:secret@example.org", True),
        ("nonsense", False),
    ],
)
def test_slack_teams_and_mail_are_understood(url: str, understood: bool) -> None:
    from healthcare_medallion.monitoring.delivery import is_understood
    from healthcare_medallion.settings_monitoring import AlertTarget

    assert is_understood(AlertTarget(url=url)) is understood  # type: ignore[arg-type]


def test_the_alerts_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = alerting_settings(tmp_path)
    bad_batch(settings)
    run(settings)
    place = ["--warehouse", str(settings.warehouse)]
    call = CliRunner().invoke
    opened = json.loads(call(alerts_command.command, ["list", "--json", *place]).output)
    low = next(a for a in opened if a["rule"] == "quality_low")
    assert low["open"] and NAME not in json.dumps(opened)
    assert call(alerts_command.command, ["resolve", low["alert_id"], *place]).exit_code == 0
    assert isinstance(call(alerts_command.command, ["resolve", low["alert_id"], *place]).exception, UsageError)
    (ended,) = [a for a in alerts_of(Warehouse(settings.warehouse)) if a.alert_id == low["alert_id"]]
    assert ended.resolved_by == notifying.actor() and not ended.is_open
    with web_receiver() as web:
        monkeypatch.setenv("MEDALLION_ALERTS__TARGETS__TEAM__URL", f"json://127.0.0.1:{web.port}/hook")
        tested = call(alerts_command.command, ["test"])
        assert tested.exit_code == 0 and len(web.texts) == 1
    monkeypatch.setenv("MEDALLION_ALERTS__BACKOFF_SECONDS", "0")
    refused = call(alerts_command.command, ["test"])
    assert isinstance(refused.exception, CheckFailed) and "team" in refused.exception.message


# METRICS


def test_metrics_are_served_and_written_and_say_what_the_ledgers_say(filled: Settings, tmp_path: Path) -> None:
    with serve_metrics(filled) as server:
        request = urllib.request.Request(
            f"http://127.0.0.1:{server.port}/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"}
        )
        with urllib.request.urlopen(request, timeout=10) as response:
            text = response.read().decode()
            assert "openmetrics-text" in response.headers["Content-Type"]
    assert text.endswith("# EOF\n")
    samples = {
        (s.name, *sorted(s.labels.values())): s.value for f in text_string_to_metric_families(text) for s in f.samples
    }
    read = sum(r["records"] for r in rows(filled, "reconciliation") if r["feed"] == "claims")
    assert samples["lakehouse_rows_read_total", "claims"] == read
    assert samples["lakehouse_up",] == 1 and samples["lakehouse_runs_total", "succeeded"] == 2
    assert samples["lakehouse_table_rows", "data_eng.fact_claims", "gold"] == len(rows(filled, "fact_claims"))
    assert samples["lakehouse_end_to_end_latency_seconds_count",] == 6
    for name in ("figures.prom", "figures.txt"):
        run(filled.model_copy(update={"metrics": Metrics(textfile=tmp_path / name)}))
    assert "# EOF" not in (tmp_path / "figures.prom").read_text()
    assert {f.name for f in old_format((tmp_path / "figures.prom").read_text())}
    assert (tmp_path / "figures.txt").read_text().endswith("# EOF\n")
    with pytest.raises(UsageError, match="metrics file"):
        run(filled.model_copy(update={"metrics": Metrics(textfile=tmp_path / "none" / "x.prom")}))


def test_a_damaged_warehouse_is_a_figure_and_not_a_crash(filled: Settings) -> None:
    shutil.rmtree(filled.warehouse / "data_eng_ops/sla/_delta_log")
    for log in (filled.warehouse / "data_eng_ops/pipeline_runs/_delta_log").glob("*.json"):
        log.write_text("{")
    with serve_metrics(filled) as server:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=10) as response:
            assert "lakehouse_up 0.0" in response.read().decode()
        with pytest.raises(UsageError, match="cannot be served"):
            serve_metrics(filled, server.port)


def test_names_follow_the_conventions_and_labels_are_bounded(filled: Settings) -> None:
    allowed = {"feed", "status", "layer", "table", "rule", "measure", "column", "severity", "version", "le"}
    for family in text_string_to_metric_families(openmetrics(figures(filled), 0)):
        assert family.name.startswith("lakehouse_") and family.name == family.name.lower()
        assert not family.name.endswith("_total") and "milliseconds" not in family.name
        for sample in family.samples:
            assert set(sample.labels) <= allowed, sample
            assert family.type != "counter" or sample.name.endswith(("_total", "_created"))


def test_the_dashboard_shows_metrics_that_exist(filled: Settings) -> None:
    import re

    told = {s.name for f in text_string_to_metric_families(openmetrics(figures(filled), 0)) for s in f.samples}
    families = {f.name for f in text_string_to_metric_families(openmetrics(figures(filled), 0))}
    panels = json.loads(DASHBOARD.read_text())["panels"]
    expressions = [target["expr"] for panel in panels for target in panel.get("targets", [])]
    used = {name for e in expressions for name in re.findall(r"lakehouse_[a-z0-9_]+", e)}
    assert len(used) > 10
    assert used - told - families == set()


# NOBODY'S DATA


def test_no_record_metric_or_page_holds_a_canary(tmp_path: Path) -> None:
    from healthcare_medallion.engines.embedded.verify import verify
    from healthcare_medallion.reporting.gathering import gather
    from healthcare_medallion.reporting.rendering import render

    settings = settings_in(tmp_path, drift=Drift(minimum_rows=100), metrics=Metrics(textfile=tmp_path / "m.txt"))
    generate(GenerationPlan(patients=300, seed=3), settings.landing)
    bad_batch(settings, "canary")
    run(settings)
    pin_reference(settings)
    bad_batch(settings, "again")
    run(settings)
    tables = stored(settings)
    texts = {c.name: repr(tables[c.name].to_pylist()) for c in MONITORING}
    texts["metrics"] = (tmp_path / "m.txt").read_text()
    texts["page"] = render(gather(settings, verdicts=verify(settings)))
    for contract in MONITORING:
        for log in (settings.warehouse / contract.schema / contract.name / "_delta_log").glob("*.json"):
            texts[f"{contract.name}/{log.name}"] = log.read_text()
    assert len(texts) > 12
    for name, text in texts.items():
        for canary in (NAME, NAME.upper(), NAME.lower(), SSN, SSN.replace("-", "")):
            assert canary not in text, name

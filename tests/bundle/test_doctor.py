"""`medallion doctor --target`: what a deploy still needs, on a whole bundle and on broken ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from healthcare_medallion.cli.doctor import command
from healthcare_medallion.deployment.examining import examine_target
from healthcare_medallion.deployment.finding import Finding
from tests.bundle.conftest import TARGETS

PRINCIPAL = "11111111-2222-3333-4444-555555555555"


@pytest.fixture
def ready(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who may deploy."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("databricks", "python3"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    return {
        "PATH": str(programs),
        "DATABRICKS_HOST": "https://workspace.example.com",
        "DATABRICKS_CONFIG_FILE": str(tmp_path / "none"),
        "BUNDLE_VAR_service_principal": PRINCIPAL,
        "BUNDLE_VAR_alert_email": "on-call@insurer.test",
        "BUNDLE_VAR_warehouse_id": "abc",
    }


def wrong(root: Path, target: str, environ: dict[str, str]) -> dict[str, Finding]:
    return {f.what: f for f in examine_target(root, target, environ) if f.ok is False}


def replace(file: Path, good: str, bad: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert good in text
    file.write_text(text.replace(good, bad), encoding="utf-8")


@pytest.mark.parametrize("target", TARGETS)
def test_a_whole_bundle_needs_nothing(bundle_copy: Path, ready: dict[str, str], target: str) -> None:
    assert wrong(bundle_copy, target, ready) == {}


def test_what_only_a_workspace_knows_is_said(bundle_copy: Path, ready: dict[str, str]) -> None:
    asked = {f.what: f for f in examine_target(bundle_copy, "staging", ready) if f.ok is None}
    assert set(asked) == {"groups", "secrets"}
    assert asked["groups"].found == "analysts, compliance-officers, data-engineers, data-stewards"
    assert "healthcare-medallion-staging" in asked["secrets"].found
    assert "04_keys.sh staging" in asked["secrets"].next_step
    del ready["BUNDLE_VAR_warehouse_id"]
    asked = {f.what: f for f in examine_target(bundle_copy, "staging", ready) if f.ok is None}
    assert "Serverless Starter Warehouse" in asked["SQL warehouse"].found


# WHAT A PERSON HAS YET TO GIVE


def test_a_machine_with_nothing_is_told_everything(bundle_copy: Path, tmp_path: Path) -> None:
    found = wrong(bundle_copy, "prod", {"PATH": "", "DATABRICKS_CONFIG_FILE": str(tmp_path / "none")})
    assert set(found) == {"run as", "host", "Databricks CLI", "wheel", "notifications"}
    assert found["run as"].next_step == "export BUNDLE_VAR_service_principal=<its application id>"
    assert all(finding.next_step for finding in found.values())


def test_the_host_comes_from_a_profile_and_tokens_stay_unread(
    bundle_copy: Path, ready: dict[str, str], tmp_path: Path
) -> None:
    del ready["DATABRICKS_HOST"]
    Path(ready["DATABRICKS_CONFIG_FILE"]).write_text(
        "[DEFAULT]\ntoken = dapi-0\n[work]\nhost = https://work.example.com\ntoken = dapi-1\n"
    )
    assert "host" in wrong(bundle_copy, "dev", ready)
    ready["DATABRICKS_CONFIG_PROFILE"] = "work"
    findings = list(examine_target(bundle_copy, "dev", ready))
    assert any(f.found == "https://work.example.com (profile work)" for f in findings)
    assert "dapi" not in repr(findings)


def test_a_misspelled_variable_of_the_environment_is_found(bundle_copy: Path, ready: dict[str, str]) -> None:
    ready["BUNDLE_VAR_alert_mail"] = "x@insurer.test"
    assert "BUNDLE_VAR_alert_mail (did you mean `alert_email`?)" in wrong(bundle_copy, "dev", ready)["variables"].found


def test_values_are_taken_from_the_overrides_file(bundle_copy: Path, ready: dict[str, str]) -> None:
    del ready["BUNDLE_VAR_service_principal"]
    file = bundle_copy / ".databricks/bundle/prod/variable-overrides.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"service_principal": PRINCIPAL}))
    assert "run as" not in wrong(bundle_copy, "prod", ready)
    file.write_text("{")
    assert "is no JSON object" in wrong(bundle_copy, "prod", ready)["bundle"].found


# BROKEN BUNDLES


def test_a_bundle_with_a_variable_unset_and_a_name_that_is_gone(bundle_copy: Path, ready: dict[str, str]) -> None:
    replace(bundle_copy / "databricks.yml", "      catalog: juan_prod\n", "")
    replace(bundle_copy / "resources/jobs.yml", "${var.pause_status}", "${var.paused_status}")
    found = wrong(bundle_copy, "prod", ready)
    assert set(found) == {"variables", "references"}
    assert found["variables"].found == "without a value: catalog"
    assert found["variables"].next_step == "export BUNDLE_VAR_catalog=..."
    assert "${var.paused_status} (did you mean `pause_status`?)" in found["references"].found
    assert set(wrong(bundle_copy, "dev", ready)) == {"references"}


def test_a_bundle_with_stale_sql_and_without_a_wheel(bundle_copy: Path, ready: dict[str, str]) -> None:
    sql = bundle_copy / "src/lakeflow/sql/silver_claims.sql"
    sql.write_text(sql.read_text() + "-- by hand\n")
    ready["BUNDLE_VAR_wheel_build"] = ""
    replace(bundle_copy / "databricks.yml", "    build: ${var.wheel_build}\n", "")
    found = wrong(bundle_copy, "dev", ready)
    assert set(found) == {"compiled SQL", "wheel"}
    assert "silver_claims.sql" in found["compiled SQL"].found
    assert found["compiled SQL"].next_step == "medallion compile"
    assert "none in dist" in found["wheel"].found


def test_a_bundle_with_files_and_a_resource_gone(bundle_copy: Path, ready: dict[str, str]) -> None:
    (bundle_copy / "src/healthcare_medallion/jobs/monitoring.py").unlink()
    (bundle_copy / "src/lakeflow/patient_data/patient_data.py").unlink()
    replace(
        bundle_copy / "resources/pipelines.yml", "    patient_data_history_pipeline:", "    patient_history_pipeline:"
    )
    found = wrong(bundle_copy, "staging", ready)
    assert set(found) == {"files", "references"}
    assert "jobs/monitoring.py" in found["files"].found and "patient_data/**" in found["files"].found
    assert "${resources.pipelines.patient_data_history_pipeline}" in found["references"].found


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda root: (root / "databricks.yml").unlink(), "There is no"),
        (lambda root: (root / "databricks.yml").write_text("a: [\n"), "databricks.yml, line 2 is no YAML"),
        (lambda root: replace(root / "databricks.yml", "  prod:\n", "  production:\n"), "has no target `prod`"),
        (lambda root: replace(root / "databricks.yml", "resources/*.yml", "resource/*.yml"), "matches no file"),
    ],
    ids=["none", "no YAML", "no target", "no resources"],
)
def test_a_bundle_that_cannot_be_read_is_one_finding(
    bundle_copy: Path, break_it: Callable[[Path], object], told: str
) -> None:
    break_it(bundle_copy)
    (finding,) = examine_target(bundle_copy, "prod", {})
    assert finding.ok is False and told in finding.found


# THE COMMAND


def test_the_command_exits_with_1_and_says_what_next(bundle_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bundle_copy)
    monkeypatch.setenv("DATABRICKS_CONFIG_FILE", "none")
    monkeypatch.delenv("DATABRICKS_HOST", raising=False)
    done = CliRunner().invoke(command, ["--target", "prod"])
    assert done.exception is not None and getattr(done.exception, "exit_code", None) == 1
    assert "run as: export BUNDLE_VAR_service_principal=<its application id>" in done.output
    listed = json.loads(CliRunner().invoke(command, ["--target", "prod", "--json"]).output)
    assert {"what": "groups", "ok": None}.items() <= next(f for f in listed if f["what"] == "groups").items()

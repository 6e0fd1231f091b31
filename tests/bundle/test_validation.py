"""The bundle against the schema of the Databricks CLI, in all three targets, and three bundles that it must refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bundle.conftest import TARGETS, script

validate = script("scripts/validate_bundle.py")


@pytest.mark.parametrize("target", TARGETS)
def test_bundle_is_valid(bundle_copy: Path, schema: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = validate.main([str(bundle_copy), "--schema", str(schema), "--target", target, "--strict"])
    assert status == 0, capsys.readouterr().out


BROKEN = {
    "a misspelled field": (
        "resources/jobs.yml",
        "max_concurrent_runs: 1",
        "max_concurent_runs: 1",
        "unknown field (did you mean max_concurrent_runs?)",
    ),
    "a task that waits for no task": (
        "resources/jobs.yml",
        "depends_on: [{task_key: run_pipeline}]",
        "depends_on: [{task_key: run_pipelines}]",
        "no task 'run_pipelines' in this job",
    ),
    "a file that is not there": (
        "resources/jobs.yml",
        "jobs/verify_workspace.py",
        "jobs/verify_workspaces.py",
        "no such local file: ../src/healthcare_medallion/jobs/verify_workspaces.py",
    ),
    "a variable without a value": (
        "databricks.yml",
        "      catalog: juan_prod\n",
        "",
        "variable 'catalog' has no value in this target",
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_broken_bundle_is_refused(
    bundle_copy: Path, schema: Path, broken: tuple[str, str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    name, good, bad, finding = broken
    file = bundle_copy / name
    text = file.read_text(encoding="utf-8")
    assert good in text
    file.write_text(text.replace(good, bad), encoding="utf-8")
    assert validate.main([str(bundle_copy), "--schema", str(schema)]) == 1
    assert finding in capsys.readouterr().out


def test_missing_schema_is_said(
    bundle_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BUNDLE_SCHEMA", raising=False)
    assert validate.main([str(bundle_copy)]) == 2
    assert "databricks bundle schema" in capsys.readouterr().out

"""What the local runner says when a part is missing, and what it tells Spark."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from healthcare_medallion.engines.spark.manifest import compiled_files, write_files
from healthcare_medallion.engines.spark.run import preparation, require_java, spark_programs
from healthcare_medallion.errors import MissingExtraError
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared.settings import PipelineSettings


def java(folder: Path, version: str) -> Path:
    """A program that answers as Java of a version does."""
    (folder / "bin").mkdir(parents=True)
    program = folder / "bin" / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2026-01-01' >&2\n")
    program.chmod(0o755)
    return folder


def test_missing_java_is_one_clear_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "none"))
    with pytest.raises(MissingExtraError, match="needs Java 17 or newer; there is none on JAVA_HOME") as told:
        require_java()
    assert told.value.hint and "Install Java" in told.value.hint


def test_old_java_is_refused_and_a_new_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path / "old", "11.0.2")))
    with pytest.raises(MissingExtraError, match="is 11"):
        require_java()
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path / "new", "21.0.1")))
    require_java()


def test_missing_spark_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError) as told:
        spark_programs()
    assert told.value.hint and "healthcare-medallion[spark]" in told.value.hint


def test_schemas_and_given_tables_are_made_before_the_pipeline(tmp_path: Path) -> None:
    write_files(compiled_files(graph(PipelineSettings())), tmp_path / "sql")
    made = preparation(tmp_path / "warehouse", tmp_path)
    assert f"data_eng_ops LOCATION '{tmp_path / 'warehouse' / 'data_eng_ops'}'" in made
    assert made.count("CREATE TABLE IF NOT EXISTS") == 2
    for table in ("data_eng_ops.decisions", "data_eng_ops.landing_files"):
        assert f"CREATE TABLE IF NOT EXISTS {table} (" in made

"""What the local runner says when a part is missing, and what it tells Spark."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from healthcare_medallion.engines.spark.configuration import preparation, server_settings, specification
from healthcare_medallion.engines.spark.manifest import compiled_files, write_files
from healthcare_medallion.engines.spark.programs import require_java, spark_programs
from healthcare_medallion.engines.spark.run import _known_problem, run
from healthcare_medallion.errors import EngineError, MissingExtraError
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.settings import Settings, Spark
from tests.lib.warehouses import settings_in


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


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


def test_schemas_and_given_tables_are_named_before_the_pipeline(settings: Settings, tmp_path: Path) -> None:
    write_files(compiled_files(graph(PipelineSettings())), tmp_path / "sql")
    made = preparation(settings, tmp_path / "sql")
    ops = settings.warehouse / "data_eng_ops"
    assert f"CREATE SCHEMA IF NOT EXISTS data_eng_ops LOCATION '{ops}'" in made
    for table in ("decisions", "landing_files"):
        statement = f"CREATE TABLE IF NOT EXISTS data_eng_ops.{table} USING delta LOCATION '{ops / table}'"
        assert statement in made
    assert len(made) == 6


def test_a_cluster_has_its_own_names_for_the_same_places(settings: Settings, tmp_path: Path) -> None:
    """A warehouse in an object store: only what Spark is told changes."""
    spark = Spark(remote="sc://host", warehouse_uri="s3a://lake/w/", landing_uri="s3a://lake/in", keys="/etc/keys")
    there = settings.model_copy(update={"spark": spark})
    write_files(compiled_files(graph(PipelineSettings())), tmp_path / "sql")
    assert "CREATE SCHEMA IF NOT EXISTS data_eng LOCATION 's3a://lake/w/data_eng'" in preparation(
        there, tmp_path / "sql"
    )
    told = specification(there, "/etc/keys")
    assert told["storage"] == "s3a://lake/w/.medallion-spark/checkpoints"
    assert told["configuration"]["medallion.plans"] == "s3a://lake/w/.medallion-spark/plans"
    assert str(tmp_path) not in str(told)


def test_what_rows_depend_on_is_told_to_every_server(settings: Settings) -> None:
    """A server that is there already has settings of its own: the session says what must be equal."""
    told = specification(settings, "/keys")["configuration"]
    assert told["spark.sql.session.timeZone"] == "UTC"
    assert told["spark.sql.ansi.enabled"] == "true"
    assert told.items() & server_settings(settings, []).items() >= {("spark.sql.variable.substitute", "false")}


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("\t\t::          UNRESOLVED DEPENDENCIES         ::", 18, "repository of its jars cannot be reached"),
        ("java.io.IOException: No space left on device", 13, "No space left"),
        ("  x.errors.LandingError: b/claims.csv: its content changed.", 11, "b/claims.csv: its content changed."),
    ],
)
def test_what_a_user_can_mend_is_told(line: str, code: int, said: str) -> None:
    found = _known_problem(line)
    assert found is not None
    assert (found.exit_code, said in found.message) == (code, True)


def test_nothing_else_of_sparks_output_is_shown() -> None:
    assert _known_problem("value 'Ann Lee' of column first_name") is None


def test_a_server_that_does_not_answer_is_told_at_once(settings: Settings) -> None:
    """Before anything is planned, and without what may stand behind its name."""
    settings.landing.mkdir()
    there = settings.model_copy(update={"spark": Spark(remote="sc://127.0.0.1:9/;token=secret")})
    with pytest.raises(EngineError, match=r"sc://127\.0\.0\.1:9 cannot be reached") as told:
        run(there)
    assert "secret" not in f"{told.value.message} {told.value.hint}"
    assert not settings.warehouse.exists()

"""What the jobs do, on DuckDB in place of a cluster: verifying, measuring, delivering, archiving, exit codes."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
import sqlglot

from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.errors import CheckFailed, LandingError
from healthcare_medallion.governance.access import governed
from healthcare_medallion.jobs import checking, workspace
from healthcare_medallion.jobs.archiving import archive
from healthcare_medallion.jobs.delivering import deliver
from healthcare_medallion.jobs.measuring import Figures, measure, record_run
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.dataset import Kind

TYPES = {"string": "VARCHAR", "array<string>": "VARCHAR[]", "map<string,bigint>": "MAP(VARCHAR, BIGINT)"}
NOON = "TIMESTAMPTZ '2026-03-01 12:00:00+00'"


class Tables:
    """Every governed table, empty, in DuckDB."""

    def __init__(self, graph: Graph) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute("SET TimeZone = 'UTC'")
        self.names = frozenset(governed(graph))
        for schema in ("data_eng", "data_eng_ops", "data_eng_marts", "data_eng_deid"):
            self.connection.execute(f"CREATE SCHEMA {schema}")
        for name, (contract, _) in governed(graph).items():
            columns = ", ".join(
                f'"{c.name}" {"TIMESTAMPTZ" if c.type == "timestamp" else TYPES.get(c.type, c.type)}'
                for c in contract.columns
            )
            self.connection.execute(f"CREATE TABLE {name} ({columns})")

    def __call__(self, sql: str) -> Sequence[Sequence[Any]]:
        rows: Sequence[Sequence[Any]] = self.connection.execute(sql.replace("`", '"')).fetchall()
        return rows

    def claim(self, table: str, claim_id: str, at: str = NOON) -> None:
        """A row with an id and an ingestion time, everything else null."""
        self(f"INSERT INTO {table} (claim_id, patient_id, _ingested_at) VALUES ('{claim_id}', 'P-001', {at})")


@pytest.fixture
def tables(graph: Graph) -> Iterator[Tables]:
    made = Tables(graph)
    yield made
    made.connection.close()


def wrong(tables: Tables, graph: Graph, names: frozenset[str] | None = None) -> dict[str, int | None]:
    """Failed checks with their violations."""
    found = checking.verdicts_of(tables, graph, tables.names if names is None else names, dialect="duckdb")
    return {v.name: v.violations for v in found if not v.holds}


# VERIFY


def test_empty_tables_keep_every_promise(tables: Tables, graph: Graph) -> None:
    assert wrong(tables, graph) == {}


def test_a_bronze_row_without_a_fate_is_found(tables: Tables, graph: Graph) -> None:
    tables.claim("data_eng.bronze_claims", "C-1")
    assert wrong(tables, graph)["one_fate_each:claims"] == 1


def test_a_landed_record_that_is_nowhere_is_found(tables: Tables, graph: Graph) -> None:
    for name in ("C-1", "C-2"):
        tables.claim("data_eng_ops.landing_claims", name)
    tables.claim("data_eng.bronze_claims", "C-1")
    assert wrong(tables, graph)["landed_records_kept:claims"] == 1
    tables(f"INSERT INTO data_eng_ops.rejected_lines (feed, reason, _ingested_at) VALUES ('claims', 'x', {NOON})")
    assert "landed_records_kept:claims" not in wrong(tables, graph)


def test_bronze_whose_landed_records_were_deleted_is_no_violation(tables: Tables, graph: Graph) -> None:
    tables.claim("data_eng.bronze_claims", "C-1")
    assert "landed_records_kept:claims" not in wrong(tables, graph)


def test_a_table_that_is_not_there_is_a_violation(tables: Tables, graph: Graph) -> None:
    found = wrong(tables, graph, tables.names - {"data_eng.fact_claims"})
    assert {"key_unique:fact_claims", "gold_complete:fact_claims"} <= set(found)


def test_checks_of_the_laptops_reader_do_not_apply(tables: Tables, graph: Graph) -> None:
    names = tables.names - {"data_eng_ops.reconciliation"}
    verdicts = {v.name: v for v in checking.verdicts_of(tables, graph, names, dialect="duckdb")}
    assert {name for name, v in verdicts.items() if not v.applies} == {"files_add_up", "files_in_bronze"}
    assert wrong(tables, graph, names) == {}


def test_a_failed_check_is_an_error_that_names_it(
    tables: Tables, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = checking.Verdict("history_whole", "one version at a time", 3)
    monkeypatch.setattr(checking, "present", lambda query, catalog: type("S", (), {"tables": frozenset()})())
    monkeypatch.setattr(checking, "verdicts_of", lambda *_: iter([verdict]))
    with pytest.raises(CheckFailed, match="history_whole: 3 violations"):
        checking.verified(tables, graph, "juan_dev")


def test_every_check_compiles_for_the_workspace(graph: Graph) -> None:
    def parsed(sql: str) -> list[tuple[int]]:
        return [(len(sqlglot.parse(sql, dialect="databricks")) - 1,)]

    verdicts = list(checking.verdicts_of(parsed, graph, frozenset(governed(graph))))
    assert len(verdicts) > 30 and all(v.violations == 0 for v in verdicts)


# MEASURE


def test_figures_are_appended(tables: Tables, graph: Graph) -> None:
    for claim in ("C-1", "C-2"):
        tables.claim("data_eng.bronze_claims", claim)
    tables.claim("data_eng_ops.quarantine_claims", "C-2")
    tables("UPDATE data_eng_ops.quarantine_claims SET _failed_rules = ['valid_claim_date']")
    figures = measure(tables, graph, run_id="7", dialect="duckdb")
    rules = len(tables("SELECT rule FROM data_eng_ops.expectation_results WHERE feed = 'claims'"))
    assert tables("SELECT evaluated, failed FROM data_eng_ops.expectation_results WHERE failed > 0") == [(2, 1)]
    assert rules > 5 and 90 < figures.score < 100
    stored = [d.name for d in graph if d.kind in (Kind.STREAMING_TABLE, Kind.MATERIALIZED_VIEW)]
    health = tables(
        "SELECT table_name, layer, feed, rows, CAST(newest_ingested_at AS STRING) FROM data_eng_ops.table_health"
    )
    assert len(health) == len(stored)
    bronze = next(row for row in health if row[0] == "data_eng.bronze_claims")
    assert bronze[1:4] == ("bronze", "claims", 2)
    assert bronze[4] == "2026-03-01 12:00:00+00"
    assert {row[1] for row in health} == {"bronze", "silver", "gold", "quarantine", "superseded", "rejected"}


def test_a_run_is_recorded_with_every_column() -> None:
    ran: list[str] = []
    figures = Figures({"data_eng.fact_claims": 3}, 100.0)
    record_run(lambda sql: ran.append(sql) or [], figures, started_at="2026-03-01T12:00:00", env="dev")  # type: ignore[func-returns-value]
    assert "map('data_eng.fact_claims', 3)" in ran[0]
    from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT

    assert all(f"AS `{name}`" in ran[0] for name in CONTRACT.names)


@pytest.mark.parametrize("instant", ["yesterday", "2026-03-01' OR '1'='1", "{{job.start_time.iso_datetime}}"])
def test_only_an_instant_is_taken_as_one(instant: str) -> None:
    with pytest.raises(Exception, match="no instant"):
        record_run(lambda sql: [], Figures({}, 100.0), started_at=instant, env="dev")


# FILES


def test_delivered_files_are_those_that_would_be_generated_there(tmp_path: Path) -> None:
    for landing in ("generated", "delivered"):
        generate(GenerationPlan(patients=20, seed=3), tmp_path / landing)
    again = GenerationPlan(patients=20, seed=4)
    generate(again, tmp_path / "generated")
    summary = deliver(again, tmp_path / "delivered")
    for file in sorted((tmp_path / "generated").rglob("*.csv")):
        copy = tmp_path / "delivered" / file.relative_to(tmp_path / "generated")
        assert copy.read_bytes() == file.read_bytes()
    assert len(summary.batches) == 1


def landed(folder: Path, name: str, day: int, text: str = "a\n") -> Path:
    """A file in the landing folder, last changed on a day of March 2026."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    at = datetime(2026, 3, day, tzinfo=UTC).timestamp()
    os.utime(file, (at, at))
    return file


def test_only_old_files_that_were_taken_are_archived(tmp_path: Path) -> None:
    landing, store = tmp_path / "landing", tmp_path / "archive"
    for name, day in (("1/claims.csv", 1), ("2/claims.csv", 1), ("3/claims.csv", 20)):
        landed(landing, name, day)
    taken = ["1/claims.csv", "3/claims.csv", "0/gone.csv"]
    assert archive(landing, store, taken, datetime(2026, 3, 10, tzinfo=UTC)) == ["1/claims.csv"]
    assert [p.relative_to(landing).as_posix() for p in sorted(landing.rglob("*.csv"))] == [
        "2/claims.csv",
        "3/claims.csv",
    ]
    assert (store / "1/claims.csv").read_text() == "a\n"
    assert archive(landing, store, taken, datetime(2026, 3, 10, tzinfo=UTC)) == []


def test_an_interrupted_copy_is_made_again(tmp_path: Path) -> None:
    landed(tmp_path / "landing", "1/claims.csv", 1, "whole\n")
    landed(tmp_path / "archive", "1/claims.csv", 1, "wh")
    archive(tmp_path / "landing", tmp_path / "archive", ["1/claims.csv"], datetime(2026, 3, 10, tzinfo=UTC))
    assert (tmp_path / "archive/1/claims.csv").read_text() == "whole\n"


def test_another_file_in_the_archive_is_kept(tmp_path: Path) -> None:
    file = landed(tmp_path / "landing", "1/claims.csv", 1, "new\n")
    landed(tmp_path / "archive", "1/claims.csv", 1, "longer and older\n")
    with pytest.raises(LandingError):
        archive(tmp_path / "landing", tmp_path / "archive", ["1/claims.csv"], datetime(2026, 3, 10, tzinfo=UTC))
    assert file.exists()


# EXIT CODES


def test_success_does_not_exit(caplog: pytest.LogCaptureFixture) -> None:
    """A serverless task counts any exit as a failure."""
    with caplog.at_level(logging.INFO):
        workspace.finish(lambda: "3 checks hold.")
    assert "3 checks hold." in caplog.text


def test_an_error_of_ours_is_the_exit_code(caplog: pytest.LogCaptureFixture) -> None:
    def work() -> str:
        raise CheckFailed("1 check failed", hint="look")

    with pytest.raises(SystemExit) as exit_code:
        workspace.finish(work)
    assert exit_code.value.code == 1
    assert "Next: look" in caplog.text


def test_the_engines_words_are_kept_back() -> None:
    class Refused(Exception):
        def getCondition(self) -> str:
            return "CAST_INVALID_INPUT"

    assert workspace.condition(Refused("cannot cast 'Jane Doe'")) == "CAST_INVALID_INPUT"
    assert workspace.condition(ValueError("Jane Doe")) == "ValueError"


def test_a_catalog_is_a_plain_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        workspace.parser("x").parse_args(["--catalog", "a`; DROP"])
    assert "letters, digits and underscores" in capsys.readouterr().err

"""What the jobs do, on DuckDB in place of a cluster: verifying, measuring, delivering, archiving, exit codes."""

from __future__ import annotations

import logging
import os
import pickle
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pytest
import sqlglot

from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.errors import CheckFailed, LandingError
from healthcare_medallion.governance.access import governed
from healthcare_medallion.jobs import checking, expire_landing, workspace
from healthcare_medallion.jobs.archiving import archive
from healthcare_medallion.jobs.delivering import deliver
from healthcare_medallion.jobs.expiring import expire
from healthcare_medallion.jobs.measuring import Figures, measure, native_expectations_sql, record_run
from healthcare_medallion.jobs.spreading import spread_over
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from tests.bundle.tables import NOON, Tables


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


def test_scores_are_appended_as_on_a_laptop(tables: Tables, graph: Graph) -> None:
    tables.claim("data_eng.bronze_claims", "C-1")
    measure(tables, graph, run_id="7", dialect="duckdb")
    found = tables("SELECT feed, scope, rows, score FROM data_eng_ops.quality_scores ORDER BY feed")
    assert found == [
        ("all", "all", 1, 100.0),
        ("claims", "all", 1, 100.0),
        ("medical_events", "all", 0, 100.0),
        ("patients", "all", 0, 100.0),
    ]


def test_the_event_log_is_read_by_a_statement_of_the_platform() -> None:
    (statement,) = sqlglot.parse(native_expectations_sql(), dialect="databricks")
    assert isinstance(statement, sqlglot.exp.Insert)
    assert statement.this.expressions and len(statement.this.expressions) == len(statement.expression.selects) == 7


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


class Workers:
    """A session whose workers are this process: rows go through the function that a cluster would run."""

    def __init__(self) -> None:
        self.waves: list[int] = []

    def createDataFrame(self, rows: list[tuple[int, int]], schema: str) -> Workers:
        assert schema == "first BIGINT, last BIGINT"
        self.rows = rows
        return self

    def repartitionByRange(self, number: int, column: str) -> Workers:
        self.waves.append(number)
        return self

    def mapInArrow(self, make: Any, schema: str) -> Workers:
        names = [column.split()[0] for column in schema.split(", ")]
        # Backwards: a cluster returns what is ready first.
        sent = [pa.RecordBatch.from_pylist([{"first": first, "last": last}]) for first, last in self.rows[::-1]]
        received = pickle.loads(pickle.dumps([batch.to_pydict() for batch in make(iter(sent))]))
        self.made = [{name: batch[name][0] for name in names} for batch in received]
        return self

    def collect(self) -> list[dict[str, Any]]:
        return self.made


def test_chunks_made_by_a_cluster_are_those_of_a_laptop(tmp_path: Path) -> None:
    plan = GenerationPlan(patients=50, seed=5, batches=2, defects=0.05)
    generate(plan, tmp_path / "here", chunk_patients=2)
    workers = Workers()
    made_elsewhere = spread_over(cast(Any, workers))  # it stands in for a session of Spark
    summary = generate(plan, tmp_path / "there", chunk_patients=2, make_chunks=made_elsewhere)
    assert workers.waves == [16, 9], "a wave is spread whole and no more is held"
    assert sum(summary.faults.values()) > 0
    files = [file.relative_to(tmp_path / "here") for file in sorted((tmp_path / "here").rglob("*.csv"))]
    assert len(files) == 6
    for file in files:
        assert (tmp_path / "there" / file).read_bytes() == (tmp_path / "here" / file).read_bytes()


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


# THE LIMIT ON LANDING ROWS


def landed_and_kept(tables: Tables, claim: str, day: int) -> None:
    """A record of the landing table that bronze has taken, on a day of March 2026."""
    for table in ("data_eng_ops.landing_claims", "data_eng.bronze_claims"):
        tables.claim(table, claim, f"TIMESTAMPTZ '2026-03-{day:02} 12:00:00+00'")


def test_old_rows_of_landing_go_and_bronze_stays(tables: Tables, graph: Graph) -> None:
    landed_and_kept(tables, "C-1", 1)
    landed_and_kept(tables, "C-2", 20)
    deleted = expire(tables, graph, datetime(2026, 3, 10, tzinfo=UTC), dialect="duckdb")
    assert deleted == {"patients": 0, "claims": 1, "medical_events": 0}
    assert tables("SELECT claim_id FROM data_eng_ops.landing_claims") == [("C-2",)]
    assert len(tables("SELECT claim_id FROM data_eng.bronze_claims")) == 2
    assert "landed_records_kept:claims" not in wrong(tables, graph), "verify holds afterwards"


def test_the_only_copy_of_a_record_is_never_deleted(tables: Tables, graph: Graph) -> None:
    landed_and_kept(tables, "C-1", 1)
    tables.claim("data_eng_ops.landing_claims", "C-2")
    with pytest.raises(CheckFailed, match="landed_records_kept:claims does not hold"):
        expire(tables, graph, datetime(2026, 4, 1, tzinfo=UTC), dialect="duckdb")
    assert len(tables("SELECT claim_id FROM data_eng_ops.landing_claims")) == 2


def test_rows_are_kept_longer_than_files(caplog: pytest.LogCaptureFixture) -> None:
    """Else nobody would know which files may be archived."""
    with pytest.raises(SystemExit) as exit_code:
        expire_landing.main(["--catalog", "c", "--keep-days", "30", "--archive-days", "30"])
    assert exit_code.value.code == 2 and "must be kept longer" in caplog.text


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

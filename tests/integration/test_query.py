"""`medallion query`: what can be read, what cannot, what is recorded, and that no error quotes a cell."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from healthcare_medallion.cli import main
from healthcare_medallion.cli.query import as_text, spreadsheet_safe
from healthcare_medallion.cli.query import command as query_command
from healthcare_medallion.engines.embedded.query import confine, query
from healthcare_medallion.engines.embedded.reading import reading
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import MedallionError, QueryError, WarehouseError
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT as AUDIT_LOG
from healthcare_medallion.privacy.access import AccessRefused, Role
from healthcare_medallion.settings import Engine, Settings
from tests.lib.warehouses import land, settings_in

CANARY = "CANARY7Q"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse with three patients (one in quarantine), whose plan and provider are a canary."""
    settings = settings_in(tmp_path_factory.mktemp("query"))
    patients = [{}, {"patient_id": "P0002", "insurance_plan": CANARY}, {"patient_id": "P0003", "age": "17"}]
    land(settings.landing, "patients", patients)
    land(settings.landing, "claims", [{}, {"claim_id": "C0002", "claim_amount": "20.25"}])
    land(settings.landing, "medical_events", [{"medical_provider": f"\x1b[31m=cmd|{CANARY}"}])
    run(settings)
    return settings


def asked(settings: Settings, sql: str, **options: Any) -> list[tuple[Any, ...]]:
    with query(settings, sql, **options) as result:
        return list(result.rows)


def audit_log(settings: Settings) -> list[dict[str, Any]]:
    table = Warehouse(settings.warehouse).open(AUDIT_LOG)
    assert table is not None
    return sorted(table.to_pyarrow_table().to_pylist(), key=lambda row: row["at"])


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT patient_id, version FROM data_eng.dim_patients ORDER BY 1", [("P0001", 1), ("P0002", 1)]),
        ("WITH c AS (FROM fact_claims) SELECT count(*), sum(claim_amount) FROM c", [(2, 120.75)]),
        ("SELECT count(*) > 0 FROM data_eng_marts.insurance_utilisation", [(True,)]),
        ("SELECT count(*) FROM data_eng_ops.landing_files", [(3,)]),
        ("SELECT column_name FROM (DESCRIBE pipeline_runs) LIMIT 1", [("run_sequence",)]),
        ("SELECT column_name, count FROM (SUMMARIZE SELECT charges FROM dim_patients)", [("charges", 2)]),
        ("SELECT try_cast(insurance_plan AS int) FROM dim_patients LIMIT 1;", [(None,)]),
        ("SELECT range FROM range(2)", [(0,), (1,)]),
    ],
)
def test_an_analyst_reads_gold_marts_and_ledgers(settings: Settings, sql: str, rows: list[tuple[Any, ...]]) -> None:
    assert asked(settings, sql) == rows


@pytest.mark.parametrize(
    "table",
    [
        "bronze_patients",
        "data_eng.silver_claims",
        "quarantine_patients",
        "superseded_claims",
        "rejected_lines",
        "decisions",
    ],
)
def test_rows_before_gold_are_for_a_steward_with_a_purpose(settings: Settings, table: str) -> None:
    sql = f"SELECT count(*) FROM {table}"
    with pytest.raises(AccessRefused, match="Role `analyst` may not read"):
        asked(settings, sql, reason="curious")
    with pytest.raises(AccessRefused, match="needs a reason"):
        asked(settings, sql, role=Role.STEWARD)
    assert len(asked(settings, sql, role=Role.STEWARD, reason="ticket 12")) == 1


def test_what_reads_patients_is_recorded_and_so_is_what_is_refused(settings: Settings) -> None:
    before = len(audit_log(settings))
    statements = ["SELECT 1 FROM dim_patients", "SELECT 1 FROM bronze_patients", "SELECT * FROM '/etc/passwd'"]
    asked(settings, statements[0])
    for sql in statements[1:]:
        with pytest.raises(AccessRefused):
            asked(settings, sql)
    asked(settings, statements[1], role=Role.STEWARD, reason="ticket 12")
    asked(settings, "SELECT count(*) FROM landing_files")  # nothing about a person: not recorded
    with pytest.raises(QueryError):
        asked(settings, "SELEC 1")
    found = audit_log(settings)[before:]
    assert [(r["role"], r["action"], r["objects"], r["purpose"], r["outcome"]) for r in found] == [
        ("analyst", "query", ["data_eng.dim_patients"], "operations", "done"),
        ("analyst", "query", ["data_eng.bronze_patients"], "operations", "refused"),
        ("analyst", "query", [], "operations", "refused"),
        ("steward", "query", ["data_eng.bronze_patients"], "operations: ticket 12", "done"),
    ]
    assert found[0]["statement_sha256"] == hashlib.sha256(statements[0].encode()).hexdigest()
    assert all(r["actor"] for r in found)
    who_saw = asked(settings, "SELECT count(*) FROM audit_log", role=Role.COMPLIANCE)
    assert who_saw == [(len(audit_log(settings)),)]


@pytest.mark.parametrize(
    "expression",
    [
        "CAST({} AS int)",
        "{} = 5",
        "CAST({} AS date)",
        "CAST({} AS json)",
        "strptime({}, '%Y')",
        "date_part({}, now())",
        "json_extract('{{}}', '$.[' || {})",
        "CAST([{}] AS int[])",
        "map([{0}, {0}], [1, 2])",
        "regexp_matches('a', '(' || {})",
        "error({})",
    ],
)
def test_no_error_quotes_a_cell(settings: Settings, expression: str) -> None:
    sql = f"SELECT {expression.format('insurance_plan')} FROM dim_patients WHERE insurance_plan LIKE 'CANARY%'"
    with pytest.raises(QueryError) as failed:
        asked(settings, sql)
    assert CANARY not in f"{failed.value} {failed.value.hint} {failed.value.__cause__}"


def test_a_failing_row_after_good_ones_is_no_leak_either(settings: Settings) -> None:
    sql = f"SELECT CASE WHEN range > 5000 THEN CAST('{CANARY}' || range AS int) END FROM range(9000)"
    with pytest.raises(QueryError) as failed:
        asked(settings, sql)
    assert CANARY not in str(failed.value)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT regio FROM dim_patients", 'Referenced column "regio" not found'),
        ("SELECT sums(1) FROM dim_patients", "Scalar Function with name sums does not exist"),
        ("SELECT 1 FROM dim_patients GROUP", "syntax error"),
    ],
)
def test_a_mistake_in_the_statement_is_explained(settings: Settings, sql: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as wrong:
        asked(settings, sql)
    assert "LINE 1" not in wrong.value.message


def test_a_connection_is_confined_even_without_the_guard(settings: Settings) -> None:
    """The last wall: DuckDB opens the files of the tables on offer and nothing else."""
    bronze = next((settings.warehouse / "data_eng" / "bronze_patients").glob("*.parquet"))
    table = Warehouse(settings.warehouse).open(AUDIT_LOG)
    assert table is not None
    with reading(settings, only=[AUDIT_LOG.full_name]) as con:
        confine(con, table.file_uris())
        con.sql(f"SELECT * FROM {AUDIT_LOG.full_name}").to_arrow_table()
        for attack in (
            f"SELECT * FROM read_parquet('{bronze}')",
            f"SELECT * FROM '{bronze}'",
            "SELECT * FROM read_csv('/etc/passwd')",
            "SELECT * FROM glob('/*')",
            "COPY (SELECT 1) TO '/tmp/out.csv'",
            "ATTACH '/tmp/x.db'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SET allowed_paths = ['/etc/passwd']",
            "SET memory_limit = '100GB'",
            "SELECT getenv('HOME')",
            "SELECT * FROM settings",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(attack).fetchall()


def test_a_query_has_an_end(settings: Settings) -> None:
    with pytest.raises(QueryError, match=r"Not finished after 0\.2 seconds"):
        asked(settings, "SELECT count(*) FROM range(100000000) a, range(100000) b", timeout=0.2)
    with pytest.raises(QueryError, match=r"Not finished after 0\.2 seconds"):
        asked(settings, "SELECT a.range FROM range(100000000) a, range(100000) b", timeout=0.2)


def test_a_query_has_the_memory_of_the_settings(settings: Settings) -> None:
    small = settings.model_copy(update={"engine": Engine(memory_limit="60MB")})
    with pytest.raises(QueryError, match="more memory"):
        asked(small, "SELECT len(list(range)) FROM range(9000000)")


def test_there_must_be_a_warehouse(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="holds no finished run"):
        asked(settings_in(tmp_path), "SELECT 1")
    assert not (tmp_path / "warehouse").exists()


# THE COMMAND


def said(settings: Settings, *arguments: str, stdin: str | None = None) -> str:
    result = CliRunner().invoke(query_command, [*arguments, "--warehouse", str(settings.warehouse)], input=stdin)
    if isinstance(result.exception, MedallionError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_text_shows_the_first_rows_and_no_control_character(settings: Settings) -> None:
    shown = said(settings, "SELECT range AS year FROM range(2000, 2200)")
    assert "2000" in shown and "2099" in shown and "2100" not in shown and "there are more" in shown
    assert "1 row." in said(settings, "SELECT max(patient_id) FROM dim_patients")
    assert "\x1b" not in said(settings, "SELECT medical_provider FROM fact_medical_events")
    assert "row 2" in said(settings, "FROM dim_patients")  # too wide for a table: one block per row


def test_json_and_csv_are_whole(settings: Settings) -> None:
    sql = "SELECT range AS n, range AS n, NULL AS x, true AS b, date '2024-02-29' AS d FROM range(200)"
    rows = json.loads(said(settings, sql, "--json"))
    assert len(rows) == 200 and rows[1] == {"n": 1, "n_2": 1, "x": None, "b": True, "d": "2024-02-29"}
    assert json.loads(said(settings, "SELECT 1 WHERE false", "--json")) == []
    lines = list(csv.reader(io.StringIO(said(settings, "-", "--csv", "--limit", "2", stdin=sql))))
    assert lines == [
        ["n", "n", "x", "b", "d"],
        ["0", "0", "", "true", "2024-02-29"],
        ["1", "1", "", "true", "2024-02-29"],
    ]


def test_a_spreadsheet_is_given_no_formula() -> None:
    assert [spreadsheet_safe(cell) for cell in ("=1+1", "+1", "-1", "@x", "\tx", "a=b", -1.5, None)] == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@x",
        "'\tx",
        "a=b",
        -1.5,
        None,
    ]
    assert as_text("a\x1b[31m\n") == "a\\x1b[31m\\n"


def test_without_sql_the_tables_are_listed(settings: Settings) -> None:
    assert "bronze_patients" not in said(settings)
    offered = {row["table"] for row in json.loads(said(settings, "--as", "steward", "--json"))}
    assert {"data_eng.bronze_patients", "data_eng.dim_patients"} <= offered


def test_a_refusal_exits_with_17(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["query", "SELECT * FROM '/etc/passwd'", "--warehouse", str(settings.warehouse)])
    assert stop.value.code == 17
    told = capsys.readouterr().err
    assert "There is no table `/etc/passwd`" in told and "Traceback" not in told

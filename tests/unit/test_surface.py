"""The surface that somebody could attack: code that runs text, files out of reach, SQL out of bounds, huge input."""

from __future__ import annotations

import ast
import gzip
from pathlib import Path

import duckdb
import pytest

import healthcare_medallion
from healthcare_medallion.engines.embedded.duck import connection
from healthcare_medallion.engines.embedded.plan import landed_files, new_plan
from healthcare_medallion.engines.embedded.query import TABLE_FUNCTIONS, confine, tables_of
from healthcare_medallion.errors import LandingError
from healthcare_medallion.privacy.access import AccessRefused
from healthcare_medallion.settings import Engine

SOURCES = Path(healthcare_medallion.__file__).parents[1]
CODE = sorted(path for folder in (SOURCES, SOURCES.parent / "scripts") for path in folder.rglob("*.py"))
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
REFUSED_MODULES = {"pickle", "marshal", "shelve", "dill", "xml", "telnetlib", "ftplib"}
REFUSED_CALLS = {
    ("os", "system"),
    ("os", "popen"),
    ("subprocess", "getoutput"),
    ("subprocess", "getstatusoutput"),
    ("yaml", "load"),
    ("ssl", "_create_unverified_context"),
}
# Chunks of made-up rows, from the job's own workers on the cluster; no bytes of anybody else are read.
KNOWN = {"spreading.py": ["pickle"]}


# CODE


def dangers(text: str) -> list[str]:
    """What in a module runs text as code or as a shell, reads objects from bytes, or trusts any certificate."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in RUNS_TEXT:
                found.append(called.id)
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
                found += [".".join(call) for call in REFUSED_CALLS if call == (called.value.id, called.attr)]
            found += [
                "shell"
                for keyword in node.keywords
                if keyword.arg == "shell" and not (isinstance(keyword.value, ast.Constant) and not keyword.value.value)
            ]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] in REFUSED_MODULES]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in REFUSED_MODULES:
            found.append(str(node.module))
    return found


def test_no_code_runs_text() -> None:
    assert len(CODE) > 100
    found = {path.name: dangers(path.read_text(encoding="utf-8")) for path in CODE}
    assert {name: what for name, what in found.items() if what} == KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "eval('1')",
        "exec(text)",
        "subprocess.run(line, shell=True)",
        "subprocess.run(line, shell=flag)",
        "os.system('ls')",
        "import pickle",
        "from xml.etree import ElementTree",
        "__import__(name)",
        "yaml.load(text)",
    ],
)
def test_the_check_sees_what_it_looks_for(text: str) -> None:
    assert dangers(text)


# FILES


def test_links_that_lead_out_of_the_landing_folder_are_nobodys_delivery(tmp_path: Path) -> None:
    landing, outside = tmp_path / "landing", tmp_path / "outside"
    (landing / "batch").mkdir(parents=True)
    outside.mkdir()
    (outside / "patients.csv").write_text("patient_id\n")
    (landing / "batch" / "patients.csv").symlink_to(outside / "patients.csv")
    (landing / "linked").symlink_to(outside)
    (landing / "batch" / "claims.csv").write_text("claim_id,patient_id\n")
    assert [file.source_file for file in landed_files(landing, {})] == ["batch/claims.csv"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_beyond_the_limit_is_refused_before_anything_is_planned(packed: bool, tmp_path: Path) -> None:
    """Packed, ten megabytes of nothing are ten kilobytes: what counts is what comes out."""
    from datetime import UTC, datetime

    path = tmp_path / ("claims.csv.gz" if packed else "claims.csv")
    content = b"claim_id,patient_id\n" + b"\n" * 10_000_000
    path.write_bytes(gzip.compress(content) if packed else content)
    files = landed_files(tmp_path, {})
    now = datetime(2026, 3, 1, tzinfo=UTC)
    assert new_plan(1, files, tmp_path, now=now, after=None, max_bytes=11e6).files
    with pytest.raises(LandingError, match="holds more than"):
        new_plan(1, files, tmp_path, now=now, after=None, max_bytes=1e6)


# SQL


def functions(kind: str) -> list[str]:
    with duckdb.connect() as con:
        sql = "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = ? ORDER BY 1"
        return [name for (name,) in con.execute(sql, [kind]).fetchall()]


def test_every_table_function_of_the_engine_is_refused_but_three() -> None:
    """All that this release of DuckDB has, so that a new one is refused before anybody has heard of it."""
    let_through = set()
    names = [*functions("table"), *functions("table_macro"), *functions("pragma")]
    assert len(names) > 80
    for name in names:
        for arguments in ("", "1", "'x'"):
            try:
                tables_of(f'SELECT * FROM "{name}"({arguments})', known=())
                let_through.add(name)
            except AccessRefused:
                continue
    assert let_through <= TABLE_FUNCTIONS


def test_no_statement_but_a_select_is_let_through() -> None:
    statements = [
        "ATTACH 'x.db' AS x",
        "ATTACH ':memory:'",
        "INSTALL httpfs",
        "FORCE INSTALL httpfs",
        "LOAD '/tmp/x.duckdb_extension'",
        "COPY (SELECT 1) TO 'x.csv'",
        "EXPORT DATABASE 'x'",
        "IMPORT DATABASE 'x'",
        "USE x",
        "DETACH x",
        "VACUUM",
        "ANALYZE",
        "CREATE SECRET s (TYPE s3)",
        "CREATE MACRO m() AS TABLE SELECT * FROM read_text('x')",
        "CREATE FUNCTION f() AS 1",
        "SET enable_external_access = true",
        "SET VARIABLE v = 1",
        "PRAGMA enable_profiling",
        "CALL duckdb_settings()",
        "COMMENT ON TABLE t IS 'x'",
        "ALTER TABLE t ADD COLUMN c INT",
        "UPDATE t SET a = 1",
        "DELETE FROM t",
        "TRUNCATE t",
        "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE",
    ]
    for statement in statements:
        with pytest.raises(Exception) as refused:
            tables_of(statement, known=("data_eng.t",))
        assert getattr(refused.value, "exit_code", None) == 17, statement


def test_even_past_the_guard_no_file_is_read_or_written(tmp_path: Path) -> None:
    """The last wall alone: a connection as `query` uses it, and statements that the guard would never let through."""
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    target = tmp_path / "out.csv"
    attempts = [
        f"SELECT * FROM read_csv('{secret}')",
        f"SELECT * FROM read_text('{secret}')",
        f"SELECT * FROM read_blob('{secret}')",
        f"SELECT * FROM '{secret}'",
        f"SELECT * FROM glob('{tmp_path}/*')",
        f"COPY (SELECT 1) TO '{target}'",
        f"ATTACH '{tmp_path}/x.db' AS x",
        f"EXPORT DATABASE '{tmp_path}/x'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        f"SET allowed_paths = ['{secret}']",
        f"SET temp_directory = '{tmp_path}'",
        f"SET log_query_path = '{target}'",
        "SET memory_limit = '900GB'",
        "PRAGMA enable_profiling",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
    ]
    with connection(Engine(), tmp_path / "spill") as con:
        confine(con, [])
        for attempt in attempts:
            with pytest.raises(duckdb.Error):
                con.execute(attempt).fetchall()
    assert {path.name for path in tmp_path.iterdir()} == {"secret.csv"}


def test_the_spill_folder_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    spill = tmp_path / "spill"
    spill.mkdir()
    (spill / "left-by-a-killed-run.tmp").write_text("rows")
    with connection(Engine(), spill):
        assert spill.stat().st_mode & 0o777 == 0o700
        assert list(spill.iterdir()) == []
    assert not spill.exists()

"""Marts that somebody adds as a plain SQL file: found, checked, computed, governed."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

from healthcare_medallion.cli.compile import command as compile_command
from healthcare_medallion.engines.embedded.warehouse import arrow_schema
from healthcare_medallion.engines.extensions import Extension, extensions
from healthcare_medallion.errors import CheckFailed, DefinitionError
from healthcare_medallion.governance.access import Group, governed
from healthcare_medallion.governance.wanted import wanted
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.privacy.access import Zone
from tests.bundle.conftest import ROOT
from tests.bundle.tables import Tables

FOLDER = ROOT / "src/lakeflow/extensions"
NAME = "data_eng_marts.claims_by_status"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the extensions that a test may break."""
    shutil.copytree(FOLDER, tmp_path / "extensions", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(FOLDER.with_name("extensions.toml"), tmp_path)
    return tmp_path / "extensions"


def example(graph: Graph) -> Extension:
    return next(e for e in extensions(FOLDER, graph) if e.contract.full_name == NAME)


def test_the_example_computes_what_it_promises(graph: Graph, tables: Tables) -> None:
    """On the laptop's engine, from the same text."""
    for claim, day, status, amount in (
        ("C-1", "2026-01-03", "paid", 0.1),
        ("C-2", "2026-01-31", "paid", 0.2),
        ("C-3", "2026-02-01", "denied", 10.0),
    ):
        tables(
            "INSERT INTO data_eng.fact_claims (claim_id, claim_date, claim_status, claim_amount) "
            f"VALUES ('{claim}', '{day}', '{status}', {amount})"
        )
    made = tables.connection.sql(f"{example(graph).sql('duckdb')} ORDER BY month").to_arrow_table()
    assert made.cast(arrow_schema(example(graph).contract)).to_pylist() == [
        {"month": datetime.date(2026, 1, 1), "claim_status": "paid", "claims": 2, "claim_amount_total": 0.3},
        {"month": datetime.date(2026, 2, 1), "claim_status": "denied", "claims": 1, "claim_amount_total": 10.0},
    ]
    assert pa.types.is_date32(made.schema.field("month").type)


def test_its_contract_is_governed(graph: Graph) -> None:
    added = [e.contract for e in extensions(FOLDER, graph)]
    assert governed(graph, added)[NAME][1] is Zone.MARTS
    want = wanted(graph, added)
    assert (NAME, Group.ANALYSTS) in want.grants
    assert (NAME, "Claims and their amount by month and status.") in want.comments
    assert NAME not in governed(graph), "only where its contract is given"


def test_a_checkout_without_extensions_is_fine(graph: Graph, tmp_path: Path) -> None:
    assert extensions(tmp_path / "extensions", graph) == []


SQL = "claims_by_status.sql"
TOML = "../extensions.toml"
BROKEN = {
    "an entry without a file": (
        TOML,
        "[claims_by_status",
        "[claims_by_state",
        "has no file extensions/claims_by_state",
    ),
    "a file without an entry": (TOML, "[claims_by_status", "[claims_by_state", "no entry [claims_by_status]"),
    "a type": (TOML, '"bigint"', '"int64"', "type `int64` is not one of"),
    "a field": (TOML, "comment =", "coment =", "unknown `coment` (did you mean `comment`?)"),
    "a key": (TOML, '"month", "claim_status"', '"months"', "key names unknown column `months` (did you mean `month`?)"),
    "no TOML": (TOML, "[claims_by_status]", "[claims_by_status", "cannot be read"),
    "a classification": (TOML, 'unit = "USD"', 'classification = "secret"', "classification is one of"),
    "an unpublished table": (SQL, "data_eng.fact_claims", "data_eng.silver_claims", "which is not published"),
    "a misspelled table": (
        SQL,
        "data_eng.fact_claims",
        "data_eng.fact_claim",
        "(did you mean `data_eng.fact_claims`?)",
    ),
    "another column": (SQL, "AS claims,", "AS number_of_claims,", "its entry lists month, claim_status, claims"),
    "another table": (SQL, NAME, "data_eng_marts.claims", "makes another table"),
    "a sum of doubles": (SQL, "CAST(claim_amount AS DECIMAL(18, 2))", "claim_amount", "depends on row order"),
    "no SQL": (SQL, "GROUP BY 1, 2", "GROUP BY (", "cannot be parsed"),
    "a table instead": (SQL, "MATERIALIZED VIEW", "TABLE", "makes no MATERIALIZED VIEW"),
    "two statements": (SQL, "GROUP BY 1, 2;", "GROUP BY 1, 2; SELECT 1;", "is not one CREATE"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_is_named(folder: Path, graph: Graph, broken: tuple[str, str, str, str]) -> None:
    name, good, bad, told = broken
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert good in text
    file.write_text(text.replace(good, bad), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        extensions(folder, graph)
    assert told in error.value.message


def test_a_column_that_names_patients_is_classified(folder: Path, graph: Graph) -> None:
    sql, toml = folder / SQL, folder / TOML
    sql.write_text(sql.read_text().replace("  claim_status,", "  patient_id AS patient_id,"))
    entry = toml.read_text().replace('"month", "claim_status"', '"month", "patient_id"')
    entry = entry.replace("claim_status = {", "patient_id = {")
    toml.write_text(entry)
    with pytest.raises(DefinitionError, match="`patient_id` names single patients"):
        extensions(folder, graph)
    toml.write_text(entry.replace('denied, approved or paid.",', 'denied.", classification = "quasi-identifier",'))
    (made,) = extensions(folder, graph)
    assert governed(graph, [made.contract])[NAME][1] is Zone.PATIENTS


def test_a_python_file_names_its_table(folder: Path, graph: Graph) -> None:
    (folder / SQL).unlink()
    file = folder / "claims_by_status.py"
    file.write_text("from pyspark import pipelines as dp\n")
    with pytest.raises(DefinitionError, match=r"does not name data_eng_marts\.claims_by_status"):
        extensions(folder, graph)
    file.write_text(f'@dp.materialized_view(name="{NAME}")\ndef claims_by_status(): ...\n')
    assert [e.sql("duckdb") for e in extensions(folder, graph)] == [""]


def test_compile_checks_extensions(folder: Path) -> None:
    """So CI does: `medallion compile --check`."""
    out = folder.with_name("sql")
    shutil.copytree(ROOT / "src/lakeflow/sql", out)
    done = CliRunner().invoke(compile_command, ["--out", str(out)])
    assert "Extensions: claims_by_status." in done.output
    (folder / "new.sql").write_text("SELECT 1")
    failed = CliRunner().invoke(compile_command, ["--out", str(out), "--check"])
    assert isinstance(failed.exception, DefinitionError) and not isinstance(failed.exception, CheckFailed)
    assert "new.sql has no entry [new]" in failed.exception.message

"""Every check that verify makes fails when what it stands for is broken; a check without a failing case fails here.

Most cases change tables in one connection and roll back; the shape of what is stored, and the way from a changed
table on disk to an exit code, are tested on copies of a warehouse.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from deltalake import DeltaTable, Field, write_deltalake
from deltalake.schema import PrimitiveType

from healthcare_medallion.cli import main
from healthcare_medallion.engines.embedded import verify as verify_module
from healthcare_medallion.engines.embedded.reading import reading, stored_contracts
from healthcare_medallion.engines.embedded.verify import Verdict, verify
from healthcare_medallion.errors import WarehouseError
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.quality.checks import Check, checks, identifier_checks
from healthcare_medallion.settings import Settings
from tests.lib.tables import ROW_ID
from tests.lib.warehouses import files_below, settings_in

GRAPH = build_graph()
STORED = {contract.name: contract for contract in stored_contracts(GRAPH)}
CHECKS = {check.name: check for check in (*checks(GRAPH), *identifier_checks(GRAPH))}

# CASES: what to do to a table, as a SELECT over it, so that a check must fail

LESS_ONE = "SELECT * FROM {t} OFFSET 1"
ONE_TWICE = "SELECT * FROM {t} UNION ALL (SELECT * FROM {t} LIMIT 1)"
CASES: dict[str, list[tuple[str, str, str]]] = defaultdict(list)


def case(check: str, name: str, table: str, select: str) -> None:
    CASES[check].append((name, table, select))


def put(column: str, value: str, where: str = "true") -> str:
    """One row gets another value."""
    return (
        f"SELECT * REPLACE (CASE WHEN row_number() OVER (ORDER BY ({where}) DESC) = 1 THEN {value} "
        f'ELSE "{column}" END AS "{column}") FROM {{t}}'
    )


for feed in ROW_ID:
    fate = f"one_fate_each:{feed}"
    for layer in ("silver", "quarantine", "superseded"):
        case(fate, f"a {layer} row lost", f"{layer}_{feed}", LESS_ONE)
        case(fate, f"a {layer} row twice", f"{layer}_{feed}", ONE_TWICE)
    case(fate, "a bronze row lost", f"bronze_{feed}", LESS_ONE)
    case(fate, "a bronze row twice", f"bronze_{feed}", ONE_TWICE)
    case(fate, "a row that never landed", f"silver_{feed}", put(ROW_ID[feed], "'invented'"))
    case(fate, "a row of another file", f"silver_{feed}", put("_ingested_at", "_ingested_at + INTERVAL 1 DAY"))
    case("files_in_bronze", f"a row of bronze_{feed} lost", f"bronze_{feed}", LESS_ONE)
    case("files_in_bronze", f"a row of bronze_{feed} twice", f"bronze_{feed}", ONE_TWICE)
    case("files_in_bronze", f"all of bronze_{feed} lost", f"bronze_{feed}", "SELECT * FROM {t} WHERE false")

case("files_in_bronze", "a rejected line lost", "rejected_lines", LESS_ONE)
case("files_in_bronze", "a rejected line twice", "rejected_lines", ONE_TWICE)
case("files_in_bronze", "a file forgotten", "reconciliation", LESS_ONE)
case("files_in_bronze", "a count changed", "reconciliation", put("bronze_rows", "bronze_rows + 1"))
for number in ("lines", "header_lines", "blank_lines", "record_lines", "records", "bronze_rows", "rejected_rows"):
    case("files_add_up", f"{number} changed", "reconciliation", put(number, f"{number} + 1"))

for name, contract in STORED.items():
    if f"key_unique:{name}" in CHECKS:
        case(f"key_unique:{name}", "a row twice", name, ONE_TWICE)
    if f"not_null:{name}" in CHECKS:
        for column in contract.columns:
            if not column.nullable:
                case(f"not_null:{name}", f"{column.name} null", name, put(column.name, "NULL"))
    for key in contract.foreign_keys:
        check = f"foreign_key:{name}.{','.join(key.columns)}"
        case(check, "an orphan", name, put(key.columns[0], "'nobody'"))
        case(check, "a null", name, put(key.columns[0], "NULL"))
        case(check, "the row it names lost", key.table, "SELECT * FROM {t} WHERE false")

case("history_whole", "a gap", "dim_patients", put("effective_to", "effective_to - INTERVAL 1 HOUR", "NOT is_current"))
case(
    "history_whole", "overlap", "dim_patients", put("effective_to", "effective_to + INTERVAL 1 HOUR", "NOT is_current")
)
case("history_whole", "nothing current", "dim_patients", put("is_current", "false", "is_current"))
case("history_whole", "two current", "dim_patients", put("is_current", "true", "NOT is_current"))
case("history_whole", "an open end that is no end", "dim_patients", put("effective_to", "NULL", "NOT is_current"))
case("history_whole", "an end of the last", "dim_patients", put("effective_to", "now()", "is_current"))
case("history_whole", "a version lost", "dim_patients", "SELECT * FROM {t} WHERE NOT (version = 1 AND NOT is_current)")
case("history_whole", "a version twice", "dim_patients", ONE_TWICE)
case("history_whole", "a wrong number", "dim_patients", put("version", "version + 1"))

for gold, silver, row_id in (
    ("dim_patients", "silver_patients", "patient_id"),
    ("fact_claims", "silver_claims", "claim_id"),
    ("fact_medical_events", "silver_medical_events", "event_id"),
):
    case(f"gold_complete:{gold}", "a gold row lost", gold, LESS_ONE)
    case(f"gold_complete:{gold}", "a silver row lost", silver, LESS_ONE)
    case(f"gold_complete:{gold}", "a gold row invented", gold, put(row_id, "'invented'"))
case(
    "gold_complete:dim_patients",
    "a version moved",
    "dim_patients",
    put("effective_from", "effective_from - INTERVAL 1 DAY"),
)

for name, column in (
    ("silver_patients", "insurance_plan"),
    ("silver_claims", "diagnosis_code"),
    ("silver_medical_events", "medical_provider"),
    ("dim_patients", "insurance_plan"),
    ("fact_claims", "procedure_code"),
    ("fact_medical_events", "medical_provider"),
):
    case(f"no_identifier:{name}", "a number", name, put(column, "'000-12-3456'"))
    case(f"no_identifier:{name}", "a number in a text", name, put(column, "'SSN 000 12 3456.'"))
    case(f"no_identifier:{name}", "a number as an id", name, put("patient_id", "'000-12-3456'"))
for column in ("first_name_pseudonym", "last_name_pseudonym"):
    case("no_identifier:silver_patients", f"a name as {column}", "silver_patients", put(column, "'Ann'"))
    case(
        "no_identifier:silver_patients", f"an unkeyed digest as {column}", "silver_patients", put(column, "md5('Ann')")
    )


@pytest.fixture(scope="module")
def con(_one_run: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with reading(settings_in(_one_run)) as con:
        yield con


@pytest.mark.parametrize(
    ("check", "name", "table", "select"), [(c, *each) for c, cases in CASES.items() for each in cases]
)
def test_a_check_fails_when_its_promise_is_broken(
    check: str, name: str, table: str, select: str, con: duckdb.DuckDBPyConnection
) -> None:
    full = STORED[table].full_name
    assert violations(con, CHECKS[check]) == 0
    con.execute("BEGIN")
    try:
        con.execute(f"CREATE TEMP TABLE as_it_was AS SELECT * FROM {full}")
        con.execute(f"CREATE TEMP TABLE tampered AS {select.format(t='as_it_was')}")
        changed = con.execute("SELECT count(*) FROM (FROM as_it_was EXCEPT ALL FROM tampered)").fetchall()[0][0]
        added = con.execute("SELECT count(*) FROM (FROM tampered EXCEPT ALL FROM as_it_was)").fetchall()[0][0]
        assert changed or added, "the case changes nothing"
        con.execute(f"CREATE OR REPLACE VIEW {full} AS SELECT * FROM tampered")
        assert violations(con, CHECKS[check]) > 0
    finally:
        con.execute("ROLLBACK")


def violations(con: duckdb.DuckDBPyConnection, check: Check) -> int:
    return int(con.execute(check.sql()).fetchall()[0][0] or 0)


def test_every_check_has_a_case_that_makes_it_fail(_one_run: Path) -> None:
    """The names are those that a real call of verify gives, so that a new check asks for a case here."""
    made = {verdict.name for verdict in verify(settings_in(_one_run))}
    here = {*CASES, *(f"columns:{name}" for name in STORED), "nine_tables", "identifiers_listed"}
    assert made == here | {"one_key_generation:name"}, "test_keys.py makes that one fail"


def test_every_check_holds_over_a_good_warehouse(filled: Settings) -> None:
    assert [v for v in verify(filled) if not v.holds] == []


# THE SHAPE OF WHAT IS STORED


def rewrite(settings: Settings, name: str, select: str) -> None:
    """Commits another content of a table, whatever its contract says."""
    contract = STORED[name]
    with reading(settings, only=[contract.full_name]) as con:
        rows = con.sql(select.format(t=contract.full_name)).to_arrow_table()
    path = settings.warehouse / contract.schema / name
    write_deltalake(str(path), rows, mode="overwrite", schema_mode="overwrite")


def failed(settings: Settings) -> dict[str, int]:
    return {v.name: v.violations for v in verify(settings) if not v.holds}


@pytest.fixture(scope="module")
def widened(_one_run: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """What verify finds when every table has a column too many."""
    folder = tmp_path_factory.mktemp("widened") / "copy"
    shutil.copytree(_one_run, folder)
    settings = settings_in(folder)
    for contract in STORED.values():
        table = DeltaTable(str(settings.warehouse / contract.schema / contract.name))
        table.alter.add_columns([Field("one_too_many", PrimitiveType("integer"))])
    return verify(settings)


@pytest.mark.parametrize("name", STORED)
def test_a_column_too_many_is_found(name: str, widened: list[Verdict]) -> None:
    (found,) = [v for v in widened if v.name == f"columns:{name}"]
    assert found.violations == 1


@pytest.mark.parametrize(
    "select",
    [
        "SELECT * EXCLUDE (sex) FROM {t}",
        "SELECT * REPLACE (CAST(age AS BIGINT) AS age) FROM {t}",
        "SELECT * RENAME (sex AS gender) FROM {t}",
        "SELECT region, * EXCLUDE (region) FROM {t}",
    ],
    ids=["missing", "other type", "other name", "other order"],
)
def test_a_column_that_is_not_as_the_contract_says_is_found(select: str, filled: Settings) -> None:
    rewrite(filled, "silver_patients", select)
    assert "columns:silver_patients" in failed(filled)


def test_a_table_that_is_gone_is_found(filled: Settings) -> None:
    shutil.rmtree(filled.warehouse / "data_eng" / "fact_claims")
    assert failed(filled).keys() >= {"nine_tables", "columns:fact_claims"}


def test_a_tenth_table_is_found(filled: Settings) -> None:
    shutil.copytree(filled.warehouse / "data_eng" / "dim_patients", filled.warehouse / "data_eng" / "dim_patients_2")
    assert failed(filled) == {"nine_tables": 1}


def test_a_direct_identifier_outside_the_listed_tables_is_found(
    filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This one looks at contracts: here a listed table is no longer listed."""

    def unlisted(graph: Graph) -> list[object]:
        return [dataclasses.replace(contract, holds_identifiers=False) for contract in stored_contracts(graph)]

    monkeypatch.setattr(verify_module, "stored_contracts", unlisted)
    assert failed(filled).keys() == {"identifiers_listed"}


# FROM DISK TO EXIT CODE


@pytest.mark.parametrize(
    ("table", "select", "check"),
    [
        ("silver_claims", LESS_ONE, "one_fate_each:claims"),
        ("bronze_patients", ONE_TWICE, "one_fate_each:patients"),
        ("quarantine_medical_events", LESS_ONE, "one_fate_each:medical_events"),
        ("rejected_lines", LESS_ONE, "files_in_bronze"),
        ("dim_patients", put("effective_to", "NULL", "NOT is_current"), "history_whole"),
        ("fact_claims", put("patient_key", "'nobody'"), "foreign_key:fact_claims.patient_key"),
        ("silver_claims", put("claim_date", "NULL"), "not_null:silver_claims"),
        ("silver_patients", put("first_name_pseudonym", "'Ann'"), "no_identifier:silver_patients"),
        ("reconciliation", put("lines", "lines + 1"), "files_add_up"),
    ],
)
def test_the_newest_version_is_verified_published_or_not(
    table: str, select: str, check: str, filled: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody publishes what a tamperer commits; verify answers for what lies on disk, by name and with exit code 1."""
    rewrite(filled, table, select)
    with pytest.raises(SystemExit) as stopped:
        main(["verify", "--warehouse", str(filled.warehouse), "--json"])
    assert stopped.value.code == 1
    shown = capsys.readouterr()
    verdicts = {v["name"]: v for v in json.loads(shown.out)}
    assert not verdicts[check]["holds"]
    assert verdicts[check]["violations"] >= 1
    assert check in shown.err


def test_verify_of_a_good_warehouse_exits_with_0(filled: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "--warehouse", str(filled.warehouse)])
    checks = len(CHECKS) + len(STORED) + 3
    assert f"{checks} of {checks} checks hold." in capsys.readouterr().out


def test_verify_changes_nothing(filled: Settings) -> None:
    before = files_below(filled.warehouse)
    verify(filled)
    assert files_below(filled.warehouse) == before


def test_there_must_be_something_to_verify(fresh: Settings) -> None:
    with pytest.raises(WarehouseError, match="holds no finished run"):
        verify(fresh)

"""What HIPAA asks of the data, shown on a warehouse; and that each check fails when it is broken."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from healthcare_medallion.cli import main
from healthcare_medallion.compliance import safe_harbor
from healthcare_medallion.compliance.assessing import _contracts, assess, columns
from healthcare_medallion.compliance.rendering import as_html, as_json
from healthcare_medallion.engines.embedded.decisions import waive
from healthcare_medallion.engines.embedded.reading import reading
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.governance.ledgers import LEDGERS
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.ops.person_surrogates import CONTRACT as MAP
from healthcare_medallion.pipelines.shared.contract import DEID, Classification
from healthcare_medallion.pipelines.shared.deidentify import IDENTIFIER_CLASSES
from healthcare_medallion.pipelines.shared.sensitivity import Sensitivity, sensitive_codes, tells
from healthcare_medallion.settings import Settings
from tests.lib.crashes import Crash, crash_after
from tests.lib.warehouses import land, rows, settings_in

SSN, NAME = "123-45-6789", "Qvxzwname"
AGES = range(84, 106)
PATIENTS = "data_eng_deid.deid_patients"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse with people of 84 to 105 years, let in by a waiver, an SSN in free text and sensitive codes."""
    settings = settings_in(tmp_path_factory.mktemp("hipaa"))
    people = [
        {"patient_id": f"P{age:04}", "age": str(age), "first_name": NAME, "last_name": f"{NAME}son"} for age in AGES
    ]
    land(settings.landing, "patients", [*people, {"patient_id": "P9999", "insurance_plan": SSN}])
    claims = [{"diagnosis_code": "F11.20"}, {"diagnosis_code": "B20"}, {"procedure_code": "59400"}, {}]
    land(settings.landing, "claims", [{"claim_id": f"C{n}", "patient_id": "P0084", **c} for n, c in enumerate(claims)])
    land(settings.landing, "medical_events", [{"patient_id": "P0084", "event_type": "mental_health"}])
    run(settings)
    expires = datetime(2099, 1, 1, tzinfo=UTC)
    waive(settings, "patients", "valid_age", by="steward", note="a test of ages", expires_at=expires)
    run(settings)
    return settings


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """A copy that a test may spoil."""
    shutil.copytree(settings.warehouse, tmp_path / "warehouse")
    shutil.copytree(settings.landing, tmp_path / "landing")
    return settings_in(tmp_path, keys_directory=settings.keys_directory)


# CLASSIFICATION


def test_the_class_of_every_column_is_decided(graph: Graph) -> None:
    contracts = [*(d.contract for d in graph if d.contract), *LEDGERS]
    undecided = [
        f"{contract.full_name}.{column.name}"
        for contract in contracts
        for column in contract.columns
        if column.classification is Classification.UNDECIDED
    ]
    assert undecided == []


def test_every_safe_harbor_column_says_what_was_done(graph: Graph) -> None:
    deid = [d.contract for d in graph if d.contract and d.contract.schema == DEID]
    assert len(deid) == 6
    assert [f"{c.name}.{col.name}" for c in deid for col in c.columns if col.treatment is None or col.identifies] == []
    kept = {col.name for c in deid for col in c.columns}
    assert kept.isdisjoint({"patient_id", "patient_key", "claim_id", "event_id", "medical_provider"})
    assert "".join(IDENTIFIER_CLASSES) == "ABCDEFGHIJKLMNOPQR"


def test_every_published_table_has_a_safe_harbor_view(graph: Graph) -> None:
    read = {name for d in graph if d.layer == "deid" for name in d.upstreams}
    published = {d.name for d in graph if d.layer in ("gold", "marts")}
    assert published <= read


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("F10.20", Sensitivity.SUBSTANCE_USE),
        (" f11.20", Sensitivity.SUBSTANCE_USE),
        ("F32.A", Sensitivity.BEHAVIOURAL),
        ("B20", Sensitivity.HIV),
        ("O80", Sensitivity.REPRODUCTIVE),
        ("Z33.1", Sensitivity.REPRODUCTIVE),
        ("F17.210", None),  # 42 CFR 2.11 leaves tobacco out
        ("E11.9", None),
        ("", None),
        (None, None),
    ],
)
def test_codes_tell_of_protected_care(code: str | None, category: Sensitivity | None) -> None:
    assert [one for one in Sensitivity if tells("diagnosis_code", code, [one])] == ([category] if category else [])


def test_each_category_has_codes_of_each_system() -> None:
    listed = {(category, system) for category, system, _ in sensitive_codes()}
    assert {(one, system) for one in Sensitivity for system in ("ICD-10-CM", "CPT", "HCPCS")} <= listed


# WHAT HOLDS


def test_the_report_finds_nothing_to_object_to(settings: Settings) -> None:
    found = assess(settings)
    assert [(c.table, c.column, c.evidence) for c in found.broken_columns] == []
    assert [c.name for c in found.broken_checks] == []
    assert sum(c.kinds for c in found.columns) > 500
    assert found.anonymity.persons == len(AGES)


def test_no_social_security_number_passes_ingestion(settings: Settings) -> None:
    behind = [d.name for d in build_graph() if d.contract and d.layer in ("silver", "gold", "marts", "deid")]
    assert len(behind) == 15
    assert [name for name in behind if SSN in repr(rows(settings, name))] == []
    assert SSN in repr(rows(settings, "quarantine_patients"))  # it did land, and the report says so
    as_landed = {(c.table, c.column): dict(c.found) for c in assess(settings).columns if c.as_landed and c.found}
    assert as_landed == {
        (table, "insurance_plan"): {"social security number": 1}
        for table in ("data_eng.bronze_patients", "data_eng_ops.quarantine_patients")
    }


def test_ages_and_years_of_the_old(settings: Settings) -> None:
    gold = {row["patient_id"]: row["age"] for row in rows(settings, "dim_patients")}
    assert sorted(gold.values()) == list(AGES), "the old must be in gold for this test to say anything"
    ids = {row["person_surrogate"]: row["patient_id"] for row in rows(settings, "person_surrogates")}
    for row in rows(settings, "deid_patients"):
        age = gold[ids[row["person_surrogate"]]]
        assert row["age"] == (age if age < 89 else 90)
        assert (row["coverage_start_year"] is None) == (age >= 89)


def test_the_exact_rule_keeps_89(settings: Settings) -> None:
    exact = settings.model_copy(
        update={"pipeline": settings.pipeline.model_copy(
            update={"deid": settings.pipeline.deid.model_copy(update={"age_cap_from": 90})}
        )}
    )  # fmt: skip
    assert sorted({row["age"] for row in rows(exact, "deid_patients")}) == list(range(84, 91))
    assert len([row for row in rows(exact, "deid_patients") if row["age"] == 90]) == 16


def test_safe_harbor_views_hold_no_canary(settings: Settings) -> None:
    gold = rows(settings, "dim_patients")
    known = [NAME, SSN, *(row["patient_id"] for row in gold), *(row["patient_key"] for row in gold), "City Clinic"]
    for dataset in build_graph():
        if dataset.layer == "deid":
            text = repr(rows(settings, dataset.name))
            assert [canary for canary in known if canary in text] == [], dataset.name


def test_no_page_of_the_report_holds_a_value(settings: Settings) -> None:
    found = assess(settings)
    for text in (json.dumps(as_json(found)), as_html(found)):
        assert len(text) > 10_000
        assert [canary for canary in (NAME, SSN, "P0084", "F11", "E11.9", "8500.25") if canary in text] == []


# RANDOM IDS


def test_ids_are_random_stable_and_new_for_who_is_new(own: Settings) -> None:
    before = {row["patient_id"]: row["person_surrogate"] for row in rows(own, "person_surrogates")}
    land(own.landing, "patients", [{"patient_id": "P7777"}], batch="batch-2")
    run(own)
    after = {row["patient_id"]: row["person_surrogate"] for row in rows(own, "person_surrogates")}
    assert after.keys() - before.keys() == {"P7777"}
    assert {patient: after[patient] for patient in before} == before
    assert len(set(after.values())) == len(after)


def test_two_warehouses_of_the_same_files_and_keys_give_other_ids(settings: Settings, tmp_path: Path) -> None:
    other = settings_in(tmp_path, landing=settings.landing, keys_directory=settings.keys_directory)
    run(other)
    ids = [{r["person_surrogate"] for r in rows(s, "person_surrogates")} for s in (settings, other)]
    assert ids[1] and ids[0].isdisjoint(ids[1])


def test_ids_are_drawn_once_though_a_run_is_killed(own: Settings) -> None:
    """Stopped right after the map was written, and started again."""
    land(own.landing, "patients", [{"patient_id": "P7777"}], batch="batch-2")
    warehouse = Warehouse(own.warehouse)
    map_before = warehouse.open(MAP)
    assert map_before is not None
    with pytest.raises(Crash), crash_after(_commits_to_the_map(own)):
        run(own)
    drawn = {row["patient_id"]: row["person_surrogate"] for row in rows(own, "person_surrogates")}
    assert "P7777" in drawn
    run(own)
    assert {row["patient_id"]: row["person_surrogate"] for row in rows(own, "person_surrogates")} == drawn
    map_after = warehouse.open(MAP)
    assert map_after is not None and map_after.version() == map_before.version() + 1


def _commits_to_the_map(own: Settings) -> int:
    """How many commits a run of these files makes up to that of the map: the last but one."""
    trial = settings_in(own.warehouse.parent / "trial", landing=own.landing, keys_directory=own.keys_directory)
    shutil.copytree(own.warehouse, trial.warehouse)
    with crash_after(0) as seen:
        run(trial)
    return seen[0] - 1


# EVERY CHECK FAILS WHEN IT IS BROKEN


@pytest.fixture(scope="module")
def planted(settings: Settings) -> Iterator[Callable[[str, str], dict[tuple[str, str], set[str]]]]:
    """What the column checks find when a table is replaced: broken columns, each with what was found."""
    contracts = [(c, z) for c, z in _contracts(build_graph())]
    with reading(settings) as con:

        def find(table: str, select: str) -> dict[tuple[str, str], set[str]]:
            contract = next((c, z) for c, z in contracts if c.full_name == table)
            before = con.execute(f"SELECT sql FROM duckdb_views() WHERE schema_name || '.' || view_name = '{table}'")
            original = before.fetchall()[0][0]
            con.execute(f"CREATE OR REPLACE TEMP TABLE kept AS FROM {table}")
            con.execute(f"CREATE OR REPLACE VIEW {table} AS {select.format(rows='temp.kept')}")
            try:
                found = columns(con, [contract], settings.pipeline)
            finally:
                con.execute(original.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
            return {(c.table.partition(".")[2], c.column): set(c.found) for c in found if not c.holds}

        yield find


PLANTS = [
    ("data_eng.fact_claims", "claim_status", f"'{SSN}'", "social security number"),
    ("data_eng.fact_claims", "diagnosis_code", f"'seen {SSN}'", "social security number"),
    ("data_eng.fact_claims", "claim_status", "'219099999'", "nine digits of a valid SSN"),
    ("data_eng.fact_medical_events", "medical_provider", "'x@example.org'", "e-mail address"),
    ("data_eng.dim_patients", "insurance_plan", "'(617) 555-0100'", "telephone number"),
    ("data_eng.dim_patients", "insurance_plan", f"'{NAME}'", "name"),
    ("data_eng.dim_patients", "region", f"upper('{NAME} {NAME}son')", "name"),
    ("data_eng.silver_patients", "insurance_plan", "'Jennifer'", "name"),
    ("data_eng.fact_claims", "diagnosis_code", "'1950-02-28'", "full date"),
    ("data_eng.fact_claims", "claim_status", "'02139'", "five-digit ZIP code"),
    ("data_eng.fact_claims", "claim_status", "'1234567893'", "national provider identifier"),
    ("data_eng.fact_claims", "claim_status", "sha256('x')", "digest"),
    ("data_eng.fact_claims", "claim_status", "'https://example.org'", "URL"),
    ("data_eng.fact_claims", "claim_status", "'192.168.0.1'", "IP address"),
    ("data_eng_deid.deid_patients", "age", "95", "age from the cap on"),
    ("data_eng_deid.deid_patients", "age", "89", "age from the cap on"),
    ("data_eng_deid.deid_patients", "region", "'02139'", "five-digit ZIP code"),
    ("data_eng_deid.deid_patients", "sex", f"'{NAME}'", "name"),
    ("data_eng_deid.deid_patients", "valid_from_year", "DATE '1950-02-28'", "more than a year"),
    ("data_eng_deid.deid_patients", "last_claim_year", "19500228", "more than a year"),
    ("data_eng_deid.deid_patients", "person_surrogate", "sha256(person_surrogate)", "no random id"),
    ("data_eng_deid.deid_patients", "person_surrogate", "md5('P0084')", "id that is not in the map"),
    ("data_eng_deid.deid_patients", "bmi", "'24.5'", "text or day"),
    ("data_eng_deid.deid_claims", "diagnosis_code", "'F11.20'", "code of specially protected care"),
    ("data_eng_deid.deid_claims", "procedure_code", "'Ann'", "no code"),
    ("data_eng_deid.deid_medical_events", "event_type", "'a visit'", "word that is on no list"),
    (MAP.full_name, "person_surrogate", "md5(patient_id)", "id derived from the person"),
    ("data_eng_ops.landing_files", "source", f"'{SSN}'", "social security number"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "planted_value", "what"), PLANTS)
def test_a_planted_violation_is_found(
    table: str,
    column: str,
    planted_value: str,
    what: str,
    planted: Callable[[str, str], dict[tuple[str, str], set[str]]],
) -> None:
    found = planted(table, f"SELECT * REPLACE ({planted_value} AS {column}) FROM {{rows}}")
    assert what in found.get((table.partition(".")[2], column), set())
    assert {name for _, name in found} == {column}


def test_a_small_count_is_found(planted: Any) -> None:
    groups = "SELECT 'GOLD' AS insurance_plan, 'MALE' AS sex, 'NORTHEAST' AS region, '65+' AS age_band, 10 AS members"
    figures = ", ".join(f"1.0 AS {n}" for n in ("average_age", "average_bmi", "average_children"))
    select = f"{groups}, {figures}, 1.0 AS average_charges, 0.5 AS smoker_share"
    table = "data_eng_deid.deid_patient_demographics_summary"
    assert planted(table, select) == {("deid_patient_demographics_summary", "members"): {"count below 11"}}


def test_a_column_of_no_contract_is_found(planted: Any) -> None:
    found = planted("data_eng_deid.deid_claims", "SELECT *, 1 AS ssn_hash FROM {rows}")
    assert found == {("deid_claims", "ssn_hash"): {"unknown column"}}


@pytest.mark.parametrize(
    ("check", "table", "select"),
    [
        ("surrogates_unique", MAP.full_name, "SELECT patient_id, repeat('a', 32) AS person_surrogate"),
        ("surrogates_complete", MAP.full_name, "SELECT * WHERE false"),
        ("no_year_tells_an_age", PATIENTS, "SELECT * REPLACE (88 AS age, 2099 AS last_event_year)"),
        ("sensitive_events_hidden", "data_eng_deid.deid_medical_events", "SELECT * REPLACE ('delivery' AS event_type)"),
    ],
)  # fmt: skip
def test_a_check_over_tables_fails_when_broken(check: str, table: str, select: str, settings: Settings) -> None:
    with reading(settings) as con:
        assert all(found.holds for found in safe_harbor.checks(con, settings.pipeline))
        con.execute(f"CREATE TEMP TABLE kept AS FROM {table}")
        con.execute(f"CREATE OR REPLACE VIEW {table} AS FROM temp.kept {select}")
        broken = {found.name for found in safe_harbor.checks(con, settings.pipeline) if not found.holds}
    assert broken == {check}


def test_a_table_without_a_change_feed_is_found(own: Settings) -> None:
    table = Warehouse(own.warehouse).open(build_graph().contract("fact_claims"))
    assert table is not None
    table.alter.set_table_properties({"delta.enableChangeDataFeed": "false"})
    assert [(c.name, c.violations) for c in assess(own).broken_checks] == [("change_data_feed", 1)]


def test_the_command_ends_with_1_on_what_lies_on_disk(own: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody writes digests into the map: the newest version is what counts, published or not."""
    at = ["--warehouse", str(own.warehouse)]
    main(["compliance", "report", *at])
    assert "VIOLATION" not in capsys.readouterr().out
    patients = [row["patient_id"] for row in rows(own, "person_surrogates")]
    ids = [hashlib.md5(patient.encode()).hexdigest() for patient in patients]
    hashed = pa.table({"patient_id": patients, "person_surrogate": ids})
    write_deltalake(str(Warehouse(own.warehouse).path(MAP)), hashed, mode="overwrite")
    with pytest.raises(SystemExit) as stopped:
        main(["compliance", "report", *at, "--format", "json"])
    assert stopped.value.code == 1
    said = json.loads(capsys.readouterr().out)
    broken = {column["column"] for column in said["columns"] if not column["holds"]}
    assert broken == {"person_surrogate"}

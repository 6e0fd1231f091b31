"""`medallion run --engine spark` from end to end: real spark-pipelines, real Delta tables, against the laptop engine.

One warehouse is made, in two runs, and every test looks at it. The laptop engine takes the same landing folder at the
instants that Spark planned for, so that all tables must be equal in all columns, times and file names included. What
may differ is a box that is sealed with a fresh nonce each time.
"""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from deltalake import DeltaTable

from healthcare_medallion.cli import main
from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.engines.embedded.reading import runs
from healthcare_medallion.engines.embedded.run import load_keys
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.engines.spark import programs
from healthcare_medallion.engines.spark import run as spark
from healthcare_medallion.errors import EngineError
from healthcare_medallion.pipelines.shared.keys import pads
from healthcare_medallion.pipelines.shared.sources import GeneratedKey, SourceMapping
from healthcare_medallion.privacy.sealing import unsealed
from healthcare_medallion.settings import Settings
from tests.lib.warehouses import contents, land_bytes, rows, run_at, settings_in

SOURCES = {
    "medical_cost": SourceMapping(
        feed="patients",
        files="insurance*.csv",
        rename={"gender": "sex"},
        values={"sex": {"f": "FEMALE", "m": "MALE"}, "smoker": {"never": "false"}},
        constants={"timestamp": "2018-02-21T00:00:00Z", "insurance_plan": "O'Neil's \\ ${env:HOME}"},
        generated_key={"patient_id": GeneratedKey(prefix="MC")},
    )
}
FOREIGN = "age,gender,bmi,children,smoker,region,charges\n19,f,27.9,0,yes,southwest,16884.92\n33,m,22.7,x,never,,1.5\n"
# Refused by the reader, by typing, and for want of a key; then texts that type although a closer look is needed.
CLAIMS = """claim_id,patient_id,claim_amount,claim_date,diagnosis_code,procedure_code,claim_status
C-broken,P1,12.5
C-untyped,P1,twelve 123-45-6789,2024-01-02,E11.9,99213,paid
 ,P1,1.0,2024-01-02,E11.9,99213,paid
C-odd,P1, 1e3 ,2024-01-02,E11.9,99213,paid
"""
REFUSED = {
    "C-broken,P1,12.5",
    "C-untyped,P1,twelve ***-**-****,2024-01-02,E11.9,99213,paid",
    " ,P1,1.0,2024-01-02,E11.9,99213,paid",
}

pytestmark = [pytest.mark.spark, pytest.mark.slow]


@dataclass
class Story:
    """What two runs of Spark left behind, and what the laptop engine made of the same files."""

    settings: Settings
    embedded: Settings
    after: list[tuple[dict[str, list[str]], dict[str, list[str]]]]
    bronze: list[list[dict[str, Any]]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("spark-run")
    settings = settings_in(folder, sources=SOURCES)
    told = Story(settings, settings.model_copy(update={"warehouse": folder / "embedded"}), [], [])
    generate(GenerationPlan(patients=150, seed=6, batches=2, defects=0.25), folder / "all")
    shutil.copytree(folder / "all" / "batch-0001", settings.landing / "batch-0001")
    land_bytes(settings.landing, "odd/claims.csv.gz", gzip.compress(CLAIMS.encode()))
    land_bytes(settings.landing, "_foreign/insurance 1.csv", FOREIGN.encode())
    with pytest.MonkeyPatch.context() as patch:
        _run_both(told, patch)
        shutil.copytree(folder / "all" / "batch-0002", settings.landing / "batch-0002")
        _interrupted(told, patch)
        _run_both(told, patch)
    yield told


def _run_both(told: Story, patch: pytest.MonkeyPatch) -> None:
    spark.run(told.settings)
    for run in runs(Warehouse(told.settings.warehouse))[len(told.after) :]:
        run_at(patch, told.embedded, run.logical_time.isoformat())
    told.after.append((contents(told.settings), contents(told.embedded)))
    told.bronze.append(rows(told.settings, "bronze_claims"))


def _interrupted(told: Story, patch: pytest.MonkeyPatch) -> None:
    """A run that dies after it has planned."""
    with patch.context() as inner:
        inner.setattr(spark, "_compute", lambda *_: (_ for _ in ()).throw(EngineError("died")))
        with pytest.raises(EngineError, match="died"):
            spark.run(told.settings)


# THE SAME ROWS


@pytest.mark.parametrize("number", [0, 1], ids=["after one batch", "after two"])
def test_every_table_equals_that_of_the_laptop_engine(story: Story, number: int) -> None:
    spark_tables, laptop_tables = story.after[number]
    assert set(spark_tables) == set(laptop_tables)
    of_the_engine = {"pipeline_runs", "alerts"}  # what was tried, by whom
    unequal = [n for n in laptop_tables if n not in of_the_engine and spark_tables[n] != laptop_tables[n]]
    assert unequal == []


def test_every_table_that_can_hold_rows_does(story: Story) -> None:
    """The comparison is worth something. Figures of few persons are left out of what is de-identified."""
    few = {"deid_patient_demographics_summary", "deid_insurance_utilisation"}
    nobody_acted = {"decisions", "removals", "quality_references"}
    assert {name for name, table in story.after[1][0].items() if not table} == few | nobody_acted


def test_everybody_in_gold_has_one_random_id(story: Story) -> None:
    ids = {row["patient_id"]: row["person_surrogate"] for row in rows(story.settings, "person_surrogates")}
    assert len(rows(story.settings, "person_surrogates")) == len(ids) == len(set(ids.values()))
    assert {row["patient_id"] for row in rows(story.settings, "dim_patients")} <= set(ids)


def test_marts_are_stored_as_they_would_be_computed(story: Story) -> None:
    """Spark stores what the laptop engine computes when it is read."""
    for name in ("patient_demographics_summary", "insurance_utilisation", "charges_by_risk_factor"):
        found = DeltaTable(str(story.settings.warehouse / "data_eng_marts" / name)).to_pyarrow_table()
        assert sorted(map(repr, found.to_pylist())) == story.after[1][1][name]


def test_a_second_run_appends_to_bronze(story: Story) -> None:
    """Rows of the first batch are there once, with the time that they were taken at."""
    before, after = (sorted(map(repr, found)) for found in story.bronze)
    first_batch = {row["_ingested_at"] for row in story.bronze[0]}
    assert sorted(repr(r) for r in story.bronze[1] if r["_ingested_at"] in first_batch) == before
    assert len(after) > len(before)


def test_a_foreign_file_is_mapped(story: Story) -> None:
    found = [r for r in rows(story.settings, "bronze_patients") if r["patient_id"].startswith("MC")]
    assert [(r["sex"], r["smoker"], r["insurance_plan"]) for r in found] == [
        ("FEMALE", True, "O'Neil's \\ ${env:HOME}")
    ]


def test_a_run_that_died_was_completed_under_its_number(story: Story) -> None:
    finished = runs(Warehouse(story.settings.warehouse))
    assert [(run.run_sequence, run.engine, run.files) for run in finished] == [(1, "spark", 5), (2, "spark", 3)]


def test_without_anything_new_spark_is_not_started(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "_compute", lambda *_: pytest.fail("started"))
    assert spark.run(story.settings).run is None


# SECRETS


def test_sealed_lines_open_with_the_key(story: Story) -> None:
    """Lines that the reader refused and lines that typing refused, each whole, numbers masked."""
    key = load_keys(story.settings)["reject"]
    found = [r for r in rows(story.settings, "rejected_lines") if r["source_file"] == "odd/claims.csv.gz"]
    assert {unsealed(row["sealed_line"], key) for row in found} == REFUSED
    (typed,) = [r for r in rows(story.settings, "rejected_lines") if r["source_file"].startswith("_foreign")]
    assert (typed["column"], unsealed(typed["sealed_line"], key)) == ("children", "33,m,22.7,x,never,,1.5")


def test_no_file_of_the_warehouse_holds_a_key(story: Story) -> None:
    """Plans, logs, table logs, table properties, checkpoints, metastore."""
    keys = load_keys(story.settings)
    secrets = {text for key in keys.values() for text in (key.secret.hex(), *pads(key.secret))}
    spellings = {s for text in secrets for s in (text.lower().encode(), text.upper().encode(), bytes.fromhex(text))}
    files = [path for path in story.settings.warehouse.rglob("*") if path.is_file()]
    assert len(files) > 100
    assert [str(p) for p in files if any(spelling in p.read_bytes() for spelling in spellings)] == []


# WHAT READS A WAREHOUSE


def test_verify_proves_conservation(story: Story) -> None:
    verdicts = {v.name: v for v in verify(story.settings)}
    assert {name for name, verdict in verdicts.items() if not verdict.holds} == set()
    assert {"one_fate_each:claims", "files_add_up", "files_in_bronze", "nine_tables"} <= set(verdicts)


def test_verify_notices_a_lost_row(story: Story, tmp_path: Path) -> None:
    copy = story.settings.model_copy(update={"warehouse": tmp_path / "copy"})
    shutil.copytree(story.settings.warehouse, copy.warehouse)
    DeltaTable(str(copy.warehouse / "data_eng/silver_claims")).delete()
    DeltaTable(str(copy.warehouse / "data_eng_ops/rejected_lines")).delete()
    broken = {v.name for v in verify(copy) if not v.holds}
    assert {"one_fate_each:claims", "files_in_bronze", "gold_complete:fact_claims"} <= broken


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["verify"], "checks hold"),
        (["status"], "engine         spark"),
        (["quality"], "Quality score"),
        (["quarantine", "list"], "batch-0002/patients.csv"),
        (["snapshot"], "Run 2"),
        (["query", "SELECT region, members FROM data_eng_marts.patient_demographics_summary"], "NORTH"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_commands_read_a_warehouse_of_spark(
    story: Story, command: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDALLION_LANDING", str(story.settings.landing))
    main([*command, "--warehouse", str(story.settings.warehouse)])
    assert told in capsys.readouterr().out


def test_a_steward_sees_the_row_and_its_file(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    from healthcare_medallion.engines.embedded import decisions as stewards

    row = stewards.quarantined(story.settings, limit=1)[0]
    main(
        [
            "quarantine",
            "show",
            row.handle,
            "--purpose",
            "operations",
            "--reason",
            "look",
            "--warehouse",
            str(story.settings.warehouse),
        ]
    )
    assert f"from {row.source_file}" in " ".join(capsys.readouterr().out.split())


# WHAT IS MISSING IS TOLD


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int | str | None, str]:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    return stop.value.code, capsys.readouterr().err


def test_missing_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "landing").mkdir()
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    place = ["--landing", str(tmp_path / "landing"), "--warehouse", str(tmp_path / "warehouse")]
    code, said = told(["run", "--engine", "spark", *place], capsys)
    assert (code, said.count("\n")) == (18, 2)
    assert "needs Java 17 or newer; there is none on the PATH" in said and "Install Java" in said
    assert not (tmp_path / "warehouse").exists()


def test_unreachable_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Maven itself, in a home of its own, with a mirror that nobody answers for."""
    if shutil.which("mvn") is None:
        # Without it Spark fetches the jars itself, in ways that no mirror can be set for from here.
        assert "CI" not in os.environ, ".ci/run installs Maven"
        pytest.skip("needs Maven, which .ci/run installs")
    (tmp_path / "landing").mkdir()
    mirror = "<mirror><id>none</id><mirrorOf>*</mirrorOf><url>https://127.0.0.1:9/</url></mirror>"
    land_bytes(tmp_path, ".m2/settings.xml", f"<settings><mirrors>{mirror}</mirrors></settings>".encode())
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MAVEN_OPTS", f"-Duser.home={tmp_path}")
    place = ["--landing", str(tmp_path / "landing"), "--warehouse", str(tmp_path / "warehouse")]
    code, said = told(["run", "--engine", "spark", *place], capsys)
    assert (code, said.count("\n")) == (18, 2)
    assert f"Maven could not fetch {programs.DELTA}" in said and "settings.xml" in said
    assert not (tmp_path / "warehouse").exists()

"""A made-up name and a made-up social security number are pushed through every cast and every error path.

They may be found where a list in code says so, and nowhere else: not on the screen, not in an error, not in a table
behind bronze, not in a log, a statement or a plan. The same holds for keys and what is made of them.
"""

from __future__ import annotations

import contextlib
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from healthcare_medallion.cli import main
from healthcare_medallion.data_generation import FEEDS, HEADERS
from healthcare_medallion.engines.embedded.duck import connection
from healthcare_medallion.engines.embedded.reading import stored_contracts
from healthcare_medallion.engines.embedded.run import load_keys, run
from healthcare_medallion.errors import EngineError, MedallionError
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.keys import pads
from healthcare_medallion.privacy.sealing import unsealed
from healthcare_medallion.settings import Settings
from tests.lib.engines import TEST_SECRET
from tests.lib.tables import GOOD, Row, bronze, landing
from tests.lib.warehouses import land, land_bytes, rows, settings_in, stored

NAME = "Qvxzwname"
SSN = "987-65-4321"
SPELLINGS = (SSN, "987 65 4321", "987654321")
# An id is whatever the insurer says it is, and stands in every table: nothing tells a member number from another.
IDS = ("patient_id", "claim_id", "event_id")
MAY_HOLD_NAMES = {"bronze_patients", "quarantine_patients", "superseded_patients"}
MAY_HOLD_NUMBERS = {f"{layer}_{feed}" for layer in ("bronze", "quarantine", "superseded") for feed in FEEDS}


def canaries(text: str) -> list[str]:
    """Which of them stand in a text."""
    return [canary for canary in (NAME, NAME.upper(), NAME.lower(), *SPELLINGS) if canary in text]


def faulty(feed: str) -> list[Row]:
    """One row per column, in which the number stands in place of the value; names everywhere."""
    named = {"first_name": NAME, "last_name": f"{NAME}son"} if feed == "patients" else {}
    found = []
    for position, column in enumerate(HEADERS[feed]):
        for number, spelling in enumerate(SPELLINGS):
            if column not in IDS:
                found.append({HEADERS[feed][0]: f"P{position:03}{number}", **named, column: spelling})
    return found


@pytest.fixture(scope="module")
def canary_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A landing folder with canaries in good rows, in every column, and in records that are broken as a whole."""
    folder = tmp_path_factory.mktemp("canary")
    settings = settings_in(folder)
    for feed in FEEDS:
        land(
            settings.landing,
            feed,
            [row for row in faulty(feed) if row.get("claim_status") not in SPELLINGS],
            batch="cells",
        )
    good = {"patient_id": "P0001", "first_name": NAME, "last_name": NAME}
    other = {**good, "patient_id": "P0002"}
    land(settings.landing, "patients", [good, good, {**good, "last_name": ""}, other], batch="good")
    land(settings.landing, "claims", [{}, {}], batch="good")
    header = ",".join(HEADERS["patients"])
    cells = [str(GOOD["patients"]()[column]) for column in HEADERS["patients"]]
    cells[0], cells[1], cells[2] = "P0009", NAME, SSN
    line = ",".join(cells)
    broken = [line + ",more", line.replace(SSN, f'"{SSN}'), line.replace(SSN, SSN + "\0"), ",".join(cells[:-1])]
    broken += [line.replace("P0009", ""), line.replace(",45,", f",{SPELLINGS[1]},")]
    text = "\n".join([header, *broken]).encode() + b"\n" + line.encode() + b"\xff\n"
    land_bytes(settings.landing, "broken/patients.csv", text)
    land_bytes(settings.landing, "no-header/claims.csv", f"{NAME},{SSN}\n{SSN},{NAME}\n".encode())
    with pytest.MonkeyPatch.context() as patch:
        for name in ("MEDALLION_CONFIG", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(folder / "none"))
        run(settings)
    return folder


@pytest.fixture
def settings(canary_folder: Path, tmp_path: Path) -> Settings:
    """A copy of the warehouse that has taken them."""
    shutil.copytree(canary_folder, tmp_path / "canary")
    return settings_in(tmp_path / "canary")


# TABLES


def test_canaries_stand_in_listed_tables_only(canary_folder: Path) -> None:
    tables = stored(settings_in(canary_folder))
    with_name, with_number = set(), set()
    for name, table in tables.items():
        found = canaries(repr(table.to_pylist()))
        if any(NAME.lower() in canary.lower() for canary in found):
            with_name.add(name)
        if any(spelling in found for spelling in SPELLINGS):
            with_number.add(name)
    assert with_name == MAY_HOLD_NAMES
    assert {"bronze_patients", "quarantine_patients", "quarantine_claims"} <= with_number
    behind = with_number - MAY_HOLD_NUMBERS
    # Nine digits without a mark between them are no number's shape: as a plan or a provider they pass.
    for name in behind:
        text = repr(tables[name].to_pylist())
        assert SPELLINGS[0] not in text and SPELLINGS[1] not in text, name


def test_the_lists_are_those_of_the_contracts(graph: Graph) -> None:
    assert {c.name for c in stored_contracts(graph) if c.holds_identifiers} == MAY_HOLD_NAMES


def test_no_log_of_a_table_holds_a_canary(canary_folder: Path) -> None:
    """Statistics of least and greatest values would: the logs are plain text."""
    logs = list((canary_folder / "warehouse").rglob("_delta_log/*.json"))
    assert len(logs) > 20
    assert [path for path in logs if canaries(path.read_text())] == []
    tables = {path.parent.parent for path in logs}
    for table in tables:
        DeltaTable(str(table)).create_checkpoint()
    checkpoints = [pa.parquet.read_table(p) for t in tables for p in (t / "_delta_log").glob("*.checkpoint.parquet")]
    assert len(checkpoints) == len(tables)
    assert [c for c in checkpoints if canaries(repr(c.to_pylist()))] == []


def test_no_log_holds_a_number_that_was_sent_as_a_status(fresh: Settings) -> None:
    """Bronze text is as it was sent, whatever the column is meant for."""
    land(fresh.landing, "claims", [{"claim_status": SSN}])
    run(fresh)
    assert [p for p in fresh.warehouse.rglob("_delta_log/*.json") if canaries(p.read_text())] == []


def test_no_footer_holds_a_canary(canary_folder: Path) -> None:
    """Nor does any plain byte of a data file: cells are compressed, what stands beside them is not."""
    for path in (canary_folder / "warehouse").rglob("*.parquet"):
        if "_delta_log" not in path.parts and path.parent.name not in MAY_HOLD_NUMBERS:
            tail = path.read_bytes()[-pa.parquet.read_metadata(path).serialized_size - 8 :]
            assert canaries(tail.decode("latin-1")) == []


def test_rejected_lines_are_sealed_and_numbers_in_them_masked(canary_folder: Path) -> None:
    settings = settings_in(canary_folder)
    key = load_keys(settings)["reject"]
    found = rows(settings, "rejected_lines")
    assert len(found) > 15
    assert canaries(repr(found)) == []
    lines = [unsealed(row["sealed_line"], key) for row in found]
    assert any(NAME in line for line in lines), "a sealed line is the line"
    assert any("***-**-****" in line for line in lines)
    assert [line for line in lines if any(spelling in line for spelling in SPELLINGS)] == []


def test_every_typed_column_has_rejected_a_canary(canary_folder: Path, graph: Graph) -> None:
    rejected = {(row["feed"], row["column"]) for row in rows(settings_in(canary_folder), "rejected_lines")}
    for feed in FEEDS:
        typed = {c.name for c in graph.contract(f"bronze_{feed}").columns if c.type in ("double", "boolean")}
        assert {(feed, column) for column in typed} <= rejected
    assert ("patients", "age") in rejected


# THE SCREEN


def shown(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """All that a command leaves on the screen, whatever its end."""
    capfd.readouterr()
    with contextlib.suppress(SystemExit):
        main(list(arguments))
    captured = capfd.readouterr()
    return captured.out + captured.err


def damage_data(settings: Settings) -> None:
    path = Path(DeltaTable(str(settings.warehouse / "data_eng/bronze_patients")).file_uris()[0])
    path.write_bytes(f"PAR1{NAME}{SSN}PAR1".encode())


def damage_log(settings: Settings) -> None:
    max((settings.warehouse / "data_eng/silver_claims/_delta_log").glob("*.json")).write_text(f"{NAME} {SSN}")


def lose_silver(settings: Settings) -> None:
    DeltaTable(str(settings.warehouse / "data_eng/silver_patients")).delete()


def take_key(settings: Settings) -> None:
    assert settings.keys_directory
    (settings.keys_directory / "dev/name.key").write_text(f"{NAME}\n")


def cut_file(settings: Settings) -> None:
    land_bytes(settings.landing, "cut/patients.csv", f"patient_id,first_name\nP1,{NAME}".encode("utf-16") + b"\x00")


def nothing(settings: Settings) -> None:
    pass


@pytest.mark.parametrize("damage", [nothing, damage_data, damage_log, lose_silver, take_key, cut_file])
@pytest.mark.parametrize("command", [("run",), ("run", "--json"), ("verify",), ("verify", "--json"), ("snapshot",)])
def test_no_command_shows_a_canary(
    command: tuple[str, ...],
    damage: Callable[[Settings], None],
    settings: Settings,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    damage(settings)
    land(settings.landing, "patients", [{"patient_id": "P0077", "first_name": NAME, "age": SSN}], batch="newest")
    monkeypatch.setenv("MEDALLION_KEYS_DIRECTORY", str(settings.keys_directory))
    places = ("--landing", str(settings.landing), "--warehouse", str(settings.warehouse))
    text = shown(capfd, *command, *places)
    assert text
    assert canaries(text) == []
    assert "Traceback" not in text


@pytest.mark.parametrize(
    "statement",
    [
        f"SELECT CAST('{SSN}' AS INTEGER)",
        f"SELECT error('{NAME} {SSN}')",
        f"SELECT {NAME} FROM nowhere",
        f"SELECT CAST('{NAME}' AS DATE)",
        f"SELECT read_text('/{NAME}')",
    ],
)
def test_an_error_of_the_engine_is_not_passed_on(statement: str, fresh: Settings) -> None:
    """Neither its text nor, in a traceback, the exception that it came from."""
    with pytest.raises(MedallionError) as raised, connection(fresh.engine, fresh.warehouse / "spill") as con:
        con.execute(statement).fetchall()
    assert isinstance(raised.value, EngineError)
    report = "".join(traceback.format_exception(raised.value))
    own = [line for line in report.splitlines() if statement not in line and "statement" not in line]
    assert canaries("\n".join(own)) == []
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


# BOTH ENGINES


def test_no_cast_quotes_what_it_refuses(engine: Any, graph: Graph) -> None:
    """Every column of every feed, on each engine: a refused cell leaves a reason and nothing of itself."""
    for feed in FEEDS:
        given = landing(feed, [{**GOOD[feed](), **row} for row in faulty(feed)])
        found = engine.compute(graph, f"typed_{feed}", {f"landing_{feed}": given})
        refused = [row for row in found.to_pylist() if row["_reject_reason"]]
        assert refused or feed == "medical_events"
        for row in refused:
            assert canaries(f"{row['_reject_reason']} {row['_reject_column']}") == []
        assert len(found) == given.num_rows


def test_silver_and_gold_hold_no_canary(engine: Any, graph: Graph) -> None:
    """On each engine: a number in the place of a text is quarantined, and a name becomes a keyed digest."""
    marked = {
        feed: bronze(feed, [{**GOOD[feed](), **r} for r in texts_only(feed, graph)] + [GOOD[feed]()]) for feed in FEEDS
    }
    marked["patients"] = bronze("patients", [{"patient_id": "P0001", "first_name": NAME, "last_name": SSN}])
    given = {f"bronze_{feed}": table for feed, table in marked.items()}
    for target in ("silver_patients", "silver_claims", "silver_medical_events", "dim_patients", "fact_claims"):
        table = engine.compute(graph, target, given)
        assert table.num_rows == 1, target
        assert canaries(repr(table.to_pylist())) == []


def texts_only(feed: str, graph: Graph) -> list[Row]:
    contract = graph.contract(f"bronze_{feed}")
    texts = [c.name for c in contract.columns if c.type == "string" and not c.name.startswith("_")]
    marked = [name for name in texts if name not in ("patient_id", "claim_id", "event_id")]
    return [{HEADERS[feed][0]: f"X{n:04}", column: SSN} for n, column in enumerate(marked)]


# KEYS


def secrets_of(*keys: bytes) -> list[str]:
    """A key and its pads, as text in either case."""
    texts = [text for key in keys for text in (key.hex(), *pads(key))]
    return [case for text in texts for case in (text.upper(), text.lower())]


def test_no_statement_holds_a_key(canary_folder: Path, graph: Graph) -> None:
    secrets = secrets_of(TEST_SECRET, *(key.secret for key in load_keys(settings_in(canary_folder)).values()))
    for dataset in build_graph():
        if dataset.kind is not Kind.SOURCE:
            for dialect in ("duckdb", "spark", "databricks"):
                text = graph.sql(dataset.name, dialect)
                assert not [secret for secret in secrets if secret in text]
                assert canaries(text) == []


def test_no_plan_holds_a_key_or_a_canary(engine: Any, graph: Graph) -> None:
    """As an engine explains it, before and after it has run."""
    secrets = secrets_of(TEST_SECRET)
    given = bronze("patients", [{"patient_id": "P0001", "first_name": NAME, "last_name": SSN}])
    engine.compute(graph, "silver_patients", {"bronze_patients": given})
    if engine.name == "duckdb":
        con = engine._con.cursor()
        con.execute("SET TimeZone='UTC'")
        texts = [
            str(con.execute(f"{explain} {graph.sql('patient_fates')}").fetchall())
            for explain in ("EXPLAIN", "EXPLAIN ANALYZE")
        ]
    else:
        frame = engine.spark.sql(engine.text(graph, "patient_fates"))
        frame.collect()
        texts = [frame._jdf.queryExecution().toString()]
    for text in texts:
        assert len(text) > 500
        assert not [secret for secret in secrets if secret in text]
        assert canaries(text) == []


def test_no_table_log_or_screen_holds_a_key(
    settings: Settings, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDALLION_KEYS_DIRECTORY", str(settings.keys_directory))
    secrets = secrets_of(*(key.secret for key in load_keys(settings).values()))
    for name, table in stored(settings).items():
        text = repr(table.to_pylist())
        assert not [secret for secret in secrets if secret in text], name
    for path in settings.warehouse.rglob("*"):
        if path.is_file():
            content = path.read_bytes().decode("latin-1")
            assert not [secret for secret in secrets if secret in content], path.name
    for command in ("run", "verify"):
        text = shown(capfd, command, "--landing", str(settings.landing), "--warehouse", str(settings.warehouse))
        assert not [secret for secret in secrets if secret in text]


def test_a_key_is_not_shown_by_its_owner(settings: Settings) -> None:
    for key in load_keys(settings).values():
        assert key.secret.hex() not in repr(key) + str(key)
        assert repr(key.secret) not in repr(key)

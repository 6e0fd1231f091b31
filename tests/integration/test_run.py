"""The promises of a run: exactly once, nothing done twice, one at a time, time only forward, and what is written."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from healthcare_medallion.engines.embedded.reading import stored_contracts
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.engines.embedded.warehouse import Warehouse, arrow_schema
from healthcare_medallion.errors import WarehouseBusyError
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.contract import Classification, Contract
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.settings import Bounds, Outliers, PipelineSettings
from healthcare_medallion.settings import Engine, Settings
from tests.integration.conftest import FIRST, LATER, SECOND, THIRD
from tests.lib.crashes import Crash, crash_after
from tests.lib.tables import decisions, instant
from tests.lib.warehouses import contents, files_below, land, rows, run_at, settings_in, stored, versions

LONG = bool(os.environ.get("MEDALLION_LONG_TESTS"))


def assert_same(found: dict[str, list[str]], expected: dict[str, list[str]]) -> None:
    """Names the tables that differ and one row each: whole tables in a message help nobody."""
    different = {
        name: (sorted(set(found.get(name, [])) ^ set(expected[name])) or ["only in number"])[:2]
        for name in expected
        if found.get(name) != expected[name]
    }
    assert not different
    assert found.keys() == expected.keys()


def assert_verified(settings: Settings) -> None:
    assert [v for v in verify(settings) if not v.holds] == []


# EXACTLY ONCE


@pytest.mark.slow
def test_a_run_that_dies_after_any_commit_is_completed_by_the_next(
    second_landed: Callable[[], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every commit point of a second batch. The repetition has another clock and takes its times from the plan."""
    settings = second_landed()
    with crash_after(0) as seen:
        run_at(monkeypatch, settings, SECOND)
    expected = contents(settings)
    assert seen[0] >= 15, "too few commits were seen: does the crash still hit what writes?"
    for commit in range(1, seen[0]):
        settings = second_landed()
        with pytest.raises(Crash), crash_after(commit):
            run_at(monkeypatch, settings, SECOND)
        run_at(monkeypatch, settings, THIRD)
        assert_same(contents(settings), expected)
        assert_verified(settings)


@pytest.mark.slow
def test_a_first_run_that_dies_is_completed_by_the_next(
    _two_batches: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables that exist and are still empty, tables that do not exist yet: all the same."""
    landing = _two_batches / "landing"

    def settings_of(name: str) -> Settings:
        return settings_in(tmp_path / name, landing=landing, keys_directory=_two_batches / "keys")

    settings = settings_of("never-interrupted")
    with crash_after(0) as seen:
        run_at(monkeypatch, settings, SECOND)
    expected = contents(settings)
    for commit in range(1, seen[0], 1 if LONG else 5):
        settings = settings_of(f"after-{commit}")
        with pytest.raises(Crash), crash_after(commit):
            run_at(monkeypatch, settings, SECOND)
        # Before its plan is committed a run has not begun: the next one makes its own, at its own time.
        begun = Warehouse(settings.warehouse).open(build_graph().contract("landing_files"))
        planned = begun is not None and begun.version() > 0
        run_at(monkeypatch, settings, THIRD if planned else SECOND)
        assert_same(contents(settings), expected)


@pytest.mark.slow
def test_a_run_that_dies_twice_is_completed_by_the_third(
    second_landed: Callable[[], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = second_landed()
    run_at(monkeypatch, settings, SECOND)
    expected = contents(settings)
    settings = second_landed()
    for commit in (3, 4):
        with pytest.raises(Crash), crash_after(commit):
            run_at(monkeypatch, settings, SECOND)
    run_at(monkeypatch, settings, THIRD)
    assert_same(contents(settings), expected)


RUN_WITH_CLOCK = """
import sys
from pathlib import Path
import pytest
from tests.lib.warehouses import run_at, settings_in
settings = settings_in(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
with pytest.MonkeyPatch.context() as patch:
    run_at(patch, settings, sys.argv[2])
"""


@pytest.mark.slow
def test_a_killed_process_is_completed_by_the_next(
    second_landed: Callable[[], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGKILL at instants of a run's length, files half written and all; the lock it held is gone with it."""
    settings = second_landed()
    begun = time.perf_counter()
    run_at(monkeypatch, settings, SECOND)
    usual = time.perf_counter() - begun
    expected = contents(settings)
    chance = random.Random(11)
    for _ in range(20 if LONG else 4):
        settings = second_landed()
        with process(RUN_WITH_CLOCK, str(settings.warehouse.parent), SECOND) as child:
            assert child.stdin is not None
            child.stdin.write("\n")
            child.stdin.flush()
            time.sleep(chance.uniform(0.02, 1.5) * usual)
            child.send_signal(signal.SIGKILL)
            child.wait(30)
        # Killed before its plan was written, it had not begun: the next run would make a plan of its own time.
        run_at(monkeypatch, settings, THIRD if len(rows(settings, "landing_files")) > 3 else SECOND)
        assert_same(contents(settings), expected)
        assert_verified(settings)


@contextmanager
def process(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process that has said that it is ready."""
    root = Path(__file__).parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "ready"
        yield child
    finally:
        child.kill()
        child.communicate()


# NOTHING DONE TWICE


def test_a_run_with_nothing_new_touches_no_file(filled: Settings) -> None:
    before = files_below(filled.warehouse)
    report = run(filled)
    assert report.runs == []
    assert files_below(filled.warehouse) == before


def test_only_what_depends_on_a_setting_is_computed_again(
    second_landed: Callable[[], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other bounds for outliers: silver patients change, no bronze row does, all as if they had always been so."""
    bounds = PipelineSettings(outliers=Outliers(bmi=Bounds(low=24.0, high=30.0)))
    settings = second_landed()
    run_at(monkeypatch, settings, SECOND)
    before, rows_before = versions(settings), contents(settings)
    changed = settings.model_copy(update={"pipeline": bounds})
    report = run_at(monkeypatch, changed, THIRD)
    assert report.runs == [3]
    after = versions(settings)
    moved = {name for name in after if after[name] != before[name]}
    assert {"data_eng.silver_patients"} <= moved
    kept = {f"data_eng.bronze_{feed}" for feed in ("patients", "claims", "medical_events")} | {
        "data_eng_ops.rejected_lines",
        "data_eng_ops.reconciliation",
    }
    assert not moved & kept
    found = contents(changed)
    assert found["silver_patients"] != rows_before["silver_patients"]

    other = second_landed()
    other.landing.rename(other.landing.with_name("hidden"))
    always = settings_in(other.warehouse.parent / "always", keys_directory=other.keys_directory, pipeline=bounds)
    for batch, at in (("batch-0001", FIRST), ("batch-0002", SECOND)):
        always.landing.mkdir(parents=True, exist_ok=True)
        (settings.landing / batch).rename(always.landing / batch)
        run_at(monkeypatch, always, at)
    derived = [d.name for d in build_graph() if d.kind is not Kind.SOURCE and d.contract and d.name in found]
    expected = contents(always)
    assert_same({n: found[n] for n in derived}, {n: expected[n] for n in derived})


def test_a_new_name_key_is_refused(filled: Settings, tmp_path: Path) -> None:
    """Two generations of pseudonyms would never join."""
    from healthcare_medallion.errors import KeyMaterialError

    before = files_below(filled.warehouse)
    with pytest.raises(KeyMaterialError, match="written with name key"):
        run(filled.model_copy(update={"keys_directory": tmp_path / "other-keys"}))
    assert files_below(filled.warehouse) == before


# DECISIONS THAT EXPIRE


def test_an_expired_decision_ends_once_and_what_it_released_goes_back(
    fresh: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first run at or after the expiry records its end; killed right behind that, the next one goes on."""
    land(fresh.landing, "patients", [{"patient_id": "P0001", "age": "12"}, {"patient_id": "P0002"}])
    run_at(monkeypatch, fresh, FIRST)
    (waiting,) = rows(fresh, "quarantine_patients")
    decide(fresh, row_id="P0001", row_ingested_at=waiting["_ingested_at"], expires_at=instant(THIRD))
    run_at(monkeypatch, fresh, SECOND)
    assert rows(fresh, "quarantine_patients") == []
    assert run_at(monkeypatch, fresh, SECOND).runs == []

    with pytest.raises(Crash), crash_after(2):
        run_at(monkeypatch, fresh, THIRD)
    run_at(monkeypatch, fresh, LATER)
    assert [row["patient_id"] for row in rows(fresh, "quarantine_patients")] == ["P0001"]
    (decision,) = rows(fresh, "decisions")
    assert (decision["ended_at"], decision["ended_by"]) == (instant(THIRD), "expiry")
    assert_verified(fresh)
    before = files_below(fresh.warehouse)
    assert run_at(monkeypatch, fresh, LATER).runs == []
    assert files_below(fresh.warehouse) == before
    assert_silent(build_graph().contract("decisions"), fresh.warehouse)


def decide(settings: Settings, **row: Any) -> None:
    """Records a release from the rule on age."""
    contract = build_graph().contract("decisions")
    warehouse = Warehouse(settings.warehouse)
    table = warehouse.create(contract)
    warehouse.write(contract, table, decisions([row]).cast(arrow_schema(contract)), mode="append", numbers={})


# ONE AT A TIME

HOLD_THE_LOCK = """
import sys
from pathlib import Path
from healthcare_medallion.engines.embedded.lock import warehouse_lock
with warehouse_lock(Path(sys.argv[1]), timeout=0):
    print("ready", flush=True)
    sys.stdin.readline()
"""


def test_a_second_run_is_told_who_holds_the_warehouse_and_waits(filled: Settings) -> None:
    told = []
    with process(HOLD_THE_LOCK, str(filled.warehouse)) as child:

        def on_wait(holder: str) -> None:
            told.append(holder)
            assert child.stdin is not None
            child.stdin.write("\n")  # let go
            child.stdin.flush()

        run(filled, on_wait=on_wait)
    assert len(told) == 1
    assert f"process {child.pid} on " in told[0]


def test_a_run_gives_up_waiting_after_its_time(filled: Settings) -> None:
    impatient = filled.model_copy(update={"engine": Engine(lock_timeout_seconds=0.3)})
    before = files_below(filled.warehouse)
    with process(HOLD_THE_LOCK, str(filled.warehouse)) as child, pytest.raises(WarehouseBusyError) as raised:
        run(impatient)
    assert raised.value.exit_code == 14
    assert f"process {child.pid} on " in raised.value.message
    assert files_below(filled.warehouse) == before


def test_the_lock_of_a_killed_process_is_no_lock(filled: Settings) -> None:
    with process(HOLD_THE_LOCK, str(filled.warehouse)) as child:
        child.send_signal(signal.SIGKILL)
        child.wait(30)
        told: list[str] = []
        run(filled, on_wait=told.append)
    assert told == []


# TIME


def test_ingestion_times_go_forward_when_the_clock_goes_back(fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, at in enumerate((THIRD, FIRST, SECOND), start=1):
        land(fresh.landing, "patients", [{"patient_id": f"P000{number}"}], batch=f"batch-{number}")
        land(fresh.landing, "claims", [{"claim_id": f"C{number}"}], batch=f"batch-{number}")
        run_at(monkeypatch, fresh, at)
    plans = sorted(rows(fresh, "landing_files"), key=lambda row: (row["run_sequence"], row["source_file"]))
    times = [row["ingested_at"] for row in plans]
    assert len(set(times)) == len(times) == 6
    assert sorted({(p["run_sequence"], p["planned_at"]) for p in plans}) == sorted(
        {(p["run_sequence"], p["planned_at"]) for p in plans}, key=lambda pair: pair[1]
    )
    by_run = [{p["ingested_at"] for p in plans if p["run_sequence"] == n} for n in (1, 2, 3)]
    assert max(by_run[0]) < min(by_run[1])
    assert max(by_run[1]) < min(by_run[2])
    assert_verified(fresh)


# WHAT IS WRITTEN

CONTRACTS = stored_contracts(build_graph())
IDS = {"patient_id", "claim_id", "event_id", "patient_key"}


def told(contract: Contract) -> set[str]:
    """Columns whose least and greatest value may be told: ids and keys, and what says nothing about a person."""
    return {c.name for c in contract.columns if c.classification is Classification.NONE or c.name in IDS}


@pytest.fixture(scope="session")
def delta(_one_run: Path) -> Callable[[Contract], DeltaTable]:
    warehouse = Warehouse(settings_in(_one_run).warehouse)

    def opened(contract: Contract) -> DeltaTable:
        table = warehouse.open(contract)
        assert table is not None
        return table

    return opened


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda c: c.name)
def test_the_delta_schema_is_the_contract(contract: Contract, delta: Callable[[Contract], DeltaTable]) -> None:
    """Names, order, nullability and descriptions, so that a reader of the files needs no other page."""
    table = delta(contract)
    found = [(f.name, f.nullable, f.metadata.get("comment")) for f in table.schema().fields]
    assert found == [(c.name, c.nullable, c.description) for c in contract.columns]
    assert table.metadata().name == contract.name
    assert table.metadata().description == contract.comment


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda c: c.name)
def test_every_table_has_a_change_data_feed(contract: Contract, delta: Callable[[Contract], DeltaTable]) -> None:
    table = delta(contract)
    assert table.metadata().configuration["delta.enableChangeDataFeed"] == "true"
    assert table.metadata().configuration["delta.checkpointInterval"] == "10"
    if table.version():
        feed = table.load_cdf(starting_version=1).read_all()
        kinds = feed.column("_change_type").to_pylist()
        change = sum({"insert": 1, "delete": -1}.get(kind, 0) for kind in kinds)
        assert change == table.count(), "the feed does not add up to the table"


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda c: c.name)
def test_no_footer_tells_the_least_or_greatest_of_a_classified_column(contract: Contract, _one_run: Path) -> None:
    """Every data file that lies on disk, replaced ones and those of the change data feed among them."""
    files = assert_silent(contract, settings_in(_one_run).warehouse)
    assert files or contract.name in ("decisions", "audit_log", "alerts", "quality_references", "removals")


def assert_silent(contract: Contract, warehouse: Path) -> int:
    """Asserts that no footer tells, and gives the number of files looked at."""
    folder = warehouse / contract.schema / contract.name
    data_files = [p for p in folder.rglob("*.parquet") if "_delta_log" not in p.parts]
    for path in data_files:
        metadata = pq.ParquetFile(path).metadata
        for group in range(metadata.num_row_groups):
            for index in range(metadata.num_columns):
                column = metadata.row_group(group).column(index)
                name = column.path_in_schema.split(".")[0]
                if name in told(contract) or name.startswith("_change") or name.startswith("_commit"):
                    continue
                assert not column.is_stats_set, f"{path.name}: {name}"
                assert not column.has_column_index, f"{path.name}: {name}"
    return len(data_files)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda c: c.name)
def test_no_log_tells_the_least_or_greatest_of_a_classified_column(contract: Contract, _one_run: Path) -> None:
    log = settings_in(_one_run).warehouse / contract.schema / contract.name / "_delta_log"
    shown: set[str] = set()
    for commit in log.glob("*.json"):
        for action in map(json.loads, commit.read_text().splitlines()):
            stats = json.loads((action.get("add") or {}).get("stats") or "{}")
            shown |= {*stats.get("minValues", {}), *stats.get("maxValues", {})}
    assert shown <= told(contract)


def test_ids_keep_their_statistics(delta: Callable[[Contract], DeltaTable], graph: Graph) -> None:
    """Merges and look-ups prune by them."""
    for name in ("silver_claims", "silver_patients", "fact_claims"):
        table = delta(graph.contract(name))
        actions: Any = table.get_add_actions(flatten=True)
        assert "min.patient_id" in actions.schema.names


def test_bronze_rows_are_never_rewritten(
    second_landed: Callable[[], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = second_landed()
    names = [f"bronze_{feed}" for feed in ("patients", "claims", "medical_events")]
    before = {n: DeltaTable(str(settings.warehouse / "data_eng" / n)).file_uris() for n in names}
    run_at(monkeypatch, settings, SECOND)
    for name in names:
        assert set(before[name]) < set(DeltaTable(str(settings.warehouse / "data_eng" / name)).file_uris())


def test_nothing_of_a_run_is_left_but_its_tables(filled: Settings) -> None:
    """The spill folder is gone, and a stored table is a folder of its own."""
    left = {path.name for path in filled.warehouse.iterdir() if not path.name.startswith(".lock")}
    assert left == {"data_eng", "data_eng_ops"}
    views = [d for d in build_graph() if d.kind is Kind.VIEW]
    assert len(stored(filled)) == len(CONTRACTS) + len(views)

"""`medallion watch`: real processes and threads, real files, real signals."""

from __future__ import annotations

import gzip
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.errors import LandingError
from healthcare_medallion.settings import Settings
from healthcare_medallion.settings import Watch as WatchSettings
from healthcare_medallion.watching.events import Event
from healthcare_medallion.watching.watcher import Watch
from tests.lib.warehouses import land, rows, settings_in

PATIENCE = 120.0
QUICK = WatchSettings(settle_seconds=0.1, poll_seconds=0.1, sweep_seconds=0.5, backoff_seconds=0.1)


class Events:
    """Events as they come, by a queue: a test waits for one and names those that came instead."""

    def __init__(self) -> None:
        self._queue: queue.Queue[dict[str, Any]] = queue.Queue()
        self.seen: list[dict[str, Any]] = []

    def put(self, event: dict[str, Any]) -> None:
        self._queue.put(event)

    def wait(self, name: str) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                event = self._queue.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no event `{name}`, but {self.seen}") from None
            self.seen.append(event)
            if event["event"] == name:
                return event

    def taken(self) -> dict[str, Any]:
        """The next run that took files: the first run of an empty folder takes none and makes the tables."""
        while True:
            event = self.wait("finished")
            if event["files"]:
                return event

    def of(self, name: str) -> list[dict[str, Any]]:
        return [event for event in self.seen if event["event"] == name]


@contextmanager
def process(settings: Settings, *options: str, **variables: str) -> Iterator[tuple[subprocess.Popen[str], Events]]:
    """A `medallion watch` of its own, killed at the end if it still runs."""
    environment = {
        **os.environ,
        "MEDALLION_LANDING": str(settings.landing),
        "MEDALLION_WAREHOUSE": str(settings.warehouse),
        "MEDALLION_KEYS_DIRECTORY": str(settings.keys_directory),
        "MEDALLION_WATCH__SETTLE_SECONDS": "0.2",
        **variables,
    }
    command = [sys.executable, "-m", "healthcare_medallion", "watch", "--json", *options]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as watching:
        events = Events()
        assert watching.stdout is not None
        lines = iter(watching.stdout.readline, "")
        threading.Thread(target=lambda: [events.put(json.loads(line)) for line in lines], daemon=True).start()
        try:
            yield watching, events
        finally:
            watching.kill()


@contextmanager
def thread(settings: Settings, *, poll: bool = False) -> Iterator[Events]:
    """The same inside this process: quicker to start."""
    stop, events, failed = threading.Event(), Events(), []

    def tell(event: Event) -> None:
        events.put({**event.as_dict(), "alert": event.alert})

    def work() -> None:
        try:
            Watch(settings, stop, observers=(tell,)).forever(poll=poll)
        except BaseException as error:
            failed.append(error)

    watching = threading.Thread(target=work)
    watching.start()
    try:
        yield events
    finally:
        stop.set()
        watching.join(PATIENCE)
    assert not watching.is_alive()
    assert failed == []


def land_by_rename(landing: Path, feed: str, content: list[dict[str, str]], batch: str) -> None:
    """As the contract asks: written under a hidden name, then renamed into place."""
    path = land(landing, feed, content, batch=f".{batch}")
    target = landing / batch / path.name
    target.parent.mkdir()
    path.replace(target)


def taken(settings: Settings) -> list[str]:
    return sorted(row["source_file"] for row in rows(settings, "landing_files") if row["source_file"])


def test_renamed_files_reach_gold_and_sigterm_ends_the_watch(fresh: Settings) -> None:
    hidden = land(fresh.landing, "patients", [{"patient_id": "P0009"}], batch="batch-9")
    hidden.rename(hidden.with_name(".patients.csv"))
    with process(fresh) as (watching, events):
        assert events.wait("started")["events"] is True
        land_by_rename(fresh.landing, "patients", [{"patient_id": "P0001"}], "batch-1")
        first = events.taken()
        assert (first["files"], first["records"]) == (1, 1)
        assert first["latency"]["patients"]["files"] == 1
        land_by_rename(fresh.landing, "claims", [{"claim_id": "C0001", "patient_id": "P0001"}], "batch-2")
        assert events.taken()["files"] == 1
        watching.send_signal(signal.SIGTERM)
        stopped = events.wait("stopped")
        assert watching.wait(PATIENCE) == 0
        assert watching.stderr is not None
        assert watching.stderr.read() == ""
    assert set(stopped["latency"]) == {"patients", "claims"}
    assert taken(fresh) == ["batch-1/patients.csv", "batch-2/claims.csv"]
    assert [row["claim_id"] for row in rows(fresh, "fact_claims")] == ["C0001"]


def test_a_file_that_is_being_written_is_left_alone_until_it_rests(fresh: Settings) -> None:
    lines = land(fresh.landing, "patients", [{"patient_id": f"P{n:04}"} for n in range(6)]).read_text().splitlines(True)
    half = fresh.landing / "batch-1/patients.csv"
    half.unlink()
    with process(fresh, MEDALLION_WATCH__SETTLE_SECONDS="4") as (watching, events):
        events.wait("started")
        for line in lines:
            with half.open("a") as file:
                file.write(line)
            time.sleep(0.3)
        finished = events.taken()
        watching.send_signal(signal.SIGINT)
        assert watching.wait(PATIENCE) == 0
    assert (finished["files"], finished["records"]) == (1, 6)


@pytest.mark.slow
def test_sigterm_in_the_middle_of_a_run_lets_it_finish(fresh: Settings) -> None:
    generate(GenerationPlan(patients=2_000, seed=4), fresh.landing)
    planned = fresh.warehouse / "data_eng_ops/landing_files/_delta_log" / f"{1:020d}.json"
    published = fresh.warehouse / "data_eng_ops/pipeline_runs/_delta_log" / f"{1:020d}.json"
    with process(fresh) as (watching, events):
        end = time.monotonic() + PATIENCE
        while not planned.exists() and time.monotonic() < end:
            time.sleep(0.005)
        watching.send_signal(signal.SIGTERM)
        assert not published.exists(), "the run was over before it could be disturbed"
        assert watching.wait(PATIENCE) == 0
        assert events.wait("stopped")["runs"] == 1
    assert published.exists()
    assert [v for v in verify(fresh) if not v.holds] == []


def test_a_file_that_can_not_be_read_does_not_stop_the_others(fresh: Settings) -> None:
    settings = fresh.model_copy(update={"watch": QUICK})
    damaged = settings.landing / "bad" / "claims.csv.gz"
    damaged.parent.mkdir()
    whole = gzip.compress(land(settings.landing, "claims", [{"claim_id": "C0001"}], batch=".made").read_bytes())
    damaged.write_bytes(whole[: len(whole) // 2])
    land(settings.landing, "patients")
    with thread(settings) as events:
        held = events.wait("held_back")
        assert (held["file"], held["alert"]) == ("bad/claims.csv.gz", True)
        assert events.taken()["files"] == 1
        assert taken(settings) == ["batch-1/patients.csv"]
        damaged.write_bytes(whole)
        assert events.taken()["files"] == 1
    assert taken(settings) == ["bad/claims.csv.gz", "batch-1/patients.csv"]
    assert len(events.of("held_back")) == 1
    assert events.of("failed") == []


def test_a_failure_is_told_repeated_with_growing_waits_and_resolved(fresh: Settings) -> None:
    settings = fresh.model_copy(update={"watch": QUICK})
    land(settings.landing, "patients")
    with thread(settings) as events:
        events.taken()
        log = settings.warehouse / "data_eng/silver_patients/_delta_log"
        damaged = sorted(log.glob("*.json"))[-1]
        kept = damaged.read_bytes()
        damaged.write_bytes(b"{ not json")
        land(settings.landing, "claims")
        tries = [events.wait("failed") for _ in range(3)]
        assert [t["alert"] for t in tries] == [True] * 3
        assert [t["retry_in_seconds"] for t in tries] == [0.1, 0.2, 0.4]
        assert {t["exit_code"] for t in tries} == {12}
        damaged.write_bytes(kept)
        assert events.wait("recovered")["alert"] is False
    assert taken(settings) == ["batch-1/claims.csv", "batch-1/patients.csv"]
    assert [v for v in verify(settings) if not v.holds] == []


def test_another_process_that_holds_the_warehouse_is_waited_for(fresh: Settings) -> None:
    engine = fresh.engine.model_copy(update={"lock_timeout_seconds": 0.05})
    settings = fresh.model_copy(update={"watch": QUICK, "engine": engine})
    land(settings.landing, "patients")
    with warehouse_lock(settings.warehouse, timeout=1), thread(settings) as events:
        busy = events.wait("failed")
        assert (busy["exit_code"], busy["alert"]) == (14, None)
    with thread(settings) as events:
        assert events.taken()["files"] == 1


def test_polling_finds_files_where_nothing_tells_of_them(fresh: Settings) -> None:
    settings = fresh.model_copy(update={"watch": QUICK.model_copy(update={"sweep_seconds": 3_600.0})})
    with thread(settings, poll=True) as events:
        assert events.wait("started")["events"] is False
        events.wait("finished")  # the first run of an empty folder makes the tables
        land_by_rename(settings.landing, "patients", [{"patient_id": "P0001"}], "batch-1")
        assert events.taken()["files"] == 1


def test_small_files_are_put_together_on_the_way(fresh: Settings) -> None:
    settings = fresh.model_copy(update={"watch": QUICK.model_copy(update={"compact_every_runs": 9})})
    with thread(settings) as events:
        for number in range(9):
            land_by_rename(settings.landing, "patients", [{"patient_id": f"P{number:04}"}], f"batch-{number}")
            events.taken()
        land_by_rename(settings.landing, "patients", [{"patient_id": "P0010"}], "batch-10")
        assert events.taken()["files"] == 1
    (done,) = events.of("compacted")
    assert done["tables"] >= 4
    assert done["files_after"] < done["files_before"]
    assert len(rows(settings, "dim_patients")) == 10
    assert [v for v in verify(settings) if not v.holds] == []


def test_a_landing_folder_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(LandingError, match="does not exist"):
        Watch(settings_in(tmp_path), threading.Event()).forever()

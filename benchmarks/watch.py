"""How long a small file takes to gold while `medallion watch` runs over a history.

One file a second, renamed into place, with new patients, claims and events by turns. Latency is from the file's
modification time to the published run that holds it, as the watch itself reports it. Bar: the 99th percentile under
10 s at 100,000 patients over ten minutes. Every row must be in gold at the end.

    python -m benchmarks watch [--patients N] [--minutes M]
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from deltalake import DeltaTable

from benchmarks.result import Result, clean_environment, measured

PATIENTS = 100_000
MOST_SECONDS = 10.0
ROWS = 20
GOLD = {"patients": "dim_patients", "claims": "fact_claims", "medical_events": "fact_medical_events"}
FIRST_RUN = """
import sys
from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.settings import load_settings
settings = load_settings(landing=sys.argv[2], warehouse=sys.argv[3])
generate(GenerationPlan(patients=int(sys.argv[1]), defects=0.0), settings.landing)
run(settings)
"""


def measure(patients: int, folder: Path, *, minutes: float = 10) -> list[dict[str, Any]]:
    """One result: ``seconds`` is the 99th percentile, the note tells the rest."""
    place = folder / "watch"
    landing, warehouse = place / "landing", place / "warehouse"
    place.mkdir()
    command = [sys.executable, "-c", FIRST_RUN, str(patients), str(landing), str(warehouse)]
    measured(command, cwd=place, environment=clean_environment())
    before = {feed: _rows(warehouse, feed) for feed in GOLD}
    files = list(islice(_small_files(landing), round(minutes * 60)))
    events, peak_mb = _watched(place, landing, warehouse, files)
    for feed in GOLD:
        expected = before[feed] + ROWS * sum(f == feed for f, _ in files)
        if _rows(warehouse, feed) != expected:
            raise SystemExit(f"{GOLD[feed]} holds {_rows(warehouse, feed):,} rows, not {expected:,}")
    runs = [event for event in events if event["event"] == "finished" and event["files"]]
    seconds = [event["seconds"] for event in runs]
    third = max(1, len(seconds) // 3)
    latency = events[-1]["latency"]
    result = Result(
        name=f"watch, {patients:,} patients, {len(files)} files in {minutes:g} min: file to gold, p99",
        seconds=round(max(figures["p99"] for figures in latency.values()), 2),
        peak_mb=peak_mb,
        bar_seconds=MOST_SECONDS,
        note=(
            f"worst feed; p50 {max(figures['p50'] for figures in latency.values()):.2f} s; {len(runs)} runs of "
            f"{sum(seconds) / len(seconds):.2f} s (first third {_mean(seconds[:third])}, "
            f"last third {_mean(seconds[-third:])}); settles 1 s"
        ),
    )
    return [result.as_dict()]


def _mean(values: list[float]) -> str:
    return f"{sum(values) / len(values):.2f}"


def _rows(warehouse: Path, feed: str) -> int:
    return DeltaTable(str(warehouse / "data_eng" / GOLD[feed])).count()


def _small_files(landing: Path) -> Iterator[tuple[str, str]]:
    """Rows of the history under new ids, feeds by turns."""
    chance = random.Random(1)
    lines = {feed: next(landing.rglob(f"{feed}.csv")).read_text().splitlines() for feed in GOLD}
    number = 0
    while True:
        for feed, (header, *rows) in lines.items():
            made = [f"W{number:06}R{i:03},{row.partition(',')[2]}" for i, row in enumerate(chance.sample(rows, ROWS))]
            yield feed, "\n".join([header, *made]) + "\n"
            number += 1


def _watched(
    place: Path, landing: Path, warehouse: Path, files: list[tuple[str, str]]
) -> tuple[list[dict[str, Any]], int]:
    """Lands the files while a watch runs; its events, and its peak memory in MB."""
    command = [sys.executable, "-m", "healthcare_medallion", "watch", "--json"]
    command += ["--landing", str(landing), "--warehouse", str(warehouse)]
    events: list[dict[str, Any]] = []
    with (place / "watch.log").open("wb") as log:
        watching = subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, stderr=log, text=True)
    assert watching.stdout is not None
    output = watching.stdout
    reader = threading.Thread(target=lambda: events.extend(map(json.loads, output)))
    reader.start()
    while not events:
        time.sleep(0.05)
    start = time.monotonic()
    for number, (feed, text) in enumerate(files):
        time.sleep(max(0.0, start + number - time.monotonic()))
        _land(landing, number, feed, text)
    while sum(event["files"] for event in list(events) if event["event"] == "finished") < len(files):
        if watching.poll() is not None:
            raise SystemExit(f"the watch ended: {(place / 'watch.log').read_text()[-2000:]}")
        time.sleep(0.1)
    watching.send_signal(signal.SIGTERM)
    reader.join()
    _, status, usage = os.wait4(watching.pid, 0)
    watching.returncode = os.waitstatus_to_exitcode(status)
    if watching.returncode:
        raise SystemExit(f"the watch ended with {watching.returncode}")
    return events, round(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1_024) / 1e6)


def _land(landing: Path, number: int, feed: str, text: str) -> None:
    hidden = landing / f".drop-{number:06}"
    hidden.mkdir()
    (hidden / f"{feed}.csv").write_text(text)
    hidden.rename(landing / f"drop-{number:06}")

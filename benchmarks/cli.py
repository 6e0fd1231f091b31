"""How long a user waits for the command itself: ``medallion --help`` and ``medallion demo``.

Bars: help in 0.3 s (median of ten starts), the demonstration in 10 s from an empty folder once installed.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.result import Measured, Result, clean_environment, measured

HELP_SECONDS = 0.3
DEMO_SECONDS = 10.0
STARTS = 10


def measure(patients: int, folder: Path) -> list[dict[str, Any]]:
    """Two results, one while there is no ``demo``. ``patients`` plays no part: the demonstration has its own size."""
    command = _command()
    starts = [_timed([*command, "--help"], folder / "help") for _ in range(STARTS)]
    median = statistics.median(start.seconds for start in starts)
    results = [
        Result(
            name="medallion --help",
            seconds=round(median, 3),
            peak_mb=max(start.peak_mb for start in starts),
            bar_seconds=HELP_SECONDS,
            note=f"median of {STARTS}, quickest {min(start.seconds for start in starts):.2f} s",
        )
    ]
    exists = subprocess.run([*command, "demo", "--help"], capture_output=True, env=clean_environment(), check=False)
    if exists.returncode == 0:
        demo = [_timed([*command, "demo"], folder / "demo") for _ in range(2)]
        results.append(
            Result(
                name="medallion demo",
                seconds=min(run.seconds for run in demo),
                peak_mb=max(run.peak_mb for run in demo),
                bar_seconds=DEMO_SECONDS,
                note="best of 2, from an empty folder",
            )
        )
    return [result.as_dict() for result in results]


def _command() -> list[str]:
    script = Path(sys.executable).with_name("medallion")
    return [str(script)] if script.exists() else [sys.executable, "-m", "healthcare_medallion"]


def _timed(command: list[str], folder: Path) -> Measured:
    folder.mkdir(parents=True)
    try:
        return measured(command, cwd=folder, environment=clean_environment())
    finally:
        shutil.rmtree(folder)

"""The one shape of a measurement, and how to take one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Result:
    """One line of the table. A bar that does not apply is None."""

    name: str
    seconds: float
    peak_mb: float | None = None
    cpu_seconds: float | None = None
    peer: str | None = None
    peer_seconds: float | None = None
    peer_peak_mb: float | None = None
    peer_cpu_seconds: float | None = None
    ratio: float | None = None
    bar_ratio: float | None = None
    bar_seconds: float | None = None
    bar_mb: float | None = None
    note: str = ""

    @property
    def within_bar(self) -> bool:
        """Whether every bar that applies is kept."""
        pairs = ((self.ratio, self.bar_ratio), (self.seconds, self.bar_seconds), (self.peak_mb, self.bar_mb))
        return all(bar is None or (value is not None and value <= bar) for value, bar in pairs)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Measured:
    """What a process cost. CPU and memory include its children; memory is the largest single process."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


# Linux counts the memory of the process that forks to the new one's peak, so a small one does the starting.
LAUNCHER = """
import json, os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
cpu = usage.ru_utime + usage.ru_stime
found = [time.perf_counter() - start, cpu, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]
with open(sys.argv[1], "w") as file:
    json.dump(found, file)
"""


def measured(command: Sequence[str | Path], *, cwd: Path, environment: Mapping[str, str]) -> Measured:
    """Runs a command in a process of its own, from its start to its end.

    What earlier processes wrote is flushed to disk first, so that nobody pays for another one's writes.
    """
    os.sync()
    log, figures = cwd / "command.log", cwd / "command.json"
    words = [str(c) for c in command]
    with log.open("wb") as output:
        launch = [sys.executable, "-S", "-E", "-c", LAUNCHER, str(figures), *words]
        subprocess.run(launch, cwd=cwd, env=environment, stdout=output, stderr=output, check=True)
    seconds, cpu_seconds, peak, code = json.loads(figures.read_text())
    if code:
        raise SystemExit(f"{' '.join(words)} failed:\n{log.read_text(errors='replace')[-3000:]}")
    peak_mb = peak / 1e6 if sys.platform == "darwin" else peak * 1_024 / 1e6
    return Measured(round(seconds, 3), round(cpu_seconds, 3), round(peak_mb))


def fastest(runs: Sequence[Measured]) -> Measured:
    """The quickest run with the highest memory of all of them."""
    best = min(runs, key=lambda run: run.seconds)
    return Measured(best.seconds, min(run.cpu_seconds for run in runs), max(run.peak_mb for run in runs))


def clean_environment() -> dict[str, str]:
    """The environment without settings of this project, with keys that are no secret."""
    root = Path(__file__).resolve().parent.parent
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MEDALLION_")}
    path = os.pathsep.join(filter(None, [str(root), kept.get("PYTHONPATH", "")]))
    return {**kept, "PYTHONPATH": path, "MEDALLION_KEY_NAME": KEY, "MEDALLION_KEY_REJECT": KEY[::-1]}


KEY = "0123456789abcdef" * 4

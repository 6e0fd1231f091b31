"""Runs benchmarks and prints one table.

python -m benchmarks [NAME ...] [--patients N] [--json FILE]
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.result import Result

# In this order: the generator leaves the landing files that the others read.
NAMES = ("generator", "full_run", "pseudonyms", "cli")
# They take many minutes, and the first needs Java: only when they are named.
ON_REQUEST = ("engines", "watch")
ALL = (*NAMES, *ON_REQUEST)
PACKAGES = ("healthcare-medallion", "duckdb", "deltalake", "pyarrow", "numpy")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, beside a peer where one is.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which: {', '.join(ALL)} (default: {', '.join(NAMES)})"
    )
    parser.add_argument("--patients", type=int, help="default: 1,000,000; watch: 100,000")
    parser.add_argument("--minutes", type=float, help="how long watch is fed (default: 10)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there as well")
    parser.add_argument("--folder", type=Path, help="where to put data while running (default: temporary files)")
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.names) - set(ALL))
    if unknown:
        parser.error(f"no benchmark called {', '.join(unknown)}; there are {', '.join(ALL)}")
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=arguments.folder) as name:
        folder = Path(name)
        for benchmark in ALL:
            if benchmark in (arguments.names or NAMES):
                print(f"{benchmark} ...", file=sys.stderr, flush=True)
                module = importlib.import_module(f"benchmarks.{benchmark}")
                patients = arguments.patients or getattr(module, "PATIENTS", 1_000_000)
                given = {"minutes": arguments.minutes} if benchmark == "watch" and arguments.minutes else {}
                results += [Result(**found) for found in module.measure(patients, folder, **given)]
                shutil.rmtree(folder / "peer", ignore_errors=True)
    machine = facts()
    print(table(results, machine))
    if arguments.json:
        record = {"machine": machine, "results": [{**r.as_dict(), "within_bar": r.within_bar} for r in results]}
        arguments.json.write_text(json.dumps(record, indent=2) + "\n")


def facts() -> dict[str, Any]:
    """What a figure means nothing without. ``load`` tells whether somebody else was at work."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "memory_gb": round(memory, 1),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }


def table(results: list[Result], machine: dict[str, Any]) -> str:
    """The results as text, one line each."""
    heads = ("what", "ours s", "peer s", "ratio", "CPU s", "peer", "MB", "peer", "bar", "kept", "peer is, note")
    rows = [heads, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = []
    for row in rows:
        first, *numbers, _ = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join([row[0].ljust(len(first)), *numbers, row[-1]]))
    return "\n".join([*lines, "", ", ".join(f"{name} {value}" for name, value in machine.items())])


def _row(result: Result) -> tuple[str, ...]:
    bars = (
        f"{result.bar_ratio:g} x" if result.bar_ratio is not None else "",
        f"{result.bar_seconds:g} s" if result.bar_seconds is not None else "",
        f"{result.bar_mb:,.0f} MB" if result.bar_mb is not None else "",
    )
    return (
        result.name,
        f"{result.seconds:.2f}",
        _number(result.peer_seconds, 2),
        _number(result.ratio, 2),
        _number(result.cpu_seconds, 1),
        _number(result.peer_cpu_seconds, 1),
        _number(result.peak_mb, 0),
        _number(result.peer_peak_mb, 0),
        ", ".join(filter(None, bars)),
        "yes" if result.within_bar else "NO",
        "; ".join(filter(None, (result.peer, result.note))),
    )


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


if __name__ == "__main__":
    main()

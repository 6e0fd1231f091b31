"""The generator against DuckDB writing the same rows as CSV.

Bars: a million patients (about ten million rows) in under 1 GB of memory and within three times the
peer's time. The generator runs in a process of its own and its time includes starting Python; the
peer's time is ``COPY ... TO`` alone, from tables in memory that hold the generator's text, so that both
write the same bytes.

    python benchmarks/generator.py [PATIENTS]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

MOST_RATIO = 3.0
MOST_MB = 1_000.0


def measure(patients: int, folder: Path) -> list[dict[str, Any]]:
    """One result, with ``seconds`` and ``peak_mb`` of the generator and ``peer_seconds`` of DuckDB."""
    landing = folder / "landing"
    start = time.perf_counter()
    child = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), str(patients), "--only-generate", str(landing)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - start
    made = json.loads(child.stdout)
    peer_seconds = _peer(sorted(landing.rglob("*.csv")), folder / "peer")
    return [
        {
            "name": f"generate {patients:,} patients, {made['rows']:,} rows, {made['bytes'] / 1e6:,.0f} MB",
            "seconds": round(seconds, 2),
            "peak_mb": round(made["peak_mb"]),
            "peer": "DuckDB COPY TO csv",
            "peer_seconds": round(peer_seconds, 2),
            "ratio": round(seconds / peer_seconds, 2),
            "bar_ratio": MOST_RATIO,
            "bar_mb": MOST_MB,
        }
    ]


def _peer(files: list[Path], target: Path) -> float:
    """Seconds that DuckDB takes to write the rows of ``files`` again; it must write the same bytes."""
    target.mkdir(parents=True)
    seconds = 0.0
    with duckdb.connect() as connection:
        for file in files:
            connection.execute(
                f"CREATE TABLE {file.stem} AS FROM read_csv(?, header = true, all_varchar = true)", [str(file)]
            )
            copy = target / file.name
            start = time.perf_counter()
            connection.execute(f"COPY {file.stem} TO '{copy}' (FORMAT csv, HEADER)")
            seconds += time.perf_counter() - start
            if copy.stat().st_size != file.stat().st_size:
                raise SystemExit(f"{file.name}: the peer wrote {copy.stat().st_size} bytes, not {file.stat().st_size}")
            connection.execute(f"DROP TABLE {file.stem}")
    return seconds


def _generate(patients: int, landing: Path) -> None:
    from healthcare_medallion.data_generation import GenerationPlan, generate

    summary = generate(GenerationPlan(patients=patients), landing)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = peak / 1e6 if sys.platform == "darwin" else peak * 1_024 / 1e6
    rows, size = sum(summary.rows.values()), sum(summary.bytes.values())
    json.dump({"rows": rows, "bytes": size, "peak_mb": peak_mb}, sys.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the generator against DuckDB.")
    parser.add_argument("patients", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--only-generate", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only_generate:
        _generate(arguments.patients, arguments.only_generate)
        return
    with tempfile.TemporaryDirectory() as folder:
        results = measure(arguments.patients, Path(folder))
    print(json.dumps(results, indent=2))
    print(f"{'what':<55} {'seconds':>8} {'peer':>8} {'ratio':>6} {'peak MB':>8}")
    for r in results:
        print(f"{r['name']:<55} {r['seconds']:>8} {r['peer_seconds']:>8} {r['ratio']:>6} {r['peak_mb']:>8}")


if __name__ == "__main__":
    main()

"""Runs the hand-written script ``peer_full_run.sql`` over a landing folder.

    python -m benchmarks.peer LANDING TARGET KEY_HEX [--steps]

Nothing of the package is imported: the process holds Python, DuckDB and the script.
"""

from __future__ import annotations

import hashlib
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb

SCRIPT = Path(__file__).with_name("peer_full_run.sql")


def run(landing: Path, target: Path, secret: bytes) -> list[tuple[str, float]]:
    """Writes one Parquet file per table; the seconds that each statement took, by its first line."""
    target.mkdir(parents=True)
    block = (hashlib.sha256(secret).digest() if len(secret) > 64 else secret).ljust(64, b"\0")
    variables = {
        "landing": str(landing),
        "target": str(target),
        "started": datetime.now(UTC),
        "ipad": bytes(b ^ 0x36 for b in block),
        "opad": bytes(b ^ 0x5C for b in block),
        "key_id": hashlib.sha256(b"key id" + secret).hexdigest()[:12],
    }
    steps = []
    with duckdb.connect(config={"temp_directory": str(target / ".spill")}) as connection:
        for name, value in variables.items():
            connection.execute(f"SET VARIABLE {name} = ?", [value])
        for statement in SCRIPT.read_text().split(";\n"):
            start = time.perf_counter()
            connection.execute(statement)
            steps.append((_title(statement), time.perf_counter() - start))
    return steps


def _title(statement: str) -> str:
    lines = [line for line in statement.splitlines() if line.strip() and not line.startswith("--")]
    if not lines:
        return ""
    return lines[-2].strip() if lines[0].startswith("COPY") else lines[0].strip()


def main() -> None:
    landing, target, key = sys.argv[1:4]
    steps = run(Path(landing), Path(target), bytes.fromhex(key))
    if "--steps" in sys.argv:
        for title, seconds in steps:
            if seconds >= 0.01:
                print(f"{seconds:7.2f}  {title[:100]}")


if __name__ == "__main__":
    main()

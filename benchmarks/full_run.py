"""A full run, CSV files to star schema, against the same work written by hand in DuckDB SQL.

Bars: at most twice the peer's time, and under 4 GB of memory. Both sides run in processes of their own, from
starting Python to the last file, in turns; the quickest of each counts. A ratio is only given when both wrote
the same rows: on the measured landing (content hashes) and on a small one full of defects (row by row).

    python -m benchmarks full_run [--patients N]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import duckdb
from deltalake import DeltaTable

from benchmarks.result import KEY, Measured, Result, clean_environment, fastest, measured

MOST_RATIO = 2.0
MOST_MB = 4_000.0
DEFECT_PATIENTS = 5_000
DEFECT_RATE = 0.05
LAYERS = (
    *(f"data_eng.bronze_{feed}" for feed in ("patients", "claims", "medical_events")),
    *(f"data_eng.silver_{feed}" for feed in ("patients", "claims", "medical_events")),
    *(f"data_eng.{name}" for name in ("dim_patients", "fact_claims", "fact_medical_events")),
    *(f"data_eng_ops.quarantine_{feed}" for feed in ("patients", "claims", "medical_events")),
    *(f"data_eng_ops.superseded_{feed}" for feed in ("patients", "claims", "medical_events")),
)
# When and where a row was taken differs between two runs of anything.
OF_THE_RUN = {"_ingested_at", "_pipeline_env", "_quarantined_at", "_superseded_at", "_source_file", "_name_key_id"}
OURS = """
import sys
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.settings import load_settings
run(load_settings(landing=sys.argv[1], warehouse=sys.argv[2]))
"""


def measure(patients: int, folder: Path, *, rounds: int = 2) -> list[dict[str, Any]]:
    """One result. Uses the files in ``folder/landing`` where there are any, else makes them."""
    landing = _landed(patients, folder / "landing")
    require_equal_on_defects(folder)
    ours, peer = [], []
    for number in range(rounds):
        last = number == rounds - 1
        peer.append(_run_peer(landing, folder / "hand-written"))
        ours.append(_run_ours(landing, folder / "warehouse"))
        if last:
            require_equal(folder / "warehouse", folder / "hand-written", row_by_row=False)
        for target in ("hand-written", "warehouse"):
            shutil.rmtree(folder / target)
    mine, other = fastest(ours), fastest(peer)
    result = Result(
        name=f"full run, {patients:,} patients",
        seconds=mine.seconds,
        cpu_seconds=mine.cpu_seconds,
        peak_mb=mine.peak_mb,
        peer="hand-written DuckDB SQL to Parquet",
        peer_seconds=other.seconds,
        peer_cpu_seconds=other.cpu_seconds,
        peer_peak_mb=other.peak_mb,
        ratio=round(mine.seconds / other.seconds, 2),
        bar_ratio=MOST_RATIO,
        bar_mb=MOST_MB,
        note=f"best of {rounds}, same rows; CPU ratio {mine.cpu_seconds / other.cpu_seconds:.2f}",
    )
    return [result.as_dict()]


def require_equal_on_defects(folder: Path) -> None:
    """Both sides over a small landing with every kind of defect, and over a clean one; row by row."""
    for name, rate in (("defects", DEFECT_RATE), ("clean", 0.0)):
        place = folder / f"check-{name}"
        landing = _landed(DEFECT_PATIENTS, place / "landing", defects=rate, batches=2)
        _run_peer(landing, place / "hand-written")
        _run_ours(landing, place / "warehouse")
        require_equal(place / "warehouse", place / "hand-written", row_by_row=True)
        shutil.rmtree(place)


def require_equal(warehouse: Path, parquet: Path, *, row_by_row: bool) -> None:
    """Stops the benchmark, naming tables only, where the two sides hold different rows."""
    with duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(parquet / ".spill")}) as con:
        con.execute("SET TimeZone = 'UTC'")
        wrong = [name for name in LAYERS if not _same(con, warehouse, parquet, name, row_by_row)]
        rejected = (
            con.execute(f"SELECT count(*) FROM ({_delta(warehouse, 'data_eng_ops.rejected_lines')})").fetchall(),
            con.execute(f"SELECT count(*) FROM '{parquet}/rejected_lines.parquet'").fetchall(),
        )
    if rejected[0] != rejected[1]:
        wrong.append("data_eng_ops.rejected_lines")
    if wrong:
        raise SystemExit(f"Not the same rows, so there is no ratio to report: {', '.join(wrong)}")


def _same(con: duckdb.DuckDBPyConnection, warehouse: Path, parquet: Path, name: str, row_by_row: bool) -> bool:
    stored = _delta(warehouse, name)
    columns = [(c, t) for c, t, *_ in con.execute(f"DESCRIBE {stored}").fetchall() if c not in OF_THE_RUN]
    listed = ", ".join(f'CAST("{c}" AS {t}) AS "{c}"' for c, t in columns)
    ours = f"SELECT {listed} FROM ({stored})"
    theirs = f"SELECT {listed} FROM '{parquet}/{name.partition('.')[2]}.parquet'"
    if row_by_row:
        differ = f"SELECT count(*) FROM ((({ours}) EXCEPT ALL ({theirs})) UNION ALL (({theirs}) EXCEPT ALL ({ours})))"
        return con.execute(differ).fetchall() == [(0,)]
    digest = "SELECT count(*), sum(CAST(hash(rows) AS HUGEINT)) FROM ({}) AS rows"
    return con.execute(digest.format(ours)).fetchall() == con.execute(digest.format(theirs)).fetchall()


def _delta(warehouse: Path, name: str) -> str:
    files = DeltaTable(str(warehouse / name.replace(".", "/"))).file_uris()
    if files:
        return f"SELECT * FROM read_parquet({files})"
    schema = DeltaTable(str(warehouse / name.replace(".", "/"))).schema()
    types = {"string": "VARCHAR", "long": "BIGINT"}
    columns = (f'CAST(NULL AS {types.get(str(f.type.type), "VARCHAR")}) AS "{f.name}"' for f in schema.fields)
    return f"SELECT {', '.join(columns)} WHERE false"


def _landed(patients: int, landing: Path, *, defects: float = 0.0, batches: int = 1) -> Path:
    if not any(landing.rglob("*.csv")):
        landing.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "healthcare_medallion", "generate", "--patients", str(patients)]
        command += ["--landing", str(landing), "--batches", str(batches), "--defects", str(defects)]
        measured(command, cwd=landing.parent, environment=clean_environment())
    return landing


def _run_ours(landing: Path, warehouse: Path) -> Measured:
    command = [sys.executable, "-c", OURS, str(landing), str(warehouse)]
    return measured(command, cwd=landing.parent, environment=clean_environment())


def _run_peer(landing: Path, target: Path) -> Measured:
    command = [sys.executable, "-m", "benchmarks.peer", str(landing), str(target), KEY]
    return measured(command, cwd=landing.parent, environment=clean_environment())

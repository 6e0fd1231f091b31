"""The same landing folder through Apache Spark and through the laptop engine: equal rows, and how long each took.

    python -m benchmarks engines [--patients N]

Three batches with faults of every kind, taken by one run of each engine, both as users start them, from an empty
warehouse. Then `medallion verify` over what Spark wrote, and all tables compared row by row, marts included. An
instant of ingestion is compared by the file that it stands for; what is not compared is the sealed line (a fresh nonce
each time) and the ledgers that tell of the engine itself. Different rows end the benchmark.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
from deltalake import DeltaTable

from benchmarks.result import Measured, Result, clean_environment, measured
from healthcare_medallion.engines.embedded.relations import select_from
from healthcare_medallion.engines.embedded.warehouse import files
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.pipelines.ops.reconciliation import CONTRACT as RECONCILIATION
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.settings import PipelineSettings

BATCHES = 3
DEFECT_RATE = 0.05
INGESTION_TIMES = {"_ingested_at", "_quarantined_at", "_superseded_at", "ingested_at"}
NOT_COMPARED = {"sealed_line"}


def measure(patients: int, folder: Path) -> list[dict[str, Any]]:
    """One result: Spark's time, the laptop engine as its peer, and how many rows were equal."""
    place = folder / "engines"
    place.mkdir(parents=True)
    options = ["--batches", str(BATCHES), "--defects", str(DEFECT_RATE)]
    _medallion(place, "generate", "--patients", str(patients), "--landing", "landing", *options)
    laptop = _medallion(place, "run", "--landing", "landing", "--warehouse", "laptop")
    spark = _medallion(place, "run", "--landing", "landing", "--warehouse", "spark", "--engine", "spark")
    _medallion(place, "verify", "--landing", "landing", "--warehouse", "spark")
    tables, rows = require_equal(place / "laptop", place / "spark")
    result = Result(
        name=f"Apache Spark, {patients:,} patients in {BATCHES} batches, {DEFECT_RATE:.0%} faulty",
        seconds=spark.seconds,
        peer="the laptop engine",
        peer_seconds=laptop.seconds,
        peer_peak_mb=laptop.peak_mb,
        ratio=round(spark.seconds / laptop.seconds, 1),
        note=f"{tables} tables, {rows:,} rows, all equal; verified",
    )
    return [result.as_dict()]


def _medallion(place: Path, *arguments: str) -> Measured:
    command = [sys.executable, "-m", "healthcare_medallion", *arguments]
    return measured(command, cwd=place, environment=clean_environment())


def require_equal(laptop: Path, spark: Path) -> tuple[int, int]:
    """How many tables and rows are equal.

    :raises SystemExit: naming the tables that are not, with the number of rows that only one side has.
    """
    tables = graph(PipelineSettings())
    stored = [d.contract for d in tables if d.stored and d.contract] + [RECONCILIATION]
    views = [(d.contract, tables.sql(d.name)) for d in tables if d.kind is Kind.VIEW and d.contract]
    marts = [contract for contract, _ in views]
    with duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(spark.parent / ".spill")}) as con:
        con.execute("SET TimeZone = 'UTC'")
        for contract in (LANDING_FILES, *stored):
            _view(con, contract.full_name, contract, laptop)
        for contract, sql in views:
            con.execute(f"CREATE SCHEMA IF NOT EXISTS {contract.schema}")
            con.execute(f"CREATE VIEW {contract.full_name} AS {sql}")
        for contract in (LANDING_FILES, *stored, *marts):
            _view(con, f"spark.{contract.name}", contract, spark)
        for side, ledger in (("laptop", LANDING_FILES.full_name), ("spark", f"spark.{LANDING_FILES.name}")):
            files_of = f"SELECT map(list(ingested_at), list(source_file)) FROM {ledger}"
            con.execute(f"SET VARIABLE {side}_files = ({files_of})")
        found = {contract.full_name: _differing(con, contract) for contract in (*stored, *marts)}
        rows = sum(con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in found)
    if wrong := {name: number for name, number in found.items() if number}:
        raise SystemExit(f"Not the same rows: {', '.join(f'{name} ({number:,})' for name, number in wrong.items())}")
    return len(found), rows


def _view(con: duckdb.DuckDBPyConnection, name: str, contract: Contract, warehouse: Path) -> None:
    table = DeltaTable(str(warehouse / contract.schema / contract.name))
    con.execute(f"CREATE SCHEMA IF NOT EXISTS {name.partition('.')[0]}")
    con.execute(f"CREATE VIEW {name} AS {select_from(contract, files(table))}")


def _differing(con: duckdb.DuckDBPyConnection, contract: Contract) -> int:
    """Rows that only one side has, each as often as it has it more."""
    names = [name for name in contract.names if name not in NOT_COMPARED]
    ours = f"SELECT {_columns(names, 'laptop')} FROM {contract.full_name}"
    theirs = f"SELECT {_columns(names, 'spark')} FROM spark.{contract.name}"
    both = f"(({ours}) EXCEPT ALL ({theirs})) UNION ALL (({theirs}) EXCEPT ALL ({ours}))"
    return int(con.execute(f"SELECT count(*) FROM ({both})").fetchall()[0][0])


def _columns(names: Sequence[str], side: str) -> str:
    """Columns, an instant of ingestion as the file that was taken then."""
    return ", ".join(
        f"coalesce(getvariable('{side}_files')[\"{name}\"], '?') AS \"{name}\""
        if name in INGESTION_TIMES
        else f'"{name}"'
        for name in names
    )

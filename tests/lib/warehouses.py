"""Warehouses of the laptop engine for tests: made, read whole, compared, and told apart by their versions."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pytest

from healthcare_medallion.data_generation import HEADERS
from healthcare_medallion.engines.embedded import run as run_module
from healthcare_medallion.engines.embedded.reading import reading, stored_contracts
from healthcare_medallion.engines.embedded.run import RunReport, run
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.settings import Audit, Settings
from tests.lib.tables import GOOD, Row

# All that two runs over the same files may differ in: run times, a box that is sealed with a fresh nonce each time,
# random ids that two warehouses draw each for itself,
# and which tables were written by the attempt that finished a run rather than by the one that died.
VARIES = {
    "rejected_lines": ("sealed_line",),
    **dict.fromkeys(
        ("person_surrogates", "deid_patients", "deid_claims", "deid_medical_events"), ("person_surrogate",)
    ),
    "pipeline_runs": ("started_at", "finished_at", "table_milliseconds"),
    "sla": ("value",),  # latency ends with the run
}


def settings_in(folder: Path, **changes: Any) -> Settings:
    """Settings with everything below one folder."""
    places: dict[str, Any] = {name: folder / name for name in ("landing", "warehouse")}
    places |= {"keys_directory": folder / "keys", "audit": Audit(anchor=str(folder / "anchors"))}
    return Settings(**{**places, **changes})


# LANDING


def land(landing: Path, feed: str, rows: Iterable[Mapping[str, str]] = ({},), *, batch: str = "batch-1") -> Path:
    """Writes a landing file of rows; cells that a row does not name are those of a good one."""
    path = landing / batch / f"{feed}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADERS[feed], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**GOOD[feed](), **row} for row in rows)
    return path


def land_bytes(landing: Path, name: str, content: bytes) -> Path:
    """Writes a landing file as it is."""
    path = landing / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


# READING


def stored(settings: Settings) -> dict[str, pa.Table]:
    """Every table at its newest version, and every mart, by name."""
    tables = graph(settings.pipeline)
    names = [contract.full_name for contract in stored_contracts(tables)]
    names += [d.contract.full_name for d in tables if d.kind is Kind.VIEW and d.contract]
    with reading(settings) as con:
        present = {
            f"{schema}.{name}"
            for schema, name in con.execute("SELECT schema_name, view_name FROM duckdb_views()").fetchall()
        }
        return {
            name.rpartition(".")[2]: con.sql(f"SELECT * FROM {name}").to_arrow_table()
            for name in names
            if name in present
        }


def rows(settings: Settings, name: str) -> list[Row]:
    """The rows of one table, as dicts; instants in UTC."""
    return [
        {key: value.astimezone(UTC) if isinstance(value, datetime) else value for key, value in row.items()}
        for row in stored(settings)[name].to_pylist()
    ]


def contents(settings: Settings) -> dict[str, list[str]]:
    """Every table as sorted rows, less what two runs over the same files may differ in."""
    return {
        name: sorted(map(repr, table.drop_columns(list(VARIES.get(name, ()))).to_pylist()))
        for name, table in stored(settings).items()
        if name != "audit_log"  # who did what when: an attempt that died has its entry too
    }


def versions(settings: Settings) -> dict[str, int]:
    """The Delta version of every table."""
    return Warehouse(settings.warehouse).versions(iter(stored_contracts(graph(settings.pipeline))))


def files_below(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and modification time: two equal listings are an untouched folder.

    Locks aside, and the audit log, which tells of what was tried.
    """
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".lock") and "audit_log" not in path.parts
    }


# TIME


def clock(monkeypatch: pytest.MonkeyPatch, *instants: str | datetime) -> Callable[[], None]:
    """Stops the clock of runs at an instant; the function given back moves it on to the next."""
    waiting = [datetime.fromisoformat(i).replace(tzinfo=UTC) if isinstance(i, str) else i for i in instants]

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            at = waiting[0]
            return cls(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, tzinfo=tz)

    monkeypatch.setattr(run_module, "datetime", Stopped)
    return lambda: waiting.pop(0) and None


def run_at(monkeypatch: pytest.MonkeyPatch, settings: Settings, instant: str) -> RunReport:
    """A run whose clock stands still."""
    with monkeypatch.context() as patch:
        clock(patch, instant)
        return run(settings)

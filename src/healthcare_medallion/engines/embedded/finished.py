"""The runs that succeeded, and the one whose tables readers see. Knows no definition, so it is quick to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from healthcare_medallion.engines.embedded.warehouse import Warehouse, whole
from healthcare_medallion.errors import WarehouseError
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS


@dataclass(frozen=True)
class Run:
    """A row of `pipeline_runs` whose run succeeded."""

    run_sequence: int
    started_at: datetime
    finished_at: datetime
    logical_time: datetime
    engine: str
    package_version: str
    environment: str
    files: int
    table_versions: Mapping[str, int]
    table_rows: Mapping[str, int]
    table_milliseconds: Mapping[str, int]
    name_key_id: str
    reject_key_id: str


def runs(warehouse: Warehouse) -> list[Run]:
    """Finished runs, oldest first."""
    table = warehouse.open(PIPELINE_RUNS)
    if table is None:
        return []
    stored = whole(PIPELINE_RUNS, table)
    lacking = [name for name in PIPELINE_RUNS.names if name not in stored.column_names]
    if lacking:
        raise WarehouseError(
            f"{PIPELINE_RUNS.full_name} lacks the columns {', '.join(lacking)}.",
            hint="Another program changed it: restore the table from a backup. See docs/runbooks/exit-12.md.",
        )
    names = list(Run.__dataclass_fields__)
    done = [row for row in stored.to_pylist() if row["status"] != "failed"]
    found = [Run(**{**{name: row[name] for name in names}, **_maps(row)}) for row in done]
    return sorted(found, key=lambda run: run.run_sequence)


def _maps(row: Mapping[str, Any]) -> dict[str, Mapping[str, int]]:
    return {name: dict(row[name]) for name in ("table_versions", "table_rows", "table_milliseconds")}


def published(warehouse: Warehouse) -> Run:
    """The last finished run.

    :raises WarehouseError: there is none: the folder is no warehouse, or no run has finished yet.
    """
    finished = runs(warehouse)
    if not finished:
        raise WarehouseError(
            f"{warehouse.root} holds no finished run.",
            hint="Fill it with: medallion run --landing DIR --warehouse DIR (or try: medallion demo)",
        )
    return finished[-1]

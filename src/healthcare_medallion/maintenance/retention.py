"""Rows that are older than a policy allows leave bronze; what derives from them follows by refresh.

What goes is recorded in `removals` first. A removal that was interrupted is completed by the next one: it is defined
by the instant before which rows were ingested, and ingestion times only go forward.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, Transaction

from healthcare_medallion.engines.embedded import ledgers
from healthcare_medallion.engines.embedded.program import Program
from healthcare_medallion.engines.embedded.warehouse import (
    Warehouse,
    arrow_schema,
    storage_errors,
    whole,
    writer_properties,
)
from healthcare_medallion.errors import SettingsError
from healthcare_medallion.pipelines.ops.reconciliation import CONTRACT as RECONCILIATION
from healthcare_medallion.pipelines.ops.removals import CONTRACT as REMOVALS
from healthcare_medallion.pipelines.shared.contract import Contract, nearest
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.settings import Settings

REMOVAL = "removal"


@dataclass(frozen=True)
class Removal:
    """Rows of one file that leave a table."""

    table: str
    source_file: str
    ingested_at: datetime
    rows: int


def enforce(settings: Settings, warehouse: Warehouse, compiled: Program, *, dry_run: bool = False) -> list[Removal]:
    """Removes what the policies say; the lock must be held. With ``dry_run`` it only tells.

    :raises SettingsError: a policy for a table that has none.
    """
    now = datetime.now(UTC)
    done = []
    for name, days in _policies(settings, compiled).items():
        contract = compiled.contract(name)
        table = warehouse.open(contract)
        if table is None:
            continue
        if not dry_run:
            _complete(warehouse, contract, table)
        removals = list(_older(warehouse, contract, table, now - timedelta(days=days)))
        if removals and not dry_run:
            number = _record(warehouse, removals, at=now, older_than=now - timedelta(days=days))
            _remove(contract, table, now - timedelta(days=days), number)
        done += removals
    return done


def _policies(settings: Settings, compiled: Program) -> dict[str, int]:
    allowed = [d.name for d in compiled if d.kind is Kind.STREAMING_TABLE]
    for name in settings.maintenance.retention_days:
        if name not in allowed:
            raise SettingsError(
                f"`maintenance.retention_days.{name}`: no table of that name has a retention of its own"
                f"{nearest(name, allowed)}.",
                hint=f"Tables that have: {', '.join(allowed)}. All others follow from them.",
            )
    return settings.maintenance.retention_days


def _older(warehouse: Warehouse, contract: Contract, table: DeltaTable, before: datetime) -> Iterator[Removal]:
    times = whole(contract, table, ["_ingested_at"])
    times = times.filter(pc.less(times["_ingested_at"], pa.scalar(before, times.schema.field("_ingested_at").type)))
    if not times.num_rows:
        return
    names = _files(warehouse)
    for found in pc.value_counts(times["_ingested_at"].combine_chunks()).to_pylist():
        yield Removal(contract.full_name, names.get(found["values"], "?"), found["values"], found["counts"])


def _files(warehouse: Warehouse) -> dict[datetime, str]:
    taken = ledgers.table_of(warehouse, RECONCILIATION, ["ingested_at", "source_file"]).to_pylist()
    return {row["ingested_at"]: row["source_file"] for row in taken}


def _recorded(warehouse: Warehouse) -> list[dict[str, Any]]:
    return ledgers.stored(warehouse, REMOVALS)


def _record(warehouse: Warehouse, removals: list[Removal], *, at: datetime, older_than: datetime) -> int:
    number = 1 + max((row["removal_sequence"] for row in _recorded(warehouse)), default=0)
    rows = [
        {
            "removal_sequence": number,
            "removed_at": at,
            "table_name": removal.table,
            "source_file": removal.source_file,
            "ingested_at": removal.ingested_at,
            "row_count": removal.rows,
            "reason": "retention",
            "older_than": older_than,
        }
        for removal in removals
    ]
    data = pa.Table.from_pylist(rows, schema=arrow_schema(REMOVALS))
    warehouse.write(REMOVALS, warehouse.create(REMOVALS), data, mode="append", numbers={REMOVAL: number})
    return number


def _complete(warehouse: Warehouse, contract: Contract, table: DeltaTable) -> None:
    """Carries out what was recorded for a table and not done."""
    done = table.transaction_version(REMOVAL) or 0
    pending = {
        row["removal_sequence"]: row["older_than"]
        for row in _recorded(warehouse)
        if row["table_name"] == contract.full_name and row["removal_sequence"] > done
    }
    for number, older_than in sorted(pending.items()):
        _remove(contract, table, older_than, number)


def _remove(contract: Contract, table: DeltaTable, before: datetime, number: int) -> None:
    at = f"arrow_cast('{before.isoformat()}', 'Timestamp(Microsecond, Some(\"UTC\"))')"
    with storage_errors(contract.full_name):
        table.delete(
            f"_ingested_at < {at}",
            writer_properties=writer_properties(contract),
            commit_properties=CommitProperties(app_transactions=[Transaction(REMOVAL, number)]),
        )
        table.update_incremental()

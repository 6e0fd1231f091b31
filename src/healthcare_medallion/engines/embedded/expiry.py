"""Decisions that expire. Expiry becomes a recorded fact, so that no definition has to read a clock."""

from __future__ import annotations

from datetime import datetime

from healthcare_medallion.engines.embedded.warehouse import Warehouse, storage_errors, whole, writer_properties
from healthcare_medallion.pipelines.ops.decisions import CONTRACT as DECISIONS


def any_expired(warehouse: Warehouse, at: datetime) -> bool:
    """Whether a decision without an end has expired by then."""
    table = warehouse.open(DECISIONS)
    if table is None:
        return False
    decided = whole(DECISIONS, table).to_pylist()
    return any(d["ended_at"] is None and d["expires_at"] and d["expires_at"] <= at for d in decided)


def end_expired(warehouse: Warehouse, at: datetime) -> None:
    """Gives every decision that has expired by then its end."""
    table = warehouse.open(DECISIONS)
    if table is not None and any_expired(warehouse, at):
        # A plain TIMESTAMP has neither the zone nor the unit of the column, and delta-rs refuses to compare them.
        instant = f"arrow_cast('{at.isoformat()}', 'Timestamp(Microsecond, Some(\"UTC\"))')"
        with storage_errors(DECISIONS.full_name):
            table.update(
                updates={"ended_at": instant, "ended_by": "'expiry'"},
                predicate=f"ended_at IS NULL AND expires_at <= {instant}",
                writer_properties=writer_properties(DECISIONS),
            )

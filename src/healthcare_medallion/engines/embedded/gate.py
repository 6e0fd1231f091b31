"""The gate: service levels of the last run, and how fresh the feeds are at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.finished import published
from healthcare_medallion.engines.embedded.ledgers import SLA, stored, table_of
from healthcare_medallion.engines.embedded.plan import FEEDS
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.monitoring import service_levels
from healthcare_medallion.monitoring.service_levels import Level
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.settings import Settings


@dataclass(frozen=True)
class Gate:
    """Service levels, judged for whoever wants to use the data now."""

    levels: tuple[Level, ...]

    @property
    def missed(self) -> tuple[Level, ...]:
        return tuple(level for level in self.levels if level.breached)


def gate_of(settings: Settings, *, at: datetime | None = None) -> Gate:
    """Freshness at an instant, by default now; the rest as the last run recorded it.

    :raises WarehouseError: no run has finished.
    """
    warehouse = Warehouse(settings.warehouse)
    run = published(warehouse)
    taken = [p for p in plans.read_plans(table_of(warehouse, LANDING_FILES)) if p.run <= run.run_sequence]
    fresh = []
    for feed in FEEDS:
        newest = max((f.ingested_at for p in taken for f in p.files if f.feed == feed), default=None)
        fresh.append(service_levels.freshness(feed, newest, at or datetime.now(UTC), settings.sla))
    names = tuple(Level.__dataclass_fields__)
    recorded = [row for row in stored(warehouse, SLA, run=run.run_sequence) if row["measure"] != "freshness"]
    return Gate((*fresh, *(Level(**{name: row[name] for name in names}) for row in recorded)))

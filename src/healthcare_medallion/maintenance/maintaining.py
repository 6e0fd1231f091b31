"""`medallion maintain`: one pass over a warehouse. Each step can be killed; the next pass does what is left.

1. Retention removes rows of bronze, recorded first.
2. Small files are put together.
3. A run without new files lets views follow what was removed, notes the new versions and publishes them.
4. Files that no published snapshot of the last runs needs are deleted, logs are cut behind a checkpoint.
5. Landing files that were taken move to the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from healthcare_medallion.engines.embedded.archiving import Archived, move
from healthcare_medallion.engines.embedded.freshness import Freshness
from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.program import program
from healthcare_medallion.engines.embedded.reading import published
from healthcare_medallion.engines.embedded.run import load_keys, run
from healthcare_medallion.engines.embedded.warehouse import LockedWarehouse, Warehouse
from healthcare_medallion.maintenance.cleanup import CleanUp, clean_up, published_versions, unread
from healthcare_medallion.maintenance.compaction import Compaction, compact_tables, stored
from healthcare_medallion.maintenance.retention import Removal, enforce
from healthcare_medallion.maintenance.space import Space, space_of
from healthcare_medallion.settings import Settings

STEPS = ("retention", "compaction", "run", "clean-up", "archive")


@dataclass
class MaintenanceReport:
    """What was done, or would be: spaces by table before and after."""

    dry_run: bool
    before: Mapping[str, Space] = field(default_factory=dict)
    after: Mapping[str, Space] = field(default_factory=dict)
    removals: list[Removal] = field(default_factory=list)
    compactions: list[Compaction] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    clean_ups: list[CleanUp] = field(default_factory=list)
    archived: Archived = field(default_factory=Archived)


def maintain(
    settings: Settings,
    *,
    dry_run: bool = False,
    on_step: Callable[[str, float], None] = lambda step, share: None,
    on_wait: Callable[[str], None] | None = None,
) -> MaintenanceReport:
    """Everything that the settings ask for; with ``dry_run`` nothing is changed.

    :raises MedallionError: the steps before are done, the others are left to the next pass.
    """
    published(Warehouse(settings.warehouse))
    compiled = program(settings)
    contracts = stored(settings)
    policy = settings.maintenance
    report = MaintenanceReport(dry_run)

    def spaces() -> dict[str, Space]:
        warehouse = Warehouse(settings.warehouse)
        return {contract.full_name: space_of(warehouse, contract) for contract in contracts}

    def locked() -> AbstractContextManager[None]:
        return warehouse_lock(settings.warehouse, timeout=settings.engine.lock_timeout_seconds, on_wait=on_wait)

    report.before = spaces()
    with locked():
        warehouse = LockedWarehouse(settings.warehouse)
        report.removals = enforce(settings, warehouse, compiled, dry_run=dry_run)
        on_step("retention", 1.0)
        report.compactions = compact_tables(warehouse, contracts, policy.small_file_mb, dry_run=dry_run)
        on_step("compaction", 1.0)
    if not dry_run:
        report.runs = run(settings, ready=lambda file: False, compiled=compiled).runs
        on_step("run", 1.0)
    with locked():
        warehouse = LockedWarehouse(settings.warehouse)
        freshness = Freshness(warehouse, compiled, load_keys(settings)["name"].key_id)
        keep, behind = published_versions(warehouse, policy.keep_runs), unread(compiled, freshness)
        for contract in contracts:
            report.clean_ups.append(
                clean_up(
                    warehouse,
                    contract,
                    policy,
                    keep.get(contract.full_name, ()),
                    behind.get(contract.name, ()),
                    dry_run=dry_run,
                )
            )
        on_step("clean-up", 1.0)
        if policy.archive_after_days is not None:
            before = datetime.now(UTC) - timedelta(days=policy.archive_after_days)
            report.archived = move(settings, before=before, dry_run=dry_run)
    on_step("archive", 1.0)
    report.after = report.before if dry_run else spaces()
    return report

"""Files that nobody needs any more: data files of old versions and of crashes, and old entries of Delta logs.

Delta's own vacuum adds two commits to every table, which would make every view look out of date. So delta-rs says
which files are not needed and we delete them; a log is cut where the oldest version that must open still does.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from deltalake import DeltaTable

from healthcare_medallion.engines.embedded.freshness import Freshness
from healthcare_medallion.engines.embedded.program import Program
from healthcare_medallion.engines.embedded.reading import runs
from healthcare_medallion.engines.embedded.warehouse import Warehouse, storage_errors
from healthcare_medallion.maintenance.space import LOG
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.settings import Maintenance

_ENTRY = re.compile(r"(\d{20})\.(json|checkpoint\.parquet|checkpoint\.[0-9a-f-]+\.parquet)")


@dataclass(frozen=True)
class CleanUp:
    """What was deleted of one table, and why its data files were left alone where they were."""

    table: str
    files: int = 0
    bytes: int = 0
    log_files: int = 0
    left_alone: str | None = None


def clean_up(
    warehouse: Warehouse,
    contract: Contract,
    policy: Maintenance,
    keep: Collection[int],
    unread_by: Collection[str],
    *,
    dry_run: bool = False,
) -> CleanUp:
    """Deletes files of one table that are older than the policy allows and belong to no version of ``keep``.

    Where a view has not read the newest version yet (``unread_by``), data files stay: its next refresh reads them.
    The lock must be held.
    """
    table = warehouse.open(contract)
    if table is None:
        return CleanUp(contract.full_name)
    root = warehouse.path(contract)
    versions = sorted({*keep, table.version()})
    with storage_errors(contract.full_name):
        log = _old_entries(root, versions[0], policy.log_retention_hours)
        unneeded = [] if unread_by else _unneeded(table, versions, policy.retention_hours)
        sizes = [path.stat().st_size for name in unneeded if (path := root / name).is_file()]
        if not dry_run:
            table.create_checkpoint()
            for name in unneeded:
                (root / name).unlink(missing_ok=True)
            for path in log:
                path.unlink(missing_ok=True)
    why = f"not read yet by {', '.join(unread_by)}" if unread_by else None
    return CleanUp(contract.full_name, len(sizes), sum(sizes), len(log), why)


def published_versions(warehouse: Warehouse, runs_kept: int) -> Mapping[str, Collection[int]]:
    """Versions by table (full name) that the last runs published."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for run in runs(warehouse)[-runs_kept:]:
        for name, version in run.table_versions.items():
            found[name].add(version)
    return found


def unread(compiled: Program, freshness: Freshness) -> Mapping[str, Collection[str]]:
    """Views by input (name) whose newest version they have not read."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for view in (d for d in compiled if d.kind is Kind.MATERIALIZED_VIEW):
        for name in compiled.inputs_of(view.name):
            if compiled[name].watched and freshness.oldest_read([view.name], name) != freshness.version(name):
                found[name].append(view.name)
    return found


def _unneeded(table: DeltaTable, versions: list[int], retention_hours: int) -> list[str]:
    return table.vacuum(
        retention_hours, dry_run=True, enforce_retention_duration=False, full=True, keep_versions=versions
    )


def _old_entries(root: Path, oldest: int, retention_hours: int) -> list[Path]:
    """Log entries before the last checkpoint from which the oldest version still opens."""
    entries = [(int(m[1]), path) for path in (root / LOG).iterdir() if (m := _ENTRY.fullmatch(path.name))]
    base = max((v for v, path in entries if v <= oldest and "checkpoint" in path.name), default=0)
    before = time.time() - retention_hours * 3600
    return sorted(path for version, path in entries if version < base and path.stat().st_mtime < before)

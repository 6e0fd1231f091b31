"""Landing files that were taken leave the landing folder: what has to be listed at every look stays short."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.duck import engine_errors
from healthcare_medallion.engines.embedded.plan import PlannedFile
from healthcare_medallion.engines.embedded.reading import runs
from healthcare_medallion.engines.embedded.warehouse import Warehouse, storage_errors
from healthcare_medallion.errors import SettingsError
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.settings import Settings

Keep = Callable[[Path, Path, str], None]
"""Puts a file (first) into the archive (second, a path in it), given its SHA-256, so that it outlasts a crash."""


@dataclass(frozen=True)
class Archived:
    """Files that were moved, and those that were left with the reason."""

    files: tuple[str, ...] = ()
    bytes: int = 0
    left: tuple[tuple[str, str], ...] = ()


def copy_plain(file: Path, target: Path, sha256: str) -> None:
    """Copies a file under another name first, so that a file in the archive is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    shutil.copy2(file, draft)
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(target)


def archive(settings: Settings, warehouse: Warehouse, *, keep: Keep = copy_plain, dry_run: bool = False) -> Archived:
    """Moves files that a finished run took long enough ago. The lock must be held.

    A file is deleted from the landing folder only after its copy has been read back and has the digest of the run
    that took it. One whose content has changed since is left.
    """
    folder = settings.maintenance.archive_directory
    if folder is None:
        return Archived()
    _refuse_inside(folder, settings)
    moved, left, size = [], [], 0
    for file in _taken(settings, warehouse):
        path, target = settings.landing / file.source_file, folder / file.source_file
        if not path.is_file():
            continue
        if plans.checksum(path) != file.sha256:
            left.append((file.source_file, "its content is not what was taken"))
        elif target.exists() and plans.checksum(target) != file.sha256 and keep is copy_plain:
            left.append((file.source_file, "the archive has another file of that name"))
        else:
            size += file.size_bytes
            moved.append(file.source_file)
            if not dry_run:
                _move(path, target, file.sha256, keep)
    return Archived(tuple(moved), size, tuple(left))


def _move(path: Path, target: Path, sha256: str, keep: Keep) -> None:
    with engine_errors(f"archiving to {target.parent}"):
        keep(path, target, sha256)
        if keep is copy_plain and plans.checksum(target) != sha256:
            raise OSError(f"{target} was not written whole")
        path.unlink()


def _taken(settings: Settings, warehouse: Warehouse) -> list[PlannedFile]:
    """Files of finished runs, older than the policy says."""
    table = warehouse.open(LANDING_FILES)
    finished = {run.run_sequence for run in runs(warehouse)}
    if table is None:
        return []
    before = datetime.now(UTC) - timedelta(days=settings.maintenance.archive_after_days)
    with storage_errors(LANDING_FILES.full_name):
        recorded = plans.read_plans(table.to_pyarrow_table())
    return [f for p in recorded if p.run in finished and p.planned_at <= before for f in p.files]


def _refuse_inside(folder: Path, settings: Settings) -> None:
    if folder.resolve().is_relative_to(settings.landing.resolve()):
        raise SettingsError(
            f"`maintenance.archive_directory`: {folder} lies in the landing folder, and its files would land again.",
            hint="Name a folder outside of it.",
        )

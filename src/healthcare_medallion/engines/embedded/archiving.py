"""Landing files that a finished run has taken, into the encrypted archive and back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.generations import ring_of
from healthcare_medallion.engines.embedded.ledgers import table_of
from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.plan import PlannedFile
from healthcare_medallion.engines.embedded.reading import published
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import SettingsError
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.privacy.archive import archive_file, archived, inside, restore_file
from healthcare_medallion.settings import Settings


@dataclass
class Archived:
    """What a call did, file by file."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Files that stay as their content is not what was taken from them; `medallion status` names them as well."""
    bytes: int = 0
    """Size of the plain files that were removed."""


def add(settings: Settings, *, remove: bool = False) -> Archived:
    """Archives every file of finished runs that is still in the landing folder and not in the archive yet.

    With ``remove`` the plain file is deleted once its archived copy has been read back and found equal.

    :raises LandingError: a file is not the one that was ingested; files before it are archived.
    """
    _refuse_inside_landing(settings)
    ring = ring_of(settings, "archive", make=settings.env == "dev")
    done = Archived()
    with warehouse_lock(settings.warehouse, timeout=settings.engine.lock_timeout_seconds):
        there = set(archived(settings.archive))
        for file in _taken(settings):
            plain = inside(settings.landing, file.source_file)
            if not plain.is_file():
                continue
            if file.source_file not in there:
                archive_file(plain, settings.archive, file.source_file, ring.serving, sha256=file.sha256)
                done.added.append(file.source_file)
            elif remove and plans.checksum(plain) != file.sha256:
                continue  # another file under the name of an archived one: `medallion status` reports it
            if remove:
                plain.unlink()
                done.removed.append(file.source_file)
    return done


def move(settings: Settings, *, before: datetime, dry_run: bool = False) -> Archived:
    """Moves files that a finished run took before an instant into the archive. The warehouse's lock must be held.

    A plain file is deleted once its archived copy has been read back and found equal.
    """
    _refuse_inside_landing(settings)
    ring = None if dry_run else ring_of(settings, "archive", make=settings.env == "dev")
    done, there = Archived(), set(archived(settings.archive))
    for file in _taken(settings, before):
        plain = inside(settings.landing, file.source_file)
        if not plain.is_file():
            continue
        if plans.checksum(plain) != file.sha256:
            done.left.append(file.source_file)
            continue
        if ring and file.source_file not in there:
            archive_file(plain, settings.archive, file.source_file, ring.serving, sha256=file.sha256)
            done.added.append(file.source_file)
        if ring:
            plain.unlink()
        done.removed.append(file.source_file)
        done.bytes += file.size_bytes
    return done


def restore(settings: Settings, name: str, target: Path) -> None:
    """Writes one archived file in plain to ``target``, checked against the digest of the run that took it."""
    digests = {file.source_file: file.sha256 for file in _taken(settings)}
    restore_file(settings.archive, name, target, ring_of(settings, "archive"), sha256=digests.get(name))


def _taken(settings: Settings, before: datetime | None = None) -> list[PlannedFile]:
    warehouse = Warehouse(settings.warehouse)
    finished = published(warehouse).run_sequence
    recorded = plans.read_plans(table_of(warehouse, LANDING_FILES))
    plans_done = (p for p in recorded if p.run <= finished and (before is None or p.planned_at <= before))
    return [file for plan in plans_done for file in plan.files]


def _refuse_inside_landing(settings: Settings) -> None:
    if settings.archive.resolve().is_relative_to(settings.landing.resolve()):
        raise SettingsError(
            f"`archive`: {settings.archive} lies in the landing folder, which is listed at every look.",
            hint="Name a folder outside of it.",
        )

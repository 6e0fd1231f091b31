"""Landed files into the archive. Only files that are known to be taken move: a file nobody has read yet stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from healthcare_medallion.data_generation.plan import FEEDS
from healthcare_medallion.data_generation.writer import storage_errors
from healthcare_medallion.errors import LandingError
from healthcare_medallion.jobs.workspace import Query


def taken_files(query: Query) -> frozenset[str]:
    """Files whose records are in the landing tables, relative to the landing folder."""
    parts = [f"SELECT DISTINCT `_source_file` FROM data_eng_ops.landing_{feed}" for feed in FEEDS]
    return frozenset(str(row[0]) for row in query(" UNION ".join(parts)))


def archive(landing: Path, archive: Path, taken: Iterable[str], before: datetime) -> list[str]:
    """Move the files of ``taken`` that were last changed before an instant, and return them in order.

    Copied, compared by size, then deleted: a volume cannot rename into another one. Repeated after a failure it
    copies what is left again.

    :raises LandingError: the archive has another file of that name, or a copy came out shorter.
    """
    moved = []
    with storage_errors(archive):
        for name in sorted(taken):
            file, copy = landing / name, archive / name
            if not file.is_file() or datetime.fromtimestamp(file.stat().st_mtime, UTC) >= before:
                continue
            size = file.stat().st_size
            if copy.exists() and copy.stat().st_size > size:
                raise LandingError(
                    f"{copy} is there already and is another file.", hint="Rename the one in the archive."
                )
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            if copy.stat().st_size != size:
                raise LandingError(f"The copy of {name} in the archive is not whole.", hint="Run the job again.")
            file.unlink()
            moved.append(name)
    return moved

"""The plan of a run: which files it takes, under what number and time. Committed before a row is taken."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatch
from math import inf
from pathlib import Path

import pyarrow as pa

from healthcare_medallion.errors import LandingError
from healthcare_medallion.pipelines.shared.sources import Feed, SourceMapping
from healthcare_medallion.readers.sources import GZIP_MAGIC, TextSource

FEEDS: tuple[Feed, ...] = ("patients", "claims", "medical_events")
_FILE_NAMES = {f"{feed}.csv{ending}": feed for feed in FEEDS for ending in ("", ".gz")}
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class LandedFile:
    """A file in the landing folder that a feed or a `sources` setting claims."""

    source_file: str
    feed: Feed
    source: str | None
    size_bytes: int
    modified_at: datetime


@dataclass(frozen=True)
class PlannedFile(LandedFile):
    """A landed file as it was when it was planned."""

    sha256: str
    ingested_at: datetime


@dataclass(frozen=True)
class Plan:
    """One run. ``planned_at`` is what `now` means to it, however often it is repeated."""

    run: int
    planned_at: datetime
    files: tuple[PlannedFile, ...]

    def rows(self) -> list[dict[str, object]]:
        """The plan as rows of `landing_files`."""
        common = {"run_sequence": self.run, "planned_at": self.planned_at}
        return [{**common, **vars(file)} for file in self.files] or [common]


def landed_files(landing: Path, sources: dict[str, SourceMapping]) -> list[LandedFile]:
    """All files that belong to a feed, ordered by path; hidden folders and unfinished files (``.x``) left out.

    :raises LandingError: when the folder or a file in it cannot be read.
    """
    if not landing.is_dir():
        raise LandingError(
            f"The landing folder {landing} does not exist." if not landing.exists() else f"{landing} is not a folder.",
            hint="Name one with --landing, or make data with: medallion generate --landing DIR",
        )
    try:
        found = [_landed(path, landing, sources) for path in sorted(_walk(landing))]
    except PermissionError as error:
        raise LandingError(
            f"No permission to read {error.filename} in the landing folder.", hint="Check owner and mode."
        ) from None
    return [file for file in found if file is not None]


def unclaimed_files(landing: Path, sources: dict[str, SourceMapping]) -> list[str]:
    """Files that no feed and no `sources` setting claims: not an error, but nobody should have to find out."""
    return [p.relative_to(landing).as_posix() for p in sorted(_walk(landing)) if _claimed(p.name, sources)[0] is None]


def _walk(folder: Path) -> Iterable[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _landed(path: Path, landing: Path, sources: dict[str, SourceMapping]) -> LandedFile | None:
    if path.is_symlink() and not path.resolve().is_relative_to(landing.resolve()):
        return None  # a link that leads out of the landing folder is nobody's delivery
    feed, source = _claimed(path.name, sources)
    if feed is None:
        return None
    status = path.stat()
    modified = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=status.st_mtime_ns // 1000)
    return LandedFile(path.relative_to(landing).as_posix(), feed, source, status.st_size, modified)


def _claimed(name: str, sources: dict[str, SourceMapping]) -> tuple[Feed | None, str | None]:
    for source, mapping in sources.items():
        if fnmatch(name, mapping.files):
            return mapping.feed, source
    return _FILE_NAMES.get(name), None


def new_plan(
    run: int,
    files: Sequence[LandedFile],
    landing: Path,
    *,
    now: datetime,
    after: datetime | None,
    max_bytes: float = inf,
) -> Plan:
    """A plan for files that no run has taken. Times only go forward, even if the clock went back.

    :raises LandingError: a file cannot be read whole, or holds more than ``max_bytes``; nothing has been planned then.
    """
    start = now if after is None else max(now, after + _MICROSECOND)
    planned = tuple(
        PlannedFile(
            **vars(file), sha256=checksum(landing / file.source_file), ingested_at=start + number * _MICROSECOND
        )
        for number, file in enumerate(files)
    )
    for file in files:
        require_decodable(landing / file.source_file, max_bytes)
    return Plan(run, start, planned)


def checksum(path: Path) -> str:
    """SHA-256 of a file's bytes.

    :raises LandingError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise LandingError(f"{path} cannot be read: {error.strerror}.", hint="Check owner and mode.") from None


def require_decodable(path: Path, max_bytes: float = inf) -> None:
    """Refuses what the reader would refuse as a whole: a planned file that cannot be read would stop every later run.

    Only packed and UTF-16 files can be such; they are read to their end.

    :raises LandingError: damaged, cut off, or larger than ``max_bytes`` when it is unpacked.
    """
    with path.open("rb") as file:
        start = file.read(2)
    if start in (GZIP_MAGIC, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or path.suffix.lower() == ".gz":
        size = 0
        for chunk in TextSource(path).chunks(1 << 20):
            size += len(chunk)
            if size > max_bytes:
                break
    else:
        size = path.stat().st_size
    if size > max_bytes:
        raise LandingError(
            f"{path} holds more than {max_bytes / 1e9:g} GB of text.",
            hint="Deliver it in parts, or raise engine.max_file_gigabytes if it is right.",
        )


def read_plans(landing_files: pa.Table) -> list[Plan]:
    """The plans that are recorded in `landing_files`, in order of their number."""
    by_run: dict[int, list[dict[str, object]]] = {}
    for row in landing_files.to_pylist():
        by_run.setdefault(row["run_sequence"], []).append(row)
    plans = []
    for run, rows in sorted(by_run.items()):
        files = [
            PlannedFile(**{name: row[name] for name in PlannedFile.__dataclass_fields__})  # type: ignore[arg-type]
            for row in rows
            if row["source_file"] is not None
        ]
        planned_at = rows[0]["planned_at"]
        assert isinstance(planned_at, datetime)
        plans.append(Plan(run, planned_at, tuple(sorted(files, key=lambda f: f.ingested_at))))
    return plans


def still_as_planned(landing: Path, file: PlannedFile) -> bool:
    """Whether a file on disk is the one that was planned, as far as size and modification time tell."""
    try:
        status = (landing / file.source_file).stat()
    except OSError:
        return False
    modified = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=status.st_mtime_ns // 1000)
    return status.st_size == file.size_bytes and modified == file.modified_at


def changed_files(landing: Path, landed: Sequence[LandedFile], taken: Mapping[str, PlannedFile]) -> list[str]:
    """Files whose content is not what was taken from them. Size and time first: digests of all would be slow."""
    return [f.source_file for f in landed if f.source_file in taken and _differs(landing, taken[f.source_file])]


def _differs(landing: Path, taken: PlannedFile) -> bool:
    if still_as_planned(landing, taken):
        return False
    try:
        return checksum(landing / taken.source_file) != taken.sha256
    except LandingError:
        return True  # it could be read when it was taken


def require_as_planned(landing: Path, file: PlannedFile) -> None:
    """Refuses a file that is not the one that was planned: half of a run must not come from another file.

    :raises LandingError: it is gone or its content changed.
    """
    if still_as_planned(landing, file):
        return
    path = landing / file.source_file
    if path.exists() and checksum(path) == file.sha256:
        return
    what = "has other content now" if path.exists() else "is gone"
    raise LandingError(
        f"{path}: a run planned to take this file, was interrupted, and the file {what}.",
        hint="Put the file back as it was (its SHA-256 is in landing_files) and run again.",
    )

"""Writes batches out of sight and shows each one in the landing folder at once, whole."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from healthcare_medallion.data_generation.chunks import BatchFile
from healthcare_medallion.data_generation.keys import batch_name, batch_number
from healthcare_medallion.data_generation.plan import FEEDS, HEADERS, GenerationPlan
from healthcare_medallion.errors import LandingError, StorageFullError, UsageError


def batch_names(plan: GenerationPlan, landing: Path) -> tuple[str, ...]:
    """The folders this call will make; refused if one is there already."""
    if plan.batch is not None:
        stems = [f"{plan.batch}-{number:04d}" for number in range(1, plan.batches + 1)]
        names = (plan.batch,) if plan.batches == 1 else tuple(stems)
    else:
        present = [batch_number(entry.name) or 0 for entry in landing.iterdir()] if landing.is_dir() else []
        first = max(present, default=0) + 1
        names = tuple(batch_name(first + number) for number in range(plan.batches))
    taken = [name for name in names if os.path.lexists(landing / name)]
    if taken:
        raise UsageError(
            f"The landing folder {landing} already holds {', '.join(taken[:3])}{' ...' if taken[3:] else ''}.",
            hint="Choose another --batch, or leave it out to take the next free number.",
        )
    return names


def batch_files(names: Sequence[str]) -> dict[BatchFile, str]:
    """Every file of the call, named relative to the landing folder."""
    return {(number, feed): f"{name}/{feed}.csv" for number, name in enumerate(names) for feed in FEEDS}


class LandingWriter:
    """Appends to files in a hidden folder; ``publish`` renames each finished batch into place.

    The hidden folder lies in the landing folder, because a rename is atomic only within one file system.
    """

    def __init__(self, landing: Path, names: Sequence[str], files: Mapping[BatchFile, str]) -> None:
        self._landing = landing
        self._names = names
        self._files = files
        self._staging = landing
        self.rows: Counter[str] = Counter()
        self.bytes: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._landing.mkdir(parents=True, exist_ok=True)
        self._staging = Path(tempfile.mkdtemp(prefix=".generating-", dir=self._landing))
        for name in self._names:
            (self._staging / name).mkdir()
        for batch, feed in self._files:
            self.append((batch, feed), ",".join(HEADERS[feed]).encode() + b"\n", 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._staging != self._landing:
            shutil.rmtree(self._staging, ignore_errors=True)

    def append(self, file: BatchFile, text: bytes, rows: int) -> None:
        """Add lines to one file."""
        name = self._files[file]
        with (self._staging / name).open("ab") as out:
            out.write(text)
        self.rows[name] += rows
        self.bytes[name] += len(text)

    def publish(self) -> None:
        """Show the batches, in their order."""
        for name in self._names:
            (self._staging / name).rename(self._landing / name)


@contextmanager
def storage_errors(landing: Path) -> Iterator[None]:
    """Turn what the file system says into our errors."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFullError(
                f"No space is left for the generated files in {landing}.",
                hint="Free some space or name another folder; nothing was left behind.",
            ) from None
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
            raise LandingError(
                f"Someone else made a batch or file of the same name in {landing} meanwhile.",
                hint="Run the command again: it takes the next free number.",
            ) from None
        raise LandingError(
            f"Cannot write to {landing}: {error.strerror}.", hint="Check the path and its permissions."
        ) from None

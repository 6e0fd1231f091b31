"""The answer key: one line per record whose fate is not plain acceptance, and why.

Columns: ``file`` relative to the landing folder; ``record``, counted from 1 without the header, a broken
line being one record; ``feed``; ``key``, the id as the record has it; ``fault``; ``expected_fate``;
``expected_rules``, the broken silver rules in their order, joined by ``|``; ``expected_reason``, which is
``duplicate`` or ``conflict`` for superseded records and, for rejected ones, what ``rejected_lines``
must say: ``column: reason``, or the reason alone if the whole line is broken.

``fault`` is a kind of fault, ``orphaned_by_<kind>`` for a claim or event whose patient was lost to that
fault, or ``original_of_<kind>`` for the record that a second copy was made of and that wins. Of two equal
records either may be the one that is kept. Fates hold once all batches of the call have been processed.
Records that are not listed are accepted; in a stream of batches a claim's earlier states are superseded
by its latest one (``earlier_state``), which is no fault and not listed.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Self

from healthcare_medallion.data_generation.chunks import BatchFile
from healthcare_medallion.errors import UsageError


@dataclass(frozen=True)
class Answer:
    """One line of the key."""

    file: str
    record: int
    feed: str
    key: str
    fault: str
    expected_fate: str
    expected_rules: str
    expected_reason: str


def check_outside_landing(answer_key: Path, landing: Path) -> None:
    """Refuse a key that a pipeline would find next to the data it explains."""
    if answer_key.resolve().is_relative_to(landing.resolve()):
        raise UsageError(
            f"The answer key {answer_key} lies inside the landing folder {landing}.",
            hint="Name a file outside: the landing folder holds data files only.",
        )
    if answer_key.is_dir():
        raise UsageError(f"The answer key {answer_key} is a folder.", hint="Name a file.")


class AnswerKeyWriter:
    """Collects answers file by file on disk and joins them, in the order of ``files``, when all is well."""

    def __init__(self, target: Path | None, files: Mapping[BatchFile, str]) -> None:
        self._target = target
        self._files = files
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        if self._target is not None:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix=f".{self._target.name}-", dir=self._target.parent))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, file: BatchFile, answers: Iterable[Answer]) -> None:
        """Append the answers of one file, in the order of its records."""
        if self._folder is None:
            return
        with self._part(file).open("a", encoding="utf-8", newline="") as part:
            csv.writer(part, lineterminator="\n").writerows(astuple(answer) for answer in answers)

    def publish(self) -> None:
        """Put the finished key in its place, all at once."""
        if self._folder is None or self._target is None:
            return
        whole = self._folder / "key.csv"
        with whole.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerow(f.name for f in fields(Answer))
        with whole.open("ab") as out:
            for file in self._files:
                if self._part(file).exists():
                    with self._part(file).open("rb") as part:
                        shutil.copyfileobj(part, out)
        whole.replace(self._target)

    def _part(self, file: BatchFile) -> Path:
        if self._folder is None:
            raise RuntimeError("the answer key is not open")
        batch, feed = file
        return self._folder / f"{batch}-{feed}"

"""How long files take from their last change to the published run that holds them."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from healthcare_medallion.engines.embedded.plan import LandedFile

# Files of each kind that figures are taken from: an hour at four files a second takes 115 kB.
REMEMBERED = 14_400


@dataclass(frozen=True)
class Latency:
    """Seconds from a file's modification time to its published run, over the files since the watch began."""

    files: int
    last: float
    p50: float
    p99: float


class Latencies:
    """Latency by foreign source, else by feed. Files that are older than the watch waited for it: they do not count."""

    def __init__(self, since: datetime) -> None:
        self._since = since
        self._seconds: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=REMEMBERED))

    def add(self, files: Iterable[LandedFile], published_at: datetime) -> dict[str, Latency]:
        """Counts files of one run; the figures of the kinds that were among them."""
        kinds = set()
        for file in files:
            if file.modified_at >= self._since:
                kinds.add(kind_of(file))
                self._seconds[kind_of(file)].append(max(0.0, (published_at - file.modified_at).total_seconds()))
        return {kind: figures for kind, figures in self.figures().items() if kind in kinds}

    def figures(self) -> Mapping[str, Latency]:
        """By kind, in order of its name."""
        return {
            kind: Latency(len(seconds), seconds[-1], quantile(seconds, 0.5), quantile(seconds, 0.99))
            for kind, seconds in sorted(self._seconds.items())
        }


def kind_of(file: LandedFile) -> str:
    """The name of the `sources` setting that a file was read by, else its feed."""
    return file.source or file.feed


def quantile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least ``share`` of all do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]

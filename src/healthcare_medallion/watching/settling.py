"""Which landing files are finished.

A sender has three safe ways:

1. Write under a name that starts with a dot, or outside the landing folder on the same file system, and rename.
2. Write in place without a pause as long as ``watch.settle_seconds``.
3. Set ``watch.settle_seconds`` above its longest pause.

A file is taken when its size and modification time have stayed the same for that long *while we looked*: clocks of
senders and of network file systems play no part.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from healthcare_medallion.engines.embedded.plan import LandedFile

_State = tuple[int, datetime]


class Settling:
    """Remembers when each file that is not taken yet was last seen to change."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._seen: dict[str, tuple[_State, float]] = {}

    def look(self, files: Iterable[LandedFile], taken: Collection[str]) -> list[LandedFile]:
        """Takes note of the files as they are now; those that are finished and not ``taken``."""
        now = self._clock()
        waiting = [file for file in files if file.source_file not in taken]
        before, self._seen = self._seen, {}
        for file in waiting:
            state, since = before.get(file.source_file, (None, now))
            self._seen[file.source_file] = (_state(file), since if state == _state(file) else now)
        return [file for file in waiting if self.finished(file)]

    def finished(self, file: LandedFile) -> bool:
        """Whether a file, as it is given, has been seen like that for long enough."""
        state, since = self._seen.get(file.source_file, (None, 0.0))
        return state == _state(file) and self._clock() - since >= self._seconds


def _state(file: LandedFile) -> _State:
    return file.size_bytes, file.modified_at

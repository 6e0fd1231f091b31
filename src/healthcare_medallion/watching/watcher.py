"""`medallion watch`: one process that runs whenever finished files have landed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from watchfiles import watch as file_events

from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.ledgers import table_of
from healthcare_medallion.engines.embedded.plan import LandedFile
from healthcare_medallion.engines.embedded.program import Program, program
from healthcare_medallion.engines.embedded.run import Progress, RunReport, run
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import LandingError, MedallionError
from healthcare_medallion.maintenance.compaction import compact
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.settings import Settings
from healthcare_medallion.watching.events import (
    Compacted,
    Event,
    Failed,
    Finished,
    HeldBack,
    OnEvent,
    Recovered,
    Started,
    Stopped,
)
from healthcare_medallion.watching.latency import Latencies
from healthcare_medallion.watching.settling import Settling

# How long a run waits for whoever holds the warehouse before it is tried again: a stop must not wait for an hour.
_LONGEST_WAIT_FOR_LOCK = 5.0


@dataclass
class Watch:
    """Takes files until ``stop`` is set; a run that has begun is finished first.

    ``observers`` get every event, in this thread: printing, alerts and metrics are observers.
    """

    settings: Settings
    stop: threading.Event
    observers: Sequence[OnEvent] = ()
    on_step: Progress | None = None
    runs: int = 0
    _attempts: int = 0
    _taken: set[str] = field(default_factory=set)
    _held_back: dict[str, LandedFile] = field(default_factory=dict)
    _next_compaction: int = 0

    def __post_init__(self) -> None:
        given = self.settings
        wait = min(given.engine.lock_timeout_seconds, _LONGEST_WAIT_FOR_LOCK)
        self.settings = given.model_copy(
            update={"engine": given.engine.model_copy(update={"lock_timeout_seconds": wait})}
        )
        self._settling = Settling(given.watch.settle_seconds)
        self._latencies = Latencies(datetime.now(UTC))
        self._next_compaction = given.watch.compact_every_runs

    def forever(self, *, poll: bool = False) -> None:
        """Watches until ``stop``.

        :raises MedallionError: what no later attempt would mend: wrong settings, no landing folder at the start.
        """
        plans.landed_files(self.settings.landing, self.settings.sources)
        compiled = program(self.settings)
        self._taken = self._recorded()
        with self._wakes(poll) as (wakes, events):
            self._tell(Started(str(self.settings.landing), str(self.settings.warehouse), events))
            self._loop(wakes, compiled)
        self._tell(Stopped(self.runs, self._latencies.figures()))

    # When to look

    @contextmanager
    def _wakes(self, poll: bool) -> Iterator[tuple[Callable[[float], None], bool]]:
        """Gives a function that waits for a change, at most so many seconds, and whether it is told of changes."""
        interval = self.settings.watch.poll_seconds
        changed, deaf = threading.Event(), threading.Event()
        if poll or not self._listens(self.settings.landing, changed, deaf):
            deaf.set()
        yield (
            lambda seconds: _wait(changed, self.stop, min(interval, seconds) if deaf.is_set() else seconds),
            not deaf.is_set(),
        )

    def _listens(self, landing: Path, changed: threading.Event, deaf: threading.Event) -> bool:
        """Starts to listen; False where the system gives no events, or no more (their number is limited)."""
        ready = threading.Event()

        def listen() -> None:
            try:
                # Times out at once the first time, which says that it listens.
                events = file_events(
                    landing,
                    watch_filter=None,
                    debounce=100,
                    step=20,
                    stop_event=self.stop,
                    rust_timeout=200,
                    yield_on_timeout=True,
                    raise_interrupt=False,
                    force_polling=False,
                    ignore_permission_denied=True,
                )
                for found in events:
                    ready.set()
                    if found:
                        changed.set()
            except Exception:  # whatever the system says: the folder is listed at intervals then
                deaf.set()
            finally:
                ready.set()

        threading.Thread(target=listen, name="landing events", daemon=True).start()
        ready.wait(10)
        return not deaf.is_set()

    def _loop(self, wakes: Callable[[float], None], compiled: Program) -> None:
        sweep_at = 0.0
        while not self.stop.is_set():
            due = time.monotonic() >= sweep_at
            if due:
                sweep_at = time.monotonic() + self.settings.watch.sweep_seconds
            wait = self._attempt(compiled, whole=due)
            if self._attempts:
                self.stop.wait(wait)
                sweep_at = 0.0
            else:
                wakes(min(wait, max(0.0, sweep_at - time.monotonic())))

    # What to do

    def _attempt(self, compiled: Program, *, whole: bool) -> float:
        """Looks, runs where there is something to take, and says how long to wait until the next look."""
        try:
            settle = self.settings.watch.settle_seconds
            landed = plans.landed_files(self.settings.landing, self.settings.sources)
            if whole:
                self._mended()
            finished = [file for file in self._settling.look(landed, self._taken) if not self._is_held_back(file)]
            if finished or whole:
                self._run(compiled)
            if self._attempts:
                self._tell(Recovered(self._attempts))
                self._attempts = 0
            self._compact_when_due()
        except MedallionError as error:
            return self._failed(error)
        waiting = any(f.source_file not in self._taken and not self._is_held_back(f) for f in landed)
        return max(0.02, settle / 4) if waiting else self.settings.watch.sweep_seconds

    def _run(self, compiled: Program) -> None:
        start = time.monotonic()
        try:
            report = run(self.settings, ready=self._ready, compiled=compiled, on_step=self.on_step)
        except LandingError:
            if not self._hold_back():
                raise
            report = run(self.settings, ready=self._ready, compiled=compiled, on_step=self.on_step)
        if report.runs:
            self.runs += len(report.runs)
            self._tell(self._finished(report, time.monotonic() - start))

    def _ready(self, file: LandedFile) -> bool:
        return self._settling.finished(file) and not self._is_held_back(file)

    def _finished(self, report: RunReport, seconds: float) -> Finished:
        files = [account.file for account in report.accounts]
        # A run that was repeated has no accounts of what it had read before it died.
        self._taken.update([file.source_file for file in files] or self._recorded())
        latency = self._latencies.add(files, datetime.now(UTC))
        records = sum(account.tally.records for account in report.accounts)
        return Finished(report.runs, len(files), records, round(seconds, 3), latency)

    def _recorded(self) -> set[str]:
        taken = table_of(Warehouse(self.settings.warehouse), LANDING_FILES, ["source_file"])
        names = taken["source_file"].to_pylist()
        return {name for name in names if name is not None}

    def _compact_when_due(self) -> None:
        every = self.settings.watch.compact_every_runs
        if not every or self.runs < self._next_compaction:
            return
        self._next_compaction = self.runs + every
        start = time.monotonic()
        done = compact(self.settings)
        before, after = sum(c.files_before for c in done), sum(c.files_after for c in done)
        self._tell(Compacted(len(done), before, after, round(time.monotonic() - start, 3)))

    # When it fails

    def _failed(self, error: MedallionError) -> float:
        self._attempts += 1
        given = self.settings.watch
        wait = float(min(given.longest_backoff_seconds, given.backoff_seconds * 2 ** min(self._attempts - 1, 30)))
        self._tell(Failed(error.message, error.hint, error.exit_code, self._attempts, wait))
        return wait

    def _hold_back(self) -> bool:
        """Sets files aside that no plan can take; whether there were any."""
        found = False
        for file in plans.landed_files(self.settings.landing, self.settings.sources):
            if file.source_file in self._taken or not self._ready(file):
                continue
            why = _unreadable(self.settings.landing, file)
            if why is not None:
                found = True
                self._held_back[file.source_file] = file
                self._tell(HeldBack(file.source_file, why))
        return found

    def _is_held_back(self, file: LandedFile) -> bool:
        return self._held_back.get(file.source_file) == file

    def _mended(self) -> None:
        """Forgets files that can be read now, as after a change of mode, which leaves size and time as they were."""
        for name, file in list(self._held_back.items()):
            if _unreadable(self.settings.landing, file) is None:
                del self._held_back[name]

    def _tell(self, event: Event) -> None:
        for observer in self.observers:
            observer(event)


def _wait(changed: threading.Event, stop: threading.Event, seconds: float) -> None:
    """Until something changed or should stop, at most so long."""
    end = time.monotonic() + seconds
    while not stop.is_set() and (left := end - time.monotonic()) > 0:
        if changed.wait(min(0.25, left)):
            changed.clear()
            return


def _unreadable(landing: Path, file: LandedFile) -> str | None:
    """Why no plan can take a file, in words."""
    try:
        plans.checksum(landing / file.source_file)
        plans.require_decodable(landing / file.source_file)
    except LandingError as error:
        return error.message
    return None

"""What a watch tells: to a terminal, as JSON lines, and to whoever raises alerts or serves metrics."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from healthcare_medallion.errors import WarehouseBusyError
from healthcare_medallion.watching.latency import Latency


@dataclass(frozen=True)
class Event:
    """Something happened. ``alert`` says whether somebody should be called: True opens, False resolves."""

    @property
    def alert(self) -> bool | None:
        return None

    def as_dict(self) -> dict[str, object]:
        name = "".join(f"_{c.lower()}" if c.isupper() else c for c in type(self).__name__).lstrip("_")
        return {"event": name, **asdict(self)}


@dataclass(frozen=True)
class Started(Event):
    """The watch began. ``events`` is False where the folder is listed at intervals instead."""

    landing: str
    warehouse: str
    events: bool


@dataclass(frozen=True)
class Finished(Event):
    """Runs were published. ``latency`` has the kinds of files (source, else feed) that were among theirs."""

    runs: list[int]
    files: int
    records: int
    seconds: float
    latency: Mapping[str, Latency] = field(default_factory=dict)


@dataclass(frozen=True)
class HeldBack(Event):
    """A file can not be read. It waits until it changes or can be read; others are taken."""

    file: str
    message: str

    @property
    def alert(self) -> bool:
        return True


@dataclass(frozen=True)
class Failed(Event):
    """A run failed; the same run is tried again."""

    message: str
    hint: str | None
    exit_code: int
    attempt: int
    retry_in_seconds: float

    @property
    def alert(self) -> bool | None:
        """Another process that holds the warehouse is nobody's fault."""
        return None if self.exit_code == WarehouseBusyError.exit_code else True


@dataclass(frozen=True)
class Recovered(Event):
    """A run works again after failures."""

    attempts: int

    @property
    def alert(self) -> bool:
        return False


@dataclass(frozen=True)
class Compacted(Event):
    """Small files were put together."""

    tables: int
    files_before: int
    files_after: int
    seconds: float


@dataclass(frozen=True)
class Stopped(Event):
    """The watch ended as it was asked to."""

    runs: int
    latency: Mapping[str, Latency]


OnEvent = Callable[[Event], None]

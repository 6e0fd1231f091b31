"""One run at a time per warehouse. The lock is the operating system's, so no crash can leave it behind."""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from healthcare_medallion.errors import MedallionError, StorageFullError, WarehouseBusyError, WarehouseError


@contextmanager
def warehouse_lock(root: Path, *, timeout: float, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Holds the warehouse. A second run is told who holds it (``on_wait``), and waits.

    :raises WarehouseBusyError: still held after ``timeout`` seconds.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(root / ".lock", mode=0o600)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if on_wait:
                on_wait(holder(root))
            lock.acquire(timeout=timeout)
    except Timeout:
        raise WarehouseBusyError(
            f"The warehouse {root} is still held by {holder(root)} after {timeout:g} seconds.",
            hint="Wait for it, or stop that process; a run that was killed is repeated by the next one.",
        ) from None
    except OSError as error:
        raise _cannot_be_used(root, error) from None
    try:
        try:
            _sign(root)
        except OSError as error:
            raise _cannot_be_used(root, error) from None
        yield
    finally:
        lock.release()


def _cannot_be_used(root: Path, error: OSError) -> MedallionError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFullError(f"No space left in the warehouse folder {root}.", hint="Free space, then run again.")
    return WarehouseError(
        f"The warehouse folder {root} cannot be used: {error.strerror}.",
        hint="Choose a folder that you may write to with --warehouse.",
    )


def holder(root: Path) -> str:
    """Who holds the warehouse, in words."""
    try:
        signed = json.loads((root / ".lock-holder").read_text())
        return f"process {signed['pid']} on {signed['host']}, since {signed['since']}"
    except (OSError, ValueError, KeyError):
        return "another process"


def _sign(root: Path) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    text = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since})
    draft = root / ".lock-holder.draft"
    draft.write_text(text)
    draft.replace(root / ".lock-holder")

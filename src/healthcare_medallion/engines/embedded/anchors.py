"""The head of the audit log, written down where whoever can change the warehouse cannot: then a cut shows.

`audit.anchor` is one of

* a path: a file outside the warehouse, a line per anchor (an append-only file, or on another machine's disk);
* ``syslog:///dev/log``, ``syslog://host:514`` (UDP) or ``syslog+tcp://host:514``: a message per anchor;
* ``s3://``, ``gs://``, ``abfs://`` or ``file:///folder/``: a new object per anchor, never overwritten. Object lock is
  the bucket's own default retention.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from healthcare_medallion.errors import SettingsError, WarehouseError
from healthcare_medallion.privacy.chain import Head
from healthcare_medallion.settings import Settings

_OBJECTS_READ = 50


@dataclass(frozen=True)
class Anchor:
    """The head of a log at an instant. ``log`` is the id of the Delta table, ``warehouse`` stands for its folder."""

    at: str
    warehouse: str
    log: str
    head: Head

    def line(self) -> str:
        found = {"at": self.at, "warehouse": self.warehouse, "log": self.log}
        return json.dumps({"medallion_audit": 1, **found, "count": self.head.count, "mac": self.head.code})


def place(settings: Settings) -> str:
    """Where anchors go: the setting, else a file in the user's state folder, one per environment and warehouse.

    :raises SettingsError: inside the warehouse, where it would be changed with it.
    """
    if settings.audit.anchor is None:
        state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
        return str(state / "medallion" / "audit" / f"{settings.env}-{warehouse_name(settings.warehouse)}.anchors")
    anchor = settings.audit.anchor
    parts = urlsplit(anchor)
    path = Path(parts.path if parts.scheme == "file" else anchor)
    if parts.scheme in ("", "file") and path.resolve().is_relative_to(settings.warehouse.resolve()):
        raise SettingsError(
            f"audit.anchor ({anchor}) lies inside the warehouse: whoever cuts the log can cut it too.",
            hint="Name a file on another disk, syslog, or a bucket with object lock.",
        )
    return anchor


def warehouse_name(root: Path) -> str:
    """Twelve digits that stand for the folder of a warehouse."""
    import hashlib

    return hashlib.sha256(str(root.absolute()).encode()).hexdigest()[:12]


def write(settings: Settings, log: str, head: Head) -> str:
    """Anchors a head; where it went.

    :raises WarehouseError: the place cannot be written to.
    """
    where = place(settings)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    line = Anchor(at, warehouse_name(settings.warehouse), log, head).line()
    scheme = urlsplit(where).scheme
    try:
        if scheme.startswith("syslog"):
            _to_syslog(where, line)
        elif scheme:
            _to_object(where, f"{head.count:012d}-{head.code[:12]}.json", line)
        else:
            _to_file(Path(where), line)
    except (OSError, ValueError) as error:
        raise WarehouseError(
            f"The head of the audit log could not be anchored at {where}: {_reason(error)}.",
            hint="Mend it, then: medallion audit anchor",
        ) from None
    return where


def read(where: str) -> list[Anchor]:
    """Every anchor that a place still tells; of objects the newest. Lines that are none are passed over.

    :raises WarehouseError: the place cannot be read.
    """
    scheme = urlsplit(where).scheme
    try:
        if scheme.startswith("syslog"):
            return []
        if scheme:
            return _parsed(_objects(where))
        return _parsed(Path(where).read_text(encoding="utf-8", errors="replace").splitlines())
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise WarehouseError(
            f"The anchors at {where} cannot be read: {_reason(error)}.", hint="Name a copy of them: --anchor FILE"
        ) from None


def _parsed(lines: Iterable[str]) -> list[Anchor]:
    found = []
    for line in lines:
        text = line[line.find("{") :]  # a line of syslog has time and host before it
        try:
            data = json.loads(text)
            if data["medallion_audit"] == 1:
                head = Head(int(data["count"]), str(data["mac"]))
                found.append(Anchor(str(data["at"]), str(data["warehouse"]), str(data["log"]), head))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _to_file(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(path, "a", encoding="utf-8", opener=lambda p, flags: os.open(p, flags, 0o600)) as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def _to_object(where: str, name: str, line: str) -> None:
    from pyarrow import fs

    system, folder = fs.FileSystem.from_uri(where)
    path = f"{folder.rstrip('/')}/{name}"
    if isinstance(system, fs.LocalFileSystem):
        system.create_dir(folder, recursive=True)
    if system.get_file_info(path).type is fs.FileType.NotFound:
        with system.open_output_stream(path) as stream:
            stream.write(line.encode())


def _objects(where: str) -> list[str]:
    from pyarrow import fs

    system, folder = fs.FileSystem.from_uri(where)
    infos = system.get_file_info(fs.FileSelector(folder, allow_not_found=True))
    newest = sorted((i.path for i in infos if i.path.endswith(".json")), key=lambda p: p.rpartition("/")[2])
    lines = []
    for path in newest[-_OBJECTS_READ:]:
        with system.open_input_stream(path) as stream:
            lines.append(stream.read().decode(errors="replace"))
    return lines


class _Strict(logging.handlers.SysLogHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        raise  # called while the error is handled; by default it would vanish


def _to_syslog(where: str, line: str) -> None:
    parts = urlsplit(where)
    kind = socket.SOCK_STREAM if parts.scheme.endswith("+tcp") else socket.SOCK_DGRAM
    address: str | tuple[str, int] = (parts.hostname, parts.port or 514) if parts.hostname else parts.path or "/dev/log"
    handler = _Strict(address, logging.handlers.SysLogHandler.LOG_AUTHPRIV, kind if parts.hostname else None)
    handler.ident = "medallion-audit: "
    try:
        handler.emit(logging.LogRecord("medallion", logging.INFO, "", 0, line, None, None))
    finally:
        handler.close()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__

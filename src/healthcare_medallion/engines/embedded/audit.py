"""The audit log: who ran, looked at or decided what, in which role, when and why. It holds no statement and no cell.

Entries form a chain (`privacy.chain`), so one writer at a time: a lock of its own, held for milliseconds, lets
queries write while a run holds the warehouse. The head is kept beside the tables, since opening the log to find it
would cost more than writing to it; a head that is newer than the log means that the log was cut, and the gap stays.
"""

from __future__ import annotations

import errno
import getpass
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
from deltalake import DeltaTable
from filelock import FileLock, Timeout

from healthcare_medallion.engines.embedded import anchors
from healthcare_medallion.engines.embedded.warehouse import Warehouse, arrow_schema, files, storage_errors, whole
from healthcare_medallion.errors import MedallionError, StorageFullError, WarehouseBusyError, WarehouseError
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT as AUDIT_LOG
from healthcare_medallion.privacy import chain
from healthcare_medallion.privacy.access import Role
from healthcare_medallion.privacy.chain import Finding, Head
from healthcare_medallion.privacy.keyring import Key, default_directory, load_key, refuse_inside
from healthcare_medallion.settings import Settings

Action = Literal[
    "run",
    "key",
    "query",
    "view",
    "history",
    "show",
    "unmask",
    "release",
    "waive",
    "remove",
    "export",
    "erase",
    "rotate",
    "break-glass",
    "alert",
]
Outcome = Literal["started", "done", "refused", "failed"]
OPERATOR = "operator"
BLIND_SPOTS = (
    "Reads made by opening the files of the warehouse past this tool.",
    "Entries cut from the end that were written after the last anchor, if the head beside the log was changed as well.",
    "A chain written anew by somebody who holds the audit key, as far as no anchor tells.",
)
_LOCK_SECONDS = 30
_MOST_FILES = 200


@dataclass(frozen=True)
class Verification:
    """What `audit verify` found. ``anchor`` is the newest that fits, ``since`` how many entries came after it."""

    entries: int
    unchained: int
    findings: tuple[Finding, ...]
    where: str
    anchor: anchors.Anchor | None
    since: int


def record(
    settings: Settings,
    *,
    role: Role | str,
    action: Action,
    objects: Sequence[str],
    purpose: str | None,
    statement: str | None = None,
    outcome: Outcome,
) -> None:
    """Appends one entry. Call it before data are shown: what cannot be recorded must not happen.

    For a page that shows rows of patients: action ``view``, the tables it reads, the purpose that was stated.

    :raises MedallionError: the entry could not be written.
    """
    record_all(settings, [entry(role, action, objects, purpose, outcome, statement)])


def entry(
    role: Role | str,
    action: Action,
    objects: Sequence[str],
    purpose: str | None,
    outcome: Outcome,
    statement: str | None = None,
) -> dict[str, object]:
    """One entry, not yet part of the chain."""
    return {
        "at": datetime.now(UTC),
        "actor": actor(),
        "role": str(role),
        "action": action,
        "objects": list(objects),
        "purpose": purpose,
        "statement_sha256": None if statement is None else hashlib.sha256(statement.encode()).hexdigest(),
        "outcome": outcome,
    }


def record_all(settings: Settings, entries: Sequence[Mapping[str, object]]) -> None:
    """Appends entries in one commit, so that a batch costs no more than one.

    :raises MedallionError: they could not be written; none was then.
    """
    key = audit_key(settings)
    warehouse = Warehouse(settings.warehouse)
    with _writing(settings.warehouse):
        table = _opened(warehouse)
        head = _head(table, settings.warehouse)
        rows = chain.extend(head, entries, key)
        data = pa.Table.from_pylist(rows, schema=arrow_schema(AUDIT_LOG))
        version = warehouse.write(AUDIT_LOG, table, data, mode="append", numbers={}, retries=0)
        _keep_head(settings.warehouse, version, Head(head.count + len(rows), str(rows[-1][chain.CODE])))


@contextmanager
def recorded_run(settings: Settings, number: int, keys: Mapping[str, Key]) -> Iterator[None]:
    """Records that a run starts and which keys it uses, then how it ended. One that was killed has no end."""
    run = [f"run {number}"]
    uses = [entry(OPERATOR, "key", [f"key {k.purpose} {k.key_id}", *run], None, "done") for k in keys.values()]
    record_all(settings, [entry(OPERATOR, "run", run, None, "started"), *uses])
    try:
        yield
    except MedallionError:
        record(settings, role=OPERATOR, action="run", objects=run, purpose=None, outcome="failed")
        raise
    record(settings, role=OPERATOR, action="run", objects=run, purpose=None, outcome="done")


def anchor(settings: Settings) -> str:
    """Writes the head of the log down outside the warehouse; where.

    :raises WarehouseError: there is no log, or the place cannot be written to.
    """
    with _writing(settings.warehouse):
        table = _opened(Warehouse(settings.warehouse))
        if len(files(table)) > _MOST_FILES:  # a file per entry makes every reader slow; rows and their order stay
            with storage_errors(AUDIT_LOG.full_name):
                table.optimize.compact()
            head = _head(table, settings.warehouse)
            _keep_head(settings.warehouse, table.version(), head)
        else:
            head = _head(table, settings.warehouse)
        return anchors.write(settings, str(table.metadata().id), head)


def verify(settings: Settings, *, anchor_file: Path | None = None) -> Verification:
    """Checks every entry of the newest log, and its head against the anchors.

    ``anchor_file`` is a copy of the anchors, such as an export of syslog; by default they are read where they were
    written.

    :raises MedallionError: the log, the key or the anchors cannot be read.
    """
    where = str(anchor_file) if anchor_file else anchors.place(settings)
    if anchor_file and not anchor_file.is_file():
        raise WarehouseError(f"There is no file {anchor_file}.", hint="Name a copy of the anchors.")
    known = anchors.read(where)
    table = Warehouse(settings.warehouse).open(AUDIT_LOG)
    name = anchors.warehouse_name(settings.warehouse)
    if table is None:
        if not known and not settings.warehouse.exists():
            raise WarehouseError(f"{settings.warehouse} is no warehouse.", hint="Name another with --warehouse.")
        gone = [a for a in known if a.warehouse == name]
        what = f"the log is gone; {gone[-1].head.count} entries were anchored" if gone else "there is no log"
        return Verification(0, 0, (Finding(0, what),), where, None, 0)
    key = audit_key(settings)
    rows = _rows(table)
    chained = [row for row in rows if row[chain.NUMBER] is not None]
    log = str(table.metadata().id)
    head, findings = chain.check(chained, _begin(log, rows), {key.key_id: key})
    kept = _kept_head(settings.warehouse)
    if kept and kept[1].count > head.count:
        findings.append(Finding(head.count + 1, f"the last {kept[1].count - head.count} entries are missing: cut off"))
    codes = {row[chain.NUMBER]: row[chain.CODE] for row in chained}
    fitting, wrong = _against(known, log, name, codes, head)
    findings += wrong
    if chained and fitting is None and not wrong:
        findings.append(Finding(head.count, f"there is no anchor at {where}: what was cut from the end cannot show"))
    since = head.count - (fitting.head.count if fitting else 0)
    return Verification(len(chained), len(rows) - len(chained), tuple(findings), where, fitting, since)


def entries_of(settings: Settings) -> list[dict[str, Any]]:
    """Every entry, oldest first; empty where nothing has been recorded."""
    table = Warehouse(settings.warehouse).open(AUDIT_LOG)
    return [] if table is None else sorted(_rows(table), key=lambda row: (row[chain.NUMBER] or 0, row["at"]))


def audit_key(settings: Settings) -> Key:
    """The key of the log. Whoever only reads tables has no business with it.

    :raises KeyMaterialError: missing, unsafe, or inside the warehouse.
    """
    directory = settings.keys_directory or default_directory()
    refuse_inside(directory, of=settings.warehouse, what="the warehouse")
    return load_key("audit", env=settings.env, directory=directory, store=settings.keys_store)


def actor() -> str:
    """The user at the operating system; the number of one that has no name (as in a container)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def _against(
    known: Sequence[anchors.Anchor], log: str, warehouse: str, codes: Mapping[int, str], head: Head
) -> tuple[anchors.Anchor | None, list[Finding]]:
    """The newest anchor that fits, and those that do not."""
    fitting, wrong = None, []
    for found in known:
        count = found.head.count
        if found.log != log:
            if found.warehouse == warehouse:
                wrong.append(
                    Finding(0, f"the log was replaced: another one with {count} entries was anchored {found.at}")
                )
        elif count > head.count:
            wrong.append(
                Finding(head.count + 1, f"{head.count + 1} to {count} are missing: anchored {found.at}, cut off")
            )
        elif count and codes.get(count) != found.head.code:
            wrong.append(Finding(count, f"is not the one that was anchored {found.at}: the log was written anew"))
        elif fitting is None or count >= fitting.head.count:
            fitting = found
    return fitting, wrong[-3:]


# STORAGE


@contextmanager
def _writing(root: Path) -> Iterator[None]:
    try:
        root.mkdir(parents=True, exist_ok=True)
        with FileLock(root / ".lock-audit", timeout=_LOCK_SECONDS, mode=0o600, poll_interval=0.005):
            yield
    except Timeout:
        raise WarehouseBusyError(
            f"The audit log of {root} is still being written after {_LOCK_SECONDS} seconds.",
            hint="Look for a process that hangs; what cannot be recorded is not done.",
        ) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFullError(
                f"No space left for the audit log of {root}.", hint="Free space, then run again."
            ) from None
        raise WarehouseError(
            f"The audit log of {root} cannot be written: {error.strerror}.",
            hint="Check owner and mode; what cannot be recorded is not done.",
        ) from None


def _opened(warehouse: Warehouse) -> DeltaTable:
    """The log, made where there is none, with the columns of the chain where it has none yet."""
    table = warehouse.create(AUDIT_LOG)
    known = {field.name for field in table.schema().fields}
    lacking = [c for c in arrow_schema(AUDIT_LOG) if c.name not in known]
    if lacking:
        from deltalake import Schema

        with storage_errors(AUDIT_LOG.full_name):
            table.alter.add_columns(list(Schema.from_arrow(pa.schema(lacking)).fields))
            table.update_incremental()
    return table


def _rows(table: DeltaTable) -> list[dict[str, Any]]:
    with storage_errors(AUDIT_LOG.full_name):
        stored = whole(AUDIT_LOG, table).to_pylist()
    return [{name: row.get(name) for name in AUDIT_LOG.names} for row in stored]


def _begin(log: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The chain is bound to its log, and to the rows from before there was a chain."""
    before = [row for row in rows if row[chain.NUMBER] is None]
    return chain.start(log, sorted(chain.start(row) for row in before))


def _head(table: DeltaTable, root: Path) -> Head:
    kept = _kept_head(root)
    if kept and kept[0] == table.version():
        return kept[1]
    rows = _rows(table)
    last = max((row for row in rows if row[chain.NUMBER] is not None), key=lambda r: r[chain.NUMBER], default=None)
    stored = Head(last[chain.NUMBER], last[chain.CODE]) if last else Head(0, _begin(str(table.metadata().id), rows))
    # Never back to an older head: entries that are gone leave a gap that stays.
    return kept[1] if kept and kept[1].count > stored.count else stored


def _kept_head(root: Path) -> tuple[int, Head] | None:
    try:
        kept = json.loads((root / ".lock-audit-head").read_text())
        return int(kept["version"]), Head(int(kept["count"]), str(kept["mac"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep_head(root: Path, version: int, head: Head) -> None:
    draft = root / ".lock-audit-head.draft"
    draft.write_text(json.dumps({"version": version, "count": head.count, "mac": head.code}))
    draft.replace(root / ".lock-audit-head")

"""The audit log: who looked at or decided what, in which role, when and why. It holds no statement and no cell."""

from __future__ import annotations

import getpass
import hashlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

import pyarrow as pa

from healthcare_medallion.engines.embedded.warehouse import Warehouse, arrow_schema
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT as AUDIT_LOG
from healthcare_medallion.privacy.access import Role
from healthcare_medallion.settings import Settings

Action = Literal["query", "show", "unmask", "release", "waive", "remove", "rotate"]
Outcome = Literal["done", "refused"]


def record(
    settings: Settings,
    *,
    role: Role,
    action: Action,
    objects: Sequence[str],
    purpose: str | None,
    statement: str | None = None,
    outcome: Outcome,
) -> None:
    """Appends one row. Call it before data are shown: what cannot be recorded must not happen.

    Needs no lock: appends of two writers do not conflict, delta-rs takes the next version when its own is gone.

    :raises MedallionError: the row could not be written.
    """
    row = {
        "at": datetime.now(UTC),
        "actor": actor(),
        "role": role.value,
        "action": action,
        "objects": list(objects),
        "purpose": purpose,
        "statement_sha256": None if statement is None else hashlib.sha256(statement.encode()).hexdigest(),
        "outcome": outcome,
    }
    warehouse = Warehouse(settings.warehouse)
    table = warehouse.create(AUDIT_LOG)
    rows = pa.Table.from_pylist([row], schema=arrow_schema(AUDIT_LOG))
    warehouse.write(AUDIT_LOG, table, rows, mode="append", numbers={})


def actor() -> str:
    """The user at the operating system; the number of one that has no name (as in a container)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"

"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """``ok`` is null for what only a workspace knows. ``next_step`` says what to do when it is not true."""

    what: str
    ok: bool | None
    found: str
    next_step: str = ""

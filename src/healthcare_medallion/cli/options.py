"""Options that several commands share, and the settings that come of them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

landing = click.option("--landing", type=click.Path(path_type=Path), help="Landing folder.  [default: landing]")
warehouse = click.option("--warehouse", type=click.Path(path_type=Path), help="Warehouse folder.  [default: warehouse]")
env = click.option("--env", type=click.Choice(["dev", "staging", "prod"]), help="Environment.  [default: dev]")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs instead of text.")
# The members of privacy.access.Role and Purpose (a test compares them): `--help` must not import them.
ROLES = ("analyst", "steward", "engineer", "compliance")
PURPOSES = ("treatment", "payment", "operations", "public_health", "research", "marketing", "part2")
role = click.option("--as", "role", type=click.Choice(ROLES), help="In which role you ask.  [default: access.role]")
purpose = click.option("--purpose", type=click.Choice(PURPOSES), help="What for.  [default: access.purpose]")


def common(function: F) -> F:
    """``--landing``, ``--warehouse`` and ``--env``."""
    return landing(warehouse(env(function)))


def program() -> str:
    """How this command was called, so that what is printed can be typed: `./medallion` from a checkout."""
    return os.environ.get("MEDALLION_PROGRAM", "medallion")


def echo_json(value: object) -> None:
    """Prints JSON; dates and paths as text."""
    click.echo(json.dumps(value, indent=2, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)

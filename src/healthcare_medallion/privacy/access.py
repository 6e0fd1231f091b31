"""Who may read which table, and on what terms: one matrix of roles and zones.

A zone is derived from a table's contract, so a new table has one from its first day; what fits no open zone is
closed. A role that is added (an engineer, a compliance officer) is a member of `Role` and a line of `MATRIX`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from healthcare_medallion.errors import QueryError
from healthcare_medallion.pipelines.shared.contract import OPS, Contract


class Role(StrEnum):
    """In which capacity somebody acts."""

    ANALYST = "analyst"
    STEWARD = "steward"


class Zone(StrEnum):
    """How close a table is to a person, in words that complete `it holds ...`."""

    MARTS = "figures for business use"
    LEDGERS = "records about runs and files, nothing about a person"
    PATIENTS = "gold rows of single patients"
    SOURCE_ROWS = "rows of single patients before gold, or set aside"


@dataclass(frozen=True)
class Terms:
    """On what terms a role may read a zone."""

    recorded: bool = False
    """The audit log gets a row."""
    needs_purpose: bool = False
    """Only with a stated purpose."""


FREELY = Terms()
ON_RECORD = Terms(recorded=True)
FOR_A_PURPOSE = Terms(recorded=True, needs_purpose=True)

# A zone that is missing from a role's line is closed to it.
MATRIX: Mapping[Role, Mapping[Zone, Terms]] = {
    Role.ANALYST: {Zone.MARTS: FREELY, Zone.LEDGERS: FREELY, Zone.PATIENTS: ON_RECORD},
    Role.STEWARD: {
        Zone.MARTS: FREELY,
        Zone.LEDGERS: FREELY,
        Zone.PATIENTS: ON_RECORD,
        Zone.SOURCE_ROWS: FOR_A_PURPOSE,
    },
}


class AccessRefused(QueryError):
    """A request that the matrix or the guard turns down. Unlike a slip of the pen it is recorded."""


def zone_of(contract: Contract, layer: str) -> Zone:
    """The zone of a table. ``layer`` is the folder that defines it (bronze, silver, gold, marts, ops)."""
    if layer == "marts":
        return Zone.MARTS
    if layer == "gold":
        return Zone.PATIENTS
    sealed = any(name.startswith("sealed_") for name in contract.names)
    about_people = sealed or contract.holds_identifiers or any(column.identifies for column in contract.columns)
    return Zone.LEDGERS if contract.schema == OPS and not about_people else Zone.SOURCE_ROWS


def may_read(role: Role, zone: Zone) -> bool:
    """Whether a role can read a zone at all, a purpose given."""
    return zone in MATRIX[role]


def terms_for(role: Role, zones: Mapping[str, Zone], purpose: str | None) -> Terms:
    """The strictest terms over all tables of a request, given by name with their zones.

    :raises AccessRefused: a zone is closed to the role, or wants a purpose that was not stated.
    """
    for table, zone in zones.items():
        if not may_read(role, zone):
            allowed = " or ".join(r.value for r in Role if may_read(r, zone))
            raise AccessRefused(
                f"Role `{role}` may not read {table}: it holds {zone}.",
                hint=f'Ask for gold or a mart, or act as {allowed}: --as {allowed} --purpose "WHY".',
            )
    found = [MATRIX[role][zone] for zone in zones.values()]
    terms = Terms(any(t.recorded for t in found), any(t.needs_purpose for t in found))
    if terms.needs_purpose and not (purpose or "").strip():
        closed = ", ".join(t for t, zone in zones.items() if MATRIX[role][zone].needs_purpose)
        raise AccessRefused(f"Reading {closed} needs a purpose.", hint='Say why: --purpose "WHY". It is recorded.')
    return terms

"""Who may see what, on what terms: one matrix of roles, zones, classes of columns and purposes.

A zone says which tables a role may read at all. It is derived from a table's contract, so a new table has one from its
first day; what fits no open zone is closed. Within a table, what a role sees of a column depends on the column's class,
on what the row's codes tell, and on the purpose. The laptop engine, the report and the grants, masks and policies of a
workspace are all made from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from healthcare_medallion.errors import QueryError
from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Contract
from healthcare_medallion.pipelines.shared.sensitivity import Sensitivity


class Role(StrEnum):
    """In which capacity somebody acts."""

    ANALYST = "analyst"
    STEWARD = "steward"
    ENGINEER = "engineer"
    COMPLIANCE = "compliance"


class Purpose(StrEnum):
    """What for. The first three are those of 45 CFR 164.506; `part2` is care under 42 CFR Part 2, by consent."""

    TREATMENT = "treatment"
    PAYMENT = "payment"
    OPERATIONS = "operations"
    PUBLIC_HEALTH = "public_health"
    RESEARCH = "research"
    MARKETING = "marketing"
    PART2 = "part2"


class Zone(StrEnum):
    """How close a table is to a person, in words that complete `it holds ...`."""

    DEIDENTIFIED = "rows without identifiers, by Safe Harbor"
    MARTS = "figures for business use"
    LEDGERS = "records about runs and files, nothing about a person"
    AUDIT = "who looked at what"
    PATIENTS = "gold rows of single patients"
    SOURCE_ROWS = "rows of single patients before gold, or set aside"
    LINKAGE = "the link from random ids back to persons"


@dataclass(frozen=True)
class Terms:
    """On what terms a role may read a zone."""

    recorded: bool = False
    """The audit log gets a row."""
    needs_reason: bool = False
    """Only with a stated reason."""


FREELY = Terms()
ON_RECORD = Terms(recorded=True)
WITH_A_REASON = Terms(recorded=True, needs_reason=True)

# A zone that is missing from a role's line is closed to it. LINKAGE is open to nobody: it takes break-glass.
MATRIX: Mapping[Role, Mapping[Zone, Terms]] = {
    Role.ANALYST: {
        Zone.DEIDENTIFIED: FREELY,
        Zone.MARTS: FREELY,
        Zone.LEDGERS: FREELY,
        Zone.PATIENTS: ON_RECORD,
    },
    Role.STEWARD: {
        Zone.DEIDENTIFIED: FREELY,
        Zone.MARTS: FREELY,
        Zone.LEDGERS: FREELY,
        Zone.PATIENTS: ON_RECORD,
        Zone.SOURCE_ROWS: WITH_A_REASON,
    },
    # Whoever repairs a run has to see the rows; names stay hidden.
    Role.ENGINEER: {
        Zone.DEIDENTIFIED: FREELY,
        Zone.MARTS: FREELY,
        Zone.LEDGERS: FREELY,
        Zone.PATIENTS: ON_RECORD,
        Zone.SOURCE_ROWS: WITH_A_REASON,
    },
    # Evidence is in the ledgers; no row of a patient is needed for it.
    Role.COMPLIANCE: {
        Zone.DEIDENTIFIED: FREELY,
        Zone.MARTS: FREELY,
        Zone.LEDGERS: FREELY,
        Zone.AUDIT: FREELY,
    },
}

_CARE = frozenset({Purpose.TREATMENT, Purpose.PAYMENT, Purpose.OPERATIONS})
_FIGURES = frozenset({Purpose.PAYMENT, Purpose.OPERATIONS, Purpose.PUBLIC_HEALTH})
_REPAIR = frozenset({Purpose.OPERATIONS})
_PROTECTED = frozenset({Purpose.TREATMENT, Purpose.PART2})
_NEVER: frozenset[Purpose] = frozenset()

# For which purposes a role sees the cells of a class, and the codes of rows of a sensitivity. Research and marketing
# are in no line: they are served by data_eng_deid and by marts.
SEES: Mapping[Role, Mapping[Classification | Sensitivity, frozenset[Purpose]]] = {
    Role.ANALYST: {
        Classification.DIRECT_IDENTIFIER: _NEVER,
        Classification.QUASI_IDENTIFIER: _FIGURES,
        Classification.SENSITIVE: _FIGURES,
        Sensitivity.SUBSTANCE_USE: _NEVER,
        Sensitivity.BEHAVIOURAL: _NEVER,
        Sensitivity.HIV: _NEVER,
        Sensitivity.REPRODUCTIVE: _NEVER,
    },
    Role.STEWARD: {
        Classification.DIRECT_IDENTIFIER: _CARE | _PROTECTED,
        Classification.QUASI_IDENTIFIER: _CARE | _PROTECTED | _FIGURES,
        Classification.SENSITIVE: _CARE | _PROTECTED | _FIGURES,
        Sensitivity.SUBSTANCE_USE: frozenset({Purpose.PART2}),
        Sensitivity.BEHAVIOURAL: _PROTECTED,
        Sensitivity.HIV: _PROTECTED,
        Sensitivity.REPRODUCTIVE: _PROTECTED,
    },
    Role.ENGINEER: {
        Classification.DIRECT_IDENTIFIER: _NEVER,
        Classification.QUASI_IDENTIFIER: _REPAIR,
        Classification.SENSITIVE: _REPAIR,
        Sensitivity.SUBSTANCE_USE: _NEVER,
        Sensitivity.BEHAVIOURAL: _NEVER,
        Sensitivity.HIV: _NEVER,
        Sensitivity.REPRODUCTIVE: _NEVER,
    },
    Role.COMPLIANCE: {
        Classification.DIRECT_IDENTIFIER: _NEVER,
        Classification.QUASI_IDENTIFIER: _NEVER,
        Classification.SENSITIVE: _NEVER,
        Sensitivity.SUBSTANCE_USE: _NEVER,
        Sensitivity.BEHAVIOURAL: _NEVER,
        Sensitivity.HIV: _NEVER,
        Sensitivity.REPRODUCTIVE: _NEVER,
    },
}


@dataclass(frozen=True)
class Sight:
    """What somebody sees of the cells of a table: a role for a purpose, or everything with break-glass."""

    role: Role
    purpose: Purpose
    break_glass: bool = False

    def sees(self, what: Classification | Sensitivity) -> bool:
        """Whether cells of a class, or the codes of rows of a sensitivity, are shown."""
        if self.break_glass or what is Classification.NONE:
            return True
        return self.purpose in SEES[self.role].get(what, _NEVER)

    def stated(self, reason: str | None) -> str:
        """Purpose and reason in one text, as the audit log keeps them."""
        return ": ".join(filter(None, (self.purpose.value, (reason or "").strip())))

    @property
    def hidden(self) -> tuple[Sensitivity, ...]:
        """The sensitivities whose codes are not shown."""
        return tuple(one for one in Sensitivity if not self.sees(one))


class AccessRefused(QueryError):
    """A request that the matrix or the guard turns down. Unlike a slip of the pen it is recorded."""


def zone_of(contract: Contract, layer: str) -> Zone:
    """The zone of a table. ``layer`` is the folder that defines it (bronze, silver, gold, marts, deid, ops)."""
    by_layer = {"deid": Zone.DEIDENTIFIED, "marts": Zone.MARTS, "gold": Zone.PATIENTS}
    if layer in by_layer:
        return by_layer[layer]
    by_name = {"person_surrogates": Zone.LINKAGE, "audit_log": Zone.AUDIT}
    if contract.schema == OPS and contract.name in by_name:
        return by_name[contract.name]
    sealed = any(name.startswith("sealed_") for name in contract.names)
    about_people = sealed or contract.holds_identifiers or any(column.identifies for column in contract.columns)
    return Zone.LEDGERS if contract.schema == OPS and not about_people else Zone.SOURCE_ROWS


def may_read(role: Role, zone: Zone) -> bool:
    """Whether a role can read a zone at all, a reason given."""
    return zone in MATRIX[role]


def terms_for(sight: Sight, zones: Mapping[str, Zone], reason: str | None) -> Terms:
    """The strictest terms over all tables of a request, given by name with their zones.

    :raises AccessRefused: a zone is closed to the role, serves another purpose, or wants a reason that was not stated.
    """
    stated = bool((reason or "").strip())
    if sight.break_glass:
        if not stated:
            raise AccessRefused("Break-glass needs a reason.", hint='Say why: --break-glass --reason "WHY".')
        return WITH_A_REASON
    for table, zone in zones.items():
        _require_open(sight, table, zone)
    found = [MATRIX[sight.role][zone] for zone in zones.values()]
    terms = Terms(any(t.recorded for t in found), any(t.needs_reason for t in found))
    if terms.needs_reason and not stated:
        closed = ", ".join(t for t, zone in zones.items() if MATRIX[sight.role][zone].needs_reason)
        raise AccessRefused(f"Reading {closed} needs a reason.", hint='Say why: --reason "WHY". It is recorded.')
    return terms


def _require_open(sight: Sight, table: str, zone: Zone) -> None:
    role, purpose = sight.role, sight.purpose
    if not may_read(role, zone):
        allowed = " or ".join(r.value for r in Role if may_read(r, zone))
        hint = f'Ask for gold or a mart, or act as {allowed}: --as {allowed.partition(" ")[0]} --reason "WHY".'
        if not allowed:
            hint = 'Nobody may by role: --break-glass --reason "WHY" opens it, and raises an alert.'
        raise AccessRefused(f"Role `{role}` may not read {table}: it holds {zone}.", hint=hint)
    about_people = zone in (Zone.PATIENTS, Zone.SOURCE_ROWS)
    if about_people and not sight.sees(Classification.QUASI_IDENTIFIER):
        serves = ", ".join(p for p in Purpose if p in SEES[role][Classification.QUASI_IDENTIFIER])
        raise AccessRefused(
            f"{table} is not open to role `{role}` for {purpose}: it holds {zone}.",
            hint=f"Use data_eng_deid or a mart, which serve every purpose. Open to the role for: {serves}.",
        )

"""Which group reads which zone and sees which cells: the matrix of privacy/access.py, with groups for roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from healthcare_medallion.engines.spark.histories import histories
from healthcare_medallion.governance.ledgers import LEDGERS
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Classification, Contract
from healthcare_medallion.pipelines.shared.sensitivity import Sensitivity
from healthcare_medallion.privacy.access import Purpose, Role, Sight, Zone, may_read, zone_of


class Group(StrEnum):
    """Account groups, as Unity Catalog knows them."""

    ENGINEERS = "data-engineers"
    STEWARDS = "data-stewards"
    ANALYSTS = "analysts"
    COMPLIANCE = "compliance-officers"


def _zones(role: Role) -> frozenset[Zone]:
    return frozenset(zone for zone in Zone if may_read(role, zone))


ROLES: Mapping[Group, Role] = {
    Group.ENGINEERS: Role.ENGINEER,
    Group.STEWARDS: Role.STEWARD,
    Group.ANALYSTS: Role.ANALYST,
    Group.COMPLIANCE: Role.COMPLIANCE,
}
READS: Mapping[Group, frozenset[Zone]] = {group: _zones(role) for group, role in ROLES.items()}

# A workspace knows groups and no purposes: a group sees what its role sees in the daily work of health care operations.
PURPOSE = Purpose.OPERATIONS


def unmasked(what: Classification | Sensitivity) -> tuple[Group, ...]:
    """Groups that see cells of a class, or codes of a sensitivity."""
    return tuple(group for group, role in ROLES.items() if Sight(role, PURPOSE).sees(what))


# The pads of the key are handed to a query, nothing else.
NEVER_STORED = frozenset({"name_key"})


def governed(graph: Graph, added: Iterable[Contract] = ()) -> dict[str, tuple[Contract, Zone]]:
    """Every table that can stand in a catalog, by full name, with its zone. ``added`` are those of extensions."""
    found = {contract.full_name: (contract, _zone_of_extension(contract)) for contract in added}
    found |= {contract.full_name: (contract, Zone.LEDGERS) for contract in LEDGERS}
    for dataset in graph:
        if dataset.contract and dataset.name not in NEVER_STORED:
            found[dataset.contract.full_name] = (dataset.contract, zone_of(dataset.contract, dataset.layer))
    # Also of gold: what a patient's row was in the past is for those who answer for it, not for analysis.
    found |= {history.contract.full_name: (history.contract, Zone.SOURCE_ROWS) for history in histories(graph)}
    return found


def readers(zone: Zone) -> tuple[Group, ...]:
    """Groups that may read the tables of a zone, in their order."""
    return tuple(group for group in Group if zone in READS[group])


def _zone_of_extension(contract: Contract) -> Zone:
    """A figure, unless a column of it tells of single patients."""
    return Zone.PATIENTS if any(column.identifies for column in contract.columns) else Zone.MARTS

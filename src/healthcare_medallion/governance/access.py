"""Which group reads which zone. Analysts and stewards as on a laptop; two groups more that only a workspace has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from healthcare_medallion.engines.spark.histories import histories
from healthcare_medallion.governance.ledgers import LEDGERS
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.privacy.access import Role, Zone, may_read, zone_of


class Group(StrEnum):
    """Account groups, as Unity Catalog knows them."""

    ENGINEERS = "data-engineers"
    STEWARDS = "data-stewards"
    ANALYSTS = "analysts"
    COMPLIANCE = "compliance-officers"


def _zones(role: Role) -> frozenset[Zone]:
    return frozenset(zone for zone in Zone if may_read(role, zone))


READS: Mapping[Group, frozenset[Zone]] = {
    # Whoever repairs a run has to see the rows; names stay masked (policies.py).
    Group.ENGINEERS: frozenset(Zone),
    Group.STEWARDS: _zones(Role.STEWARD),
    Group.ANALYSTS: _zones(Role.ANALYST),
    # Evidence is in the ledgers; no row of a patient is needed for it.
    Group.COMPLIANCE: frozenset({Zone.MARTS, Zone.LEDGERS}),
}

# Sees names and sealed text: rows in quarantine are repaired by comparing them with their source.
UNMASKED = (Group.STEWARDS,)

# Who looked at what is for those who answer for it, not for everybody who may see a ledger.
NARROWER: Mapping[str, tuple[Group, ...]] = {"data_eng_ops.audit_log": (Group.COMPLIANCE,)}

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


def _zone_of_extension(contract: Contract) -> Zone:
    """A figure, unless a column of it tells of single patients."""
    return Zone.PATIENTS if any(column.identifies for column in contract.columns) else Zone.MARTS


def readers(table: str, zone: Zone) -> tuple[Group, ...]:
    """Groups that may read a table, in their order."""
    return NARROWER.get(table) or tuple(group for group in Group if zone in READS[group])

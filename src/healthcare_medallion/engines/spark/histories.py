"""Audit history of what has no readable change feed: every state that a materialized view has had, row by row.

Databricks lets nobody read the change feed of a materialized view. So a pipeline of its own compares, at its own pace,
each view with what it saw last (AUTO CDC from snapshot) and keeps every row with the time from which and until which
it stood there. Direct identifiers are left out: they end where the contracts let them stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import Dataset, Kind

# Names that AUTO CDC gives, of the type of a snapshot's version: the time at which it was taken.
VALIDITY = (
    Column("__START_AT", "timestamp", "Snapshot in which the row stood first.", classification=Classification.NONE),
    Column(
        "__END_AT",
        "timestamp",
        "First snapshot in which it stood no more; null while it stands.",
        classification=Classification.NONE,
    ),
)
ROW_KEY = (
    Column(
        "_row_sha256",
        "string",
        "Digest of the row: what stands for a key in a table without one.",
        classification=Classification.QUASI_IDENTIFIER,
    ),
    Column("_row_number", "int", "Counts rows that are equal in every column.", classification=Classification.NONE),
)


@dataclass(frozen=True)
class History:
    """One history table. ``query`` gives a snapshot of its source, in which ``keys`` name one row."""

    contract: Contract
    source: Dataset
    keys: tuple[str, ...]
    query: str


def histories(graph: Graph) -> list[History]:
    """A history for each stored materialized view. Marts have none: they are figures over gold, which has."""
    return [_history(d, d.contract) for d in graph if d.kind is Kind.MATERIALIZED_VIEW and d.contract]


def _history(dataset: Dataset, contract: Contract) -> History:
    kept = tuple(c for c in contract.columns if c.classification is not Classification.DIRECT_IDENTIFIER)
    keyed = bool(contract.key)
    columns = (*kept, *(() if keyed else ROW_KEY), *VALIDITY)
    return History(
        contract=Contract(
            name=f"history_{contract.name}",
            schema=OPS,
            comment=f"Every state of {contract.full_name} that a snapshot has seen, for audits.",
            grain="one row per row of the source and span of time in which it stood unchanged",
            # A history starts with what it sees; nothing that it once saw may go.
            columns=tuple(replace(c, nullable=True) for c in columns),
        ),
        source=dataset,
        keys=contract.key if keyed else tuple(c.name for c in ROW_KEY),
        query=_snapshot(contract, [c.name for c in kept], keyed),
    )


def _snapshot(contract: Contract, kept: list[str], keyed: bool) -> str:
    listed = ", ".join(f"`{name}`" for name in kept)
    source = f"`{contract.schema}`.`{contract.name}`"
    if keyed:
        return f"SELECT {listed} FROM {source}"
    digest = f"sha2(to_json(struct({listed})), 256)"
    number = "CAST(row_number() OVER (PARTITION BY `_row_sha256` ORDER BY `_row_sha256`) AS INT)"
    return (
        f"SELECT {listed}, `_row_sha256`, {number} AS `_row_number` "
        f"FROM (SELECT {listed}, {digest} AS `_row_sha256` FROM {source})"
    )

"""Keys as a platform can declare them: informational clauses in a table's definition.

A pipeline's table takes constraints in its ``schema=`` only, ALTER TABLE cannot add them, and open source Spark parses
none of it. So they are text that the Databricks side of the adapter puts behind the columns. The star only: what reads
keys (BI tools, the optimizer) reads gold.
"""

from __future__ import annotations

from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import ForeignKey
from healthcare_medallion.pipelines.shared.dataset import Kind


def key_clauses(graph: Graph, name: str) -> list[str]:
    """``CONSTRAINT ...`` clauses of a table of the star, schemas named without a catalog; empty for other tables."""
    dataset, contract = graph[name], graph[name].contract
    if contract is None or dataset.layer != "gold" or dataset.kind is not Kind.MATERIALIZED_VIEW or not contract.key:
        return []
    clauses = [f"CONSTRAINT `pk_{name}` PRIMARY KEY ({_listed(contract.key)})"]
    for key in contract.foreign_keys:
        if declarable(graph, key):
            other = ".".join(f"`{part}`" for part in graph.contract(key.table).full_name.split("."))
            clauses.append(
                f"CONSTRAINT `fk_{name}_{key.table}` FOREIGN KEY ({_listed(key.columns)}) "
                f"REFERENCES {other} ({_listed(key.references)})"
            )
    return clauses


def declarable(graph: Graph, key: ForeignKey) -> bool:
    """Only the whole primary key of a table of the star can be referred to."""
    return key.references == graph.contract(key.table).key and bool(key_clauses(graph, key.table))


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{column}`" for column in columns)

"""Keys as the platform can declare them: informational clauses in a table's definition.

A pipeline's table takes constraints in its ``schema=`` only, ALTER TABLE cannot add them, and open source Spark parses
none of it. So they are text that the Databricks side of the adapter puts behind the columns.
"""

from __future__ import annotations

from healthcare_medallion.governance.text import identifier, literal, relation
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Contract, ForeignKey
from healthcare_medallion.pipelines.shared.dataset import Kind


def key_clauses(graph: Graph, name: str, catalog: str) -> list[str]:
    """``CONSTRAINT ...`` clauses of a table; empty where it has no key that can be declared."""
    contract = graph.contract(name)
    if graph[name].kind is Kind.VIEW or not contract.key:
        return []
    clauses = [f"CONSTRAINT {identifier('pk_' + name)} PRIMARY KEY ({_listed(contract.key)})"]
    for key in contract.foreign_keys:
        if declarable(graph, key):
            other = relation(catalog, graph.contract(key.table).full_name)
            clauses.append(
                f"CONSTRAINT {identifier(f'fk_{name}_{key.table}')} FOREIGN KEY ({_listed(key.columns)}) "
                f"REFERENCES {other} ({_listed(key.references)})"
            )
    return clauses


def declarable(graph: Graph, key: ForeignKey) -> bool:
    """Only a whole primary key can be referred to. The patient of a claim cannot: silver_patients holds versions."""
    return key.references == graph.contract(key.table).key


def columns_ddl(contract: Contract) -> str:
    """Columns as DDL, with types, NOT NULL and comments."""
    return ",\n".join(
        f"  {identifier(c.name)} {c.type.upper()}{'' if c.nullable else ' NOT NULL'} COMMENT {literal(c.description)}"
        for c in contract.columns
    )


def declaration(graph: Graph, name: str, catalog: str) -> str:
    """Columns and constraints, for ``schema=`` on Databricks."""
    return ",\n".join([columns_ddl(graph.contract(name)), *(f"  {c}" for c in key_clauses(graph, name, catalog))])


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(identifier(column) for column in columns)

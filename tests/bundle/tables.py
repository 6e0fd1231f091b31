"""The tables of a catalog in DuckDB, in place of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from healthcare_medallion.governance.access import governed
from healthcare_medallion.pipelines.graph import Graph

TYPES = {"string": "VARCHAR", "array<string>": "VARCHAR[]", "map<string,bigint>": "MAP(VARCHAR, BIGINT)"}
NOON = "TIMESTAMPTZ '2026-03-01 12:00:00+00'"


class Tables:
    """Every governed table, empty, in DuckDB."""

    def __init__(self, graph: Graph) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute("SET TimeZone = 'UTC'")
        self.connection.execute("CREATE MACRO arrays_overlap(a, b) AS list_has_any(a, b)")
        self.names = frozenset(governed(graph))
        for schema in ("data_eng", "data_eng_ops", "data_eng_marts", "data_eng_deid"):
            self.connection.execute(f"CREATE SCHEMA {schema}")
        for name, (contract, _) in governed(graph).items():
            columns = ", ".join(
                f'"{c.name}" {"TIMESTAMPTZ" if c.type == "timestamp" else TYPES.get(c.type, c.type)}'
                for c in contract.columns
            )
            self.connection.execute(f"CREATE TABLE {name} ({columns})")

    def __call__(self, sql: str) -> Sequence[Sequence[Any]]:
        rows: Sequence[Sequence[Any]] = self.connection.execute(sql.replace("`", '"')).fetchall()
        return rows

    def claim(self, table: str, claim_id: str, at: str = NOON) -> None:
        """A row with an id and an ingestion time, everything else null."""
        self(f"INSERT INTO {table} (claim_id, patient_id, _ingested_at) VALUES ('{claim_id}', 'P-001', {at})")

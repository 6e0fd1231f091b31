"""Delta tables as DuckDB views under their own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deltalake import DeltaTable

from healthcare_medallion.engines.embedded.duck import quoted
from healthcare_medallion.engines.embedded.warehouse import files
from healthcare_medallion.pipelines.shared.contract import Contract

if TYPE_CHECKING:
    import duckdb


DUCKDB_TYPES = {
    "string": "VARCHAR",
    "int": "INTEGER",
    "bigint": "BIGINT",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMPTZ",
    "array<string>": "VARCHAR[]",
    "map<string,bigint>": "MAP(VARCHAR, BIGINT)",
}


def register(con: duckdb.DuckDBPyConnection, contract: Contract, table: DeltaTable) -> None:
    """Makes ``schema.table`` a view over the files of one version of a table."""
    con.execute(f"CREATE OR REPLACE VIEW {contract.full_name} AS {select_from(contract, files(table))}")


def select_from(contract: Contract, paths: list[str]) -> str:
    """A SELECT of the contract's columns over data files, typed and empty where there are none."""
    if not paths:
        nulls = ", ".join(f'CAST(NULL AS {DUCKDB_TYPES[c.type]}) AS "{c.name}"' for c in contract.columns)
        return f"SELECT {nulls} WHERE false"
    columns = ", ".join(f'"{c.name}"' for c in contract.columns)
    return f"SELECT {columns} FROM read_parquet([{', '.join(map(quoted, paths))}], union_by_name = true)"

"""Delta tables as DuckDB views under their own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deltalake import DeltaTable

from healthcare_medallion.engines.embedded.duck import quoted
from healthcare_medallion.engines.embedded.warehouse import files
from healthcare_medallion.pipelines.shared.contract import Contract

if TYPE_CHECKING:
    import duckdb

    from healthcare_medallion.privacy.access import Sight


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


UNMASKED = "unmasked"
"""Schema of every table with all it holds, for views to be computed from. No statement of a user can name it."""


def register(
    con: duckdb.DuckDBPyConnection, contract: Contract, table: DeltaTable | None, sight: Sight | None = None
) -> None:
    """Makes ``schema.table`` a view over the files of one version of a table; with ``sight``, as somebody sees it."""
    rows = select_from(contract, files(table) if table else [])
    if sight is not None:
        whole = f"{UNMASKED}.{contract.name}"
        con.execute(f"CREATE OR REPLACE VIEW {whole} AS {rows}")
        rows = _seen(contract, sight) or f"SELECT * FROM {whole}"
    con.execute(f"CREATE OR REPLACE VIEW {contract.full_name} AS {rows}")


def _seen(contract: Contract, sight: Sight) -> str | None:
    """What is shown of a table, as SQL; None where nothing is hidden."""
    import ibis

    from healthcare_medallion.privacy.masking import is_masked, shown

    if not is_masked(contract, sight):
        return None
    rows = ibis.table(contract.ibis_schema(), name=contract.name, database=UNMASKED)
    return str(ibis.to_sql(shown(rows, contract, sight), dialect="duckdb"))


def select_from(contract: Contract, paths: list[str]) -> str:
    """A SELECT of the contract's columns over data files, typed and empty where there are none."""
    if not paths:
        nulls = ", ".join(f'CAST(NULL AS {DUCKDB_TYPES[c.type]}) AS "{c.name}"' for c in contract.columns)
        return f"SELECT {nulls} WHERE false"
    columns = ", ".join(f'"{c.name}"' for c in contract.columns)
    return f"SELECT {columns} FROM read_parquet([{', '.join(map(quoted, paths))}], union_by_name = true)"

"""What changed in a table since a version: rows inserted and removed, from its change data feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deltalake import DeltaTable

from healthcare_medallion.engines.embedded.relations import select_from
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.pipelines.shared.contract import Contract

if TYPE_CHECKING:
    import duckdb


CHANGED_ROWS = "changed_rows"
# Beyond this growth hardly a key is untouched, and reading the feed would cost more than computing all rows.
_MANY_ROWS = 100_000
_MOSTLY_NEW = 1.3


def load_changed_rows(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, contract: Contract, since: int | None
) -> bool:
    """Fills ``changed_rows`` with both images of every row that differs between a version and the newest.

    False where the feed can not tell any more (log or files are cleaned up) or would tell of most rows.
    """
    con.execute(f"DROP TABLE IF EXISTS {CHANGED_ROWS}")
    if since is None:
        return False
    try:
        table, before = warehouse.open(contract), warehouse.open(contract, since)
        if table is None or before is None or table.version() < since:
            return False
        if table.version() == since:
            con.execute(f"CREATE TABLE {CHANGED_ROWS} AS {select_from(contract, [])}")
            return True
        if _rewritten(table, since):
            return False
        if table.count() > before.count() * _MOSTLY_NEW + _MANY_ROWS:
            return False
        con.register("feed", table.load_cdf(starting_version=since + 1, columns=list(contract.names)))
        con.execute(f"CREATE TABLE {CHANGED_ROWS} AS SELECT * FROM feed")
        con.unregister("feed")
    except Exception:  # whatever is missing, or full, or forbidden: a whole refresh needs none of it, or will say so
        return False
    return True


def _rewritten(table: DeltaTable, since: int) -> bool:
    """Whether a commit after ``since`` replaced the table, so that its feed tells of every row."""
    commits = table.history(table.version() - since)
    return any(commit.get("operationParameters", {}).get("mode") == "Overwrite" for commit in commits)

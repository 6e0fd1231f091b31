"""Time limit of the landing tables: text as delivered, names included, is not kept longer than it is needed.

A streaming table takes DELETE from a job, but no OPTIMIZE and no new definition. The streams that read it pass over
deletions (``engines/lakeflow.py``), and bronze and rejected_lines keep what they made of the rows.
"""

from __future__ import annotations

from datetime import datetime

from healthcare_medallion.errors import CheckFailed
from healthcare_medallion.jobs.checking import landed_checks
from healthcare_medallion.jobs.workspace import Query
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.quality.checks import ROW_IDS


def expire(query: Query, graph: Graph, before: datetime, dialect: str = "databricks") -> dict[str, int]:
    """Delete the rows of the landing tables that were ingested before an instant; return their number by feed.

    :raises CheckFailed: a landed record is neither in bronze nor in rejected_lines, so it may be the only copy.
        Then nothing is deleted, of any feed.
    """
    missing = [check.name for check in landed_checks(graph) if query(check.sql(dialect))[0][0]]
    if missing:
        raise CheckFailed(
            f"Nothing was deleted from the landing tables: {', '.join(missing)} does not hold.",
            hint="docs/runbooks/exit-1.md tells what to do; the job deletes once the check holds.",
        )
    old = f"`_ingested_at` < TIMESTAMP '{before:%Y-%m-%d %H:%M:%S}+00:00'"
    deleted = {}
    for feed in ROW_IDS:
        table = f"data_eng_ops.landing_{feed}"
        deleted[feed] = int(query(f"SELECT count(*) FROM {table} WHERE {old}")[0][0])
        if deleted[feed]:
            query(f"DELETE FROM {table} WHERE {old}")
    return deleted

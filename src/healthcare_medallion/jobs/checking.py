"""The checks of ``quality/checks.py`` on stored tables, through any engine that runs their SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import ibis
import ibis.expr.operations as ops

from healthcare_medallion.errors import CheckFailed
from healthcare_medallion.governance.inventory import present
from healthcare_medallion.jobs.workspace import Query, log
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.quality.checks import ROW_IDS, Check, checks, identifier_checks

# Counted by the laptop's reader while it reads a file; on a workspace nobody sees lines. What stands for it there is
# `landed_records_kept`.
LAPTOP_ONLY = frozenset({"data_eng_ops.reconciliation", "data_eng_ops.landing_files", "data_eng_ops.removals"})


@dataclass(frozen=True)
class Verdict:
    """``violations`` counts keys or rows; it is null where the check could not be made, and ``why`` says why."""

    name: str
    promise: str
    violations: int | None
    why: str = ""
    applies: bool = True

    @property
    def holds(self) -> bool:
        return self.violations == 0 or not self.applies


def verified(query: Query, graph: Graph, catalog: str) -> str:
    """A sentence about the checks that held.

    :raises CheckFailed: naming each check that did not, with the number of its violations.
    """
    verdicts = list(verdicts_of(query, graph, present(query, catalog).tables))
    for verdict in verdicts:
        log.info(
            "%s %s%s", "ok   " if verdict.holds else "WRONG", verdict.name, f" ({verdict.why})" * bool(verdict.why)
        )
    wrong = [v for v in verdicts if not v.holds]
    if wrong:
        listed = "\n".join(f"- {v.name}: {v.why or f'{v.violations} violations'}. Promised: {v.promise}" for v in wrong)
        raise CheckFailed(
            f"{len(wrong)} of {len(verdicts)} checks failed:\n{listed}",
            hint="docs/runbooks/exit-1.md tells what to do.",
        )
    return f"{sum(v.applies for v in verdicts)} checks hold, {sum(not v.applies for v in verdicts)} do not apply here."


def verdicts_of(query: Query, graph: Graph, tables: frozenset[str], dialect: str = "databricks") -> Iterator[Verdict]:
    """Each check in its order. A table that should be there and is not is a violation of every check on it."""
    for check in (*landed_checks(graph), *checks(graph), *identifier_checks(graph)):
        absent = tables_of(check) - tables
        if absent & LAPTOP_ONLY:
            yield Verdict(check.name, check.promise, None, "counted by the laptop's reader only", applies=False)
        elif absent:
            yield Verdict(check.name, check.promise, None, f"{', '.join(sorted(absent))} is not there")
        else:
            yield Verdict(check.name, check.promise, int(query(check.sql(dialect))[0][0] or 0))


def tables_of(check: Check) -> frozenset[str]:
    """The tables that a check reads, as ``schema.table``."""
    found = check.violations.op().find(ops.UnboundTable)
    return frozenset(f"{table.namespace.database}.{table.name}" for table in found)


def landed_checks(graph: Graph) -> Iterator[Check]:
    """That each record that a stream took from a file is in bronze or in rejected_lines, once.

    Compared per ingestion, so that it holds as well when the records of old ones have been deleted from landing.
    """
    rejects = _table(graph, "rejected_lines")
    for feed in ROW_IDS:
        landing, bronze = _table(graph, f"landing_{feed}"), _table(graph, f"bronze_{feed}")
        landed = _per_ingestion(landing, "_landed")
        kept = _per_ingestion(bronze, "_kept").rename(_kept_at="_at")
        rejected = _per_ingestion(rejects.filter(rejects.feed == feed), "_rejected").rename(_rejected_at="_at")
        joined = landed.left_join(kept, landed["_at"] == kept["_kept_at"])
        joined = joined.left_join(rejected, joined["_at"] == rejected["_rejected_at"])
        wrong = joined.filter(
            joined["_landed"] != ibis.coalesce(joined["_kept"], 0) + ibis.coalesce(joined["_rejected"], 0)
        )
        yield Check(
            f"landed_records_kept:{feed}",
            f"each landed record of {feed} is a bronze row or a rejected line",
            wrong.aggregate(n=wrong.count()),
        )


def _per_ingestion(table: ibis.Table, name: str) -> ibis.Table:
    return table.group_by(_at=table["_ingested_at"]).aggregate(**{name: lambda t: t.count()})


def _table(graph: Graph, name: str) -> ibis.Table:
    contract = graph.contract(name)
    return ibis.table(contract.ibis_schema(), name=contract.name, database=contract.schema)

"""The promises as checks: each is an expression that counts violations over stored tables, on any engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Contract, ForeignKey
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.text import looks_like_ssn, trimmed

ROW_IDS = {"patients": "patient_id", "claims": "claim_id", "medical_events": "event_id"}
PSEUDONYM = r"\A[0-9a-f]{64}\z"


@dataclass(frozen=True)
class Check:
    """``violations`` is a one-column relation ``n`` with the number of offending keys or rows."""

    name: str
    promise: str
    violations: ir.Table

    def sql(self, dialect: str = "duckdb") -> str:
        dialect = "duckdb" if dialect == "duckdb" else "databricks"
        return str(ibis.to_sql(self.violations, dialect=dialect))


def checks(graph: Graph) -> Iterator[Check]:
    """Every check over the tables of a graph, in the order in which one would look."""
    for feed, row_id in ROW_IDS.items():
        yield _one_fate_each(graph, feed, row_id)
    yield _files_add_up(graph)
    yield _files_in_bronze(graph)
    for dataset in graph:
        if dataset.kind is Kind.MATERIALIZED_VIEW and dataset.contract:
            yield from _contract_checks(graph, dataset.contract)
    yield _history_whole(graph)
    yield from _gold_complete(graph)


def identifier_checks(graph: Graph) -> Iterator[Check]:
    """That nothing behind bronze is shaped like an identifier: text no SSN, pseudonyms nothing but keyed digests."""
    for dataset in graph:
        contract = dataset.contract
        if contract is None or dataset.layer not in ("silver", "gold"):
            continue
        table = _table(contract)
        bad = ibis.literal(False)
        for column in contract.columns:
            cell = table[column.name]
            if column.name.endswith("_pseudonym"):
                bad = bad | ibis.coalesce(~cell.re_search(PSEUDONYM), False)
            elif column.type == "string" and column.identifies:
                bad = bad | ibis.coalesce(looks_like_ssn(cell), False)
        yield Check(
            f"no_identifier:{contract.name}", f"no name or SSN stands in {contract.name}", _count(table.filter(bad))
        )


def _one_fate_each(graph: Graph, feed: str, row_id: str) -> Check:
    bronze = _table(graph.contract(f"bronze_{feed}"))
    fates = [_table(graph.contract(name)) for name in (f"silver_{feed}", f"quarantine_{feed}", f"superseded_{feed}")]
    landed = _per_key(bronze, row_id, "_landed")
    fated = (
        ibis.union(*(_keys(table, row_id) for table in fates))
        .group_by("_id", "_at")
        .aggregate(_fated=lambda t: t.count())
    )
    both = landed.outer_join(fated, [landed["_id"] == fated["_id"], landed["_at"] == fated["_at"]])
    wrong = both.filter(ibis.coalesce(both["_landed"], 0) != ibis.coalesce(both["_fated"], 0))
    return Check(
        f"one_fate_each:{feed}",
        f"each row of bronze_{feed} is accepted, quarantined or superseded, and nothing else is there",
        _count(wrong),
    )


def _keys(table: ir.Table, row_id: str) -> ir.Table:
    return table.select(_id=trimmed(table[row_id]), _at=table["_ingested_at"])


def _per_key(table: ir.Table, row_id: str, name: str) -> ir.Table:
    return _keys(table, row_id).group_by("_id", "_at").aggregate(**{name: lambda t: t.count()})


def _files_add_up(graph: Graph) -> Check:
    files = _table(graph.contract("reconciliation"))
    wrong = files.filter(
        (files.header_lines + files.blank_lines + files.record_lines != files.lines)
        | (files.bronze_rows + files.rejected_rows != files.records)
    )
    return Check("files_add_up", "every line of every landed file was a header, blank or a record", _count(wrong))


def _files_in_bronze(graph: Graph) -> Check:
    files = _table(graph.contract("reconciliation"))
    bronze = [_table(graph.contract(f"bronze_{feed}")) for feed in ROW_IDS]
    stored = (
        ibis.union(*(t.select(_at=t["_ingested_at"]) for t in bronze))
        .group_by("_at")
        .aggregate(_stored=lambda t: t.count())
    )
    rejects = _table(graph.contract("rejected_lines"))
    rejected = rejects.group_by(_rejected_at="_ingested_at").aggregate(_rejected=lambda t: t.count())
    removals = _table(graph.contract("removals"))
    of_rejects = removals.table_name == graph.contract("rejected_lines").full_name
    removed = removals.group_by(_removed_at="ingested_at").aggregate(
        _bronze_removed=removals.row_count.sum(where=~of_rejects),
        _rejects_removed=removals.row_count.sum(where=of_rejects),
    )
    joined = files.outer_join(stored, files.ingested_at == stored["_at"])
    joined = joined.outer_join(rejected, joined.ingested_at == rejected["_rejected_at"])
    joined = joined.left_join(removed, joined.ingested_at == removed["_removed_at"])
    wrong = joined.filter(
        _neither_there_nor_removed(joined, "bronze_rows", "_stored", "_bronze_removed")
        | _neither_there_nor_removed(joined, "rejected_rows", "_rejected", "_rejects_removed")
    )
    return Check(
        "files_in_bronze",
        "each file's records are in bronze or in rejected_lines, or recorded as removed, and no others are",
        _count(wrong),
    )


def _neither_there_nor_removed(files: ir.Table, landed: str, stored: str, removed: str) -> ir.BooleanValue:
    """A removal is recorded before the rows go: until it is completed they may all be there."""
    landed_rows, stored_rows = ibis.coalesce(files[landed], -1), ibis.coalesce(files[stored], 0)
    return (landed_rows != stored_rows) & (landed_rows != stored_rows + ibis.coalesce(files[removed], 0))


def _contract_checks(graph: Graph, contract: Contract) -> Iterator[Check]:
    table = _table(contract)
    if contract.key:
        repeated = table.group_by(*contract.key).aggregate(_rows=lambda t: t.count()).filter(lambda t: t["_rows"] > 1)
        yield Check(
            f"key_unique:{contract.name}", f"({', '.join(contract.key)}) is unique in {contract.name}", _count(repeated)
        )
    required = [c.name for c in contract.columns if not c.nullable]
    if required:
        missing = ibis.literal(False)
        for name in required:
            missing = missing | table[name].isnull()
        yield Check(
            f"not_null:{contract.name}", f"no required column of {contract.name} is null", _count(table.filter(missing))
        )
    for key in contract.foreign_keys:
        yield _reference_whole(graph, contract, table, key)


def _reference_whole(graph: Graph, contract: Contract, table: ir.Table, key: ForeignKey) -> Check:
    other = _table(graph.contract(key.table))
    pairs = [table[ours] == other[theirs] for ours, theirs in zip(key.columns, key.references, strict=True)]
    return Check(
        f"foreign_key:{contract.name}.{','.join(key.columns)}",
        f"each {', '.join(key.columns)} of {contract.name} is in {key.table}",
        _count(table.anti_join(other, pairs)),
    )


def _history_whole(graph: Graph) -> Check:
    """SCD type 2 without gap or overlap: each version ends where the next begins, the last one is open."""
    versions = _table(graph.contract("dim_patients"))
    ordered = ibis.window(group_by=versions.patient_id, order_by=[versions.effective_from, versions.patient_key])
    step = versions.mutate(
        _next=versions.effective_from.lead().over(ordered), _number=ibis.row_number().over(ordered) + 1
    )
    wrong = step.filter(
        ~step.effective_to.identical_to(step["_next"])
        | (step.is_current != step.effective_to.isnull())
        | (step.version != step["_number"])
        | ibis.coalesce(step.effective_to <= step.effective_from, False)
    )
    return Check("history_whole", "exactly one version of a patient is valid at each instant", _count(wrong))


def _gold_complete(graph: Graph) -> Iterator[Check]:
    pairs = (
        ("dim_patients", "silver_patients", (("patient_id", "patient_id"), ("effective_from", "timestamp"))),
        ("fact_claims", "silver_claims", (("claim_id", "claim_id"),)),
        ("fact_medical_events", "silver_medical_events", (("event_id", "event_id"),)),
    )
    for gold_name, silver_name, columns in pairs:
        gold, silver = _table(graph.contract(gold_name)), _table(graph.contract(silver_name))
        on = [gold[ours] == silver[theirs] for ours, theirs in columns]
        back = [silver[theirs] == gold[ours] for ours, theirs in columns]
        lost = _count(silver.anti_join(gold, back))
        invented = _count(gold.anti_join(silver, on))
        yield Check(
            f"gold_complete:{gold_name}",
            f"{gold_name} has exactly the rows of {silver_name}",
            lost.union(invented).aggregate(n=lambda t: t.n.sum()),
        )


def _table(contract: Contract) -> ir.Table:
    return ibis.table(contract.ibis_schema(), name=contract.name, database=contract.schema)


def _count(rows: ir.Table) -> ir.Table:
    return rows.aggregate(n=rows.count())

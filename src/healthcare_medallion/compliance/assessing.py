"""Reads the newest version of every table, published or not, and says of each column whether its data agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from healthcare_medallion.compliance import safe_harbor
from healthcare_medallion.compliance.detectors import KNOWN_NAMES, condition, contradicting, quoted_name
from healthcare_medallion.compliance.model import ColumnEvidence, ComplianceReport, TableCheck
from healthcare_medallion.compliance.safe_harbor import WORDS
from healthcare_medallion.data_generation.names import FAMILY_NAMES, FEMALE_GIVEN_NAMES, MALE_GIVEN_NAMES
from healthcare_medallion.engines.embedded.reading import LEDGERS, published, reading
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.sensitivity import TELLING
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.privacy.access import Zone, zone_of
from healthcare_medallion.settings import Settings

SAMPLE = 100_000
"""Rows of a table that are searched for every kind of identifier; for social security numbers it is all of them."""
_IN_FULL = ("social security number",)
_AS_LANDED = ("bronze_", "quarantine_", "superseded_")
_TREATMENTS = {
    Classification.DIRECT_IDENTIFIER: "kept where names may stand; shown to stewards only",
    Classification.QUASI_IDENTIFIER: "kept; closed for research and marketing",
    Classification.SENSITIVE: "kept; closed for research and marketing",
    Classification.NONE: "none needed",
}


def assess(settings: Settings) -> ComplianceReport:
    """The report on a warehouse.

    :raises WarehouseError: there is nothing to report on.
    """
    warehouse = Warehouse(settings.warehouse)
    published(warehouse)
    tables = graph(settings.pipeline)
    contracts = list(_contracts(tables))
    with reading(settings) as con:
        return ComplianceReport(
            at=datetime.now(UTC),
            columns=columns(con, contracts, settings.pipeline),
            checks=(*_stored_checks(warehouse, contracts), *safe_harbor.checks(con, settings.pipeline)),
            anonymity=safe_harbor.anonymity(con, settings.pipeline),
            sample=SAMPLE,
            alerts=_alerts(con),
        )


def _contracts(tables: Graph) -> Iterable[tuple[Contract, Zone]]:
    """What is stored or can be read, with its zone."""
    for contract in LEDGERS:
        yield contract, zone_of(contract, "ops")
    for dataset in tables:
        if dataset.contract and (dataset.stored or dataset.kind is Kind.VIEW):
            yield dataset.contract, zone_of(dataset.contract, dataset.layer)


def columns(
    con: duckdb.DuckDBPyConnection, contracts: Iterable[tuple[Contract, Zone]], settings: PipelineSettings
) -> tuple[ColumnEvidence, ...]:
    """Evidence of every column of the tables that a connection has."""
    _learn_names(con)
    listed = con.execute("SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    present = {name for (name,) in listed}
    found: list[ColumnEvidence] = []
    for contract, zone in contracts:
        if contract.full_name in present:
            found += _columns_of(con, contract, zone, settings)
    return tuple(found)


def _columns_of(
    con: duckdb.DuckDBPyConnection, contract: Contract, zone: Zone, settings: PipelineSettings
) -> Iterable[ColumnEvidence]:
    table = contract.full_name
    in_full: dict[tuple[str, str], str] = {}
    sampled: dict[tuple[str, str], str] = {}
    for column in contract.columns:
        for detector in contradicting(column, zone):
            where = in_full if detector in _IN_FULL else sampled
            where[column.name, detector] = condition(detector, column.name)
        if column.treatment is not None:
            for what, sql in safe_harbor.conditions(column, settings).items():
                in_full[column.name, what] = f"coalesce({sql}, false)"
    source = table
    if zone in (Zone.DEIDENTIFIED, Zone.MARTS):  # computed once, looked at twice
        source = "temp.computed"
        con.execute(f"CREATE OR REPLACE TEMP TABLE computed AS FROM {table}")
    rows, counts = _counted(con, f"FROM {source}", in_full)
    wanted = ", ".join(quoted_name(name) for name in dict.fromkeys(name for name, _ in sampled))
    some = f"FROM (SELECT {wanted or '1'} FROM {source})"
    if rows > SAMPLE:
        some += f" USING SAMPLE reservoir({SAMPLE} ROWS) REPEATABLE (1)"
    looked_at, more = _counted(con, some, sampled) if sampled else (rows, {})
    counts |= more
    for column in contract.columns:
        own = {what: count for (name, what), count in counts.items() if name == column.name}
        yield ColumnEvidence(
            table=table,
            column=column.name,
            classification=column.classification.value,
            treatment=_treatment(column),
            rows=rows,
            looked_at=looked_at if any(name == column.name for name, _ in sampled) else rows,
            kinds=len(own),
            found={what: count for what, count in own.items() if count},
            as_landed=contract.name.startswith(_AS_LANDED),
        )
    actual = con.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall()
    for (name,) in actual:
        if name not in contract.names:
            yield ColumnEvidence(table, name, "undecided", "in no contract", rows, rows, 1, {"unknown column": 1})


def _counted(
    con: duckdb.DuckDBPyConnection, source: str, conditions: dict[tuple[str, str], str]
) -> tuple[int, dict[tuple[str, str], int]]:
    """Rows of a source, and how many of them meet each condition."""
    counts = "".join(f", count(*) FILTER ({sql})" for sql in conditions.values())
    rows, *found = con.execute(f"SELECT count(*){counts} {source}").fetchall()[0]
    return int(rows), dict(zip(conditions, map(int, found), strict=True))


def _treatment(column: Column) -> str:
    if column.treatment is not None:
        return column.treatment.value
    if column.name.endswith("_pseudonym"):
        return "keyed digest, HMAC-SHA-256"
    if column.name.startswith("sealed_"):
        return "encrypted, AES-256-GCM"
    said = _TREATMENTS[column.classification]
    return f"{said}; hidden in sensitive rows" if column.name in TELLING else said


def _learn_names(con: duckdb.DuckDBPyConnection) -> None:
    """The dictionary: whoever is in bronze, alone and in full, and common names; less words of our vocabularies."""
    common = [*FEMALE_GIVEN_NAMES, *MALE_GIVEN_NAMES, *FAMILY_NAMES]
    words = {word.upper() for word in WORDS}
    con.register("common_names", pa.table({"name": [name for name in map(_upper, common) if name not in words]}))
    con.register("vocabulary", pa.table({"word": sorted(words)}))
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE {KNOWN_NAMES} AS
        WITH people AS (
            SELECT DISTINCT upper(trim(first_name)) AS given, upper(trim(last_name)) AS family
            FROM data_eng.bronze_patients
        )
        SELECT name FROM (
            SELECT given AS name FROM people UNION SELECT family FROM people
            UNION SELECT given || ' ' || family FROM people UNION SELECT family || ', ' || given FROM people
            UNION SELECT name FROM common_names
        ) WHERE length(name) > 1 AND name NOT IN (SELECT word FROM vocabulary)
    """)


def _upper(name: object) -> str:
    return str(name).upper()


def _stored_checks(warehouse: Warehouse, contracts: Iterable[tuple[Contract, Zone]]) -> Iterable[TableCheck]:
    """What should hold of tables as they are stored."""
    feedless = misplaced = 0
    for contract, zone in contracts:
        holds_names = any(c.classification is Classification.DIRECT_IDENTIFIER for c in contract.columns)
        misplaced += holds_names and not contract.holds_identifiers
        table = warehouse.open(contract) if zone in (Zone.PATIENTS, Zone.SOURCE_ROWS) else None
        if table is not None:
            feedless += table.metadata().configuration.get("delta.enableChangeDataFeed") != "true"
    yield TableCheck("change_data_feed", "every change to a table about patients can be told row by row", feedless)
    yield TableCheck("identifiers_listed", "direct identifiers are columns of listed tables only", misplaced)


def _alerts(con: duckdb.DuckDBPyConnection) -> int:
    there = con.execute("SELECT count(*) FROM duckdb_views() WHERE view_name = 'audit_log'").fetchall()[0][0]
    if not there:
        return 0
    found = con.execute("SELECT count(*) FROM data_eng_ops.audit_log WHERE action = 'alert'").fetchall()
    return int(found[0][0])

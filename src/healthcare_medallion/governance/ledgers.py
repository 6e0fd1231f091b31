"""Ledgers that only a workspace has: what was measured, and which migrations have run."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract

EVENT_LOG = f"{OPS}.patient_data_event_log"
"""Published by the pipeline. It has no contract, and its errors may quote a cell: for engineers only."""

EXPECTATION_RESULTS = Contract(
    name="expectation_results",
    schema=OPS,
    comment="How each rule judged the rows that were in bronze when it was measured. Counts, no patient.",
    grain="one row per measurement, feed and rule",
    key=("measured_at", "feed", "rule"),
    otherwise=Classification.NONE,
    columns=(
        Column("measured_at", "timestamp", "When, the same for all rows of a measurement.", nullable=False),
        Column("run_id", "string", "Job run that measured.", nullable=False),
        Column("feed", "string", "patients, claims or medical_events.", nullable=False),
        Column("rule", "string", "Rule.", nullable=False),
        Column("severity", "string", "quarantine or warn.", nullable=False),
        Column("evaluated", "bigint", "Rows the rule judged.", nullable=False),
        Column("failed", "bigint", "Rows that break it.", nullable=False),
    ),
)

TABLE_HEALTH = Contract(
    name="table_health",
    schema=OPS,
    comment="Rows of every table, and how fresh it is. Counts, no patient.",
    grain="one row per measurement and table",
    key=("measured_at", "table_name"),
    otherwise=Classification.NONE,
    columns=(
        Column("measured_at", "timestamp", "When, the same for all rows of a measurement.", nullable=False),
        Column("run_id", "string", "Job run that measured.", nullable=False),
        Column("table_name", "string", "Table.", nullable=False),
        Column("layer", "string", "bronze, silver, gold, quarantine, superseded or rejected.", nullable=False),
        Column("feed", "string", "patients, claims or medical_events; null for rejected lines."),
        Column("rows", "bigint", "Rows.", nullable=False),
        Column("newest_ingested_at", "timestamp", "Greatest `_ingested_at`; null where a table has no such column."),
    ),
)

SCHEMA_MIGRATIONS = Contract(
    name="schema_migrations",
    schema=OPS,
    comment="Migrations that have run, each once, in the order of their numbers.",
    grain="one row per migration",
    key=("number",),
    otherwise=Classification.NONE,
    columns=(
        Column("number", "int", "Number at the head of the file's name.", nullable=False),
        Column("name", "string", "File.", nullable=False),
        Column("sha256", "string", "Digest of the file: one that has run is never edited.", nullable=False),
        Column("applied_at", "timestamp", "When its last statement had run.", nullable=False),
        Column("package_version", "string", "Version of this package that ran it.", nullable=False),
    ),
)

LEDGERS = (EXPECTATION_RESULTS, TABLE_HEALTH, SCHEMA_MIGRATIONS)

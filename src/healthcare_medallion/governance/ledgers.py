"""Ledgers that only a workspace has: what was measured, and which migrations have run."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract

EVENT_LOG = f"{OPS}.patient_data_event_log"
EVENT_LOGS = (EVENT_LOG, f"{OPS}.patient_data_history_event_log", f"{OPS}.patient_data_extensions_event_log")
"""Published by the pipelines. They have no contract, and their errors may quote a cell: for engineers only."""

NATIVE_EXPECTATIONS = Contract(
    name="native_expectations",
    schema=OPS,
    comment="What the platform counted of the pipeline's expectations, from its event log. Counts, no patient.",
    grain="one row per event, dataset and expectation",
    key=("event_id", "dataset", "expectation"),
    otherwise=Classification.NONE,
    columns=(
        Column("event_id", "string", "Event of the event log: read once.", nullable=False),
        Column("update_id", "string", "Update of the pipeline."),
        Column("at", "timestamp", "When the platform reported it.", nullable=False),
        Column("dataset", "string", "Dataset that was judged.", nullable=False),
        Column("expectation", "string", "Rule.", nullable=False),
        Column("passed", "bigint", "Records that keep it.", nullable=False),
        Column("failed", "bigint", "Records that break it.", nullable=False),
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

REFRESH_ANSWERS = Contract(
    name="refresh_answers",
    schema=OPS,
    comment="What the platform answered when it was asked whether a view can be refreshed incrementally.",
    grain="one row per question and view",
    key=("asked_at", "table_name"),
    otherwise=Classification.NONE,
    columns=(
        Column("asked_at", "timestamp", "When, the same for all views of a question.", nullable=False),
        Column("table_name", "string", "Materialized view.", nullable=False),
        Column("incremental", "boolean", "Whether it can; null where the platform gave no clear answer."),
        Column("answer", "string", "The platform's words about it, no plan, or the condition of its refusal."),
    ),
)

VIEW_REFRESHES = Contract(
    name="view_refreshes",
    schema=OPS,
    comment="How each materialized view was refreshed, from the pipeline's event log. No patient.",
    grain="one row per refresh and view",
    key=("refreshed_at", "table_name"),
    otherwise=Classification.NONE,
    columns=(
        Column("refreshed_at", "timestamp", "When it was planned.", nullable=False),
        Column("table_name", "string", "Materialized view.", nullable=False),
        Column("technique", "string", "MAINTENANCE_TYPE of the platform that was chosen.", nullable=False),
        Column("incremental", "boolean", "False when the view was computed whole.", nullable=False),
        Column("reasons", "array<string>", "Why not, as the platform names it.", nullable=False),
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

LEDGERS = (NATIVE_EXPECTATIONS, TABLE_HEALTH, REFRESH_ANSWERS, VIEW_REFRESHES, SCHEMA_MIGRATIONS)

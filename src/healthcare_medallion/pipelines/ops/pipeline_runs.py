"""The ledger of runs. The last row that succeeded names the table versions that belong together: what readers read."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="pipeline_runs",
    schema=OPS,
    comment=(
        "One row per finished run, committed last, and one per attempt that failed. The table versions of the last "
        "row that succeeded are the published set."
    ),
    grain="one row per finished run or failed attempt",
    key=("run_sequence", "started_at"),
    otherwise=Classification.NONE,
    columns=(
        Column("run_sequence", "bigint", "Number of the run.", nullable=False),
        Column("started_at", "timestamp", "When the run, or its last repetition, started.", nullable=False),
        Column("finished_at", "timestamp", "When it was published, or when it failed.", nullable=False),
        Column("logical_time", "timestamp", "The planned time: what `now` means to this run.", nullable=False),
        Column("engine", "string", "embedded, spark or databricks.", nullable=False),
        Column("package_version", "string", "Version of this package.", nullable=False),
        Column("environment", "string", "dev, staging or prod.", nullable=False),
        Column("files", "bigint", "Files taken.", nullable=False),
        Column("table_versions", "map<string,bigint>", "Delta version of every stored table.", nullable=False),
        Column("table_rows", "map<string,bigint>", "Rows of every stored table, as published.", nullable=False),
        Column("table_milliseconds", "map<string,bigint>", "Time spent on each table.", nullable=False),
        Column("name_key_id", "string", "Key that names were pseudonymised with.", nullable=False),
        Column("reject_key_id", "string", "Key that rejected lines were sealed with.", nullable=False),
        Column("status", "string", "succeeded or failed. A run that failed is repeated under its number."),
        Column("error_family", "string", "Kind of error that ended a failed attempt, as in the table of exit codes."),
    ),
)

pipeline_runs = source(CONTRACT)

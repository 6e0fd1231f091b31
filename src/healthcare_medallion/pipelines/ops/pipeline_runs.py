"""The ledger of runs. Its last row names the table versions that belong together: what readers read."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="pipeline_runs",
    schema=OPS,
    comment="One row per finished run, committed last. The table versions of its last row are the published set.",
    grain="one row per finished run",
    key=("run_sequence",),
    otherwise=Classification.NONE,
    columns=(
        Column("run_sequence", "bigint", "Number of the run.", nullable=False),
        Column("started_at", "timestamp", "When the run, or its last repetition, started.", nullable=False),
        Column("finished_at", "timestamp", "When it was published.", nullable=False),
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
    ),
)

pipeline_runs = source(CONTRACT)

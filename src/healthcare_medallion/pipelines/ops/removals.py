"""The ledger of removals: which rows of which landed file left a table, when, and why."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="removals",
    schema=OPS,
    comment=(
        "Committed before the rows go, so that a removal that was interrupted is completed. `medallion verify` takes "
        "what stands here for removed from `reconciliation`."
    ),
    grain="one row per table and file that rows were removed of",
    otherwise=Classification.NONE,
    columns=(
        Column("removal_sequence", "bigint", "Number of the removal, growing by one.", nullable=False),
        Column("removed_at", "timestamp", "When it was decided.", nullable=False),
        Column("table_name", "string", "Table that the rows were removed from.", nullable=False),
        Column("source_file", "string", "File that the rows came from.", nullable=False),
        Column("ingested_at", "timestamp", "`_ingested_at` of the rows.", nullable=False),
        Column("row_count", "bigint", "Rows removed.", nullable=False),
        Column("reason", "string", "retention: rows older than the policy allows.", nullable=False),
        Column("older_than", "timestamp", "Rows that were ingested before this went.", nullable=False),
    ),
)

removals = source(CONTRACT, watched=False)

"""The ledger of drift: how far the rows that a run took are from the pinned reference and from earlier runs."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="drift",
    schema=OPS,
    comment="Differences of arrived rows from the pinned reference (psi, null_share) and from earlier runs (volume).",
    grain="one row per measurement, measure, table and column",
    key=("measured_at", "measure", "subject"),
    otherwise=Classification.NONE,
    columns=(
        Column("measured_at", "timestamp", "Logical time of the run.", nullable=False),
        Column("run_id", "string", "Run that measured: its number, or the id of the job run.", nullable=False),
        Column("measure", "string", "psi, null_share, volume or schema.", nullable=False),
        Column("subject", "string", "`table.column` for psi and null_share, else the feed.", nullable=False),
        Column("reference_version", "bigint", "Reference compared with; null for volume and schema."),
        Column("rows", "bigint", "Rows that arrived.", nullable=False),
        Column(
            "value",
            "double",
            "PSI; difference of null shares; z-score of rows; columns too many or too few. Null: too little to judge.",
        ),
        Column("verdict", "string", "stable, moderate, major or too_few.", nullable=False),
    ),
)

drift = source(CONTRACT)

"""The ledger of quality scores."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="quality_scores",
    schema=OPS,
    comment="The quality score of each feed and of all, run by run: 100 * passed / evaluated, warnings apart.",
    grain="one row per measurement, scope and feed",
    key=("measured_at", "scope", "feed"),
    otherwise=Classification.NONE,
    columns=(
        Column("measured_at", "timestamp", "Logical time of the run.", nullable=False),
        Column("run_id", "string", "Run that measured: its number, or the id of the job run.", nullable=False),
        Column("scope", "string", "all (every row that is there) or arrived (rows that the run took).", nullable=False),
        Column("feed", "string", "patients, claims, medical_events, or all.", nullable=False),
        Column("rows", "bigint", "Bronze rows judged.", nullable=False),
        Column("evaluated", "bigint", "Rules of severity quarantine times rows.", nullable=False),
        Column("passed", "bigint", "Evaluations passed.", nullable=False),
        Column("failed", "bigint", "Evaluations failed.", nullable=False),
        Column("warnings", "bigint", "Warnings; they do not lower the score.", nullable=False),
        Column("score", "double", "100 * passed / evaluated; 100 of nothing.", nullable=False, unit="percent"),
    ),
)

quality_scores = source(CONTRACT)

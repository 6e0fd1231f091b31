"""The ledger of service levels: freshness, completeness, latency and conservation against their settings."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="sla",
    schema=OPS,
    comment=(
        "Service levels as each run found them. Judged at the run's recorded logical time, never by the clock of "
        "whoever reads; latency ends when the run was published."
    ),
    grain="one row per measurement, measure and feed",
    key=("measured_at", "measure", "feed"),
    otherwise=Classification.NONE,
    columns=(
        Column("measured_at", "timestamp", "Logical time of the run.", nullable=False),
        Column("run_id", "string", "Run that measured: its number, or the id of the job run.", nullable=False),
        Column("measure", "string", "freshness, completeness, latency or conservation.", nullable=False),
        Column("feed", "string", "patients, claims or medical_events.", nullable=False),
        Column(
            "value",
            "double",
            "Seconds since the newest row; percent of cells filled; seconds from file to gold; records astray.",
        ),
        Column("unit", "string", "seconds, percent or records.", nullable=False),
        Column("objective", "double", "The setting: at most so many seconds or records, at least so many percent."),
        Column("breached", "boolean", "Whether it was missed; false where there is nothing to judge.", nullable=False),
    ),
)

sla = source(CONTRACT)

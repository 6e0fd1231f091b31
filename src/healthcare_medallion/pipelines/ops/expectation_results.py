"""The ledger of rules: how each judged the rows, run by run."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="expectation_results",
    schema=OPS,
    comment="How each rule judged the rows of a feed when it was measured. Counts, no patient.",
    grain="one row per measurement, scope, feed and rule",
    otherwise=Classification.NONE,
    columns=(
        Column("measured_at", "timestamp", "Logical time of the run, the same for all its rows.", nullable=False),
        Column("run_id", "string", "Run that measured: its number, or the id of the job run.", nullable=False),
        Column("feed", "string", "patients, claims or medical_events.", nullable=False),
        Column("rule", "string", "Rule.", nullable=False),
        Column("severity", "string", "quarantine or warn.", nullable=False),
        Column("evaluated", "bigint", "Rows the rule judged.", nullable=False),
        Column("failed", "bigint", "Rows that break it.", nullable=False),
        Column("scope", "string", "all (every row that is there) or arrived (rows that the run took)."),
        Column("passed", "bigint", "Rows that keep it: evaluated - failed."),
        Column("share", "double", "passed / evaluated; 1 of nothing.", unit="ratio"),
    ),
)

expectation_results = source(CONTRACT)

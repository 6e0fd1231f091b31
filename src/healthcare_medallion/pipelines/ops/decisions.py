"""Decisions of data stewards: recorded inputs that the rules read. Written by `medallion quarantine`."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="decisions",
    schema=OPS,
    comment=(
        "Decisions that take a rule out for one row (release) or for a feed (waive). A decision that was removed or "
        "has expired keeps its row and gets an end, so that what was in force at any run can be told."
    ),
    grain="one row per decision and rule",
    key=("decision_id", "rule"),
    otherwise=Classification.NONE,
    columns=(
        Column("decision_id", "string", "Short random name of the decision.", nullable=False),
        Column("action", "string", "release (one row) or waive (a whole feed).", nullable=False),
        Column("feed", "string", "patients, claims or medical_events.", nullable=False),
        Column("rule", "string", "Rule that is taken out.", nullable=False),
        Column("row_id", "string", "Released row: its id.", classification=Classification.QUASI_IDENTIFIER),
        Column("row_ingested_at", "timestamp", "Released row: when its file was taken."),
        Column("decided_by", "string", "Who decided.", nullable=False),
        Column("decided_at", "timestamp", "When.", nullable=False),
        Column("note", "string", "Why, as typed.", nullable=False, classification=Classification.SENSITIVE),
        Column("expires_at", "timestamp", "First run at or after this instant ends the decision."),
        Column("ended_at", "timestamp", "When it was removed, or the time of the run that saw it expire."),
        Column("ended_by", "string", "Who removed it, or `expiry`."),
    ),
)

decisions = source(CONTRACT)

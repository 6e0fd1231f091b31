"""The ledger of alerts: when each began and ended, and how telling people about it went."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="alerts",
    schema=OPS,
    comment=(
        "Append-only: what is open, and what could not be delivered, follows from the rows of an alert in their "
        "order. Messages hold names of rules, tables and columns, and figures; never a cell."
    ),
    grain="one row per change of an alert or attempt to deliver one",
    otherwise=Classification.NONE,
    columns=(
        Column("at", "timestamp", "Logical time of the run for opened and resolved, else the clock.", nullable=False),
        Column("alert_id", "string", "Names one alert from opened to resolved.", nullable=False),
        Column("event", "string", "opened, resolved, delivered or undelivered.", nullable=False),
        Column("rule", "string", "Alert rule.", nullable=False),
        Column(
            "subject", "string", "What it is about: a feed, a column, a service level, the pipeline.", nullable=False
        ),
        Column("severity", "string", "info, warning or critical.", nullable=False),
        Column("run_id", "string", "Run that opened or resolved it.", nullable=False),
        Column("value", "double", "Value that was judged."),
        Column("message", "string", "What people are told.", nullable=False),
        Column("runbook", "string", "Where to read what to do."),
        Column("target", "string", "Delivery: name of the target in the settings."),
        Column("concerns", "string", "Delivery: the event that was told, opened or resolved."),
        Column("attempts", "bigint", "Delivery: how often it was tried in this run."),
        Column("resolved_by", "string", "Who resolved it by hand; null when it resolved by itself."),
    ),
)

alerts = source(CONTRACT)

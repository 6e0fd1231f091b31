"""Bronze medical events: landing_medical_events in, typed rows out; the rest goes to rejected_lines."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source, streaming_table, temporary_view
from healthcare_medallion.pipelines.shared.typing import INGESTION_COLUMNS, landing_contract, typed

QUASI = Classification.QUASI_IDENTIFIER
SENSITIVE = Classification.SENSITIVE

CONTRACT = Contract(
    name="bronze_medical_events",
    comment="Medical event records as they landed, typed. Append-only.",
    grain="one row per accepted record of a medical_events file",
    columns=(
        Column("event_id", "string", "Event number.", nullable=False, classification=QUASI),
        Column("patient_id", "string", "Member the event happened to.", nullable=False, classification=QUASI),
        Column("event_date", "string", "Day of the event, as text.", classification=QUASI),
        Column("event_type", "string", "Kind of event, such as office_visit.", classification=SENSITIVE),
        Column("medical_provider", "string", "Who provided the care.", classification=QUASI),
        *INGESTION_COLUMNS,
    ),
    cluster_by=("_ingested_at",),
)

landing_medical_events = source(landing_contract(CONTRACT))


@temporary_view()
def typed_medical_events(landing_medical_events: ir.Table) -> ir.Table:
    """Every landed event record with its typed columns, or with the reason why it has none."""
    return typed(landing_medical_events, CONTRACT, required=["event_id", "patient_id"])


@streaming_table(contract=CONTRACT)
def bronze_medical_events(typed_medical_events: ir.Table) -> ir.Table:
    """Event records that type, exactly as they came."""
    return typed_medical_events.filter(typed_medical_events["_reject_reason"].isnull())

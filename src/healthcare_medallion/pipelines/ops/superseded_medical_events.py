"""Superseded medical events: rows of bronze that gave way to another row of the same key."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.bronze.bronze_medical_events import CONTRACT as BRONZE
from healthcare_medallion.pipelines.shared.dataset import materialized_view
from healthcare_medallion.pipelines.shared.fates import superseded, superseded_contract
from healthcare_medallion.pipelines.silver.silver_medical_events import BY_EVENT

CONTRACT = superseded_contract(BRONZE)


@materialized_view(contract=CONTRACT, refresh_by=BY_EVENT)
def superseded_medical_events(medical_event_fates: ir.Table) -> ir.Table:
    """Rows as they landed, with the key of the row that stays and the reason."""
    return superseded(medical_event_fates, BRONZE, winner_key=medical_event_fates["event_id"])

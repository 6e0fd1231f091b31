"""Quarantined medical events: bronze rows that break a rule, waiting for a steward, a correction or a patient."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.bronze.bronze_medical_events import CONTRACT as BRONZE
from healthcare_medallion.pipelines.shared.dataset import materialized_view
from healthcare_medallion.pipelines.shared.fates import quarantine_contract, quarantined
from healthcare_medallion.pipelines.silver.silver_medical_events import BY_EVENT

CONTRACT = quarantine_contract(BRONZE)


@materialized_view(contract=CONTRACT, refresh_by=BY_EVENT)
def quarantine_medical_events(medical_event_fates: ir.Table, landing_files: ir.Table) -> ir.Table:
    """Rows as they landed, with the rules they break."""
    return quarantined(medical_event_fates, BRONZE, landing_files)

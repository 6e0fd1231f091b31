"""Quarantined patients: rows of bronze that break a rule, waiting for a steward, a correction or their patient."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.bronze.bronze_patients import CONTRACT as BRONZE
from healthcare_medallion.pipelines.shared.dataset import materialized_view
from healthcare_medallion.pipelines.shared.fates import quarantine_contract, quarantined
from healthcare_medallion.pipelines.silver.silver_patients import BY_PATIENT

CONTRACT = quarantine_contract(BRONZE)


@materialized_view(contract=CONTRACT, refresh_by=BY_PATIENT)
def quarantine_patients(patient_fates: ir.Table, landing_files: ir.Table) -> ir.Table:
    """Rows as they landed, with the rules they break."""
    return quarantined(patient_fates, BRONZE, landing_files)

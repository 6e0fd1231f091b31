"""Superseded patients: rows of bronze that gave way to another row of the same key."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.bronze.bronze_patients import CONTRACT as BRONZE
from healthcare_medallion.pipelines.shared.dataset import materialized_view
from healthcare_medallion.pipelines.shared.fates import superseded, superseded_contract
from healthcare_medallion.pipelines.shared.keys import surrogate_key
from healthcare_medallion.pipelines.silver.silver_patients import BY_PATIENT

CONTRACT = superseded_contract(BRONZE)


@materialized_view(contract=CONTRACT, refresh_by=BY_PATIENT)
def superseded_patients(patient_fates: ir.Table) -> ir.Table:
    """Rows as they landed, with the key of the row that stays and the reason."""
    return superseded(
        patient_fates, BRONZE, winner_key=surrogate_key(patient_fates.patient_id, patient_fates.timestamp)
    )

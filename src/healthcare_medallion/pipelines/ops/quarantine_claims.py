"""Quarantined claims: rows of bronze that break a rule, waiting for a steward, a correction or their patient."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.bronze.bronze_claims import CONTRACT as BRONZE
from healthcare_medallion.pipelines.shared.dataset import materialized_view
from healthcare_medallion.pipelines.shared.fates import quarantine_contract, quarantined
from healthcare_medallion.pipelines.silver.silver_claims import BY_CLAIM

CONTRACT = quarantine_contract(BRONZE)


@materialized_view(contract=CONTRACT, refresh_by=BY_CLAIM)
def quarantine_claims(claim_fates: ir.Table, landing_files: ir.Table) -> ir.Table:
    """Rows as they landed, with the rules they break."""
    return quarantined(claim_fates, BRONZE, landing_files)

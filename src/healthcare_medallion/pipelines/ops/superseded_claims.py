"""Superseded claims: rows of bronze that gave way to another row of the same key."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.bronze.bronze_claims import CONTRACT as BRONZE
from healthcare_medallion.pipelines.shared.dataset import materialized_view
from healthcare_medallion.pipelines.shared.fates import superseded, superseded_contract
from healthcare_medallion.pipelines.silver.silver_claims import BY_CLAIM

CONTRACT = superseded_contract(BRONZE)


@materialized_view(contract=CONTRACT, refresh_by=BY_CLAIM)
def superseded_claims(claim_fates: ir.Table) -> ir.Table:
    """Rows as they landed, with the key of the row that stays and the reason."""
    return superseded(claim_fates, BRONZE, winner_key=claim_fates["claim_id"])

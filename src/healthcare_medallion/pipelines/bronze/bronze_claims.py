"""Bronze claims: landing_claims in, typed rows out; what does not type goes to rejected_lines."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source, streaming_table, temporary_view
from healthcare_medallion.pipelines.shared.typing import INGESTION_COLUMNS, landing_contract, typed

QUASI = Classification.QUASI_IDENTIFIER
SENSITIVE = Classification.SENSITIVE

CONTRACT = Contract(
    name="bronze_claims",
    comment="Claim records as they landed, typed. Append-only; a claim comes again when its status moves.",
    grain="one row per accepted record of a claims file",
    columns=(
        Column("claim_id", "string", "Claim number.", nullable=False, classification=QUASI),
        Column("patient_id", "string", "Member the claim is for.", nullable=False, classification=QUASI),
        Column("claim_amount", "double", "Amount claimed.", classification=SENSITIVE, unit="USD"),
        Column("claim_date", "string", "Day of the claim, as text.", classification=QUASI),
        Column("diagnosis_code", "string", "ICD-10-CM code.", classification=SENSITIVE),
        Column("procedure_code", "string", "CPT or HCPCS code.", classification=SENSITIVE),
        # As it was sent: a cell may hold anything, so it is guarded like the rest; silver's is one of four words.
        Column("claim_status", "string", "submitted, denied, approved or paid.", classification=SENSITIVE),
        *INGESTION_COLUMNS,
    ),
    cluster_by=("_ingested_at",),
)

landing_claims = source(landing_contract(CONTRACT))


@temporary_view()
def typed_claims(landing_claims: ir.Table) -> ir.Table:
    """Every landed claim record with its typed columns, or with the reason why it has none."""
    return typed(landing_claims, CONTRACT, required=["claim_id", "patient_id"])


@streaming_table(contract=CONTRACT)
def bronze_claims(typed_claims: ir.Table) -> ir.Table:
    """Claim records that type, exactly as they came."""
    return typed_claims.filter(typed_claims["_reject_reason"].isnull())

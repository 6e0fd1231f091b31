"""The claims fact: one row per claim, with the patient version of its day and measures of its place in a series."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract, ForeignKey
from healthcare_medallion.pipelines.shared.dataset import materialized_view
from healthcare_medallion.pipelines.shared.exact import cents, from_cents
from healthcare_medallion.pipelines.shared.history import with_patient_key
from healthcare_medallion.pipelines.shared.refresh import by_column

NONE = Classification.NONE
QUASI = Classification.QUASI_IDENTIFIER
SENSITIVE = Classification.SENSITIVE

CONTRACT = Contract(
    name="fact_claims",
    comment="Claims with the patient version that was valid on the day of the claim.",
    grain="one row per claim",
    key=("claim_id",),
    columns=(
        Column("claim_id", "string", "Claim number.", False, QUASI),
        Column("patient_key", "string", "Version of the patient on the day of the claim.", False, QUASI),
        Column("patient_id", "string", "Member id.", False, QUASI),
        Column("claim_amount", "double", "Amount claimed.", False, SENSITIVE, unit="USD"),
        Column("claim_date", "date", "Day of the claim.", False, QUASI),
        Column("diagnosis_code", "string", "ICD-10-CM code.", classification=SENSITIVE),
        Column("procedure_code", "string", "CPT or HCPCS code.", classification=SENSITIVE),
        Column("claim_status", "string", "submitted, denied, approved or paid.", nullable=False, classification=NONE),
        Column(
            "is_amount_outlier", "boolean", "Amount outside the pinned bounds.", nullable=False, classification=NONE
        ),
        Column(
            "claim_sequence",
            "int",
            "1 for the patient's first claim, by date and claim_id.",
            nullable=False,
            classification=NONE,
        ),
        Column("claim_amount_running_total", "double", "Amount up to this claim.", False, SENSITIVE, unit="USD"),
        Column("days_since_previous_claim", "int", "Null for the first claim.", unit="days", classification=NONE),
    ),
    cluster_by=("claim_date",),
    foreign_keys=(ForeignKey(("patient_key",), "dim_patients", ("patient_key",)),),
    conformed={"patient_key": "dim_patients.patient_key"},
)


@materialized_view(contract=CONTRACT, refresh_by=by_column("patient_id"))
def fact_claims(silver_claims: ir.Table, dim_patients: ir.Table) -> ir.Table:
    """Every silver claim with its patient version, its number in the patient's series and what came before."""
    claims = silver_claims.mutate(_cents=cents(silver_claims.claim_amount))
    order = [claims.claim_date, claims.claim_id]
    series = ibis.window(group_by=claims.patient_id, order_by=order)
    up_to_here = ibis.window(group_by=claims.patient_id, order_by=order, preceding=None, following=0)
    step = claims.mutate(
        claim_sequence=ibis.row_number().over(series) + 1,
        _running=claims["_cents"].sum().over(up_to_here),
        _previous=claims.claim_date.lag().over(series),
    )
    measured = step.mutate(
        claim_amount_running_total=from_cents(step["_running"]),
        days_since_previous_claim=step.claim_date.delta(step["_previous"], unit="day"),
    )
    return with_patient_key(measured, dim_patients, day="claim_date")  # last, as the long key is costly to sort

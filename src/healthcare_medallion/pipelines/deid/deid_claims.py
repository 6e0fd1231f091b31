"""Claims without identifiers: fact_claims under random ids, years for dates, sensitive codes hidden."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import DEID, Classification, Column, Contract, Treatment
from healthcare_medallion.pipelines.shared.dataset import view
from healthcare_medallion.pipelines.shared.deidentify import year_of
from healthcare_medallion.pipelines.shared.sensitivity import HIDDEN, Sensitivity, is_sensitive
from healthcare_medallion.pipelines.silver.silver_claims import CPT_OR_HCPCS, ICD_10_CM

CONTRACT = Contract(
    name="deid_claims",
    schema=DEID,
    comment="fact_claims by Safe Harbor, 45 CFR 164.514(b)(2). No claim number, no chain of day gaps.",
    grain="one row per claim",
    otherwise=Classification.NONE,
    columns=(
        Column("person_surrogate", "string", "Random id of the person.", False, treatment=Treatment.RANDOM_ID),
        Column("claim_year", "int", "Year of the claim.", treatment=Treatment.YEAR),
        Column("claim_amount", "double", "Amount claimed.", False, unit="USD", treatment=Treatment.MEASURE),
        Column("diagnosis_code", "string", "ICD-10-CM code, or <hidden>.", treatment=Treatment.CODE),
        Column("procedure_code", "string", "CPT or HCPCS code, or <hidden>.", treatment=Treatment.CODE),
        Column("claim_status", "string", "submitted, denied, approved or paid.", False, treatment=Treatment.WORD),
        Column("is_amount_outlier", "boolean", "Amount outside the bounds.", False, treatment=Treatment.MEASURE),
        Column("claim_sequence", "int", "1 for the person's first claim.", False, treatment=Treatment.MEASURE),
    ),
)


@view(contract=CONTRACT)
def deid_claims(fact_claims: ir.Table, person_surrogates: ir.Table) -> ir.Table:
    """Claims of the persons in the map. A code that is not shaped as one of its system is free text, and goes."""
    ids = person_surrogates.select(_person="patient_id", person_surrogate="person_surrogate")
    rows = fact_claims.join(ids, fact_claims.patient_id == ids["_person"])
    hidden = is_sensitive(rows, tuple(Sensitivity))
    return rows.mutate(
        claim_year=year_of(rows.claim_date),
        diagnosis_code=_code(rows.diagnosis_code, ICD_10_CM, hidden),
        procedure_code=_code(rows.procedure_code, CPT_OR_HCPCS, hidden),
    )


def _code(code: ir.StringValue, shape: str, hidden: ir.BooleanValue | None) -> ir.StringValue:
    return ibis.ifelse(
        hidden, HIDDEN, ibis.ifelse(ibis.coalesce(code.re_search(shape), False), code, ibis.null("string"))
    )

"""Patients through time without identifiers: dim_patients under random ids, ages capped, years for dates."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import DEID, Classification, Column, Contract, Treatment
from healthcare_medallion.pipelines.shared.dataset import view
from healthcare_medallion.pipelines.shared.deidentify import capped_age, word, year_of
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.vocabularies import INSURANCE_PLANS

CONTRACT = Contract(
    name="deid_patients",
    schema=DEID,
    comment="dim_patients by Safe Harbor, 45 CFR 164.514(b)(2).",
    grain="one row per person and version",
    otherwise=Classification.NONE,
    columns=(
        Column("person_surrogate", "string", "Random id of the person.", False, treatment=Treatment.RANDOM_ID),
        Column("version", "int", "1 for the first version.", False, treatment=Treatment.MEASURE),
        Column("is_current", "boolean", "Whether this is the latest version.", False, treatment=Treatment.MEASURE),
        Column("valid_from_year", "int", "Year of the first instant of this version.", treatment=Treatment.YEAR),
        Column("age", "int", "Age in whole years, 90 from the cap on.", unit="years", treatment=Treatment.AGE_CAP),
        Column("age_band", "string", "18-29, 30-44, 45-64 or 65+; unknown outside.", False, treatment=Treatment.WORD),
        Column("sex", "string", "MALE or FEMALE.", treatment=Treatment.WORD),
        Column("region", "string", "Census region quarter.", treatment=Treatment.WORD),
        Column("bmi", "double", "Body mass index.", unit="kg/m2", treatment=Treatment.MEASURE),
        Column("bmi_band", "string", "WHO class.", False, treatment=Treatment.WORD),
        Column("smoker", "boolean", "Whether the member smokes.", treatment=Treatment.MEASURE),
        Column("children", "int", "Children covered by the plan.", unit="persons", treatment=Treatment.MEASURE),
        Column("charges", "double", "Yearly medical charges billed.", unit="USD", treatment=Treatment.MEASURE),
        Column("insurance_plan", "string", "Plan, `other` where it is no known one.", treatment=Treatment.WORD),
        Column("coverage_start_year", "int", "Year in which cover began.", treatment=Treatment.YEAR),
        Column("claim_count", "bigint", "Claims so far; on the current version only.", treatment=Treatment.MEASURE),
        Column("claim_amount_total", "double", "Amount of those.", unit="USD", treatment=Treatment.MEASURE),
        Column("paid_amount_total", "double", "Amount that is paid.", unit="USD", treatment=Treatment.MEASURE),
        Column("last_claim_year", "int", "Year of the latest claim.", treatment=Treatment.YEAR),
        Column("event_count", "bigint", "Medical events so far.", treatment=Treatment.MEASURE),
        Column("last_event_year", "int", "Year of the latest event.", treatment=Treatment.YEAR),
    ),
)


@view(contract=CONTRACT)
def deid_patients(dim_patients: ir.Table, person_surrogates: ir.Table, *, settings: PipelineSettings) -> ir.Table:
    """Versions of the persons in the map, none of another. An age that a later year would tell is capped too."""
    cap = settings.deid.age_cap_from
    ids = person_surrogates.select(_person="patient_id", person_surrogate="person_surrogate")
    rows = dim_patients.join(ids, dim_patients.patient_id == ids["_person"])
    person = ibis.window(group_by=rows.patient_id)
    seen = ibis.greatest(
        rows.effective_from.year(),
        ibis.coalesce(rows.last_claim_date.year(), 0),
        ibis.coalesce(rows.last_event_date.year(), 0),
    )
    # 88 in 2020 and a claim of 2024 say 92: all of a person's rows are judged by the latest year that is shown.
    rows = rows.mutate(_oldest=(rows.age - rows.effective_from.year()).max().over(person) + seen.max().over(person))
    capped = ibis.coalesce(rows["_oldest"] >= cap, False)
    return rows.mutate(
        age=capped_age(rows.age, cap, also=capped),
        age_band=ibis.ifelse(capped, "65+", rows.age_band),
        insurance_plan=word(rows.insurance_plan, INSURANCE_PLANS),
        valid_from_year=year_of(rows.effective_from),
        # Cover since more years than the cap tells an age as a birth year does.
        coverage_start_year=year_of(
            rows.coverage_start_date, hidden=capped | (seen - rows.coverage_start_date.year() >= cap)
        ),
        last_claim_year=year_of(rows.last_claim_date),
        last_event_year=year_of(rows.last_event_date),
    )

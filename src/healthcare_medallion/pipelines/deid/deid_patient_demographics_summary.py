"""Members by region, sex, age band and plan, groups of few people left out."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import DEID, Classification, Column, Contract, Treatment
from healthcare_medallion.pipelines.shared.dataset import view
from healthcare_medallion.pipelines.shared.deidentify import small
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.vocabularies import INSURANCE_PLANS

CONTRACT = Contract(
    name="deid_patient_demographics_summary",
    schema=DEID,
    comment="patient_demographics_summary without small groups and without plans that are no known ones.",
    grain="one row per region, sex, age band and plan of enough members",
    key=("region", "sex", "age_band", "insurance_plan"),
    otherwise=Classification.NONE,
    columns=(
        Column("region", "string", "Census region quarter or unknown.", False, treatment=Treatment.WORD),
        Column("sex", "string", "MALE, FEMALE or unknown.", False, treatment=Treatment.WORD),
        Column("age_band", "string", "18-29, 30-44, 45-64, 65+ or unknown.", False, treatment=Treatment.WORD),
        Column("insurance_plan", "string", "Plan name or unknown.", False, treatment=Treatment.WORD),
        Column("members", "bigint", "Patients with a current version.", False, treatment=Treatment.COUNT),
        Column("average_age", "double", "Mean age.", unit="years", treatment=Treatment.FIGURE),
        Column("average_bmi", "double", "Mean BMI.", unit="kg/m2", approximate=True, treatment=Treatment.FIGURE),
        Column("average_children", "double", "Mean covered children.", treatment=Treatment.FIGURE),
        Column("average_charges", "double", "Mean charges.", unit="USD", approximate=True, treatment=Treatment.FIGURE),
        Column("smoker_share", "double", "Smokers among those known.", unit="ratio", treatment=Treatment.FIGURE),
    ),
)


@view(contract=CONTRACT)
def deid_patient_demographics_summary(
    patient_demographics_summary: ir.Table, *, settings: PipelineSettings
) -> ir.Table:
    """Groups of at least k members."""
    groups = patient_demographics_summary
    known = groups.insurance_plan.isin((*INSURANCE_PLANS, "unknown"))
    return groups.filter(known & ~small(groups.members, settings.deid.small_cell_k))

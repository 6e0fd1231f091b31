"""Members by region, sex, age band and plan, as they are today."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import MARTS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import view
from healthcare_medallion.pipelines.shared.exact import MICROS, cents, micros, ratio, rounded

CONTRACT = Contract(
    name="patient_demographics_summary",
    schema=MARTS,
    comment="Current members and their averages.",
    grain="one row per region, sex, age band and plan",
    key=("region", "sex", "age_band", "insurance_plan"),
    otherwise=Classification.NONE,
    columns=(
        Column("region", "string", "Census region quarter; unknown where it is not given.", nullable=False),
        Column("sex", "string", "MALE, FEMALE or unknown.", nullable=False),
        Column("age_band", "string", "18-29, 30-44, 45-64, 65+ or unknown.", nullable=False),
        Column("insurance_plan", "string", "Plan name or unknown.", nullable=False),
        Column("members", "bigint", "Patients with a current version.", nullable=False, unit="persons"),
        Column("average_age", "double", "Mean age.", unit="years"),
        Column("average_bmi", "double", "Mean body mass index.", unit="kg/m2", approximate=True),
        Column("average_children", "double", "Mean number of covered children.", unit="persons"),
        Column("average_charges", "double", "Mean yearly charges.", unit="USD", approximate=True),
        Column("smoker_share", "double", "Smokers among those whose habit is known.", unit="ratio"),
    ),
)


@view(contract=CONTRACT)
def patient_demographics_summary(dim_patients: ir.Table) -> ir.Table:
    """Counts and means over the current versions."""
    current = dim_patients.filter(dim_patients.is_current)
    rows = current.select(
        region=current.region.fill_null("unknown"),
        sex=current.sex.fill_null("unknown"),
        age_band=current.age_band,
        insurance_plan=current.insurance_plan.fill_null("unknown"),
        age=current.age,
        children=current.children,
        bmi=micros(current.bmi),
        charges=cents(current.charges),
        smokers=current.smoker.cast("int32"),
    )
    return rows.group_by("region", "sex", "age_band", "insurance_plan").aggregate(
        members=lambda t: t.count(),
        average_age=lambda t: rounded(ratio(t.age.sum(), t.age.count())),
        average_bmi=lambda t: rounded(ratio(t.bmi.sum(), t.bmi.count()) / MICROS),
        average_children=lambda t: rounded(ratio(t.children.sum(), t.children.count())),
        average_charges=lambda t: rounded(ratio(t.charges.sum(), t.charges.count()) / 100),
        smoker_share=lambda t: rounded(ratio(t.smokers.sum(), t.smokers.count())),
    )

"""Yearly charges by risk factor, groups of few people left out."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import DEID, Classification, Column, Contract, Treatment
from healthcare_medallion.pipelines.shared.dataset import view
from healthcare_medallion.pipelines.shared.deidentify import small
from healthcare_medallion.pipelines.shared.settings import PipelineSettings

CONTRACT = Contract(
    name="deid_charges_by_risk_factor",
    schema=DEID,
    comment="charges_by_risk_factor without small groups and without the greatest charge, which is one person's.",
    grain="one row per smoking status, BMI class and age band of enough members",
    key=("smoking", "bmi_band", "age_band"),
    otherwise=Classification.NONE,
    columns=(
        Column("smoking", "string", "smoker, non-smoker or unknown.", False, treatment=Treatment.WORD),
        Column("bmi_band", "string", "WHO class or unknown.", False, treatment=Treatment.WORD),
        Column("age_band", "string", "18-29, 30-44, 45-64, 65+ or unknown.", False, treatment=Treatment.WORD),
        Column("members", "bigint", "Patients with a current version.", False, treatment=Treatment.COUNT),
        Column("total_charges", "double", "Sum of charges.", False, unit="USD", treatment=Treatment.FIGURE),
        Column("average_charges", "double", "Mean charges.", unit="USD", approximate=True, treatment=Treatment.FIGURE),
    ),
)


@view(contract=CONTRACT)
def deid_charges_by_risk_factor(charges_by_risk_factor: ir.Table, *, settings: PipelineSettings) -> ir.Table:
    """Groups of at least k members."""
    return charges_by_risk_factor.filter(~small(charges_by_risk_factor.members, settings.deid.small_cell_k))

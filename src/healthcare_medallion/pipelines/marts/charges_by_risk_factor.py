"""Yearly charges by the factors that drive them: smoking, BMI class and age band."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import MARTS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import view
from healthcare_medallion.pipelines.shared.exact import cents, from_cents, ratio, rounded

CONTRACT = Contract(
    name="charges_by_risk_factor",
    schema=MARTS,
    comment="Charges of current members by risk factor.",
    grain="one row per smoking status, BMI class and age band",
    key=("smoking", "bmi_band", "age_band"),
    otherwise=Classification.NONE,
    columns=(
        Column("smoking", "string", "smoker, non-smoker or unknown.", nullable=False),
        Column("bmi_band", "string", "WHO class or unknown.", nullable=False),
        Column("age_band", "string", "18-29, 30-44, 45-64, 65+ or unknown.", nullable=False),
        Column("members", "bigint", "Patients with a current version.", nullable=False, unit="persons"),
        Column("total_charges", "double", "Sum of yearly charges.", nullable=False, unit="USD"),
        Column("average_charges", "double", "Mean yearly charges.", unit="USD", approximate=True),
        Column("greatest_charges", "double", "Greatest yearly charges.", unit="USD"),
    ),
)


@view(contract=CONTRACT)
def charges_by_risk_factor(dim_patients: ir.Table) -> ir.Table:
    """Exact sums in cents over the current versions."""
    current = dim_patients.filter(dim_patients.is_current)
    rows = current.select(
        smoking=ibis.cases((current.smoker, "smoker"), (~current.smoker, "non-smoker"), else_="unknown"),
        bmi_band=current.bmi_band,
        age_band=current.age_band,
        charges=current.charges,
        cents=cents(current.charges),
    )
    return rows.group_by("smoking", "bmi_band", "age_band").aggregate(
        members=lambda t: t.count(),
        total_charges=lambda t: from_cents(t.cents.sum()),
        average_charges=lambda t: rounded(ratio(t.cents.sum(), t.cents.count()) / 100),
        greatest_charges=lambda t: t.charges.max(),
    )

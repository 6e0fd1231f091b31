"""Use and cost of insurance by year, groups of few people left out and small counts suppressed."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import DEID, Classification, Column, Contract, Treatment
from healthcare_medallion.pipelines.shared.dataset import view
from healthcare_medallion.pipelines.shared.deidentify import small, unless, year_of
from healthcare_medallion.pipelines.shared.exact import cents, from_cents, ratio, rounded
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.vocabularies import INSURANCE_PLANS

GROUP = ("year", "insurance_plan", "region", "age_band")

CONTRACT = Contract(
    name="deid_insurance_utilisation",
    schema=DEID,
    comment="insurance_utilisation by year. A count of claims or events below k is null, and so is what is made of it.",
    grain="one row per year, plan, region and age band that has enough members in each of its months",
    key=GROUP,
    otherwise=Classification.NONE,
    columns=(
        Column("year", "int", "Year.", False, treatment=Treatment.YEAR),
        Column("insurance_plan", "string", "Plan name or unknown.", False, treatment=Treatment.WORD),
        Column("region", "string", "Census region quarter or unknown.", False, treatment=Treatment.WORD),
        Column("age_band", "string", "18-29, 30-44, 45-64, 65+ or unknown.", False, treatment=Treatment.WORD),
        Column("fewest_members", "bigint", "Members in its smallest month.", False, treatment=Treatment.COUNT),
        Column("member_months", "bigint", "Members over its months.", False, treatment=Treatment.COUNT),
        Column("claims", "bigint", "Claims dated in the year.", treatment=Treatment.COUNT),
        Column("events", "bigint", "Medical events of the year.", treatment=Treatment.COUNT),
        Column("claim_amount_total", "double", "Amount claimed.", unit="USD", treatment=Treatment.FIGURE),
        Column(
            "cost_per_member_per_month",
            "double",
            "Amount by member month.",
            unit="USD",
            approximate=True,
            treatment=Treatment.FIGURE,
        ),
    ),
)


@view(contract=CONTRACT)
def deid_insurance_utilisation(insurance_utilisation: ir.Table, *, settings: PipelineSettings) -> ir.Table:
    """Months added up; a group is left out when one of its months had fewer than k members."""
    least = settings.deid.small_cell_k
    months = insurance_utilisation.mutate(
        year=year_of(insurance_utilisation.month), _cents=cents(insurance_utilisation.claim_amount_total)
    )
    months = months.filter(months.insurance_plan.isin((*INSURANCE_PLANS, "unknown")))
    years = months.group_by(*GROUP).aggregate(
        fewest_members=lambda t: t.members.min(),
        member_months=lambda t: t.members.sum(),
        claims=lambda t: t.claims.sum(),
        events=lambda t: t.events.sum(),
        _cents=lambda t: t["_cents"].sum(),
    )
    years = years.filter(years.fewest_members >= least)
    hidden = small(years.claims, least)
    return years.mutate(
        claims=unless(hidden, years.claims),
        events=unless(small(years.events, least), years.events),
        claim_amount_total=unless(hidden, from_cents(years["_cents"])),
        cost_per_member_per_month=unless(hidden, rounded(ratio(years["_cents"], years.member_months) / 100)),
    )

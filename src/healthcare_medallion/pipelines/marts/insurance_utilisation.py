"""Use and cost of insurance by month: members, claims and events per 1,000 members, cost per member per month."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import MARTS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import view
from healthcare_medallion.pipelines.shared.exact import cents, from_cents, ratio, rounded
from healthcare_medallion.pipelines.shared.history import days_of_validity

GROUP = ("insurance_plan", "region", "age_band")

CONTRACT = Contract(
    name="insurance_utilisation",
    schema=MARTS,
    comment="Utilisation and cost per month and group. A member counts in the group that holds at the month's end.",
    grain="one row per month, plan, region and age band in which there were members, claims or events",
    key=("month", *GROUP),
    otherwise=Classification.NONE,
    columns=(
        Column("month", "date", "First day of the month.", nullable=False),
        Column("insurance_plan", "string", "Plan name or unknown.", nullable=False),
        Column("region", "string", "Census region quarter or unknown.", nullable=False),
        Column("age_band", "string", "18-29, 30-44, 45-64, 65+ or unknown.", nullable=False),
        Column("members", "bigint", "Members covered at the end of the month.", nullable=False, unit="persons"),
        Column("claims", "bigint", "Claims dated in the month.", nullable=False),
        Column("events", "bigint", "Medical events of the month.", nullable=False),
        Column("claim_amount_total", "double", "Amount claimed.", nullable=False, unit="USD"),
        Column("claims_per_1000_members", "double", "Null where there is no member.", approximate=True),
        Column("events_per_1000_members", "double", "Null where there is no member.", approximate=True),
        Column("cost_per_member_per_month", "double", "Amount by member.", unit="USD", approximate=True),
        Column("paid_share", "double", "Paid claims among the claims.", unit="ratio", approximate=True),
        Column("denied_share", "double", "Denied claims among the claims.", unit="ratio", approximate=True),
        Column("pending_share", "double", "Submitted or approved claims.", unit="ratio", approximate=True),
    ),
)


@view(contract=CONTRACT)
def insurance_utilisation(dim_patients: ir.Table, fact_claims: ir.Table, fact_medical_events: ir.Table) -> ir.Table:
    """Members by running sum of who joins and leaves a group; claims and events by the version of their day."""
    groups = dim_patients.select(
        group_key=dim_patients.patient_key,
        insurance_plan=dim_patients.insurance_plan.fill_null("unknown"),
        region=dim_patients.region.fill_null("unknown"),
        age_band=dim_patients.age_band,
    )
    claims = fact_claims.join(groups, fact_claims.patient_key == groups.group_key).select(
        month=fact_claims.claim_date.truncate("M").cast("!date"),
        **{name: groups[name] for name in GROUP},
        claims=1,
        events=0,
        cents=cents(fact_claims.claim_amount),
        paid=(fact_claims.claim_status == "paid").cast("int32"),
        denied=(fact_claims.claim_status == "denied").cast("int32"),
        joined=0,
    )
    events = fact_medical_events.join(groups, fact_medical_events.patient_key == groups.group_key).select(
        month=fact_medical_events.event_date.truncate("M").cast("!date"),
        **{name: groups[name] for name in GROUP},
        claims=0,
        events=1,
        cents=0,
        paid=0,
        denied=0,
        joined=0,
    )
    movements = _movements(dim_patients, groups)
    monthly = (
        _typed(claims)
        .union(_typed(events))
        .union(_typed(movements))
        .group_by("month", *GROUP)
        .aggregate(
            claims=lambda t: t.claims.sum(),
            events=lambda t: t.events.sum(),
            cents=lambda t: t.cents.sum(),
            paid=lambda t: t.paid.sum(),
            denied=lambda t: t.denied.sum(),
            joined=lambda t: t.joined.sum(),
        )
    )
    months = monthly.select(month="month").distinct()
    group_names = monthly.select(*GROUP).distinct()
    # Every group has a row in every month, else a month without movement would lose its members.
    calendar = months.cross_join(group_names)
    filled = calendar.left_join(monthly, [calendar[name] == monthly[name] for name in ("month", *GROUP)]).select(
        **{name: calendar[name] for name in ("month", *GROUP)},
        **{name: ibis.coalesce(monthly[name], 0) for name in ("claims", "events", "cents", "paid", "denied", "joined")},
    )
    so_far = ibis.window(group_by=[filled[name] for name in GROUP], order_by=filled.month, preceding=None, following=0)
    rows = filled.mutate(members=filled.joined.sum().over(so_far).cast("!int64"))
    rows = rows.filter((rows.members > 0) | (rows.claims > 0) | (rows.events > 0))
    return rows.mutate(
        claim_amount_total=from_cents(rows.cents),
        claims_per_1000_members=rounded(ratio(rows.claims * 1000, rows.members)),
        events_per_1000_members=rounded(ratio(rows.events * 1000, rows.members)),
        cost_per_member_per_month=rounded(ratio(rows.cents, rows.members) / 100),
        paid_share=rounded(ratio(rows.paid, rows.claims)),
        denied_share=rounded(ratio(rows.denied, rows.claims)),
        pending_share=rounded(ratio(rows.claims - rows.paid - rows.denied, rows.claims)),
    )


def _movements(dim_patients: ir.Table, groups: ir.Table) -> ir.Table:
    """+1 in the month in which a version starts to count for its group, -1 in the month in which it ends.

    A version counts at a month's end when it is the valid one on that day and cover has started. One that begins
    and ends within a month counts in none.
    """
    days = days_of_validity(dim_patients, key="patient_key")
    spans = (
        dim_patients.join(days, dim_patients.patient_key == days["_version_id"])
        .join(groups, dim_patients.patient_key == groups.group_key)
        .select(
            **{name: groups[name] for name in GROUP},
            first=ibis.greatest(
                days["_from_day"], ibis.coalesce(dim_patients.coverage_start_date, dim_patients.effective_from.date())
            )
            .truncate("M")
            .cast("!date"),
            after=days["_to_day"].truncate("M").cast("!date"),
            open_end=dim_patients.effective_to.isnull(),
        )
    )
    counted = spans.filter(spans["first"] < spans["after"])
    ended = counted.filter(~counted.open_end)
    zeros = {"claims": 0, "events": 0, "cents": 0, "paid": 0, "denied": 0}
    starts = counted.select("first", *GROUP, **zeros, joined=1).rename(month="first")
    ends = ended.select("after", *GROUP, **zeros, joined=-1).rename(month="after")
    return _typed(starts).union(_typed(ends))


def _typed(rows: ir.Table) -> ir.Table:
    numbers = ("claims", "events", "cents", "paid", "denied", "joined")
    return rows.select("month", *GROUP, **{name: rows[name].cast("!int64") for name in numbers})

"""The patient dimension, SCD type 2: one row per accepted version, roll-ups on the current one."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import materialized_view
from healthcare_medallion.pipelines.shared.exact import cents, from_cents
from healthcare_medallion.pipelines.shared.history import with_validity
from healthcare_medallion.pipelines.shared.keys import surrogate_key
from healthcare_medallion.pipelines.shared.refresh import by_column

NONE = Classification.NONE
QUASI = Classification.QUASI_IDENTIFIER
SENSITIVE = Classification.SENSITIVE

CONTRACT = Contract(
    name="dim_patients",
    comment="Patients through time. Exactly one version of a patient is valid at each instant from its first on.",
    grain="one row per patient and version",
    key=("patient_key",),
    columns=(
        Column("patient_key", "string", "SHA-256 of patient_id and effective_from.", False, QUASI),
        Column("patient_id", "string", "Member id.", False, QUASI),
        Column("effective_from", "timestamp", "First instant of this version.", False, QUASI),
        Column("effective_to", "timestamp", "First instant after it; null when current.", classification=QUASI),
        Column("is_current", "boolean", "Whether this is the latest version.", nullable=False, classification=NONE),
        Column("version", "int", "1 for the first version.", nullable=False, classification=NONE),
        Column("age", "int", "Age in whole years.", classification=QUASI, unit="years"),
        Column("age_band", "string", "18-29, 30-44, 45-64 or 65+; unknown outside.", False, QUASI),
        Column("sex", "string", "MALE or FEMALE.", classification=QUASI),
        Column("region", "string", "Census region quarter.", classification=QUASI),
        Column("bmi", "double", "Body mass index.", classification=SENSITIVE, unit="kg/m2"),
        Column("bmi_band", "string", "WHO class: underweight, normal, overweight, obese.", False, SENSITIVE),
        Column("smoker", "boolean", "Whether the member smokes.", classification=SENSITIVE),
        Column("children", "int", "Children covered by the plan.", classification=QUASI, unit="persons"),
        Column("charges", "double", "Yearly medical charges billed.", classification=SENSITIVE, unit="USD"),
        Column("insurance_plan", "string", "Plan name.", classification=QUASI),
        Column("coverage_start_date", "date", "First day of cover.", classification=QUASI),
        Column(
            "claim_count", "bigint", "Claims so far; on the current version only.", unit="claims", classification=NONE
        ),
        Column("claim_amount_total", "double", "Amount of those claims.", classification=SENSITIVE, unit="USD"),
        Column("paid_amount_total", "double", "Amount of those that are paid.", classification=SENSITIVE, unit="USD"),
        Column("last_claim_date", "date", "Day of the latest claim.", classification=QUASI),
        Column(
            "event_count",
            "bigint",
            "Medical events so far; on the current version only.",
            unit="events",
            classification=NONE,
        ),
        Column("last_event_date", "date", "Day of the latest event.", classification=QUASI),
    ),
    cluster_by=("patient_id",),
    conformed={"patient_id": "silver_patients.patient_id"},
)


@materialized_view(contract=CONTRACT, refresh_by=by_column("patient_id"))
def dim_patients(silver_patients: ir.Table, silver_claims: ir.Table, silver_medical_events: ir.Table) -> ir.Table:
    """Type 2 over the accepted versions; claims and events so far are type 1 and stand on the current version."""
    versions = with_validity(silver_patients, key="patient_id", since="timestamp")
    claims = (
        silver_claims.mutate(
            _cents=cents(silver_claims.claim_amount),
            _paid=ibis.ifelse(silver_claims.claim_status == "paid", cents(silver_claims.claim_amount), 0),
        )
        .group_by(_claims_of="patient_id")
        .aggregate(
            _claims=lambda t: t.count(),
            _amount=lambda t: t["_cents"].sum(),
            _paid_amount=lambda t: t["_paid"].sum(),
            _last_claim=lambda t: t.claim_date.max(),
        )
    )
    events = silver_medical_events.group_by(_events_of="patient_id").aggregate(
        _events=lambda t: t.count(), _last_event=lambda t: t.event_date.max()
    )
    with_claims = versions.left_join(claims, [versions.is_current, versions.patient_id == claims["_claims_of"]])
    joined = with_claims.left_join(events, [with_claims.is_current, with_claims.patient_id == events["_events_of"]])
    return joined.mutate(
        patient_key=surrogate_key(joined.patient_id, joined.effective_from),
        age_band=age_band(joined.age),
        bmi_band=bmi_band(joined.bmi),
        claim_count=_on_current(joined, "_claims"),
        claim_amount_total=from_cents(_on_current(joined, "_amount")),
        paid_amount_total=from_cents(_on_current(joined, "_paid_amount")),
        last_claim_date=joined["_last_claim"],
        event_count=_on_current(joined, "_events"),
        last_event_date=joined["_last_event"],
    )


def age_band(age: ir.IntegerValue) -> ir.StringValue:
    """Bands used for members, claims and events alike."""
    return ibis.cases(
        (age.between(18, 29), "18-29"),
        (age.between(30, 44), "30-44"),
        (age.between(45, 64), "45-64"),
        (age >= 65, "65+"),
        else_="unknown",
    )


def bmi_band(bmi: ir.FloatingValue) -> ir.StringValue:
    """Classes of the World Health Organization for adults: below 18.5, 25 and 30."""
    return ibis.cases(
        (bmi < 18.5, "underweight"),
        (bmi < 25.0, "normal"),
        (bmi < 30.0, "overweight"),
        (bmi >= 30.0, "obese"),
        else_="unknown",
    )


def _on_current(joined: ir.Table, name: str) -> ir.NumericValue:
    # Zero, not null, for a current version without claims; null on older versions.
    return ibis.ifelse(joined.is_current, ibis.coalesce(joined[name], 0), ibis.null(joined[name].type()))

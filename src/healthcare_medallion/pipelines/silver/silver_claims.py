"""Silver claims: bronze_claims in, one row per claim out. Orphans wait in quarantine for their patient."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract, ForeignKey
from healthcare_medallion.pipelines.shared.dataset import materialized_view, temporary_view
from healthcare_medallion.pipelines.shared.exact import MAX_AMOUNT
from healthcare_medallion.pipelines.shared.fates import (
    accepted,
    contested,
    decided,
    judged,
    standardised,
    with_known_patient,
)
from healthcare_medallion.pipelines.shared.history import days_after
from healthcare_medallion.pipelines.shared.refresh import RefreshKey, released_rows
from healthcare_medallion.pipelines.shared.rules import Rule, no_identifier_in
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.text import ascii_lower, ascii_upper, to_date, trimmed, word_of
from healthcare_medallion.pipelines.shared.typing import INGESTION_COLUMNS
from healthcare_medallion.pipelines.shared.vocabularies import CLAIM_STATUSES

NONE = Classification.NONE
QUASI = Classification.QUASI_IDENTIFIER
SENSITIVE = Classification.SENSITIVE

# By position, from the code set of April 2026; X is a placeholder, U is a legal first letter.
ICD_10_CM = r"\A[A-Z][0-9A][0-9AB](\.[0-9A-Z]{1,4})?\z"
# CPT categories I, II, III, proprietary laboratory (U) and multianalyte (M) codes, or HCPCS level II.
CPT_OR_HCPCS = r"\A([0-9]{4}[0-9FTUM]|[A-V][0-9]{4})\z"

CONTRACT = Contract(
    name="silver_claims",
    comment="Accepted claims in their strongest state.",
    grain="one row per claim",
    key=("claim_id",),
    columns=(
        Column("claim_id", "string", "Claim number.", nullable=False, classification=QUASI),
        Column("patient_id", "string", "Member the claim is for.", nullable=False, classification=QUASI),
        Column("claim_amount", "double", "Amount claimed.", nullable=False, classification=SENSITIVE, unit="USD"),
        Column("claim_date", "date", "Day of the claim.", nullable=False, classification=QUASI),
        Column("diagnosis_code", "string", "ICD-10-CM code, dotted.", classification=SENSITIVE),
        Column("procedure_code", "string", "CPT or HCPCS code.", classification=SENSITIVE),
        Column("claim_status", "string", "submitted, denied, approved or paid.", nullable=False, classification=NONE),
        Column(
            "is_amount_outlier", "boolean", "Amount outside the pinned bounds.", nullable=False, classification=NONE
        ),
        *INGESTION_COLUMNS,
    ),
    cluster_by=("claim_date",),
    foreign_keys=(ForeignKey(("patient_id",), "silver_patients", ("patient_id",)),),
)

RULES = (
    Rule("valid_claim_id", lambda t: t.claim_id.length() >= 1, "The claim has an id.", waivable=False),
    Rule("valid_patient_id", lambda t: t.patient_id.length() >= 5, "The patient's id has five characters or more."),
    Rule("known_patient", lambda t: t["_patient_known"], "The patient is in silver_patients.", waivable=False),
    Rule(
        "valid_claim_amount",
        lambda t: (t.claim_amount > 0) & (t.claim_amount < MAX_AMOUNT),
        "The amount is positive, finite and below 10^10.",
        waivable=False,
    ),
    Rule(
        "valid_claim_date",
        lambda t: t.claim_date <= t["_latest_date"],
        "A real date, at most one day (a setting) after the row was ingested.",
        waivable=False,
    ),
    Rule(
        "valid_diagnosis_code",
        lambda t: t.diagnosis_code.re_search(ICD_10_CM),
        "The diagnosis has the shape of an ICD-10-CM code.",
    ),
    Rule(
        "valid_procedure_code",
        lambda t: t.procedure_code.re_search(CPT_OR_HCPCS),
        "The procedure has the shape of a CPT or HCPCS code.",
    ),
    Rule(
        "valid_claim_status",
        lambda t: t.claim_status.isin(CLAIM_STATUSES),
        "The status is one of the four.",
        waivable=False,
    ),
    no_identifier_in("diagnosis_code", "procedure_code", ids=("claim_id", "patient_id")),
)

CONTENT = ("claim_date", "claim_amount", "patient_id", "diagnosis_code", "procedure_code")


@temporary_view(rules=RULES)
def claim_candidates(
    bronze_claims: ir.Table, silver_patients: ir.Table, decisions: ir.Table, *, settings: PipelineSettings
) -> ir.Table:
    """Every bronze claim row, standardised, with the rules it breaks."""
    rows = standardised(
        bronze_claims,
        claim_id=trimmed(bronze_claims.claim_id),
        patient_id=trimmed(bronze_claims.patient_id),
        claim_date=to_date(bronze_claims.claim_date),
        diagnosis_code=ascii_upper(trimmed(bronze_claims.diagnosis_code)),
        procedure_code=ascii_upper(trimmed(bronze_claims.procedure_code)),
        claim_status=word_of(
            CLAIM_STATUSES, bronze_claims.claim_status, ascii_lower(trimmed(bronze_claims.claim_status))
        ),
    )
    rows = with_known_patient(rows, silver_patients)
    amounts = settings.outliers.claim_amount
    ranks = ((rows.claim_status == status, rank) for rank, status in enumerate(settings.claim_status_order))
    rows = rows.mutate(
        is_amount_outlier=~ibis.coalesce(rows.claim_amount.between(amounts.low, amounts.high), False),
        _latest_date=days_after(rows["_ingested_at"], settings.future_days),
        _strength=ibis.cases(*ranks, else_=-1).cast("!int32"),
    )
    return judged(rows, RULES, decisions, feed="claims", row_id="claim_id")


@temporary_view()
def contested_claims(claim_candidates: ir.Table) -> ir.Table:
    """Claims of which more than one accepted row has come."""
    return contested(claim_candidates, key=CONTRACT.key)


@temporary_view(inline=True)
def claim_fates(claim_candidates: ir.Table, contested_claims: ir.Table) -> ir.Table:
    """Every bronze claim row with its fate.

    A claim comes again when it moves on. The strongest status wins, then the latest date, the greatest amount and
    the rest of the content; when a row arrived says nothing, as feeds are late and are replayed.
    """
    return decided(
        claim_candidates,
        contested_claims,
        best_first=lambda rivals: [rivals["_strength"].desc()],
        content=CONTENT,
        loser=lambda rivals: ibis.ifelse(
            rivals["_strength"] < rivals["_strength"].max().over(group_by=rivals.claim_id), "earlier_state", "conflict"
        ),
    )


def _of_patients(silver_patients: ir.Table, bronze_claims: ir.Table) -> ir.Table:
    rows = bronze_claims
    return rows.semi_join(silver_patients, trimmed(rows.patient_id) == silver_patients.patient_id).select(
        key=trimmed(rows.claim_id)
    )


def _released(decisions: ir.Table) -> ir.Table:
    return released_rows(decisions, "claims")


BY_CLAIM = RefreshKey("claim_id", of=lambda rows: trimmed(rows.claim_id), reached=(_of_patients, _released))


@materialized_view(contract=CONTRACT, refresh_by=BY_CLAIM)
def silver_claims(claim_fates: ir.Table) -> ir.Table:
    """One row per claim, in its strongest state."""
    return accepted(claim_fates, CONTRACT)

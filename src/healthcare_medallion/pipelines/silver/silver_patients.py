"""Silver patients: bronze_patients in, every accepted version of every patient out, names pseudonymised."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import materialized_view, temporary_view
from healthcare_medallion.pipelines.shared.exact import MAX_AMOUNT
from healthcare_medallion.pipelines.shared.fates import (
    accepted,
    contested,
    decided,
    judged,
    standardised,
    values_present,
)
from healthcare_medallion.pipelines.shared.keys import keyed, pseudonym_text
from healthcare_medallion.pipelines.shared.refresh import RefreshKey, released_rows
from healthcare_medallion.pipelines.shared.rules import Rule, Severity, no_identifier_in
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.text import ascii_upper, to_date, to_timestamp, trimmed, word_of
from healthcare_medallion.pipelines.shared.typing import INGESTION_COLUMNS
from healthcare_medallion.pipelines.shared.vocabularies import INSURANCE_PLANS, REGIONS, SEXES

NONE = Classification.NONE
QUASI = Classification.QUASI_IDENTIFIER
SENSITIVE = Classification.SENSITIVE

CONTRACT = Contract(
    name="silver_patients",
    comment="Accepted patient versions: standardised, typed, without names.",
    grain="one row per patient and instant at which a version became true",
    key=("patient_id", "timestamp"),
    columns=(
        Column("patient_id", "string", "Member id.", nullable=False, classification=QUASI),
        Column(
            "first_name_pseudonym",
            "string",
            "HMAC-SHA-256 of patient_id and given name.",
            classification=QUASI,
            keyed_by="name",
        ),
        Column(
            "last_name_pseudonym",
            "string",
            "HMAC-SHA-256 of patient_id and family name.",
            classification=QUASI,
            keyed_by="name",
        ),
        Column("age", "int", "Age in whole years.", classification=QUASI, unit="years"),
        Column("sex", "string", "MALE or FEMALE.", classification=QUASI),
        Column("region", "string", "NORTHEAST, NORTHWEST, SOUTHEAST or SOUTHWEST.", classification=QUASI),
        Column("bmi", "double", "Body mass index.", classification=SENSITIVE, unit="kg/m2"),
        Column("smoker", "boolean", "Whether the member smokes.", classification=SENSITIVE),
        Column("children", "int", "Children covered by the plan.", classification=QUASI, unit="persons"),
        Column("charges", "double", "Yearly medical charges billed.", classification=SENSITIVE, unit="USD"),
        Column("insurance_plan", "string", "Plan name, upper case.", classification=QUASI),
        Column("coverage_start_date", "date", "First day of cover.", classification=QUASI),
        Column("timestamp", "timestamp", "When this version became true.", nullable=False, classification=QUASI),
        Column("is_bmi_outlier", "boolean", "BMI outside the pinned bounds.", nullable=False, classification=NONE),
        Column(
            "is_charges_outlier", "boolean", "Charges outside the pinned bounds.", nullable=False, classification=NONE
        ),
        Column(
            "_warnings",
            "array<string>",
            "Rules of severity warn that the row breaks; null when none.",
            classification=NONE,
        ),
        Column(
            "_name_key_id",
            "string",
            "Which key the name pseudonyms were made with.",
            nullable=False,
            classification=NONE,
        ),
        *INGESTION_COLUMNS,
    ),
    cluster_by=("patient_id",),
)

RULES = (
    Rule(
        "valid_patient_id",
        lambda t: t.patient_id.length() >= 5,
        "The id has at least five characters.",
        waivable=False,
    ),
    Rule("valid_age", lambda t: t.age.between(18, 85), "Age is 18 to 85 years."),
    Rule("valid_sex", lambda t: t.sex.isin(SEXES), "Sex is MALE or FEMALE."),
    Rule("valid_region", lambda t: t.region.isin(REGIONS), "Region is one of the four."),
    Rule("valid_bmi", lambda t: t.bmi.between(16.0, 50.0), "BMI is 16 to 50."),
    Rule("valid_smoker", lambda t: t.smoker.notnull(), "Smoker is known."),
    Rule("valid_children", lambda t: t.children >= 0, "Children is zero or more."),
    Rule(
        "valid_charges",
        lambda t: (t.charges > 0) & (t.charges < MAX_AMOUNT),
        "Charges are positive and below 10^10.",
        waivable=False,
    ),
    Rule("valid_timestamp", lambda t: t.timestamp.notnull(), "The version says when it became true.", waivable=False),
    no_identifier_in("insurance_plan", ids=("patient_id",)),
    Rule(
        "complete_name",
        lambda t: t.first_name_pseudonym.notnull() & t.last_name_pseudonym.notnull(),
        "Both names are present.",
        Severity.WARN,
    ),
    Rule("valid_coverage_date", lambda t: t.coverage_start_date.notnull(), "Cover has a start date.", Severity.WARN),
    Rule("valid_insurance_plan", lambda t: t.insurance_plan.isin(INSURANCE_PLANS), "The plan is known.", Severity.WARN),
    Rule("reasonable_age", lambda t: t.age.between(18, 80), "Age is 18 to 80 years.", Severity.WARN),
    Rule("reasonable_bmi", lambda t: t.bmi.between(18.0, 40.0), "BMI is 18 to 40.", Severity.WARN),
    Rule("reasonable_children", lambda t: t.children <= 10, "At most ten children.", Severity.WARN),
)

CONTENT = (
    "first_name_pseudonym",
    "last_name_pseudonym",
    "age",
    "sex",
    "region",
    "bmi",
    "smoker",
    "children",
    "charges",
    "insurance_plan",
    "coverage_start_date",
)


@temporary_view(rules=RULES)
def patient_candidates(
    bronze_patients: ir.Table, decisions: ir.Table, name_key: ir.Table, *, settings: PipelineSettings
) -> ir.Table:
    """Every bronze patient row, standardised, its names as pseudonyms, with the rules it breaks."""
    rows = standardised(
        bronze_patients,
        patient_id=trimmed(bronze_patients.patient_id),
        sex=word_of(SEXES, bronze_patients.sex, ascii_upper(trimmed(bronze_patients.sex))),
        region=word_of(REGIONS, bronze_patients.region, ascii_upper(trimmed(bronze_patients.region))),
        insurance_plan=word_of(
            INSURANCE_PLANS, bronze_patients.insurance_plan, _normalised(bronze_patients.insurance_plan)
        ),
        coverage_start_date=to_date(bronze_patients.coverage_start_date),
        timestamp=to_timestamp(bronze_patients.timestamp),
    )
    bmi, charges = settings.outliers.bmi, settings.outliers.charges
    rows = rows.mutate(
        first_name_pseudonym=keyed(name_key, pseudonym_text(rows.patient_id, _normalised(rows.first_name))),
        last_name_pseudonym=keyed(name_key, pseudonym_text(rows.patient_id, _normalised(rows.last_name))),
        is_bmi_outlier=~ibis.coalesce(rows.bmi.between(bmi.low, bmi.high), False),
        is_charges_outlier=~ibis.coalesce(rows.charges.between(charges.low, charges.high), False),
        _name_key_id=name_key.key_id.as_scalar(),
    )
    return judged(rows, RULES, decisions, feed="patients", row_id="patient_id")


@temporary_view()
def contested_patients(patient_candidates: ir.Table) -> ir.Table:
    """Versions that more than one accepted row describes."""
    return contested(patient_candidates, key=CONTRACT.key)


@temporary_view(inline=True)
def patient_fates(patient_candidates: ir.Table, contested_patients: ir.Table) -> ir.Table:
    """Every bronze patient row with its fate.

    Of several rows for one patient and instant, the one with fewest warnings wins, then the fullest, then the
    greatest content: nothing that depends on arrival.
    """
    return decided(
        patient_candidates,
        contested_patients,
        best_first=lambda rivals: [
            ibis.coalesce(rivals["_warnings"].length(), 0),
            values_present(rivals, CONTENT).desc(),
        ],
        content=CONTENT,
        loser=lambda rivals: ibis.literal("conflict"),
    )


def _released(decisions: ir.Table) -> ir.Table:
    return released_rows(decisions, "patients")


BY_PATIENT = RefreshKey("patient_id", of=lambda rows: trimmed(rows.patient_id), reached=(_released,))


@materialized_view(contract=CONTRACT, refresh_by=BY_PATIENT)
def silver_patients(patient_fates: ir.Table) -> ir.Table:
    """Every accepted version of every patient."""
    return accepted(patient_fates, CONTRACT)


def _normalised(text: ir.StringValue) -> ir.StringValue:
    return ascii_upper(trimmed(text)).nullif("")

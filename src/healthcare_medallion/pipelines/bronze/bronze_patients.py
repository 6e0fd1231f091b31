"""Bronze patients: landing_patients in, typed rows out; what does not type goes to rejected_lines."""

from __future__ import annotations

import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source, streaming_table, temporary_view
from healthcare_medallion.pipelines.shared.typing import INGESTION_COLUMNS, landing_contract, typed

DIRECT = Classification.DIRECT_IDENTIFIER
QUASI = Classification.QUASI_IDENTIFIER
SENSITIVE = Classification.SENSITIVE

CONTRACT = Contract(
    name="bronze_patients",
    comment="Patient records as they landed, typed. Append-only.",
    grain="one row per accepted record of a patients file",
    columns=(
        Column("patient_id", "string", "Member id given by the insurer.", nullable=False, classification=QUASI),
        Column("first_name", "string", "Given name.", classification=DIRECT),
        Column("last_name", "string", "Family name.", classification=DIRECT),
        Column("age", "int", "Age in whole years when the record was made.", classification=QUASI, unit="years"),
        Column("sex", "string", "MALE or FEMALE.", classification=QUASI),
        Column("region", "string", "Census region quarter: NORTHEAST, NORTHWEST, ...", classification=QUASI),
        Column("bmi", "double", "Body mass index.", classification=SENSITIVE, unit="kg/m2"),
        Column("smoker", "boolean", "Whether the member smokes.", classification=SENSITIVE),
        Column("children", "int", "Children covered by the plan.", classification=QUASI, unit="persons"),
        Column("charges", "double", "Yearly medical charges billed.", classification=SENSITIVE, unit="USD"),
        Column("insurance_plan", "string", "Plan name.", classification=QUASI),
        Column("coverage_start_date", "string", "First day of cover, as text.", classification=QUASI),
        Column("timestamp", "string", "When this version became true, as text.", classification=QUASI),
        *INGESTION_COLUMNS,
    ),
    cluster_by=("_ingested_at",),
    holds_identifiers=True,
)

landing_patients = source(landing_contract(CONTRACT))


@temporary_view()
def typed_patients(landing_patients: ir.Table) -> ir.Table:
    """Every landed patient record with its typed columns, or with the reason why it has none."""
    return typed(landing_patients, CONTRACT, required=["patient_id"])


@streaming_table(contract=CONTRACT)
def bronze_patients(typed_patients: ir.Table) -> ir.Table:
    """Patient records that type, exactly as they came."""
    return typed_patients.filter(typed_patients["_reject_reason"].isnull())

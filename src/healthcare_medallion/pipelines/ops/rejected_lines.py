"""Rejected lines: landed records that cannot be a bronze row, each with file, position, column and reason."""

from __future__ import annotations

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import streaming_table
from healthcare_medallion.pipelines.shared.typing import INGESTION_COLUMNS

CONTRACT = Contract(
    name="rejected_lines",
    schema=OPS,
    comment="Records that could not be read or typed, or lack a key. The line itself is sealed.",
    grain="one row per rejected record",
    otherwise=Classification.NONE,
    columns=(
        Column("source_file", "string", "File, relative to the landing folder.", nullable=False),
        Column("position", "string", "Record number in the file, the header not counted."),
        Column("column", "string", "First column that does not type; null when the record as a whole is broken."),
        Column("reason", "string", "What is wrong, never quoting a cell.", nullable=False),
        Column("feed", "string", "patients, claims or medical_events.", nullable=False),
        Column(
            "sealed_line",
            "string",
            "The line, SSN-shaped digits masked, encrypted with AES-256-GCM.",
            classification=Classification.SENSITIVE,
        ),
        *INGESTION_COLUMNS,
    ),
    cluster_by=("_ingested_at",),
)


# The engine provides it: it needs a key.
@ibis.udf.scalar.builtin(name="seal_line", signature=((dt.string,), dt.string))  # type: ignore[untyped-decorator]
def _seal_line(line: str) -> str: ...  # type: ignore[empty-body]


@streaming_table(contract=CONTRACT)
def rejected_lines(typed_patients: ir.Table, typed_claims: ir.Table, typed_medical_events: ir.Table) -> ir.Table:
    """Every landed record that is not a bronze row."""
    return ibis.union(
        _rejected(typed_patients, "patients"),
        _rejected(typed_claims, "claims"),
        _rejected(typed_medical_events, "medical_events"),
    )


def _rejected(typed: ir.Table, feed: str) -> ir.Table:
    rows = typed.filter(typed["_reject_reason"].notnull())
    return rows.select(
        source_file=rows["_source_file"],
        position=rows["_position"],
        column=rows["_reject_column"],
        reason=rows["_reject_reason"],
        feed=ibis.literal(feed),
        sealed_line=_seal_line(rows["_raw_line"]),
        _ingested_at=rows["_ingested_at"],
        _pipeline_env=rows["_pipeline_env"],
    )

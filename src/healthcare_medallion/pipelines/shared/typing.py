"""From landed text to typed rows. Every engine types by this one expression, so every engine types alike."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared import text
from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract

NONE = Classification.NONE

INGESTION_COLUMNS = (
    Column(
        "_ingested_at",
        "timestamp",
        "When the file of this row was taken, from the run's plan; unique per file on the laptop.",
        nullable=False,
        classification=NONE,
    ),
    Column(
        "_pipeline_env",
        "string",
        "Environment that took it: dev, staging or prod.",
        nullable=False,
        classification=NONE,
    ),
)

REASONS = {
    "int": "not an integer",
    "double": "not a finite number",
    "boolean": "not a true or false word",
}
_CASTS = {"int": text.to_int, "double": text.to_double, "boolean": text.to_boolean}


def landing_contract(bronze: Contract) -> Contract:
    """The contract of the records that a reader delivers for a bronze table: all text, plus where they stood."""
    feed = bronze.name.removeprefix("bronze_")
    business = [c for c in bronze.columns if not c.name.startswith("_")]
    return Contract(
        name=f"landing_{feed}",
        schema=OPS,
        comment=f"Records of {feed} as text, one row each, as the reader delivers them.",
        columns=(
            *(Column(c.name, "string", c.description, classification=c.classification) for c in business),
            Column(
                "_source_file", "string", "File, relative to the landing folder.", nullable=False, classification=NONE
            ),
            Column(
                "_position",
                "string",
                "Record number in the file (a record hash where files are read in parallel).",
                classification=NONE,
            ),
            Column("_fault", "string", "Why the reader refused the record; null when it did not.", classification=NONE),
            Column("_raw_line", "string", "Text of a refused record.", classification=Classification.DIRECT_IDENTIFIER),
            *INGESTION_COLUMNS,
        ),
        holds_identifiers=True,
    )


def typed(landing: ir.Table, bronze: Contract, required: Sequence[str]) -> ir.Table:
    """Typed columns of a bronze contract plus ``_reject_column`` and ``_reject_reason`` (both null for a good row).

    A record is refused when the reader found a fault, a ``required`` id is blank, or a cell does not type. The
    reason never quotes the cell. Text stays as it came, blanks and case included: silver repairs it.
    """
    columns: dict[str, ir.Value] = {}
    for column in bronze.columns:
        if column.type in _CASTS:
            columns[column.name] = _CASTS[column.type](landing[column.name])
        else:
            columns[column.name] = landing[column.name]
    step = landing.select(
        **columns,
        **{f"_text_{c.name}": landing[c.name] for c in bronze.columns if c.type in _CASTS},
        **{name: landing[name] for name in ("_source_file", "_position", "_fault", "_raw_line")},
    )
    checks: list[tuple[ir.BooleanValue, str | None, str | ir.StringValue]]
    checks = [(step["_fault"].notnull(), None, step["_fault"])]
    checks += [(text.is_blank(step[name]), name, "missing key") for name in required]
    checks += [
        (ibis.ifelse(step[c.name].isnull(), ~text.is_blank(step[f"_text_{c.name}"]), False), c.name, REASONS[c.type])
        for c in bronze.columns
        if c.type in _CASTS
    ]
    none = ibis.null("string")
    judged = step.mutate(
        _reject_reason=ibis.cases(*((failed, reason) for failed, _, reason in checks), else_=none),
        _reject_column=ibis.cases(*((failed, column or none) for failed, column, _ in checks), else_=none),
    )
    # Where a record stood matters for a refused one only; for the others it would be stored in vain.
    refused = judged["_reject_reason"].notnull()
    where = {name: ibis.ifelse(refused, judged[name], none) for name in ("_source_file", "_position", "_raw_line")}
    return judged.select(*bronze.names, "_reject_reason", "_reject_column", **where)

"""The ledger of references: the distributions that later rows are compared with. Written by `medallion quality`."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="quality_references",
    schema=OPS,
    comment=(
        "Pinned references for drift, by version; the greatest version is in force. Bounds are deciles rounded to "
        "three digits, categories are words of the vocabularies: no cell stands here."
    ),
    grain="one row per version, column and bin",
    key=("version", "table_name", "column_name", "bin"),
    otherwise=Classification.NONE,
    columns=(
        Column("version", "bigint", "Version of the reference, from 1.", nullable=False),
        Column("pinned_at", "timestamp", "When it was pinned.", nullable=False),
        Column("pinned_by", "string", "Who pinned it.", nullable=False),
        Column("run_id", "string", "Last finished run by then: the rows of all runs up to it count.", nullable=False),
        Column("table_name", "string", "Table.", nullable=False),
        Column("column_name", "string", "Column.", nullable=False),
        Column("bin", "int", "Number of the bin, from 0.", nullable=False),
        Column(
            "label", "string", "Meaning of the bin: null, other, a category, or `to` its upper bound.", nullable=False
        ),
        Column("upper", "double", "Greatest value in the bin; null for the last numeric bin and for categories."),
        Column("rows", "bigint", "Rows of the table behind the reference.", nullable=False),
        Column("share", "double", "Share of the rows that fall in the bin.", nullable=False, unit="ratio"),
    ),
)

quality_references = source(CONTRACT)

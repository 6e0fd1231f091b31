"""The conservation ledger: what each landed file held and where all of it went."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="reconciliation",
    schema=OPS,
    comment=(
        "header_lines + blank_lines + record_lines = lines, and bronze_rows + rejected_rows = records: "
        "counted while the file was read, checked by `medallion verify` against the stored tables."
    ),
    grain="one row per file taken",
    otherwise=Classification.NONE,
    columns=(
        Column("run_sequence", "bigint", "Run that took the file.", nullable=False),
        Column("source_file", "string", "File, relative to the landing folder.", nullable=False),
        Column("feed", "string", "patients, claims or medical_events.", nullable=False),
        Column("ingested_at", "timestamp", "`_ingested_at` of its rows.", nullable=False),
        Column("lines", "bigint", "Physical lines.", nullable=False, unit="lines"),
        Column("header_lines", "bigint", "Lines of the header.", nullable=False, unit="lines"),
        Column("blank_lines", "bigint", "Empty lines.", nullable=False, unit="lines"),
        Column("record_lines", "bigint", "Lines of records, whatever became of them.", nullable=False, unit="lines"),
        Column("records", "bigint", "Records.", nullable=False),
        Column("bronze_rows", "bigint", "Records that became a bronze row.", nullable=False),
        Column("rejected_rows", "bigint", "Records that became a rejected line.", nullable=False),
        Column("extra_columns", "array<string>", "Header names outside the contract: schema drift.", nullable=False),
        Column("missing_columns", "array<string>", "Contract columns the header lacks.", nullable=False),
    ),
)

reconciliation = source(CONTRACT)

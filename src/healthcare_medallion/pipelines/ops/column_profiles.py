"""The ledger of column profiles: what the rows that a run took look like, in figures that identify nobody."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="column_profiles",
    schema=OPS,
    comment=(
        "Figures about each column of the rows that a run took. Quantiles stand only where 1,000 values and more are "
        "behind them, between values and rounded, least and greatest left out, and never for a direct identifier. "
        "Values by name stand only for columns that are not classified, if enough rows have them."
    ),
    grain="one row per measurement, table and column",
    key=("measured_at", "table_name", "column_name"),
    otherwise=Classification.NONE,
    columns=(
        Column("measured_at", "timestamp", "Logical time of the run.", nullable=False),
        Column("run_id", "string", "Run that measured: its number, or the id of the job run.", nullable=False),
        Column("table_name", "string", "Table.", nullable=False),
        Column("column_name", "string", "Column.", nullable=False),
        Column("rows", "bigint", "Rows that arrived.", nullable=False),
        Column("nulls", "bigint", "Nulls among them.", nullable=False),
        Column("null_share", "double", "nulls / rows.", nullable=False, unit="ratio"),
        Column(
            "distinct_values",
            "bigint",
            "Different values, estimated within some percent.",
            nullable=False,
        ),
        Column("p05", "double", "5 % of the values are smaller; two significant digits."),
        Column("p25", "double", "Lower quartile; two significant digits."),
        Column("p50", "double", "Median; two significant digits."),
        Column("p75", "double", "Upper quartile; two significant digits."),
        Column("p95", "double", "95 % of the values are smaller; two significant digits."),
        Column("top_values", "map<string,bigint>", "Most frequent values of an unclassified column, with their rows."),
    ),
)

column_profiles = source(CONTRACT)

"""Who looked at, released or changed what, when and for what purpose. Never the data itself."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="audit_log",
    schema=OPS,
    comment="Append-only record of access to patient-level data and of stewards' decisions.",
    grain="one row per action",
    otherwise=Classification.NONE,
    columns=(
        Column("at", "timestamp", "When.", nullable=False),
        Column("actor", "string", "Who: the name of the user at the operating system, or as given.", nullable=False),
        Column("role", "string", "In which role.", nullable=False),
        Column(
            "action", "string", "query, show, unmask, release, waive, remove, break-glass or alert.", nullable=False
        ),
        Column("objects", "array<string>", "Tables concerned, and for one row its handle.", nullable=False),
        Column("purpose", "string", "For which purpose, and why as stated: it must not name a patient."),
        Column("statement_sha256", "string", "Digest of the query text: the text itself may quote a patient."),
        Column("outcome", "string", "done or refused.", nullable=False),
    ),
)

audit_log = source(CONTRACT)

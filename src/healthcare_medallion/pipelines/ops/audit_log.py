"""Who ran, looked at, released or changed what, when and for what purpose. Never the data itself."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="audit_log",
    schema=OPS,
    comment="Append-only record of runs, of access to patient-level data, of key use and of stewards' decisions. "
    "Each entry carries a code over itself and the one before it: `medallion audit verify`.",
    grain="one row per action",
    otherwise=Classification.NONE,
    columns=(
        Column("at", "timestamp", "When.", nullable=False),
        Column("actor", "string", "Who: the name of the user at the operating system, or as given.", nullable=False),
        Column("role", "string", "In which role; `operator` for runs.", nullable=False),
        Column(
            "action",
            "string",
            "What was done: run, key, query, view, history, show, unmask, release, waive, remove, export or erase.",
            nullable=False,
        ),
        Column(
            "objects", "array<string>", "Tables, runs or keys concerned, and for one row its handle.", nullable=False
        ),
        Column("purpose", "string", "Why, as stated."),
        Column("statement_sha256", "string", "Digest of the query text: the text itself may quote a patient."),
        Column("outcome", "string", "started, done, refused or failed.", nullable=False),
        Column("sequence", "bigint", "Number of the entry, from 1 without a gap; null before there was a chain."),
        Column("key_id", "string", "Which audit key the code was made with."),
        Column("mac", "string", "HMAC-SHA-256 over the code of the entry before and this entry."),
    ),
)

audit_log = source(CONTRACT)

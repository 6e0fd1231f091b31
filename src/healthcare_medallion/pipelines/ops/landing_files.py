"""The plan of each run: which files it takes, and under what number and time. Written by the laptop engine."""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="landing_files",
    schema=OPS,
    comment=(
        "Committed before a row is taken from a file, so that a run that was killed is repeated with the same files "
        "and the same ingestion times. A run without new files has one row with no file."
    ),
    grain="one row per file taken, one row per run that takes none",
    otherwise=Classification.NONE,
    columns=(
        Column("run_sequence", "bigint", "Number of the run, growing by one.", nullable=False),
        Column("planned_at", "timestamp", "Logical time of the run.", nullable=False),
        Column("source_file", "string", "File, relative to the landing folder."),
        Column("feed", "string", "patients, claims or medical_events."),
        Column("source", "string", "Name of the `sources` setting that the file was read by, null for the standard."),
        Column("size_bytes", "bigint", "Size when it was taken.", unit="bytes"),
        Column("modified_at", "timestamp", "Modification time of the file when it was taken."),
        Column("sha256", "string", "Digest of the file's bytes."),
        Column("ingested_at", "timestamp", "`_ingested_at` of every row of the file; unique per file."),
    ),
)

landing_files = source(CONTRACT, watched=False)

"""Writes synthetic landing files into a volume."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from healthcare_medallion.jobs.workspace import finish


def main(argv: Sequence[str] | None = None) -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--landing", required=True, type=Path, help="Folder of the landing volume.")
    arguments.add_argument("--patients", type=int, default=10_000, help="Patients, all batches.")
    arguments.add_argument("--batches", type=int, default=1)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--defects", type=float, default=0.0, help="Share of faulty records.")
    given = arguments.parse_args(argv)

    def work() -> str:
        from pyspark.sql import SparkSession

        from healthcare_medallion.data_generation import GenerationPlan
        from healthcare_medallion.jobs.delivering import deliver
        from healthcare_medallion.jobs.spreading import spread_over

        plan = GenerationPlan(given.patients, given.seed, batches=given.batches, defects=given.defects)
        summary = deliver(plan, given.landing, spread_over(SparkSession.builder.getOrCreate()))
        return f"{sum(summary.rows.values())} records in {', '.join(summary.batches)}."

    finish(work)


if __name__ == "__main__":
    main()

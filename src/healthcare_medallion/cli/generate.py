"""`medallion generate`."""

from __future__ import annotations

from pathlib import Path

import click

from healthcare_medallion.cli import options


@click.command()
@click.option("--patients", type=click.IntRange(1), default=10_000, show_default=True, help="Patients, all batches.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--landing", type=click.Path(path_type=Path), default=Path("landing"), show_default=True)
@click.option("--batch", help="Name of the batch folder.  [default: the next free number]")
@click.option("--batches", type=click.IntRange(1), default=1, show_default=True, help="A stream of so many batches.")
@click.option("--profile", type=click.Choice(["seed", "reference"]), default="seed", show_default=True)
@click.option(
    "--defects", type=click.FloatRange(0, 0.5), default=0.0, show_default=True, help="Share of faulty records."
)
@click.option("--answer-key", type=click.Path(path_type=Path), help="CSV with every fault and its expected fate.")
@options.as_json
def command(
    patients: int,
    seed: int,
    landing: Path,
    batch: str | None,
    batches: int,
    profile: str,
    defects: float,
    answer_key: Path | None,
    as_json: bool,
) -> None:
    """Write synthetic patients, claims and medical events as landing files.

    Nobody in them exists. The same arguments write the same bytes.
    """
    from healthcare_medallion.cli.console import console, progress, table
    from healthcare_medallion.data_generation import GenerationPlan, generate

    plan = GenerationPlan(
        patients=patients,
        seed=seed,
        batch=batch,
        batches=batches,
        profile=profile,  # type: ignore[arg-type]  # click has checked it
        defects=defects,
        answer_key=answer_key,
    )
    with progress("generate", steps=patients) as on_step:
        done_before = 0

        def on_progress(done: int, total: int) -> None:
            nonlocal done_before
            if total and done == total:
                on_step(f"{done:,} patients", 1.0)
            done_before = done

        summary = generate(plan, landing, on_progress=on_progress)
    if as_json:
        options.echo_json(vars(summary))
        return
    out = console()
    rows = [(name, count, summary.bytes[name] / 1e6) for name, count in summary.rows.items()]
    out.print(table(["file", "records", "MB"], rows, title=f"Written to {landing}", right=["records", "MB"]))
    if summary.faults:
        out.print(f"{sum(summary.faults.values()):,} faults of {len(summary.faults)} kinds.")
    if summary.answer_key:
        out.print(f"Answer key: {summary.answer_key}")

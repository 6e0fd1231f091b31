"""`medallion run`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from healthcare_medallion.settings import Settings


@click.command()
@options.common
@click.option("--engine", type=click.Choice(["embedded", "spark"]), default="embedded", show_default=True)
@options.as_json
def command(engine: str, as_json: bool, **given: Any) -> None:
    """Take every new landing file through bronze, silver and gold.

    A run that was interrupted is completed first. Files already taken are never taken again; one whose content
    changed since is reported.
    """
    from healthcare_medallion.cli.console import console, progress, table
    from healthcare_medallion.engines.embedded.run import run
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    out = console()
    if engine == "spark":
        _run_on_spark(settings, as_json=as_json)
        return
    with progress("run", steps=16) as on_step:
        report = run(
            settings,
            on_step=on_step,
            on_wait=lambda who: click.echo(f"Waiting: the warehouse is held by {who}.", err=True),
        )
    if as_json:
        options.echo_json(
            {
                "runs": report.runs,
                "files": [a.row(0) for a in report.accounts],
                "tables": [vars(step) for step in report.steps],
                "changed_files": report.changed_files,
                "unclaimed_files": report.unclaimed_files,
            }
        )
        return
    if not report.runs:
        out.print("Nothing to do: every landing file has been taken and every table is up to date.")
    else:
        out.print(
            table(
                ["table", "rows", "seconds"],
                [(s.table, s.rows, s.seconds) for s in report.steps],
                title=f"Run {', '.join(map(str, report.runs))}: {len(report.accounts)} files",
                right=["rows", "seconds"],
            )
        )
    for account in report.accounts:
        for name in account.extra_columns:
            out.print(
                f"Schema drift: {account.file.source_file} has a column `{name}` that no contract knows; left out."
            )
        for name in account.missing_columns:
            out.print(
                f"Schema drift: {account.file.source_file} lacks column `{name}`; null in its rows.", markup=False
            )
    for name in report.changed_files:
        out.print(
            f"Changed after it was taken: {name}. Its new content was not taken; deliver it anew.",
            style="yellow",
            markup=False,
        )
    if report.unclaimed_files:
        names = ", ".join(report.unclaimed_files[:5]) + (" ..." if len(report.unclaimed_files) > 5 else "")
        out.print(f"Not taken, as no feed or source claims them: {names}", style="dim", markup=False)


def _run_on_spark(settings: Settings, *, as_json: bool) -> None:
    """A warehouse has one engine as its writer: this one's tables are Spark's."""
    from healthcare_medallion.engines.spark.run import run

    made: list[str] = []

    def on_step(table: str) -> None:
        made.append(table)
        if not as_json:
            click.echo(table)

    run(settings, on_step=on_step)
    if as_json:
        options.echo_json({"tables": made})

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
@click.option(
    "--full-refresh",
    "whole",
    metavar="[TABLE,...]",
    is_flag=False,
    flag_value="",
    help="Compute these tables whole, or all of silver and gold.",
)
@click.option("--only", metavar="TABLE,...", help="Bring only these tables up to date, and what they are made from.")
@click.option("--dry-run", is_flag=True, help="Say what would be refreshed, why and for how many keys; commit nothing.")
@options.as_json
def command(engine: str, whole: str | None, only: str | None, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Take every new landing file through bronze, silver and gold.

    A run that was interrupted is completed first. Files already taken are never taken again; one whose content
    changed since is reported. Tables that are refreshed by key are computed for the keys that changes reach.
    """
    from healthcare_medallion.cli.console import console, progress, table
    from healthcare_medallion.engines.embedded.run import run
    from healthcare_medallion.errors import UsageError
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    out = console()
    if engine == "spark":
        if whole is not None or only or dry_run:
            raise UsageError("--full-refresh, --only and --dry-run are options of the embedded engine.")
        _run_on_spark(settings, as_json=as_json)
        return
    with progress("run", steps=16) as on_step:
        report = run(
            settings,
            whole=None if whole is None else _names(whole),
            only=_names(only or ""),
            dry=dry_run,
            on_step=on_step,
            on_wait=lambda who: click.echo(f"Waiting: the warehouse is held by {who}.", err=True),
        )
    if as_json:
        options.echo_json(
            {
                "runs": report.runs,
                "files": [a.row(0) for a in report.accounts],
                "tables": [vars(step) for step in report.steps],
                "left_stale": report.left_stale,
                "changed_files": report.changed_files,
                "unclaimed_files": report.unclaimed_files,
                "notices": report.notices,
            }
        )
        return
    if dry_run and report.steps:
        out.print(
            table(
                ["table", "rows", "keys", "why"],
                [(s.table, s.rows, "all" if s.keys is None else s.keys, s.why) for s in report.steps],
                title="A run would write or remove these rows. Nothing was committed.",
                right=["rows", "keys"],
            )
        )
    elif not report.runs:
        out.print("Nothing to do: every landing file has been taken and every table is up to date.")
    else:
        out.print(
            table(
                ["table", "rows", "keys", "seconds"],
                [(s.table, s.rows, "all" if s.keys is None else s.keys, s.seconds) for s in report.steps],
                title=f"Run {', '.join(map(str, report.runs))}: {len(report.accounts)} files",
                right=["rows", "keys", "seconds"],
            )
        )
    if report.left_stale:
        out.print(
            f"Not published: {', '.join(report.left_stale)} still wait for this run. The next `medallion run` brings "
            "them up to date and publishes all tables together.",
            style="yellow",
            markup=False,
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
    for notice in report.notices:
        out.print(notice, style="yellow", markup=False)
    if report.unclaimed_files:
        names = ", ".join(report.unclaimed_files[:5]) + (" ..." if len(report.unclaimed_files) > 5 else "")
        out.print(f"Not taken, as no feed or source claims them: {names}", style="dim", markup=False)


def _names(given: str) -> list[str]:
    return [name.strip().rpartition(".")[2] for name in given.split(",") if name.strip()]


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

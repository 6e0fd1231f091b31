"""`medallion maintain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from rich.table import Table

    from healthcare_medallion.maintenance.maintaining import MaintenanceReport


@click.command()
@options.warehouse
@options.landing
@options.env
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@options.as_json
def command(dry_run: bool, as_json: bool, **given: Any) -> None:
    """Compact small files, enforce retention, delete what no snapshot needs, archive landing files.

    What is kept and for how long is set under `maintenance`. Safe to stop and to repeat at any time.
    """
    from healthcare_medallion.cli.console import progress
    from healthcare_medallion.maintenance.maintaining import STEPS, maintain
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    with progress("maintain", steps=len(STEPS)) as on_step:
        report = maintain(
            settings,
            dry_run=dry_run,
            on_step=on_step,
            on_wait=lambda who: click.echo(f"Waiting: the warehouse is held by {who}.", err=True),
        )
    if as_json:
        options.echo_json(_as_dict(report))
    else:
        _print(report)


def _as_dict(report: MaintenanceReport) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(report)


def _print(report: MaintenanceReport) -> None:
    from healthcare_medallion.cli.console import console

    out = console()
    would = "would be " if report.dry_run else ""
    if report.dry_run:
        for compaction in report.compactions:
            out.print(f"{compaction.table}: its {compaction.files_before:,} files would be compacted.")
    else:
        out.print(_spaces(report))
    removed: dict[str, int] = {}
    for removal in report.removals:
        removed[removal.table] = removed.get(removal.table, 0) + removal.rows
    for name, count in removed.items():
        out.print(f"Retention: {count:,} rows of {name} {would}removed.")
    files, log_files = sum(c.files for c in report.clean_ups), sum(c.log_files for c in report.clean_ups)
    megabytes = sum(c.bytes for c in report.clean_ups) / 1e6
    out.print(f"{files:,} unneeded files ({megabytes:,.2f} MB) and {log_files:,} log entries {would}deleted.")
    for clean_up in report.clean_ups:
        if clean_up.left_alone:
            out.print(f"Left alone: old files of {clean_up.table}, {clean_up.left_alone}.", style="yellow")
    archived = report.archived
    if archived.removed:
        size = f"{archived.bytes / 1e6:,.2f} MB"
        out.print(f"{len(archived.removed):,} landing files ({size}) {would}moved to the archive.")
    for name in archived.left:
        out.print(f"Not archived: {name}, its content is not what was taken.", style="yellow", markup=False)


def _spaces(report: MaintenanceReport) -> Table:
    """Tables that changed, and all together: live files, all files in MB, log files, each before and after."""
    from healthcare_medallion.cli.console import table
    from healthcare_medallion.maintenance.space import Space

    changed = [(name, was, report.after[name]) for name, was in report.before.items() if report.after[name] != was]
    changed.append(("all tables", sum(report.before.values(), Space()), sum(report.after.values(), Space())))
    rows = [
        (name, w.live_files, n.live_files, w.bytes / 1e6, n.bytes / 1e6, w.log_files, n.log_files)
        for name, w, n in changed
    ]
    columns = ["table", "files", "now", "MB on disk", "MB now", "log", "log now"]
    return table(columns, rows, title="Before and after", right=columns[1:])

"""`medallion status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from rich.console import Console

    from healthcare_medallion.reporting.state import State

_NAMES_SHOWN = 10


@click.command()
@options.common
@options.as_json
def command(as_json: bool, **given: Any) -> None:
    """Show the last run, its tables and quality, and what waits in the landing folder.

    Reads only. Exits with 0 for an empty warehouse too: that nothing has run yet is a state, not an error.
    """
    from healthcare_medallion.reporting.state import state
    from healthcare_medallion.settings import load_settings

    found = state(load_settings(**given))
    if as_json:
        options.echo_json(_as_json(found))
    else:
        _show(found)


def _show(found: State) -> None:
    from healthcare_medallion.cli.console import console

    out = console()
    _show_run(out, found)
    _show_alerts(out, found)
    _show_unfinished(out, found)
    _show_landing(out, found)


def _show_run(out: Console, found: State) -> None:
    from healthcare_medallion.cli.console import table
    from healthcare_medallion.quality.score import shown_percent

    run = found.last_run
    if run is None:
        _say(out, f"The warehouse {found.warehouse} holds no finished run yet.")
        return
    lines = [(t.name, t.rows, t.version) for t in found.tables]
    out.print(table(["table", "rows", "version"], lines, right=["rows", "version"]))
    out.print()
    seconds = (run.finished_at - run.started_at).total_seconds()
    facts = [
        ("last run", f"{run.run_sequence}, finished {run.finished_at:%Y-%m-%d %H:%M:%S} UTC, took {seconds:.1f} s"),
        ("engine", f"{run.engine}, environment {run.environment}, package {run.package_version}"),
        ("files", f"{run.files:,} taken by it"),
        ("quality score", shown_percent(found.quality.percent) if found.quality else "-"),
        ("on disk", f"{found.bytes_on_disk / 1e6:,.1f} MB in {found.warehouse}"),
    ]
    for name, fact in facts:
        _say(out, f"{name:<14} {fact}")


def _show_alerts(out: Console, found: State) -> None:
    for alert in found.open_alerts[:_NAMES_SHOWN]:
        _say(out, f"{alert.severity:<14} {alert.message}", style="red" if alert.severity == "critical" else "yellow")
    if len(found.open_alerts) > _NAMES_SHOWN:
        _say(out, f"{'alerts':<14} and {len(found.open_alerts) - _NAMES_SHOWN} more: medallion alerts list")
    if found.untold:
        _say(
            out,
            f"{'undelivered':<14} {found.untold} alert messages; the next run tries again (medallion alerts test)",
            style="red",
        )


def _show_unfinished(out: Console, found: State) -> None:
    if found.held_by:
        _say(out, f"{'under way':<14} the warehouse is held by {found.held_by}")
    elif found.unfinished_run:
        _say(
            out,
            f"{'interrupted':<14} run {found.unfinished_run} was not finished; the next `medallion run` completes it",
            style="yellow",
        )


def _show_landing(out: Console, found: State) -> None:
    if found.waiting is None:
        _say(out, f"{'landing':<14} {found.landing_problem}", style="yellow")
        return
    if not found.waiting:
        _say(out, f"{'landing':<14} nothing new in {found.landing}")
    else:
        many = f"{len(found.waiting)} new file{'' if len(found.waiting) == 1 else 's'} in {found.landing}"
        _say(out, f"{'landing':<14} {many}: {_listed(found.waiting)}")
        _say(out, f"{'next':<14} medallion run --landing {found.landing} --warehouse {found.warehouse}", style="cyan")
    if found.changed:
        _say(
            out,
            f"{'changed':<14} after they were taken: {_listed(found.changed)}; deliver the new content as a new file",
            style="yellow",
        )


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more


def _say(out: Console, text: str, style: str | None = None) -> None:
    # File names are no markup, and a path that wraps cannot be copied.
    out.print(text, style=style, markup=False, soft_wrap=True)


def _as_json(found: State) -> dict[str, object]:
    run = found.last_run
    return {
        "warehouse": found.warehouse,
        "landing": found.landing,
        "last_run": None
        if run is None
        else {
            "run_sequence": run.run_sequence,
            "started_at": run.started_at,
            "finished_at": run.finished_at,
            "seconds": (run.finished_at - run.started_at).total_seconds(),
            "logical_time": run.logical_time,
            "engine": run.engine,
            "environment": run.environment,
            "package_version": run.package_version,
            "files": run.files,
        },
        "tables": {t.name: {"rows": t.rows, "version": t.version} for t in found.tables},
        "quality_score": found.quality.percent if found.quality else None,
        "unfinished_run": found.unfinished_run,
        "held_by": found.held_by,
        "new_files": found.waiting,
        "changed_files": found.changed,
        "landing_problem": found.landing_problem,
        "bytes_on_disk": found.bytes_on_disk,
        "open_alerts": [
            {"id": a.alert_id, "rule": a.rule, "subject": a.subject, "severity": a.severity, "message": a.message}
            for a in found.open_alerts
        ],
        "undelivered_alerts": found.untold,
    }

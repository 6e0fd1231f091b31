"""`medallion quarantine`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from healthcare_medallion.engines.embedded.decisions import Decision, QuarantinedRow, ShownRow

F = TypeVar("F", bound=Callable[..., Any])
_FEEDS = click.Choice(["patients", "claims", "medical_events"])
_NEXT = "It takes effect at the next run: medallion run"
by = click.option("--by", required=True, metavar="NAME", help="Who decides.")
note = click.option("--note", required=True, metavar="TEXT", help="Why. Do not name a patient here.")


def _instant(context: click.Context, parameter: click.Parameter, value: datetime | None) -> datetime | None:
    if value is None:
        return None
    at = value.replace(tzinfo=UTC)
    if at <= datetime.now(UTC):
        raise click.BadParameter(f"{value:%Y-%m-%d} is not in the future.")
    return at


def _expires(*, required: bool) -> Callable[[F], F]:
    return click.option(
        "--expires",
        "expires_at",
        type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
        callback=_instant,
        required=required,
        metavar="DATE",
        help="The first run on or after this day (UTC) ends it.",
    )


@click.group()
def command() -> None:
    """See what is in quarantine, and decide about it.

    A handle stands for a row, so that no patient's id stands in a terminal or in a shell's history; six of its
    digits or more will do. A decision takes effect at the next run and is undone by removing it.
    """


@command.command("list")
@click.option("--feed", type=_FEEDS)
@click.option("--rule", metavar="RULE", help="Only rows that break this rule.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="Rows to list.")
@options.as_json
@options.warehouse
def list_(feed: str | None, rule: str | None, limit: int, as_json: bool, **given: Any) -> None:
    """How many rows break which rule, and the rows by handle. Shows no cell."""
    from healthcare_medallion.engines.embedded import decisions as stewards
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    counts = stewards.summary(settings, feed=feed, rule=rule)
    rows = stewards.quarantined(settings, feed=feed, rule=rule, limit=limit)
    waiting = _waiting(rows, stewards.decisions(settings))
    if as_json:
        options.echo_json(
            {
                "rules": [{"feed": f, "rule": r, "rows": n} for f, r, n in counts],
                "rows": [{**_row_as_json(row), "decided": decided} for row, decided in zip(rows, waiting, strict=True)],
            }
        )
        return
    _print_list(counts, rows, waiting)


@command.command()
@click.argument("handle")
@click.option("--reason", required=True, metavar="TEXT", help="Why you look at a patient's row; recorded.")
@options.purpose
@click.option("--unmask", is_flag=True, help="Show names and what looks like a social security number; recorded.")
@options.as_json
@options.warehouse
def show(handle: str, reason: str, purpose: str | None, unmask: bool, as_json: bool, **given: Any) -> None:
    """Show the row of HANDLE as it landed, and what is wrong with it.

    These are data of a patient: you act as a steward, and the audit log records it with purpose and reason. Codes of
    specially protected care are hidden unless the purpose opens them.
    """
    from healthcare_medallion.engines.embedded import decisions as stewards
    from healthcare_medallion.privacy.access import Purpose
    from healthcare_medallion.settings import load_settings

    if not reason.strip():
        raise click.BadParameter("say why.", param_hint="--reason")
    stated = Purpose(purpose) if purpose else None
    found = stewards.show(load_settings(**given), handle, reason=reason, purpose=stated, unmask=unmask)
    if as_json:
        options.echo_json([_shown_as_json(shown) for shown in found])
        return
    for shown in found:
        _print_shown(shown)


@command.command()
@click.argument("handle")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule; can be repeated.  [default: all]")
@by
@note
@_expires(required=False)
@options.warehouse
def release(handle: str, rules: tuple[str, ...], by: str, note: str, expires_at: datetime | None, **given: Any) -> None:
    """Take the rules that the row of HANDLE breaks out, for this row only."""
    from healthcare_medallion.cli.console import console
    from healthcare_medallion.engines.embedded import decisions as stewards
    from healthcare_medallion.settings import load_settings

    decision, rows = stewards.release(
        load_settings(**given), handle, rules=rules, by=by, note=note, expires_at=expires_at, on_wait=_on_wait
    )
    out = console()
    what = f"row {decision.handle} of {decision.feed}"
    if len(rows) > 1:
        what += f" ({len(rows)} rows of its file have the same id)"
    out.print(
        f"Decision [bold]{decision.decision_id}[/] releases {what} from {', '.join(decision.rules)}{_until(decision)}."
    )
    left = sorted({name for row in rows for name in row.failed_rules} - set(decision.rules))
    if left:
        out.print(f"The row still breaks {', '.join(left)} and stays in quarantine.")
    out.print(_NEXT)


@command.command()
@click.argument("feed", type=_FEEDS)
@click.argument("rule")
@by
@note
@_expires(required=True)
@options.warehouse
def waive(feed: str, rule: str, by: str, note: str, expires_at: datetime, **given: Any) -> None:
    """Take RULE out for every row of FEED, until it expires."""
    from healthcare_medallion.cli.console import console
    from healthcare_medallion.engines.embedded import decisions as stewards
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    decision = stewards.waive(settings, feed, rule, by=by, note=note, expires_at=expires_at, on_wait=_on_wait)
    concerned = sum(n for _, _, n in stewards.summary(settings, feed=feed, rule=rule))
    out = console()
    out.print(f"Decision [bold]{decision.decision_id}[/] waives {rule} for {feed}{_until(decision)}.")
    out.print(f"{concerned:,} rows in quarantine break it now.")
    out.print(_NEXT)


@command.command()
@click.option("--all", "ended", is_flag=True, help="Also decisions that were removed or have expired.")
@options.as_json
@options.warehouse
def decisions(ended: bool, as_json: bool, **given: Any) -> None:
    """List the decisions in force."""
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.engines.embedded import decisions as stewards
    from healthcare_medallion.settings import load_settings

    found = stewards.decisions(load_settings(**given), ended=ended)
    if as_json:
        options.echo_json([vars(decision) for decision in found])
        return
    out = console()
    if not found:
        out.print("No decision is in force." if not ended else "Nothing has been decided yet.")
        return
    out.print(table(["decision", "what", "who, when, why"], [(d.decision_id, _what(d), _why(d)) for d in found]))


@command.command()
@click.argument("decision_id")
@by
@note
@options.warehouse
def remove(decision_id: str, by: str, note: str, **given: Any) -> None:
    """End a decision: its rules apply again. The decision stays on record."""
    from healthcare_medallion.cli.console import console
    from healthcare_medallion.engines.embedded import decisions as stewards
    from healthcare_medallion.settings import load_settings

    removed = stewards.remove(load_settings(**given), decision_id, by=by, note=note, on_wait=_on_wait)
    of = f"row {removed.handle} of {removed.feed}" if removed.handle else removed.feed
    out = console()
    out.print(
        f"Decision [bold]{removed.decision_id}[/] is removed: {', '.join(removed.rules)} will apply to {of} again."
    )
    out.print(_NEXT)


# TEXT


def _on_wait(who: str) -> None:
    click.echo(f"Waiting: the warehouse is held by {who}.", err=True)


def _what(decision: Decision) -> str:
    row = f" row {decision.handle}" if decision.handle else ""
    return f"{decision.action} {decision.feed}{row}: {', '.join(decision.rules)}"


def _why(decision: Decision) -> str:
    from healthcare_medallion.cli.query import printable

    end = f"; ended {_day(decision.ended_at)} by {decision.ended_by}" if decision.ended_at else ""
    made = f"{decision.decided_by}, {_day(decision.decided_at)}{_until(decision)}"
    return printable(f"{made}: {decision.note}{end}")


def _until(decision: Decision) -> str:
    return f" until {_day(decision.expires_at)}" if decision.expires_at else ""


def _day(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%d}"


def _waiting(rows: list[QuarantinedRow], active: list[Decision]) -> list[list[str]]:
    """For each row the rules that decisions have taken out and the next run will."""
    out = {(d.feed, d.handle, rule) for d in active for rule in d.rules}
    return [
        [rule for rule in row.failed_rules if {(row.feed, row.handle, rule), (row.feed, None, rule)} & out]
        for row in rows
    ]


def _print_list(counts: list[tuple[str, str, int]], rows: list[QuarantinedRow], waiting: list[list[str]]) -> None:
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.cli.query import printable

    out = console()
    if not counts:
        out.print("Nothing is in quarantine.")
        return
    out.print(table(["feed", "rule", "rows"], counts, title="Quarantine by feed and rule", right=["rows"]))
    if not rows:
        return
    out.print()
    columns = ["handle", "feed", "failed rules", "quarantined at", "source file"]
    cells = [
        [row.handle, row.feed, ", ".join(row.failed_rules), f"{row.quarantined_at:%Y-%m-%d %H:%M:%S}"]
        + [printable(row.source_file) if row.source_file else None]
        + ([", ".join(decided) or None] if any(waiting) else [])
        for row, decided in zip(rows, waiting, strict=True)
    ]
    out.print(table([*columns, "out at next run"] if any(waiting) else columns, cells, title="Rows, newest first"))
    out.print(f"[dim]{len(rows):,} listed; --limit N lists more, --feed and --rule narrow it down.[/]")
    out.print('[dim]Look at one: medallion quarantine show HANDLE --reason "WHY"[/]')


def _print_shown(shown: ShownRow) -> None:
    from rich.markup import escape

    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.cli.query import as_text, printable

    out = console()
    row = shown.row
    where = f", from {escape(printable(row.source_file))}" if row.source_file else ""
    broken = [
        (
            rule.name,
            rule.description,
            "; ".join(f"{name} = {as_text(shown.values[name])}" for name in columns) or None,
            rule.waivable,
        )
        for rule, columns in shown.broken
    ]
    columns = ["broken rule", "what should hold", "found", "can be released"]
    out.print(table(columns, broken, title=f"Row {row.handle} of {row.feed}{where}"))
    out.print()
    out.print(table(["column", "as landed"], [(name, as_text(value)) for name, value in shown.values.items()]))
    out.print()


def _row_as_json(row: QuarantinedRow) -> dict[str, object]:
    names = ("handle", "feed", "failed_rules", "quarantined_at", "source_file")
    return {name: getattr(row, name) for name in names}


def _shown_as_json(shown: ShownRow) -> dict[str, object]:
    broken = [
        {"rule": rule.name, "description": rule.description, "columns": columns, "waivable": rule.waivable}
        for rule, columns in shown.broken
    ]
    return {**_row_as_json(shown.row), "broken": broken, "values": shown.values}

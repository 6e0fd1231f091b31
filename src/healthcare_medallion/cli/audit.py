"""`medallion audit`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from healthcare_medallion.engines.embedded.audit import Verification

_SHOWN = ("at", "actor", "role", "action", "objects", "purpose", "outcome", "sequence")


@click.group()
def command() -> None:
    """The audit log: who ran, looked at, decided or changed what, when and why. It holds no data.

    Each entry carries a code over itself and the one before it, made with the audit key; the last code is written
    down outside the warehouse after each run (setting `audit.anchor`).
    """


@command.command()
@click.option(
    "--anchor",
    "anchor_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A copy of the anchors, such as an export of syslog.  [default: where they were written]",
)
@options.as_json
@options.common
def verify(anchor_file: Path | None, as_json: bool, **given: Any) -> None:
    """Check every entry and the head. Exits with 1 when anything was changed, removed, moved or cut off."""
    from healthcare_medallion.cli.console import console
    from healthcare_medallion.engines.embedded import audit
    from healthcare_medallion.settings import load_settings

    found = audit.verify(load_settings(**given), anchor_file=anchor_file)
    if as_json:
        options.echo_json(_as_json(found))
    else:
        out = console()
        for line in _lines(found):
            out.print(line, markup=False, soft_wrap=True)
    if found.findings:
        raise click.exceptions.Exit(1)


@command.command("list")
@click.option(
    "--action", metavar="ACTION", help="Only this: run, key, query, view, history, show, unmask, release, ..."
)
@click.option("--actor", metavar="NAME", help="Only by this user.")
@click.option("--object", "thing", metavar="TEXT", help="Only where an object holds this text, such as a table's name.")
@click.option("--outcome", metavar="OUTCOME", help="Only started, done, refused or failed.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]), metavar="DATE", help="From then on, UTC."
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="The newest N.")
@options.as_json
@options.common
def list_(
    action: str | None,
    actor: str | None,
    thing: str | None,
    outcome: str | None,
    since: datetime | None,
    limit: int,
    as_json: bool,
    **given: Any,
) -> None:
    """List entries, oldest first."""
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.cli.query import printable
    from healthcare_medallion.engines.embedded import audit
    from healthcare_medallion.settings import load_settings

    wanted = {"action": action, "actor": actor, "outcome": outcome}
    after = since.replace(tzinfo=UTC) if since else None
    entries = [
        entry
        for entry in audit.entries_of(load_settings(**given))
        if all(value is None or entry[name] == value for name, value in wanted.items())
        and (thing is None or any(thing in one for one in entry["objects"]))
        and (after is None or entry["at"] >= after)
    ]
    shown = entries[-limit:]
    if as_json:
        options.echo_json([{name: entry[name] for name in _SHOWN} for entry in shown])
        return
    out = console()
    if not shown:
        out.print("No entry." if not entries else "")
        return
    cells = []
    for e in shown:
        said = [str(e["actor"]), e["role"], e["action"], ", ".join(e["objects"]), e["purpose"] or "-", e["outcome"]]
        cells.append([f"{e['at'].astimezone(UTC):%Y-%m-%d %H:%M:%S}", *map(printable, said)])
    out.print(table(["at (UTC)", "who", "role", "action", "what", "why", "result"], cells))
    if len(entries) > limit:
        out.print(f"[dim]The newest {limit:,} of {len(entries):,}; --limit N shows more.[/]")


@command.command()
@options.common
def anchor(**given: Any) -> None:
    """Write the head of the log down now, where `audit.anchor` says. Each run does it too."""
    from healthcare_medallion.engines.embedded import audit
    from healthcare_medallion.settings import load_settings

    click.echo(f"Anchored: {audit.anchor(load_settings(**given))}")


def _lines(found: Verification) -> list[str]:
    from healthcare_medallion.engines.embedded.audit import BLIND_SPOTS

    lines = [f"{found.entries:,} entries."]
    if found.unchained:
        lines.append(f"{found.unchained:,} more are from before there was a chain; it is bound to them as they are.")
    if found.anchor:
        lines.append(f"Anchor: entry {found.anchor.head.count:,}, written {found.anchor.at} to {found.where}.")
        if found.since:
            lines.append(f"{found.since:,} entries since are not anchored yet: medallion audit anchor")
    if found.findings:
        lines += ["", f"The log is broken ({len(found.findings)}):"]
        lines += [f"- entry {f.entry}: {f.what}" if f.entry else f"- {f.what}" for f in found.findings]
        lines += ["What to do: docs/runbooks/audit-chain.md"]
    else:
        lines.append("The chain is whole: no entry was changed, removed or moved, and none anchored was cut off.")
    return [*lines, "", "What this cannot see:", *(f"- {spot}" for spot in BLIND_SPOTS)]


def _as_json(found: Verification) -> dict[str, object]:
    from healthcare_medallion.engines.embedded.audit import BLIND_SPOTS

    anchor = found.anchor and {"at": found.anchor.at, "count": found.anchor.head.count, "mac": found.anchor.head.code}
    return {
        "whole": not found.findings,
        "entries": found.entries,
        "unchained_entries": found.unchained,
        "findings": [vars(finding) for finding in found.findings],
        "anchors": found.where,
        "anchor": anchor,
        "entries_since_anchor": found.since,
        "cannot_see": list(BLIND_SPOTS),
    }

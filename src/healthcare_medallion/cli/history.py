"""`medallion history`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from healthcare_medallion.cli import options


def _from_elsewhere(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """``-`` reads the value from standard input, ``@FILE`` from a file: arguments reach the history of a shell."""
    if value is None or (value != "-" and not value.startswith("@")):
        return value
    try:
        text = sys.stdin.read() if value == "-" else Path(value[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise click.BadParameter(f"{value[1:]} cannot be read.") from None
    if not text.strip():
        raise click.BadParameter("it is empty.")
    return text.strip()


@click.command()
@click.argument("table")
@click.option("--key", callback=_from_elsewhere, metavar="KEY", help="Rows of this key; - or @FILE reads it.")
@click.option(
    "--patient-key", callback=_from_elsewhere, metavar="KEY", help="Rows of this patient; - or @FILE reads it."
)
@click.option("--as", "role", metavar="ROLE", help="As in `medallion query`; by default that of the settings.")
@options.purpose
@click.option("--reason", metavar="TEXT", help="Why you look; needed for rows outside gold, recorded.")
@options.as_json
@options.common
def command(
    table: str,
    key: str | None,
    patient_key: str | None,
    role: str | None,
    purpose: str | None,
    reason: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Show what happened to the rows of TABLE: version, time, kind of change, changed columns. Never a value.

    With --key the rows of one key (the first key column: a claim's id, a patient's id), with --patient-key those of
    one patient. A key on the command line stays in the history of your shell: write - and give it on standard input,
    or @FILE. Who may read the table may read its history; it is recorded.
    """
    from healthcare_medallion.cli.console import console
    from healthcare_medallion.cli.console import table as text_table
    from healthcare_medallion.engines.embedded.history import history
    from healthcare_medallion.privacy.access import Purpose, Role
    from healthcare_medallion.settings import load_settings

    if key is not None and patient_key is not None:
        raise click.UsageError("--key and --patient-key exclude each other.")
    if role is not None and role not in [r.value for r in Role]:
        raise click.UsageError(f"There is no role `{role}`. Roles: {', '.join(Role)}.")
    found = history(
        load_settings(**given),
        table,
        key=key,
        patient_key=patient_key,
        role=Role(role) if role else None,
        purpose=Purpose(purpose) if purpose else None,
        reason=reason,
    )
    if as_json:
        options.echo_json({"table": found.table, "since": found.since, "changes": [vars(c) for c in found.changes]})
        return
    out = console()
    if not found.changes:
        out.print("Nothing happened to such rows." if key or patient_key else "Nothing happened to this table.")
    else:
        cells = [
            (str(c.version), f"{c.at:%Y-%m-%d %H:%M:%S}", c.kind, c.rows, ", ".join(c.columns) or None)
            for c in found.changes
        ]
        columns = ["version", "at (UTC)", "change", "rows", "changed columns"]
        out.print(text_table(columns, cells, title=f"History of {found.table}", right=["version", "rows"]))
    if found.since:
        out.print(f"[dim]The log tells of version {found.since} and later.[/]")

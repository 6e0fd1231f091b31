"""`medallion compliance`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from healthcare_medallion.compliance.model import ComplianceReport


@click.group()
def command() -> None:
    """Evidence about identifiers, from the data themselves."""


@command.command("report")
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="File to write.  [default: standard output]")
@click.option("--columns", "every_column", is_flag=True, help="As text: every column, not only those with violations.")
@options.common
def report(form: str, out: Path | None, every_column: bool, **given: Any) -> None:
    """Say of every column what it is, what was done to it and whether its data agree.

    Reads the newest version of every table, published or not, and looks in text for what identifies a person:
    numbers by pattern and checksum, names by dictionary. Counts only, never a value. Exits with 1 on a violation.
    """
    from healthcare_medallion.compliance.assessing import assess
    from healthcare_medallion.compliance.rendering import as_html, as_json
    from healthcare_medallion.errors import CheckFailed
    from healthcare_medallion.reporting.rendering import check_writable
    from healthcare_medallion.settings import load_settings

    if out and form == "text":
        raise click.UsageError("--out wants --format html or --format json.")
    settings = load_settings(**given)
    if out:
        check_writable(out)
    found = assess(settings)
    if form == "text":
        _print(found, every_column)
    else:
        text = as_html(found) if form == "html" else json.dumps(as_json(found), indent=2)
        if out:
            out.write_text(text + "\n", encoding="utf-8")
        else:
            click.echo(text)
    if not found.holds:
        raise CheckFailed(
            f"{len(found.broken_columns)} columns and {len(found.broken_checks)} checks have violations.",
            hint="docs/guides/deidentification.md says what each check means and what to do.",
        )


def _print(found: ComplianceReport, every_column: bool) -> None:
    from healthcare_medallion.cli.console import console, table

    out = console()
    summary = [
        (name, len(columns), columns[0].rows, sum(c.kinds for c in columns), sum(c.violations for c in columns))
        for name, columns in found.by_table.items()
    ]
    heads = ["table", "columns", "rows", "checks", "violations"]
    out.print(table(heads, summary, right=heads[1:]))
    listed = [c for c in found.columns if every_column or c.found]
    if listed:
        lines = [(f"{c.table}.{c.column}", c.classification, c.treatment, c.evidence, _word(c.holds)) for c in listed]
        out.print(table(["column", "class", "treatment", "evidence", "verdict"], lines))
    checks = [(c.name, c.promise, c.violations, _word(c.holds)) for c in found.checks]
    out.print(table(["check", "what should hold", "violations", "verdict"], checks, right=["violations"]))
    a = found.anonymity
    out.print(
        f"Persons alike by age, sex, region, children and plan: {a.k:,} in the smallest group (k), "
        f"{a.persons_below:,} of {a.persons:,} in groups below {a.least}; at least {a.diversity} pairs of smoking and "
        f"BMI class in a group (l)."
    )
    out.print(f"Break-glass alerts in the audit log: {found.alerts:,}.")


def _word(holds: bool) -> str:
    return "holds" if holds else "VIOLATION"

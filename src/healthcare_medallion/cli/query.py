"""`medallion query`."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from healthcare_medallion.engines.embedded.query import Result
    from healthcare_medallion.settings import Settings

_SHOWN_ROWS = 100
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@click.command()
@click.argument("sql", required=False)
@options.role
@options.purpose
@click.option("--reason", metavar="TEXT", help="Why you look; needed for rows outside gold, recorded.")
@click.option("--break-glass", is_flag=True, help="In an emergency: open everything. Needs a reason, raises an alert.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help=f"Rows to show.  [default: {_SHOWN_ROWS} as text]")
@click.option("--timeout", type=click.FloatRange(0.1), default=60.0, show_default=True, metavar="SECONDS")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, every row, cells as they are.")
@click.option("--spreadsheet", is_flag=True, help="As --csv, text that a spreadsheet would run gets a leading '.")
@options.as_json
@options.warehouse
def command(
    sql: str | None,
    role: str | None,
    purpose: str | None,
    reason: str | None,
    break_glass: bool,
    limit: int | None,
    timeout: float,
    as_csv: bool,
    spreadsheet: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Run one SELECT over the tables of the last finished run. `-` reads it from standard input.

    Everybody may read data_eng_deid, marts and the ledgers of runs and files. Gold is for payment, operations and
    public health; rows as landed, silver, quarantine and decisions are for --as steward with a --reason. What a role
    may not see for a purpose is shown as <hidden> or null. What reads rows of patients is recorded in
    data_eng_ops.audit_log, and so is what is refused. No file, network or setting can be reached from SQL.

    Without SQL: list the tables.
    """
    from healthcare_medallion.engines.embedded.query import query
    from healthcare_medallion.privacy.access import Purpose, Role
    from healthcare_medallion.settings import load_settings

    if as_json and (as_csv or spreadsheet):
        raise click.UsageError("--json and --csv exclude each other.")
    settings = load_settings(**given)
    acting = Role(role) if role else settings.access.role
    if sql is None:
        _list_tables(settings, acting, as_json)
        return
    text = sys.stdin.read() if sql == "-" else sql
    stated = Purpose(purpose) if purpose else None
    with query(
        settings, text, role=acting, purpose=stated, reason=reason, break_glass=break_glass, timeout=timeout
    ) as result:
        if as_json:
            _print_json(result, limit)
        elif as_csv or spreadsheet:
            _print_csv(result, limit, spreadsheet=spreadsheet)
        else:
            _print_table(result, _SHOWN_ROWS if limit is None else limit)


def _list_tables(settings: Settings, role: Any, as_json: bool) -> None:
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.engines.embedded.query import on_offer
    from healthcare_medallion.pipelines.graph import graph

    tables = on_offer(graph(settings.pipeline), role)
    if as_json:
        options.echo_json([{"table": name, "holds": zone} for name, zone in tables])
        return
    console().print(table(["table", "holds"], tables))


def _print_table(result: Result, limit: int) -> None:
    from healthcare_medallion.cli.console import console, table

    rows = list(islice(result.rows, limit + 1))
    names = [printable(name) for name in _unique(result.columns)]
    cells = [[as_text(cell) for cell in row] for row in rows[:limit]]
    out = console()
    if _width(names, cells) > out.width and cells:
        for number, row in enumerate(cells, start=1):
            out.print(table([f"row {number}", ""], list(zip(names, row, strict=True))))
    else:
        out.print(table(names, cells, right=[names[i] for i in range(len(names)) if _is_numeric(rows, i)]))
    if len(rows) > limit:
        out.print(f"[dim]The first {limit:,} rows; there are more. --limit N shows more, --csv and --json all.[/]")
    else:
        out.print(f"[dim]{len(rows):,} row{'' if len(rows) == 1 else 's'}.[/]")


def _print_json(result: Result, limit: int | None) -> None:
    names = _unique(result.columns)
    comma = "[\n"
    for row in islice(result.rows, limit):
        cells = dict(zip(names, map(as_json_value, row), strict=True))
        click.echo(f"{comma}  {json.dumps(cells, ensure_ascii=False)}", nl=False)
        comma = ",\n"
    click.echo("[]" if comma == "[\n" else "\n]")


def _print_csv(result: Result, limit: int | None, *, spreadsheet: bool) -> None:
    """Exact by default, because a program that reads it would keep the apostrophe; see ``spreadsheet_safe``."""
    as_cell = spreadsheet_safe if spreadsheet else as_csv_cell
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([as_cell(name) for name in result.columns])
    writer.writerows([as_cell(cell) for cell in row] for row in islice(result.rows, limit))


# CELLS


def as_text(cell: object) -> str:
    """A cell for a terminal. Numbers are given whole and without separators: a year is a number too."""
    if cell is None:
        return "null"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ").replace("+00:00", "Z")
    value = as_json_value(cell)
    return printable(json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value))


def printable(text: str) -> str:
    """Text without control characters: a landed cell must not write to the reader's terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def as_json_value(cell: object) -> Any:
    """A cell as JSON knows it; what is no number (NaN) is null, what JSON lacks is text."""
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() and -int(cell.as_tuple().exponent) <= 0 else float(cell)
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.hex()
    if isinstance(cell, list | tuple):
        return [as_json_value(one) for one in cell]
    if isinstance(cell, dict):
        return {str(name): as_json_value(one) for name, one in cell.items()}
    return cell if cell is None or isinstance(cell, bool | int | str) else str(cell)


def as_csv_cell(cell: object) -> Any:
    """A cell for CSV: null is an empty cell, lists and structs are JSON."""
    value = cell if isinstance(cell, float) else as_json_value(cell)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | bool) else value


def spreadsheet_safe(cell: object) -> Any:
    """As ``as_csv_cell``, text that a spreadsheet takes for a formula made text by an apostrophe. Numbers stay."""
    value = as_csv_cell(cell)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _unique(names: Sequence[str]) -> list[str]:
    """Column names made different: a SELECT may give two the same."""
    taken: dict[str, int] = {}
    found = []
    for name in names:
        taken[name] = taken.get(name, 0) + 1
        found.append(name if taken[name] == 1 else f"{name}_{taken[name]}")
    return found


def _is_numeric(rows: Sequence[Sequence[object]], column: int) -> bool:
    kinds = {type(row[column]) for row in rows} - {type(None)}
    return bool(kinds) and kinds <= {int, float, Decimal}


def _width(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    return sum(max(len(cells[i]) for cells in (names, *rows)) + 2 for i in range(len(names)))

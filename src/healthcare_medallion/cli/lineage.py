"""`medallion lineage`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from rich.tree import Tree

    from healthcare_medallion.lineage.columns import Sources
    from healthcare_medallion.lineage.paths import Lineage, Step
    from healthcare_medallion.settings import Settings


@click.command()
@click.argument("name", metavar="[TABLE[.COLUMN]]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["tree", "mermaid", "json", "html"]),
    default="tree",
    show_default=True,
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to a file.")
@options.common
def command(name: str | None, form: str, out: Path | None, **given: Any) -> None:
    """Show where a column comes from, back to the columns of the landed CSV files.

    Read from the definitions: it needs no warehouse and runs nothing. Without a name: which table is made from which.
    """
    from healthcare_medallion.lineage.paths import lineage_of
    from healthcare_medallion.pipelines.graph import graph
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    lineage = lineage_of(graph(settings.pipeline))
    table, column = lineage.find(name) if name else (None, None)
    if form == "tree":
        _print_tree(lineage, table, column, settings, out)
        return
    text = _text(lineage, table, column, form)
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        _write(out, text)


def _write(out: Path, text: str) -> None:
    from healthcare_medallion.errors import UsageError

    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}.", hint="Choose another --out.") from None
    click.echo(f"Written: {out}", err=True)


def _text(lineage: Lineage, table: str | None, column: str | None, form: str) -> str:
    import json

    from healthcare_medallion.lineage import rendering

    if form == "json":
        return json.dumps(_data(lineage, table, column), indent=2)
    if table is None and form == "mermaid":
        return rendering.table_mermaid(lineage.table_edges())
    if table is None:
        return rendering.page(lineage, "all tables", lineage.table_edges(), [])
    edges = lineage.edges(table, column)
    if form == "mermaid":
        return rendering.mermaid(edges)
    title = f"{table}.{column}" if column else table
    return rendering.page(lineage, title, edges, _landed(lineage.row_origins(table)))


def _data(lineage: Lineage, table: str | None, column: str | None) -> dict[str, object]:
    from healthcare_medallion.lineage.rendering import as_data, origins_as_data

    if table is None:
        return {"tables": {name: list(lineage.graph.inputs_of(name)) for name in lineage.tables}}
    names = [column] if column else lineage.graph.contract(table).names
    columns = [
        {**as_data(lineage.path(table, name)), "origins": origins_as_data(lineage.origins(table, name))}
        for name in names
    ]
    return {"table": table, "columns": columns, "rows": origins_as_data(lineage.row_origins(table))}


def _landed(sources: Sources) -> list[str]:
    """Columns of landed files and ledgers, in words; what the reader adds to a record is left out."""
    from healthcare_medallion.lineage.columns import ROWS
    from healthcare_medallion.lineage.paths import LANDED, box_name

    ends: dict[str, list[str]] = {}
    for table, column in sorted({(s.table, s.column) for s in sources}):
        if column != ROWS and not (table in LANDED and column.startswith("_")):
            ends.setdefault(table, []).append(column)
    return [f"{box_name(table)} ({', '.join(columns)})" for table, columns in ends.items()]


def _print_tree(lineage: Lineage, table: str | None, column: str | None, settings: Settings, out: Path | None) -> None:
    from rich.console import Console
    from rich.tree import Tree

    from healthcare_medallion.cli.console import console

    if table is None:
        trees = [_table_tree(lineage, name) for name in lineage.tables]
    else:
        names = [column] if column else lineage.graph.contract(table).names
        trees = []
        for name in names:
            step = lineage.path(table, name)
            trees.append(Tree(f"[bold]{table}.{name}[/]"))
            _grow(trees[-1], step, settings)
    deciding = _landed(lineage.row_origins(table)) if table else []

    def show(target: Console) -> None:
        for tree in trees:
            target.print(tree)
        if deciding:
            target.print(f"\n[dim]Filters, joins and groups on the way decide which rows {table} has. They look at[/]")
            for line in deciding:
                target.print(f"[dim]  {line}[/]")

    if out is None:
        show(console())
        return
    recorded = Console(record=True, width=160, file=io.StringIO(), highlight=False)
    show(recorded)
    _write(out, recorded.export_text())


def _table_tree(lineage: Lineage, table: str) -> Tree:
    from rich.tree import Tree

    from healthcare_medallion.lineage.paths import LANDED

    tree = Tree(f"[bold]{lineage.graph.contract(table).full_name}[/]")
    for upstream in lineage.graph.inputs_of(table):
        if upstream != "name_key":
            tree.add(LANDED.get(upstream) or lineage.graph.contract(upstream).full_name)
    return tree


def _grow(tree: Tree, step: Step, settings: Settings) -> None:
    from healthcare_medallion.lineage.paths import foreign_names, shown_name
    from healthcare_medallion.lineage.rendering import words

    for source in step.sources:
        way = words(source)
        said = "[bold yellow]" if source.masking else "[dim]" if not any(k.direct for k in source.kinds) else "[cyan]"
        line = f"{shown_name(source.table, source.column)}  {said}{way}[/]"
        foreign = foreign_names(settings.sources, source.table, source.column)
        if foreign:
            line += f"  [dim]({'; '.join(foreign)})[/]"
        _grow(tree.add(line), source, settings)

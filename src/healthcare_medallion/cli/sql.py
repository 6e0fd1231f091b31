"""`medallion sql`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from healthcare_medallion.cli import options


@click.command()
@click.argument("table")
@click.option("--dialect", type=click.Choice(["duckdb", "spark", "databricks"]), default="duckdb", show_default=True)
@options.common
def command(table: str, dialect: str, **given: Any) -> None:
    """Show the compiled SQL of TABLE, as an engine runs it. It holds no key and no data.

    In a checkout, TABLE may also be an extension in src/lakeflow/extensions.
    """
    from healthcare_medallion.engines.extensions import extensions
    from healthcare_medallion.errors import UsageError
    from healthcare_medallion.pipelines.graph import graph
    from healthcare_medallion.pipelines.shared.contract import nearest
    from healthcare_medallion.pipelines.shared.dataset import Kind
    from healthcare_medallion.settings import load_settings

    tables = graph(load_settings(**given).pipeline)
    name = table.rpartition(".")[2]
    known = [d.name for d in tables if d.kind is not Kind.SOURCE]
    if name not in known:
        added = {
            e.contract.name: e for e in extensions(Path("src/lakeflow/extensions"), tables) if e.select is not None
        }
        if name in added:
            click.echo(added[name].sql(dialect))
            return
        known += added
        raise UsageError(f"There is no table `{table}`{nearest(name, known)}.", hint=f"Known: {', '.join(known)}")
    click.echo(tables.sql(name, dialect))

"""`medallion snapshot`."""

from __future__ import annotations

from typing import Any

import click

from healthcare_medallion.cli import options


@click.command()
@options.common
@options.as_json
def command(as_json: bool, **given: Any) -> None:
    """Show the table versions that belong together: what a reader of the Delta tables should open."""
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.engines.embedded.reading import published
    from healthcare_medallion.engines.embedded.warehouse import Warehouse
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    run = published(Warehouse(settings.warehouse))
    if as_json:
        tables = {
            name: {"version": version, "path": str(settings.warehouse / name.replace(".", "/"))}
            for name, version in sorted(run.table_versions.items())
        }
        options.echo_json({"run_sequence": run.run_sequence, "logical_time": run.logical_time, "tables": tables})
        return
    title = f"Run {run.run_sequence}, {run.logical_time:%Y-%m-%d %H:%M:%S} UTC"
    console().print(table(["table", "version"], sorted(run.table_versions.items()), title=title, right=["version"]))

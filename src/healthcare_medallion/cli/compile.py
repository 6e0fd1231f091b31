"""`medallion compile`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from healthcare_medallion.cli import options


@click.command()
@click.option(
    "--target",
    type=click.Choice(["spark", "databricks"]),
    default="databricks",
    show_default=True,
    help="The files are the same for both; what differs is how they are registered.",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("src/lakeflow/sql"), show_default=True)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a file is stale.")
@options.common
def command(target: str, out: Path, check: bool, **given: Any) -> None:
    """Write one reviewable SELECT per table and a manifest, so that a cluster needs neither Ibis nor DuckDB.

    Extensions (the folder `extensions` beside the output) are run as they are; they are checked against their entries.
    """
    from healthcare_medallion.engines.extensions import extensions
    from healthcare_medallion.engines.spark.manifest import compiled_files, stale_files, write_files
    from healthcare_medallion.errors import CheckFailed
    from healthcare_medallion.pipelines.graph import graph
    from healthcare_medallion.settings import load_settings

    tables = graph(load_settings(**given).pipeline)
    added = extensions(out.with_name("extensions"), tables)
    texts = compiled_files(tables)
    stale = stale_files(texts, out)
    if check:
        if stale:
            raise CheckFailed(
                f"{len(stale)} files in {out} are stale: {', '.join(stale)}.", hint="Run: medallion compile"
            )
        click.echo(f"{len(texts)} files in {out} are fresh.")
        return
    write_files(texts, out)
    told = f" Extensions: {', '.join(e.contract.name for e in added)}." if added else ""
    click.echo(f"{out}: {len(texts)} files, {len(stale)} changed.{told}")

"""`medallion compile`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from healthcare_medallion.cli import options


@click.command()
@click.option("--target", type=click.Choice(["spark", "databricks"]), default="databricks", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path("src/lakeflow/sql"), show_default=True)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a file is stale.")
@options.common
def command(target: str, out: Path, check: bool, **given: Any) -> None:
    """Write one reviewable SELECT per table, so that a cluster needs neither Ibis nor DuckDB."""
    from healthcare_medallion.errors import CheckFailed
    from healthcare_medallion.pipelines.graph import graph
    from healthcare_medallion.pipelines.shared.dataset import Kind
    from healthcare_medallion.settings import load_settings

    tables = graph(load_settings(**given).pipeline)
    texts = {f"{d.name}.sql": tables.sql(d.name, target) + "\n" for d in tables if d.kind is not Kind.SOURCE}
    existing = {path.name: path.read_text() for path in out.glob("*.sql")} if out.is_dir() else {}
    stale = sorted(name for name in {*texts, *existing} if texts.get(name) != existing.get(name))
    if check:
        if stale:
            raise CheckFailed(
                f"{len(stale)} files in {out} are stale: {', '.join(stale)}.", hint="Run: medallion compile"
            )
        click.echo(f"{len(texts)} files in {out} are fresh.")
        return
    out.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in texts:
            (out / name).write_text(texts[name])
        else:
            (out / name).unlink()
    click.echo(f"{out}: {len(texts)} files, {len(stale)} changed.")

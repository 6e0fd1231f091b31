"""`medallion docs`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("docs"), show_default=True)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a page is stale.")
def command(out: Path, check: bool) -> None:
    """Write the reference pages: tables from the contracts, settings, exit codes."""
    from healthcare_medallion.docgen import pages
    from healthcare_medallion.errors import CheckFailed

    texts = {out / path: text for path, text in pages()}
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text() != text]
    if check and stale:
        raise CheckFailed(f"{len(stale)} pages are stale: {', '.join(map(str, stale))}.", hint="Run: medallion docs")
    if not check:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[path])
    click.echo(f"{out}: {len(texts)} generated pages, {0 if check else len(stale)} changed.")

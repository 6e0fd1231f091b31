"""`medallion report`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from healthcare_medallion.cli import options


@click.command()
@options.common
@click.option("--out", type=click.Path(path_type=Path), default=Path("report.html"), show_default=True)
@click.option("--open/--no-open", "open_page", default=False, help="Open it in a browser.  [default: no-open]")
def command(out: Path, open_page: bool, **given: Any) -> None:
    """Write the last run as one HTML file: what came in, where it went, what holds, what the marts say.

    The file loads nothing and holds counts and sums only, groups of fewer than 11 people left out. It shows the
    tables as the run published them, and what `medallion verify` says of what lies on disk now.
    """
    from healthcare_medallion.cli.console import console, progress
    from healthcare_medallion.engines.embedded.verify import verify
    from healthcare_medallion.reporting.gathering import gather
    from healthcare_medallion.reporting.rendering import check_writable, write
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    check_writable(out)
    with progress("report", steps=2) as on_step:
        on_step("verify", 0.0)
        verdicts = verify(settings)
        on_step("verify", 1.0)
        report = gather(settings, verdicts=verdicts)
        write(report, out)
        on_step("page", 1.0)
    console().print(
        f"Run {report.run.run_sequence}: {report.checks_holding} of {report.checks} checks hold. Written to {out}",
        markup=False,
        soft_wrap=True,
    )
    if open_page:
        click.launch(str(out.resolve()))

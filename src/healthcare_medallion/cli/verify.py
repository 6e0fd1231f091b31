"""`medallion verify`."""

from __future__ import annotations

from typing import Any

import click

from healthcare_medallion.cli import options


@click.command()
@options.common
@options.as_json
def command(as_json: bool, **given: Any) -> None:
    """Check the promises against the stored tables, published or not.

    One fate for each row, nothing lost between file and gold, keys and history whole, identifiers only where they
    may stand. Exits with 1 when a check fails.
    """
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.engines.embedded.verify import verify
    from healthcare_medallion.errors import CheckFailed
    from healthcare_medallion.settings import load_settings

    verdicts = verify(load_settings(**given))
    broken = [v for v in verdicts if not v.holds]
    if as_json:
        options.echo_json([{**vars(v), "holds": v.holds} for v in verdicts])
    else:
        out = console()
        if broken:
            rows = [(v.name, v.violations, v.promise) for v in broken]
            out.print(table(["check", "violations", "what should hold"], rows, right=["violations"]))
        out.print(f"{len(verdicts) - len(broken)} of {len(verdicts)} checks hold.")
    if broken:
        raise CheckFailed(
            f"{len(broken)} checks failed: {', '.join(v.name for v in broken)}.",
            hint="docs/runbooks/exit-1.md says what each check means and what to do.",
        )

"""`medallion test`."""

from __future__ import annotations

import click


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run the test suite; ARGUMENTS go to pytest. Needs a checkout and the test tools (`./medallion test`)."""
    from healthcare_medallion.errors import MissingExtraError

    try:
        import pytest
    except ImportError:
        raise MissingExtraError("The test tools are not installed.", hint="From a checkout: ./medallion test") from None
    raise click.exceptions.Exit(int(pytest.main(list(arguments))))

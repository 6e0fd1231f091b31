"""`medallion archive`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from healthcare_medallion.cli import options

archive = click.option("--archive", type=click.Path(path_type=Path), help="Archive folder.  [default: archive]")


@click.group()
def command() -> None:
    """Landing files that were taken, kept encrypted (AES-256-GCM) under the key `archive`."""


@command.command()
@click.option("--remove", is_flag=True, help="Delete each plain file once its copy was read back and found equal.")
@archive
@options.common
@options.as_json
def add(remove: bool, as_json: bool, **given: Any) -> None:
    """Archive every landing file that a finished run has taken."""
    from healthcare_medallion.engines.embedded import archiving
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    done = archiving.add(settings, remove=remove)
    if as_json:
        options.echo_json(vars(done))
        return
    click.echo(f"{len(done.added)} files archived in {settings.archive}, {len(done.removed)} plain files deleted.")


@command.command("list")
@archive
@options.as_json
def list_files(as_json: bool, **given: Any) -> None:
    """List archived files."""
    from healthcare_medallion.privacy.archive import archived
    from healthcare_medallion.settings import load_settings

    names = archived(load_settings(**given).archive)
    if as_json:
        options.echo_json(names)
        return
    for name in names:
        click.echo(name)


@command.command()
@click.argument("name")
@click.argument("target", type=click.Path(path_type=Path))
@archive
@options.warehouse
@options.env
def restore(name: str, target: Path, **given: Any) -> None:
    """Write the archived file NAME in plain to TARGET (mode 0600)."""
    from healthcare_medallion.engines.embedded import archiving
    from healthcare_medallion.settings import load_settings

    archiving.restore(load_settings(**given), name, target)
    click.echo(f"{name} is in {target}, unencrypted. Delete it when you are done.")

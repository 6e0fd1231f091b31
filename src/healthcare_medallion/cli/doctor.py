"""`medallion doctor`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options
from healthcare_medallion.deployment.finding import Finding

if TYPE_CHECKING:
    from healthcare_medallion.settings import Settings

# A run rewrites tables beside the old versions: it needs room for a few of them.
FREE_GIGABYTES = 2

_WORDS = {True: "ok", False: "WRONG", None: "ask"}


@click.command()
@click.option(
    "--target",
    type=click.Choice(["dev", "staging", "prod"]),
    help="Instead: what a deploy of this checkout to Databricks still needs. Asks no workspace.",
)
@options.common
@options.as_json
def command(target: str | None, as_json: bool, **given: Any) -> None:
    """Check this machine, the settings, the keys, the landing folder and the warehouse. Changes nothing.

    Exits with 1 when something would keep a run, or with --target a deploy, from working.
    """
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.deployment.examining import examine_target
    from healthcare_medallion.errors import CheckFailed

    findings = list(examine_target(Path.cwd(), target, os.environ) if target else examine(given))
    wrong = [f for f in findings if f.ok is False]
    if as_json:
        options.echo_json([vars(f) for f in findings])
    else:
        out = console()
        rows = [(_WORDS[f.ok], f.what, f.found) for f in findings]
        out.print(table(["", "what", "found"], rows))
        for finding in (f for f in findings if not f.ok):
            out.print(f"{finding.what}: {finding.next_step}")
    if wrong:
        raise CheckFailed(
            f"{len(wrong)} of {len(findings)} checks found something: {', '.join(f.what for f in wrong)}."
        )


def examine(given: dict[str, Any]) -> Iterator[Finding]:
    """Every finding, cheapest first; later ones are left out when the settings cannot be read."""
    from healthcare_medallion.errors import MedallionError
    from healthcare_medallion.settings import load_settings

    yield Finding("python", sys.version_info >= (3, 11), sys.version.split()[0], "Install Python 3.11 or newer.")
    yield from _packages()
    try:
        settings = load_settings(**given)
    except MedallionError as error:
        yield Finding("settings", False, error.message, error.hint or "")
        return
    yield Finding("settings", True, f"environment {settings.env}")
    for what, look in _LOOKS.items():
        try:
            yield Finding(what, True, look(settings))
        except MedallionError as error:
            yield Finding(what, False, error.message, error.hint or "")


def _packages() -> Iterator[Finding]:
    for package in ("duckdb", "deltalake", "pyarrow", "ibis-framework"):
        try:
            yield Finding(package, True, version(package))
        except PackageNotFoundError:
            yield Finding(package, False, "not installed", "pip install 'healthcare-medallion[embedded]'")


def _keys(settings: Settings) -> str:
    from healthcare_medallion.engines.embedded.generations import ring_of
    from healthcare_medallion.privacy.key_stores import store_of
    from healthcare_medallion.privacy.keyring import RUN_PURPOSES, default_directory, refuse_inside

    directory = settings.keys_directory or default_directory()
    refuse_inside(directory, of=settings.warehouse, what="the warehouse")
    ids = []
    for purpose in RUN_PURPOSES:
        store = store_of(purpose, env=settings.env, directory=directory, store=settings.keys_store)
        if settings.env == "dev" and store.ring(purpose) is None:
            ids.append(f"{purpose} is made on first use")  # looking must not make it
        else:
            ids.append(f"{purpose} {ring_of(settings, purpose).serving.key_id}")
    return ", ".join(ids)


def _landing(settings: Settings) -> str:
    from healthcare_medallion.engines.embedded.plan import landed_files

    return f"{len(landed_files(settings.landing, settings.sources))} files in {settings.landing}"


def _definitions(settings: Settings) -> str:
    from healthcare_medallion.pipelines.graph import graph

    return f"{len(graph(settings.pipeline).datasets)} datasets fit together"


def _warehouse(settings: Settings) -> str:
    from healthcare_medallion.engines.embedded.reading import runs
    from healthcare_medallion.engines.embedded.warehouse import Warehouse

    if not settings.warehouse.exists():
        return f"{settings.warehouse} is made by the first run"
    finished = runs(Warehouse(settings.warehouse))
    return f"{len(finished)} finished runs in {settings.warehouse}"


def _space(settings: Settings) -> str:
    from healthcare_medallion.errors import StorageFullError

    folder = next(p for p in (settings.warehouse.absolute(), *settings.warehouse.absolute().parents) if p.exists())
    free = shutil.disk_usage(folder).free / 1e9
    if free < FREE_GIGABYTES:
        raise StorageFullError(f"{free:.1f} GB free at {folder}", hint=f"Free at least {FREE_GIGABYTES} GB.")
    return f"{free:.0f} GB free at {folder}"


def _writable(settings: Settings) -> str:
    from healthcare_medallion.errors import WarehouseError

    folder = next(p for p in (settings.warehouse.absolute(), *settings.warehouse.absolute().parents) if p.exists())
    if not os.access(folder, os.W_OK):
        raise WarehouseError(f"no permission to write in {folder}", hint="Check owner and mode, or use --warehouse.")
    return str(Path(folder))


def _encryption(settings: Settings) -> str:
    from healthcare_medallion.errors import WarehouseError
    from healthcare_medallion.privacy.volumes import Encryption, encryption_of

    said = []
    for what, folder in (("warehouse", settings.warehouse), ("landing", settings.landing)):
        found, how = encryption_of(folder)
        said.append(f"{what}: {found}, {how}")
        if settings.env == "prod" and found is not Encryption.ENCRYPTED and not settings.unencrypted_volume_reason:
            raise WarehouseError(
                f"{what} {folder}: {found}, {how}",
                hint="Encrypt the volume, or record who accepted it and why in `unencrypted_volume_reason`.",
            )
    if settings.env == "prod" and settings.unencrypted_volume_reason:
        said.append(f"exception: {settings.unencrypted_volume_reason}")
    return "; ".join(said)


_LOOKS: dict[str, Callable[[Settings], str]] = {
    "definitions": _definitions,
    "keys": _keys,
    "landing folder": _landing,
    "warehouse": _warehouse,
    "permission": _writable,
    "disk space": _space,
    "encryption at rest": _encryption,
}

"""`medallion keys`. Ids, ages and places of keys; never a key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from healthcare_medallion.privacy.keyring import Ring
    from healthcare_medallion.settings import Settings

_PURPOSES = ("name", "ssn", "birth_date", "mrn", "surrogate", "reject", "archive", "audit")
_purpose = click.argument("purpose", type=click.Choice(_PURPOSES))


@click.group()
def command() -> None:
    """Keys for pseudonyms and sealed data: one per purpose and environment, each with its generations.

    A key is taken from MEDALLION_KEY_<PURPOSE>, else from a file of mode 0600, or from the system's keyring with
    keys_store = "keyring". No command prints a key.
    """


@command.command("list")
@options.env
@options.as_json
def list_keys(as_json: bool, **given: Any) -> None:
    """List every generation of every key: id, state, age and place."""
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    rows = [row for purpose in _PURPOSES for row in _described(_ring(settings, purpose))]
    if as_json:
        names = ("purpose", "generation", "key_id", "state", "made_at", "source")
        options.echo_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    out = console()
    cells = [(p, n, i, s, _age(made), place) for p, n, i, s, made, place in rows]
    out.print(table(["purpose", "no", "id", "state", "age", "source"], cells, title=f"Keys of {settings.env}"))
    if missing := [purpose for purpose in _PURPOSES if _ring(settings, purpose) is None]:
        out.print(f"[dim]No key yet: {', '.join(missing)}. Make one with: {options.program()} keys create PURPOSE[/]")


@command.command()
@_purpose
@options.env
@options.as_json
def create(purpose: str, as_json: bool, **given: Any) -> None:
    """Make a first key for PURPOSE. One that is there stays."""
    from healthcare_medallion.engines.embedded.generations import ring_of
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    there = _ring(settings, purpose) is not None
    key = ring_of(settings, purpose, make=True).serving
    if as_json:
        options.echo_json({"purpose": purpose, "key_id": key.key_id, "made": not there, "source": key.source})
        return
    click.echo(f"Key `{purpose}` {'was there already' if there else 'is made'}: {key.key_id}, {key.source}.")
    if not there:
        click.echo("Back it up apart from the warehouse: what it protects cannot be read or joined without it.")


@command.command()
@_purpose
@options.warehouse
@options.env
@options.as_json
def rotate(purpose: str, as_json: bool, **given: Any) -> None:
    """Give PURPOSE a new key and bring the warehouse to it, or finish what an earlier call began.

    Pseudonyms that bronze still has the raw value of are computed again; others are wrapped. Rejected lines are
    sealed again. Former keys stay in the store: what older table versions hold needs them until vacuum.
    """
    from healthcare_medallion.engines.embedded.rotation import rotate as rotated
    from healthcare_medallion.settings import load_settings

    done = rotated(load_settings(**given), purpose, on_wait=_on_wait)
    if as_json:
        options.echo_json(vars(done))
        return
    if done.former == done.serving:
        click.echo(f"Key `{purpose}`: the rotation to {done.serving} is finished.")
    else:
        click.echo(f"Key `{purpose}`: {done.former} is retired, {done.serving} serves.")
    for name, rows in done.rows.items():
        click.echo(f"  {name}: {rows:,} rows brought to it.")
    click.echo(f"Back up the new key, then check the rows with: {options.program()} keys verify")


@command.command()
@options.warehouse
@options.env
@options.as_json
def verify(as_json: bool, **given: Any) -> None:
    """Count stored rows by key generation; exits with 1 when a row was left behind."""
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.engines.embedded.generations import generations, left_behind
    from healthcare_medallion.engines.embedded.reading import published, stored_contracts
    from healthcare_medallion.engines.embedded.warehouse import Warehouse
    from healthcare_medallion.errors import CheckFailed
    from healthcare_medallion.pipelines.graph import graph
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    published(Warehouse(settings.warehouse))
    found = generations(settings, stored_contracts(graph(settings.pipeline)))
    rings = {purpose: _ring(settings, purpose) for purpose in {g.purpose for g in found}}
    left = left_behind(found, rings)
    states = [_state(rings[g.purpose], g.key_id) for g in found]
    if as_json:
        options.echo_json([{**vars(g), "state": state} for g, state in zip(found, states, strict=True)])
    else:
        rows = [(g.purpose, g.table, g.key_id, s, g.rows) for g, s in zip(found, states, strict=True)]
        console().print(table(["purpose", "table", "key", "state", "rows"], rows, right=["rows"]))
    if left:
        purposes = " and ".join(sorted({g.purpose for g in left}))
        raise CheckFailed(
            f"{sum(g.rows for g in left):,} rows were not made with the key that serves ({purposes}).",
            hint="Retired: medallion keys rotate PURPOSE finishes. Unknown: bring that key back from your backup.",
        )
    if not as_json:
        click.echo("No row is left behind.")


@command.command()
@options.warehouse
@options.env
@options.as_json
def check(as_json: bool, **given: Any) -> None:
    """Look at the keys themselves: there, whole, private, outside the warehouse, each its own, none to come.

    Exits with 1 when something is wrong.
    """
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.errors import CheckFailed
    from healthcare_medallion.privacy.key_checks import key_findings
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    findings = key_findings(
        env=settings.env,
        directory=settings.keys_directory,
        store=settings.keys_store,
        apart_from={"the warehouse": settings.warehouse, "the landing folder": settings.landing},
    )
    if as_json:
        options.echo_json([vars(finding) for finding in findings])
    else:
        rows = [("ok" if f.ok else "WRONG", f.purpose, f.found) for f in findings]
        console().print(table(["", "key", "found"], rows))
    if wrong := [f for f in findings if not f.ok]:
        raise CheckFailed(f"{len(wrong)} of {len(findings)} checks of keys found something.")


def _ring(settings: Settings, purpose: str) -> Ring | None:
    from healthcare_medallion.privacy.key_stores import store_of

    return store_of(purpose, env=settings.env, directory=settings.keys_directory, store=settings.keys_store).ring(
        purpose
    )


def _described(ring: Ring | None) -> list[tuple[Any, ...]]:
    if ring is None:
        return []
    keys = [*ring.generations, *([ring.coming] if ring.coming else [])]
    return [
        (ring.purpose, number, key.key_id, _state(ring, key.key_id), key.made_at, key.source)
        for number, key in enumerate(keys, start=1)
    ]


def _state(ring: Ring | None, key_id: str) -> str:
    if ring is None:
        return "unknown"
    if key_id == ring.serving.key_id:
        return "serving"
    if ring.coming and key_id == ring.coming.key_id:
        return "to come"
    return "retired" if key_id in [key.key_id for key in ring.retired] else "unknown"


def _age(made_at: datetime | None) -> str:
    if made_at is None:
        return "unknown"
    days = (datetime.now(UTC) - made_at).days
    return f"{days} day{'' if days == 1 else 's'}"


def _on_wait(who: str) -> None:
    click.echo(f"Waiting: the warehouse is held by {who}.", err=True)

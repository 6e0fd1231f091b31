"""Giving a purpose's key a new generation, and bringing the warehouse to it.

1. The new key is made and kept beside the one that serves.
2. Tables whose pseudonyms cannot be recomputed are wrapped, one commit each. No run starts meanwhile, and readers
   see the published versions: two generations never meet in one join.
3. The new key serves, the former is retired.
4. Sealed lines are sealed again.
5. A run without files recomputes views from bronze and publishes all of it.

Killed anywhere, the next call goes on from what is there: a key to come is used, a table that is wrapped is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from healthcare_medallion.engines.embedded import audit
from healthcare_medallion.engines.embedded.generations import (
    chained_tables,
    is_behind,
    reseal,
    ring_of,
    sealed_columns,
    wrap,
)
from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.reading import runs, stored_contracts
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.privacy.access import Role
from healthcare_medallion.privacy.key_stores import store_of
from healthcare_medallion.privacy.keyring import PURPOSES, Renewal
from healthcare_medallion.settings import Settings


@dataclass
class Rotation:
    """What a call did. ``former`` equals ``serving`` where it only finished an earlier one."""

    purpose: str
    former: str
    serving: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows wrapped or sealed again, by table."""
    runs: list[int] = field(default_factory=list)


def rotate(
    settings: Settings,
    purpose: str,
    *,
    also: Sequence[Contract] = (),
    on_wait: Callable[[str], None] | None = None,
) -> Rotation:
    """A new generation, or the rest of one that was interrupted or that another warehouse has already been given.

    ``also`` names tables beside those of the graph whose pseudonyms are to be wrapped.

    :raises KeyMaterialError: there is no key yet, or rows were made with one that is not in the ring.
    """
    tables = graph(settings.pipeline)
    warehouse = Warehouse(settings.warehouse)
    store = store_of(purpose, env=settings.env, directory=settings.keys_directory, store=settings.keys_store)
    with warehouse_lock(settings.warehouse, timeout=settings.engine.lock_timeout_seconds, on_wait=on_wait):
        ring = ring_of(settings, purpose)
        done = Rotation(purpose, former=ring.serving.key_id)
        lasting = [*chained_tables(tables, purpose), *also]
        if ring.coming is None and not is_behind(settings, ring, [*stored_contracts(tables), *also]):
            store.stage(purpose)
            ring = ring_of(settings, purpose)
        chain = (*ring.generations, *([ring.coming] if ring.coming else []))
        for contract in lasting:
            done.rows[contract.full_name] = wrap(settings, contract, purpose, chain)
        if ring.coming is not None:
            store.promote(purpose)
            ring = ring_of(settings, purpose)
        done.serving = ring.serving.key_id
        if PURPOSES[purpose] is Renewal.RESEALED:
            for contract in stored_contracts(tables):
                if sealed_columns(contract):
                    done.rows[contract.full_name] = reseal(settings, contract, ring)
        audit.record(
            settings,
            role=Role.ENGINEER,
            action="rotate",
            objects=[f"key {purpose}: {done.former} to {done.serving}"],
            purpose=None,
            outcome="done",
        )
    if runs(warehouse):
        done.runs = run(settings, take_files=False, on_wait=on_wait).runs
    return done

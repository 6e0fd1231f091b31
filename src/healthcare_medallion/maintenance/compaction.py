"""Small files put together: a run leaves one in nearly every table it touches, and every reader opens all of them.

A compaction changes no row, and the change data feed says so: the views behind the table note its new version in the
next run and are not computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.program import program
from healthcare_medallion.engines.embedded.reading import LEDGERS
from healthcare_medallion.engines.embedded.warehouse import Warehouse, storage_errors, writer_properties
from healthcare_medallion.maintenance.space import file_sizes
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.settings import Settings

# Fewer are not worth a commit that every view behind the table has to note.
FEWEST = 8
_MB = 1_000_000


@dataclass(frozen=True)
class Compaction:
    """What became of one table's small files."""

    table: str
    files_before: int
    files_after: int


def compact(settings: Settings) -> list[Compaction]:
    """Compacts every table that has many small files, under the warehouse's lock."""
    with warehouse_lock(settings.warehouse, timeout=settings.engine.lock_timeout_seconds):
        return compact_tables(Warehouse(settings.warehouse), stored(settings), settings.maintenance.small_file_mb)


def stored(settings: Settings) -> tuple[Contract, ...]:
    """Contracts of all that a warehouse stores, ledgers last."""
    return (*program(settings).stored_contracts, *LEDGERS)


def compact_tables(
    warehouse: Warehouse, contracts: Iterable[Contract], small_file_mb: int, *, dry_run: bool = False
) -> list[Compaction]:
    """One commit for each table that needs it. The lock must be held."""
    done = []
    for contract in contracts:
        table = warehouse.open(contract)
        if table is None:
            continue
        sizes = file_sizes(table)
        if sum(size < small_file_mb * _MB for size in sizes.values()) < FEWEST:
            continue
        if not dry_run:
            with storage_errors(contract.full_name):
                # Larger files than this are left as they are, so that no row is copied again and again.
                table.optimize.compact(target_size=small_file_mb * _MB, writer_properties=writer_properties(contract))
                table.update_incremental()
        done.append(Compaction(contract.full_name, len(sizes), len(file_sizes(table))))
    return done

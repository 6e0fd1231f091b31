"""What a table takes on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deltalake import DeltaTable

from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.pipelines.shared.contract import Contract

LOG = "_delta_log"


@dataclass(frozen=True)
class Space:
    """Counts and bytes: data files of the newest version, all files but the log's, and the log's."""

    live_files: int = 0
    live_bytes: int = 0
    files: int = 0
    bytes: int = 0
    log_files: int = 0
    log_bytes: int = 0

    def __add__(self, other: Space) -> Space:
        return Space(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))


def space_of(warehouse: Warehouse, contract: Contract) -> Space:
    """Of one table; nothing where it does not exist."""
    table = warehouse.open(contract)
    if table is None:
        return Space()
    live = file_sizes(table)
    data: list[int] = []
    log: list[int] = []
    for path, size in _files(warehouse.path(contract)):
        (log if LOG in path.parts else data).append(size)
    return Space(len(live), sum(live.values()), len(data), sum(data), len(log), sum(log))


def file_sizes(table: DeltaTable) -> dict[str, int]:
    """Data files of a version, by path as the log has it, with their bytes."""
    import pyarrow as pa

    actions = pa.table(table.get_add_actions(flatten=True))
    return dict(zip(actions["path"].to_pylist(), actions["size_bytes"].to_pylist(), strict=True))


def _files(folder: Path) -> Iterator[tuple[Path, int]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder), path.stat().st_size

"""Stopping a run after its n-th commit, as a power cut would: nothing behind that point happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import deltalake
import pytest

from healthcare_medallion.engines.embedded import warehouse as warehouse_module


class Crash(BaseException):
    """Not an Exception, so that nothing on the way may handle it."""


@contextmanager
def crash_after(commits: int, *, also: Sequence[tuple[Any, str]] = ()) -> Iterator[list[int]]:
    """Raises ``Crash`` right after that many commits to Delta tables, whatever part of the engine makes them.

    ``also`` names further functions, as owner and name, whose calls count as commits do.
    Gives a list with one element, the number of commits so far. With 0 nothing is raised: commits are counted.
    """
    seen = [0]

    def counted(commit: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any, **keywords: Any) -> Any:
            result = commit(*arguments, **keywords)
            seen[0] += 1
            if seen[0] == commits:
                raise Crash
            return result

        return wrapper

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse_module, "write_deltalake", counted(warehouse_module.write_deltalake))
        patch.setattr(deltalake.DeltaTable, "create", staticmethod(counted(deltalake.DeltaTable.create)))
        for name in ("update", "delete"):
            patch.setattr(deltalake.DeltaTable, name, counted(getattr(deltalake.DeltaTable, name)))
        patch.setattr(deltalake.table.TableMerger, "execute", counted(deltalake.table.TableMerger.execute))
        patch.setattr(deltalake.table.TableOptimizer, "compact", counted(deltalake.table.TableOptimizer.compact))
        for owner, name in also:
            patch.setattr(owner, name, counted(getattr(owner, name)))
        yield seen

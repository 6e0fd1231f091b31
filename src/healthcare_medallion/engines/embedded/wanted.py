"""Which tables a run is asked to touch: all that need it, or the ones that somebody names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from healthcare_medallion.engines.embedded.program import Group, Program
from healthcare_medallion.errors import UsageError
from healthcare_medallion.pipelines.shared.contract import nearest
from healthcare_medallion.pipelines.shared.dataset import Kind


@dataclass(frozen=True)
class Wanted:
    """``whole``: tables to write whole. ``only``: tables to bring up to date, empty for all."""

    whole: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()

    @classmethod
    def of(cls, program: Program, *, whole: Collection[str] | None, only: Collection[str]) -> Wanted:
        """What the given names mean.

        :raises UsageError: a name that is no table, or one that can not be computed again.
        """
        views = [d.name for d in program if d.kind is Kind.MATERIALIZED_VIEW]
        _require_known(program, views, [*(whole or ()), *only])
        needed = frozenset(_with_inputs(program, only))
        every = [] if whole is None else whole or [name for name in views if not only or name in only]
        return cls(frozenset(every), needed)

    def takes(self, group: Group) -> bool:
        """Whether a group of tables is asked for."""
        return not self.only or any(name in self.only for name in group.tables)


def _with_inputs(program: Program, names: Iterable[str]) -> Iterable[str]:
    for name in names:
        yield name
        yield from _with_inputs(program, program.inputs_of(name) if name in program else ())


def _require_known(program: Program, views: list[str], names: Iterable[str]) -> None:
    problems = []
    for name in names:
        if name in views:
            continue
        if name in program and program[name].kind is Kind.STREAMING_TABLE:
            problems.append(f"- {name} is appended to and never computed again: its files may be gone")
        else:
            problems.append(f"- `{name}` is no table that a run computes{nearest(name, views)}")
    if problems:
        raise UsageError("\n".join(["Tables to refresh:", *problems]), hint=f"Tables: {', '.join(views)}")

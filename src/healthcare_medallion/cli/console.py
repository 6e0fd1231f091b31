"""Text for people: tables, numbers and progress, coloured on a terminal and plain elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text


class OnStep(Protocol):
    """Called with the name of a step and the share of it that is done, 0 to 1."""

    def __call__(self, step: str, share: float) -> None: ...


def console() -> Console:
    """Standard output; 100 columns where it is no terminal, so that logs do not wrap at 80."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 100)


def table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str | None = None, right: Sequence[str] = ()
) -> Table:
    """A plain table. Numbers get thousands separators; columns named in ``right`` are aligned right."""
    out = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        out.add_column(column, justify="right" if column in right else "left", header_style="dim", overflow="fold")
    for row in rows:
        out.add_row(*(Text(shown(cell)) for cell in row))
    return out


def shown(cell: object) -> str:
    """A cell as text: numbers with separators, null as a dash."""
    if cell is None:
        return "-"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return f"{cell:,}"
    return f"{cell:,.2f}" if isinstance(cell, float) else str(cell)


@contextmanager
def progress(doing: str, steps: int) -> Iterator[OnStep]:
    """A bar over ``steps`` on a terminal, one line per finished step elsewhere."""
    if not sys.stderr.isatty():
        yield lambda step, share: print(f"{doing}: {step}", file=sys.stderr) if share >= 1 else None  # noqa: T201
        return
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=30), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(doing, total=steps)

        def on_step(step: str, share: float) -> None:
            bars.update(task, description=f"{doing} {step}", advance=1 if share >= 1 else 0)

        yield on_step

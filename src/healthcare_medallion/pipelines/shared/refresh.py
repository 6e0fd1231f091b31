"""Refresh by key: which keys of a table the changed rows of its inputs reach, so that only those are computed again."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

Reach = Callable[..., ir.Table]


@dataclass(frozen=True, eq=False)
class RefreshKey:
    """The key by which tables that are made together can be refreshed.

    ``of`` gives the key of a row, in the tables and in those of their inputs that are cut down to the keys at hand.
    A definition may have such a key only if it is local: its rows of some keys need no rows of other keys from an
    input that is cut. Inputs that are looked things up in are not cut; each has a function in ``reached``.
    """

    name: str
    of: Callable[[ir.Table], ir.StringValue]
    reached: tuple[Reach, ...] = ()
    """Functions from changed rows of an input (the first parameter, named after it) and other inputs, whole, to a
    table with the column ``key``: what the change reaches. A null key says that it reaches every key."""

    def reach_of(self, upstream: str) -> Reach | None:
        """The function for an input that is not cut; None for one that is."""
        return next((reach for reach in self.reached if _parameters(reach)[0] == upstream), None)

    def lookups_of(self, reach: Reach) -> tuple[str, ...]:
        """Inputs that a function needs whole."""
        return _parameters(reach)[1:]


def by_column(name: str) -> RefreshKey:
    """A key that is a column of the tables and of all their inputs."""
    return RefreshKey(name, lambda rows: rows[name])


def _parameters(reach: Reach) -> tuple[str, ...]:
    return tuple(inspect.signature(reach).parameters)


def released_rows(decisions: ir.Table, feed: str) -> ir.Table:
    """What decisions on a feed reach: a release its row, a waiver all."""
    of_feed = decisions.filter(decisions.feed == feed)
    return of_feed.select(key=ibis.ifelse(of_feed.action == "release", of_feed.row_id, ibis.null("string")))

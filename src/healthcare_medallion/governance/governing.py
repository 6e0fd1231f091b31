"""One call from what is to what should be."""

from __future__ import annotations

from collections.abc import Iterable

from healthcare_medallion.governance.applying import apply
from healthcare_medallion.governance.inventory import Query, present
from healthcare_medallion.governance.policies import policies
from healthcare_medallion.governance.statements import missing, statements
from healthcare_medallion.governance.wanted import wanted
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Contract


def govern(query: Query, graph: Graph, catalog: str, *, added: Iterable[Contract] = (), dry_run: bool = False) -> str:
    """Apply what differs and say what was done. Tables that are not there yet are named, not an error.

    ``added`` are the contracts of extensions.

    :raises CheckFailed: naming every statement that failed.
    """
    want, found = wanted(graph, added), present(query, catalog)
    runner = str(query("SELECT current_user()")[0][0])
    guards, others = policies(catalog, runner), statements(catalog, want, found)
    if dry_run:
        return ";\n\n".join(statement.sql for statement in (*guards, *others)) + ";"
    done = apply(query, guards, others)
    absent = missing(want, found)
    later = f" Not there yet, govern again after a run: {', '.join(absent)}." if absent else ""
    return f"{done} statements, {len(others)} of them changes.{later}"

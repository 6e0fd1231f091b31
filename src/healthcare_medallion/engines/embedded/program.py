"""The graph as the laptop runs it: DuckDB's SQL for every dataset, and how tables are refreshed by key.

Compiling takes a second or two and Ibis; the result depends on the definitions and the settings alone. So it is kept
in the user's cache folder, under a digest of both, and a run that finds it there does not load Ibis at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from graphlib import TopologicalSorter
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthcare_medallion import pipelines
from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract, ForeignKey, Treatment
from healthcare_medallion.pipelines.shared.dataset import Dataset, Kind
from healthcare_medallion.pipelines.shared.wiring import Wiring

if TYPE_CHECKING:
    from healthcare_medallion.pipelines.graph import Graph
    from healthcare_medallion.settings import Settings


@dataclass(frozen=True)
class Compiled:
    """One dataset. ``checks`` are its rules of severity fail: SQL that counts the rows that break them."""

    name: str
    kind: Kind
    upstreams: tuple[str, ...]
    contract: Contract | None
    sql: str
    inline: bool
    watched: bool
    checks: Mapping[str, str]

    @property
    def stored(self) -> bool:
        return self.kind in (Kind.STREAMING_TABLE, Kind.MATERIALIZED_VIEW)


@dataclass(frozen=True)
class Group:
    """Materialized views that are made together, and, where ``key`` is not empty, how they are refreshed by key."""

    tables: tuple[str, ...]
    key: str = ""
    changed_keys: Mapping[str, str] = field(default_factory=dict)
    """Watched input to SQL over ``changed_rows``: the column ``key``, null for every key."""
    rows_of_keys: Mapping[str, str] = field(default_factory=dict)
    """Table, or input that is cut, to SQL for its rows of ``changed_keys``."""


@dataclass(frozen=True)
class Program(Wiring[Compiled]):
    """All datasets, each after its upstreams, and all groups, each after those that it reads."""

    datasets: Mapping[str, Compiled]
    groups: tuple[Group, ...]
    conformed: Mapping[str, str]
    """Foreign source to SQL that maps its landed records, in ``landed``, onto a contract."""

    def sql(self, name: str) -> str:
        return self.datasets[name].sql

    @cached_property
    def stored_contracts(self) -> tuple[Contract, ...]:
        """Contracts of all tables, ledgers aside."""
        return tuple(d.contract for d in self if d.stored and d.contract)


def program(settings: Settings) -> Program:
    """The program of some settings, from the cache or compiled now.

    :raises DefinitionError: what is wrong with the definitions.
    """
    kept = _cache_directory() / f"program-{_digest(settings)}.json"
    try:
        return _read(json.loads(kept.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        pass  # not there, or not whole: it is only a copy
    from healthcare_medallion.pipelines.graph import graph

    made = compiled(graph(settings.pipeline), settings)
    _keep(kept, json.dumps(asdict(made), separators=(",", ":")))
    return made


def compiled(graph: Graph, settings: Settings) -> Program:
    """The program of a graph."""
    sources = {name: graph.conformed_sql(m.feed, m) for name, m in settings.sources.items()}
    return Program({d.name: _compiled(graph, d) for d in graph}, _groups(graph), sources)


def _compiled(graph: Graph, dataset: Dataset) -> Compiled:
    from healthcare_medallion.pipelines.shared.rules import Severity, of_severity

    return Compiled(
        name=dataset.name,
        kind=dataset.kind,
        upstreams=dataset.upstreams,
        contract=dataset.contract,
        sql="" if dataset.kind is Kind.SOURCE else graph.sql(dataset.name),
        inline=dataset.inline,
        watched=dataset.watched,
        checks={
            rule.name: graph.broken_rows_sql(dataset.name, rule.name)
            for rule in of_severity(dataset.rules, Severity.FAIL)
        },
    )


def _groups(graph: Graph) -> tuple[Group, ...]:
    """Tables with one refresh key make one group, others are one each."""
    views = [d for d in graph if d.kind is Kind.MATERIALIZED_VIEW]
    members: dict[object, list[Dataset]] = {}
    for view in views:
        members.setdefault(view.refresh_by or view.name, []).append(view)
    of = {view.name: tuple(d.name for d in group) for group in members.values() for view in group}
    needs = {
        tables: {of[i] for name in tables for i in graph.inputs_of(name) if i in of and of[i] != tables}
        for tables in of.values()
    }
    return tuple(_group(graph, tables) for tables in TopologicalSorter(needs).static_order())


def _group(graph: Graph, tables: tuple[str, ...]) -> Group:
    key = graph[tables[0]].refresh_by
    if key is None:
        return Group(tables)
    inputs = dict.fromkeys(i for name in tables for i in graph.inputs_of(name) if graph[i].watched)
    cut = [name for name in inputs if key.reach_of(name) is None]
    return Group(
        tables=tables,
        key=key.name,
        changed_keys={name: graph.changed_keys_sql(key, name) for name in inputs},
        rows_of_keys={name: graph.rows_of_keys_sql(key, name) for name in (*cut, *tables)},
    )


# THE CACHE


def _cache_directory() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "healthcare-medallion"


def _digest(settings: Settings) -> str:
    """Of all that a program is made of: definitions, settings, the compiler."""
    digest = hashlib.sha256(f"{version('ibis-framework')} {version('sqlglot')}".encode())
    digest.update(settings.pipeline.model_dump_json().encode())
    digest.update(json.dumps({n: m.model_dump() for n, m in settings.sources.items()}).encode())
    root = Path(pipelines.__path__[0])
    for path in (*sorted(root.rglob("*.py")), *sorted(root.rglob("*.csv")), Path(__file__)):
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


def _keep(path: Path, text: str) -> None:
    """Whole or not at all; without a home to write to there is no cache, and nothing is lost."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            file.write(text)
        Path(file.name).replace(path)
        for old in sorted(path.parent.glob("program-*.json"), key=lambda p: p.stat().st_mtime)[:-20]:
            old.unlink()
    except OSError:
        pass


def _read(kept: Mapping[str, Any]) -> Program:
    datasets = {
        name: Compiled(
            **{
                **d,
                "kind": Kind(d["kind"]),
                "upstreams": tuple(d["upstreams"]),
                "contract": None if d["contract"] is None else _contract(d["contract"]),
            }
        )
        for name, d in kept["datasets"].items()
    }
    groups = tuple(Group(**{**g, "tables": tuple(g["tables"])}) for g in kept["groups"])
    return Program(datasets, groups, kept["conformed"])


def _contract(kept: Mapping[str, Any]) -> Contract:
    columns = (
        Column(
            **{
                **c,
                "classification": Classification(c["classification"]),
                "treatment": c["treatment"] and Treatment(c["treatment"]),
            }
        )
        for c in kept["columns"]
    )
    foreign = (ForeignKey(tuple(f["columns"]), f["table"], tuple(f["references"])) for f in kept["foreign_keys"])
    return Contract(
        **{
            **kept,
            "columns": tuple(columns),
            "otherwise": Classification(kept["otherwise"]),
            "key": tuple(kept["key"]),
            "cluster_by": tuple(kept["cluster_by"]),
            "foreign_keys": tuple(foreign),
        }
    )

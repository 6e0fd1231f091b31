"""The graph of all datasets, read from the signatures of their definitions, and its compilation to SQL."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from healthcare_medallion import pipelines
from healthcare_medallion.errors import DefinitionError
from healthcare_medallion.pipelines.shared.contract import nearest
from healthcare_medallion.pipelines.shared.dataset import Dataset, Kind
from healthcare_medallion.pipelines.shared.refresh import RefreshKey
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.sources import SourceMapping, conformed
from healthcare_medallion.pipelines.shared.wiring import Wiring


class Graph(Wiring[Dataset]):
    """Datasets by name, in an order in which each comes after its upstreams.

    :raises DefinitionError: naming every problem at once: unknown upstreams with the nearest right name, cycles,
        contracts that are unsound or that a definition does not fill.
    """

    def __init__(self, datasets: Mapping[str, Dataset], settings: PipelineSettings | None = None) -> None:
        self.settings = settings or PipelineSettings()
        problems = [p for d in datasets.values() if d.contract for p in d.contract.problems()]
        problems += [
            f"{d.name}: parameter `{name}` names no dataset{nearest(name, datasets)}"
            for d in datasets.values()
            for name in d.upstreams
            if name not in datasets
        ]
        order, cycle = _in_order(datasets)
        if cycle:
            problems.append(f"{' -> '.join(cycle)}: these datasets need each other")
        if problems:
            raise DefinitionError(problems)
        self.datasets = {name: datasets[name] for name in order}
        self._expressions: dict[str, ir.Table] = {}
        self._sql: dict[tuple[str, str], str] = {}
        for name, dataset in self.datasets.items():
            if any(u not in self._expressions and self.datasets[u].contract is None for u in dataset.upstreams):
                continue  # a step before it is broken, and that is what there is to report
            try:
                self._expressions[name] = self._expression(name)
            except DefinitionError as error:
                problems += [f"{name}: {problem}" for problem in error.problems]
            except (ibis.IbisError, AttributeError, TypeError) as error:
                problems.append(f"{name}: {str(error).strip().splitlines()[0]}")
        if problems:
            raise DefinitionError(problems)

    def expression(self, name: str) -> ir.Table:
        """The dataset over unbound upstream tables, its columns cast to the contract."""
        return self._expressions[name]

    def sql(self, name: str, dialect: str = "duckdb") -> str:
        """The dataset as one SELECT over its upstreams' names. ``dialect`` is duckdb, spark or databricks."""
        # Ibis' pyspark dialect divides by zero with an error; its databricks dialect runs on Apache Spark too.
        dialect = "duckdb" if dialect == "duckdb" else "databricks"
        if (name, dialect) not in self._sql:
            self._sql[name, dialect] = str(ibis.to_sql(self.expression(name), dialect=dialect))
        return self._sql[name, dialect]

    def conformed_sql(self, feed: str, mapping: SourceMapping, dialect: str = "duckdb") -> str:
        """A SELECT over ``landed``, the landed records of a foreign file, that maps them onto the contract."""
        landed = ibis.table(self.contract(f"landing_{feed}").ibis_schema(), name="landed")
        dialect = "duckdb" if dialect == "duckdb" else "databricks"
        return str(ibis.to_sql(conformed(landed, mapping), dialect=dialect))

    def broken_rows_sql(self, name: str, rule_name: str) -> str:
        """A SELECT that counts the rows of a judged dataset that break one of its rules."""
        dataset = self.datasets[name]
        rows = self._table(name)
        rule = next(rule for rule in dataset.rules if rule.name == rule_name)
        return str(ibis.to_sql(rows.filter(~rule.holds(rows)).aggregate(n=lambda t: t.count()), dialect="duckdb"))

    def changed_keys_sql(self, key: RefreshKey, upstream: str) -> str:
        """A SELECT of the ``key`` values that changed rows of an input reach; the rows are in ``changed_rows``."""
        changed = ibis.table(self._table(upstream).schema(), name="changed_rows")
        reach = key.reach_of(upstream)
        if reach is None:
            keys = changed.select(key=key.of(changed))
        else:
            keys = reach(changed, *(self._table(name) for name in key.lookups_of(reach)))
        return str(ibis.to_sql(keys.distinct(), dialect="duckdb"))

    def rows_of_keys_sql(self, key: RefreshKey, name: str) -> str:
        """A SELECT of the rows of a table whose key is in ``changed_keys``."""
        rows, keys = self._table(name), ibis.table({"key": "string"}, name="changed_keys")
        return str(ibis.to_sql(rows.semi_join(keys, key.of(rows) == keys["key"]), dialect="duckdb"))

    def _table(self, name: str) -> ir.Table:
        dataset = self.datasets[name]
        if dataset.contract is None:
            return ibis.table(self._expressions[name].schema(), name=name)
        return ibis.table(dataset.contract.ibis_schema(), name=name, database=dataset.contract.schema)

    def _expression(self, name: str) -> ir.Table:
        dataset = self.datasets[name]
        if dataset.kind is Kind.SOURCE:
            return self._table(name)
        upstreams = [self._table(upstream) for upstream in dataset.upstreams]
        extra = {"settings": self.settings} if dataset.wants_settings else {}
        result = dataset(*upstreams, **extra)
        if dataset.contract is None:
            return result
        missing = [c for c in dataset.contract.names if c not in result.columns]
        if missing:
            raise DefinitionError(
                [f"the definition gives no column `{m}`{nearest(m, result.columns)}" for m in missing]
            )
        # `!` forces the cast: Ibis drops one to the type that it believes, and it is often wrong (integer sums).
        return result.select(**{c.name: result[c.name].cast(f"!{c.ibis_type}") for c in dataset.contract.columns})


def _in_order(datasets: Mapping[str, Dataset]) -> tuple[list[str], list[str]]:
    from graphlib import CycleError, TopologicalSorter

    sorter = TopologicalSorter({name: datasets[name].upstreams for name in sorted(datasets)})
    try:
        return list(sorter.static_order()), []
    except CycleError as error:
        return [], list(error.args[1])


def discover() -> dict[str, Dataset]:
    """Every dataset that a module below ``pipelines/`` defines. A new table is a new file, nothing else.

    :raises DefinitionError: two modules define a dataset of one name.
    """
    found: dict[str, Dataset] = {}
    for module in pkgutil.walk_packages(pipelines.__path__, pipelines.__name__ + "."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Dataset):
                other = found.setdefault(value.name, value)
                if other is not value:
                    raise DefinitionError([f"{value.name}: defined in {other.module} and again in {value.module}"])
    return found


@functools.cache
def graph(settings: PipelineSettings | None = None) -> Graph:
    """The graph of this package under some settings (they are hashable, so it is built once)."""
    return Graph(discover(), settings)

"""What holds the house together: a failure lists the offenders by path."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis.expr.operations as ops
import pytest

import healthcare_medallion
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.dataset import Dataset, Kind

PACKAGE = "healthcare_medallion"
ROOT = Path(healthcare_medallion.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
PIPELINES = [path for path in MODULES if path.is_relative_to(ROOT / "pipelines")]
LONGEST_MODULE = 450

# A module imports from its own floor or from below. What is not listed stands above the engines.
NOT_LISTED = 6
FLOORS = {
    "errors": 0,
    "pipelines.shared": 1,
    "settings": 2,
    "settings_monitoring": 1,
    "readers": 2,
    "privacy": 2,
    "data_generation": 2,
    "pipelines": 3,
    "quality": 4,
    "monitoring": 4,
    "lineage": 4,
    "engines": 5,
    "cli": 9,
    "dashboard": 9,
    "jobs": 9,
    "__main__": 9,
}


def module_name(path: Path) -> str:
    """The dotted name below the package, empty for the package itself."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {module_name(path) for path in MODULES}


def floor_of(name: str) -> int:
    """The floor of a module; the package itself (its version) lies below all."""
    fitting = [known for known in FLOORS if name == known or name.startswith(known + ".")]
    return FLOORS[max(fitting, key=len)] if fitting else (NOT_LISTED if name else -1)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path, inside: ast.AST | None = None) -> Iterator[str]:
    """Every module that a module imports anywhere, in functions too, as a dotted name."""
    here = module_name(path).split(".") if path.name == "__init__.py" else module_name(path).split(".")[:-1]
    for node in ast.walk(inside or tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = here[: len(here) - node.level + 1]
                base = ".".join(part for part in (PACKAGE, *above, node.module or "") if part)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    """Modules of the package that a module imports, named from below the package."""
    below = {name.removeprefix(PACKAGE + ".") for name in imports(path) if name.startswith(PACKAGE + ".")}
    return below & NAMES


def importers(packages: set[str], among: list[Path]) -> list[str]:
    return [shown(p) for p in among if packages & {name.split(".")[0] for name in imports(p)}]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def operations(name: str, graph: Graph, kinds: Any) -> list[Any]:
    """The nodes of some kinds in a dataset's expression."""
    return list(graph.expression(name).op().find(kinds))


# IMPORTS


def test_imports_point_one_way() -> None:
    """cli, dashboard, jobs -> engines -> quality -> pipelines -> pipelines.shared -> errors."""
    offenders = [
        f"{shown(path)} imports {other}"
        for path in MODULES
        for other in sorted(own_imports(path))
        if floor_of(other) > floor_of(module_name(path))
    ]
    assert offenders == []


@pytest.mark.parametrize("package", ["readers", "privacy", "data_generation"])
def test_tools_know_no_table_and_no_engine(package: str) -> None:
    """Readers, privacy and the generator share types with the pipelines at most."""
    offenders = [
        f"{shown(path)} imports {other}"
        for path in MODULES
        if shown(path).startswith(package + "/")
        for other in sorted(own_imports(path))
        if other.startswith(("engines", "pipelines")) and not (other + ".").startswith(("pipelines.shared.",))
        if other != "pipelines"
    ]
    assert offenders == []


def test_definitions_import_no_engine() -> None:
    engines = {"pyspark", "delta", "duckdb", "deltalake", "pyarrow", "numpy", "pandas", "polars"}
    assert importers(engines, PIPELINES) == []


def test_pyspark_is_imported_where_spark_runs_only() -> None:
    """In engines/lakeflow.py, and inside functions of jobs/."""
    others = [p for p in MODULES if shown(p) != "engines/lakeflow.py" and not shown(p).startswith("jobs/")]
    assert importers({"pyspark", "delta"}, others) == []
    at_the_top = [
        shown(path)
        for path in MODULES
        if shown(path).startswith("jobs/")
        for node in tree(path).body
        if {"pyspark", "delta"} & {name.split(".")[0] for name in imports(path, node)}
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef))
    ]
    assert at_the_top == []


def test_layers_read_downwards(graph: Graph) -> None:
    """Gold never reads bronze, marts read gold only, silver never reads gold."""
    may_read = {
        "bronze": {"bronze", ""},
        "silver": {"bronze", "silver", ""},
        "gold": {"silver", "gold", ""},
        "marts": {"gold"},
        "deid": {"gold", "marts", ""},
    }
    offenders = [
        f"{dataset.name} reads {upstream}"
        for dataset in graph
        for upstream in dataset.upstreams
        if graph[upstream].layer not in may_read.get(dataset.layer, {graph[upstream].layer})
    ]
    assert offenders == []


# PURITY


def test_definitions_have_no_clock_and_no_chance() -> None:
    """Neither in Python nor through Ibis: silver and gold are pure functions of recorded inputs."""
    modules = {"random", "secrets", "time", "uuid", "os"}
    calls = {"now", "utcnow", "today", "random", "uuid", "rand"}
    offenders = [f"{path} imports it" for path in importers(modules, PIPELINES)]
    offenders += [
        f"{shown(path)}:{node.lineno} .{node.attr}"
        for path in PIPELINES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in calls
    ]
    assert offenders == []


def test_compiled_expressions_have_no_clock_and_no_chance(graph: Graph) -> None:
    impure = (ops.TimestampNow, ops.DateNow, ops.RandomScalar, ops.RandomUUID)
    assert [d.name for d in graph if operations(d.name, graph, impure)] == []


# ops of one argument named `arg`, which depend on the order of addition when it is a binary fraction.
ORDER_DEPENDENT_SUMS = (ops.Sum, ops.Mean, ops.StandardDev, ops.Variance)
ORDER_DEPENDENT_PAIRS = (ops.Correlation, ops.Covariance)


def test_no_binary_fraction_is_summed(graph: Graph) -> None:
    """The sum of doubles depends on row order, on every engine: cents or DECIMAL instead."""
    offenders = [
        f"{dataset.name}: {type(node).__name__}"
        for dataset in graph
        for node in operations(dataset.name, graph, (*ORDER_DEPENDENT_SUMS, *ORDER_DEPENDENT_PAIRS))
        if isinstance(node, ORDER_DEPENDENT_PAIRS) or node.arg.dtype.is_floating()
    ]
    assert offenders == []


def test_nothing_depends_on_the_order_of_rows(graph: Graph) -> None:
    """First, last, any and the most frequent value are whichever came first on one engine or the other."""
    by_chance = (ops.First, ops.Last, ops.Arbitrary, ops.Mode, ops.ArgMax, ops.ArgMin, ops.GroupConcat, ops.Limit)
    assert [d.name for d in graph if operations(d.name, graph, by_chance)] == []


def test_windows_that_pick_a_row_are_ordered(graph: Graph) -> None:
    """A row number, lag or lead without an order is chance."""
    offenders = [
        f"{dataset.name}: {type(node.func).__name__}"
        for dataset in graph
        for node in operations(dataset.name, graph, ops.WindowFunction)
        if isinstance(node.func, (ops.RankBase, ops.Lag, ops.Lead)) and not node.order_by
    ]
    assert offenders == []


# FORM


def test_one_table_per_file_named_after_it(graph: Graph) -> None:
    """A module below a layer defines one table and the steps towards it. Where it defines none, it is a ledger."""
    by_module: dict[str, list[Dataset]] = {}
    for dataset in graph:
        by_module.setdefault(dataset.module, []).append(dataset)
    kept = (Kind.STREAMING_TABLE, Kind.MATERIALIZED_VIEW, Kind.VIEW)
    offenders = []
    for path in PIPELINES:
        layer = path.parent.name
        if layer in ("pipelines", "shared") or path.name == "__init__.py":
            continue
        tables = [d.name for d in by_module.get(f"{PACKAGE}.{module_name(path)}", []) if d.kind in kept]
        ledgers = [path.stem] if path.stem in graph and graph[path.stem].kind is Kind.SOURCE else []
        if (tables or ledgers) != [path.stem]:
            offenders.append(f"{shown(path)} defines {tables or ledgers}")
    assert offenders == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [shown(path) for path in MODULES if not ast.get_docstring(tree(path))]
    assert [path for path in silent if path != "__init__.py"] == []


def test_modules_stay_short() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length >= LONGEST_MODULE} == {}


def test_only_the_command_line_prints() -> None:
    offenders = [
        f"{shown(path)}:{node.lineno}"
        for path in MODULES
        if not shown(path).startswith("cli/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert offenders == []

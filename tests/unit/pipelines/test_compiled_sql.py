"""The SQL that every engine runs: the same text from every process, and reviewed as text.

``tests/spec/sql`` holds DuckDB's. After an intended change run ``UPDATE_GOLDEN=1 pytest tests/unit/pipelines`` and read
the diff as carefully as the change itself. Spark's is what `medallion compile` writes to ``src/lakeflow/sql``; a test
of its own says when that is stale.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

import pytest

from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.settings import PipelineSettings

GOLDEN = Path(__file__).parents[2] / "spec" / "sql"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
HOW = "If the change is meant: UPDATE_GOLDEN=1 pytest tests/unit/pipelines/test_compiled_sql.py"
DIALECTS = ("duckdb", "spark")
COMPUTED = sorted(d.name for d in build_graph(PipelineSettings()) if d.kind is not Kind.SOURCE)


@pytest.mark.parametrize("name", COMPUTED)
def test_compiled_sql_is_as_reviewed(name: str, graph: Graph) -> None:
    path = GOLDEN / f"{name}.sql"
    text = graph.sql(name, "duckdb") + "\n"
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    known = path.read_bytes().decode() if path.exists() else ""  # a carriage return in a literal stays one
    if text != known:
        changes = unified_diff(known.split("\n"), text.split("\n"), path.name, "compiled now", lineterm="", n=1)
        lines = list(changes)
        shown = [*lines[:60], f"... {len(lines) - 60} more lines"] if len(lines) > 60 else lines
        pytest.fail("\n".join([f"The SQL of {name} has changed. {HOW}", *shown]), pytrace=False)


def test_no_reviewed_sql_is_left_over() -> None:
    wanted = {f"{name}.sql" for name in COMPUTED}
    left_over = sorted(path for path in GOLDEN.glob("*") if path.name not in wanted)
    if UPDATE:
        for path in left_over:
            path.unlink()
        left_over = []
    assert [path.name for path in left_over] == [], HOW


DIGESTS = """
import hashlib
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
built = graph(PipelineSettings())
for dataset in built:
    for dialect in ("duckdb", "spark"):
        print(dataset.name, dialect, hashlib.sha256(built.sql(dataset.name, dialect).encode()).hexdigest())
"""


def test_every_process_compiles_the_same_text(graph: Graph) -> None:
    """A definition's fingerprint is taken from its SQL: hash seeds, and what was compiled before, must not show."""
    here = {
        f"{d.name} {dialect} {hashlib.sha256(graph.sql(d.name, dialect).encode()).hexdigest()}"
        for d in graph
        for dialect in DIALECTS
    }
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", DIGESTS],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "4242")
    ]
    for process in processes:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        differing = sorted({line.rsplit(" ", 1)[0] for line in set(output.splitlines()) ^ here})
        assert differing == []

"""Engines for tests: the compiled SQL of any dataset over small tables, on DuckDB and on Apache Spark.

Both take ``pa.Table`` inputs by dataset name and give the result as ``pa.Table`` in the contract's types. Upstreams
that are not given are computed when they are temporary views or tables themselves, and empty when they are sources.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from healthcare_medallion.engines.embedded.warehouse import arrow_schema
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.keys import pads

TEST_SECRET = bytes(range(32))


class TestEngine(Protocol):
    """What a test may ask of an engine."""

    __test__ = False
    name: str

    def compute(self, graph: Graph, target: str, inputs: Mapping[str, pa.Table]) -> pa.Table: ...

    def evaluate(self, expression: ibis.Expr) -> pa.Table:
        """The result of an expression over no table (``ibis.array([...]).unnest()`` and the like)."""


def name_key_table() -> pa.Table:
    ipad, opad = pads(TEST_SECRET)
    return pa.table({"ipad": [ipad], "opad": [opad], "key_id": ["testkey00000"]})


def needed(graph: Graph, target: str, given: Mapping[str, pa.Table]) -> list[str]:
    """Datasets to compute for ``target``, in order, those that are given left out."""
    found: list[str] = []

    def visit(name: str) -> None:
        if name in given or name in found:
            return
        for upstream in graph[name].upstreams:
            visit(upstream)
        found.append(name)

    visit(target)
    return found


def _source_rows(graph: Graph, name: str) -> pa.Table:
    return name_key_table() if name == "name_key" else arrow_schema(graph.contract(name)).empty_table()


class DuckDBEngine:
    name = "duckdb"

    def __init__(self) -> None:
        self._con = duckdb.connect(":memory:")
        self._con.execute("LOAD icu; SET TimeZone='UTC'")
        self._con.execute("CREATE MACRO seal_line(line) AS 'sealed' || line")

    def close(self) -> None:
        self._con.close()

    def compute(self, graph: Graph, target: str, inputs: Mapping[str, pa.Table]) -> pa.Table:
        con = self._con.cursor()
        con.execute("SET TimeZone='UTC'")
        for schema in ("data_eng", "data_eng_ops", "data_eng_marts", "data_eng_deid"):
            con.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")
        tables = dict(inputs)
        for name in needed(graph, target, inputs):
            if graph[name].kind is Kind.SOURCE:
                tables[name] = _source_rows(graph, name)
        for name, rows in tables.items():
            con.register("incoming", rows)
            con.execute(f"CREATE OR REPLACE TABLE {self._full(graph, name)} AS SELECT * FROM incoming")
            con.unregister("incoming")
        for name in needed(graph, target, tables):
            con.execute(f"CREATE OR REPLACE TABLE {self._full(graph, name)} AS {graph.sql(name, 'duckdb')}")
        return con.sql(f"SELECT * FROM {self._full(graph, target)}").to_arrow_table()

    def compute_all(self, graph: Graph, targets: list[str], inputs: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        """Several datasets over the same inputs, each of those between computed once."""
        con = self._con.cursor()
        con.execute("SET TimeZone='UTC'")
        wanted = {name for target in targets for name in needed(graph, target, inputs)}
        for schema in ("data_eng", "data_eng_ops", "data_eng_marts", "data_eng_deid"):
            con.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")
        for dataset in graph:
            name = dataset.name
            if name in inputs or (name in wanted and dataset.kind is Kind.SOURCE):
                con.register("incoming", inputs[name] if name in inputs else _source_rows(graph, name))
                con.execute(f"CREATE OR REPLACE TABLE {self._full(graph, name)} AS SELECT * FROM incoming")
                con.unregister("incoming")
            elif name in wanted:
                con.execute(f"CREATE OR REPLACE TABLE {self._full(graph, name)} AS {graph.sql(name, 'duckdb')}")
        return {name: con.sql(f"SELECT * FROM {self._full(graph, name)}").to_arrow_table() for name in targets}

    def evaluate(self, expression: ibis.Expr) -> pa.Table:
        return self._con.sql(str(ibis.to_sql(expression, dialect="duckdb"))).to_arrow_table()

    @staticmethod
    def _full(graph: Graph, name: str) -> str:
        contract = graph[name].contract
        return contract.full_name if contract else name


class SparkEngine:
    """Apache Spark, local, through plain ``spark.sql``: no Delta, no pipelines."""

    name = "spark"

    def __init__(self) -> None:
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers run the Python that runs the tests
        self._folder = Path(tempfile.mkdtemp(prefix="spark-test-"))
        builder = SparkSession.builder.master("local[2]").appName("spec")
        for key, value in SPARK_SETTINGS.items():
            builder = builder.config(key, value)
        self.spark = builder.config("spark.sql.warehouse.dir", str(self._folder)).getOrCreate()
        self.spark.sparkContext.setLogLevel("OFF")
        self._count = 0

    def close(self) -> None:
        self.spark.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def compute(self, graph: Graph, target: str, inputs: Mapping[str, pa.Table]) -> pa.Table:
        tables = dict(inputs)
        for name in needed(graph, target, inputs):
            if graph[name].kind is Kind.SOURCE:
                tables[name] = _source_rows(graph, name)
        for name, rows in tables.items():
            self.load(name, rows)
        for name in needed(graph, target, tables):
            self.spark.sql(self.text(graph, name)).createOrReplaceTempView(name)
        return self.spark.table(target).toArrow()

    def evaluate(self, expression: ibis.Expr) -> pa.Table:
        return self.spark.sql(str(ibis.to_sql(expression, dialect="databricks"))).toArrow()

    def load(self, name: str, rows: pa.Table) -> None:
        """Makes a temporary view of rows, by way of a file: no Python worker is started."""
        self._count += 1
        path = self._folder / f"{name}-{self._count}.parquet"
        pq.write_table(rows, path)
        self.spark.read.parquet(str(path)).createOrReplaceTempView(name)

    @staticmethod
    def text(graph: Graph, name: str) -> str:
        """The compiled SQL over temporary views: they have no schema, and table names are unique without it."""
        sql = graph.sql(name, "spark").replace("SEAL_LINE(", "CONCAT('sealed', ")
        for schema in ("data_eng", "data_eng_ops", "data_eng_marts", "data_eng_deid"):
            sql = sql.replace(f"`{schema}`.", "")
        return sql


SPARK_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    # With the default, ${env:HOME} inside a string literal would be replaced by the environment's value.
    "spark.sql.variable.substitute": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.shuffle.partitions": "3",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "3g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}


@contextmanager
def opened(name: str) -> Iterator[Any]:
    engine = DuckDBEngine() if name == "duckdb" else SparkEngine()
    try:
        yield engine
    finally:
        engine.close()


def comparable(table: pa.Table) -> list[tuple[Any, ...]]:
    """Rows in a total order, as Python values: what two engines must have in common."""
    rows = [tuple(row.values()) for row in table.to_pylist()]
    return sorted(rows, key=repr)

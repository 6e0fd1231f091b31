"""The whole graph on Apache Spark: landing files in, every table out, as Parquet and without Delta.

Files are read where Spark reads them, by the one reader function, and each dataset is computed once, from the SQL
that `medallion compile` writes. What is missing against a cluster is the table format and the schedule, nothing else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from healthcare_medallion.engines.embedded.ingest import REQUIRED
from healthcare_medallion.engines.embedded.plan import FEEDS
from healthcare_medallion.engines.embedded.warehouse import arrow_schema
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.keys import pads
from tests.lib.engines import SparkEngine

GIVEN = {"name_key", *(f"landing_{feed}" for feed in FEEDS)}


def whole_graph(
    engine: SparkEngine, graph: Graph, landing: Path, ingested_at: Mapping[str, datetime], secret: bytes, key_id: str
) -> dict[str, pa.Table]:
    """Every stored table and view by name, over the landing files in ``ingested_at`` (file to its time)."""
    ipad, opad = pads(secret)
    engine.load("name_key", pa.table({"ipad": [ipad], "opad": [opad], "key_id": [key_id]}))
    times = pa.table(
        {
            "file": pa.array(ingested_at, pa.string()),
            "ingested_at": pa.array(ingested_at.values(), pa.timestamp("us", "UTC")),
        }
    )
    engine.load("file_times", times)
    with tempfile.TemporaryDirectory(prefix="spark-pipeline-") as folder:
        for feed in FEEDS:
            land(engine, graph, feed, landing, [file for file in ingested_at if Path(file).name == f"{feed}.csv"])
        for dataset in graph:
            if dataset.kind is Kind.SOURCE:
                # Neither decisions nor a ledger of files: rows on Spark do not tell their file.
                if dataset.name not in GIVEN:
                    engine.load(dataset.name, arrow_schema(graph.contract(dataset.name)).empty_table())
                continue
            path = str(Path(folder) / dataset.name)
            engine.spark.sql(engine.text(graph, dataset.name)).write.parquet(path)
            engine.spark.read.parquet(path).createOrReplaceTempView(dataset.name)
        return {d.name: engine.spark.table(d.name).toArrow() for d in graph if d.stored or d.kind is Kind.VIEW}


def land(engine: SparkEngine, graph: Graph, feed: str, landing: Path, files: Iterable[str]) -> None:
    """Makes the view ``landing_<feed>``: what the laptop engine makes of a file, made by Spark's Python workers."""
    contract = graph.contract(f"landing_{feed}")
    columns = [name for name in contract.names if not name.startswith("_")]
    paths = [str(landing / file) for file in files]
    binary = engine.spark.read.format("binaryFile").load(paths).select("path", "content")
    records = binary.mapInArrow(reader(columns, REQUIRED[feed], str(landing)), schema_of(columns))
    records.createOrReplaceTempView(f"records_of_{feed}")
    own = {
        "_source_file": "file",
        "_position": "CAST(position AS STRING)",
        "_fault": "fault",
        "_raw_line": "raw",
        "_ingested_at": "ingested_at",
        "_pipeline_env": "'dev'",
    }
    select = ", ".join(f"{own.get(name, name)} AS `{name}`" for name in contract.names)
    engine.spark.sql(f"SELECT {select} FROM records_of_{feed} JOIN file_times USING (file)").createOrReplaceTempView(
        f"landing_{feed}"
    )


def schema_of(columns: Iterable[str]) -> str:
    """The reader's schema in Spark's words."""
    return ", ".join(["file STRING", "position BIGINT", *(f"`{n}` STRING" for n in ("fault", "raw", *columns))])


def reader(columns: list[str], required: Iterable[str], landing: str) -> Any:
    """The function that Spark's workers run: bytes of files in, records as strings out."""
    needed = tuple(required)

    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # Imported here: the function travels to another process by value.
        import pyarrow

        from healthcare_medallion.readers import read_csv_records

        for batch in batches:
            for file in batch.to_pylist():
                name = file["path"].partition(landing)[2].lstrip("/")
                for part in read_csv_records(file["content"], columns, required=needed):
                    named = pyarrow.array([name] * part.num_rows, pyarrow.string())
                    yield pyarrow.RecordBatch.from_arrays([named, *part.columns], names=["file", *part.schema.names])

    return read

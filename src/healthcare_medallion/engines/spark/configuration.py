"""What Spark is told: settings of its session, the pipeline's specification, and the file of definitions."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from healthcare_medallion.engines.spark.manifest import GIVEN, MANIFEST
from healthcare_medallion.engines.spark.programs import DELTA
from healthcare_medallion.settings import Settings

STATE = ".medallion-spark"
# What is equal on every engine depends on these.
SESSION = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    # With the default, ${env:HOME} inside a string literal would be replaced by the environment's value.
    "spark.sql.variable.substitute": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}
_DEFINITIONS = '''"""Written by `medallion run --engine spark`."""

from pyspark import pipelines as dp

from healthcare_medallion.engines.lakeflow import register
from healthcare_medallion.engines.spark.configuration import prepare

prepare(spark, {statements!r})
register(dp, spark, {folder!r})
'''


def state_of(settings: Settings) -> Path:
    """The folder of what belongs to Spark beside the tables: metastore, checkpoints, plans, logs."""
    return settings.warehouse.resolve() / STATE


def root_of(settings: Settings) -> str:
    """The warehouse as Spark names it."""
    return (settings.spark.warehouse_uri or str(settings.warehouse.resolve())).rstrip("/")


def server_settings(settings: Settings, jars: Sequence[Path]) -> dict[str, str]:
    """Settings of a Spark of our own; a server that is there already has its own."""
    state = state_of(settings)
    return {
        **SESSION,
        # Jars that are there are named one by one: resolving a package asks the network even for what it has.
        **({"spark.jars": ",".join(map(str, jars))} if jars else {"spark.jars.packages": DELTA}),
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.sources.default": "delta",
        "spark.sql.warehouse.dir": root_of(settings),
        "spark.sql.catalogImplementation": "hive",
        "spark.hadoop.javax.jdo.option.ConnectionURL": f"jdbc:derby:;databaseName={state / 'metastore'};create=true",
        "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
        "spark.databricks.delta.snapshotPartitions": "1",
        "spark.driver.memory": settings.spark.driver_memory,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


def specification(settings: Settings, keys: str) -> dict[str, Any]:
    """The pipeline as `spark-pipelines` reads it. ``keys`` is the folder of the keys as Spark sees it."""
    state = f"{root_of(settings)}/{STATE}"
    return {
        "name": "patient_data",
        "storage": f"{state}/checkpoints" if "://" in state else (Path(state) / "checkpoints").as_uri(),
        "catalog": "spark_catalog",
        # Every table is named with its schema; this one is there on every cluster.
        "database": "default",
        "configuration": {
            **SESSION,
            "medallion.env": settings.env,
            "medallion.landing": settings.spark.landing_uri or str(settings.landing.resolve()),
            "medallion.keys": keys,
            "medallion.plans": f"{state}/plans",
        },
        "libraries": [{"glob": {"include": "definitions/**"}}],
    }


def preparation(settings: Settings, files: Path) -> list[str]:
    """Statements that make the schemas, and that name the tables which a pipeline reads and does not make."""
    entries: list[dict[str, Any]] = json.loads((files / MANIFEST).read_text(encoding="utf-8"))["datasets"]
    schemas = sorted({entry["table"].split(".")[0] for entry in entries if "table" in entry})
    root = root_of(settings)
    statements = [f"CREATE SCHEMA IF NOT EXISTS {s} LOCATION {_literal(f'{root}/{s}')}" for s in schemas]
    given = [entry["table"] for entry in entries if entry["kind"] == GIVEN]
    places = {name: f"{root}/{name.replace('.', '/')}" for name in given}
    return statements + [
        f"CREATE TABLE IF NOT EXISTS {name} USING delta LOCATION {_literal(place)}" for name, place in places.items()
    ]


def prepare(spark: Any, statements: Sequence[str]) -> None:
    """Runs statements on the session that a definitions file is given.

    ``spark`` is its `SparkSession`. In a thread of its own: that in which definitions are read may register, no more.
    """
    with ThreadPoolExecutor(1) as thread:
        for statement in statements:
            thread.submit(spark.sql, statement).result()


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def write_configuration(settings: Settings, keys: str, jars: Sequence[Path]) -> Mapping[str, str]:
    """Writes specification, definitions and Spark's defaults; gives the environment of Spark's programs."""
    state = state_of(settings)
    definitions = state / "definitions" / "tables.py"
    definitions.parent.mkdir(parents=True, exist_ok=True)
    files = state / "sql"
    text = _DEFINITIONS.format(statements=preparation(settings, files), folder=str(files))
    definitions.write_text(text, encoding="utf-8")
    spec = json.dumps(specification(settings, keys), indent=1)
    (state / "spark-pipeline.yml").write_text(spec, encoding="utf-8")  # YAML holds JSON
    (state / "conf").mkdir(exist_ok=True)
    defaults = {} if settings.spark.remote else server_settings(settings, jars)
    lines = "".join(f"{name} {value}\n" for name, value in defaults.items())
    (state / "conf" / "spark-defaults.conf").write_text(lines, encoding="utf-8")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("MEDALLION_KEY_")},
        "SPARK_CONF_DIR": str(state / "conf"),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
    }

"""The map of random ids as Spark draws it from a stream: once for a person, over all updates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from healthcare_medallion.engines.lakeflow import _sql_query
from tests.lakeflow.conftest import SQL
from tests.lib.engines import opened

pytestmark = [pytest.mark.spark, pytest.mark.slow]


def test_a_person_keeps_the_id_of_the_first_update(tmp_path: Path) -> None:
    """By the compiled text and what the manifest says of it, in the mode in which a streaming table is written."""
    entries = json.loads((SQL / "manifest.json").read_text())["datasets"]
    entry = next(entry for entry in entries if entry["name"] == "person_surrogates")
    text = (SQL / "person_surrogates.sql").read_text().replace("STREAM(`data_eng`.`bronze_patients`)", "arriving")
    with opened("spark") as engine:
        spark = engine.spark

        def update(*ids: str) -> dict[str, str]:
            arrived = spark.createDataFrame([(one,) for one in ids], "patient_id STRING")
            arrived.write.mode("append").parquet(f"{tmp_path}/bronze")
            spark.readStream.schema(arrived.schema).parquet(f"{tmp_path}/bronze").createOrReplaceTempView("arriving")
            rows = _sql_query(spark, text, entry["unique_by"])()
            stream = rows.writeStream.format("parquet").outputMode("append").trigger(availableNow=True)
            stream.option("checkpointLocation", f"{tmp_path}/seen").start(f"{tmp_path}/map").awaitTermination()
            found = spark.read.parquet(f"{tmp_path}/map").collect()
            assert len(found) == len({row.patient_id for row in found}), "somebody has two ids"
            return {row.patient_id: row.person_surrogate for row in found}

        first = update("P1", "P2", " P1 ", "P1")
        second = update("P2", "P3", "P2 ")
    assert set(first) == {"P1", "P2"}
    assert set(second) == {"P1", "P2", "P3"}
    assert first.items() <= second.items()
    assert len(set(second.values())) == 3

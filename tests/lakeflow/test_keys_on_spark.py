"""Keys and sealed lines as Spark computes them, against what the laptop engine and Python make of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from healthcare_medallion.engines.embedded.warehouse import arrow_schema
from healthcare_medallion.engines.lakeflow import Place, _key_query
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.shared.keys import pads
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.privacy.keyring import Key
from healthcare_medallion.privacy.sealing import unsealed
from tests.lakeflow.conftest import SQL
from tests.lib.engines import SparkEngine, opened

pytestmark = [pytest.mark.spark, pytest.mark.slow]

NAME = Key("name", bytes(range(32)))
REJECT = Key("reject", bytes(range(100, 132)))
LINES = {
    "C1,P1,12.5": "C1,P1,12.5",
    "broken, ünïcode 123-45-6789 and 123456789 and 1234567890": "broken, ünïcode ***-**-**** and ***-**-**** and "
    "1234567890",
    "12-345-6789 123 45 6789": "12-345-6789 ***-**-****",
}


@pytest.fixture(scope="module")
def engine() -> Iterator[SparkEngine]:
    with opened("spark") as engine:
        yield engine


@pytest.fixture
def place(tmp_path: Path) -> Place:
    for key in (NAME, REJECT):
        path = tmp_path / f"{key.purpose}.key"
        path.touch(mode=0o600)
        path.write_text(key.secret.hex() + "\n")
    return Place(landing="/landing", env="dev", keys=str(tmp_path))


def test_pads_and_id_of_the_name_key(engine: SparkEngine, place: Place) -> None:
    (row,) = _key_query(engine.spark, place, "name")().toArrow().to_pylist()
    assert (row["ipad"], row["opad"], row["key_id"]) == (*pads(NAME.secret), NAME.key_id)


def test_no_plan_holds_a_key(engine: SparkEngine, place: Place) -> None:
    for key in (NAME, REJECT):
        frame = _key_query(engine.spark, place, key.purpose)()
        plan = frame._jdf.queryExecution().toString()
        assert not {text for text in (key.secret.hex(), *pads(key.secret)) if text.lower() in plan.lower()}


def typed_schema(tables: Graph, feed: str) -> pa.Schema:
    """Columns of a ``typed_`` view: bronze, then why and where a record was refused."""
    where = ("_reject_reason", "_reject_column", "_source_file", "_position", "_raw_line")
    bronze = [(field.name, field.type) for field in arrow_schema(tables.contract(f"bronze_{feed}"))]
    return pa.schema([*bronze, *((name, pa.string()) for name in where)])


def test_lines_that_spark_seals_are_unsealed_in_python(engine: SparkEngine, place: Place) -> None:
    tables = graph(PipelineSettings())
    _key_query(engine.spark, place, "reject")().createOrReplaceTempView("reject_key")
    schema = typed_schema(tables, "claims")
    row = dict.fromkeys(schema.names) | {"_reject_reason": "not a finite number", "_source_file": "b/claims.csv"}
    rows = [row | {"_raw_line": line} for line in (*LINES, None)]
    engine.load("typed_claims", pa.Table.from_pylist(rows, schema))
    for feed in ("patients", "medical_events"):
        engine.load(f"typed_{feed}", typed_schema(tables, feed).empty_table())
    text = (SQL / "rejected_lines.sql").read_text(encoding="utf-8")
    for feed in ("patients", "claims", "medical_events"):
        text = text.replace(f"STREAM(`typed_{feed}`)", f"`typed_{feed}`")
    boxes = engine.spark.sql(text).toArrow()["sealed_line"].to_pylist()
    assert boxes.count(None) == 1
    sealed = [box for box in boxes if box]
    assert sorted(unsealed(box, REJECT) for box in sealed) == sorted(LINES.values())
    assert len({box.split(":")[1][:16] for box in sealed}) == len(LINES), "each line has a nonce of its own"

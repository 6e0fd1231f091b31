"""How Spark's workers read a planned file: every record once, and the text of each that typing may refuse."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthcare_medallion.engines.embedded.plan import Plan, PlannedFile
from healthcare_medallion.engines.spark.delivery import Delivery, delivered
from healthcare_medallion.engines.spark.ledgers import plan_lines, write_plan
from healthcare_medallion.engines.spark.manifest import manifest, mapped_columns
from healthcare_medallion.errors import LandingError
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared import text
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.sources import GeneratedKey, SourceMapping
from tests.lib.engines import DuckDBEngine, opened
from tests.lib.warehouses import land_bytes, settings_in

TABLES = graph(PipelineSettings())
LANDING = {e["name"]: e["landing"] for e in manifest(TABLES)["datasets"] if "landing" in e}
HEADER = b"claim_id,patient_id,claim_amount,claim_date,diagnosis_code,procedure_code,claim_status\n"
PLAIN = b"C1,P1,100.5,2024-01-02,E11.9,99213,paid\n"
CAST = {"int": text.to_int, "double": text.to_double, "boolean": text.to_boolean}


@pytest.fixture(scope="module")
def laptop() -> Iterator[DuckDBEngine]:
    with opened("duckdb") as engine:
        yield engine


def read(path: Path | str, content: bytes, **more: object) -> list[dict[str, str | None]]:
    digest = hashlib.sha256(content).hexdigest()
    required = ("claim_id", "patient_id")
    delivery = Delivery(str(path), "b/claims.csv", digest, 1_700_000_000_000_000, required=required, **more)  # type: ignore[arg-type]
    batches = list(delivered(delivery.line(), LANDING["landing_claims"]))
    return pa.Table.from_batches(batches).to_pylist()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("C1,P1,100.5,2024-01-02,E11.9,99213,paid", None),
        ("C1,P1,,,,,", None),
        ("C1,P1,1e3,2024-01-02,E11.9,99213,paid", "C1,P1,1e3,2024-01-02,E11.9,99213,paid"),
        ("C1,,1,2024-01-02,E11.9,99213,paid", "C1,,1,2024-01-02,E11.9,99213,paid"),
        ("C1,P1,123-45-6789,,,,", "C1,P1,***-**-****,,,,"),
        ("too,short 123456789", "too,short ***-**-****"),
    ],
    ids=["surely types", "null", "types after a closer look", "no key", "does not type", "no record"],
)
def test_text_is_kept_of_what_may_be_refused(tmp_path: Path, line: str, kept: str | None) -> None:
    content = HEADER + PLAIN + line.encode() + b"\n" + PLAIN
    found = read(land_bytes(tmp_path, "claims.csv", content), content)
    assert [row["raw"] for row in found] == [None, kept, None]
    assert [row["position"] for row in found] == ["1", "2", "3"]
    assert {(row["file"], row["ingested_at"]) for row in found} == {("b/claims.csv", "1700000000000000")}


def test_every_line_is_kept_where_a_mapping_changes_what_is_typed(tmp_path: Path) -> None:
    content = HEADER + PLAIN
    (row,) = read(land_bytes(tmp_path, "claims.csv", content), content, keep_lines=True)
    assert row["raw"] == PLAIN.decode().strip()


def test_a_file_is_read_by_its_uri(tmp_path: Path) -> None:
    """As from an object store."""
    content = HEADER + PLAIN + b"C2,P1,x,,,,\n"
    path = land_bytes(tmp_path, "claims.csv", content)
    assert read(path.as_uri(), content) == read(path, content)


def test_another_content_than_planned_is_refused(tmp_path: Path) -> None:
    path = land_bytes(tmp_path, "claims.csv", HEADER + PLAIN)
    with pytest.raises(LandingError, match=r"b/claims\.csv: its content changed"):
        read(path, HEADER)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_what_surely_types_does_type(laptop: DuckDBEngine, data: st.DataObject) -> None:
    """Else a line would be refused and its text lost."""
    kind = data.draw(st.sampled_from(sorted(text.SURELY)))
    cell = data.draw(st.from_regex(re.compile(text.SURELY[kind].replace(r"\z", r"\Z"), re.ASCII)))
    (row,) = laptop.evaluate(ibis.literal(cell).pipe(CAST[kind]).name("typed").as_table()).to_pylist()
    assert row["typed"] is not None


# THE PLAN

FOREIGN = SourceMapping(
    feed="patients",
    files="x*.csv",
    rename={"gender": "sex"},
    values={"smoker": {"j": "true"}},
    constants={"timestamp": "2018-02-21T00:00:00Z"},
    generated_key={"patient_id": GeneratedKey(prefix="MC")},
)


def test_a_plan_says_how_a_foreign_file_is_read(tmp_path: Path) -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC)
    file = PlannedFile("b/x 1.csv", "patients", "x", 1, at, "digest", at)
    places = settings_in(tmp_path, sources={"x": FOREIGN})
    lines = plan_lines(Plan(1, at, (file,)), places, TABLES)
    assert {feed: found.count("\n") for feed, found in lines.items()} == {
        "patients": 1,
        "claims": 0,
        "medical_events": 0,
    }
    expected = Delivery(
        path=f"{places.landing}/b/x 1.csv",
        file="b/x 1.csv",
        sha256="digest",
        ingested_at=1_704_067_200_000_000,
        source="x",
        rename={"gender": "sex"},
        required=(),
        keep_lines=True,  # `smoker` is typed, and the mapping decides what is
    )
    assert lines["patients"] == expected.line() + "\n"


def test_a_plan_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    """Spark may have taken it already: a repeated run must not give it a second time."""
    write_plan({"claims": "first\n", "patients": ""}, tmp_path, 7)
    write_plan({"claims": "second\n", "patients": ""}, tmp_path, 7)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["run-00000007.jsonl"]
    assert (tmp_path / "claims" / "run-00000007.jsonl").read_text() == "first\n"


def test_a_mapping_is_compiled_for_the_columns_that_it_touches() -> None:
    made = mapped_columns(TABLES, FOREIGN)
    assert set(made) == {"smoker", "timestamp", "patient_id"}
    assert "SHA2" in made["patient_id"] and "`t0`" not in " ".join(made.values())

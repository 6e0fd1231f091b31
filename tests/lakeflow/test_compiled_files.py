"""The files that a cluster registers from: fresh, complete, and right about each table."""

from __future__ import annotations

import json

import pytest
import sqlglot
import sqlglot.expressions as exp

from healthcare_medallion.engines.embedded.ingest import REQUIRED
from healthcare_medallion.engines.embedded.ledgers import MONITORING
from healthcare_medallion.engines.spark.manifest import compiled_files, manifest, stale_files
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from tests.lakeflow.conftest import SQL

NO_DEFINITION_READS = {"reconciliation", "removals", "audit_log", "pipeline_runs"} | {c.name for c in MONITORING}


@pytest.fixture(scope="module")
def tables() -> Graph:
    return graph(PipelineSettings())


@pytest.fixture(scope="module")
def entries() -> dict[str, dict[str, object]]:
    listed = json.loads((SQL / "manifest.json").read_text(encoding="utf-8"))["datasets"]
    return {entry["name"]: entry for entry in listed}


def test_they_are_fresh(tables: Graph) -> None:
    assert stale_files(compiled_files(tables), SQL) == [], "Run: medallion compile"


def test_every_dataset_comes_after_its_upstreams(tables: Graph) -> None:
    seen: set[str] = set()
    for entry in manifest(tables)["datasets"]:
        assert set(entry["upstreams"]) <= seen, entry["name"]
        seen.add(entry["name"])
    assert seen == {"reject_key"} | {d.name for d in tables} - NO_DEFINITION_READS


def test_what_cannot_be_read_again_is_never_reset(entries: dict[str, dict[str, object]]) -> None:
    """A full refresh of a streaming table forgets files that are gone."""
    kept = {
        name
        for name, entry in entries.items()
        if entry.get("table_properties", {}).get("pipelines.reset.allowed") == "false"  # type: ignore[attr-defined]
    }
    feeds = ("patients", "claims", "medical_events")
    assert kept == {"rejected_lines", "person_surrogates"} | {
        f"{layer}_{feed}" for layer in ("landing", "bronze") for feed in feeds
    }


def test_every_table_has_a_change_feed(entries: dict[str, dict[str, object]]) -> None:
    without = [
        name
        for name, entry in entries.items()
        if "table" in entry and entry["table_properties"]["delta.enableChangeDataFeed"] != "true"  # type: ignore[index]
    ]
    assert without == []


def test_schemas_name_the_columns_of_the_contracts(tables: Graph, entries: dict[str, dict[str, object]]) -> None:
    for name, entry in entries.items():
        if "schema" in entry:
            tree = sqlglot.parse_one(f"CREATE TABLE t ({entry['schema']})", dialect="databricks")
            columns = list(tree.find_all(exp.ColumnDef))
            contract = tables.contract(name)
            assert tuple(c.name for c in columns) == contract.names
            assert [c.find(exp.CommentColumnConstraint).this.this for c in columns] == [  # type: ignore[union-attr]
                c.description for c in contract.columns
            ]


def test_rules_are_conditions_over_the_view_that_they_judge(
    tables: Graph, entries: dict[str, dict[str, object]]
) -> None:
    for dataset in tables:
        if dataset.rules:
            rules = entries[dataset.name]["rules"]
            assert list(rules) == [rule.name for rule in dataset.rules]  # type: ignore[call-overload]
            for text in rules.values():  # type: ignore[attr-defined]
                tree = sqlglot.parse_one(text, dialect="databricks")
                assert isinstance(tree, exp.Coalesce), "null must count as false"
                assert {c.name for c in tree.find_all(exp.Column)} <= set(tables.expression(dataset.name).columns)
                assert not tree.find(exp.Select)


def test_readers_know_the_columns_that_a_file_must_have(entries: dict[str, dict[str, object]]) -> None:
    for feed, required in REQUIRED.items():
        landing = entries[f"landing_{feed}"]["landing"]
        assert tuple(landing["required"]) == required  # type: ignore[index]


def test_streams_are_read_where_rows_are_appended_only(tables: Graph) -> None:
    files = compiled_files(tables)
    reading = {name.removesuffix(".sql") for name, text in files.items() if "STREAM(" in text}
    appended = {d.name for d in tables if d.kind is Kind.STREAMING_TABLE}
    assert reading == appended | {"person_surrogates", "typed_patients", "typed_claims", "typed_medical_events"}
    assert files["rejected_lines.sql"].count("STREAM(") == 3


def test_no_file_needs_a_function_of_the_laptop_engine(tables: Graph) -> None:
    assert [name for name, text in compiled_files(tables).items() if "SEAL_LINE" in text] == []

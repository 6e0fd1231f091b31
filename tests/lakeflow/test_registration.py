"""What a pipeline file registers, on Apache Spark's own interface and on one with Databricks' additions."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlglot
import sqlglot.expressions as exp

pytest.importorskip("pyspark.pipelines")

from pyspark.pipelines.flow import AutoCdcFlow, Flow
from pyspark.pipelines.graph_element_registry import GraphElementRegistry, graph_element_registration_context
from pyspark.pipelines.output import MaterializedView, Output, StreamingTable, TemporaryView

from healthcare_medallion.engines.lakeflow import compiled_folder, register, register_histories
from tests.lakeflow.conftest import HISTORY_FILE, ON_DATABRICKS, PIPELINE_FILE, SQL, Databricks, Session

MANIFEST = json.loads((SQL / "manifest.json").read_text(encoding="utf-8"))
ENTRIES: list[dict[str, Any]] = MANIFEST["datasets"]
KINDS = {
    "key": TemporaryView,
    "temporary view": TemporaryView,
    "landing": StreamingTable,
    "streaming table": StreamingTable,
    "materialized view": MaterializedView,
    "view": MaterializedView,
}
# What Apache Spark 4.2 and Databricks both take.
PORTABLE = {
    "table": {"name", "comment", "spark_conf", "table_properties", "partition_cols", "cluster_by", "schema"},
    "temporary_view": {"name", "comment", "spark_conf"},
}
PORTABLE["materialized_view"] = PORTABLE["table"]


class Recording(GraphElementRegistry):
    """Keeps what is registered."""

    def __init__(self) -> None:
        self.outputs: dict[str, Output] = {}
        self.flows: dict[str, Flow] = {}

    def register_output(self, output: Output) -> None:
        assert output.name not in self.outputs
        self.outputs[output.name] = output

    def register_flow(self, flow: Flow) -> None:
        self.flows[flow.target] = flow

    def register_auto_cdc_flow(self, flow: AutoCdcFlow) -> None:
        raise AssertionError("none is defined")

    def register_sql(self, sql_text: str, file_path: Path) -> None:
        raise AssertionError("none is defined")


@pytest.fixture
def on_spark(spark_session: Session) -> Iterator[Recording]:
    """The pipeline file, run as Apache Spark runs it."""
    registry = Recording()
    with graph_element_registration_context(registry):
        runpy.run_path(str(PIPELINE_FILE), {"spark": spark_session})
    yield registry


@pytest.fixture
def on_databricks(databricks_session: Session) -> Databricks:
    dp = Databricks()
    register(dp, databricks_session, SQL)  # type: ignore[arg-type]
    return dp


def named(entry: dict[str, Any], catalog: str = "") -> str:
    return catalog + entry["table"] if "table" in entry else str(entry["name"])


def test_exactly_the_expected_datasets_are_registered(on_spark: Recording) -> None:
    """Random ids come from the program that starts Spark, so what is made with them is not Spark's either."""
    made = [e for e in ENTRIES if e["kind"] != "given table"]
    random_ids = {"person_surrogates", "deid_patients", "deid_claims", "deid_medical_events"}
    made = [e for e in made if e["name"] not in random_ids]
    expected = {named(e): KINDS[e["kind"]] for e in made}
    assert {name: type(output) for name, output in on_spark.outputs.items()} == expected
    assert set(on_spark.flows) == set(expected)


def test_data_eng_has_nine_tables(on_spark: Recording) -> None:
    assert len([name for name in on_spark.outputs if name.startswith("data_eng.")]) == 9


def test_ledgers_are_not_made_by_the_pipeline(on_spark: Recording, on_databricks: Databricks) -> None:
    ledgers = {"decisions", "landing_files", "removals", "audit_log", "pipeline_runs"}
    assert not ledgers & {name.split(".")[-1] for name in (*on_spark.outputs, *on_databricks.registered)}


def test_bronze_cannot_be_reset(on_spark: Recording) -> None:
    """On both platforms streaming tables keep what files that are gone have given."""
    kept = [o for o in on_spark.outputs.values() if isinstance(o, StreamingTable)]
    assert len(kept) == 7
    assert all(o.table_properties["pipelines.reset.allowed"] == "false" for o in kept)


def test_only_portable_arguments_are_given(on_databricks: Databricks) -> None:
    for name, (kind, keywords, _) in on_databricks.registered.items():
        assert set(keywords) <= PORTABLE[kind], name


def test_registration_computes_nothing(spark_session: Session, databricks_session: Session) -> None:
    for session in (spark_session, databricks_session):
        register(Databricks(), session, SQL)  # type: ignore[arg-type]
    asked = {name for name, _, _ in (*spark_session.calls, *databricks_session.calls)}
    assert not asked & {"collect", "count", "toPandas", "toArrow", "cache", "persist", "rdd", "sql", "set"}
    assert databricks_session.calls == []


def test_candidate_views_carry_all_rules_as_expectations(on_databricks: Databricks) -> None:
    rules = {e["name"]: e["rules"] for e in ENTRIES if "rules" in e}
    assert set(rules) == {"patient_candidates", "claim_candidates", "medical_event_candidates"}
    found = {name: on_databricks.expectations(name) for name in on_databricks.registered}
    assert {name: given for name, given in found.items() if given} == rules


def test_expectations_can_be_left_out() -> None:
    """They may cost the incremental refresh of what is computed through them."""
    dp = Databricks()
    register(dp, Session({**ON_DATABRICKS, "medallion.expectations": "false"}), SQL)  # type: ignore[arg-type]
    assert dp.expected == {} and "claim_candidates" in dp.registered


def test_tables_are_clustered_where_that_works(on_databricks: Databricks) -> None:
    clustered = {name: k["cluster_by"] for name, (_, k, _) in on_databricks.registered.items() if "cluster_by" in k}
    assert clustered["juan_prod.data_eng.fact_claims"] == ["claim_date"]
    assert clustered["juan_prod.data_eng.bronze_claims"] == ["_ingested_at"]


def test_names_and_queries_carry_the_catalog(on_databricks: Databricks, databricks_session: Session) -> None:
    expected = {named(e, "juan_prod.") for e in ENTRIES if e["kind"] != "given table"}
    assert set(on_databricks.registered) == expected
    on_databricks.registered["juan_prod.data_eng.fact_claims"][2]()
    ((_, (text,), _),) = [call for call in databricks_session.calls if call[0] == "sql"]
    assert "FROM `juan_prod`.`data_eng`.`" in text
    assert "FROM `data_eng`." not in text


def test_the_star_declares_its_keys_on_databricks_only(on_databricks: Databricks, on_spark: Recording) -> None:
    """Open source Spark parses no constraint."""
    declared = {
        name: k["schema"].split("CONSTRAINT ")[1:]
        for name, (_, k, _) in on_databricks.registered.items()
        if "schema" in k
    }
    assert {name.removeprefix("juan_prod."): len(clauses) for name, clauses in declared.items() if clauses} == {
        "data_eng.dim_patients": 1,
        "data_eng.fact_claims": 2,
        "data_eng.fact_medical_events": 2,
    }
    assert declared["juan_prod.data_eng.fact_claims"][1] == (
        "`fk_fact_claims_dim_patients` FOREIGN KEY (`patient_key`) "
        "REFERENCES `juan_prod`.`data_eng`.`dim_patients` (`patient_key`)"
    )
    sources = [entry["schema"] for entry in ENTRIES if "schema" in entry]
    assert not any("CONSTRAINT" in schema for schema in sources)
    assert not any(
        "CONSTRAINT" in str(output.schema) for output in on_spark.outputs.values() if hasattr(output, "schema")
    )


def test_every_table_on_databricks_has_row_tracking_and_a_change_feed(on_databricks: Databricks) -> None:
    """Incremental refresh asks for both, and a change feed has to be on before the change."""
    for name, (kind, keywords, _) in on_databricks.registered.items():
        if kind != "temporary_view":
            properties = keywords["table_properties"]
            assert properties["delta.enableRowTracking"] == properties["delta.enableChangeDataFeed"] == "true", name


def test_deletions_from_landing_do_not_stop_its_streams(
    on_databricks: Databricks, databricks_session: Session, on_spark: Recording, spark_session: Session
) -> None:
    on_databricks.registered["typed_claims"][2]()
    ((_, (text,), _),) = [call for call in databricks_session.calls if call[0] == "sql"]
    assert "STREAM(`juan_prod`.`data_eng_ops`.`landing_claims`) WITH (SKIPCHANGECOMMITS) AS `t0`" in text
    on_spark.flows["typed_claims"].func()
    ((_, (text,), _),) = [call for call in spark_session.calls if call[0] == "sql"]
    assert "STREAM(`data_eng_ops`.`landing_claims`) AS `t0`" in text


# HISTORIES


def test_every_materialized_view_has_a_history(databricks_session: Session) -> None:
    dp = Databricks()
    names = register_histories(dp, databricks_session, SQL)  # type: ignore[arg-type]
    views = [e for e in ENTRIES if e["kind"] == "materialized view"]
    assert names == [f"juan_prod.data_eng_ops.history_{e['name']}" for e in views] == list(dp.snapshots)
    assert {flow["stored_as_scd_type"] for flow in dp.snapshots.values()} == {2}
    assert dp.snapshots["juan_prod.data_eng_ops.history_silver_patients"]["keys"] == ["patient_id", "timestamp"]
    assert dp.snapshots["juan_prod.data_eng_ops.history_quarantine_claims"]["keys"] == ["_row_sha256", "_row_number"]
    for name in names:
        properties = dp.registered[name][1]["table_properties"]
        assert properties["pipelines.reset.allowed"] == "false", "a reset forgets what no view shows any more"
        assert properties["delta.enableChangeDataFeed"] == "true"
    assert databricks_session.calls == [], "nothing is asked at definition time"


def test_a_snapshot_is_keyed_and_holds_no_direct_identifier(databricks_session: Session) -> None:
    dp = Databricks()
    register_histories(dp, databricks_session, SQL)  # type: ignore[arg-type]
    for entry in MANIFEST["histories"]:
        tree = sqlglot.parse_one(entry["query"], dialect="databricks")
        assert set(entry["keys"]) <= set(tree.named_selects)
        assert not {"first_name", "last_name"} & {column.name for column in tree.find_all(exp.Column)}
    dp.registered["snapshot_of_fact_claims"][2]()
    ((_, (text,), _),) = databricks_session.calls
    assert text.endswith("FROM `juan_prod`.`data_eng`.`fact_claims`")


def test_a_platform_without_snapshots_gets_no_history(spark_session: Session) -> None:
    """Apache Spark has no AUTO CDC from snapshot; its tables are Delta tables whose feed can be read."""
    registry = Recording()
    with graph_element_registration_context(registry):
        runpy.run_path(str(HISTORY_FILE), {"spark": spark_session})
    assert registry.outputs == {}


def test_auto_loader_reads_text_by_name(on_databricks: Databricks, databricks_session: Session) -> None:
    on_databricks.registered["juan_prod.data_eng_ops.landing_claims"][2]()
    calls = {name: (args, keywords) for name, args, keywords in databricks_session.calls}
    options = calls["options"][1]
    assert calls["format"][0] == ("cloudFiles",)
    assert options["cloudFiles.schemaEvolutionMode"] == "none"
    assert options["rescuedDataColumn"] == "_rescued_data"
    assert options["header"] == "true"
    assert options["pathGlobFilter"] == "claims.{csv,csv.gz}"
    assert "_metadata.file_path" in databricks_session.texts()


def test_keys_come_from_the_secret_scope(on_databricks: Databricks, databricks_session: Session) -> None:
    for name in ("name_key", "reject_key"):
        on_databricks.registered[name][2]()
    assert "secret('healthcare-medallion-prod', 'name')" in databricks_session.texts()
    assert "secret('healthcare-medallion-prod', 'reject')" in databricks_session.texts()


def test_compiled_files_are_found_from_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every platform says where a pipeline file stands."""
    assert compiled_folder(str(PIPELINE_FILE)) == SQL
    monkeypatch.setattr(sys, "path", [str(SQL.parent), *sys.path])
    assert compiled_folder(None) == SQL


def test_missing_compiled_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(FileNotFoundError, match="medallion compile"):
        compiled_folder(str(tmp_path / "patient_data" / "patient_data.py"))


# EXTENSIONS


def test_a_python_extension_is_an_ordinary_pipeline_file(tmp_path: Path, spark_session: Session) -> None:
    """Run as Apache Spark runs it; nothing of ours stands between."""
    file = tmp_path / "claims_by_day.py"
    file.write_text(
        "from pyspark import pipelines as dp\n"
        '@dp.materialized_view(name="data_eng_marts.claims_by_day")\n'
        "def claims_by_day():\n"
        '    return spark.read.table("data_eng.fact_claims").groupBy("claim_date").count()\n'
    )
    registry = Recording()
    with graph_element_registration_context(registry):
        runpy.run_path(str(file), {"spark": spark_session})
    assert {name: type(output) for name, output in registry.outputs.items()} == {
        "data_eng_marts.claims_by_day": MaterializedView
    }

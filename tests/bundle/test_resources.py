"""What the YAML promises beyond its schema: files, names, who sees what, what runs by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlglot
import sqlglot.expressions as exp

from healthcare_medallion.governance.access import governed
from healthcare_medallion.governance.wanted import TABLE_TAGS
from healthcare_medallion.pipelines.graph import Graph
from tests.bundle.conftest import ROOT, TARGETS

# Made by the adapter's pipeline files; validate_bundle.py looks for them.
PIPELINE_FILES = ("../src/lakeflow", "../src/lakeflow/patient_data/**")
BUILT = ("../dist/*.whl",)
PEOPLE = ("analysts", "data-engineers", "data-stewards", "compliance-officers")


def strings(node: Any) -> Iterator[str]:
    """Every string in a tree."""
    if isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)
    elif isinstance(node, str):
        yield node


def test_files_that_are_named_exist(resources: dict[str, dict[str, Any]]) -> None:
    named = {text for text in strings(resources) if text.startswith("../")} - {*PIPELINE_FILES, *BUILT}
    named |= {"../resources/" + board["file_path"] for board in resources["dashboards"].values()}
    assert [text for text in sorted(named) if not (ROOT / "resources" / text).exists()] == []


def test_resources_that_are_named_exist(root: dict[str, Any], resources: dict[str, dict[str, Any]]) -> None:
    references = re.findall(r"\$\{resources\.(\w+)\.(\w+)\.", " ".join(strings([root, resources])))
    assert references
    assert [(kind, key) for kind, key in references if key not in resources.get(kind, {})] == []


def test_variables_that_are_named_exist_and_are_used(
    root: dict[str, Any], resources: dict[str, dict[str, Any]]
) -> None:
    used = set(re.findall(r"\$\{var\.(\w+)\}", " ".join(strings([root, resources]))))
    assert used == set(root["variables"])


def test_a_catalog_for_each_target(root: dict[str, Any]) -> None:
    catalogs = {target: root["targets"][target]["variables"]["catalog"] for target in TARGETS}
    assert catalogs == {"dev": "juan_dev", "staging": "juan_staging", "prod": "juan_prod"}


def test_nothing_runs_by_itself_outside_prod(root: dict[str, Any], resources: dict[str, dict[str, Any]]) -> None:
    assert root["variables"]["pause_status"]["default"] == "PAUSED"
    assert root["variables"]["arrival_pause_status"]["default"] == "PAUSED"
    unpaused = [t for t in TARGETS if "UNPAUSED" in strings(root["targets"][t])]
    assert unpaused == ["prod"]
    starts = [job[start] for job in resources["jobs"].values() for start in ("schedule", "trigger") if start in job]
    starts += [alert["schedule"] for alert in resources["alerts"].values()]
    assert {start["pause_status"] for start in starts} == {"${var.pause_status}", "${var.arrival_pause_status}"}
    assert not any(job.get("continuous") for job in resources["jobs"].values())


def test_staging_and_prod_run_as_a_service_principal(root: dict[str, Any]) -> None:
    for target in ("staging", "prod"):
        assert root["targets"][target]["mode"] == "production"
        assert root["targets"][target]["run_as"] == {"service_principal_name": "${var.service_principal}"}
        # Not below /Workspace/Shared, where every user of a workspace may write.
        assert root["targets"][target]["workspace"]["root_path"].startswith(
            "/Workspace/Users/${var.service_principal}/"
        )


def test_nothing_personal(root: dict[str, Any], resources: dict[str, dict[str, Any]]) -> None:
    addresses = {text for text in strings([root, resources]) if "@" in text}
    assert addresses == {"data-engineering@example.com"}
    assert "host" not in {key for target in root["targets"].values() for key in target.get("workspace", {})}


def test_pipeline_and_jobs_are_tagged(resources: dict[str, dict[str, Any]]) -> None:
    tagged = [*resources["pipelines"].values(), *resources["jobs"].values()]
    assert [item["name"] for item in tagged if item["tags"] != TABLE_TAGS] == []


def test_schemas_let_nobody_select(resources: dict[str, dict[str, Any]]) -> None:
    """SELECT on a schema would reach bronze and quarantine. Tables are granted one by one."""
    for schema in resources["schemas"].values():
        granted = {grant["principal"]: grant["privileges"] for grant in schema["grants"]}
        assert {name: granted[name] for name in granted if name in PEOPLE} == {
            name: ["USE_SCHEMA"] for name in granted if name in PEOPLE
        }
        assert set(granted) <= {*PEOPLE, "${var.runner}"}


def test_landed_files_are_for_engineers_only(resources: dict[str, dict[str, Any]]) -> None:
    for volume in resources["volumes"].values():
        assert {grant["principal"] for grant in volume["grants"]} == {"${var.runner}", "data-engineers"}


def test_no_group_reads_the_keys(root: dict[str, Any], resources: dict[str, dict[str, Any]]) -> None:
    """Top-level permissions reach the secret scope, where CAN_VIEW becomes READ."""
    assert "permissions" not in root
    assert [t for t in TARGETS if "permissions" in root["targets"][t]] == []
    scopes = [*resources["secret_scopes"].values()]
    scopes += [s for t in TARGETS for s in root["targets"][t].get("resources", {}).get("secret_scopes", {}).values()]
    assert not any("group_name" in entry for scope in scopes for entry in scope.get("permissions", []))


def test_schema_names_survive_prefixes(root: dict[str, Any], resources: dict[str, dict[str, Any]]) -> None:
    """Development mode prefixes schemas; compiled SQL names them as they are."""
    assert root["experimental"]["skip_name_prefix_for_schema"] is True
    assert {schema["name"] for schema in resources["schemas"].values()} == set(resources["schemas"])


def test_a_failed_verification_fails_the_job(resources: dict[str, dict[str, Any]]) -> None:
    """A run takes the result of its leaves, and a leaf that runs in any case hides what failed before it."""
    tasks = resources["jobs"]["patient_data_hourly"]["tasks"]
    waited_for = {needed["task_key"] for task in tasks for needed in task.get("depends_on", [])}
    assert "verify" in {task["task_key"] for task in tasks} - waited_for


def test_every_job_queues_reports_and_ends(resources: dict[str, dict[str, Any]]) -> None:
    for job in resources["jobs"].values():
        assert job["max_concurrent_runs"] == 1 and job["queue"] == {"enabled": True}, job["name"]
        assert job["email_notifications"]["on_failure"], job["name"]
        assert "timeout_seconds" in job or job["name"] == "patient_data_on_arrival"


def test_python_tasks_have_the_wheel(resources: dict[str, dict[str, Any]]) -> None:
    for job in resources["jobs"].values():
        wheels = {e["environment_key"]: e["spec"]["dependencies"] for e in job.get("environments", [])}
        for task in job["tasks"]:
            if "spark_python_task" in task:
                assert "../dist/*.whl" in wheels[task["environment_key"]], task["task_key"]
    assert "../dist/*.whl" in resources["pipelines"]["patient_data_medallion_pipeline"]["environment"]["dependencies"]


def test_arguments_of_tasks_are_understood(
    resources: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each entry point parses what the YAML gives it, with references filled in."""
    from importlib import import_module

    filled = {"{{job.parameters.defects}}": "0.01", "${bundle.target}": "dev", "${var.catalog}": "juan_dev"}
    seen = []
    for job in resources["jobs"].values():
        for task in job["tasks"]:
            if "spark_python_task" not in task:
                continue
            given = [
                filled.get(p, "1" if p.startswith(("{{", "${")) else p) for p in task["spark_python_task"]["parameters"]
            ]
            name = Path(task["spark_python_task"]["python_file"]).stem
            module = import_module(f"healthcare_medallion.jobs.{name}")
            monkeypatch.setattr(module, "finish", lambda work, name=name: seen.append(name))
            module.main(given)
    assert {"verify_workspace", "monitoring", "generate_data", "migrate", "setup_governance", "maintenance"} == set(
        seen
    )


# DASHBOARD AND ALERTS


def queries(resources: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The SQL of every dashboard dataset and alert."""
    found = {}
    for board in resources["dashboards"].values():
        body = json.loads((ROOT / "resources" / board["file_path"]).read_text(encoding="utf-8"))
        found |= {data["name"]: "".join(data["queryLines"]) for data in body["datasets"]}
    for key, alert in resources["alerts"].items():
        schema = "${resources.schemas.data_eng_ops.name}"
        text = alert["query_text"].replace("${var.catalog}", "juan_dev")
        assert schema in text
        found[key] = text.replace(schema, "data_eng_ops")
    return found


def test_queries_read_columns_that_exist_and_no_patient(resources: dict[str, dict[str, Any]], graph: Graph) -> None:
    """Dashboard and alerts are for people without access to rows of patients, and read figures only."""
    tables = governed(graph)
    for name, sql in queries(resources).items():
        tree = sqlglot.parse_one(sql, dialect="databricks")
        sources = {f"{t.db or 'data_eng_ops'}.{t.name}" for t in tree.find_all(exp.Table)}
        assert {tables[source][1].name for source in sources} <= {"LEDGERS", "MARTS"}, name
        known = {column for source in sources for column in tables[source][0].names}
        made = {alias.alias for alias in tree.find_all(exp.Alias)}
        units = {"MINUTE", "SECOND"}
        read = {column.name for column in tree.find_all(exp.Column)}
        assert read - known - made - units == set(), name


def test_alerts_compare_a_column_of_theirs(resources: dict[str, dict[str, Any]]) -> None:
    texts = queries(resources)
    for key, alert in resources["alerts"].items():
        tree = sqlglot.parse_one(texts[key], dialect="databricks")
        assert alert["evaluation"]["source"]["name"] in tree.named_selects
        # No row means that nobody measured.
        assert alert["evaluation"]["empty_result_state"] == "TRIGGERED"


def test_widgets_show_columns_of_their_datasets(resources: dict[str, dict[str, Any]]) -> None:
    texts = queries(resources)
    for board in resources["dashboards"].values():
        body = json.loads((ROOT / "resources" / board["file_path"]).read_text(encoding="utf-8"))
        for page in body["pages"]:
            for cell in page["layout"]:
                for query in cell["widget"].get("queries", []):
                    tree = sqlglot.parse_one(texts[query["query"]["datasetName"]], dialect="databricks")
                    asked = {field["name"] for field in query["query"]["fields"]}
                    assert asked <= set(tree.named_selects), cell["widget"]["name"]

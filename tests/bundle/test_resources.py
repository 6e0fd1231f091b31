"""What the YAML promises beyond its schema: files, names, who sees what, what runs by itself."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlglot
import sqlglot.expressions as exp

from healthcare_medallion.governance.access import governed
from healthcare_medallion.governance.ledgers import EVENT_LOGS
from healthcare_medallion.governance.wanted import TABLE_TAGS
from healthcare_medallion.pipelines.graph import Graph
from tests.bundle.conftest import ROOT, TARGETS

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
    named = {text for text in strings(resources) if text.startswith("../")} - {*BUILT}
    named |= {"../resources/" + board["file_path"] for board in resources["dashboards"].values()}
    globs = {text for text in named if text.endswith("/**")}
    assert [text for text in sorted(named - globs) if not (ROOT / "resources" / text).exists()] == []
    empty = [text for text in sorted(globs) if not list((ROOT / "resources" / text[:-3]).glob("*.[ps][yq]*"))]
    assert globs and empty == []


def test_files_of_the_workspace_that_are_named_exist(
    root: dict[str, Any], resources: dict[str, dict[str, Any]]
) -> None:
    """Tasks name folders where the deploy puts them; what `sync` leaves out is not there."""
    named = {text.removeprefix("${workspace.file_path}/") for text in strings(resources) if "file_path}/" in text}
    assert {"scripts/migrations", "src/lakeflow/sql", "src/lakeflow/extensions"} == named
    left_out = tuple(pattern.removesuffix("**") for pattern in root["sync"]["exclude"])
    assert [name for name in named if not (ROOT / name).is_dir() or name.startswith(left_out)] == []


def test_entry_points_of_jobs_are_in_the_wheel(resources: dict[str, dict[str, Any]]) -> None:
    """A wheel holds the package; each entry point is a module of it, and each is named by a task."""
    package = ROOT / "src/healthcare_medallion"
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert built["wheel"]["packages"] == ["src/healthcare_medallion"]
    tasks = [task for job in resources["jobs"].values() for task in job["tasks"] if "spark_python_task" in task]
    named = {(ROOT / "resources" / task["spark_python_task"]["python_file"]).resolve() for task in tasks}
    entry_points = {file for file in (package / "jobs").glob("*.py") if "__main__" in file.read_text(encoding="utf-8")}
    assert named == entry_points


def test_each_pipeline_publishes_an_event_log_that_is_governed(resources: dict[str, dict[str, Any]]) -> None:
    logs = {f"data_eng_ops.{pipeline['event_log']['name']}" for pipeline in resources["pipelines"].values()}
    assert logs == set(EVENT_LOGS)


def test_histories_have_a_schedule_of_their_own(root: dict[str, Any], resources: dict[str, dict[str, Any]]) -> None:
    started = {
        task["pipeline_task"]["pipeline_id"].split(".")[2]: job
        for job in resources["jobs"].values()
        for task in job["tasks"]
        if "pipeline_task" in task
    }
    assert set(started) == set(resources["pipelines"])
    job = started["patient_data_history_pipeline"]
    assert [task["task_key"] for task in job["tasks"]] == ["run_history"]
    assert job["schedule"]["pause_status"] == "${var.pause_status}"
    kept = root["targets"]["prod"]["resources"]["pipelines"]
    assert kept["patient_data_history_pipeline"]["lifecycle"] == {"prevent_destroy": True}


def test_rows_of_landing_outlive_its_files(root: dict[str, Any]) -> None:
    """Which files may be archived is read from these rows."""
    variables = root["variables"]
    assert variables["landing_rows_days"]["default"] > variables["archive_after_days"]["default"]


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
    for name in ("patient_data_medallion_pipeline", "patient_data_history_pipeline"):
        assert "../dist/*.whl" in resources["pipelines"][name]["environment"]["dependencies"]


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
    entry_points = (ROOT / "src/healthcare_medallion/jobs").glob("*.py")
    assert set(seen) == {file.stem for file in entry_points if "__main__" in file.read_text(encoding="utf-8")}


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
        steps = {step.alias for step in tree.find_all(exp.CTE)}
        read_from = [t for t in tree.find_all(exp.Table) if t.db or t.name not in steps]
        sources = {f"{t.db or 'data_eng_ops'}.{t.name}" for t in read_from}
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


def test_widgets_are_of_a_kind_and_version_that_the_platform_reads(resources: dict[str, dict[str, Any]]) -> None:
    """The format has a version per kind of widget, and a field is named in its query or not shown."""
    versions = {"counter": 2, "table": 2, "bar": 3, "line": 3, "area": 3, "pie": 3, "pivot": 3}
    for board in resources["dashboards"].values():
        body = json.loads((ROOT / "resources" / board["file_path"]).read_text(encoding="utf-8"))
        assert all(line[-1:].isspace() for data in body["datasets"] for line in data["queryLines"][:-1])
        for page in body["pages"]:
            assert page["pageType"] == "PAGE_TYPE_CANVAS"
            for cell in page["layout"]:
                widget = cell["widget"]
                assert set(cell["position"]) == {"x", "y", "width", "height"}
                if "spec" not in widget:
                    assert "multilineTextboxSpec" in widget
                    continue
                assert widget["spec"]["version"] == versions[widget["spec"]["widgetType"]], widget["name"]
                asked = {f["name"] for query in widget["queries"] for f in query["query"]["fields"]}
                assert set(field_names(widget["spec"]["encodings"])) <= asked, widget["name"]


def field_names(node: Any) -> Iterator[str]:
    """Every fieldName of a widget's encodings."""
    if isinstance(node, dict):
        if "fieldName" in node:
            yield node["fieldName"]
        for value in node.values():
            yield from field_names(value)
    elif isinstance(node, list):
        for value in node:
            yield from field_names(value)

"""Runbooks name what is there: checks, jobs, variables, commands, tables, files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from healthcare_medallion.cli import COMMANDS
from healthcare_medallion.engines.extensions import extensions
from healthcare_medallion.governance.access import governed
from healthcare_medallion.governance.ledgers import EVENT_LOGS
from healthcare_medallion.jobs.checking import verdicts_of
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from tests.bundle.conftest import ROOT

RUNBOOKS = sorted((ROOT / "docs/runbooks").glob("*.md"))
PAGES = [*RUNBOOKS, *sorted((ROOT / "docs/guides").glob("*.md")), *sorted((ROOT / "scripts").rglob("README.md"))]
RUNBOOKS_BY_NAME = {path.stem: path for path in RUNBOOKS}
NEEDED = (
    *("deploy", "promote", "roll-back", "full-refresh", "backfill", "schema-change", "cost"),
    *("incremental-refresh-lost", "audit-history"),
)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_runbooks_are_there() -> None:
    assert {path.stem for path in RUNBOOKS} >= set(NEEDED)


def test_every_check_has_a_row(graph: Graph) -> None:
    """A person who sees a name in the message finds it in the table."""
    named = {v.name for v in verdicts_of(lambda sql: [(0,)], graph, frozenset(governed(graph)))}
    cells = re.findall(r"^\|([^|]+)\|", text(RUNBOOKS_BY_NAME["exit-1"]), re.M)
    rows = re.findall(r"`([a-z_]+)(?::\*)?`", "\n".join(cells))
    assert "landed_records_kept" in rows
    assert {name.partition(":")[0] for name in named} - set(rows) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_what_a_page_names_exists(
    page: Path, graph: Graph, root: dict[str, Any], resources: dict[str, dict[str, Any]]
) -> None:
    body = text(page)
    runnable = {*resources["jobs"], *resources["pipelines"]}
    run = set(re.findall(r"bundle run --target \w+ (\w+)", body))
    jobs = set(re.findall(r"\bpatient_data_(?!event_log)\w+", body)) - {log.split(".")[1] for log in EVENT_LOGS}
    assert run | jobs <= runnable
    assert set(re.findall(r"BUNDLE_VAR_(\w+)", body)) <= set(root["variables"])
    assert set(re.findall(r"(?:^|`|\./)medallion ([a-z]+)", body, re.M)) <= set(COMMANDS)
    added = [extension.contract for extension in extensions(ROOT / "src/lakeflow/extensions", graph)]
    tables = {*governed(graph, added), *EVENT_LOGS, "data_eng_ops.reconciliation"}
    named = set(re.findall(r"\b((?:data_eng|data_eng_ops|data_eng_marts)\.(?!md\b)[a-z_]+[a-z])(?![\w<*.]|_<)", body))
    assert {name for name in named if not any(table.startswith(name) for table in tables)} == set()
    for script in re.findall(r"scripts/[\w/]+\.(?:sh|py)", body):
        assert (ROOT / script).is_file(), script
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", body):
        assert (page.parent / link).exists(), link


def test_alerts_lead_to_pages_that_exist(resources: dict[str, dict[str, Any]]) -> None:
    described = " ".join(alert["custom_description"] for alert in resources["alerts"].values())
    pages = re.findall(r"docs/[\w/-]+\.md", described)
    assert len(pages) == 2 and all((ROOT / page).is_file() for page in pages)


def test_a_full_refresh_names_silver_and_gold_and_nothing_that_cannot_be_read_again(graph: Graph) -> None:
    (listed,) = re.findall(r"--full-refresh ([\w,]+)", text(RUNBOOKS_BY_NAME["full-refresh"]))
    views = [d.name for d in graph if d.kind is Kind.MATERIALIZED_VIEW and d.layer in ("silver", "gold")]
    assert sorted(listed.split(",")) == sorted(views)


def test_reasons_that_the_alert_excuses_are_told(resources: dict[str, dict[str, Any]]) -> None:
    alert = resources["alerts"]["refresh_not_incremental"]["query_text"]
    page = text(RUNBOOKS_BY_NAME["incremental-refresh-lost"])
    excused = re.findall(r"'([A-Z_]+)'", alert)
    rows = [line for line in page.splitlines() if "not alerted" in line]
    assert len(excused) == len(rows) == 3
    assert all(any(f"`{reason}`" in row for row in rows) for reason in excused)

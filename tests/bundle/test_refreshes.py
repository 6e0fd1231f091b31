"""Incremental refresh: asked of the platform, recorded from its event log, alerted on when it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import sqlglot
import sqlglot.expressions as exp

from healthcare_medallion.errors import EngineError
from healthcare_medallion.governance.ledgers import REFRESH_ANSWERS, VIEW_REFRESHES
from healthcare_medallion.jobs.refreshing import ask, questions, record_refreshes, verdict
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from tests.bundle.conftest import ROOT
from tests.bundle.tables import Tables

COMPILED = ROOT / "src/lakeflow/sql"
EXCUSED = ("CHANGE_SET_MISSING", "QUERY_FINGERPRINT_CHANGED", "INCREMENTAL_PLAN_REJECTED_BY_COST_MODEL")


class Platform:
    """Answers the question about each view with the same words, and remembers what it was told."""

    def __init__(self, words: str | EngineError) -> None:
        self.words = words
        self.ran: list[str] = []

    def __call__(self, sql: str) -> Sequence[Sequence[Any]]:
        self.ran.append(sql)
        if sql.startswith("EXPLAIN"):
            if isinstance(self.words, EngineError):
                raise self.words
            return [(self.words,)]
        return [("2026-03-01 12:00:00",)]


def test_each_view_is_asked_about_over_stored_tables_only(graph: Graph) -> None:
    """Temporary views live in an update only, so their text stands in front of the question."""
    asked = dict(questions(COMPILED))
    stored = (Kind.MATERIALIZED_VIEW, Kind.VIEW)
    assert set(asked) == {graph.contract(d.name).full_name for d in graph if d.kind in stored}
    for table, sql in asked.items():
        tree = sqlglot.parse_one(sql.removeprefix("EXPLAIN CREATE MATERIALIZED VIEW AS\n"), dialect="databricks")
        steps = {step.alias for step in tree.find_all(exp.CTE)}
        assert {t.name for t in tree.find_all(exp.Table) if not t.db} <= steps, table


def test_no_question_reads_a_key() -> None:
    """The answer to a question is a plan, and a plan would quote it."""
    texts = " ".join(sql for _, sql in questions(COMPILED))
    assert "secret(" not in texts and "repeat('00', 64) AS ipad" in texts


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("== Incrementalization ==\nThe view is INCREMENTALIZABLE.\n", True),
        ("The query is NOT_INCREMENTALIZABLE: WINDOW_FUNCTION_NOT_TOP_LEVEL", False),
        ("This view cannot be incrementalized because of AGGREGATE_WITH_DISTINCT", False),
        ("== Physical Plan ==\n*(2) HashAggregate(keys=[k#33])", None),
        ("PARSE_SYNTAX_ERROR", None),
    ],
)
def test_answers_are_understood(words: str, said: bool | None) -> None:
    assert verdict(words) is said


def test_answers_are_recorded_without_a_plan() -> None:
    platform = Platform("The query is incrementalizable.\n== Physical Plan ==\nScan [name#1, 'Jane']")
    answers = ask(platform, COMPILED)
    assert set(answers.values()) == {True}
    insert = sqlglot.parse_one(platform.ran[-1], dialect="databricks")
    table, values = insert.find(exp.Table), insert.find(exp.Values)
    assert table is not None and table.name == REFRESH_ANSWERS.name and values is not None
    assert {len(row.expressions) for row in values.expressions} == {len(REFRESH_ANSWERS.columns)}
    assert "Jane" not in platform.ran[-1] and "incrementalizable" in platform.ran[-1]


def test_a_refusal_is_an_answer_too() -> None:
    """The question is a preview feature in some workspaces."""
    platform = Platform(EngineError("The engine refused `EXPLAIN CREATE`: PARSE_SYNTAX_ERROR."))
    assert set(ask(platform, COMPILED).values()) == {None}
    assert "PARSE_SYNTAX_ERROR" in platform.ran[-1]


def test_the_event_log_fills_the_ledger() -> None:
    platform = Platform("")
    record_refreshes(platform, "juan_dev")
    insert = sqlglot.parse_one(platform.ran[0], dialect="databricks")
    assert isinstance(insert, exp.Insert)
    assert tuple(insert.expression.named_selects) == VIEW_REFRESHES.names
    assert "'juan_dev.'" in platform.ran[0]


# THE ALERT


def views_that_lost_it(
    tables: Tables, resources: dict[str, dict[str, Any]], answer: bool | None, *refreshes: tuple[bool, str]
) -> list[Any]:
    """What the alert's query gives after an answer and refreshes, one an hour."""
    if answer is not None:
        tables(
            "INSERT INTO data_eng_ops.refresh_answers (asked_at, table_name, incremental) "
            f"VALUES (TIMESTAMPTZ '2026-03-01 00:00:00+00', 'v', {answer})"
        )
    for hour, (incremental, reason) in enumerate(refreshes):
        tables(
            "INSERT INTO data_eng_ops.view_refreshes VALUES "
            f"(TIMESTAMPTZ '2026-03-02 {hour:02}:00:00+00', 'v', 'x', {incremental}, ['{reason}'])"
        )
    text = resources["alerts"]["refresh_not_incremental"]["query_text"]
    text = text.replace("${var.catalog}.${resources.schemas.data_eng_ops.name}", "data_eng_ops")
    return [row[0] for row in tables(sqlglot.transpile(text, read="databricks", write="duckdb")[0])]


@pytest.mark.parametrize(
    ("answer", "refreshes", "given"),
    [
        (True, [(True, "")], [0]),
        (True, [(True, ""), (False, "ROW_TRACKING_NOT_ENABLED")], [1]),
        (True, [(False, "ROW_TRACKING_NOT_ENABLED"), (True, "")], [0]),
        (False, [(False, "PLAN_NOT_INCREMENTALIZABLE")], [0]),
        (True, [], [0]),
        (None, [(False, "ROW_TRACKING_NOT_ENABLED")], []),
        *((True, [(False, reason)], [0]) for reason in EXCUSED),
    ],
    ids=["was", "lost", "came-back", "never-could", "not-refreshed", "never-asked", *EXCUSED],
)
def test_the_alert_sees_what_was_lost(
    tables: Tables,
    resources: dict[str, dict[str, Any]],
    answer: bool | None,
    refreshes: list[tuple[bool, str]],
    given: list[int],
) -> None:
    assert views_that_lost_it(tables, resources, answer, *refreshes) == given

"""Whether views can be refreshed incrementally, and whether they were: asked of the platform, not assumed.

The question is EXPLAIN CREATE MATERIALIZED VIEW, the record is `planning_information` in the pipeline's event log
(docs.databricks.com/aws/en/ldp/monitor-event-log-schema). A view that can and was not is what the alert
`refresh_not_incremental` looks for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from healthcare_medallion.errors import EngineError
from healthcare_medallion.governance.ledgers import EVENT_LOG, REFRESH_ANSWERS, VIEW_REFRESHES
from healthcare_medallion.governance.text import literal
from healthcare_medallion.jobs.workspace import Query, log

# A stand-in of the shape of the key: its plan would hold the real one, and structure is all that is asked for.
KEY_VIEW = "SELECT repeat('00', 64) AS ipad, repeat('00', 64) AS opad, '' AS key_id"
NEVER = re.compile(r"\b(not[ _]incrementali[sz]able|cannot be incrementali[sz]ed|not be incrementali[sz]ed)\b", re.I)
CAN = re.compile(r"\b(is incrementali[sz]able|can be incrementali[sz]ed|incrementali[sz]able)\b", re.I)
# Words of a plan: names of columns and literals, which are of no use in a ledger.
PLAN = re.compile(r"^== (Parsed|Analyzed|Optimized|Physical).*", re.S | re.M)
LONGEST_ANSWER = 500

TECHNIQUES = (
    "array<struct<maintenance_type:string,is_chosen:boolean,"
    "incrementalization_issues:array<struct<issue_type:string,prevent_incrementalization:boolean>>>>"
)


def questions(folder: Path) -> Iterator[tuple[str, str]]:
    """Each materialized view with the statement that asks about it; its temporary views stand in front of it.

    Marts are among them: what is a view on a laptop is stored on the platform.
    """
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["datasets"]
    known = {entry["name"]: entry for entry in entries}
    for entry in entries:
        if entry["kind"] in ("materialized view", "view"):
            steps = [f"`{name}` AS (\n{_text(known[name], folder)}\n)" for name in _steps(entry, known)]
            head = f"WITH {', '.join(steps)}\n" if steps else ""
            yield entry["table"], f"EXPLAIN CREATE MATERIALIZED VIEW AS\n{head}{_text(entry, folder)}"


def ask(query: Query, folder: Path) -> dict[str, bool | None]:
    """Ask about every view, append the answers to ``refresh_answers`` and return them; null is no clear answer."""
    asked_at = f"TIMESTAMP {literal(str(query('SELECT CAST(current_timestamp AS STRING)')[0][0]))}"
    answers: dict[str, bool | None] = {}
    rows = []
    for table, sql in questions(folder):
        try:
            words = "\n".join(str(row[0]) for row in query(sql))
        except EngineError as error:
            words = error.message.rpartition(": ")[2]
        answers[table] = verdict(words)
        said = PLAN.sub("", words).strip()[:LONGEST_ANSWER]
        known = "NULL" if answers[table] is None else str(answers[table]).lower()
        rows.append(f"({asked_at}, {literal(table)}, {known}, {literal(said)})")
        log.info(
            "%s: %s", table, {True: "incremental", False: "computed whole", None: "no clear answer"}[answers[table]]
        )
    if rows:
        query(f"INSERT INTO {REFRESH_ANSWERS.full_name} VALUES\n" + ",\n".join(rows))
    return answers


def verdict(words: str) -> bool | None:
    """What the platform's words say; null where they say neither."""
    if NEVER.search(words):
        return False
    return True if CAN.search(words) else None


def record_refreshes(query: Query, catalog: str) -> None:
    """Append to ``view_refreshes`` what the event log tells of refreshes that are not there yet.

    ``catalog`` is taken off the names of datasets, which the log gives in full.
    """
    newest = f"(SELECT coalesce(max(refreshed_at), TIMESTAMP '1970-01-01') FROM {VIEW_REFRESHES.full_name})"
    query(
        f"INSERT INTO {VIEW_REFRESHES.full_name}\n"
        "SELECT refreshed_at, table_name, chosen.maintenance_type AS technique,\n"
        "  chosen.maintenance_type <> 'MAINTENANCE_TYPE_COMPLETE_RECOMPUTE' AS incremental,\n"
        "  coalesce(array_sort(array_distinct(flatten(array_compact(transform(techniques, t -> transform(\n"
        "    filter(t.incrementalization_issues, i -> coalesce(i.prevent_incrementalization, true)),\n"
        "    i -> i.issue_type)))))), CAST(array() AS ARRAY<STRING>)) AS reasons\n"
        "FROM (\n"
        "  SELECT refreshed_at, table_name, techniques, filter(techniques, t -> t.is_chosen)[0] AS chosen\n"
        "  FROM (\n"
        "    SELECT timestamp AS refreshed_at,\n"
        f"      replace(replace(origin.dataset_name, '`', ''), {literal(catalog + '.')}, '') AS table_name,\n"
        f"      from_json(details:planning_information:technique_information, {literal(TECHNIQUES)}) AS techniques\n"
        f"    FROM {EVENT_LOG}\n"
        "    WHERE event_type = 'planning_information'\n"
        f"      AND timestamp > {newest}\n"
        "  )\n"
        "  WHERE exists(techniques, t -> t.is_chosen)\n"
        ")\n"
        "WHERE chosen.maintenance_type <> 'MAINTENANCE_TYPE_NO_OP'"
    )


def _steps(entry: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Views that a dataset is computed through, upstream first."""
    found: list[str] = []
    for name in entry["upstreams"]:
        if known[name]["kind"] in ("temporary view", "key"):
            found += [step for step in (*_steps(known[name], known), name) if step not in found]
    return found


def _text(entry: Mapping[str, Any], folder: Path) -> str:
    return KEY_VIEW if entry["kind"] == "key" else (folder / f"{entry['name']}.sql").read_text(encoding="utf-8").strip()

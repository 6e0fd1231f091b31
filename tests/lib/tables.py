"""Text tables: how a spec writes rows down, and how it says which rows it expects.

    patient_id | age | first_name
    P0001      | 45  | ' Ann '
    P0002      |     |

The first line names columns. An empty cell is null, ``''`` is empty text, quotes keep blanks and bars, and a quote
within quotes is doubled. Cells take the types of the dataset's contract. Columns that a spec does not name have the
values of a good row, so that it names only what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from difflib import unified_diff
from functools import cached_property
from typing import Any

import pyarrow as pa

from healthcare_medallion.engines.embedded.warehouse import arrow_schema
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.sources import SourceMapping

FATES = {"patients": "patient_fates", "claims": "claim_fates", "medical_events": "medical_event_fates"}
ROW_ID = {"patients": "patient_id", "claims": "claim_id", "medical_events": "event_id"}
INGESTED_AT = "2024-03-01T12:00:00"

Row = dict[str, Any]
Rows = str | Iterable[Mapping[str, Any]]

_CELLS = {mark: re.compile(rf"\s*('(?:[^']|'')*'|[^{mark}]*?)\s*(?:[{mark}]|$)") for mark in "|,"}


# GOOD ROWS


def good_patient() -> Row:
    """A patient that breaks no rule, as landed."""
    return {
        "patient_id": "P0001",
        "first_name": "Ann",
        "last_name": "Lee",
        "age": "45",
        "sex": "FEMALE",
        "region": "NORTHEAST",
        "bmi": "24.5",
        "smoker": "false",
        "children": "2",
        "charges": "8500.25",
        "insurance_plan": "GOLD",
        "coverage_start_date": "2023-01-01",
        "timestamp": "2024-01-01T00:00:00Z",
    }


def good_claim() -> Row:
    """A claim of that patient that breaks no rule, as landed."""
    return {
        "claim_id": "C0001",
        "patient_id": "P0001",
        "claim_amount": "100.5",
        "claim_date": "2024-02-01",
        "diagnosis_code": "E11.9",
        "procedure_code": "99213",
        "claim_status": "submitted",
    }


def good_event() -> Row:
    """A medical event of that patient that breaks no rule, as landed."""
    return {
        "event_id": "E0001",
        "patient_id": "P0001",
        "event_date": "2024-02-01",
        "event_type": "office_visit",
        "medical_provider": "City Clinic",
    }


GOOD = {"patients": good_patient, "claims": good_claim, "medical_events": good_event}


def good_decision() -> Row:
    """A decision in force that releases one row of patients from the rule on age."""
    return {
        "decision_id": "d1",
        "action": "release",
        "feed": "patients",
        "rule": "valid_age",
        "decided_by": "steward",
        "decided_at": "2024-03-02",
        "note": "checked with the clinic",
    }


# TABLES IN


def landing(feed: str, rows: Rows) -> pa.Table:
    """Landed records of a feed: all text, as the reader delivers them."""
    numbered = [{"_position": str(number), **row} for number, row in enumerate(records(rows), start=1)]
    defaults = {"_source_file": f"batch/{feed}.csv", "_raw_line": "the line"}
    return table(f"landing_{feed}", numbered, {**GOOD[feed](), **_INGESTED, **defaults})


def bronze(feed: str, rows: Rows) -> pa.Table:
    """Typed records of a feed, text still as it came."""
    return table(f"bronze_{feed}", rows, {**GOOD[feed](), **_INGESTED})


def silver(feed: str, rows: Rows) -> pa.Table:
    """Accepted rows of a feed."""
    extra = {"is_bmi_outlier": False, "is_charges_outlier": False, "is_amount_outlier": False, "_name_key_id": "k"}
    return table(f"silver_{feed}", rows, {**GOOD[feed](), **_INGESTED, **extra})


def decisions(rows: Rows) -> pa.Table:
    """Decisions of data stewards."""
    return table("decisions", rows, good_decision())


_INGESTED = {"_ingested_at": INGESTED_AT, "_pipeline_env": "dev"}


def table(name: str, rows: Rows, defaults: Mapping[str, Any] | None = None) -> pa.Table:
    """Rows of a dataset in the types of its contract; columns that are not named come from ``defaults``."""
    schema = arrow_schema(build_graph(PipelineSettings()).contract(name))
    found = records(rows)
    unknown = {column for row in found for column in row} - set(schema.names)
    if unknown:
        raise ValueError(f"{name} has no column {', '.join(sorted(unknown))}")
    whole = [{**(defaults or {}), **row} for row in found]
    # Nullable throughout: what becomes of a null key is for the definitions to say.
    return pa.table({f.name: pa.array([typed_cell(row.get(f.name), f.type) for row in whole], f.type) for f in schema})


def records(rows: Rows) -> list[Row]:
    """Rows of a text table as dicts of text (null where a cell is empty); other rows pass as they are."""
    if not isinstance(rows, str):
        return [dict(row) for row in rows]
    lines = [line for line in rows.split("\n") if line.strip()]
    header, *body = [cells(line) for line in lines]
    for line, found in zip(lines[1:], body, strict=True):
        if len(found) != len(header):
            raise ValueError(f"{len(found)} cells under {len(header)} columns: {line.strip()}")
    return [dict(zip(map(str, header), found, strict=True)) for found in body]


def cells(line: str, separator: str = "|") -> list[str | None]:
    """The cells of one line, unquoted."""
    found: list[str | None] = []
    position = 0
    while True:
        match = _CELLS[separator].match(line, position)
        if match is None:
            raise ValueError(f"a quote is not closed: {line.strip()}")
        found.append(_unquoted(match[1]))
        position = match.end()
        if not match[0].endswith(separator):
            return found


def _unquoted(cell: str) -> str | None:
    if len(cell) >= 2 and cell[0] == cell[-1] == "'":
        return cell[1:-1].replace("''", "'")
    return cell or None


def typed_cell(cell: Any, type_: pa.DataType) -> Any:
    """A cell as the Python value of an Arrow type."""
    if cell is None or not isinstance(cell, str):
        return cell
    if pa.types.is_integer(type_):
        return int(cell)
    if pa.types.is_floating(type_):
        return float(cell)
    if pa.types.is_boolean(type_):
        return {"true": True, "false": False}[cell]
    if pa.types.is_date(type_):
        return date.fromisoformat(cell)
    if pa.types.is_timestamp(type_):
        return instant(cell)
    if pa.types.is_list(type_):
        return [word.strip() for word in cell.strip("[]").split(",") if word.strip()]
    return cell


def instant(text: str) -> datetime:
    """A point in time; without an offset it is UTC."""
    found = datetime.fromisoformat(text)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


# TABLES OUT


def expect(result: pa.Table, rows: Rows) -> None:
    """Asserts that a result has exactly these rows, in any order, in the columns that they name."""
    wanted = records(rows)
    names = list(wanted[0]) if wanted else _header(rows)
    types = {name: result.schema.field(name).type for name in names}
    expected = [tuple(typed_cell(row[name], types[name]) for name in names) for row in wanted]
    actual = [tuple(map(_in_utc, row.values())) for row in result.select(names).to_pylist()]
    if sorted(map(repr, expected)) != sorted(map(repr, actual)):
        lines = unified_diff(_shown(names, expected), _shown(names, actual), "expected", "found", lineterm="", n=99)
        raise AssertionError("\n".join(["the rows differ", *lines]))


def _header(rows: Rows) -> list[str]:
    assert isinstance(rows, str), "no row to expect: write the columns as a text table with a header only"
    return [str(name) for name in cells(rows.strip())]


def _shown(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[str]:
    return [" | ".join(names), *sorted(" | ".join(map(_cell_text, row)) for row in rows)]


def _in_utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _cell_text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def by(result: pa.Table, key: str, *columns: str) -> dict[Any, Any]:
    """A result as a dict: key to the value of one column, or to a tuple of several."""
    rows = [{name: _in_utc(value) for name, value in row.items()} for row in result.select([key, *columns]).to_pylist()]
    assert len({row[key] for row in rows}) == len(rows), f"{key} is not unique"
    return {row[key]: row[columns[0]] if len(columns) == 1 else tuple(row[c] for c in columns) for row in rows}


# THE LAKEHOUSE UNDER TEST


@dataclass
class Judged:
    """What became of the bronze rows of one feed: every row has one fate, and each fate has its table."""

    lakehouse: Lakehouse
    feed: str
    fates: pa.Table
    inputs: Mapping[str, pa.Table] = field(repr=False)

    @cached_property
    def silver(self) -> pa.Table:
        return self._filtered(f"silver_{self.feed}")

    @cached_property
    def quarantine(self) -> pa.Table:
        return self._filtered(f"quarantine_{self.feed}")

    @cached_property
    def superseded(self) -> pa.Table:
        return self._filtered(f"superseded_{self.feed}")

    def _filtered(self, name: str) -> pa.Table:
        # The fates are computed once and handed on: they are by far the most work.
        return self.lakehouse.compute(name, **{**self.inputs, FATES[self.feed]: self.fates})


@dataclass
class Lakehouse:
    """The definitions of one graph on one engine."""

    engine: Any
    graph: Graph

    def compute(self, target: str, **inputs: pa.Table) -> pa.Table:
        """A dataset over the tables given; sources that are not given are empty."""
        return self.engine.compute(self.graph, target, inputs)

    def judge(self, feed: str, rows: Rows | pa.Table, **inputs: pa.Table) -> Judged:
        """The fates of bronze rows. Claims and events are of patient P0001 unless patients are given."""
        if feed != "patients" and not {"silver_patients", "bronze_patients", "landing_patients"} & set(inputs):
            inputs["silver_patients"] = silver("patients", "patient_id\nP0001")
        landed = rows if isinstance(rows, pa.Table) else bronze(feed, rows)
        inputs = {**inputs, f"bronze_{feed}": landed}
        for step in self.graph[FATES[feed]].upstreams:
            if self.graph[step].rules:  # judged once: what comes after would compute it again, and it is the most work
                inputs[step] = self.compute(step, **inputs)
        return Judged(self, feed, self.compute(FATES[feed], **inputs), inputs)

    def conformed(self, mapping: SourceMapping, landed: pa.Table) -> pa.Table:
        """Landed records of a foreign file, mapped onto the contract."""
        sql = self.graph.conformed_sql(mapping.feed, mapping, self.engine.name)
        if self.engine.name == "spark":
            self.engine.load("landed", landed)
            return self.engine.spark.sql(sql).toArrow()
        con = self.engine._con.cursor()
        con.register("landed", landed)
        return con.sql(sql).to_arrow_table()

"""Definitions and contracts as files: one SELECT per dataset and a manifest that says what to make of it.

A cluster registers its tables from these files alone, so it needs neither Ibis nor the definitions at run time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import ibis
import sqlglot
import sqlglot.expressions as exp

from healthcare_medallion.engines.spark.constraints import key_clauses
from healthcare_medallion.engines.spark.histories import History, histories
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Column, Contract
from healthcare_medallion.pipelines.shared.dataset import Dataset, Kind
from healthcare_medallion.pipelines.shared.rules import Rule
from healthcare_medallion.pipelines.shared.sources import SourceMapping
from healthcare_medallion.pipelines.shared.text import SURELY, trimmed
from healthcare_medallion.readers.faults import WRONG_NUMBER_OF_FIELDS

MANIFEST = "manifest.json"
DIALECT = "databricks"

_FOR_ALL = {
    "delta.enableChangeDataFeed": "true",
    "context.domain": "patient_data",
    "pipelines.patient.compliance": "HIPAA",
}
# A full refresh would read the files again, and forget those that are no longer there; and draw other ids.
_NEVER_RESET = {"pipelines.reset.allowed": "false"}

NO_SOURCES: Mapping[str, SourceMapping] = MappingProxyType({})
LANDING, KEY, GIVEN = "landing", "key", "given table"
SURROGATES = "person_surrogates"

# Every SSN-shaped run of digits, as the laptop engine masks it; Java reads the same pattern.
_MASKED = r"REGEXP_REPLACE({line}, '(?<![0-9])[0-9]{{3}}([- ]?)[0-9]{{2}}\\1[0-9]{{4}}(?![0-9])', '***-**-****')"
_KEY_HEX = "(SELECT `key_hex` FROM `reject_key`)"
_KEY_ID = "(SELECT `key_id` FROM `reject_key`)"
# An empty IV asks for a random one of 12 bytes, which Spark puts before the ciphertext; the tag stands behind it.
_SEALED = f"CONCAT({_KEY_ID}, ':', BASE64(AES_ENCRYPT({_MASKED}, UNHEX({_KEY_HEX}), 'GCM', 'DEFAULT', '', {_KEY_ID})))"
_SEAL_LINE = re.compile(r"SEAL_LINE\((?P<line>`[^`]+`\.`[^`]+`)\)")


def compiled_files(graph: Graph, sources: Mapping[str, SourceMapping] = NO_SOURCES) -> dict[str, str]:
    """Every file by name: ``<dataset>.sql`` and the manifest."""
    texts = {f"{d.name}.sql": sql_text(graph, d) + "\n" for d in graph if d.kind is not Kind.SOURCE}
    texts[f"{SURROGATES}.sql"] = surrogates_sql(graph) + "\n"
    texts[MANIFEST] = json.dumps(manifest(graph, sources), indent=1) + "\n"
    return texts


def manifest(graph: Graph, sources: Mapping[str, SourceMapping] = NO_SOURCES) -> dict[str, Any]:
    """All datasets in an order in which each comes after its upstreams, and the histories of those that need one."""
    entries = [{"name": "reject_key", "kind": KEY, "purpose": "reject", "upstreams": []}]
    entries += [_entry(graph, d, sources) for d in graph if d.kind is not Kind.SOURCE or graph.readers_of(d.name)]
    # For a laptop the map is given; here it is made from bronze.
    (surrogates,) = (entry for entry in entries if entry["name"] == SURROGATES)
    entries.remove(surrogates)
    entries.insert([entry["name"] for entry in entries].index("bronze_patients") + 1, surrogates)
    return {"datasets": entries, "histories": [_history_entry(history) for history in histories(graph)]}


def sql_text(graph: Graph, dataset: Dataset) -> str:
    """The dataset as one SELECT in Spark's SQL, appended-to inputs read as streams, lines sealed by Spark itself."""
    sql = graph.sql(dataset.name, DIALECT)
    if _reads_streams(graph, dataset):
        for upstream in dataset.upstreams:
            name = _quoted(graph[upstream])
            sql = sql.replace(f"{name} AS ", f"STREAM({name}) AS ")
    if "name_key" in dataset.upstreams:
        # A view of the pipeline has no schema.
        sql = sql.replace(_quoted(graph["name_key"]), "`name_key`")
    return _SEAL_LINE.sub(lambda found: _SEALED.format(line=found["line"]), sql)


def surrogates_sql(graph: Graph) -> str:
    """The map of random ids as a streaming table: a person is met once, and a committed id is never drawn again.

    Of everybody in bronze, as a stream cannot read gold; who is not in gold has an id that no view shows. That a person
    is met once is said by `unique_by` of the manifest: a stream that is appended to refuses DISTINCT.
    """
    rows = ibis.table(graph.contract("bronze_patients").ibis_schema(), name="bronze_patients", database="data_eng")
    people = ibis.to_sql(rows.select(patient_id=trimmed(rows.patient_id)), dialect=DIALECT)
    streamed = str(people).replace("`data_eng`.`bronze_patients` AS ", "STREAM(`data_eng`.`bronze_patients`) AS ")
    return f"SELECT\n  `patient_id`,\n  REPLACE(UUID(), '-', '') AS `person_surrogate`\nFROM (\n{streamed}\n)"


def predicate_sql(graph: Graph, name: str, rule: Rule) -> str:
    """A rule as a condition over the columns of the view that it judges: true or false, never null."""
    table = ibis.table(graph.expression(name).schema(), name=name)
    text = str(ibis.to_sql(table.select(holds=rule.holds(table)), dialect=DIALECT))
    tree = sqlglot.parse_one(text, dialect=DIALECT)
    assert isinstance(tree, exp.Select)
    return _without_tables(tree.selects[0].unalias())


def mapped_columns(graph: Graph, mapping: SourceMapping) -> dict[str, str]:
    """What a foreign file's mapping makes of the landed columns that it touches, by column."""
    tree = sqlglot.parse_one(graph.conformed_sql(mapping.feed, mapping, DIALECT), dialect=DIALECT)
    assert isinstance(tree, exp.Select)
    touched = {*mapping.values, *mapping.constants, *mapping.generated_key}
    return {s.alias_or_name: _without_tables(s.unalias()) for s in tree.selects if s.alias_or_name in touched}


def _without_tables(expression: exp.Expr) -> str:
    for column in expression.find_all(exp.Column):
        column.set("table", None)
    return expression.sql(dialect=DIALECT)


def schema_ddl(contract: Contract) -> str:
    """The columns of a contract as Spark writes them in a CREATE TABLE."""
    return ", ".join(_column_ddl(column) for column in contract.columns)


def _column_ddl(column: Column) -> str:
    required = "" if column.nullable else " NOT NULL"
    comment = column.description.replace("\\", "\\\\").replace("'", "\\'")
    return f"`{column.name}` {column.type.upper()}{required} COMMENT '{comment}'"


def _entry(graph: Graph, dataset: Dataset, sources: Mapping[str, SourceMapping]) -> dict[str, Any]:
    if dataset.name == "name_key":
        return {"name": dataset.name, "kind": KEY, "purpose": "name", "upstreams": []}
    entry: dict[str, Any] = {"name": dataset.name, "kind": _kind(dataset)}
    if dataset.contract:
        entry |= {
            "table": dataset.contract.full_name,
            "comment": dataset.contract.comment,
            "schema": schema_ddl(dataset.contract),
            "table_properties": _properties(dataset),
            "cluster_by": list(dataset.contract.cluster_by),
        }
        if constraints := key_clauses(graph, dataset.name):
            entry["constraints"] = constraints
    else:
        entry["comment"] = dataset.description
    also = {"rejected_lines": ["reject_key"], SURROGATES: ["bronze_patients"]}
    entry["upstreams"] = [*dataset.upstreams, *also.get(dataset.name, [])]
    if dataset.name == SURROGATES and dataset.contract:
        entry["unique_by"] = list(dataset.contract.key)
    if dataset.rules:
        entry["rules"] = {rule.name: predicate_sql(graph, dataset.name, rule) for rule in dataset.rules}
    if _is_landing(dataset):
        entry["landing"] = _landing(graph, dataset, sources)
    return entry


def _landing(graph: Graph, dataset: Dataset, sources: Mapping[str, SourceMapping]) -> dict[str, Any]:
    """What an engine needs to read the files of a feed."""
    feed = dataset.name.removeprefix("landing_")
    business = [c for c in graph.contract(f"bronze_{feed}").columns if not c.name.startswith("_")]
    foreign = {name: mapped_columns(graph, mapping) for name, mapping in sources.items() if mapping.feed == feed}
    return {
        "feed": feed,
        "columns": [c.name for c in business],
        "required": [c.name for c in business if not c.nullable],
        "surely_typed": {c.name: SURELY[c.type] for c in business if c.type in SURELY},
        "wrong_fields": WRONG_NUMBER_OF_FIELDS,
        **({"sources": foreign} if foreign else {}),
    }


def _history_entry(history: History) -> dict[str, Any]:
    return {
        "name": history.contract.name,
        "table": history.contract.full_name,
        "source": history.source.name,
        "keys": list(history.keys),
        "comment": history.contract.comment,
        "table_properties": {"quality": "ops"} | _FOR_ALL | _NEVER_RESET,
        "query": history.query,
    }


def _kind(dataset: Dataset) -> str:
    if _is_landing(dataset):
        return LANDING
    if dataset.name == SURROGATES:
        return Kind.STREAMING_TABLE.value
    return GIVEN if dataset.kind is Kind.SOURCE else dataset.kind.value


def _properties(dataset: Dataset) -> dict[str, str]:
    quality = "bronze" if _is_landing(dataset) else "ops" if dataset.kind is Kind.SOURCE else dataset.layer
    kept = _is_landing(dataset) or dataset.name in ("rejected_lines", SURROGATES) or dataset.layer == "bronze"
    return {"quality": quality} | _FOR_ALL | (_NEVER_RESET if kept else {})


def _is_landing(dataset: Dataset) -> bool:
    return dataset.kind is Kind.SOURCE and dataset.name.startswith("landing_") and dataset.name != "landing_files"


def _reads_streams(graph: Graph, dataset: Dataset) -> bool:
    """True for streaming tables and for the views that nothing but streaming tables reads."""
    if dataset.kind is Kind.TEMPORARY_VIEW:
        return all(graph[name].kind is Kind.STREAMING_TABLE for name in graph.stored_readers_of(dataset.name))
    return dataset.kind is Kind.STREAMING_TABLE


def _quoted(dataset: Dataset) -> str:
    name = dataset.contract.full_name if dataset.contract else dataset.name
    return ".".join(f"`{part}`" for part in name.split("."))


def stale_files(texts: Mapping[str, str], folder: Path) -> list[str]:
    """Names of files that differ between ``texts`` and a folder, missing and superfluous ones included."""
    names = {path.name for pattern in ("*.sql", MANIFEST) for path in folder.glob(pattern)}
    existing = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    return sorted(name for name in {*texts, *existing} if texts.get(name) != existing.get(name))


def write_files(texts: Mapping[str, str], folder: Path) -> None:
    """Makes a folder hold exactly these compiled files; other kinds of files in it are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale_files(texts, folder):
        if name in texts:
            (folder / name).write_text(texts[name], encoding="utf-8")
        else:
            (folder / name).unlink()

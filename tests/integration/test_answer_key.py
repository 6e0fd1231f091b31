"""Every injected fault ends as the answer key says, on both engines, and both engines store the same rows.

The landing is a stream of batches in which more than ten thousand records are damaged. The laptop engine takes it
from its files; Apache Spark takes the same files through the same reader and the compiled SQL of the same graph.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from healthcare_medallion.data_generation import FEEDS, GenerationPlan, GenerationSummary, generate
from healthcare_medallion.engines.embedded.run import load_keys, run
from healthcare_medallion.engines.embedded.warehouse import arrow_schema
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.settings import Settings
from tests.lib.tables import ROW_ID
from tests.lib.warehouses import settings_in, stored

FAULTS = 10_000
BATCHES = 4

DATASETS = [d for d in build_graph(PipelineSettings()) if d.contract and (d.stored or d.kind is Kind.VIEW)]
# Sealed with a fresh nonce; not told by a row on Spark.
ONE_ENGINE_ONLY = {
    "rejected_lines": {"sealed_line"},
    **{f"quarantine_{feed}": {"_source_file"} for feed in FEEDS},
}

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class Landed:
    """A stream of damaged batches, and what the laptop engine has made of it."""

    settings: Settings
    summary: GenerationSummary
    answers: list[dict[str, str]]
    tables: Tables

    @property
    def ingested_at(self) -> dict[str, datetime]:
        """When each file was taken: both engines are given the same."""
        taken = self.tables["landing_files"].to_pylist()
        return {row["source_file"]: row["ingested_at"] for row in taken if row["source_file"]}


@pytest.fixture(scope="session")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Landed:
    folder = tmp_path_factory.mktemp("answer-key")
    settings = settings_in(folder)
    plan = GenerationPlan(patients=8_000, seed=3, batches=BATCHES, defects=0.125, answer_key=folder / "key.csv")
    summary = generate(plan, settings.landing)
    run(settings)
    with (folder / "key.csv").open(encoding="utf-8", newline="") as file:
        return Landed(settings, summary, list(csv.DictReader(file)), stored(settings))


@pytest.fixture(scope="session")
def tables(engine: Any, landed: Landed, graph: Graph) -> Tables:
    """Every table and view, as one engine computes it."""
    if engine.name == "duckdb":
        return landed.tables
    from tests.lib.spark_pipeline import whole_graph

    key = load_keys(landed.settings)["name"]
    return whole_graph(engine, graph, landed.settings.landing, landed.ingested_at, key.secret, key.key_id)


# WHAT BECAME OF EACH RECORD

Fate = tuple[str, ...]


def fates(tables: Tables, file_of: Mapping[datetime, str]) -> Iterator[Fate]:
    """File, id as landed, fate, rules and reason of every row that is anywhere behind the reader."""
    for row in tables["rejected_lines"].select(["source_file", "position", "column", "reason"]).to_pylist():
        reason = f"{row['column']}: {row['reason']}" if row["column"] else row["reason"]
        yield (row["source_file"], row["position"], "rejected", "", reason)
    for feed in FEEDS:
        row_id = ROW_ID[feed]
        for row in tables[f"quarantine_{feed}"].to_pylist():
            yield (file_of[row["_ingested_at"]], row[row_id], "quarantined", "|".join(row["_failed_rules"]), "")
        for row in tables[f"superseded_{feed}"].to_pylist():
            yield (file_of[row["_ingested_at"]], row[row_id], "superseded", "", row["_reason"])
        for row in tables[f"silver_{feed}"].select([row_id, "_ingested_at"]).to_pylist():
            yield (file_of[row["_ingested_at"]], row[row_id], "accepted", "", "")


def expected(answers: list[dict[str, str]]) -> Iterator[Fate]:
    """The same for every line of the answer key. A rejected record may have no id: its number tells it."""
    for answer in answers:
        name = answer["record"] if answer["expected_fate"] == "rejected" else answer["key"]
        yield (answer["file"], name, answer["expected_fate"], answer["expected_rules"], answer["expected_reason"])


def test_the_key_names_enough_faults(landed: Landed) -> None:
    assert sum(landed.summary.faults.values()) >= FAULTS
    assert len(landed.summary.faults) >= 20


def test_every_fault_ends_as_the_answer_key_says(tables: Tables, landed: Landed) -> None:
    """Recall: of what the key lists, the share that met its fate, with its rules and its reason."""
    file_of = {at: file for file, at in landed.ingested_at.items()}
    found = Counter(fates(tables, file_of))
    listed = Counter(expected(landed.answers))
    missed = listed - found
    # An earlier state of a claim gives way to a later one: that is a stream's ordinary course, and not in the key.
    for fate in list(missed):
        if fate[2] == "accepted" and found[(*fate[:2], "superseded", "", "earlier_state")] >= missed[fate]:
            del missed[fate]
    recall = 1 - missed.total() / listed.total()
    assert recall == 1.0, f"{missed.total()} of {listed.total()}, such as {missed.most_common(5)}"


def test_nothing_is_refused_that_the_answer_key_does_not_name(tables: Tables, landed: Landed) -> None:
    """Precision: of what was rejected, quarantined or superseded, the share that the key names so."""
    file_of = {at: file for file, at in landed.ingested_at.items()}
    refused = Counter(f for f in fates(tables, file_of) if f[2] != "accepted" and f[4] != "earlier_state")
    wronged = refused - Counter(expected(landed.answers))
    precision = 1 - wronged.total() / refused.total()
    assert precision == 1.0, f"{wronged.total()} of {refused.total()}, such as {wronged.most_common(5)}"


def test_every_landed_record_has_one_fate(tables: Tables, landed: Landed) -> None:
    """Counted against the generator's own number of records per file."""
    file_of = {at: file for file, at in landed.ingested_at.items()}
    assert Counter(fate[0] for fate in fates(tables, file_of)) == landed.summary.rows


def test_only_claims_have_earlier_states(tables: Tables) -> None:
    """The one way out of silver that the key does not list is open to claims alone."""
    for feed in ("patients", "medical_events"):
        assert set(tables[f"superseded_{feed}"]["_reason"].to_pylist()) == {"duplicate", "conflict"}


# BOTH ENGINES

on_spark = pytest.mark.parametrize("engine", [pytest.param("spark", marks=pytest.mark.spark)], indirect=True)


# They join a map of random ids, which each engine draws for itself: tests/spec/test_deid.py compares them over one map.
BY_RANDOM_ID = ("deid_patients", "deid_claims", "deid_medical_events")


@on_spark
@pytest.mark.parametrize("name", [d.name for d in DATASETS if d.name not in BY_RANDOM_ID])
def test_both_engines_store_the_same_rows(name: str, tables: Tables, landed: Landed, graph: Graph) -> None:
    contract = graph.contract(name)
    told = [c for c in contract.columns if c.name not in ONE_ENGINE_ONLY.get(name, ())]
    approximate = [c.name for c in told if c.approximate]
    exact = [c.name for c in told if not c.approximate]
    both = {
        "laptop": landed.tables[name].select([c.name for c in told]),
        "spark": tables[name].select([c.name for c in told]),
    }
    schema = pa.schema([arrow_schema(contract).field(c.name).with_nullable(True) for c in told])
    assert both["laptop"].num_rows, "nothing is compared"
    with duckdb.connect() as con:
        for engine_name, found in both.items():
            con.register(engine_name, found.cast(schema))
        columns = ", ".join(f'"{c}"' for c in exact)
        for one, other in (("laptop", "spark"), ("spark", "laptop")):
            only = con.sql(f"SELECT {columns} FROM {one} EXCEPT ALL SELECT {columns} FROM {other}").fetchall()
            assert not only, f"{len(only)} of {both[one].num_rows} rows only on {one}, such as {only[:3]}"
        if approximate:
            key = ", ".join(contract.key)
            apart = " OR ".join(
                f'(l."{c}" IS NULL) <> (s."{c}" IS NULL) OR abs(l."{c}" - s."{c}") > 1e-6' for c in approximate
            )
            far = con.sql(f"SELECT {key} FROM laptop l JOIN spark s USING ({key}) WHERE {apart}").fetchall()
            assert not far, f"{len(far)} rows differ by more than 1e-6, such as {far[:3]}"

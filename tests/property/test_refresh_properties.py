"""Refresh by key: a definition is local in its key, and what a run commits is what changed, no more and no less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthcare_medallion.engines.embedded.decisions import quarantined, release, remove, waive
from healthcare_medallion.engines.embedded.plan import FEEDS
from healthcare_medallion.engines.embedded.program import Group, compiled
from healthcare_medallion.engines.embedded.relations import DUCKDB_TYPES
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.quality.score import rules_of
from healthcare_medallion.settings import Settings
from tests.lib.engines import DuckDBEngine
from tests.lib.tables import bronze
from tests.lib.warehouses import contents, land, settings_in, stored
from tests.property.test_pipeline_properties import LONG, FeedRows, few, fewest, landed, rivals, text

GRAPH = build_graph(None)
PROGRAM = compiled(GRAPH, Settings())
VIEWS = [d.name for d in GRAPH if d.kind is Kind.MATERIALIZED_VIEW]
BY_KEY = [group for group in PROGRAM.groups if group.key]


@pytest.fixture(scope="module")
def duck() -> Iterator[DuckDBEngine]:
    engine = DuckDBEngine()
    yield engine
    engine.close()


WAIVABLE = {feed: {rule.name for rule in rules_of(GRAPH, feed) if rule.waivable} for feed in FEEDS}
FAR = datetime(2100, 1, 1, tzinfo=UTC)


# LOCALITY


def rows_of_keys(group: Group, table: str, rows: pa.Table, keys: list[str]) -> pa.Table:
    """The rows of a table with these keys, by the SQL that the engine cuts with."""
    contract = GRAPH.contract(table)
    columns = ", ".join(f'"{c.name}" {DUCKDB_TYPES[c.type]}' for c in contract.columns)
    with duckdb.connect() as con:
        con.execute("LOAD icu; SET TimeZone='UTC'")
        con.execute(f"CREATE SCHEMA {contract.schema}; CREATE TABLE {contract.full_name} ({columns})")
        con.register("changed_keys", pa.table({"key": pa.array(keys, pa.string())}))
        con.register("given_rows", rows)
        con.execute(f"INSERT INTO {contract.full_name} SELECT * FROM given_rows")
        return con.sql(group.rows_of_keys[table]).to_arrow_table()


def counted(table: pa.Table) -> Counter[str]:
    return Counter(map(repr, table.to_pylist()))


def test_every_view_is_refreshed_by_key() -> None:
    """Not a law: one that is not local is computed whole. But then somebody has to say so here."""
    assert sorted(name for group in BY_KEY for name in group.tables) == sorted(VIEWS)


@pytest.mark.parametrize("group", BY_KEY, ids=lambda group: "+".join(group.tables))
@settings(few, max_examples=200 if LONG else 4)
@given(rows=landed | rivals, chance=st.randoms(use_true_random=False))
def test_rows_of_some_keys_need_only_inputs_of_these_keys(
    group: Group, rows: FeedRows, chance: Any, duck: DuckDBEngine
) -> None:
    """f(inputs cut to K) = f(inputs) cut to K, for any set of keys K."""
    inputs = {f"bronze_{feed}": bronze(feed, rows[feed]) for feed in FEEDS}
    needed = [name for table in group.tables for name in GRAPH.inputs_of(table) if name in VIEWS]
    inputs |= duck.compute_all(GRAPH, needed, inputs) if needed else {}
    whole = duck.compute_all(GRAPH, list(group.tables), inputs)
    known = {str(row[group.key]).strip() for table in whole.values() for row in table.to_pylist()}
    keys = [key for key in sorted(known) if chance.random() < 0.5]
    cut = {n: rows_of_keys(group, n, t, keys) if n in group.rows_of_keys else t for n, t in inputs.items()}
    part = duck.compute_all(GRAPH, list(group.tables), cut)
    for table in group.tables:
        assert counted(part[table]) == counted(rows_of_keys(group, table, whole[table], keys)), table


# EQUAL TO A FULL REFRESH


def deliver(place: Settings, rows: FeedRows, number: int) -> None:
    for feed in FEEDS:
        found = [{k: text(v) for k, v in row.items() if k != "_ingested_at"} for row in rows[feed]]
        land(place.landing, feed, found, batch=f"batch-{number}")


def decide(place: Settings, chance: Any) -> None:
    """What stewards may do between two runs: release a row, waive a rule, take a decision back."""
    rows = quarantined(place)
    fixed = {row.handle for row in rows if set(row.failed_rules) - WAIVABLE[row.feed]}
    row = next((row for row in rows if row.handle not in fixed), None)
    if row is None:
        return
    made = release(place, row.handle, by="steward", note="checked")[0]
    if chance.random() < 0.5:
        run(place)
        remove(place, made.decision_id, by="steward", note="a mistake")
        waive(place, row.feed, row.failed_rules[0], by="steward", note="all are so", expires_at=FAR)


def removed_from_bronze(place: Settings, chance: Any) -> None:
    """What retention or erasure leaves: rows of bronze that are gone."""
    contract = GRAPH.contract(f"bronze_{chance.choice(FEEDS)}")
    table = Warehouse(place.warehouse).open(contract)
    assert table is not None
    row_id = contract.names[0]
    ids = table.to_pyarrow_table()[row_id].to_pylist()
    if ids:
        table.delete(f"{row_id} = '{chance.choice(ids)}'")


def feed_of(warehouse: Warehouse, name: str, since: int) -> Counter[str]:
    """Rows inserted less rows deleted, by the change data feed. No row may stand in it on both sides."""
    table = warehouse.open(GRAPH.contract(name))
    assert table is not None
    if table.version() == since:
        return Counter()
    changes = pa.table(table.load_cdf(starting_version=since + 1)).to_pylist()
    names = GRAPH.contract(name).names
    sides: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for change in changes:
        sides[change["_change_type"] in ("insert", "update_postimage")][repr({n: change[n] for n in names})] += 1
    assert not sides[True] & sides[False], f"{name}: the feed tells of rows that did not change"
    return Counter({row: sides[True][row] - sides[False][row] for row in sides[True] | sides[False]})


def difference(before: pa.Table, after: pa.Table) -> Counter[str]:
    first, second = counted(before), counted(after)
    return Counter({row: second[row] - first[row] for row in first | second if second[row] != first[row]})


@fewest
@given(batches=st.lists(landed | rivals, min_size=2, max_size=4), chance=st.randoms(use_true_random=False))
def test_after_any_runs_every_table_is_what_a_full_refresh_gives(
    batches: list[Mapping[str, Any]], chance: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Late patients, versions out of order, corrections, claims that change patient, duplicates across batches,
    decisions that come and go, rows taken out of bronze: and after each run the feed holds the changes alone."""
    place = settings_in(tmp_path_factory.mktemp("refresh"))
    warehouse = Warehouse(place.warehouse)
    for number, rows in enumerate(batches):
        deliver(place, rows, number)
        before = stored(place) if number else {}
        versions = {name: warehouse.open(GRAPH.contract(name)).version() for name in VIEWS} if number else {}
        report = run(place)
        assert number != 1 or all(step.keys is not None for step in report.steps if not is_bronze(step.table))
        after = stored(place)
        for name in versions:
            assert feed_of(warehouse, name, versions[name]) == difference(before[name], after[name]), name
        if number == 1:
            decide(place, chance)
    gone = chance.random() < 0.5
    if gone:
        removed_from_bronze(place, chance)
    run(place)
    by_key = contents(place)
    report = run(place, whole=[])
    assert {step.table.partition(".")[2] for step in report.steps} == set(VIEWS)
    whole = contents(place)
    assert {name for name in VIEWS if by_key[name] != whole[name]} == set()
    assert gone or [v for v in verify(place) if not v.holds] == []


def is_bronze(table: str) -> bool:
    return ".bronze_" in table or table.endswith("rejected_lines")

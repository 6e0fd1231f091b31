"""What must hold for any rows at all: order and batches say nothing, no row is lost, and history is whole.

Rows are messy on purpose and drawn from few values, so that ids meet, versions collide and rules break. A row's
`_ingested_at` belongs to it and travels with it however rows are shuffled and split.
"""

from __future__ import annotations

import dataclasses
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from healthcare_medallion.engines.embedded import plan as plan_module
from healthcare_medallion.engines.embedded.plan import FEEDS, Plan
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from tests.lib.engines import DuckDBEngine
from tests.lib.tables import ROW_ID, Row, bronze
from tests.lib.warehouses import contents, land, settings_in

LONG = bool(os.environ.get("MEDALLION_LONG_TESTS"))
GRAPH = build_graph(PipelineSettings())
DERIVED = [d.name for d in GRAPH if d.kind is Kind.MATERIALIZED_VIEW or d.kind is Kind.VIEW]

few = settings(
    max_examples=200 if LONG else 12,
    deadline=None,
    derandomize=not LONG,
    # A failing example is made small by the long tests only: here that would take minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate, *((Phase.shrink,) if LONG else ())),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
fewest = settings(few, max_examples=25 if LONG else 3)

# MESSY ROWS

TIMES = [datetime(2024, 3, day, tzinfo=UTC) for day in (1, 2, 3)]


def rows_of(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Row]]:
    row = st.fixed_dictionaries({**columns, "_ingested_at": st.sampled_from(TIMES)})
    return st.lists(row, min_size=2, max_size=12)


def one_of(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def mostly(*good: Any, but: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """Good values nine times out of ten: else hardly a row would break no rule."""
    return st.integers(0, 9).flatmap(lambda n: st.sampled_from(good if n else but))


patients = rows_of(
    patient_id=mostly("P0001", "P0002", "P0003", " P0001 ", but=("P4",)),
    timestamp=mostly(
        "2024-01-01", "2024-01-01T00:00:00Z", "2024-01-15T12:00:00+02:00", "2024-02-01", but=("soon", None)
    ),
    first_name=one_of("Ann", " ann", "Zoë", None),
    age=mostly(45, 81, but=(17, None)),
    sex=mostly("FEMALE", "female ", but=("?",)),
    bmi=mostly(24.5, 41.0, but=(15.0, -0.0)),
    smoker=mostly(True, False, but=(None,)),
    charges=mostly(8500.25, 0.01, but=(0.0,)),
    insurance_plan=one_of("GOLD", "gold", "PAPER", None),
)
claims = rows_of(
    claim_id=one_of("C1", "C2", "C3", " C1"),
    patient_id=mostly("P0001", "P0002", " P0001 ", but=("P0003", "P4")),
    claim_amount=mostly(100.5, 0.1, 1e11, but=(-1.0, None)),
    claim_date=mostly("2023-12-31", "2024-01-15", "2024-02-01", but=("2024-02-30", "2024-03-03", None)),
    diagnosis_code=mostly("E11.9", "e11.9", but=("nothing",)),
    claim_status=mostly("submitted", "PAID", "denied", but=("lost",)),
)
events = rows_of(
    event_id=one_of("E1", "E2", "E1 "),
    patient_id=mostly("P0001", "P0002", " P0001 ", but=("P0003", "P4")),
    event_date=mostly("2023-12-31", "2024-01-15", "2024-02-01", but=("never",)),
    event_type=mostly("office_visit", "Surgery ", but=("seance",)),
    medical_provider=mostly("City Clinic", "Clinic ", but=(" ", None)),
)
FeedRows = Mapping[str, list[Row]]
landed = st.fixed_dictionaries({"patients": patients, "claims": claims, "medical_events": events})

# Rows that break no rule and all compete for one key: equal, or different in what only the content can decide.
rivals = st.fixed_dictionaries(
    {
        "patients": rows_of(
            patient_id=one_of("P0001", " P0001"),
            last_name=one_of("Lee", "lee", "Li"),
            children=one_of(0, 1),
            charges=one_of(8500.25, 8500.26),
            insurance_plan=one_of("GOLD", "gold"),
        ),
        "claims": rows_of(claim_amount=one_of(0.1, 0.2), diagnosis_code=one_of("E11.9", "e11.9", "I10")),
        "medical_events": rows_of(
            event_date=one_of("2024-01-01", "2024-01-02"), medical_provider=one_of("A", " A", "B")
        ),
    }
)


# WHAT BECOMES OF THEM


@pytest.fixture(scope="module")
def duck() -> Iterator[DuckDBEngine]:
    engine = DuckDBEngine()
    yield engine
    engine.close()


Derive = Callable[[FeedRows], dict[str, pa.Table]]


@pytest.fixture(scope="module")
def derive(duck: DuckDBEngine) -> Derive:
    """Every table behind bronze, in memory."""

    def derived(rows: FeedRows) -> dict[str, pa.Table]:
        return duck.compute_all(GRAPH, DERIVED, {f"bronze_{feed}": bronze(feed, rows[feed]) for feed in FEEDS})

    return derived


def same(table: pa.Table) -> Counter[str]:
    return Counter(map(repr, table.to_pylist()))


def assert_same(found: Mapping[str, pa.Table], expected: Mapping[str, pa.Table]) -> None:
    assert {n for n in expected if same(found[n]) != same(expected[n])} == set()


@few
@given(rows=landed | rivals | rivals, chance=st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(rows: FeedRows, chance: Any, derive: Derive) -> None:
    expected = derive(rows)
    shuffled = {feed: chance.sample(found, len(found)) for feed, found in rows.items()}
    assert_same(derive(shuffled), expected)


@fewest
@given(rows=landed | rivals, order=st.permutations(range(9)), cuts=st.sets(st.integers(1, 8), max_size=3))
def test_however_rows_are_cut_into_batches_silver_and_gold_are_the_same(
    rows: FeedRows, order: list[int], cuts: set[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nine files, in any order and over one to four runs, against all at once. Rows keep their ingestion time."""
    folder = tmp_path_factory.mktemp("batches")
    files = [(feed, at) for feed in FEEDS for at in TIMES]
    at_once, in_parts = (
        settings_in(folder / "a", keys_directory=folder / "keys"),
        settings_in(folder / "b", keys_directory=folder / "keys"),
    )
    for place in (at_once, in_parts):
        place.landing.mkdir(parents=True)

    def deliver(landing: Path, number: int) -> None:
        feed, at = files[number]
        mine = [
            {k: text(v) for k, v in r.items() if k != "_ingested_at"} for r in rows[feed] if r["_ingested_at"] == at
        ]
        land(landing, feed, mine, batch=f"day-{at.day}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_module, "new_plan", keeping_times(plan_module.new_plan))
        for number in range(len(files)):
            deliver(at_once.landing, number)
        run(at_once)
        for position, number in enumerate(order, start=1):
            deliver(in_parts.landing, number)
            if position in cuts:
                run(in_parts)
        run(in_parts)
    expected, found = contents(at_once), contents(in_parts)
    assert {n for n in DERIVED if found[n] != expected[n]} == set()
    assert [v for v in verify(in_parts) if not v.holds] == []


def text(value: Any) -> str:
    return "" if value is None else str(value)


def keeping_times(new_plan: Callable[..., Plan]) -> Callable[..., Plan]:
    """A plan in which the time of a file comes from its folder's name and not from the clock."""

    def planned(*arguments: Any, **keywords: Any) -> Plan:
        plan = new_plan(*arguments, **keywords)
        files = []
        for file in plan.files:
            day = int(file.source_file.partition("/")[0].removeprefix("day-"))
            apart = timedelta(microseconds=FEEDS.index(file.feed))
            files.append(dataclasses.replace(file, ingested_at=TIMES[day - 1] + apart))
        return dataclasses.replace(plan, files=tuple(files))

    return planned


# NOTHING IS LOST


@few
@given(rows=landed)
def test_every_row_has_one_fate_and_keeps_what_it_said(rows: FeedRows, derive: Derive) -> None:
    """Quarantined and superseded rows stand as they landed; with the accepted ones they are all rows."""
    tables = derive(rows)
    for feed in FEEDS:
        row_id, source = ROW_ID[feed], bronze(feed, rows[feed])
        aside = [tables[f"{fate}_{feed}"].select(source.schema.names) for fate in ("quarantine", "superseded")]
        kept_aside = sum((same(table) for table in aside), Counter[str]())
        assert not kept_aside - same(source), "a row stands aside that never landed so"
        accepted = Counter((row[row_id].strip(), row["_ingested_at"]) for row in source.to_pylist()) - Counter(
            (row[row_id].strip(), row["_ingested_at"]) for table in aside for row in table.to_pylist()
        )
        silver = Counter((row[row_id], row["_ingested_at"]) for row in tables[f"silver_{feed}"].to_pylist())
        assert silver == accepted
    assert tables["dim_patients"].num_rows == tables["silver_patients"].num_rows
    assert tables["fact_claims"].num_rows == tables["silver_claims"].num_rows
    assert tables["fact_medical_events"].num_rows == tables["silver_medical_events"].num_rows


@few
@given(rows=landed)
def test_a_superseded_row_names_a_row_that_stays(rows: FeedRows, derive: Derive) -> None:
    tables = derive(rows)
    for feed, key in (("claims", "claim_id"), ("medical_events", "event_id")):
        assert set(tables[f"superseded_{feed}"]["_superseded_by"].to_pylist()) <= set(
            tables[f"silver_{feed}"][key].to_pylist()
        )
    assert set(tables["superseded_patients"]["_superseded_by"].to_pylist()) <= set(
        tables["dim_patients"]["patient_key"].to_pylist()
    )


# ROWS OF OTHER KEYS


@few
@given(rows=landed, late=st.tuples(patients, claims, events))
def test_a_new_row_touches_only_rows_of_its_own_key(
    rows: FeedRows, late: tuple[list[Row], ...], derive: Derive
) -> None:
    """A new patient row reaches its patient, its claims and its events; a new claim its claim alone."""
    before = derive(rows)
    added = {feed: new[:1] for feed, new in zip(FEEDS, late, strict=True)}
    after = derive({feed: rows[feed] + added[feed] for feed in FEEDS})
    touched = {ROW_ID[feed]: {row[ROW_ID[feed]].strip() for row in added[feed]} for feed in FEEDS}
    for feed in FEEDS:
        row_id = ROW_ID[feed]
        for fate in ("silver", "quarantine", "superseded"):
            name = f"{fate}_{feed}"
            kept = [
                Counter(
                    repr(row)
                    for row in tables[name].to_pylist()
                    if row[row_id].strip() not in touched[row_id]
                    and row["patient_id"].strip() not in touched["patient_id"]
                )
                for tables in (before, after)
            ]
            assert kept[0] == kept[1], name


# HISTORY


@few
@given(rows=landed, chance=st.randoms(use_true_random=False))
def test_exactly_one_version_is_valid_at_each_instant(rows: FeedRows, chance: Any, derive: Derive) -> None:
    """By a model in Python over the accepted versions, which came in any order, late ones among them."""
    shuffled = {feed: chance.sample(found, len(found)) for feed, found in rows.items()}
    tables = derive(shuffled)
    accepted: dict[str, list[datetime]] = defaultdict(list)
    for row in tables["silver_patients"].to_pylist():
        accepted[row["patient_id"]].append(row["timestamp"])
    expected = {}
    for patient, instants in accepted.items():
        ordered = sorted(instants)
        for number, (start, end) in enumerate(zip(ordered, [*ordered[1:], None], strict=True), start=1):
            expected[patient, start] = (end, end is None, number)
    found = {
        (row["patient_id"], row["effective_from"]): (row["effective_to"], row["is_current"], row["version"])
        for row in tables["dim_patients"].to_pylist()
    }
    assert found == expected
    assert len(found) == tables["dim_patients"].num_rows == len(set(tables["dim_patients"]["patient_key"].to_pylist()))


@few
@given(rows=landed)
def test_every_fact_finds_the_version_of_its_day(rows: FeedRows, derive: Derive) -> None:
    """The last version that began before the end of the day, else the first."""
    tables = derive(rows)
    versions: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for row in tables["dim_patients"].to_pylist():
        versions[row["patient_id"]].append((row["effective_from"], row["patient_key"]))
    for name, day in (("fact_claims", "claim_date"), ("fact_medical_events", "event_date")):
        for row in tables[name].to_pylist():
            ordered = sorted(versions[row["patient_id"]])
            end = datetime.combine(row[day], datetime.min.time(), UTC) + timedelta(days=1)
            begun = [key for start, key in ordered if start < end]
            assert row["patient_key"] == (begun[-1] if begun else ordered[0][1])


@few
@given(rows=landed)
def test_sums_are_exact(rows: FeedRows, derive: Derive) -> None:
    """Claims in cents, by a model in Python: running totals, roll-ups and the mart all tell the same."""
    tables = derive(rows)
    cents: Counter[str] = Counter()
    for row in sorted(tables["fact_claims"].to_pylist(), key=lambda r: (r["claim_date"], r["claim_id"])):
        cents[row["patient_id"]] += round(row["claim_amount"] * 100)
        assert row["claim_amount_running_total"] == cents[row["patient_id"]] / 100
    for row in tables["dim_patients"].to_pylist():
        assert row["claim_amount_total"] == (cents[row["patient_id"]] / 100 if row["is_current"] else None)
    used = sum(round(row["claim_amount_total"] * 100) for row in tables["insurance_utilisation"].to_pylist())
    assert used == cents.total()

"""Drift and service levels: each figure by hand, one case in which it is told and one in which it is not."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import duckdb
import ibis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthcare_medallion.monitoring import service_levels
from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract
from healthcare_medallion.quality import distributions, drift
from healthcare_medallion.quality.profiles import Profile, completeness, profile_of, read_profiles, top_values_of
from healthcare_medallion.settings_monitoring import Drift, Quality, ServiceLevels

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SETTINGS = Drift()

# PSI


def test_psi_of_equal_shares_is_nothing() -> None:
    assert drift.psi([0.1] * 10, [0.1] * 10) == 0


def test_psi_by_hand() -> None:
    expected = (0.6 - 0.5) * math.log(0.6 / 0.5) + (0.4 - 0.5) * math.log(0.4 / 0.5)
    assert drift.psi([0.5, 0.5], [0.6, 0.4]) == pytest.approx(expected)


def test_an_empty_bin_counts_much_and_not_infinitely() -> None:
    assert 0.25 < drift.psi([0.5, 0.5], [1.0, 0.0]) < 10


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=2, max_size=12))
def test_psi_is_never_negative_and_symmetric(counts: list[tuple[int, int]]) -> None:
    p, q = ([n / max(sum(side), 1) for n in side] for side in zip(*counts, strict=True))
    assert drift.psi(p, q) >= 0
    assert drift.psi(p, q) == pytest.approx(drift.psi(q, p))


def profile(rows: int, bins: tuple[int, ...] | None = None, nulls: int = 0) -> Profile:
    return Profile("bronze_claims", "claim_status", rows, nulls, 4, bins=bins)


STATUSES = distributions.categorical("bronze_claims")["claim_status"]
PINNED = drift.Reference(
    3, {"bronze_claims.claim_status": drift.ReferenceColumn(5_000, (0.25, 0.25, 0.25, 0.25, 0, 0), STATUSES)}
)


@pytest.mark.parametrize(
    ("bins", "rows", "verdict"),
    [
        ((500, 500, 500, 500, 0, 0), 2_000, "stable"),
        ((700, 600, 400, 300, 0, 0), 2_000, "moderate"),
        ((1_500, 200, 200, 100, 0, 0), 2_000, "major"),
        ((900, 30, 30, 39, 0, 0), 999, "too_few"),
    ],
)
def test_psi_verdicts(bins: tuple[int, ...], rows: int, verdict: str) -> None:
    found = {f.measure: f for f in drift.compared([profile(rows, bins)], PINNED, SETTINGS)}
    assert found["psi"].verdict == verdict
    assert (found["psi"].value is None) == (verdict == "too_few")
    assert found["psi"].reference_version == 3


@pytest.mark.parametrize(("nulls", "verdict"), [(90, "stable"), (120, "major")])
def test_a_changed_share_of_nulls(nulls: int, verdict: str) -> None:
    bins = (500, 500, 500, 500 - nulls, 0, nulls)
    found = {f.measure: f for f in drift.compared([profile(2_000, bins, nulls)], PINNED, SETTINGS)}
    assert found["null_share"].value == nulls / 2_000
    assert found["null_share"].verdict == verdict


def test_a_small_reference_is_not_compared_with() -> None:
    small = drift.ReferenceColumn(999, (0.25, 0.25, 0.25, 0.25, 0, 0), STATUSES)
    reference = drift.Reference(1, {"bronze_claims.claim_status": small})
    (psi, nulls) = drift.compared([profile(2_000, (2_000, 0, 0, 0, 0, 0))], reference, SETTINGS)
    assert (psi.verdict, nulls.verdict) == ("too_few", "too_few")


# VOLUME AND SCHEMA


def test_volume_by_hand() -> None:
    assert drift.volume_z(130, [90, 100, 110]) == pytest.approx(3.0)
    assert drift.volume_z(130, [100, 100, 100]) == pytest.approx(3.0)  # the deviation of a count, not of none


@pytest.mark.parametrize(
    ("rows", "earlier", "verdict"),
    [
        (104, [100, 95, 105, 99, 101], "stable"),
        (500, [100, 95, 105, 99, 101], "major"),
        (0, [100, 95, 105, 99, 101], "major"),
        (500, [100, 95, 105, 99], "too_few"),
    ],
)
def test_volume_verdicts(rows: int, earlier: list[int], verdict: str) -> None:
    assert drift.volume("claims", rows, earlier, SETTINGS).verdict == verdict


def test_only_the_latest_runs_are_looked_back_at() -> None:
    assert drift.volume("claims", 100, [9_000] * 50 + [100] * 30, SETTINGS).value == 0


@pytest.mark.parametrize(("columns", "verdict"), [(0, "stable"), (1, "major")])
def test_schema_verdicts(columns: int, verdict: str) -> None:
    assert drift.schema("claims", 10, columns).verdict == verdict


# SERVICE LEVELS


@pytest.mark.parametrize(("hours", "breached"), [(26, False), (26.01, True), (-1, False)])
def test_freshness(hours: float, breached: bool) -> None:
    level = service_levels.freshness("claims", NOON - timedelta(hours=hours), NOON, ServiceLevels())
    assert level.breached is breached and level.value == max(hours, 0) * 3_600


def test_what_never_came_or_has_no_objective_breaches_nothing() -> None:
    assert not service_levels.freshness("claims", None, NOON, ServiceLevels()).breached
    assert not service_levels.freshness("x", NOON - timedelta(days=99), NOON, ServiceLevels()).breached
    assert not service_levels.completeness("claims", None, Quality()).breached
    assert not service_levels.latency("claims", [], NOON, ServiceLevels()).breached


def test_the_defaults_are_those_of_the_feeds() -> None:
    levels = ServiceLevels().freshness_seconds
    assert (levels["ehr"], levels["adt"], levels["lab"], levels["context"]) == (30, 15, 3_600, 300)
    assert (Quality().minimum_score, Quality().minimum_completeness, Quality().minimum_confidence) == (99.5, 98, 0.95)


@pytest.mark.parametrize(("minutes", "breached"), [(60, False), (61, True)])
def test_latency_is_that_of_the_oldest_file(minutes: int, breached: bool) -> None:
    landed = [NOON - timedelta(minutes=minutes), NOON]
    assert service_levels.latency("claims", landed, NOON, ServiceLevels()).breached is breached


@pytest.mark.parametrize(("percent", "breached"), [(98.0, False), (97.99, True)])
def test_completeness(percent: float, breached: bool) -> None:
    assert service_levels.completeness("claims", percent, Quality()).breached is breached


@pytest.mark.parametrize(("unaccounted", "breached"), [(0, False), (1, True)])
def test_conservation(unaccounted: int, breached: bool) -> None:
    assert service_levels.conservation("claims", unaccounted).breached is breached


def test_completeness_counts_cells() -> None:
    assert completeness([profile(100, nulls=10), profile(100, nulls=0)]) == 95.0
    assert completeness([]) is None


# PROFILES

CONTRACT = Contract(
    name="things",
    comment="",
    columns=(
        Column("who", "string", "", classification=Classification.DIRECT_IDENTIFIER),
        Column("number", "int", "", classification=Classification.DIRECT_IDENTIFIER),
        Column("amount", "double", "", classification=Classification.SENSITIVE),
        Column("word", "string", "", classification=Classification.NONE),
    ),
)


def computed(expression: ibis.Table, rows: int) -> list[dict[str, object]]:
    con = duckdb.connect()
    con.execute("CREATE SCHEMA data_eng")
    con.execute(
        "CREATE TABLE data_eng.things AS SELECT 'n' || i AS who, CAST(i AS INTEGER) AS number, "
        "CASE WHEN i % 4 > 0 THEN i * 1.2345 END AS amount, CASE WHEN i < 10 THEN 'rare' ELSE 'often' END AS word "
        f"FROM range({rows}) t(i)"
    )
    found: list[dict[str, object]] = (
        con.sql(str(ibis.to_sql(expression, dialect="duckdb"))).to_arrow_table().to_pylist()
    )
    return found


def things() -> ibis.Table:
    return ibis.table(CONTRACT.ibis_schema(), name="things", database="data_eng")


def profiled(rows: int) -> dict[str, Profile]:
    (figures,) = computed(profile_of(things(), CONTRACT), rows)
    return {p.column: p for p in read_profiles(figures, CONTRACT)}


def test_a_profile_says_what_the_class_of_a_column_allows() -> None:
    found = profiled(4_000)
    assert (found["amount"].rows, found["amount"].nulls, found["amount"].null_share) == (4_000, 1_000, 0.25)
    assert found["amount"].quantiles is not None and found["amount"].quantiles["p50"] == 2_500  # two digits
    assert found["number"].quantiles is None and found["who"].quantiles is None
    assert found["who"].distinct == pytest.approx(4_000, rel=0.1)


def test_few_values_have_no_quantiles() -> None:
    assert profiled(1_200)["amount"].quantiles is None  # 900 of them are not null


def test_values_stand_by_name_only_where_they_may() -> None:
    assert computed(top_values_of(things(), CONTRACT["word"]), 100) == [{"value": "often", "n": 90}]
    for name in ("who", "amount"):
        with pytest.raises(ValueError, match=name):
            top_values_of(things(), CONTRACT[name])


def test_every_value_falls_in_one_bin_and_a_reference_reads_back() -> None:
    bins = {"amount": distributions.numeric("amount", [10.0, 10.0, 1234.567, 3000.0])}
    assert bins["amount"].uppers == (10.0, 1230.0, 3000.0)
    (figures,) = computed(profile_of(things(), CONTRACT, bins), 4_000)
    profiles = read_profiles(figures, CONTRACT, bins)
    amount = next(p for p in profiles if p.column == "amount")
    assert amount.bins is not None and sum(amount.bins) == 4_000 and amount.bins[-1] == 1_000
    rows = [{"version": 2, **row} for row in drift.reference_rows(drift.reference_columns(profiles, bins))]
    read = drift.read_reference([*rows, {**rows[0], "version": 1}])
    assert read is not None and read.version == 2 and read.distributions("things") == bins
    assert all(f.value == 0 for f in drift.compared(profiles, read, SETTINGS))

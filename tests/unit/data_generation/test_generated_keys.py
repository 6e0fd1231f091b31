"""Keys never meet: not within a call, not across seeds, batches or calls."""

from __future__ import annotations

import numpy as np
import pytest

from healthcare_medallion.data_generation import FEEDS, HEADERS, keys
from healthcare_medallion.data_generation.random_streams import Streams


def _keys(data, feed):
    return [r[HEADERS[feed][0]] for r in data.rows(feed)]


def test_keys_are_unique_within_a_call(clean, stream):
    for feed in FEEDS:
        assert len(set(_keys(clean, feed))) == len(_keys(clean, feed))
    events = _keys(stream, "medical_events")
    assert len(set(events)) == len(events)


def test_keys_never_collide_across_calls_into_one_folder(make, tmp_path):
    calls = [{"seed": 1}, {"seed": 1}, {"seed": 2}, {"seed": 33}, {"seed": 1, "batch": "monday"}]
    calls += [{"seed": 1, "batch": "tuesday"}, {"seed": 1, "batches": 3}, {"seed": 2, "batch": "monday", "batches": 2}]
    made = [make(landing=tmp_path, patients=300, **call) for call in calls]
    assert len({name for data in made for name in data.summary.batches}) == 11
    for feed in FEEDS:
        per_call = [set(_keys(data, feed)) for data in made]
        assert len(set().union(*per_call)) == sum(len(k) for k in per_call)


def test_two_calls_of_one_seed_tell_of_different_people(make, tmp_path):
    first, second = (make(landing=tmp_path, patients=300, seed=5) for _ in range(2))
    assert [r["bmi"] for r in first.rows("patients")] != [r["bmi"] for r in second.rows("patients")]


def test_namespaces_can_be_read_back_in_one_way_only():
    calls = ["batch-0001", "batch-0011", "batch-12345", "batch-00001", "monday", "batch-0001-0001", "B", "b"]
    spelled = {keys.namespace(seed, call) for seed in (0, 1, 31, 32, 33, 1_024, 2**32 - 1) for call in calls}
    assert len(spelled) == 7 * len(calls)
    assert not any("I" in text or "O" in text for text in spelled)


@pytest.mark.parametrize("start", [0, 2**39 - 50_000, 2**40 - 100_000])
def test_scrambling_is_one_to_one_and_spreads(start):
    counters = np.arange(start, start + 100_000, dtype=np.uint64)
    maker = keys.KeyMaker(Streams(7, "batch-0001"), "patients")
    scrambled = maker.scramble(counters)
    assert len(np.unique(scrambled)) == len(counters) and int(scrambled.max()) < 2**40
    assert np.bincount((scrambled >> np.uint64(36)).astype(np.int64), minlength=16).min() > 5_000
    codes = maker.codes(counters)
    assert len(np.unique(codes)) == len(counters) and all(len(c) == 8 for c in codes[:1_000])


def test_scrambling_can_be_undone():
    """Every step has an inverse, so no two of the 2**40 counters can meet."""
    maker = keys.KeyMaker(Streams(8, "x"), "claims")
    for factor in maker._factors:
        assert int(factor) % 2 == 1 and pow(int(factor), -1, 2**40)

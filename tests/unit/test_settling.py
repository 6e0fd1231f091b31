"""Which landing files are finished, by a clock that the test moves; and how latency is counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from healthcare_medallion.engines.embedded.plan import LandedFile
from healthcare_medallion.watching.latency import Latencies, quantile
from healthcare_medallion.watching.settling import Settling

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def landed(name: str = "claims.csv", size: int = 10, modified: int = 0, source: str | None = None) -> LandedFile:
    return LandedFile(name, "claims", source, size, START + timedelta(seconds=modified))


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_file_is_finished_once_it_has_stayed_the_same_for_long_enough() -> None:
    clock = Clock()
    settling = Settling(2, clock=clock)
    looks = [  # seconds on the clock, size, modification time, finished
        (0, 10, 0, False),
        (1, 20, 1, False),  # it grows: the wait begins anew
        (2, 20, 1, False),
        (2.5, 20, 2, False),  # same size, rewritten
        (4, 20, 2, False),
        (4.5, 20, 2, True),
        (9, 20, 2, True),
        (10, 21, 2, False),  # a late write, its time set back
        (12, 21, 2, True),
    ]
    for seconds, size, modified, expected in looks:
        clock.now = 100 + seconds
        found = settling.look([landed(size=size, modified=modified)], taken=())
        assert bool(found) is expected, f"after {seconds} s"


def test_a_file_that_changed_after_the_last_look_is_not_finished() -> None:
    clock = Clock()
    settling = Settling(1, clock=clock)
    settling.look([landed()], taken=())
    clock.now += 5
    assert settling.finished(landed())
    assert not settling.finished(landed(size=11))
    assert not settling.finished(landed("other.csv"))


def test_clocks_of_senders_play_no_part() -> None:
    """Neither an old time, as a copy that keeps times has, nor one in the future."""
    clock = Clock()
    settling = Settling(1, clock=clock)
    for modified in (-10_000_000, 10_000_000):
        assert settling.look([landed(modified=modified)], taken=()) == []
        clock.now += 1
        assert settling.look([landed(modified=modified)], taken=()) == [landed(modified=modified)]


def test_without_a_wait_a_file_is_finished_at_once_and_a_taken_one_never() -> None:
    settling = Settling(0)
    assert settling.look([landed("a"), landed("b")], taken={"a"}) == [landed("b")]


def test_latency_is_counted_per_source_or_feed_and_only_for_files_of_the_watch() -> None:
    latencies = Latencies(START)
    waited = landed(modified=-5)
    assert latencies.add([waited], START + timedelta(seconds=9)) == {}
    first = latencies.add([landed(modified=1), landed(modified=2, source="foreign")], START + timedelta(seconds=4))
    assert {kind: (f.files, f.last) for kind, f in first.items()} == {"claims": (1, 3.0), "foreign": (1, 2.0)}
    later = latencies.add([landed(modified=5)], START + timedelta(seconds=6))
    assert list(later) == ["claims"]
    assert (later["claims"].files, later["claims"].last, later["claims"].p50, later["claims"].p99) == (2, 1.0, 1.0, 3.0)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1))
def test_a_quantile_is_a_value_that_enough_do_not_exceed(values: list[float], share: float) -> None:
    found = quantile(values, share)
    assert found in values
    assert sum(v <= found for v in values) >= share * len(values) - 1e-9
    assert sum(v < found for v in values) < share * len(values) + 1e-9

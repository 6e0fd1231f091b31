"""Small groups: what is hidden, and what is hidden with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from healthcare_medallion.reporting.groups import SMALLEST_GROUP, Group, hidden, named, shown_groups


def test_groups_of_eleven_are_shown() -> None:
    assert hidden([11, 12, 500]) == set()


def test_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    """Else it is the total less the others."""
    assert hidden([500, 3, 40]) == {1, 2}


def test_several_small_groups_take_more_with_them_until_they_are_no_small_group() -> None:
    assert hidden([500, 1, 2, 40]) == {1, 2, 3}
    assert hidden([500, 6, 7, 40]) == {1, 2}


def test_empty_groups_are_not_hidden() -> None:
    assert hidden([0, 30, 0]) == set()


@given(st.lists(st.integers(0, 60), max_size=8))
def test_what_is_hidden_can_not_be_worked_out(people: list[int]) -> None:
    chosen = hidden(people)
    assert all(count >= SMALLEST_GROUP or count == 0 for i, count in enumerate(people) if i not in chosen)
    if chosen and chosen != {i for i, count in enumerate(people) if count}:
        assert len(chosen) > 1 and sum(people[i] for i in chosen) >= SMALLEST_GROUP


def test_free_text_is_never_a_label() -> None:
    assert [named(x, ("GOLD",)) for x in ("GOLD", None, "unknown", "Jane Doe")] == [
        "GOLD",
        "unknown",
        "unknown",
        "other",
    ]


def test_labels_outside_the_vocabulary_are_one_group() -> None:
    counted = [("Jane Doe", 7), ("GOLD", 20), ("John Doe", 8)]
    assert shown_groups(counted, ("SILVER", "GOLD")) == (Group("GOLD", 20), Group("other", 15))

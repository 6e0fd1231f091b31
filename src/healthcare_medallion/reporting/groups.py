"""Small groups are not shown: a count of few people, next to a total, can point at one of them.

Eleven is the smallest cell that the Centers for Medicare & Medicaid Services let out of their data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_GROUP = 11
HIDDEN = f"fewer than {SMALLEST_GROUP}, or hidden with them"


@dataclass(frozen=True)
class Group:
    """People who share a label; ``people`` is None where the group is too small to show."""

    label: str
    people: int | None


def hidden(people: Sequence[int]) -> set[int]:
    """Positions that must not be shown when the total of all is known.

    A single hidden count is the total less the others. So the next smallest is hidden with it, until at least two
    are and together they are no small group themselves.
    """
    smallest_first = sorted((i for i, count in enumerate(people) if count > 0), key=lambda i: (people[i], i))
    chosen = {i for i in smallest_first if people[i] < SMALLEST_GROUP}
    for i in smallest_first:
        if not chosen or (len(chosen) > 1 and sum(people[j] for j in chosen) >= SMALLEST_GROUP):
            break
        chosen.add(i)
    return chosen


def named(label: str | None, vocabulary: Sequence[str]) -> str:
    """A label from a closed list, else ``other``: whatever else stands in a free-text column is not shown."""
    if label in vocabulary:
        return str(label)
    return "unknown" if label in (None, "unknown") else "other"


def shown_groups(counted: Sequence[tuple[str | None, int]], vocabulary: Sequence[str]) -> tuple[Group, ...]:
    """Groups in the order of the vocabulary, unknown and other last, small ones without their count."""
    order = [*vocabulary, "unknown", "other"]
    sums: dict[str, int] = {}
    for label, people in counted:
        name = named(label, vocabulary)
        sums[name] = sums.get(name, 0) + people
    names = sorted(sums, key=order.index)
    too_small = hidden([sums[name] for name in names])
    return tuple(Group(name, None if i in too_small else sums[name]) for i, name in enumerate(names))

"""Inverse distribution functions as tables: uniform numbers in, values of a distribution out.

All are monotone look-ups without a loop over rows and, but for one ``exp``, without a math library,
so the same draw gives the same value on every platform.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from healthcare_medallion.data_generation.random_streams import Ints, Reals

GUIDE_BITS = 12  # a guide table has 4,096 entries: probabilities are kept to 1/4096
_KNOTS = 1 << 14
_FARTHEST = 4.2  # standard deviations at the two ends of the normal table

Guide = npt.NDArray[np.uint8]


@cache
def _normal_quantiles() -> Reals:
    """The standard normal quantiles at k / 2**14, the infinite ends cut to 4.2 standard deviations."""
    inner = [NormalDist().inv_cdf(k / _KNOTS) for k in range(1, _KNOTS)]
    return np.array([-_FARTHEST, *inner, _FARTHEST, _FARTHEST])


def normal(uniform: Reals) -> Reals:
    """Standard normal values, linear between the knots of the quantile table."""
    table = _normal_quantiles()
    position = uniform * _KNOTS
    knot = position.astype(np.int64)
    below = table[knot]
    return below + (table[knot + 1] - below) * (position - knot)


def truncated_normal(
    uniform: Reals,
    mean: float | Reals,
    deviation: float,
    low: float,
    high: float,
    *,
    group: Ints | None = None,
) -> Reals:
    """Normal values given that they lie in [low, high].

    The part of the distribution outside is left out and the rest scaled up, so nothing piles up at the
    ends as it would if values were clipped. With ``group``, ``mean`` holds one mean per group.
    """
    means = np.atleast_1d(np.asarray(mean, dtype=np.float64))
    below = np.array([NormalDist(m, deviation).cdf(low) for m in means])
    width = np.array([NormalDist(m, deviation).cdf(high) for m in means]) - below
    row_group = np.zeros(len(uniform), dtype=np.int64) if group is None else group
    values = means[row_group] + deviation * normal(below[row_group] + width[row_group] * uniform)
    # Interpolation may overshoot an end by less than the rounding of the value; it never adds mass there.
    within: Reals = np.clip(values, low, high)
    return within


def guide(weights: Sequence[float] | Reals) -> Guide:
    """A guide table of 4,096 entries: entry k is the category at quantile (k + 0.5) / 4096."""
    cumulative = np.cumsum(np.asarray(weights, dtype=np.float64))
    steps = (np.arange(1 << GUIDE_BITS) + 0.5) / (1 << GUIDE_BITS)
    entries: Guide = np.searchsorted(cumulative / cumulative[-1], steps, side="right").astype(np.uint8)
    return entries


def look_up(table: Guide, draw: Ints, row: Ints | None = None) -> Ints:
    """The category at each draw of ``GUIDE_BITS`` bits; with ``row``, from that row of a stack of guide tables."""
    categories: Ints = (table[draw] if row is None else table[row, draw]).astype(np.int64)
    return categories


def whole(values: Reals) -> Ints:
    """Rounded to whole numbers."""
    rounded: Ints = np.rint(values).astype(np.int64)
    return rounded


def poisson_weights(rate: float, most: int) -> Reals:
    """Poisson probabilities of 0..most, for counts that never exceed ``most``."""
    weights = np.ones(most + 1)
    for count in range(1, most + 1):
        weights[count] = weights[count - 1] * rate / count
    probabilities: Reals = weights / weights.sum()
    return probabilities


def poisson_guides(rates: Sequence[float], most: int) -> Guide:
    """One guide table per rate: shape (len(rates), 4096)."""
    return np.stack([guide(poisson_weights(rate, most)) for rate in rates])

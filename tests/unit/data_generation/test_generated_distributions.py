"""Marginals of both profiles, and the inverse distribution functions they are drawn with."""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pytest

from healthcare_medallion.data_generation import calendar, codes, distributions
from healthcare_medallion.data_generation.chunks import Generator
from healthcare_medallion.data_generation.patients import Members, first_records
from healthcare_medallion.data_generation.plan import GenerationPlan

N = 60_000


@pytest.fixture(scope="module")
def members() -> Callable[[str], Members]:
    made = {}
    for profile in ("seed", "reference"):
        plan = GenerationPlan(patients=N, seed=31, profile=profile)
        made[profile] = first_records(plan, Generator(plan, "batch-0001").streams, 0, N)
    return made.__getitem__


def ks_distance(values: np.ndarray, low: float, high: float, normal: NormalDist, step: float) -> float:
    """Kolmogorov-Smirnov distance to a normal distribution truncated to [low, high], values rounded to ``step``."""
    points = np.unique(values)
    empirical = np.searchsorted(np.sort(values), points, side="right") / len(values)
    inside = normal.cdf(high) - normal.cdf(low)
    exact = np.array([(normal.cdf(min(p + step / 2, high)) - normal.cdf(low)) / inside for p in points])
    return float(np.abs(empirical - exact).max())


def test_normal_values_follow_the_exact_quantiles():
    uniform = np.linspace(0.0005, 0.9995, 2_001)
    exact = np.array([NormalDist().inv_cdf(u) for u in uniform])
    assert np.abs(distributions.normal(uniform) - exact).max() < 1e-3
    assert np.isfinite(distributions.normal(np.array([0.0, np.nextafter(1, 0)]))).all()


def test_a_guide_table_keeps_the_weights():
    entries = distributions.guide([1, 0, 2, 5])
    assert np.bincount(entries, minlength=4) / len(entries) == pytest.approx([0.125, 0, 0.25, 0.625], abs=1e-3)


def test_seed_profile_is_truncated_and_not_piled_up(members):
    people = members("seed")
    assert people.age.min() == 18 and people.age.max() == 85
    assert people.bmi.min() >= 1_600 and people.bmi.max() <= 5_000
    assert ks_distance(people.age, 17.5, 85.5, NormalDist(45, 15), 1) < 0.01
    assert ks_distance(people.bmi / 100, 16, 50, NormalDist(28, 6), 0.01) < 0.01
    # A pile at an end would make its bin several times as full as the bin beside it.
    ages = np.bincount(people.age)
    assert ages[18] < 1.3 * ages[19] and ages[85] <= ages[84] + 3 * np.sqrt(ages[84] + 1)
    lowest = [int(((people.bmi >= b) & (people.bmi < b + 50)).sum()) for b in (1_600, 1_650)]
    assert lowest[0] < 1.3 * lowest[1]
    assert (people.bmi == 1_600).sum() < 25 and (people.bmi == 5_000).sum() < 5


def test_seed_profile_children_smokers_and_shares(members):
    people = members("seed")
    assert people.children.mean() == pytest.approx(1.2, abs=0.02)
    assert people.children.var() == pytest.approx(1.2, abs=0.04)
    old, young = people.smoker[people.age >= 65].mean(), people.smoker[people.age < 30].mean()
    assert 0.1 < young < old - 0.05 < 0.3
    assert people.female.mean() == pytest.approx(0.495, abs=0.01)
    shares = np.bincount(people.region, minlength=4) / N
    assert shares == pytest.approx([0.242, 0.243, 0.272, 0.243], abs=0.01)
    assert np.bincount(people.plan, minlength=len(codes.INSURANCE_PLANS)).min() > 0.04 * N


def test_reference_profile_has_the_measured_marginals(members):
    """Figures of the public Medical Cost data set; its sampling error on 1,338 rows is larger than ours."""
    people = members("reference")
    assert (people.age.min(), people.age.max()) == (18, 64)
    assert people.age.mean() == pytest.approx(39.21, abs=0.4)
    assert people.age.std() == pytest.approx(14.05, abs=0.3)
    assert people.bmi.mean() / 100 == pytest.approx(30.66, abs=0.2)
    assert people.bmi.std() / 100 == pytest.approx(6.10, abs=0.25)
    shares = np.bincount(people.children, minlength=6) / N
    assert shares == pytest.approx([0.429, 0.242, 0.179, 0.117, 0.019, 0.013], abs=0.01)
    assert people.smoker.mean() == pytest.approx(0.205, abs=0.01)
    assert people.smoker[~people.female].mean() == pytest.approx(0.235, abs=0.012)
    assert people.smoker[people.region == 2].mean() == pytest.approx(0.25, abs=0.012)
    assert people.bmi[people.region == 2].mean() / 100 == pytest.approx(33.4, abs=0.2)


def test_reference_profile_has_the_measured_charges(members):
    people = members("reference")
    usd = people.charges / 100
    assert usd.min() > 0
    assert usd.mean() == pytest.approx(13_270, rel=0.04)
    assert usd.std() == pytest.approx(12_110, rel=0.05)
    assert np.median(usd) == pytest.approx(9_382, rel=0.06)
    obese = people.bmi >= 3_000
    assert usd[~people.smoker].mean() == pytest.approx(8_434, rel=0.04)
    assert usd[people.smoker & obese].mean() == pytest.approx(41_558, rel=0.03)
    assert usd[people.smoker & ~obese].mean() == pytest.approx(21_363, rel=0.04)


def test_periods_cover_the_history_once():
    for batches in (1, 7, 365):
        starts = calendar.period_starts(batches)
        assert starts[0] == 0 and starts[-1] == calendar.HISTORY_DAYS and (np.diff(starts) > 0).all()
        periods = calendar.period_of_day(batches)
        assert periods[0] == 0 and periods[-2] == batches - 1 and periods[-1] == batches

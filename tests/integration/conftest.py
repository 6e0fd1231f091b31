"""Warehouses that many tests start from, made once and copied: a copy has the same bytes and times."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.settings import Settings
from tests.lib.warehouses import run_at, settings_in

FIRST, SECOND, THIRD, LATER = (f"2026-03-0{day}T08:00:00" for day in (1, 2, 3, 4))


@pytest.fixture(scope="session")
def _two_batches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that has taken the first of two batches; the second has just landed."""
    folder = tmp_path_factory.mktemp("two-batches")
    settings = settings_in(folder)
    generate(GenerationPlan(patients=120, seed=6, batches=2, defects=0.25), folder / "all")
    settings.landing.mkdir()
    shutil.copytree(folder / "all" / "batch-0001", settings.landing / "batch-0001")
    with pytest.MonkeyPatch.context() as patch:
        run_at(patch, settings, FIRST)
    shutil.copytree(folder / "all" / "batch-0002", settings.landing / "batch-0002")
    return folder


@pytest.fixture(scope="session")
def _one_run(tmp_path_factory: pytest.TempPathFactory, _two_batches: Path) -> Path:
    """The same warehouse with both batches taken."""
    folder = tmp_path_factory.mktemp("one-run") / "copy"
    shutil.copytree(_two_batches, folder)
    with pytest.MonkeyPatch.context() as patch:
        run_at(patch, settings_in(folder), SECOND)
    return folder


@pytest.fixture
def copies(tmp_path: Path) -> Callable[[Path], Settings]:
    """Makes settings for a copy of a prepared folder."""

    def copy(source: Path) -> Settings:
        target = tmp_path / f"copy-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(source, target)
        return settings_in(target)

    return copy


@pytest.fixture
def second_landed(copies: Callable[[Path], Settings], _two_batches: Path) -> Callable[[], Settings]:
    """Fresh copies of a warehouse that has taken a first batch, a second one waiting in the landing folder."""
    return lambda: copies(_two_batches)


@pytest.fixture
def filled(copies: Callable[[Path], Settings], _one_run: Path) -> Settings:
    """A copy of a warehouse in which every landed file has been taken."""
    return copies(_one_run)


@pytest.fixture
def fresh(tmp_path: Path) -> Settings:
    """Settings for an empty warehouse and an empty landing folder."""
    settings = settings_in(tmp_path / "fresh")
    settings.landing.mkdir(parents=True)
    return settings

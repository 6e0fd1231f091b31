"""Fixtures for all tests. An engine is a fixture: a spec that asks for ``engine`` runs once on each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.graph import graph as build_graph
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from tests.lib.engines import opened

FOLDERS = ("unit", "bundle", "spec", "lakeflow", "integration", "property", "e2e")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first, Apache Spark last: what breaks should show as soon as it can."""

    def rank(item: pytest.Item) -> tuple[bool, bool, int]:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        place = FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS)
        return item.get_closest_marker("spark") is not None, item.get_closest_marker("slow") is not None, place

    items.sort(key=rank)


@pytest.fixture(scope="session")
def graph() -> Graph:
    return build_graph(PipelineSettings())


@pytest.fixture(scope="session", params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest) -> Iterator[Any]:
    with opened(request.param) as engine:
        yield engine


@pytest.fixture(autouse=True)
def _own_keys_and_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the keys, settings or folders of the person who runs it."""
    for name in [n for n in os.environ if n.startswith("MEDALLION_") and n != "MEDALLION_LONG_TESTS"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("MEDALLION_CONFIG", str(tmp_path / "medallion.toml"))

"""The bundle as data: files merged, each target applied. No schema and no workspace needed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from healthcare_medallion.pipelines.graph import Graph
from tests.bundle.tables import Tables

ROOT = Path(__file__).parents[2]
TARGETS = ("dev", "staging", "prod")


def script(path: str) -> ModuleType:
    """A script of this repository as a module: scripts are run, not installed."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def root() -> dict[str, Any]:
    """databricks.yml alone."""
    return dict(yaml.safe_load((ROOT / "databricks.yml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def resources() -> dict[str, dict[str, Any]]:
    """Every resource of resources/*.yml, by kind and key, before a target is applied."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted((ROOT / "resources").glob("*.yml")):
        for kind, named in yaml.safe_load(file.read_text(encoding="utf-8"))["resources"].items():
            found.setdefault(kind, {}).update(named)
    return found


@pytest.fixture
def schema() -> Path:
    """The bundle schema, which is no part of this repository."""
    given = os.environ.get("BUNDLE_SCHEMA")
    if not given:
        pytest.skip("BUNDLE_SCHEMA names no bundle schema (databricks bundle schema > FILE); CI sets it")
    return Path(given)


@pytest.fixture
def bundle_copy(tmp_path: Path) -> Path:
    """A copy of the bundle that a test may break."""
    copy = tmp_path / "bundle"
    shutil.copytree(ROOT / "resources", copy / "resources")
    shutil.copy(ROOT / "databricks.yml", copy)
    ignore = shutil.ignore_patterns("__pycache__")
    for folder in ("src/healthcare_medallion/jobs", "src/lakeflow"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignore)
    return copy


@pytest.fixture
def tables(graph: Graph) -> Iterator[Tables]:
    made = Tables(graph)
    yield made
    made.connection.close()

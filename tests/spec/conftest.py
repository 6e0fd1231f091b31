"""What the specs share."""

from __future__ import annotations

from typing import Any

import pytest

from healthcare_medallion.pipelines.graph import Graph
from tests.lib.tables import Lakehouse


@pytest.fixture(scope="session")
def lakehouse(engine: Any, graph: Graph) -> Lakehouse:
    """The definitions under the default settings, once on each engine."""
    return Lakehouse(engine, graph)

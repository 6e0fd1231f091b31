"""A warehouse has one engine as its writer, and one name key."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthcare_medallion.engines.embedded.run import run as run_embedded
from healthcare_medallion.engines.spark import run as spark
from healthcare_medallion.errors import KeyMaterialError, WarehouseError
from healthcare_medallion.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "landing").mkdir()
    return Settings(landing=tmp_path / "landing", warehouse=tmp_path / "warehouse", keys_directory=tmp_path / "keys")


def test_spark_leaves_a_warehouse_of_the_embedded_engine_alone(settings: Settings) -> None:
    run_embedded(settings)
    with pytest.raises(WarehouseError, match="written by the embedded engine"):
        spark.run(settings)


def test_the_embedded_engine_leaves_a_warehouse_of_spark_alone(settings: Settings) -> None:
    (settings.warehouse / spark.STATE).mkdir(parents=True)
    with pytest.raises(WarehouseError, match="written by Apache Spark"):
        run_embedded(settings)


def test_spark_refuses_another_name_key(tmp_path: Path) -> None:
    spark._refuse_another_key(tmp_path / "state", "first")
    spark._refuse_another_key(tmp_path / "state", "first")
    with pytest.raises(KeyMaterialError, match="written with name key first, the key in use is second"):
        spark._refuse_another_key(tmp_path / "state", "second")

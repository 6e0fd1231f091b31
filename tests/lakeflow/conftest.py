"""Stand-ins for the platform that a pipeline file runs on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SQL = ROOT / "src/lakeflow/sql"
PIPELINE_FILE = ROOT / "src/lakeflow/patient_data/patient_data.py"
HISTORY_FILE = ROOT / "src/lakeflow/patient_data_history/patient_data_history.py"
ON_DATABRICKS = {
    "medallion.env": "prod",
    "medallion.catalog": "juan_prod",
    "medallion.landing": "/Volumes/juan_prod/data_eng_ops/landing",
    "medallion.secret_scope": "healthcare-medallion-prod",
}
ON_SPARK = {"medallion.env": "dev", "medallion.landing": "/landing", "medallion.keys": "/keys"}


class Chain:
    """Takes any call and remembers it: a DataFrame, a reader and whatever else is asked of a session."""

    def __init__(self, calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]]) -> None:
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Method(name, self._calls)


class Method(Chain):
    """An attribute: called, or passed through as `read` and `readStream` are."""

    def __init__(self, name: str, calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]]) -> None:
        super().__init__(calls)
        self._name = name

    def __call__(self, *args: Any, **keywords: Any) -> Chain:
        self._calls.append((self._name, args, keywords))
        return Chain(self._calls)


class Conf:
    """`spark.conf`, read only as in a pipeline."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def get(self, name: str, *default: str | None) -> str | None:
        return self._values.get(name, *default) if default else self._values[name]


class Session(Chain):
    """A session that computes nothing."""

    def __init__(self, configuration: Mapping[str, str]) -> None:
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        super().__init__(self.calls)
        self.conf = Conf(configuration)

    def texts(self) -> str:
        """Everything that it was given, as text."""
        return "\n".join(repr(call) for call in self.calls)


class Databricks:
    """The names of `pyspark.pipelines` on Databricks that the adapter may use, with Databricks' own among them."""

    def __init__(self) -> None:
        self.registered: dict[str, tuple[str, dict[str, Any], Callable[[], Any]]] = {}
        self.expected: dict[int, Mapping[str, str]] = {}
        self.snapshots: dict[str, dict[str, Any]] = {}

    def _decorator(self, kind: str) -> Callable[..., Any]:
        def decorator(**keywords: Any) -> Callable[[Any], None]:
            def register(query: Callable[[], Any]) -> None:
                self.registered[keywords["name"]] = (kind, keywords, query)

            return register

        return decorator

    def __getattr__(self, name: str) -> Any:
        if name in ("table", "materialized_view", "temporary_view"):
            return self._decorator(name)
        raise AttributeError(name)

    def expect_all(self, rules: Mapping[str, str]) -> Callable[[Any], Any]:
        def decorator(query: Callable[[], Any]) -> Callable[[], Any]:
            def expected() -> Any:
                return query()

            self.expected[id(expected)] = rules
            return expected

        return decorator

    def create_streaming_table(self, name: str, **keywords: Any) -> None:
        self.registered[name] = ("streaming table", keywords, lambda: None)

    def create_auto_cdc_from_snapshot_flow(
        self,
        target: str,
        source: str,
        keys: list[str],
        stored_as_scd_type: int = 1,
        track_history_column_list: list[str] | None = None,
        track_history_except_column_list: list[str] | None = None,
        once: bool = False,
    ) -> None:
        """As documented; a target that nobody made, or a source that is not there, is an error on the platform too."""
        assert target in self.registered and source in self.registered
        self.snapshots[target] = {"source": source, "keys": keys, "stored_as_scd_type": stored_as_scd_type}

    def expectations(self, name: str) -> Mapping[str, str]:
        return self.expected.get(id(self.registered[name][2]), {})


@pytest.fixture
def databricks_session() -> Session:
    return Session(ON_DATABRICKS)


@pytest.fixture
def spark_session() -> Session:
    return Session(ON_SPARK)

"""Tells others what a run does, as OpenLineage events, where the settings say so. A run never fails for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import MedallionError, MissingExtraError
from healthcare_medallion.settings import Settings

if TYPE_CHECKING:
    from healthcare_medallion.lineage.delivery import Delivery
    from healthcare_medallion.lineage.events import Events

Progress = Callable[[str, float], None]
KEPT = ".openlineage-undelivered.jsonl"


class Teller:
    """Follows a run by its progress. Off, it does nothing and imports nothing.

    :raises MissingExtraError: events are wanted and the library is not installed.
    """

    def __init__(self, settings: Settings, rows_written: Callable[[], int]) -> None:
        self._settings = settings
        self._rows_written = rows_written
        self._delivery: Delivery | None = None
        self._events: Events | None = None
        self._open: tuple[str, str] | None = None
        if settings.openlineage.wanted:
            self._delivery = _delivery(settings)

    def following(self, on_step: Progress) -> Progress:
        """``on_step``, and an event when a table starts and when it is written."""

        def told(table: str, share: float) -> None:
            on_step(table, share)
            if self._events is not None and self._delivery is not None:
                name = table.rpartition(".")[2]
                if share < 1:
                    self._open = (name, _new_run())
                    self._delivery.send(self._events.table_started(*self._open))
                elif self._open and self._open[0] == name:
                    self._delivery.send(self._events.table_completed(*self._open, self._rows_written()))
                    self._open = None

        return told

    @contextmanager
    def run(self, notices: list[str]) -> Iterator[None]:
        """The events of one run around its work; what could not be delivered goes to ``notices``."""
        if self._delivery is None:
            yield
            return
        self._events = _events(self._settings)
        self._delivery.send_kept()
        self._delivery.send(self._events.run_started())
        try:
            yield
        except MedallionError as error:
            family = f"{type(error).__name__}, exit code {error.exit_code}"
            if self._open:
                self._delivery.send(self._events.table_failed(*self._open, family))
                self._open = None
            self._delivery.send(self._events.run_failed(family))
            self._delivery.close()
            raise
        try:
            self._complete(self._events, self._delivery)
        except MedallionError as error:  # the run is published: what cannot be told of it must not undo it
            notices.append(f"OpenLineage: the end of the run could not be told ({type(error).__name__}).")
        notice = self._delivery.close()
        notices += [notice] if notice else []
        self._events = None

    def _complete(self, events: Any, delivery: Any) -> None:
        from healthcare_medallion.engines.embedded.reading import published, reading
        from healthcare_medallion.pipelines.graph import graph
        from healthcare_medallion.quality.score import scores

        versions = published(Warehouse(self._settings.warehouse)).table_versions
        with reading(self._settings, versions=versions) as con:
            delivery.send(events.run_completed(scores(con, graph(self._settings.pipeline))))


def _delivery(settings: Settings) -> Delivery:
    try:
        from healthcare_medallion.lineage.delivery import Delivery
    except ImportError:
        raise MissingExtraError(
            "OpenLineage events need a library that is not installed.",
            hint="pip install 'healthcare-medallion[lineage]'",
        ) from None
    return Delivery(settings.openlineage, settings.warehouse / KEPT)


def _events(settings: Settings) -> Events:
    import duckdb

    from healthcare_medallion.lineage.events import Events
    from healthcare_medallion.lineage.paths import lineage_of
    from healthcare_medallion.pipelines.graph import graph

    return Events(lineage_of(graph(settings.pipeline)), settings.openlineage.namespace, "DuckDB", duckdb.__version__)


def _new_run() -> str:
    from openlineage.client.uuid import generate_new_uuid

    return str(generate_new_uuid())

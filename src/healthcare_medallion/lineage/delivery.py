"""Sends OpenLineage events. What cannot be delivered is kept in a file for the next run: nothing fails for it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from openlineage.client.event_v2 import RunEvent
from openlineage.client.serde import Serde
from openlineage.client.transport.file import FileConfig, FileTransport
from openlineage.client.transport.http import HttpConfig, HttpTransport

from healthcare_medallion.settings import OpenLineage

MOST_KEPT = 10_000


class Delivery:
    """One run's way out. After a failure nothing more is tried: a server that hangs must not slow a run."""

    def __init__(self, settings: OpenLineage, kept: Path) -> None:
        self._kept = kept
        self._where = settings.url or str(settings.file)
        self._transport = (
            _http(settings) if settings.url else FileTransport(FileConfig(str(settings.file), append=True))
        )
        self.failure: str | None = None

    def send(self, event: RunEvent) -> None:
        """Delivers an event, or keeps it."""
        self._send(Serde.to_dict(event))

    def send_kept(self) -> None:
        """Delivers what earlier runs kept, oldest first."""
        try:
            waiting = self._kept.read_text(encoding="utf-8").splitlines()
            self._kept.unlink()
        except FileNotFoundError:
            return
        except OSError as error:
            self.failure = f"{self._kept}: {error.strerror}"
            return
        for line in waiting:
            self._send(json.loads(line))

    def close(self) -> str | None:
        """What to tell the user, None when everything was delivered."""
        self._transport.close()
        if self.failure is None:
            return None
        waiting = len(self._kept.read_text(encoding="utf-8").splitlines()) if self._kept.exists() else 0
        return (
            f"OpenLineage events could not be delivered to {self._where} ({self.failure}). {waiting} are kept in "
            f"{self._kept} and sent by the next run."
        )

    def _send(self, event: dict[Any, Any]) -> None:
        if self.failure is None:
            try:
                self._transport.emit(event)  # type: ignore[arg-type]  # it takes what Serde made of an event as well
                return
            except Exception as error:  # of any transport, whatever it raises: the run goes on
                self.failure = type(error).__name__
        self._keep(event)

    def _keep(self, event: dict[Any, Any]) -> None:
        try:
            lines = self._kept.read_text(encoding="utf-8").splitlines() if self._kept.exists() else []
            lines = [*lines, Serde.to_json(event)][-MOST_KEPT:]
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            self._kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
        except OSError as error:
            self.failure = f"{self.failure}; they cannot be kept either: {error.strerror}"


def _http(settings: OpenLineage) -> HttpTransport:
    given: dict[str, Any] = {
        "url": settings.url,
        "endpoint": settings.endpoint,
        "timeout": settings.timeout_seconds,
        "retry": {"total": 1, "connect": 1, "read": 1, "backoff_factor": 0.1},
    }
    if key := os.environ.get("OPENLINEAGE_API_KEY"):  # a secret is no setting
        given["auth"] = {"type": "api_key", "apiKey": key}
    return HttpTransport(HttpConfig.from_dict(given))

"""Telling people: one message to one target through Apprise, tried again with growing waits."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Callable
from typing import Any

from healthcare_medallion.errors import SettingsError
from healthcare_medallion.monitoring.alerting import Alert
from healthcare_medallion.settings_monitoring import Alerts, AlertTarget

_KINDS = {"info": "info", "warning": "warning", "critical": "failure"}


def send(
    target: AlertTarget,
    *,
    title: str,
    body: str,
    kind: str,
    settings: Alerts,
    wait: Callable[[float], None] = time.sleep,
) -> tuple[bool, int]:
    """Whether the target took the message, and in how many attempts. ``kind`` is info, success, warning or failure.

    Apprise hands over to the target and reports what it answered; what a person has read it cannot know.

    :raises SettingsError: the extra is not installed.
    """
    notify = _sender(target)
    if notify is None:
        return False, 1
    for attempt in range(1, settings.attempts + 1):
        if notify(title=title, body=body, notify_type=kind):
            return True, attempt
        if attempt < settings.attempts:
            wait(settings.backoff_seconds * 2 ** (attempt - 1))
    return False, settings.attempts


def message(alert: Alert, event: str) -> tuple[str, str, str]:
    """Title, body and Apprise's kind of message for the start or the end of an alert."""
    body = alert.text(event)
    if alert.runbook:
        body += f"\nRunbook: {alert.runbook}"
    word = "resolved" if event == "resolved" else alert.severity
    return f"[{word}] {alert.rule}: {alert.subject}", body, "success" if event == "resolved" else _KINDS[alert.severity]


def is_understood(target: AlertTarget) -> bool:
    """Whether Apprise knows what to do with a target's URL.

    :raises SettingsError: the extra is not installed.
    """
    return _sender(target) is not None


def _sender(target: AlertTarget) -> Any:
    with warnings.catch_warnings():
        # Its plugins import modules that newer Pythons will not have; that is theirs to mend.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            import apprise
        except ImportError:
            raise SettingsError(
                "Targets for alerts are set, and the package `apprise` is not installed.",
                hint="Install the extra: pip install 'healthcare-medallion[alerts]'. Alerts are kept until then.",
            ) from None
        # Apprise logs URLs and answers; both may hold what must not be told.
        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
        service = apprise.Apprise(asset=apprise.AppriseAsset(app_id="medallion", app_desc="Healthcare medallion"))
        return service.notify if service.add(target.url.get_secret_value()) else None

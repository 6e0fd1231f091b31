"""`medallion alerts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from healthcare_medallion.monitoring.alerting import Alert


@click.group()
def command() -> None:
    """List alerts, resolve one, and try the targets."""


@command.command("list")
@options.warehouse
@click.option("--all", "everything", is_flag=True, help="Also those that are resolved.")
@options.as_json
def list_(everything: bool, as_json: bool, **given: Any) -> None:
    """Show what is open, and what could not be delivered."""
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.engines.embedded.notifying import alerts_of
    from healthcare_medallion.engines.embedded.warehouse import Warehouse
    from healthcare_medallion.monitoring.alerting import waiting
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    known = alerts_of(Warehouse(settings.warehouse))
    untold = {alert.alert_id for alert, _, _ in waiting(known, settings.alerts.targets)}
    shown = [alert for alert in known if everything or alert.is_open or alert.alert_id in untold]
    if as_json:
        options.echo_json([_as_json(alert, alert.alert_id in untold) for alert in shown])
        return
    out = console()
    if not shown:
        out.print("No alert is open." if not everything else "There has been no alert.")
        return
    lines = [
        (
            alert.alert_id,
            alert.severity,
            f"{alert.opened_at:%Y-%m-%d %H:%M}",
            "open" if alert.is_open else "resolved",
            "waits" if alert.alert_id in untold else "told" if alert.told else "-",
            alert.message,
        )
        for alert in shown
    ]
    out.print(table(["id", "severity", "since", "state", "delivery", "what"], lines))


@command.command()
@click.argument("alert_id")
@options.warehouse
def resolve(alert_id: str, **given: Any) -> None:
    """End an open alert by hand. It opens again when a later run meets its condition."""
    from healthcare_medallion.cli.console import console
    from healthcare_medallion.engines.embedded.notifying import resolve as end
    from healthcare_medallion.engines.embedded.warehouse import Warehouse
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    alert = end(Warehouse(settings.warehouse), alert_id)
    console().print(f"Resolved: {alert.rule} on {alert.subject}.", markup=False)


@command.command()
@options.as_json
def test(as_json: bool) -> None:
    """Send a message to every target. Exits with 1 when one does not take it."""
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.errors import CheckFailed, SettingsError
    from healthcare_medallion.monitoring.delivery import send
    from healthcare_medallion.settings import load_settings

    settings = load_settings()
    targets = settings.alerts.targets
    if not targets:
        raise SettingsError(
            "No target for alerts is set.",
            hint="docs/guides/monitoring.md shows how to name one: webhook, Slack, Teams, e-mail.",
        )
    body = "This is a test of an alert target. Nothing is wrong."
    found = {}
    for name, target in targets.items():
        found[name] = send(target, title="[test] medallion", body=body, kind="info", settings=settings.alerts)
    if as_json:
        options.echo_json({name: {"delivered": done, "attempts": n} for name, (done, n) in found.items()})
    else:
        lines = [(name, "taken" if done else "not taken", n) for name, (done, n) in found.items()]
        console().print(table(["target", "message", "attempts"], lines, right=["attempts"]))
    refused = [name for name, (done, _) in found.items() if not done]
    if refused:
        raise CheckFailed(
            f"Not delivered: {', '.join(refused)}.", hint="Check the target's URL, and that this machine reaches it."
        )


def _as_json(alert: Alert, waits: bool) -> dict[str, object]:
    return {
        **{name: value for name, value in vars(alert).items() if name not in ("told", "failed")},
        "open": alert.is_open,
        "told": sorted({target for target, _ in alert.told}),
        "waits": waits,
    }

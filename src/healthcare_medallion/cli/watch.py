"""`medallion watch`."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from healthcare_medallion.watching.events import Event
    from healthcare_medallion.watching.latency import Latency


@click.command()
@options.common
@click.option("--poll", is_flag=True, help="List the folder at intervals: for file systems that give no events.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, for programs.")
def command(poll: bool, as_json: bool, **given: Any) -> None:
    """Take landing files as they arrive, until stopped.

    A file is taken once its size and modification time have stayed the same for `watch.settle_seconds`; one whose
    name starts with a dot is not looked at. SIGTERM and Ctrl-C stop it after the run that has begun.
    """
    from healthcare_medallion.settings import load_settings
    from healthcare_medallion.watching.watcher import Watch

    settings = load_settings(**given)
    with _stop_on_signals() as stop, _step_on_terminal() as (on_step, clear):
        show = _as_json if as_json else _as_text

        def tell(event: Event) -> None:
            clear()
            text = show(event)
            if text:
                click.echo(text)

        Watch(settings, stop, observers=(tell,), on_step=on_step).forever(poll=poll)


@contextmanager
def _stop_on_signals() -> Iterator[threading.Event]:
    """Set by SIGTERM and SIGINT; a second one stops at once, which is safe as well: the next run completes it."""
    stop = threading.Event()

    def first(number: int, _: object) -> None:
        stop.set()
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

    before = {number: signal.signal(number, first) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _step_on_terminal() -> Iterator[tuple[Callable[[str, float], None], Callable[[], None]]]:
    """Shows the table at work on a line of its own that is wiped before anything else is printed."""
    if not sys.stdout.isatty():
        yield lambda step, share: None, lambda: None
        return

    def show(step: str, share: float) -> None:
        click.echo(f"\r\x1b[2K{datetime.now():%H:%M:%S} {step}", nl=False)

    def clear() -> None:
        click.echo("\r\x1b[2K", nl=False)

    yield show, clear


def _as_json(event: Event) -> str:
    return json.dumps({"at": datetime.now().astimezone().isoformat(timespec="milliseconds"), **event.as_dict()})


def _as_text(event: Event) -> str | None:
    from healthcare_medallion.watching import events as kinds

    match event:
        case kinds.Started():
            how = "by events" if event.events else "by listing it"
            text = f"Watching {event.landing} {how} for {event.warehouse}. Stop with Ctrl-C."
        case kinds.Finished():
            numbers = ", ".join(map(str, event.runs))
            counts = f"{_many(event.files, 'file')}, {_many(event.records, 'record')}"
            text = f"Run {numbers}: {counts} in {event.seconds:.2f} s{_latencies(event.latency, '; ')}"
        case kinds.HeldBack():
            text = f"Held back: {event.message} It waits until it changes or can be read; others are taken."
        case kinds.Failed():
            hint = f" {event.hint}" if event.hint else ""
            text = f"Failed (exit {event.exit_code}): {event.message}{hint} Next try in {event.retry_in_seconds:g} s."
        case kinds.Recovered():
            text = f"Works again after {_many(event.attempts, 'failed try', 'failed tries')}."
        case kinds.Compacted():
            if not event.tables:
                return None
            text = (
                f"Compacted {_many(event.tables, 'table')}: {event.files_before:,} files are {event.files_after:,} now "
                f"({event.seconds:.2f} s)."
            )
        case kinds.Stopped():
            text = f"Stopped after {_many(event.runs, 'run')}{_latencies(event.latency, '; ')}"
        case _:
            text = str(event.as_dict())
    return f"{datetime.now():%H:%M:%S} {text}"


def _latencies(latency: Mapping[str, Latency], before: str) -> str:
    """From a file's last change to gold, in seconds."""
    if not latency:
        return ""
    figures = (f"{kind} {f.last:.1f} s (p50 {f.p50:.1f}, p99 {f.p99:.1f})" for kind, f in latency.items())
    return f"{before}file to gold: {', '.join(figures)}"


def _many(number: int, one: str, several: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"

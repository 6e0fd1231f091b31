"""`medallion demo`."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from healthcare_medallion.cli.options import program

if TYPE_CHECKING:
    from rich.console import Console

    from healthcare_medallion.cli.console import OnStep
    from healthcare_medallion.data_generation import GenerationSummary
    from healthcare_medallion.reporting.model import FaultCheck, Report
    from healthcare_medallion.settings import Settings

_RULES_SHOWN = 8
_TABLES = 16
_STEPS = ("generate", "run", "verify", "report")


@dataclass
class _Clock:
    """Seconds by step."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start


@click.command()
@click.option("--patients", type=click.IntRange(1), default=10_000, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option(
    "--defects", type=click.FloatRange(0, 0.5), default=0.01, show_default=True, help="Share of faulty records."
)
@click.option("--landing", type=click.Path(path_type=Path), default=Path("demo/landing"), show_default=True)
@click.option("--warehouse", type=click.Path(path_type=Path), default=Path("demo/warehouse"), show_default=True)
@click.option("--report", "page", type=click.Path(path_type=Path), default=Path("demo/report.html"), show_default=True)
@click.option("--open/--no-open", "open_page", default=False, help="Open the report.  [default: no-open]")
def command(
    patients: int, seed: int, defects: float, landing: Path, warehouse: Path, page: Path, open_page: bool
) -> None:
    """Generate a faulty batch, run it, verify the promises, and write a report.

    Nobody in the data exists. Called again, it adds one more batch of new patients to the same folders. What must
    become of every faulty record is written beside the landing folder, in <landing>-answer-keys, and compared with
    what did.

    It works as environment dev and only in the folders that are named here, whatever the settings say, and refuses
    folders that hold anything else than batches of a demo. Exits with 1 when a check fails.
    """
    from healthcare_medallion.cli.console import console, progress
    from healthcare_medallion.errors import CheckFailed
    from healthcare_medallion.reporting.rendering import check_writable
    from healthcare_medallion.settings import load_settings

    settings = load_settings(landing=landing, warehouse=warehouse, env="dev")
    keys = answer_keys_of(landing)
    check_writable(page)
    _refuse_foreign(settings, keys)
    clock = _Clock()
    with progress("demo", steps=_TABLES + len(_STEPS)) as on_step:
        batch = _generate(settings, keys, patients, seed, defects, clock, on_step)
        report = _run_and_report(settings, keys, page, clock, on_step)
    out = console()
    _show(out, batch, report, clock)
    _show_next(out, settings, page)
    if open_page:
        click.launch(str(page.resolve()))
    if report.checks_holding < report.checks:
        raise CheckFailed(
            f"{report.checks - report.checks_holding} of {report.checks} checks failed.",
            hint=f"The report names them: {page}",
        )
    assert report.faults is not None
    if not report.faults.holds and not _has_decisions(settings):
        raise CheckFailed(
            "Not every record ended as its answer key says.", hint=f"The report counts them by fate: {page}"
        )


def answer_keys_of(landing: Path) -> Path:
    """The folder of answer keys: one CSV per batch, outside the landing folder, where no run would take it."""
    place = landing.absolute()
    return place.with_name(f"{place.name}-answer-keys")


def _refuse_foreign(settings: Settings, keys: Path) -> None:
    """Made-up patients must not get among real ones: only batches with an answer key may be there."""
    from healthcare_medallion.engines.embedded.ledgers import table_of
    from healthcare_medallion.engines.embedded.plan import landed_files, read_plans
    from healthcare_medallion.engines.embedded.warehouse import Warehouse
    from healthcare_medallion.errors import UsageError
    from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES

    ours = {path.stem for path in keys.glob("*.csv")}
    landed = landed_files(settings.landing, settings.sources) if settings.landing.is_dir() else []
    plans = read_plans(table_of(Warehouse(settings.warehouse), LANDING_FILES))
    places = (
        (settings.landing, [f.source_file for f in landed]),
        (settings.warehouse, [f.source_file for plan in plans for f in plan.files]),
    )
    for place, files in places:
        foreign = [name for name in files if name.partition("/")[0] not in ours]
        if foreign:
            raise UsageError(
                f"{place} holds data that no demo made, such as {foreign[0]}.",
                hint="Give the demo folders of its own: --landing DIR --warehouse DIR. For your data: medallion run.",
            )


def _generate(
    settings: Settings, keys: Path, patients: int, seed: int, defects: float, clock: _Clock, on_step: OnStep
) -> GenerationSummary:
    from healthcare_medallion.data_generation import GenerationPlan, generate
    from healthcare_medallion.data_generation.writer import batch_names

    on_step("generate", 0.0)
    with clock.step("generate"):
        batch = batch_names(GenerationPlan(), settings.landing)[0]
        plan = GenerationPlan(
            patients=patients, seed=seed, batch=None, defects=defects, answer_key=keys / f"{batch}.csv"
        )
        summary = generate(plan, settings.landing)
    on_step("generate", 1.0)
    return summary


def _run_and_report(settings: Settings, keys: Path, page: Path, clock: _Clock, on_step: OnStep) -> Report:
    from healthcare_medallion.engines.embedded.run import run
    from healthcare_medallion.engines.embedded.verify import verify
    from healthcare_medallion.reporting.gathering import gather
    from healthcare_medallion.reporting.rendering import write

    with clock.step("run"):
        run(
            settings,
            on_step=on_step,
            on_wait=lambda who: click.echo(f"Waiting: the warehouse is held by {who}.", err=True),
        )
    on_step("run", 1.0)
    on_step("verify", 0.0)
    with clock.step("verify"):
        verdicts = verify(settings)
    on_step("verify", 1.0)
    with clock.step("report"):
        report = gather(settings, verdicts=verdicts, answer_keys=sorted(keys.glob("*.csv")))
        write(report, page)
    on_step("report", 1.0)
    return report


def _has_decisions(settings: Settings) -> bool:
    """Whether a steward has changed fates since: then the answer key is out of date, not the pipeline."""
    from healthcare_medallion.engines.embedded.ledgers import table_of
    from healthcare_medallion.engines.embedded.warehouse import Warehouse
    from healthcare_medallion.pipelines.ops.decisions import CONTRACT as DECISIONS

    return bool(table_of(Warehouse(settings.warehouse), DECISIONS).num_rows)


# What it prints


def _show(out: Console, batch: GenerationSummary, report: Report, clock: _Clock) -> None:
    from healthcare_medallion.cli.console import table
    from healthcare_medallion.quality.score import shown_percent

    records = sum(batch.rows.values())
    out.print()
    out.print(f"[bold]{batch.batches[0]}[/]: {records:,} records, {sum(batch.faults.values()):,} of them damaged")
    out.print()
    lines = [(t.name, t.rows, t.seconds) for t in report.tables if t.seconds is not None]
    out.print(
        table(["table", "rows", "seconds"], lines, title=f"Run {report.run.run_sequence}", right=["rows", "seconds"])
    )
    out.print()
    score = shown_percent(report.quality.percent)
    rules = report.quarantine[:_RULES_SHOWN]
    out.print(
        table(
            ["feed", "rule", "rows", "what should hold"],
            [(r.feed, r.rule, r.failed, r.description) for r in rules],
            title="Quarantine by rule",
            right=["rows"],
        )
    )
    if len(report.quarantine) > len(rules):
        out.print(f"and {len(report.quarantine) - len(rules)} more rules, in the report", style="dim")
    out.print()
    evaluated = f"{report.quality.passed:,} of {report.quality.evaluated:,} rule evaluations passed"
    out.print(f"Quality score  [bold]{score}[/]  ({evaluated})")
    whole = report.checks_holding == report.checks
    out.print(f"Promises       {_mark(whole)} {report.checks_holding} of {report.checks} checks hold")
    for check in (c for family in report.families for c in family.checks if not c.holds):
        out.print(f"                 {check.name}: {check.violations:,} violations; {check.promise}", markup=False)
    if report.faults is not None:
        _show_faults(out, report.faults)
    steps = ", ".join(f"{name} {clock.seconds[name]:.1f} s" for name in _STEPS)
    out.print(f"Time           [bold]{sum(clock.seconds.values()):.1f} s[/]  ({steps})")


def _show_faults(out: Console, faults: FaultCheck) -> None:
    out.print(
        f"Faults         {_mark(faults.holds)} {faults.as_expected:,} of {faults.records:,} faults ended as the answer "
        f"key says, and {faults.consequences.as_expected:,} of {faults.consequences.records:,} records they concern",
        soft_wrap=True,
    )
    if faults.unexpected:
        out.print(f"                 {faults.unexpected:,} records without a fault were not accepted")


def _mark(good: bool) -> str:
    return "[green]ok[/]" if good else "[red]FAILED[/]"


def _show_next(out: Console, settings: Settings, page: Path) -> None:
    where = f"--warehouse {shlex.quote(str(settings.warehouse))}"
    query = "SELECT region, sum(members) AS members FROM data_eng_marts.patient_demographics_summary GROUP BY 1"
    steps = (
        ("Open the report", str(page)),
        ("Ask a question", f'{program()} query {where} "{query}"'),
        ("See what waits", f"{program()} quarantine list {where}"),
        ("Add a batch", f"{program()} demo, once more"),
    )
    out.print()
    out.print("Next", style="bold")
    for what, how in steps:
        out.print(f"  {what:<16} {how}", markup=False, soft_wrap=True)

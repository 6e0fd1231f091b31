"""`medallion quality`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from healthcare_medallion.cli import options

if TYPE_CHECKING:
    from healthcare_medallion.engines.embedded.gate import Gate
    from healthcare_medallion.quality.score import FeedScore, QualityReport, RuleScore


@click.group(invoke_without_command=True)
@options.warehouse
@click.option(
    "--min", "minimum", type=click.FloatRange(0, 100), metavar="PCT", help="Exit with 1 when the score is below."
)
@click.option(
    "--gate", is_flag=True, help="Exit with 1 when the score or a service level misses its setting (quality, sla)."
)
@options.as_json
@click.pass_context
def command(context: click.Context, /, minimum: float | None, gate: bool, as_json: bool, **given: Any) -> None:
    """Show the quality score of the published tables and the rules behind it.

    score = 100 * passed / evaluated, over the rules of severity quarantine: each rule judges each bronze row, and a
    row fails where quarantine lists the rule. Warnings are counted apart and do not lower it. The score of nothing
    is 100.

    Without --min or --gate nothing is demanded: the command shows and exits with 0. The gate demands the score, and
    of the last run completeness, latency and conservation; freshness is judged by the clock, for it is now that
    somebody wants to use the data.
    """
    if context.invoked_subcommand is not None:
        return
    from healthcare_medallion.engines.embedded.gate import gate_of
    from healthcare_medallion.engines.embedded.reading import published, reading
    from healthcare_medallion.engines.embedded.warehouse import Warehouse
    from healthcare_medallion.errors import CheckFailed
    from healthcare_medallion.pipelines.graph import graph
    from healthcare_medallion.quality.score import scores, shown_percent
    from healthcare_medallion.settings import load_settings

    settings = load_settings(**given)
    run = published(Warehouse(settings.warehouse))
    with reading(settings, versions=run.table_versions) as con:
        report = scores(con, graph(settings.pipeline))
    if gate and minimum is None:
        minimum = settings.quality.minimum_score
    found = gate_of(settings) if gate else None
    options.echo_json(_as_json(report, minimum, found)) if as_json else _show(report)
    if minimum is not None and report.percent < minimum:
        raise CheckFailed(
            f"The quality score is {shown_percent(report.percent)}, below {minimum:g} %.",
            hint="medallion quarantine list shows what failed, by feed and rule.",
        )
    if found is not None and found.missed:
        raise CheckFailed(
            "Service levels are missed: " + "; ".join(level.words for level in found.missed) + ".",
            hint="See docs/runbooks/monitoring.md; the objectives are the settings quality and sla.",
        )


@command.group()
def reference() -> None:
    """The pinned reference that arrived rows are compared with for drift."""


@reference.command()
@options.warehouse
@options.as_json
def pin(as_json: bool, **given: Any) -> None:
    """Pin what is in bronze now as the next version of the reference.

    Later runs are compared with it until another is pinned. Pin one when the data are known to be good, and again
    when a change is wanted to be the new normal. Earlier versions stay in data_eng_ops.quality_references.
    """
    from healthcare_medallion.cli.console import console
    from healthcare_medallion.engines.embedded.recording import pin_reference
    from healthcare_medallion.settings import load_settings

    version, columns = pin_reference(load_settings(**given))
    if as_json:
        options.echo_json({"version": version, "columns": columns})
    else:
        console().print(f"Reference {version} is pinned: {columns} columns. The next run is compared with it.")


def _show(report: QualityReport) -> None:
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.quality.score import shown_percent

    out = console()
    numbers = ["rows", "evaluated", "passed", "failed", "score", "warnings"]
    rows = [(f.feed, f.rows, f.evaluated, f.passed, f.failed, shown_percent(f.percent), f.warned) for f in report.feeds]
    total = sum(f.rows for f in report.feeds)
    overall = shown_percent(report.percent)
    rows.append(("all", total, report.evaluated, report.passed, report.failed, overall, report.warned))
    out.print(table(["feed", *numbers], rows, title=f"Quality score {overall}", right=numbers))
    _show_rules([r for f in report.feeds for r in f.rules], "Rules that keep a row out of silver", "failed")
    _show_rules([r for f in report.feeds for r in f.warnings], "Warnings, which keep no row out", "warned")
    if report.is_empty:
        out.print("No row has been judged yet: the score of nothing is 100 %.")


def _show_rules(rules: list[RuleScore], title: str, failed: str) -> None:
    from healthcare_medallion.cli.console import console, table
    from healthcare_medallion.quality.score import shown_percent

    out = console()
    worst_first = sorted((r for r in rules if r.failed), key=lambda r: (-r.failed, r.feed, r.rule))
    rows = [(r.feed, r.rule, r.evaluated, r.failed, shown_percent(r.percent)) for r in worst_first]
    out.print()
    if rows:
        numbers = ["evaluated", failed, "passed"]
        out.print(table(["feed", "rule", *numbers], rows, title=title, right=numbers))
    out.print(f"[dim]{title}: {len(rules) - len(rows)} of {len(rules)} broken by no row.[/]")


def _as_json(report: QualityReport, minimum: float | None, gate: Gate | None) -> dict[str, object]:
    return {
        "score": report.percent,
        "evaluated": report.evaluated,
        "passed": report.passed,
        "failed": report.failed,
        "warnings": report.warned,
        "minimum": minimum,
        "holds": (minimum is None or report.percent >= minimum) and not (gate and gate.missed),
        "service_levels": [vars(level) for level in gate.levels] if gate else [],
        "feeds": [_feed_as_json(feed) for feed in report.feeds],
    }


def _feed_as_json(feed: FeedScore) -> dict[str, object]:
    def rule(score: RuleScore) -> dict[str, object]:
        return {
            "rule": score.rule,
            "description": score.description,
            "evaluated": score.evaluated,
            "passed": score.passed,
            "failed": score.failed,
            "percent": score.percent,
        }

    return {
        "feed": feed.feed,
        "rows": feed.rows,
        "score": feed.percent,
        "evaluated": feed.evaluated,
        "passed": feed.passed,
        "failed": feed.failed,
        "rules": [rule(score) for score in feed.rules],
        "warnings": [rule(score) for score in feed.warnings],
    }

"""From a report to one HTML file that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from healthcare_medallion.errors import StorageFullError, UsageError
from healthcare_medallion.monitoring.service_levels import Level
from healthcare_medallion.quality.score import shown_percent
from healthcare_medallion.reporting import charts, flow
from healthcare_medallion.reporting.groups import HIDDEN, SMALLEST_GROUP, Group
from healthcare_medallion.reporting.model import Marts, Report, RiskCell

FILES_SHOWN = 30
MONTHS_SHOWN = 12
_CHARGES_CSS = {"smoker": "fill-b", "non-smoker": "fill-a"}


def render(report: Report) -> str:
    """The page. The same report gives the same text."""
    environment = Environment(
        loader=PackageLoader("healthcare_medallion.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        n=number, percent=shown_percent, instant=instant, feed=feed_name, seconds=seconds, level=level
    )
    source, _, _ = environment.loader.get_source(environment, "report.css")  # type: ignore[union-attr]
    return environment.get_template("report.html.j2").render(
        report=report,
        css=Markup(source),  # noqa: S704  # our own style sheet
        drawings=drawings(report),
        files_shown=FILES_SHOWN,
        months_shown=MONTHS_SHOWN,
        smallest_group=SMALLEST_GROUP,
        hidden=HIDDEN,
    )


def level(found: Level | None) -> str:
    """The value of a service level for people: spans of time in the unit that fits."""
    if found is None or found.value is None:
        return "-"
    if found.unit == "seconds":
        for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
            if found.value >= size:
                return f"{found.value / size:.1f} {unit}"
        return f"{found.value:.0f} s"
    return shown_percent(found.value) if found.unit == "percent" else number(int(found.value))


def drawings(report: Report) -> dict[str, Markup]:
    """Every drawing of the page by name."""
    marts = report.marts
    return {
        "flow_wide": flow.wide(report.total),
        "flow_narrow": flow.narrow(report.total),
        "quarantine": charts.bars(
            [_bar(feed_name(line.name), line.quarantine, "fill-quarantine") for line in report.ledgers],
            title="Rows in quarantine by feed",
        ),
        "region": _members("Members by region", marts.by_region),
        "age": _members("Members by age band", marts.by_age),
        "plan": _members("Members by plan", marts.by_plan),
        "charges_by_bmi": _charges("Mean yearly charges by BMI class and smoking", marts.charges_by_bmi),
        "charges_by_age": _charges("Mean yearly charges by age band and smoking", marts.charges_by_age),
        **_months(marts),
        **_trend(report),
    }


def _members(title: str, groups: tuple[Group, ...]) -> Markup:
    return charts.bars([_bar(group.label.lower(), group.people) for group in groups], title=title)


def _bar(label: str, value: int | None, css: str = "fill-a") -> charts.BarGroup:
    """One bar; a value that is not shown says so."""
    shown = "hidden" if value is None else number(value)
    return charts.BarGroup(label, (charts.Bar(value, shown, css),))


def _charges(title: str, cells: tuple[RiskCell, ...]) -> Markup:
    bands = dict.fromkeys(cell.band for cell in cells)
    return charts.bars(
        [
            charts.BarGroup(
                band,
                tuple(
                    charts.Bar(
                        cell.average_charges,
                        "hidden" if cell.average_charges is None else dollars(cell.average_charges),
                        _CHARGES_CSS[cell.smoking],
                    )
                    for cell in cells
                    if cell.band == band
                ),
            )
            for band in bands
        ],
        title=title,
    )


def _trend(report: Report) -> dict[str, Markup]:
    """What the score lacks, by run, once there is more than one: near 100 the score itself is a flat line."""
    points = [charts.Point(f"run {run}", 10 * (100 - score)) for run, score in report.overview.trend]
    if len(points) < 2:
        return {}
    title = "Rule evaluations failed per 1,000, by run"
    return {"trend": charts.line(points, title=title, shown=lambda value: f"{value:.1f}", css="c")}


def _months(marts: Marts) -> dict[str, Markup]:
    claims = [charts.Point(m.month, m.claims) for m in marts.months]
    cost = [charts.Point(m.month, m.cost_per_member) for m in marts.months]
    return {
        "claims": charts.line(claims, title="Claims by month", shown=short),
        "cost": charts.line(cost, title="Cost per member per month", shown=dollars, css="c"),
    }


def check_writable(path: Path) -> None:
    """Refuses a place where no file can be made, before the work of a report is done.

    :raises UsageError: it is a folder, or something else than a folder stands above it.
    """
    above = next((parent for parent in path.absolute().parents if parent.exists()), None)
    if path.is_dir() or (above is not None and not (above.is_dir() and os.access(above, os.W_OK))):
        why = "it is a folder" if path.is_dir() else f"no file can be made in {above}"
        raise UsageError(f"The report {path} cannot be written: {why}.", hint="Name a file that you may write.")


def write(report: Report, path: Path) -> None:
    """Writes the page, whole or not at all.

    :raises UsageError: nothing can be written there.
    """
    page = render(report)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_text(page, encoding="utf-8", newline="\n")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFullError(f"No space is left for the report {path}.", hint="Free some space.") from None
        raise UsageError(
            f"The report {path} cannot be written: {error.strerror}.", hint="Name a file that you may write."
        ) from None


# How numbers and names are written on the page


def number(value: int) -> str:
    """With thousands separators."""
    return f"{value:,}"


def dollars(value: float) -> str:
    """Whole dollars, or cents below ten."""
    return f"${value:,.0f}" if value >= 10 or value == int(value) else f"${value:,.2f}"


def short(value: float) -> str:
    """A number for an axis: 1,500 as 1.5k."""
    for limit, unit in ((1e6, "M"), (1e3, "k")):
        if value >= limit:
            return f"{value / limit:.1f}".removesuffix(".0") + unit
    return f"{value:.1f}".removesuffix(".0")


def seconds(value: float | None) -> str:
    """Two decimals; a dash where nothing was done."""
    return "-" if value is None else f"{value:,.2f}"


def instant(value: datetime) -> str:
    """To the second, in UTC, as all instants are."""
    return f"{value:%Y-%m-%d %H:%M:%S} UTC"


def feed_name(name: str) -> str:
    """A feed in words."""
    return name.replace("_", " ")

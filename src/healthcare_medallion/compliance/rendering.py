"""The compliance report as text for programs and as one HTML file that loads nothing."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from healthcare_medallion.compliance.model import ComplianceReport
from healthcare_medallion.pipelines.shared.deidentify import IDENTIFIER_CLASSES


def as_json(report: ComplianceReport) -> dict[str, Any]:
    """Everything the report says."""
    return {
        "at": report.at.isoformat(),
        "holds": report.holds,
        "sample_rows": report.sample,
        "break_glass_alerts": report.alerts,
        "anonymity": vars(report.anonymity),
        "checks": [{**vars(check), "holds": check.holds} for check in report.checks],
        "columns": [
            {**vars(c), "found": dict(c.found), "evidence": c.evidence, "holds": c.holds} for c in report.columns
        ],
    }


def as_html(report: ComplianceReport) -> str:
    """The page, in the style of the report of a run. The same report gives the same text."""
    environment = Environment(
        loader=PrefixLoader(
            {
                "compliance": PackageLoader("healthcare_medallion.compliance"),
                "reporting": PackageLoader("healthcare_medallion.reporting"),
            }
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    source, _, _ = environment.loader.get_source(environment, "reporting/report.css")  # type: ignore[union-attr]
    return environment.get_template("compliance/compliance.html.j2").render(
        report=report,
        css=Markup(source),  # noqa: S704  # our own style sheet
        identifier_classes=IDENTIFIER_CLASSES,
    )

"""`medallion quality`: exact numbers, the gate, and a score that never says 100 of what is less."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from healthcare_medallion.cli.quality import command
from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.engines.embedded.reading import reading
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.errors import CheckFailed, WarehouseError
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.quality.score import QualityReport, report, rules_of, scores, shown_percent
from healthcare_medallion.settings import Settings
from tests.lib.warehouses import land, settings_in


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Five patients, two claims, no event: four broken rules, one warning, one conflict."""
    settings = settings_in(tmp_path_factory.mktemp("quality"))
    patients = [
        {},
        {"insurance_plan": ""},  # the same patient and instant, less told: a conflict
        {"patient_id": "P0002", "age": "17", "bmi": "60"},
        {"patient_id": "P0003", "region": "MOON"},
        {"patient_id": "P0004", "age": "83"},  # a warning
    ]
    land(settings.landing, "patients", patients)
    land(settings.landing, "claims", [{}, {"claim_id": "C0002", "patient_id": "P0002"}])
    run(settings)
    return settings


def scored(settings: Settings, graph: Graph) -> QualityReport:
    with reading(settings) as con:
        return scores(con, graph)


def said(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--warehouse", str(settings.warehouse)])


def test_every_number_is_the_one_that_the_formula_gives(settings: Settings, graph: Graph) -> None:
    found = scored(settings, graph)
    patients, claims, events = found.feeds
    per_patient, per_claim = 10, len(rules_of(graph, "claims"))
    assert (patients.rows, patients.evaluated, patients.failed) == (5, 5 * per_patient, 3)
    assert (claims.rows, claims.evaluated, claims.failed) == (2, 2 * per_claim, 1)
    assert (events.rows, events.evaluated, events.percent) == (0, 0, 100.0)
    failed = {(r.feed, r.rule): (r.evaluated, r.passed, r.failed) for f in found.feeds for r in f.rules if r.failed}
    assert failed == {
        ("patients", "valid_age"): (5, 4, 1),
        ("patients", "valid_bmi"): (5, 4, 1),
        ("patients", "valid_region"): (5, 4, 1),
        ("claims", "known_patient"): (2, 1, 1),
    }
    warned = {r.rule: (r.evaluated, r.failed) for f in found.feeds for r in f.warnings if r.failed}
    assert warned == {"reasonable_age": (2, 1), "superseded_conflict": (5, 1)}
    assert found.percent == 100 * (50 + 2 * per_claim - 4) / (50 + 2 * per_claim)
    assert not found.is_empty


def test_clean_data_scores_100(tmp_path: Path, graph: Graph) -> None:
    settings = settings_in(tmp_path)
    generate(GenerationPlan(patients=60, seed=4), settings.landing)
    run(settings)
    found = scored(settings, graph)
    assert found.percent == 100.0 and found.failed == 0 and found.evaluated > 1000
    assert said(settings, "--min", "100").exit_code == 0


def test_the_score_of_nothing_is_100(tmp_path: Path, graph: Graph) -> None:
    settings = settings_in(tmp_path)
    land(settings.landing, "patients", [])
    run(settings)
    assert scored(settings, graph).is_empty
    shown = said(settings, "--gate")
    assert shown.exit_code == 0 and "No row has been judged yet" in shown.output
    assert report(graph, {}).percent == 100.0


def test_the_gate(settings: Settings) -> None:
    assert said(settings).exit_code == 0
    for arguments in (["--min", "99.5"], ["--gate"]):
        failed = said(settings, *arguments)
        assert isinstance(failed.exception, CheckFailed) and failed.exception.exit_code == 1
        assert "below 99.5 %" in failed.exception.message
    assert said(settings, "--gate", "--min", "50").exit_code == 0


def test_json_holds_every_rule(settings: Settings, graph: Graph) -> None:
    found: dict[str, Any] = json.loads(said(settings, "--json").output)
    assert found["failed"] == 4 and found["warnings"] == 2 and found["holds"] and found["minimum"] is None
    names = [rule["rule"] for feed in found["feeds"] for rule in feed["rules"] + feed["warnings"]]
    assert len(names) == sum(len(rules_of(graph, f)) + 1 for f in ("patients", "claims", "medical_events"))


def test_there_must_be_a_run(tmp_path: Path) -> None:
    assert isinstance(said(settings_in(tmp_path)).exception, WarehouseError)


def test_a_score_is_never_rounded_up() -> None:
    assert shown_percent(99.99999) == "99.999 %"
    assert shown_percent(100.0) == "100.000 %"

"""What a run computes again, and what it is asked to: by key, whole, in part, or only to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from healthcare_medallion.cli import cli
from healthcare_medallion.engines.embedded.program import compiled, program
from healthcare_medallion.engines.embedded.reading import published
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import UsageError
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.settings import Settings
from tests.lib.warehouses import contents, files_below, land, versions

GOLD = {"dim_patients", "fact_claims", "fact_medical_events"}


def names(steps: list[str]) -> set[str]:
    return {step.rpartition(".")[2] for step in steps}


def test_a_late_claim_touches_what_it_reaches_and_no_more(filled: Settings) -> None:
    """One claim of nobody we know: it waits in quarantine, and no row elsewhere is written."""
    land(filled.landing, "claims", [{"claim_id": "LATE-1", "patient_id": "NOBODY"}], batch="late")
    report = run(filled)
    keys = {step.table.rpartition(".")[2]: step.keys for step in report.steps}
    rows = {step.table.rpartition(".")[2]: step.rows for step in report.steps if step.rows}
    assert rows == {"bronze_claims": 1, "quarantine_claims": 1}
    assert keys["silver_claims"] == keys["superseded_claims"] == 1
    assert "silver_patients" not in keys
    assert keys["fact_claims"] == 0, "silver_claims has a new version without a change"


def test_a_dry_run_tells_what_the_run_then_does(second_landed: Callable[[], Settings]) -> None:
    settings = second_landed()
    before = files_below(settings.warehouse)
    told = run(settings, dry=True)
    assert files_below(settings.warehouse) == before, "a dry run leaves no trace"
    assert not told.runs
    done = run(settings)
    said = {step.table: (step.rows, step.keys) for step in told.steps}
    found = {step.table: (step.rows, step.keys) for step in done.steps}
    assert said == found
    assert [a.row(0) for a in told.accounts] == [a.row(0) for a in done.accounts] or len(told.accounts) == 3


def test_a_dry_run_of_a_first_run_makes_no_warehouse(second_landed: Callable[[], Settings]) -> None:
    settings = second_landed()
    fresh = settings.model_copy(update={"warehouse": settings.warehouse.parent / "fresh"})
    told = run(fresh, dry=True)
    assert {step.why for step in told.steps} == {"new rows", "not filled yet"}
    assert not files_below(fresh.warehouse)


def test_a_full_refresh_writes_all_rows_of_what_is_named_and_what_follows(filled: Settings) -> None:
    before, rows = versions(filled), contents(filled)
    report = run(filled, whole=["dim_patients"])
    assert names([step.table for step in report.steps]) == GOLD
    assert {step.why for step in report.steps} == {"asked for", "dim_patients changed"}
    after = versions(filled)
    assert {n.partition(".")[2] for n in after if after[n] != before[n]} >= GOLD
    assert {n for n in GOLD if contents(filled)[n] != rows[n]} == set()


def test_a_run_of_some_tables_is_completed_and_published_by_the_next(second_landed: Callable[[], Settings]) -> None:
    settings = second_landed()
    first = published(Warehouse(settings.warehouse)).run_sequence
    report = run(settings, only=["silver_patients"])
    assert names([s.table for s in report.steps if s.keys is not None]) == {
        f"{fate}_patients" for fate in ("silver", "quarantine", "superseded")
    }
    assert "silver_claims" in report.left_stale
    assert published(Warehouse(settings.warehouse)).run_sequence == first, "readers still see the run before"
    report = run(settings)
    assert report.left_stale == []
    assert published(Warehouse(settings.warehouse)).run_sequence == first + 1
    assert [v for v in verify(settings) if not v.holds] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"whole": ["bronze_claims"]}, "bronze_claims is appended to and never computed again"),
        ({"only": ["silver_clams"]}, "did you mean `silver_claims`?"),
        ({"whole": ["patient_demographics_summary"]}, "is no table that a run computes"),
    ],
)
def test_tables_that_a_run_does_not_compute_are_refused(
    asked: dict[str, list[str]], said: str, filled: Settings
) -> None:
    before = files_below(filled.warehouse)
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        run(filled, **asked)  # type: ignore[arg-type]
    assert files_below(filled.warehouse) == before


def test_the_command_takes_a_list_or_nothing(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDALLION_KEYS_DIRECTORY", str(filled.keys_directory))
    place = ["--landing", str(filled.landing), "--warehouse", str(filled.warehouse)]
    result = CliRunner().invoke(cli, ["run", *place, "--full-refresh", "fact_claims, data_eng.dim_patients"])
    assert result.exit_code == 0, result.output
    assert "dim_patients" in result.stdout
    assert "silver_claims" not in result.stdout
    result = CliRunner().invoke(cli, ["run", *place, "--dry-run", "--full-refresh"])
    assert result.exit_code == 0, result.output
    assert "A run would write" in result.stdout
    assert result.stdout.count("asked for") == 12


def test_a_kept_program_is_the_compiled_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run reads from its cache is what compiling gives; a damaged copy is made anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    settings = Settings()
    made = program(settings)
    assert program(settings) == made == compiled(graph(settings.pipeline), settings)
    kept = next(tmp_path.rglob("program-*.json"))
    kept.write_text(kept.read_text()[:1000])
    assert program(settings) == made

"""`medallion quarantine`: what a steward sees and decides, and what the next run makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from healthcare_medallion.cli.quarantine import command
from healthcare_medallion.engines.embedded import decisions as stewards
from healthcare_medallion.engines.embedded.decisions import QuarantinedRow, handle_of
from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.errors import MedallionError, UsageError, WarehouseBusyError
from healthcare_medallion.settings import Engine, Settings
from tests.lib.warehouses import land, rows, run_at, settings_in

SOON = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def _decided_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quarantine")
    settings = settings_in(folder)
    patients: list[dict[str, str]] = [
        {},
        {"patient_id": " P0002 ", "age": "17", "first_name": "Zelda", "insurance_plan": "123-45-6789"},
        {"patient_id": "P0003", "age": "17", "bmi": "60"},
        {"patient_id": "P0004", "age": "17"},
    ]
    land(settings.landing, "patients", patients)
    orphan = {"claim_id": "C0002", "patient_id": "P0003"}
    land(settings.landing, "claims", [{}, orphan, {"claim_id": "C0003", "procedure_code": "?"}])
    land(settings.landing, "medical_events")
    run(settings)
    return folder


@pytest.fixture
def settings(copies: Callable[[Path], Settings], _decided_on: Path) -> Settings:
    """A copy of a warehouse with four patients, three of them in quarantine, an orphan and a claim with a bad code."""
    return copies(_decided_on)


def of(settings: Settings, row_id: str) -> QuarantinedRow:
    return next(row for row in stewards.quarantined(settings) if row.row_id == row_id)


def members(settings: Settings) -> list[str]:
    return sorted(row["patient_id"] for row in rows(settings, "silver_patients"))


def released(settings: Settings, row_id: str, **options: Any) -> stewards.Decision:
    decision, _ = stewards.release(settings, of(settings, row_id).handle, by="ann", note="checked", **options)
    return decision


def test_the_summary_counts_by_feed_and_rule(settings: Settings) -> None:
    assert stewards.summary(settings) == [
        ("patients", "valid_age", 3),
        ("claims", "known_patient", 1),
        ("claims", "valid_procedure_code", 1),
        ("patients", "no_identifier_in_text", 1),
        ("patients", "valid_bmi", 1),
    ]
    assert stewards.summary(settings, feed="patients", rule="valid_bmi") == [("patients", "valid_bmi", 1)]
    assert [row.row_id for row in stewards.quarantined(settings, rule="valid_bmi")] == ["P0003"]
    with pytest.raises(UsageError, match=r"There is no rule `valid_ages` of patients \(did you mean `valid_age`"):
        stewards.summary(settings, feed="patients", rule="valid_ages")


def test_a_handle_names_a_row_without_its_id(settings: Settings) -> None:
    row = of(settings, "P0002")
    assert row.handle == handle_of("patients", "P0002", row.ingested_at)
    assert "P0002" not in repr(row)
    assert stewards.rows_with(settings, row.handle[:6].upper()) == [row]
    for prefix, said in (("000000", "No row"), ("abc", "is no handle"), ("P0002-x", "is no handle")):
        with pytest.raises(UsageError, match=said):
            stewards.rows_with(settings, prefix)


def test_an_ambiguous_handle_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stewards, "SHORTEST_PREFIX", 0)
    with pytest.raises(UsageError, match="ambiguous"):
        stewards.rows_with(settings, "")


def test_a_release_frees_the_row_and_its_removal_brings_it_back(settings: Settings) -> None:
    decision = released(settings, "P0003")
    assert decision.rules == ("valid_age", "valid_bmi")
    assert members(settings) == ["P0001"]  # nothing happens before the next run
    run(settings)
    assert members(settings) == ["P0001", "P0003"]
    assert "C0002" in [row["claim_id"] for row in rows(settings, "silver_claims")]  # its orphan is taken up with it
    assert all(verdict.holds for verdict in verify(settings))
    stewards.remove(settings, decision.decision_id, by="o'ann", note="was wrong")
    run(settings)
    assert members(settings) == ["P0001"]
    assert not stewards.decisions(settings)
    (ended,) = stewards.decisions(settings, ended=True)
    assert ended.ended_by == "o'ann" and ended.handle == decision.handle
    assert not run(settings).runs  # and there it rests
    with pytest.raises(UsageError, match="ended on"):
        stewards.remove(settings, decision.decision_id, by="ann", note="again")


def test_a_release_from_one_rule_of_two_frees_nothing(settings: Settings) -> None:
    assert released(settings, "P0003", rules=["valid_bmi"]).rules == ("valid_bmi",)
    run(settings)
    assert of(settings, "P0003").failed_rules == ("valid_age",)
    released(settings, "P0003")
    run(settings)
    assert "P0003" in members(settings)


def test_a_release_that_expires_ends_with_the_next_run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    released(settings, "P0004", expires_at=SOON)
    run(settings)
    assert "P0004" in members(settings)
    run_at(monkeypatch, settings, "2099-01-01T00:00:00")
    assert "P0004" not in members(settings)
    assert [d.ended_by for d in stewards.decisions(settings, ended=True)] == ["expiry"]


def test_a_waiver_takes_a_rule_out_for_the_feed(settings: Settings) -> None:
    stewards.waive(settings, "claims", "valid_procedure_code", by="ann", note="new codes", expires_at=SOON)
    run(settings)
    assert "C0003" in [row["claim_id"] for row in rows(settings, "silver_claims")]
    with pytest.raises(UsageError, match="takes out valid_procedure_code already"):
        stewards.waive(settings, "claims", "valid_procedure_code", by="ann", note="again", expires_at=SOON)


def test_what_holds_the_tables_together_cannot_be_taken_out(settings: Settings) -> None:
    with pytest.raises(UsageError, match="cannot be released") as orphan:
        released(settings, "C0002")
    assert "known_patient: The patient is in silver_patients." in orphan.value.message
    assert "Have the patient delivered" in str(orphan.value.hint)
    with pytest.raises(UsageError, match="no_identifier_in_text") as text:
        released(settings, "P0002")
    assert "corrected at its source" in str(text.value.hint) and "P0002" not in str(text.value)
    with pytest.raises(UsageError, match="cannot be waived"):
        stewards.waive(settings, "claims", "known_patient", by="ann", note="x", expires_at=SOON)
    with pytest.raises(UsageError, match="is a warning"):
        stewards.waive(settings, "patients", "reasonable_age", by="ann", note="x", expires_at=SOON)
    with pytest.raises(UsageError, match=r"does not break `valid_sex`"):
        released(settings, "P0004", rules=["valid_sex"])
    assert not stewards.decisions(settings, ended=True)
    released(settings, "P0004")
    with pytest.raises(UsageError, match="takes out valid_age already"):
        released(settings, "P0004")
    with pytest.raises(UsageError, match="There is no decision `nope`"):
        stewards.remove(settings, "nope", by="ann", note="x")


def test_a_decision_waits_for_a_run(settings: Settings) -> None:
    hasty = settings.model_copy(update={"engine": Engine(lock_timeout_seconds=0.1)})
    waited: list[str] = []
    with warehouse_lock(settings.warehouse, timeout=0), pytest.raises(WarehouseBusyError):
        released(hasty, "P0004", on_wait=waited.append)
    assert len(waited) == 1


def test_showing_a_row_masks_it_and_is_recorded(settings: Settings) -> None:
    handle = of(settings, "P0002").handle
    (shown,) = stewards.show(settings, handle, reason="ticket 12")
    assert shown.values["first_name"] == "***" and shown.values["insurance_plan"] == "***-**-****"
    assert shown.values["patient_id"] == " P0002 " and shown.values["age"] == 17  # as it landed
    assert [(rule.name, columns) for rule, columns in shown.broken] == [
        ("valid_age", ("age",)),
        ("no_identifier_in_text", ("patient_id", "insurance_plan")),
    ]
    (plain,) = stewards.show(settings, handle, reason="ticket 12", unmask=True)
    assert plain.values["first_name"] == "Zelda"
    released(settings, "P0004")
    log = sorted(rows(settings, "audit_log"), key=lambda row: row["sequence"])
    log = [row for row in log if row["role"] == "steward"]
    assert [(row["action"], row["role"], row["purpose"], row["outcome"]) for row in log] == [
        ("show", "steward", "operations: ticket 12", "done"),
        ("unmask", "steward", "operations: ticket 12", "done"),
        ("release", "steward", "operations: checked", "done"),
    ]
    assert log[0]["objects"] == ["data_eng_ops.quarantine_patients", f"row {handle}"]


# THE COMMAND


def said(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--warehouse", str(settings.warehouse)])


def test_a_listing_shows_no_patient(settings: Settings) -> None:
    listing = said(settings, "list").output
    assert "valid_age" in listing and of(settings, "P0003").handle in listing
    assert "P000" not in listing and "Zelda" not in listing
    handle = of(settings, "P0004").handle
    told = said(settings, "release", handle, "--by", "ann", "--note", "checked", "--expires", "2099-01-01").output
    assert "releases row" in told and "until 2099-01-01" in told and "next run" in told
    assert "P0004" not in told
    found = json.loads(said(settings, "list", "--json").output)
    assert [row["decided"] for row in found["rows"] if row["handle"] == handle] == [["valid_age"]]
    (decision,) = json.loads(said(settings, "decisions", "--json").output)
    assert decision["handle"] == handle and "row_id" not in decision
    assert handle in said(settings, "decisions").output.replace("\n", "")
    assert "is removed" in said(settings, "remove", decision["decision_id"], "--by", "ann", "--note", "no").output
    assert "No decision is in force" in said(settings, "decisions").output
    assert "age = 17" in said(settings, "show", handle, "--reason", "ticket 12").output


@pytest.mark.parametrize(
    "arguments",
    [
        ["release", "000000", "--by", "ann"],
        ["waive", "claims", "valid_procedure_code", "--by", "ann", "--note", "x"],
        ["waive", "claims", "valid_procedure_code", "--by", "ann", "--note", "x", "--expires", "2020-01-01"],
        ["show", "000000"],
        ["show", "000000", "--reason", " "],
        ["list", "--feed", "patient"],
    ],
)
def test_what_is_missing_is_wrong_usage(settings: Settings, arguments: list[str]) -> None:
    assert said(settings, *arguments).exit_code == 2


def test_a_warehouse_that_is_none_is_told(tmp_path: Path) -> None:
    result = said(settings_in(tmp_path), "list")
    assert isinstance(result.exception, MedallionError) and "holds no finished run" in str(result.exception)

"""The history of a table is what its versions did to its rows, read under the terms of a query."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from healthcare_medallion.cli.history import command
from healthcare_medallion.engines.embedded import audit
from healthcare_medallion.engines.embedded.history import Change, history
from healthcare_medallion.engines.embedded.query import query
from healthcare_medallion.engines.embedded.reading import stored_contracts
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.errors import UsageError
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.privacy.access import AccessRefused, Role
from healthcare_medallion.settings import Settings
from tests.lib.warehouses import land, settings_in

WHY = "ticket 12"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Claim C0001 is submitted, then paid; C0002 comes later; nothing else happens to patient P0002."""
    settings = settings_in(tmp_path_factory.mktemp("history"))
    land(settings.landing, "patients", [{"patient_id": "P0001"}, {"patient_id": "P0002"}])
    land(settings.landing, "claims", [{"claim_id": "C0001", "patient_id": "P0001", "claim_status": "submitted"}])
    run(settings)
    later = [
        {"claim_id": "C0001", "patient_id": "P0001", "claim_status": "paid"},
        {"claim_id": "C0002", "patient_id": "P0002", "claim_status": "paid"},
    ]
    land(settings.landing, "claims", later, batch="batch-2")
    run(settings)
    return settings


def told(changes: tuple[Change, ...]) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(change.kind, change.rows, change.columns) for change in changes]


def test_every_table_that_a_warehouse_stores_has_its_change_data_feed_on(settings: Settings) -> None:
    warehouse = Warehouse(settings.warehouse)
    tables = {c.full_name: warehouse.open(c) for c in stored_contracts(graph(settings.pipeline))}
    assert len(tables) > 15
    off = [
        name
        for name, table in tables.items()
        if table is None or table.metadata().configuration.get("delta.enableChangeDataFeed") != "true"
    ]
    assert off == []


def test_a_claim_that_moves_on_is_one_change_with_its_columns(settings: Settings) -> None:
    found = history(settings, "fact_claims", key="C0001")
    assert told(found.changes) == [("inserted", 1, ()), ("changed", 1, ("claim_status",))]
    first, second = found.changes
    assert first.version < second.version and first.at < second.at


def test_rows_that_were_only_written_anew_did_not_change(settings: Settings) -> None:
    assert told(history(settings, "silver_patients", key="P0002", role=Role.STEWARD, reason=WHY).changes) == [
        ("inserted", 1, ())
    ]


def test_without_a_key_it_counts(settings: Settings) -> None:
    assert told(history(settings, "data_eng.fact_claims").changes) == [
        ("inserted", 1, ()),
        ("changed", 1, ("claim_status",)),
        ("inserted", 1, ()),
    ]


def test_a_table_without_a_key_of_its_own_goes_by_its_id(settings: Settings) -> None:
    found = history(settings, "bronze_claims", key="C0001", role=Role.STEWARD, reason=WHY)
    assert told(found.changes) == [("inserted", 1, ())] * 2


@pytest.mark.parametrize("table", ["fact_claims", "silver_claims"])
def test_a_patient_key_finds_the_rows_of_the_patient(settings: Settings, table: str) -> None:
    with query(settings, "SELECT patient_key FROM dim_patients WHERE patient_id = 'P0002'") as result:
        ((patient_key,),) = result.rows
    found = history(settings, table, patient_key=patient_key, role=Role.STEWARD, reason=WHY)
    assert told(found.changes) == [("inserted", 1, ())]


def test_access_is_that_of_a_query_and_recorded_without_the_key(settings: Settings) -> None:
    before = len(audit.entries_of(settings))
    with pytest.raises(AccessRefused, match="Role `analyst` may not read"):
        history(settings, "silver_claims", key="C0001")
    history(settings, "fact_claims", key="C0001")
    history(settings, "landing_files")  # nothing about a person: not recorded
    found = audit.entries_of(settings)[before:]
    assert [(e["action"], e["objects"], e["outcome"]) for e in found] == [
        ("history", ["data_eng.silver_claims"], "refused"),
        ("history", ["data_eng.fact_claims"], "done"),
    ]
    assert "C0001" not in repr(found)


def test_what_has_no_history_is_said(settings: Settings) -> None:
    with pytest.raises(UsageError, match="did you mean `fact_claims`"):
        history(settings, "fact_clams")
    with pytest.raises(UsageError, match="computed when it is read"):
        history(settings, "insurance_utilisation")
    with pytest.raises(UsageError, match="no such patient_key") as refused:
        history(settings, "silver_claims", patient_key="0" * 64, role=Role.STEWARD, reason=WHY)
    assert "000" not in str(refused.value)


def test_a_key_can_come_from_a_file_or_standard_input(settings: Settings, tmp_path: Path) -> None:
    arguments = ["fact_claims", "--warehouse", str(settings.warehouse), "--json"]
    environment = {"MEDALLION_KEYS_DIRECTORY": str(settings.keys_directory)}
    (tmp_path / "key").write_text("C0001\n")
    by_file = CliRunner().invoke(command, [*arguments, "--key", f"@{tmp_path / 'key'}"], env=environment)
    by_input = CliRunner().invoke(command, [*arguments, "--key", "-"], input="C0001\n", env=environment)
    assert by_file.exit_code == by_input.exit_code == 0, by_file.output
    assert by_file.output == by_input.output and "C0001" not in by_file.output
    assert [c["kind"] for c in json.loads(by_file.output)["changes"]] == ["inserted", "changed"]
    assert CliRunner().invoke(command, [*arguments, "--key", "@nowhere"]).exit_code == 2

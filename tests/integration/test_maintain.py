"""`medallion maintain`: what it keeps, what it removes, and that it can be killed anywhere."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner
from deltalake import DeltaTable

from healthcare_medallion.cli import cli
from healthcare_medallion.engines.embedded import archiving
from healthcare_medallion.engines.embedded.ledgers import MONITORING
from healthcare_medallion.engines.embedded.reading import reading, runs
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.engines.embedded.warehouse import Warehouse, arrow_schema
from healthcare_medallion.errors import SettingsError
from healthcare_medallion.maintenance import compaction, retention
from healthcare_medallion.maintenance.cleanup import clean_up
from healthcare_medallion.maintenance.compaction import compact_tables
from healthcare_medallion.maintenance.maintaining import maintain
from healthcare_medallion.maintenance.space import space_of
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT as AUDIT_LOG
from healthcare_medallion.settings import Maintenance, Settings
from tests.integration.conftest import FIRST, SECOND, THIRD
from tests.lib.crashes import Crash, crash_after
from tests.lib.warehouses import contents, files_below, land, rows, run_at

LONG = bool(os.environ.get("MEDALLION_LONG_TESTS"))
OF_RUNS = {"pipeline_runs", "landing_files", "audit_log", *(contract.name for contract in MONITORING)}


@pytest.fixture(autouse=True)
def _compact_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "FEWEST", 2)


def policy(settings: Settings, **changes: Any) -> Settings:
    """Keeps nothing longer than it is told to."""
    return settings.model_copy(
        update={
            "maintenance": Maintenance(**{"retention_hours": 0, "log_retention_hours": 1, "keep_runs": 1, **changes})
        }
    )


def tables(settings: Settings) -> dict[str, list[str]]:
    """Every table but the ledgers that a run without files adds a row to."""
    return {name: found for name, found in contents(settings).items() if name not in OF_RUNS}


def assert_verified(settings: Settings) -> None:
    assert [v for v in verify(settings) if not v.holds] == []


def age(folder: Path, hours: float) -> None:
    """Makes every file below a folder older."""
    at = time.time() - hours * 3600
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (at, at))


# COMPACTION


def test_a_compaction_changes_no_row_and_computes_nothing_again(filled: Settings) -> None:
    settings = policy(filled)
    before = tables(settings)
    report = maintain(settings)
    assert len(report.compactions) >= 5
    assert all(c.files_after < c.files_before for c in report.compactions)
    assert tables(settings) == before
    (last,) = report.runs
    written = runs(Warehouse(settings.warehouse))[-1]
    assert (written.run_sequence, written.files) == (last, 0)
    assert run(settings).runs == []
    assert_verified(settings)


def test_the_run_after_a_compaction_touches_no_key(filled: Settings) -> None:
    settings = policy(filled)
    assert compaction.compact(settings)
    report = run(settings)
    assert [step for step in report.steps if step.rows or step.keys] == []


def test_large_files_are_left_as_they_are(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "_MB", 1)  # each file is a large one then
    assert maintain(policy(filled)).compactions == []


# CLEAN-UP


def test_snapshots_of_the_last_runs_can_be_read_and_older_files_are_gone(
    second_landed: Callable[[], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = policy(second_landed(), keep_runs=3)
    run_at(monkeypatch, settings, SECOND)
    land(settings.landing, "patients", [{"patient_id": "P9001"}], batch="third")
    run_at(monkeypatch, settings, THIRD)
    expected = {}
    for published in runs(Warehouse(settings.warehouse))[-2:]:
        with reading(settings, versions=published.table_versions) as con:
            expected[published.run_sequence] = _counts(con, published.table_rows)
    report = maintain(settings)
    assert sum(c.files for c in report.clean_ups) > 0
    kept = {r.run_sequence: r for r in runs(Warehouse(settings.warehouse))[-3:]}
    assert set(expected) < set(kept)
    for number, counts in expected.items():
        with reading(settings, versions=kept[number].table_versions) as con:
            assert _counts(con, kept[number].table_rows) == counts
    assert_verified(settings)


def _counts(con: Any, names: Any) -> dict[str, tuple[int, str]]:
    """Rows, and a digest that reads every cell, of tables."""
    sql = "SELECT count(*), coalesce(bit_xor(hash(t)), 0)::VARCHAR FROM {} AS t"
    return {name: con.execute(sql.format(name)).fetchall()[0] for name in sorted(names)}


def test_what_a_crash_left_goes_when_it_is_old_enough(filled: Settings) -> None:
    folder = filled.warehouse / "data_eng/silver_claims"
    old, young = (folder / f"part-0000{n}-orphan.parquet" for n in (1, 2))
    for path in (old, young):
        path.write_bytes(b"PAR1")
    os.utime(old, (time.time() - 90_000,) * 2)
    maintain(policy(filled, retention_hours=24))
    assert (old.exists(), young.exists()) == (False, True)


def test_logs_are_cut_behind_a_checkpoint_that_every_kept_snapshot_opens_from(filled: Settings) -> None:
    settings = policy(filled, keep_runs=2)
    maintain(settings)
    for _ in range(3):  # checkpoints of old runs must lie behind the kept ones
        land(settings.landing, "patients", [{"patient_id": f"P900{_}"}], batch=f"more-{_}")
        run(settings)
    age(settings.warehouse, 2)
    report = maintain(settings)
    assert sum(c.log_files for c in report.clean_ups) > 0
    for published in runs(Warehouse(settings.warehouse))[-2:]:
        with reading(settings, versions=published.table_versions) as con:
            _counts(con, published.table_rows)
    assert run(settings).runs == []
    assert_verified(settings)


def test_many_small_commits_leave_few_files(tmp_path: Path) -> None:
    """Sixty commits, with upkeep every twenty and without."""
    rules = Maintenance(retention_hours=0, log_retention_hours=1, keep_runs=1)
    spaces = {}
    for kept in (False, True):
        warehouse = Warehouse(tmp_path / str(kept))
        for number in range(1, 61):
            _append_one(warehouse, number)
            if kept and number % 20 == 0:
                age(warehouse.root, 2)
                compact_tables(warehouse, [AUDIT_LOG], rules.small_file_mb)
                clean_up(warehouse, AUDIT_LOG, rules, keep=(), unread_by=())
        table = warehouse.open(AUDIT_LOG)
        assert table is not None
        assert table.count() == 60
        spaces[kept] = space_of(warehouse, AUDIT_LOG)
    assert (spaces[False].live_files, spaces[True].live_files) == (60, 1)
    assert spaces[True].files == 1
    assert spaces[False].log_files > 60
    assert spaces[True].log_files < 30


def _append_one(warehouse: Warehouse, number: int) -> None:
    row = {
        "at": datetime(2026, 1, 1, tzinfo=UTC),
        "actor": "a",
        "role": "steward",
        "action": "query",
        "objects": [],
        "purpose": None,
        "statement_sha256": None,
        "outcome": "done",
    }
    data = pa.Table.from_pylist([row], schema=arrow_schema(AUDIT_LOG))
    warehouse.write(AUDIT_LOG, warehouse.create(AUDIT_LOG), data, mode="append", numbers={"run": number})


# RETENTION


def test_rows_older_than_the_policy_leave_bronze_and_what_derives_from_them(
    filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = policy(filled, retention_days={"bronze_claims": 1, "rejected_lines": 1})
    before = rows(settings, "bronze_claims")
    old = [row for row in before if row["_ingested_at"] < datetime.fromisoformat(SECOND).replace(tzinfo=UTC)]
    monkeypatch.setattr(retention, "datetime", _stopped_at(datetime(2026, 3, 3, 7, tzinfo=UTC)))
    report = maintain(settings)
    assert 0 < len(old) < len(before)
    removed = {r["table_name"]: r for r in rows(settings, "removals")}
    assert removed["data_eng.bronze_claims"]["row_count"] == len(old)
    assert removed["data_eng.bronze_claims"]["source_file"] == "batch-0001/claims.csv"
    assert {r.table for r in report.removals} == {"data_eng.bronze_claims", "data_eng_ops.rejected_lines"}
    assert len(rows(settings, "bronze_claims")) == len(before) - len(old)
    gone = {row["_ingested_at"] for row in old}
    for name in ("silver_claims", "quarantine_claims", "superseded_claims", "rejected_lines"):
        assert {row["_ingested_at"] for row in rows(settings, name)}.isdisjoint(
            gone & {row["_ingested_at"] for row in old}
        )
    assert_verified(settings)
    assert maintain(settings).removals == []
    assert run(settings).runs == []


def _stopped_at(instant: datetime) -> type[datetime]:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return instant

    return Stopped


def test_rows_that_vanish_without_a_record_are_still_noticed(filled: Settings) -> None:
    DeltaTable(str(filled.warehouse / "data_eng/bronze_claims")).delete("claim_id IS NOT NULL")
    run(filled)
    assert [v.name for v in verify(filled) if not v.holds] == ["files_in_bronze"]


def test_a_policy_for_a_derived_table_is_refused(filled: Settings) -> None:
    before = files_below(filled.warehouse)
    with pytest.raises(SettingsError, match="silver_claims"):
        maintain(policy(filled, retention_days={"silver_claims": 1}))
    assert files_below(filled.warehouse) == before


# ARCHIVE


def archiving_at(folder: Path, settings: Settings) -> Settings:
    """Everything that was taken goes to the archive at once."""
    return policy(settings, archive_after_days=0).model_copy(update={"archive": folder})


def test_taken_files_move_to_the_archive_and_are_not_missed(filled: Settings, tmp_path: Path) -> None:
    settings = archiving_at(tmp_path / "archive", filled)
    landed = {name: (settings.landing / name).read_bytes() for name in files_below(settings.landing)}
    waiting = land(settings.landing, "patients", [{"patient_id": "P9001"}], batch="waiting")
    changed = settings.landing / "batch-0001/claims.csv"
    changed.write_bytes(changed.read_bytes() + b"\n")
    report = maintain(settings)
    moved = set(landed) - {"batch-0001/claims.csv"}
    assert report.archived.left == ["batch-0001/claims.csv"]
    assert set(report.archived.added) == set(report.archived.removed) == moved
    sealed = b"".join(path.read_bytes() for path in (tmp_path / "archive").rglob("*") if path.is_file())
    assert b"patient_id" not in sealed, "it is encrypted"
    for number, name in enumerate(sorted(moved)):
        archiving.restore(settings, name, tmp_path / f"restored-{number}")
        assert (tmp_path / f"restored-{number}").read_bytes() == landed[name]
    assert waiting.exists()
    assert set(files_below(settings.landing)) == {"batch-0001/claims.csv", "waiting/patients.csv"}
    assert run(settings).accounts[0].file.source_file == "waiting/patients.csv"
    assert_verified(settings)


def test_a_file_of_an_interrupted_run_stays(second_landed: Callable[[], Settings], tmp_path: Path) -> None:
    settings = archiving_at(tmp_path / "archive", second_landed())
    with pytest.raises(Crash), crash_after(2):
        run(settings)
    moved = archiving.move(settings, before=datetime.now(UTC))
    assert {name.partition("/")[0] for name in moved.removed} == {"batch-0001"}
    run(settings)
    assert_verified(settings)


def test_an_archive_in_the_landing_folder_is_refused(filled: Settings) -> None:
    with pytest.raises(SettingsError, match="lies in the landing folder"):
        maintain(archiving_at(filled.landing / "archive", filled))


# KILLED


@pytest.mark.slow
def test_maintenance_that_dies_after_any_commit_is_completed_by_the_next(
    second_landed: Callable[[], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compaction, removal, the run that follows: at each point the next pass ends in the same rows."""
    monkeypatch.setattr(retention, "datetime", _stopped_at(datetime(2026, 3, 2, 9, tzinfo=UTC)))

    def prepared() -> Settings:
        settings = policy(second_landed(), retention_days={"bronze_claims": 1})
        run_at(monkeypatch, settings, SECOND)
        return settings

    settings = prepared()
    with crash_after(0) as seen:
        maintain(settings)
    expected = tables(settings)
    assert seen[0] >= 20
    for commit in range(1, seen[0] + 1, 1 if LONG else 7):
        settings = prepared()
        with pytest.raises(Crash), crash_after(commit):
            maintain(settings)
        assert_verified_or_unfinished(settings)
        maintain(settings)
        assert tables(settings) == expected
        assert_verified(settings)


def assert_verified_or_unfinished(settings: Settings) -> None:
    """Bronze and the ledgers agree at every moment; what derives may wait for the next run."""
    names = {v.name for v in verify(settings) if not v.holds}
    assert not names & {"files_in_bronze", "files_add_up", "nine_tables"}


@pytest.mark.slow
@pytest.mark.parametrize("deleted", [0, 1, 5, 20])
def test_maintenance_that_dies_while_it_deletes_files(
    filled: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deleted: int
) -> None:
    settings = archiving_at(tmp_path / "archive", filled)
    before, left = tables(settings), [deleted]
    unlink = Path.unlink

    def dying(path: Path, missing_ok: bool = False) -> None:
        if path.suffix in (".parquet", ".csv", ".json"):
            left[0] -= 1
            if left[0] < 0:
                raise Crash
        unlink(path, missing_ok)

    with monkeypatch.context() as patch, pytest.raises(Crash):
        patch.setattr(Path, "unlink", dying)
        maintain(settings)
    assert run(settings).runs == []
    assert tables(settings) == before
    maintain(settings)
    assert tables(settings) == before
    assert_verified(settings)


# THE COMMAND


def test_a_dry_run_changes_nothing_and_the_command_says_what_was_done(filled: Settings) -> None:
    options = ["maintain", "--landing", str(filled.landing), "--warehouse", str(filled.warehouse)]
    environment = {
        "MEDALLION_KEYS_DIRECTORY": str(filled.keys_directory),
        "MEDALLION_MAINTENANCE__RETENTION_HOURS": "0",
        "MEDALLION_MAINTENANCE__KEEP_RUNS": "1",
    }
    before = files_below(filled.warehouse)
    told = CliRunner(env=environment).invoke(cli, [*options, "--dry-run"])
    assert told.exit_code == 0
    assert "would be compacted" in told.output
    assert files_below(filled.warehouse) == before
    done = CliRunner(env=environment).invoke(cli, [*options, "--json"])
    report = json.loads(done.stdout)
    assert report["dry_run"] is False
    live = [sum(space["live_files"] for space in report[when].values()) for when in ("before", "after")]
    assert live[1] < live[0]
    shown = CliRunner(env=environment).invoke(cli, options)
    assert "all tables" in shown.output
    assert FIRST not in shown.output

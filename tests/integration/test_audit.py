"""Tampering with the audit log shows; so does a cut, as far as the head was anchored."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner
from deltalake import DeltaTable, write_deltalake

from healthcare_medallion.cli.audit import command
from healthcare_medallion.engines.embedded import anchors, audit
from healthcare_medallion.engines.embedded.run import Runner, load_keys, run
from healthcare_medallion.engines.embedded.warehouse import Warehouse, arrow_schema
from healthcare_medallion.errors import CheckFailed, KeyMaterialError, SettingsError
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT
from healthcare_medallion.privacy import chain
from healthcare_medallion.privacy.chain import Head
from healthcare_medallion.privacy.keyring import Key
from healthcare_medallion.settings import Audit, Settings
from tests.lib.warehouses import land, settings_in

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of a run, its anchor, and three looks since."""
    folder = tmp_path_factory.mktemp("audit")
    settings = settings_in(folder)
    with audit.recorded_run(settings, 1, load_keys(settings)):
        pass
    audit.anchor(settings)
    look(settings, 3)
    return folder


@pytest.fixture
def settings(copies: Callable[[Path], Settings], _made: Path) -> Settings:
    return copies(_made)


def look(settings: Settings, times: int = 1) -> None:
    for _ in range(times):
        audit.record(
            settings, role="analyst", action="view", objects=["data_eng.dim_patients"], purpose="why", outcome="done"
        )


def log(settings: Settings) -> DeltaTable:
    table = Warehouse(settings.warehouse).open(CONTRACT)
    assert table is not None
    return table


def stored(settings: Settings) -> Rows:
    return sorted(log(settings).to_pyarrow_table().to_pylist(), key=lambda row: row["sequence"])


def rewrite(settings: Settings, rows: Rows) -> None:
    """As somebody with write access to the files would, with any program that writes Delta."""
    write_deltalake(log(settings), pa.Table.from_pylist(rows, schema=arrow_schema(CONTRACT)), mode="overwrite")


def found(settings: Settings) -> list[str]:
    return [f"{finding.entry}: {finding.what}" for finding in audit.verify(settings).findings]


def test_a_run_says_when_it_started_which_keys_it_used_and_how_it_ended(fresh: Settings) -> None:
    land(fresh.landing, "claims")
    run(fresh)
    entries = audit.entries_of(fresh)
    assert [(e["action"], e["outcome"]) for e in entries[:4]] == [
        ("run", "started"),
        ("key", "done"),
        ("key", "done"),
        ("run", "done"),
    ]
    assert audit.verify(fresh).since == 0
    assert entries[0]["objects"] == ["run 1"] and entries[1]["objects"][0].startswith("key name ")
    assert run(fresh).runs == [] and len(audit.entries_of(fresh)) == len(entries)  # nothing done, nothing said


def test_a_run_that_fails_is_recorded_as_failed(fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise CheckFailed("no")

    land(fresh.landing, "claims")
    monkeypatch.setattr(Runner, "_publish", fails)
    with pytest.raises(CheckFailed):
        run(fresh)
    assert [e["outcome"] for e in audit.entries_of(fresh) if e["action"] == "run"][-2:] == ["started", "failed"]


def test_an_untouched_log_is_whole_and_says_its_anchor(settings: Settings) -> None:
    result = audit.verify(settings)
    assert result.findings == ()
    assert result.entries == 7 and result.since == 3
    assert result.anchor is not None and result.anchor.head.count == 4


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "somebody else"),
        ("purpose", None),
        ("outcome", "refused"),
        ("objects", ["data_eng_marts.insurance_utilisation"]),
        ("at", datetime(2020, 1, 1, tzinfo=UTC)),
        ("mac", "0" * 64),
        ("key_id", "0" * 12),
    ],
)
def test_an_edit_is_found(settings: Settings, column: str, value: object) -> None:
    rows = stored(settings)
    rows[4] = {**rows[4], column: value}
    rewrite(settings, rows)
    assert any(line.startswith("5: ") for line in found(settings))


@pytest.mark.parametrize("number", [1, 2, 5, 6])
def test_a_removed_entry_is_found(settings: Settings, number: int) -> None:
    rewrite(settings, [row for row in stored(settings) if row["sequence"] != number])
    assert any(f"{number} is missing" in line for line in found(settings))


def test_entries_that_change_places_are_found(settings: Settings) -> None:
    rows = stored(settings)
    rows[4], rows[5] = {**rows[5], "sequence": 5}, {**rows[4], "sequence": 6}
    rewrite(settings, rows)
    assert [line[:2] for line in found(settings)] == ["5:", "6:", "7:"]


def test_the_order_of_rows_in_files_says_nothing(settings: Settings) -> None:
    rewrite(settings, stored(settings)[::-1])
    log(settings).optimize.compact()
    assert found(settings) == []


def test_a_repeated_entry_is_found(settings: Settings) -> None:
    rewrite(settings, [*stored(settings), stored(settings)[2]])
    assert any("more than once" in line for line in found(settings))


def test_an_entry_with_another_key_is_found(settings: Settings) -> None:
    rows = stored(settings)
    wrong = Key("audit", b"w" * 32)
    entry = audit.entry("analyst", "query", ["x"], None, "done")
    rewrite(settings, [*rows, *chain.extend(Head(len(rows), rows[-1]["mac"]), [entry], wrong)])
    assert found(settings) == [f"8: was written with key {wrong.key_id}, which is not the audit key"]
    claims_right = chain.extend(Head(len(rows), rows[-1]["mac"]), [entry], wrong)
    claims_right[0]["key_id"] = rows[0]["key_id"]
    rewrite(settings, [*rows, *claims_right])
    assert [line[:2] for line in found(settings)] == ["8:"]


def test_a_cut_is_found_up_to_the_anchor_without_the_head_beside_the_log(settings: Settings) -> None:
    rewrite(settings, stored(settings)[:3])
    (settings.warehouse / ".lock-audit-head").unlink()
    assert any("4 to 4 are missing: anchored" in line for line in found(settings))


def test_a_cut_after_the_anchor_is_found_by_the_head_beside_the_log(settings: Settings) -> None:
    rewrite(settings, stored(settings)[:5])
    assert found(settings) == ["6: the last 2 entries are missing: cut off"]
    look(settings)  # the log goes on, and the gap stays
    assert any("6 to 7 are missing" in line for line in found(settings))


def test_a_cut_that_grows_over_is_found_by_the_anchor(settings: Settings) -> None:
    rewrite(settings, stored(settings)[:2])
    (settings.warehouse / ".lock-audit-head").unlink()
    look(settings, 4)
    assert any(line.startswith("4: is not the one that was anchored") for line in found(settings))


def test_an_older_version_of_the_log_is_found(settings: Settings) -> None:
    look(settings, 2)
    audit.anchor(settings)
    log(settings).restore(2)
    (settings.warehouse / ".lock-audit-head").unlink()
    assert any("cut off" in line for line in found(settings))


def test_older_files_of_the_log_are_found(settings: Settings, tmp_path: Path) -> None:
    folder = Warehouse(settings.warehouse).path(CONTRACT)
    shutil.copytree(folder, tmp_path / "older")
    look(settings, 2)
    audit.anchor(settings)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)
    (settings.warehouse / ".lock-audit-head").unlink()
    assert any("8 to 9 are missing" in line for line in found(settings))


def test_a_log_that_is_made_anew_or_gone_is_found(settings: Settings) -> None:
    audit.anchor(settings)
    shutil.rmtree(Warehouse(settings.warehouse).path(CONTRACT))
    assert found(settings) == ["0: the log is gone; 7 entries were anchored"]
    (settings.warehouse / ".lock-audit-head").unlink()
    look(settings)
    assert any("the log was replaced" in line for line in found(settings))


def test_without_an_anchor_a_log_cannot_be_trusted(settings: Settings) -> None:
    Path(anchors.place(settings)).unlink()
    assert any("there is no anchor" in line for line in found(settings))


def test_entries_from_before_the_chain_are_bound_to_it(settings: Settings) -> None:
    contract = arrow_schema(CONTRACT)
    path = Warehouse(settings.warehouse).path(CONTRACT)
    shutil.rmtree(path)
    (settings.warehouse / ".lock-audit-head").unlink()
    Path(anchors.place(settings)).unlink()
    old_columns = pa.schema([f for f in contract if f.name not in ("sequence", "key_id", "mac")])
    old = [audit.entry("analyst", "query", [f"table {i}"], None, "done") for i in range(2)]
    write_deltalake(str(path), pa.Table.from_pylist(old, schema=old_columns))
    look(settings, 2)
    audit.anchor(settings)
    result = audit.verify(settings)
    assert (result.entries, result.unchained, result.findings) == (2, 2, ())
    rows = log(settings).to_pyarrow_table().to_pylist()
    rewrite(settings, [row for row in rows if row["objects"] != ["table 1"]])
    assert [line[:2] for line in found(settings)] == ["1:"]


def test_writers_at_the_same_time_leave_one_whole_chain(settings: Settings) -> None:
    script = (
        "import sys; from healthcare_medallion.engines.embedded import audit\n"
        "from healthcare_medallion.settings import Settings\n"
        "s = Settings(warehouse=sys.argv[1], keys_directory=sys.argv[2])\n"
        "for _ in range(8): audit.record("
        "s, role='analyst', action='query', objects=['x'], purpose=None, outcome='done')"
    )
    arguments = [sys.executable, "-c", script, str(settings.warehouse), str(settings.keys_directory)]
    writers = [subprocess.Popen(arguments) for _ in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert found(settings) == [] and audit.verify(settings).entries == 7 + 24


def test_without_the_key_nothing_is_recorded_and_so_nothing_done(settings: Settings) -> None:
    prod = settings.model_copy(update={"env": "prod"})
    with pytest.raises(KeyMaterialError, match="No key for purpose `audit`"):
        look(prod)


# ANCHORS


def anchored_at(settings: Settings, where: str) -> Settings:
    return settings.model_copy(update={"audit": Audit(anchor=where)})


def test_an_anchor_inside_the_warehouse_is_refused(settings: Settings) -> None:
    for inside in (str(settings.warehouse / "anchors"), f"file://{settings.warehouse}/anchors"):
        with pytest.raises(SettingsError, match="inside the warehouse"):
            audit.anchor(anchored_at(settings, inside))


def test_a_folder_of_objects_gets_one_for_each_head(settings: Settings, tmp_path: Path) -> None:
    there = anchored_at(settings, f"file://{tmp_path}/objects")
    audit.anchor(there)
    audit.anchor(there)
    look(there)
    audit.anchor(there)
    assert [p.name[:12] for p in sorted((tmp_path / "objects").iterdir())] == ["000000000007", "000000000008"]
    assert audit.verify(there).since == 0
    rewrite(there, stored(there)[:6])
    (settings.warehouse / ".lock-audit-head").unlink()
    assert any("7 to 8 are missing" in line for line in found(there))


@pytest.mark.parametrize("scheme", ["syslog", "syslog+tcp"])
def test_syslog_gets_the_head_and_an_export_of_it_can_be_checked(
    settings: Settings, tmp_path: Path, scheme: str
) -> None:
    kind = socket.SOCK_DGRAM if scheme == "syslog" else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(10)
        if kind is socket.SOCK_STREAM:
            server.listen()
        there = anchored_at(settings, f"{scheme}://127.0.0.1:{server.getsockname()[1]}")
        audit.anchor(there)
        if kind is socket.SOCK_DGRAM:
            received = server.recv(4096)
        else:
            with server.accept()[0] as connection:
                received = connection.recv(4096)
    export = tmp_path / "syslog.txt"
    export.write_text(f"Mar  1 08:00:00 host {received.decode().rstrip(chr(0))}\nsomething else\n")
    result = audit.verify(there, anchor_file=export)
    assert result.findings == () and result.since == 0
    assert any("there is no anchor" in f.what for f in audit.verify(there).findings)  # syslog cannot be read back


def test_a_place_out_of_reach_does_not_fail_a_run_and_is_said(fresh: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    land(fresh.landing, "claims")
    report = run(anchored_at(fresh, str(tmp_path / "file" / "anchors")))
    assert report.runs == [1] and "could not be anchored" in report.notices[0]


# THE COMMAND


def test_verify_says_what_it_found_and_what_it_cannot_see(settings: Settings) -> None:
    arguments = ["verify", "--warehouse", str(settings.warehouse), "--anchor", anchors.place(settings)]
    environment = {"MEDALLION_KEYS_DIRECTORY": str(settings.keys_directory)}
    good = CliRunner().invoke(command, arguments, env=environment)
    assert good.exit_code == 0
    assert "The chain is whole" in good.output and "Anchor: entry 4" in good.output
    assert "3 entries since are not anchored" in good.output and "past this tool" in good.output
    rewrite(settings, stored(settings)[1:])
    bad = CliRunner().invoke(command, [*arguments, "--json"], env=environment)
    assert bad.exit_code == 1
    assert json.loads(bad.output)["findings"][0]["entry"] == 1


def test_the_list_can_be_narrowed(settings: Settings) -> None:
    def listed(*arguments: str) -> Rows:
        result = CliRunner().invoke(command, ["list", "--json", "--warehouse", str(settings.warehouse), *arguments])
        assert result.exit_code == 0, result.output
        return list(json.loads(result.output))

    assert len(listed()) == 7 and len(listed("--limit", "2")) == 2
    assert {e["action"] for e in listed("--action", "view")} == {"view"}
    assert [e["objects"] for e in listed("--object", "dim_patients")] == [["data_eng.dim_patients"]] * 3
    assert len(listed("--outcome", "started")) == 1 and listed("--actor", "nobody") == []
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert listed("--since", f"{tomorrow:%Y-%m-%d}") == []

"""Keys: where they come from, how they are renewed, and that no row of an older generation stays behind."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

import keyring
import pyarrow as pa
import pytest
from keyring.backend import KeyringBackend

from healthcare_medallion.cli import main
from healthcare_medallion.engines.embedded.generations import generations, refuse_half_rotated, ring_of, wrap
from healthcare_medallion.engines.embedded.reading import published
from healthcare_medallion.engines.embedded.rotation import Rotation, rotate
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.engines.embedded.warehouse import Warehouse, arrow_schema
from healthcare_medallion.errors import KeyMaterialError, MissingExtraError
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.ops.rejected_lines import CONTRACT as REJECTED_LINES
from healthcare_medallion.pipelines.shared.contract import Column, Contract
from healthcare_medallion.pipelines.shared.keys import pseudonym
from healthcare_medallion.pipelines.silver.silver_patients import CONTRACT as SILVER_PATIENTS
from healthcare_medallion.privacy import key_stores
from healthcare_medallion.privacy.key_stores import FileStore
from healthcare_medallion.privacy.keyring import PURPOSES, Key, load_key, load_ring, new_secret
from healthcare_medallion.privacy.sealing import unsealed
from healthcare_medallion.settings import Settings
from tests.lib.crashes import Crash, crash_after
from tests.lib.warehouses import rows, settings_in, stored

# Changes of the key store that a kill may fall behind.
STORE_STEPS = ((os, "link"), (Path, "replace"), (key_stores, "_to_disk"))
MEMBERS = Contract(
    name="members",
    schema="context_test",
    comment="A table whose social security numbers are nowhere but in their pseudonyms.",
    key=("member",),
    columns=(
        Column("member", "int", "Number of the row.", nullable=False),
        Column("ssn_hash", "string", "Of the number.", keyed_by="ssn"),
        Column("old_ssn_hash", "string", "Of the number before.", keyed_by="ssn"),
        Column("note", "string", "Something else."),
        Column("_ssn_key_id", "string", "Generation.", nullable=False),
    ),
)
OTHERS = replace(MEMBERS, name="others")
NUMBERS = [f"{n:09}" for n in range(900)]


def fill(settings: Settings, contract: Contract, key: Key) -> None:
    """A table as an ingestion would have left it: pseudonyms under one key, a null here and there."""
    hashes = [key_hash(key, number) for number in NUMBERS]
    data = {
        "member": list(range(len(NUMBERS))),
        "ssn_hash": hashes,
        "old_ssn_hash": [None if n % 3 else h for n, h in enumerate(reversed(hashes))],
        "note": [f"note {n}" for n in range(len(NUMBERS))],
        "_ssn_key_id": [key.key_id] * len(NUMBERS),
    }
    warehouse = Warehouse(settings.warehouse)
    rows = pa.table(data, schema=arrow_schema(contract))
    warehouse.write(contract, warehouse.create(contract), rows, mode="append", numbers={"run": 1})


def key_hash(key: Key, text: str) -> str:
    import hmac

    return hmac.new(key.secret, text.encode(), "sha256").hexdigest()


def read(settings: Settings, contract: Contract) -> list[dict[str, Any]]:
    table = Warehouse(settings.warehouse).open(contract)
    assert table is not None
    found: list[dict[str, Any]] = table.to_pyarrow_table().sort_by(contract.names[0]).to_pylist()
    return found


def assert_chained(settings: Settings, contract: Contract) -> None:
    """Every stored value is what a new row with the same number would get."""
    ring = ring_of(settings, "ssn")
    chained = [ring.chained(number) for number in NUMBERS]
    found = read(settings, contract)
    assert [row["ssn_hash"] for row in found] == chained
    assert [row["old_ssn_hash"] for row in found] == [None if n % 3 else h for n, h in enumerate(reversed(chained))]
    assert [row["note"] for row in found] == [f"note {n}" for n in range(len(NUMBERS))]
    assert {row["_ssn_key_id"] for row in found} == {ring.serving.key_id}


def ids(settings: Settings, contract: Contract, purpose: str) -> dict[str, int]:
    return {g.key_id: g.rows for g in generations(settings, [contract]) if g.purpose == purpose}


# WHERE KEYS COME FROM


class InMemory(KeyringBackend):
    """A keyring of the test's own, so that the one of the system is not touched."""

    priority = 1

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password


@pytest.fixture
def system_keyring() -> Iterator[InMemory]:
    before, mine = keyring.get_keyring(), InMemory()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_each_purpose_and_environment_has_a_key_of_its_own(tmp_path: Path) -> None:
    keys = [
        load_ring(purpose, env=env, directory=tmp_path, make=True).serving
        for purpose in PURPOSES
        for env in ("dev", "prod")
    ]
    assert {len(key.secret) for key in keys} == {32}
    assert len({key.secret for key in keys}) == len({key.key_id for key in keys}) == 2 * len(PURPOSES)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*.key")} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o700}


def test_the_variable_comes_before_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_file = load_key("ssn", env="dev", directory=tmp_path)
    secrets = [new_secret() for _ in range(4)]
    monkeypatch.setenv("MEDALLION_KEY_SSN", secrets[2].hex())
    monkeypatch.setenv("MEDALLION_KEY_SSN_RETIRED", f"{secrets[0].hex()},{secrets[1].hex()}")
    monkeypatch.setenv("MEDALLION_KEY_SSN_NEXT", secrets[3].hex())
    ring = load_ring("ssn", env="dev", directory=tmp_path)
    assert [key.secret for key in ring.generations] == secrets[:3]
    assert ring.coming and ring.coming.secret == secrets[3]
    assert in_file.secret not in secrets
    assert not [secret for secret in secrets if secret.hex() in repr(ring)]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
@pytest.mark.parametrize("generation", ["", ".1", ".next"])
def test_a_key_that_others_can_read_is_refused(mode: int, generation: str, tmp_path: Path) -> None:
    store = FileStore(tmp_path / "dev")
    store.make("mrn")
    for _ in range(2):
        store.stage("mrn")
        store.promote("mrn")
    store.stage("mrn")
    path = tmp_path / "dev" / f"mrn{generation}.key"
    path.chmod(mode)
    with pytest.raises(KeyMaterialError, match="can be read by others"):
        load_ring("mrn", env="dev", directory=tmp_path)


def test_a_generation_that_is_gone_is_missed(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "dev")
    store.make("ssn")
    for _ in range(2):
        store.stage("ssn")
        store.promote("ssn")
    (tmp_path / "dev" / "ssn.1.key").unlink()
    with pytest.raises(KeyMaterialError, match="generation of key `ssn` is missing"):
        load_ring("ssn", env="dev", directory=tmp_path)


def test_keys_in_the_systems_keyring(system_keyring: InMemory, tmp_path: Path) -> None:
    settings = settings_in(tmp_path, keys_store="keyring", env="prod")
    with pytest.raises(KeyMaterialError, match="No key for purpose `ssn`"):
        ring_of(settings, "ssn")
    first = ring_of(settings, "ssn", make=True).serving
    assert ring_of(settings, "ssn", make=True).serving == first
    ring_of(settings, "audit", make=True)
    fill(settings, MEMBERS, first)
    for _ in range(2):
        rotate(settings, "ssn", also=[MEMBERS])
        assert_chained(settings, MEMBERS)
    assert ring_of(settings, "ssn").retired[0].key_id == first.key_id
    assert {service for service, _ in system_keyring.entries} == {"healthcare-medallion/prod"}
    assert not list(tmp_path.rglob("*.key"))


def test_a_keyring_entry_of_another_program_is_not_quoted(system_keyring: InMemory, tmp_path: Path) -> None:
    for text in ("correct horse", '["x"]', '{"serving": {"secret": "battery"}}', '{"serving": {}}'):
        system_keyring.set_password("healthcare-medallion/dev", "ssn", text)
        if text.endswith("{}}"):
            continue
        with pytest.raises(KeyMaterialError) as refused:
            load_ring("ssn", env="dev", store="keyring")
        assert "horse" not in str(refused.value) and "battery" not in str(refused.value)


def test_without_the_package_the_keyring_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    with pytest.raises(MissingExtraError, match="`keyring` is not installed"):
        load_ring("ssn", env="dev", store="keyring")


# ROTATION: WRAPPED


@pytest.fixture
def wrapped_settings(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path / "wrapped")
    key = ring_of(settings, "ssn", make=True).serving
    for contract in (MEMBERS, OTHERS):
        fill(settings, contract, key)
    return settings


def rotate_ssn(settings: Settings) -> Rotation:
    return rotate(settings, "ssn", also=[MEMBERS, OTHERS])


def test_wrapped_rows_join_with_new_ones(wrapped_settings: Settings) -> None:
    for generation in (2, 3, 4):
        done = rotate_ssn(wrapped_settings)
        assert done.former != done.serving
        assert done.rows == {"context_test.members": len(NUMBERS), "context_test.others": len(NUMBERS)}
        assert len(ring_of(wrapped_settings, "ssn").generations) == generation
        for contract in (MEMBERS, OTHERS):
            assert_chained(wrapped_settings, contract)
    table = Warehouse(wrapped_settings.warehouse).open(MEMBERS)
    assert table is not None and table.version() == 4


@pytest.mark.slow
def test_killed_at_every_step_rotation_is_finished_by_the_next_call(tmp_path: Path) -> None:
    """Between two tables, between table and key store, within the key store: never two generations, never a third."""

    def prepared(name: str) -> Settings:
        settings = settings_in(tmp_path / name)
        key = ring_of(settings, "ssn", make=True).serving
        for contract in (MEMBERS, OTHERS):
            fill(settings, contract, key)
        return settings

    whole = prepared("whole")
    with crash_after(0, also=STORE_STEPS) as seen:
        rotate_ssn(whole)
    assert seen[0] >= 8, "too few steps were seen: does the crash still hit what writes?"
    for step in range(1, seen[0] + 1):
        settings = prepared(f"step-{step}")
        with pytest.raises(Crash), crash_after(step, also=STORE_STEPS):
            rotate_ssn(settings)
        ring = ring_of(settings, "ssn")
        seen_ids = {key_id for c in (MEMBERS, OTHERS) for key_id in ids(settings, c, "ssn")}
        if ring.coming is not None or seen_ids != {ring.serving.key_id}:
            with pytest.raises(KeyMaterialError, match="rotation of key `ssn` was not finished"):
                refuse_half_rotated(settings, graph(settings.pipeline), also=[MEMBERS, OTHERS])
            rotate_ssn(settings)
        refuse_half_rotated(settings, graph(settings.pipeline), also=[MEMBERS, OTHERS])
        assert len(ring_of(settings, "ssn").generations) in (1, 2), step
        for contract in (MEMBERS, OTHERS):
            assert_chained(settings, contract)


def test_another_warehouse_is_brought_to_the_serving_key(wrapped_settings: Settings, tmp_path: Path) -> None:
    """Keys belong to a user: a rotation for one warehouse leaves the user's others behind, and they say so."""
    other = wrapped_settings.model_copy(update={"warehouse": tmp_path / "other"})
    fill(other, MEMBERS, ring_of(other, "ssn").serving)
    for _ in range(3):
        rotate_ssn(wrapped_settings)
    with pytest.raises(KeyMaterialError, match="not finished"):
        refuse_half_rotated(other, graph(other.pipeline), also=[MEMBERS])
    done = rotate(other, "ssn", also=[MEMBERS])
    assert done.former == done.serving, "no further generation is made on the way"
    assert_chained(other, MEMBERS)
    assert_chained(wrapped_settings, MEMBERS)


def test_rows_of_an_unknown_key_stop_a_rotation(wrapped_settings: Settings) -> None:
    fill(wrapped_settings, OTHERS, Key("ssn", new_secret()))
    before = read(wrapped_settings, OTHERS)
    with pytest.raises(KeyMaterialError, match="not in the ring"):
        wrap(wrapped_settings, OTHERS, "ssn", ring_of(wrapped_settings, "ssn").generations)
    assert read(wrapped_settings, OTHERS) == before


def test_with_keys_in_variables_the_person_moves_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_in(tmp_path)
    first, second = new_secret().hex(), new_secret().hex()
    monkeypatch.setenv("MEDALLION_KEY_SSN", first)
    fill(settings, MEMBERS, ring_of(settings, "ssn").serving)
    with pytest.raises(KeyMaterialError) as refused:
        rotate(settings, "ssn", also=[MEMBERS])
    assert "MEDALLION_KEY_SSN_NEXT" in str(refused.value.hint)
    monkeypatch.setenv("MEDALLION_KEY_SSN_NEXT", second)
    with pytest.raises(KeyMaterialError) as refused:
        rotate(settings, "ssn", also=[MEMBERS])
    assert first not in str(refused.value.hint) and second not in str(refused.value.hint)
    monkeypatch.setenv("MEDALLION_KEY_SSN", second)
    monkeypatch.setenv("MEDALLION_KEY_SSN_RETIRED", first)
    monkeypatch.delenv("MEDALLION_KEY_SSN_NEXT")
    refuse_half_rotated(settings, graph(settings.pipeline), also=[MEMBERS])
    assert_chained(settings, MEMBERS)


# ROTATION: COMPUTED AND SEALED AGAIN


def as_hashed(name: str) -> str:
    """Without blanks around it, A to Z in upper case."""
    return name.strip(" \t\n\r\v\f").translate(str.maketrans(ascii_lowercase, ascii_uppercase))


def assert_names_follow_the_key(settings: Settings) -> None:
    key = ring_of(settings, "name").serving
    assert ids(settings, SILVER_PATIENTS, "name").keys() == {key.key_id}
    landed = {
        pseudonym(key.secret, row["patient_id"].strip(), as_hashed(row["first_name"] or ""))
        for row in rows(settings, "bronze_patients")
    }
    found = {row["first_name_pseudonym"] for row in rows(settings, "silver_patients")} - {None}
    assert found and found <= landed


def test_names_are_computed_again_from_bronze(filled: Settings) -> None:
    before = {name: table for name, table in stored(filled).items() if name.startswith("silver_p")}
    done = rotate(filled, "name")
    assert len(done.runs) == 1
    assert_names_follow_the_key(filled)
    assert published(Warehouse(filled.warehouse)).name_key_id == done.serving
    assert [v.name for v in verify(filled) if not v.holds] == []
    changed = ("first_name_pseudonym", "last_name_pseudonym", "_name_key_id")
    rest = [t["silver_patients"].drop_columns(list(changed)).to_pylist() for t in (before, stored(filled))]
    assert sorted(map(repr, rest[0])) == sorted(map(repr, rest[1]))
    assert run(filled).runs == []


def test_a_rotation_takes_no_new_file(second_landed: Callable[[], Settings]) -> None:
    settings = second_landed()
    before = rows(settings, "landing_files")
    rotate(settings, "name")
    assert [r["source_file"] for r in rows(settings, "landing_files") if r["source_file"]] == [
        r["source_file"] for r in before if r["source_file"]
    ]
    assert run(settings).runs


@pytest.mark.slow
def test_a_name_rotation_killed_at_any_step_is_finished_by_a_run(copies: Any, _one_run: Path) -> None:
    settings = copies(_one_run)
    with crash_after(0, also=STORE_STEPS) as seen:
        rotate(settings, "name")
    # Up to the run each step, in the run a few: a run that dies has tests of its own.
    for step in [*range(1, 6), *range(6, seen[0], 9)]:
        settings = copies(_one_run)
        with pytest.raises(Crash), crash_after(step, also=STORE_STEPS):
            rotate(settings, "name")
        serving = ring_of(settings, "name").serving
        run(settings)
        assert ring_of(settings, "name").serving == serving
        assert_names_follow_the_key(settings)
        assert [v.name for v in verify(settings) if not v.holds] == [], step


def test_rejected_lines_are_sealed_again_and_stay_readable(filled: Settings) -> None:
    def lines(settings: Settings) -> list[str]:
        ring = ring_of(settings, "reject")
        boxes = [row["sealed_line"] for row in rows(settings, "rejected_lines") if row["sealed_line"]]
        return sorted(unsealed(box, ring.find(box.partition(":")[0])) for box in boxes)

    before, others = lines(filled), [{**r, "sealed_line": None} for r in rows(filled, "rejected_lines")]
    assert before, "the warehouse has rejected lines"
    with crash_after(0, also=STORE_STEPS) as seen:
        done = rotate(filled, "reject")
    assert done.rows == {REJECTED_LINES.full_name: len(before)}
    assert lines(filled) == before
    assert ids(filled, REJECTED_LINES, "reject") == {done.serving: len(before)}
    by_place = sorted(map(repr, others))
    assert sorted(repr({**r, "sealed_line": None}) for r in rows(filled, "rejected_lines")) == by_place
    warehouse = Warehouse(filled.warehouse)
    newest = warehouse.versions(iter([REJECTED_LINES]))
    assert newest.items() <= dict(published(warehouse).table_versions).items()
    for step in range(1, min(seen[0], 8)):
        with pytest.raises(Crash), crash_after(step, also=STORE_STEPS):
            rotate(filled, "reject")
        assert lines(filled) == before, "old lines stay readable at any instant"
    rotate(filled, "reject")
    assert lines(filled) == before


# PROOF


def test_verify_misses_no_row_of_another_generation(filled: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """One row of a foreign key among all others, planted."""
    warehouse = Warehouse(filled.warehouse)
    table = warehouse.open(SILVER_PATIENTS)
    assert table is not None
    one = min(row["patient_id"] for row in rows(filled, "silver_patients"))
    table.update(updates={"_name_key_id": "'0123456789ab'"}, predicate=f"patient_id = '{one}'")
    assert [v.name for v in verify(filled) if not v.holds and "key" in v.name] == ["one_key_generation:name"]
    places = ["--warehouse", str(filled.warehouse)]
    with pytest.raises(SystemExit) as left, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDALLION_KEYS_DIRECTORY", str(filled.keys_directory))
        main(["keys", "verify", *places])
    assert left.value.code == 1
    shown = capsys.readouterr()
    assert "0123456789ab" in shown.out and "unknown" in shown.out


def test_the_command_line_shows_no_key(
    filled: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEDALLION_KEYS_DIRECTORY", str(filled.keys_directory))
    places = ["--warehouse", str(filled.warehouse)]
    for arguments in (
        ["create", "ssn"],
        ["create", "ssn", "--json"],
        ["list"],
        ["list", "--json"],
        ["rotate", "name", *places],
        ["rotate", "reject", *places, "--json"],
        ["rotate", "ssn", *places],
        ["verify", *places],
        ["verify", *places, "--json"],
        ["check", *places],
    ):
        main(["keys", *arguments])
    shown = "".join(capsys.readouterr())
    assert filled.keys_directory is not None
    secrets = [path.read_text().strip() for path in filled.keys_directory.rglob("*.key")]
    assert len(secrets) == 7
    assert not [secret for secret in secrets if secret[:16] in shown.lower()]
    assert all(ring_of(filled, purpose).serving.key_id in shown for purpose in ("name", "ssn", "reject"))
    record = rows(filled, "audit_log")
    assert [r["action"] for r in record if r["action"] == "rotate"] == ["rotate"] * 3


def planted(settings: Settings, case: str) -> None:
    folder = settings.keys_directory
    assert folder is not None
    name = folder / "dev" / "name.key"
    if case == "mode":
        name.chmod(0o644)
    elif case == "twice":
        FileStore(folder / "dev").make("ssn")
        (folder / "dev" / "ssn.key").write_text(name.read_text())
    elif case == "environment":
        (folder / "prod").mkdir()
        (folder / "prod" / "name.key").write_text(name.read_text())
    elif case == "pattern":
        name.write_text("ab" * 32)
    elif case == "half":
        FileStore(folder / "dev").stage("name")
    elif case == "folder":
        folder.chmod(0o777)
    elif case == "text":
        name.write_text("correct horse battery staple")


@pytest.mark.parametrize("case", ["", "mode", "twice", "environment", "pattern", "half", "folder", "text"])
def test_check_finds_what_is_wrong_with_keys(
    case: str, filled: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEDALLION_KEYS_DIRECTORY", str(filled.keys_directory))
    planted(filled, case)
    arguments = ["keys", "check", "--json", "--warehouse", str(filled.warehouse)]
    if case:
        with pytest.raises(SystemExit) as found:
            main(arguments)
        assert found.value.code == 1
    else:
        main(arguments)
    findings = json.loads(capsys.readouterr().out)
    assert [f["ok"] for f in findings].count(False) == bool(case)
    assert "horse" not in str(findings)

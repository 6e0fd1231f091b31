"""The archive of landed files: nothing readable in it, every change found, memory bounded, and the way back."""

from __future__ import annotations

import hashlib
import os
import tracemalloc
from pathlib import Path

import pytest

from healthcare_medallion.cli import main
from healthcare_medallion.engines.embedded import archiving
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.errors import KeyMaterialError, LandingError
from healthcare_medallion.privacy import archive
from healthcare_medallion.privacy.archive import CHUNK_BYTES, archive_file, archived, restore_file
from healthcare_medallion.privacy.key_stores import FileStore
from healthcare_medallion.privacy.keyring import Key, Ring, new_secret
from healthcare_medallion.settings import Settings

KEY = Key("archive", new_secret())
RING = Ring("archive", KEY)
HEADER = archive._HEADER.size
SEALED_CHUNK = CHUNK_BYTES + 16


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def made(folder: Path, size: int) -> Path:
    path = folder / "patients.csv"
    path.write_bytes(os.urandom(size))
    archive_file(path, folder / "archive", "b/patients.csv", KEY, sha256=digest(path))
    return folder / "archive" / "b" / "patients.csv.sealed"


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_what_goes_in_comes_out(size: int, tmp_path: Path) -> None:
    box = made(tmp_path, size)
    restore_file(tmp_path / "archive", "b/patients.csv", tmp_path / "back.csv", RING)
    assert digest(tmp_path / "back.csv") == digest(tmp_path / "patients.csv")
    assert {path.stat().st_mode & 0o777 for path in (box, tmp_path / "back.csv")} == {0o600}


def changes(box: bytes) -> dict[str, bytes]:
    """Everything that somebody with the file and without the key may try."""
    head, chunks = box[:HEADER], [box[HEADER + n * SEALED_CHUNK :][:SEALED_CHUNK] for n in range(3)]
    flipped = {
        f"bit at {n}": box[:n] + bytes([box[n] ^ 1]) + box[n + 1 :] for n in (0, 9, 21, 30, HEADER, len(box) - 1)
    }
    return flipped | {
        "empty": b"",
        "header only": head,
        "last byte gone": box[:-1],
        "last chunk gone": head + chunks[0] + chunks[1],
        "first chunk gone": head + chunks[1] + chunks[2],
        "chunks swapped": head + chunks[1] + chunks[0] + chunks[2],
        "chunk twice": head + chunks[0] + chunks[0] + chunks[1] + chunks[2],
        "something behind": box + b"x",
        "a chunk behind": box + chunks[2],
    }


def test_every_change_is_found(tmp_path: Path) -> None:
    box = made(tmp_path, 2 * CHUNK_BYTES + 77)
    whole = box.read_bytes()
    for what, content in changes(whole).items():
        box.write_bytes(content)
        with pytest.raises(KeyMaterialError):
            restore_file(tmp_path / "archive", "b/patients.csv", tmp_path / "back.csv", RING)
        assert not list(tmp_path.glob("*back.csv*")), f"{what}: nothing is left of a file that fails"
    box.write_bytes(whole)
    other = made(tmp_path, 2 * CHUNK_BYTES + 77)
    mixed = other.read_bytes()[: HEADER + SEALED_CHUNK] + whole[HEADER + SEALED_CHUNK :]
    other.write_bytes(mixed)
    with pytest.raises(KeyMaterialError, match="changed"):
        restore_file(tmp_path / "archive", "b/patients.csv", tmp_path / "back.csv", RING)


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    made(tmp_path, 100)
    with pytest.raises(KeyMaterialError, match="Nothing in the ring"):
        restore_file(
            tmp_path / "archive", "b/patients.csv", tmp_path / "x", Ring("archive", Key("archive", new_secret()))
        )


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    source = tmp_path / "large.csv"
    source.write_bytes(bytes(24 * CHUNK_BYTES))
    sha256 = digest(source)
    tracemalloc.start()
    archive_file(source, tmp_path / "archive", "large.csv", KEY, sha256=sha256)
    restore_file(tmp_path / "archive", "large.csv", tmp_path / "back.csv", RING, sha256=sha256)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * CHUNK_BYTES


@pytest.mark.parametrize("name", ["../x.csv", "/etc/x.csv", "a/../../x.csv", "link/x.csv", "x\0.csv"])
def test_no_name_leads_out_of_the_archive(name: str, tmp_path: Path) -> None:
    source = tmp_path / "patients.csv"
    source.write_bytes(b"x")
    folder = tmp_path / "in" / "archive"
    folder.mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path)
    with pytest.raises(LandingError, match="leads out of"):
        archive_file(source, folder, name, KEY, sha256=digest(source))
    with pytest.raises(LandingError, match="leads out of"):
        restore_file(folder, name, tmp_path / "back", RING)


def test_only_what_was_ingested_is_archived(tmp_path: Path) -> None:
    source = tmp_path / "patients.csv"
    source.write_bytes(b"other")
    with pytest.raises(LandingError, match="not the file that was ingested"):
        archive_file(source, tmp_path / "archive", "patients.csv", KEY, sha256=hashlib.sha256(b"x").hexdigest())
    assert archived(tmp_path / "archive") == [] and not list((tmp_path / "archive").iterdir())


def test_taken_files_are_archived_and_come_back(filled: Settings, tmp_path: Path) -> None:
    settings = filled.model_copy(update={"archive": tmp_path / "archive"})
    before = {p.relative_to(settings.landing).as_posix(): digest(p) for p in settings.landing.rglob("*.csv")}
    names = {p.read_bytes().splitlines()[5].split(b",")[0] for p in settings.landing.rglob("*.csv")}
    later = settings.landing / "later" / "claims.csv"
    later.parent.mkdir()
    later.write_bytes(b"claim_id,patient_id\n")
    done = archiving.add(settings, remove=True)
    assert set(done.added) == set(done.removed) == set(before) == set(archived(settings.archive))
    assert list(settings.landing.rglob("*.csv")) == [later], "what no run has taken stays"
    content = b"".join(p.read_bytes() for p in settings.archive.rglob("*.sealed"))
    assert not [name for name in names if name in content]
    assert settings.keys_directory is not None
    keys = FileStore(settings.keys_directory / "dev")
    keys.stage("archive")
    keys.promote("archive")
    for name, sha256 in before.items():
        archiving.restore(settings, name, settings.landing / name)
        assert digest(settings.landing / name) == sha256, "a former key still opens what it sealed"
    assert archiving.add(settings) == archiving.Archived()
    later.unlink()
    assert run(settings).runs == [], "files that came back are known"


def test_restore_overwrites_nothing(filled: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDALLION_KEYS_DIRECTORY", str(filled.keys_directory))
    places = ["--archive", str(tmp_path / "archive"), "--warehouse", str(filled.warehouse)]
    main(["archive", "add", *places, "--landing", str(filled.landing)])
    (name, *_) = archived(tmp_path / "archive")
    target = tmp_path / "back.csv"
    target.write_text("mine")
    with pytest.raises(SystemExit) as refused:
        main(["archive", "restore", name, str(target), *places])
    assert refused.value.code == 11 and target.read_text() == "mine"
    main(["archive", "restore", name, str(tmp_path / "new.csv"), *places])
    assert digest(tmp_path / "new.csv") == digest(filled.landing / name)

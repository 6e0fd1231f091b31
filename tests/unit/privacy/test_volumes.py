"""Telling an encrypted volume from one that is not, on trees like the kernel's and on what other systems say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from healthcare_medallion.cli.doctor import examine
from healthcare_medallion.privacy import volumes
from healthcare_medallion.privacy.volumes import Encryption, bit_locker, block_device, encryption_of, file_vault


def device(sysfs: Path, name: str, uuid: str = "", on: tuple[Path, ...] = ()) -> Path:
    """A block device as /sys/devices shows it: what it is mapped by, and what it lies on."""
    node = sysfs / "devices" / name
    (node / "slaves").mkdir(parents=True)
    if uuid:
        (node / "dm").mkdir()
        (node / "dm" / "uuid").write_text(uuid + "\n")
    for below in on:
        (node / "slaves" / below.name).symlink_to(below)
    return node


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("disk", Encryption.NOT_ENCRYPTED),
        ("luks", Encryption.ENCRYPTED),
        ("lvm on luks", Encryption.ENCRYPTED),
        ("lvm on a plain disk", Encryption.NOT_ENCRYPTED),
        ("lvm on both", Encryption.NOT_ENCRYPTED),
        ("nothing", Encryption.UNKNOWN),
    ],
)
def test_what_lies_below_a_block_device(case: str, expected: Encryption, tmp_path: Path) -> None:
    disk, other = device(tmp_path, "sda"), device(tmp_path, "sdb")
    luks = device(tmp_path, "dm-0", "CRYPT-LUKS2-0123-cryptdisk", (disk,))
    mounted = {
        "disk": disk,
        "luks": luks,
        "lvm on luks": device(tmp_path, "dm-1", "LVM-abc", (luks,)),
        "lvm on a plain disk": device(tmp_path, "dm-2", "LVM-def", (other,)),
        "lvm on both": device(tmp_path, "dm-3", "LVM-ghi", (luks, other)),
    }
    (tmp_path / "dev" / "block").mkdir(parents=True)
    if case in mounted:
        (tmp_path / "dev" / "block" / "8:1").symlink_to(mounted[case])
    assert block_device(8, 1, tmp_path)[0] is expected


def test_what_other_systems_say() -> None:
    assert file_vault("FileVault is On.\n")[0] is Encryption.ENCRYPTED
    assert file_vault("FileVault is Off.\n")[0] is Encryption.NOT_ENCRYPTED
    assert bit_locker("    Protection Status:    Protection On\n")[0] is Encryption.ENCRYPTED
    assert bit_locker("    Protection Status:    Protection Off\n")[0] is Encryption.NOT_ENCRYPTED
    for say in (file_vault, bit_locker):
        assert say(None)[0] is say("")[0] is say("An error occurred")[0] is Encryption.UNKNOWN


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
def test_a_folder_that_is_not_there_yet_is_judged_by_its_parent(tmp_path: Path) -> None:
    assert encryption_of(tmp_path / "a" / "b") == encryption_of(tmp_path)


@pytest.mark.parametrize("found", list(Encryption))
def test_doctor_refuses_prod_on_a_volume_that_is_not_known_to_be_encrypted(
    found: Encryption, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes, "encryption_of", lambda folder: (found, "as told"))
    given = {"warehouse": tmp_path / "warehouse", "landing": tmp_path}

    def verdict(**more: str) -> bool:
        return next(f.ok for f in examine({**given, **more}) if f.what == "encryption at rest")

    assert verdict(env="dev") and verdict(env="staging")
    assert verdict(env="prod") is (found is Encryption.ENCRYPTED)
    assert verdict(env="prod", unencrypted_volume_reason="accepted by the security officer")

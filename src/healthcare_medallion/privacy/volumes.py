"""Whether the volume of a folder is encrypted, as far as the operating system tells an ordinary user."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

SYSFS = Path("/sys")
_TIMEOUT_SECONDS = 10
# linux/fscrypt.h: _IOWR('f', 22, __u8[9]), answers with the policy of a directory.
_GET_POLICY = 0xC0096616


class Encryption(StrEnum):
    """What can be said of a volume. A provider's disk encryption below a virtual machine cannot be seen from it."""

    ENCRYPTED = "encrypted"
    NOT_ENCRYPTED = "not encrypted by this system"
    UNKNOWN = "encryption unknown"


def encryption_of(folder: Path) -> tuple[Encryption, str]:
    """The encryption of the volume that a folder lies on, or will lie on, and how it was found out."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if sys.platform == "linux":
        return _on_linux(there)
    if sys.platform == "darwin":
        return file_vault(_said("fdesetup", "status"))
    if os.name == "nt":
        return bit_locker(_said("manage-bde", "-status", there.drive))
    return Encryption.UNKNOWN, f"nothing is known about {sys.platform}"


def _on_linux(folder: Path) -> tuple[Encryption, str]:
    if _has_fscrypt_policy(folder):
        return Encryption.ENCRYPTED, "fscrypt"
    device = folder.stat().st_dev
    return block_device(os.major(device), os.minor(device))


def block_device(major: int, minor: int, sysfs: Path = SYSFS) -> tuple[Encryption, str]:
    """What lies below a mounted block device: dm-crypt on every path down to the disks, or not."""
    node = sysfs / "dev" / "block" / f"{major}:{minor}"
    if not node.exists():
        return Encryption.UNKNOWN, "the file system is on no block device that can be seen"
    if _all_through_crypt(node.resolve()):
        return Encryption.ENCRYPTED, "dm-crypt"
    return Encryption.NOT_ENCRYPTED, "no dm-crypt below it, no fscrypt policy"


def _all_through_crypt(node: Path) -> bool:
    identity = node / "dm" / "uuid"
    if identity.is_file() and identity.read_text().startswith("CRYPT-"):
        return True
    slaves = list((node / "slaves").iterdir()) if (node / "slaves").is_dir() else []
    return bool(slaves) and all(_all_through_crypt(slave.resolve()) for slave in slaves)


def _has_fscrypt_policy(folder: Path) -> bool:
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # struct fscrypt_get_policy_ex_arg: the size of the buffer, then the policy (24 bytes in version 2).
        fcntl.ioctl(descriptor, _GET_POLICY, bytearray(struct.pack("Q", 24) + bytes(24)))
    except OSError:
        return False  # no policy, or a file system that has none
    finally:
        os.close(descriptor)
    return True


def file_vault(said: str | None) -> tuple[Encryption, str]:
    """What `fdesetup status` says."""
    if said and "FileVault is On" in said:
        return Encryption.ENCRYPTED, "FileVault"
    if said and "FileVault is Off" in said:
        return Encryption.NOT_ENCRYPTED, "FileVault is off"
    return Encryption.UNKNOWN, "fdesetup does not say"


def bit_locker(said: str | None) -> tuple[Encryption, str]:
    """What `manage-bde -status` says; it wants an administrator."""
    words = " ".join((said or "").split())
    if "Protection Status: Protection On" in words:
        return Encryption.ENCRYPTED, "BitLocker"
    if "Protection Status: Protection Off" in words:
        return Encryption.NOT_ENCRYPTED, "BitLocker is off"
    return Encryption.UNKNOWN, "manage-bde does not say; it wants an administrator"


def _said(program: str, *arguments: str) -> str | None:
    found = shutil.which(program)
    if found is None:
        return None
    try:
        return subprocess.run(  # noqa: S603 - a program of the system, arguments of our own
            [found, *arguments], capture_output=True, text=True, check=False, timeout=_TIMEOUT_SECONDS
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None

"""Whether keys are fit for use: there, whole, private, apart from what they protect, and each its own."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from healthcare_medallion.errors import KeyMaterialError
from healthcare_medallion.privacy.key_stores import store_of
from healthcare_medallion.privacy.keyring import PURPOSES, RUN_PURPOSES, Key, default_directory, refuse_inside

ENVIRONMENTS = ("dev", "staging", "prod")
# Of 32 random bytes fewer than 16 different ones are as likely as guessing a 60-bit number at once.
_FEWEST_BYTES = 16


@dataclass(frozen=True)
class KeyFinding:
    """One thing looked at. ``found`` holds ids and places, never a key."""

    purpose: str
    ok: bool
    found: str


def key_findings(*, env: str, directory: Path | None, store: str, apart_from: Mapping[str, Path]) -> list[KeyFinding]:
    """Every finding about the keys of an environment; nothing is made or changed."""
    folder = directory or default_directory()
    findings = [_folder(folder, store, apart_from)]
    keys: list[Key] = []
    for purpose in PURPOSES:
        try:
            ring = store_of(purpose, env=env, directory=folder, store=store).ring(purpose)
        except KeyMaterialError as error:
            findings.append(KeyFinding(purpose, False, error.message))
            continue
        if ring is None:
            needed = purpose in RUN_PURPOSES and env != "dev"
            found = (
                "none; a run needs it" if needed else "none; it is made when it is needed" if env == "dev" else "none"
            )
            findings.append(KeyFinding(purpose, not needed, found))
            continue
        keys += ring.generations
        findings.append(
            KeyFinding(
                purpose,
                ring.coming is None,
                f"a rotation to {ring.coming.key_id} was not finished: medallion keys rotate {purpose}"
                if ring.coming
                else f"{ring.serving.key_id} serves, {len(ring.retired)} retired, {ring.serving.source}",
            )
        )
    findings += [
        KeyFinding(key.purpose, False, f"{key.key_id} is a pattern, not a random key")
        for key in keys
        if len(set(key.secret)) < _FEWEST_BYTES
    ]
    findings += [KeyFinding(purpose, False, f"same key as {other}") for purpose, other in _shared(keys, env, folder)]
    return findings


def _folder(folder: Path, store: str, apart_from: Mapping[str, Path]) -> KeyFinding:
    if store != "files":
        return KeyFinding("all", True, "kept in the system's keyring")
    try:
        for what, place in apart_from.items():
            refuse_inside(folder, of=place, what=what)
    except KeyMaterialError as error:
        return KeyFinding("all", False, error.message)
    if folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & 0o022:
        return KeyFinding("all", False, f"others may write in {folder}: chmod 700 {folder}")
    return KeyFinding("all", True, f"files in {folder}")


def _shared(keys: list[Key], env: str, folder: Path) -> list[tuple[str, str]]:
    """Keys that stand for two purposes, or for two environments where both are in files here."""
    seen: dict[bytes, str] = {}
    for other in ENVIRONMENTS:
        for path in sorted((folder / other).glob("*.key")) if other != env and (folder / other).is_dir() else ():
            try:
                seen[bytes.fromhex(path.read_text(errors="replace").strip())] = f"{path.stem} in {other}"
            except (OSError, ValueError):
                continue  # it is not this environment's to complain about
    found = []
    for key in keys:
        known = seen.setdefault(key.secret, key.purpose)
        if known != key.purpose:
            found.append((key.purpose, known))
    return found

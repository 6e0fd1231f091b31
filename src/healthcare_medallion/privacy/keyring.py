"""Secret keys: one of 256 bits per purpose and environment, each purpose with its generations.

Keys belong to a user and an environment, not to a warehouse: two warehouses of one user hold equal pseudonyms, and a
copy of a warehouse holds no key. Where they are kept is the business of `key_stores`.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from healthcare_medallion.errors import KeyMaterialError

KEY_BYTES = 32


class Renewal(StrEnum):
    """What becomes of stored data when a key gets a new generation."""

    CHAINED = "stored values are wrapped, v2 = HMAC(k2, v1), as nothing has the raw value any more"
    REPLACED = "values are recomputed from bronze, the former key is no longer needed"
    RESEALED = "what it sealed is sealed again; former keys open what has not been yet"
    KEPT = "new records only; former keys serve for old ones"


PURPOSES: Mapping[str, Renewal] = {
    "name": Renewal.REPLACED,
    "ssn": Renewal.CHAINED,
    "birth_date": Renewal.CHAINED,
    "mrn": Renewal.CHAINED,
    "surrogate": Renewal.CHAINED,
    "reject": Renewal.RESEALED,
    "archive": Renewal.KEPT,
    "audit": Renewal.KEPT,
}
# What an engine is handed, and what a run does not start without.
ENGINE_PURPOSES = ("name", "reject")
RUN_PURPOSES = (*ENGINE_PURPOSES, "audit")


@dataclass(frozen=True)
class Key:
    """A secret and its name. The secret is kept out of ``repr``, so that no traceback or log can show it."""

    purpose: str
    secret: bytes = field(repr=False)
    source: str = ""
    """Where it was found, in words."""
    made_at: datetime | None = None
    """When it was made, where the store can tell."""

    @cached_property
    def key_id(self) -> str:
        """Twelve hexadecimal digits that tell keys apart and say nothing about them."""
        return hmac.new(self.secret, b"medallion key id", "sha256").hexdigest()[:12]


@dataclass(frozen=True)
class Ring:
    """The generations of one purpose: ``retired`` (oldest first), the one that serves, and the one to come."""

    purpose: str
    serving: Key
    retired: tuple[Key, ...] = ()
    coming: Key | None = None

    @property
    def generations(self) -> tuple[Key, ...]:
        """Oldest first, up to the one that serves."""
        return (*self.retired, self.serving)

    def find(self, key_id: str) -> Key:
        """The generation of an id.

        :raises KeyMaterialError: none has it.
        """
        for key in (*self.generations, *([self.coming] if self.coming else [])):
            if key.key_id == key_id:
                return key
        raise KeyMaterialError(
            f"Nothing in the ring of key `{self.purpose}` has the id {key_id}; it holds "
            f"{', '.join(key.key_id for key in self.generations)}.",
            hint="Bring that generation back from your backup of the keys. See docs/guides/keys.md.",
        )

    def chained(self, text: str) -> str:
        """The pseudonym of a text under every generation in turn: what a value that was wrapped each time equals."""
        for key in self.generations:
            text = hmac.digest(key.secret, text.encode(), "sha256").hex()
        return text


def load_ring(
    purpose: str, *, env: str, directory: Path | None = None, store: str = "files", make: bool = False
) -> Ring:
    """All generations of a purpose: from the environment where ``MEDALLION_KEY_<PURPOSE>`` is set, else the store.

    With ``make`` a missing key is made, in any environment.

    :raises KeyMaterialError: missing, malformed, readable by others, or a generation lacks.
    """
    from healthcare_medallion.privacy.key_stores import store_of

    kept = store_of(purpose, env=env, directory=directory, store=store)
    ring = kept.ring(purpose)
    if ring is None and make:
        kept.make(purpose)
        ring = kept.ring(purpose)
    if ring is None:
        raise KeyMaterialError(
            f"No key for purpose `{purpose}` in environment `{env}`: neither {variable_of(purpose)} is set nor is one "
            f"in {kept.where(purpose)}.",
            hint=f"Put 64 hexadecimal digits from your secret store into {variable_of(purpose)}, or make a key with: "
            f"medallion keys create {purpose} --env {env}",
        )
    return ring


def load_key(purpose: str, *, env: str, directory: Path | None = None, store: str = "files") -> Key:
    """The serving key of a purpose. In dev a missing one is made; staging and prod refuse to start without.

    :raises KeyMaterialError: as `load_ring`.
    """
    return load_ring(purpose, env=env, directory=directory, store=store, make=env == "dev").serving


def variable_of(purpose: str) -> str:
    """The environment variable that a purpose's serving key is taken from first."""
    return f"MEDALLION_KEY_{purpose.upper()}"


def default_directory() -> Path:
    """Where key files are by default: in the user's configuration folder."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "medallion" / "keys"


def refuse_inside(directory: Path, *, of: Path, what: str) -> None:
    """Keys must not travel with the data they protect.

    :raises KeyMaterialError: when ``directory`` lies inside ``of``.
    """
    if directory.resolve().is_relative_to(of.resolve()):
        raise KeyMaterialError(
            f"The keys folder {directory} lies inside {what} {of}: whoever copies one gets the other.",
            hint="Set keys_directory (or MEDALLION_KEYS_DIRECTORY) to a folder outside.",
        )


def parsed(text: str, where: str) -> bytes:
    """The secret in 64 hexadecimal digits.

    :raises KeyMaterialError: it is something else; the message does not quote it.
    """
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise KeyMaterialError(
            f"{where} does not hold a key: 64 hexadecimal digits are expected.",
            hint="Make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'",
        )
    return secret


def new_secret() -> bytes:
    """256 bits from the operating system's generator."""
    return secrets.token_bytes(KEY_BYTES)

"""Secret keys: one of 256 bits per purpose and environment, from the environment or a file only its owner can read.

The file belongs to a user and an environment, not to a warehouse: two warehouses of one user hold equal pseudonyms,
and a copy of a warehouse holds no key.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from healthcare_medallion.errors import KeyMaterialError

PURPOSES = ("name", "reject", "audit")
KEY_BYTES = 32


@dataclass(frozen=True)
class Key:
    """A secret and its name. The secret is kept out of ``repr``, so that no traceback or log can show it."""

    purpose: str
    secret: bytes = field(repr=False)

    @property
    def key_id(self) -> str:
        """Twelve hexadecimal digits that tell keys apart and say nothing about them."""
        return hmac.new(self.secret, b"medallion key id", "sha256").hexdigest()[:12]


def load_key(purpose: str, *, env: str, directory: Path | None = None) -> Key:
    """The key for a purpose: ``MEDALLION_KEY_<PURPOSE>`` (64 hexadecimal digits), else its file.

    In dev a missing file is made on first use, with mode 0600. Staging and prod refuse to start without a key.

    :raises KeyMaterialError: missing, malformed, or readable by others.
    """
    variable = f"MEDALLION_KEY_{purpose.upper()}"
    if variable in os.environ:
        return Key(purpose, _parsed(os.environ[variable], variable))
    path = (directory or default_directory()) / env / f"{purpose}.key"
    try:
        if not path.exists():
            if env != "dev":
                raise KeyMaterialError(
                    f"No key for purpose `{purpose}` in environment `{env}`: neither {variable} is set nor {path} is "
                    "there.",
                    hint=f"Put 64 hexadecimal digits from your secret store into {variable}, or into {path} (mode "
                    "0600).",
                )
            _create(path)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise KeyMaterialError(f"{path} can be read by others than its owner.", hint=f"chmod 600 {path}")
        return Key(purpose, _parsed(path.read_text(errors="replace"), str(path)))
    except OSError as error:
        raise KeyMaterialError(
            f"The key file {path} cannot be used: {error.strerror}.", hint="Check owner and mode of it and its folder."
        ) from None


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


def _parsed(text: str, where: str) -> bytes:
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


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Written aside and linked: of two first runs at once, both end with the key of the one that was first.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

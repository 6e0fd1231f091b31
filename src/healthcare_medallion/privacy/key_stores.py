"""Where keys are kept: environment variables, files that only their owner can read, or the keyring of the system.

A store holds the generations of each purpose. Writing is ordered so that a kill at any instant loses no generation:
a key is on disk, by its own name, before another takes its place.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from healthcare_medallion.errors import KeyMaterialError, MissingExtraError
from healthcare_medallion.privacy.keyring import Key, Ring, default_directory, new_secret, parsed, variable_of

SERVICE = "healthcare-medallion"


class Store(Protocol):
    """The keys of one environment."""

    def ring(self, purpose: str) -> Ring | None:
        """All generations; None where the purpose has no key."""

    def make(self, purpose: str) -> None:
        """A first key; of two calls at once both end with the key of the one that was first."""

    def stage(self, purpose: str) -> None:
        """A key to come beside the one that serves, if there is none yet."""

    def promote(self, purpose: str) -> None:
        """The key to come serves, the one that served is retired."""

    def where(self, purpose: str) -> str:
        """The place in words."""


def store_of(purpose: str, *, env: str, directory: Path | None = None, store: str = "files") -> Store:
    """The store that a purpose's key is taken from: the environment where its variable is set."""
    if variable_of(purpose) in os.environ:
        return EnvironmentStore()
    return SystemKeyring(env) if store == "keyring" else FileStore((directory or default_directory()) / env)


class EnvironmentStore:
    """``MEDALLION_KEY_<PURPOSE>``, ``..._RETIRED`` (oldest first, commas between) and ``..._NEXT``. Never written."""

    def ring(self, purpose: str) -> Ring | None:
        variable = variable_of(purpose)
        if variable not in os.environ:
            return None
        retired = [text for text in os.environ.get(f"{variable}_RETIRED", "").split(",") if text.strip()]
        coming = os.environ.get(f"{variable}_NEXT")
        return _ring(
            purpose,
            self._key(purpose, os.environ[variable], variable),
            [self._key(purpose, text, f"{variable}_RETIRED") for text in retired],
            self._key(purpose, coming, f"{variable}_NEXT") if coming else None,
        )

    def make(self, purpose: str) -> None:
        raise self._read_only(purpose, f"Set {variable_of(purpose)} from your secret store.")

    def stage(self, purpose: str) -> None:
        ring = self.ring(purpose)
        if ring is None or ring.coming is None:
            raise self._read_only(purpose, f"Put the new key into {variable_of(purpose)}_NEXT, then call this again.")

    def promote(self, purpose: str) -> None:
        variable = variable_of(purpose)
        raise self._read_only(
            purpose,
            f"Stored rows have the new generation. Now set {variable} to what {variable}_NEXT holds, append what "
            f"{variable} held to {variable}_RETIRED, and unset {variable}_NEXT. Where `medallion keys verify` still "
            "counts older rows, call this again.",
        )

    def where(self, purpose: str) -> str:
        return f"the variable {variable_of(purpose)}"

    @staticmethod
    def _key(purpose: str, text: str, variable: str) -> Key:
        return Key(purpose, parsed(text, variable), source=f"variable {variable}")

    @staticmethod
    def _read_only(purpose: str, hint: str) -> KeyMaterialError:
        return KeyMaterialError(f"Key `{purpose}` comes from the environment, which is not changed here.", hint=hint)


class FileStore:
    """``PURPOSE.key`` serves, ``PURPOSE.N.key`` are its forerunners in order, ``PURPOSE.next.key`` is to come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def where(self, purpose: str) -> str:
        return str(self._path(purpose))

    def ring(self, purpose: str) -> Ring | None:
        with _file_errors(self.folder):
            if not self._path(purpose).exists():
                return None
            serving = self._read(purpose, self._path(purpose))
            retired = [self._read(purpose, path) for path in self._retired(purpose)]
            coming = self._path(purpose, "next")
            return _ring(purpose, serving, retired, self._read(purpose, coming) if coming.exists() else None)

    def make(self, purpose: str) -> None:
        with _file_errors(self.folder):
            self._write_new(self._path(purpose))

    def stage(self, purpose: str) -> None:
        with _file_errors(self.folder):
            self._write_new(self._path(purpose, "next"))

    def promote(self, purpose: str) -> None:
        with _file_errors(self.folder):
            coming = self._path(purpose, "next")
            if not coming.exists():
                return
            serving, retired = self._path(purpose), self._retired(purpose)
            # Killed after the link, the serving key stands twice; `ring` takes it once, and it is not linked again.
            if self._read(purpose, serving).secret not in [self._read(purpose, path).secret for path in retired]:
                os.link(serving, self._path(purpose, str(len(retired) + 1)))
                _to_disk(self.folder)
            coming.replace(serving)
            _to_disk(self.folder)

    def _path(self, purpose: str, generation: str = "") -> Path:
        return self.folder / f"{purpose}{'.' if generation else ''}{generation}.key"

    def _retired(self, purpose: str) -> list[Path]:
        numbers = sorted(
            int(path.name.split(".")[1])
            for path in self.folder.glob(f"{purpose}.*.key")
            if path.name.split(".")[1].isdecimal()
        )
        if numbers != list(range(1, len(numbers) + 1)):
            raise KeyMaterialError(
                f"A generation of key `{purpose}` is missing in {self.folder}: {', '.join(map(str, numbers))} are "
                "there, and they count from 1 without a gap.",
                hint="Bring it back from your backup of the keys.",
            )
        return [self._path(purpose, str(number)) for number in numbers]

    @staticmethod
    def _read(purpose: str, path: Path) -> Key:
        status = path.stat()
        if stat.S_IMODE(status.st_mode) & 0o077:
            raise KeyMaterialError(f"{path} can be read by others than its owner.", hint=f"chmod 600 {path}")
        made_at = datetime.fromtimestamp(int(status.st_mtime), UTC)
        return Key(purpose, parsed(path.read_text(errors="replace"), str(path)), f"file {path}", made_at)

    @staticmethod
    def _write_new(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written aside and linked: of two first runs at once, both end with the key of the one that was first.
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(new_secret().hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink()
        _to_disk(path.parent)


class SystemKeyring:
    """The keyring of the operating system: one entry per environment and purpose, all generations in it."""

    def __init__(self, env: str) -> None:
        self.service = f"{SERVICE}/{env}"

    def where(self, purpose: str) -> str:
        return f"the system's keyring under {self.service}, {purpose}"

    def ring(self, purpose: str) -> Ring | None:
        entry = self._entry(purpose)
        if not entry.get("serving"):
            return None
        retired = [self._key(purpose, one) for one in entry.get("retired", [])]
        coming = entry.get("next")
        serving = self._key(purpose, entry["serving"])
        return _ring(purpose, serving, retired, self._key(purpose, coming) if coming else None)

    def make(self, purpose: str) -> None:
        if "serving" not in (entry := self._entry(purpose)):
            self._put(purpose, {**entry, "serving": self._new()})

    def stage(self, purpose: str) -> None:
        if "next" not in (entry := self._entry(purpose)):
            self._put(purpose, {**entry, "next": self._new()})

    def promote(self, purpose: str) -> None:
        entry = self._entry(purpose)
        if "next" in entry:
            retired = [*entry.get("retired", []), entry["serving"]]
            self._put(purpose, {"serving": entry["next"], "retired": retired})

    @staticmethod
    def _new() -> dict[str, str]:
        return {"secret": new_secret().hex(), "made_at": datetime.now(UTC).isoformat(timespec="seconds")}

    def _key(self, purpose: str, one: dict[str, str]) -> Key:
        where = self.where(purpose)
        try:
            made_at = datetime.fromisoformat(one["made_at"])
            return Key(purpose, parsed(one["secret"], where), where, made_at)
        except (KeyError, TypeError, ValueError):
            raise self._damaged(purpose) from None

    def _entry(self, purpose: str) -> dict[str, Any]:
        with _keyring_errors():
            text = _keyring().get_password(self.service, purpose)
        try:
            found = json.loads(text or "{}")
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise self._damaged(purpose)
        return found

    def _put(self, purpose: str, entry: dict[str, Any]) -> None:
        with _keyring_errors():
            _keyring().set_password(self.service, purpose, json.dumps(entry))

    def _damaged(self, purpose: str) -> KeyMaterialError:
        return KeyMaterialError(
            f"The entry in {self.where(purpose)} is not one of this program's.", hint="Bring it back from a backup."
        )


def _ring(purpose: str, serving: Key, retired: list[Key], coming: Key | None) -> Ring:
    """A ring; a promotion that was killed half way left the serving key among the retired, where it is not counted."""
    earlier = tuple(key for key in retired if key.secret != serving.secret)
    return Ring(purpose, serving, earlier, coming if coming and coming.secret != serving.secret else None)


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _file_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KeyMaterialError(
            f"The key file {error.filename or folder} cannot be used: {error.strerror}.",
            hint="Check owner and mode of it and its folder.",
        ) from None


def _keyring() -> Any:
    try:
        import keyring
    except ImportError:
        raise MissingExtraError(
            "Keys are to come from the system's keyring, and the package `keyring` is not installed.",
            hint="Install it with: pip install 'healthcare-medallion[keyring]'",
        ) from None
    return keyring


@contextmanager
def _keyring_errors() -> Iterator[None]:
    import_error = _keyring().errors.KeyringError
    try:
        yield
    except import_error as error:
        raise KeyMaterialError(
            f"The system's keyring cannot be used ({type(error).__name__}).",
            hint='Unlock it, or keep keys in files: set keys_store = "files".',
        ) from None

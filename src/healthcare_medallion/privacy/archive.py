"""The archive of landed files: each file encrypted by chunks with AES-256-GCM, in bounded memory.

Layout: a header (magic, key id, nonce prefix, bytes per chunk), then chunks of ciphertext and tag. A chunk's nonce is
the prefix, its number and whether it is the last, and the header is authenticated with each: a chunk that is changed,
moved, left out, or taken from another file is found, and so is a file that was cut off. This is the STREAM
construction (Hoang, Reyhanitabar, Rogaway, Vizar 2015).
"""

from __future__ import annotations

import hashlib
import os
import secrets
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from healthcare_medallion.errors import KeyMaterialError, LandingError
from healthcare_medallion.privacy.keyring import Key, Ring

SUFFIX = ".sealed"
CHUNK_BYTES = 1 << 20
_MAGIC = b"MEDARC1\n"
_PREFIX_BYTES = 7  # with four bytes of number and one of end mark, a nonce of twelve
_TAG_BYTES = 16
_HEADER = struct.Struct(f">{len(_MAGIC)}s12s{_PREFIX_BYTES}sI")


def archive_file(source: Path, archive: Path, name: str, key: Key, *, sha256: str) -> Path:
    """Writes ``source`` encrypted to ``archive/name.sealed`` and reads it back; the source is left alone.

    :raises LandingError: the source is not what was ingested (``sha256``), or ``name`` leads out of the archive.
    """
    target = inside(archive, f"{name}{SUFFIX}")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with source.open("rb") as plain, _private(draft) as box:
            _seal(plain, box, key)
            box.flush()
            os.fsync(box.fileno())
        if _digest(draft, lambda key_id: key) != sha256:
            raise LandingError(
                f"{name} is not the file that was ingested: it is not archived.",
                hint="Compare it with what was delivered; `data_eng_ops.landing_files` has the digest.",
            )
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def restore_file(archive: Path, name: str, target: Path, ring: Ring, *, sha256: str | None = None) -> None:
    """Writes an archived file in plain to ``target`` (mode 0600). Nothing is left of one that fails a check.

    :raises KeyMaterialError: it was changed, or its key is not in the ring.
    :raises LandingError: ``target`` is there already, or the file is not the one of that digest.
    """
    box = inside(archive, f"{name}{SUFFIX}")
    if target.exists():
        raise LandingError(f"{target} is there already.", hint="Name another place; nothing is overwritten.")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    found = hashlib.sha256()
    try:
        with _private(draft) as plain:
            for chunk in _opened(box, ring.find):
                found.update(chunk)
                plain.write(chunk)
        if sha256 is not None and found.hexdigest() != sha256:
            raise LandingError(f"{name} in the archive is not the file that was ingested.")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def archived(archive: Path) -> list[str]:
    """Names of archived files, relative to the archive."""
    if not archive.is_dir():
        return []
    found = (path for path in archive.rglob(f"*{SUFFIX}") if path.is_file() and not path.name.startswith("."))
    return sorted(path.relative_to(archive).as_posix().removesuffix(SUFFIX) for path in found)


def inside(folder: Path, name: str) -> Path:
    """``folder/name``, which a name from a table or a command must not lead out of.

    :raises LandingError: it would.
    """
    path = folder / name
    if Path(name).is_absolute() or "\0" in name or not path.resolve().is_relative_to(folder.resolve()):
        raise LandingError(f"A file name leads out of the folder {folder}.", hint="Names are relative, without `..`.")
    return path


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _seal(plain: BinaryIO, box: BinaryIO, key: Key) -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    prefix = os.urandom(_PREFIX_BYTES)
    header = _HEADER.pack(_MAGIC, key.key_id.encode(), prefix, CHUNK_BYTES)
    box.write(header)
    cipher, number, chunk = AESGCM(key.secret), 0, plain.read(CHUNK_BYTES)
    while True:
        following = plain.read(CHUNK_BYTES)
        box.write(cipher.encrypt(_nonce(prefix, number, last=not following), chunk, header))
        if not following:
            return
        number, chunk = number + 1, following


def _opened(path: Path, key_of: Callable[[str], Key]) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    changed = KeyMaterialError(f"{path.name} was changed or cut off after it was archived.")
    try:
        file = path.open("rb")
    except OSError as error:
        raise LandingError(f"{path} cannot be read: {error.strerror}.", hint="medallion archive list") from None
    with file:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(_MAGIC):
            raise changed
        _, key_id, prefix, size = _HEADER.unpack(header)
        if size != CHUNK_BYTES:  # it is not authenticated yet and must not decide how much memory is taken
            raise changed
        cipher = AESGCM(key_of(key_id.decode("ascii", "replace")).secret)
        number, chunk = 0, file.read(size + _TAG_BYTES)
        while True:
            following = file.read(size + _TAG_BYTES)
            try:
                yield cipher.decrypt(_nonce(prefix, number, last=not following), chunk, header)
            except (InvalidTag, ValueError):
                raise changed from None
            if not following:
                return
            number, chunk = number + 1, following


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


def _digest(path: Path, key_of: Callable[[str], Key]) -> str:
    found = hashlib.sha256()
    for chunk in _opened(path, key_of):
        found.update(chunk)
    return found.hexdigest()

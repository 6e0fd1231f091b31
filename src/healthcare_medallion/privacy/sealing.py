"""Sealed text: AES-256-GCM, for lines that must be kept but must not be read."""

from __future__ import annotations

import base64
import os
import re

from healthcare_medallion.errors import KeyMaterialError
from healthcare_medallion.privacy.keyring import Key

_SSN_SHAPED = re.compile(r"(?<![0-9])[0-9]{3}([- ]?)[0-9]{2}\1[0-9]{4}(?![0-9])")
_NONCE_BYTES = 12


def masked(text: str) -> str:
    """``text`` with everything that looks like a social security number replaced: it is kept nowhere, sealed or not."""
    return _SSN_SHAPED.sub("***-**-****", text)


def sealed(text: str | None, key: Key) -> str | None:
    """``key_id:base64(nonce + ciphertext)``; the key id is authenticated with the text."""
    if text is None:
        return None
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    box = AESGCM(key.secret).encrypt(nonce, masked(text).encode("utf-8", "surrogatepass"), key.key_id.encode())
    return f"{key.key_id}:{base64.b64encode(nonce + box).decode()}"


def unsealed(box: str, key: Key) -> str:
    """The text of a sealed line.

    :raises KeyMaterialError: another key sealed it, or it was changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key_id, _, payload = box.partition(":")
    if key_id != key.key_id:
        raise KeyMaterialError(f"The line was sealed with key {key_id}, the key in use is {key.key_id}.")
    raw = base64.b64decode(payload)
    try:
        text = AESGCM(key.secret).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], key_id.encode())
    except InvalidTag:
        raise KeyMaterialError("The sealed line was changed after it was sealed.") from None
    return text.decode("utf-8", "surrogatepass")

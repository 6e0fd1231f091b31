"""A chain of authentication codes over log entries: what is changed, removed, moved or added later shows.

    code(0) = SHA-256 of where the chain starts
    code(n) = HMAC-SHA-256(key, code(n-1) || entry(n))

An entry is its JSON text with sorted names; it holds its own number, so that a moved one shows too. Who lacks the
key can write neither an entry nor a code. Source of the construction: RFC 2104; Bellare and Yee, Forward Integrity
for Secure Audit Logs (1997), here with one key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from healthcare_medallion.privacy.keyring import Key

Entry = Mapping[str, object]
NUMBER, KEY_ID, CODE = "sequence", "key_id", "mac"


@dataclass(frozen=True)
class Head:
    """The last entry of a chain: how many there are and its code."""

    count: int
    code: str


@dataclass(frozen=True)
class Finding:
    """What is wrong, and from which entry on."""

    entry: int
    what: str


def start(*parts: object) -> str:
    """The code before the first entry: what the chain is bound to."""
    return hashlib.sha256(_text(list(parts)).encode()).hexdigest()


def extend(head: Head, entries: Iterable[Entry], key: Key) -> list[dict[str, object]]:
    """The entries with number, key id and code, each bound to the one before it."""
    found = []
    for entry in entries:
        numbered = {**entry, NUMBER: head.count + 1, KEY_ID: key.key_id}
        head = Head(head.count + 1, _code(key, head.code, numbered))
        found.append({**numbered, CODE: head.code})
    return found


def check(entries: Sequence[Entry], begin: str, keys: Mapping[str, Key]) -> tuple[Head, list[Finding]]:
    """The head of a stored chain, and everything that does not hold. ``keys`` are those at hand, by their id."""
    ordered = sorted(entries, key=_number)
    findings: list[Finding] = []
    number, previous = 0, begin
    for entry in ordered:
        expected, number = number + 1, _number(entry)
        if number < expected:
            findings.append(Finding(number, "stands more than once: an entry was added or repeated"))
            continue
        if number > expected:
            gone = f"{expected} is" if number == expected + 1 else f"{expected} to {number - 1} are"
            findings.append(Finding(expected, f"{gone} missing: removed, or lost with an older version of the log"))
        key = keys.get(str(entry[KEY_ID]))
        if key is None:
            findings.append(Finding(number, f"was written with key {entry[KEY_ID]}, which is not the audit key"))
        elif number == expected and not hmac.compare_digest(_code(key, previous, entry), str(entry[CODE])):
            findings.append(Finding(number, "does not fit its code: it or the one before it was changed or moved"))
        previous = str(entry[CODE])
    return Head(number, previous if ordered else begin), findings


def _number(entry: Entry) -> int:
    number = entry[NUMBER]
    return number if isinstance(number, int) else -1


def _code(key: Key, previous: str, entry: Entry) -> str:
    content = {name: value for name, value in entry.items() if name != CODE}
    return hmac.new(key.secret, f"{previous}\n{_text(content)}".encode(), "sha256").hexdigest()


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)

"""Surrogate keys and keyed pseudonyms as pure expressions, equal to Python's hashlib and hmac on every engine."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.dataset import source

INSTANT = "%Y-%m-%d %H:%M:%S.%f"

name_key = source(
    Contract(
        name="name_key",
        schema=OPS,
        comment="One row, given by the engine at run time and never stored: the pads of the key for names.",
        otherwise=Classification.NONE,
        columns=(
            Column("ipad", "string", "Inner pad of RFC 2104, as hexadecimal."),
            Column("opad", "string", "Outer pad of RFC 2104, as hexadecimal."),
            Column("key_id", "string", "Which key this is; a digest that reveals nothing."),
        ),
    ),
    watched=False,  # which key it is stands in the fingerprint
)


@ibis.udf.scalar.builtin(name="hex", signature=((dt.string,), dt.string))  # type: ignore[untyped-decorator]
def _hex_of_text(text: str) -> str: ...  # type: ignore[empty-body]


# Bytes, declared as text: Ibis 12 has no concatenation of binary values, and both engines concatenate what they are
# given. Joining bytes instead of their digits saves two thirds of the hexadecimal work per value.
@ibis.udf.scalar.builtin(name="unhex", signature=((dt.string,), dt.string))  # type: ignore[untyped-decorator]
def _bytes_of_hex(text: str) -> str: ...  # type: ignore[empty-body]


def keyed(key: ir.Table, text: ir.StringValue) -> ir.StringValue:
    """HMAC-SHA-256 of a text under a key relation, as 64 hexadecimal digits; null stays null.

    The pads *are* the key, so they are read from a one-row relation: neither SQL nor plan holds them.
    Source: RFC 2104.
    """
    inner = _bytes_of_hex(key.ipad.as_scalar()) + _bytes_of_hex(_hex_of_text(text))
    outer = _bytes_of_hex(key.opad.as_scalar()) + _bytes_of_hex(inner.hexdigest("sha256"))
    return outer.hexdigest("sha256")


def wrapped(rows: ir.Table, columns: Sequence[str], key_id: str, keys: Sequence[tuple[str, ir.Table]]) -> ir.Table:
    """Rows with pseudonyms brought to the last of ``keys``, each wrapped once for every generation that it lacks.

    ``keys`` are ids with key relations, oldest generation first; a row's own is in its column ``key_id``. A value
    that went through generations 1 to n equals ``keyed(n, ... keyed(1, text))``, so old and new rows still join.
    """
    known = [name for name, _ in keys]
    values = {column: rows[column] for column in columns}
    for number, (_, key) in enumerate(keys):
        older = rows[key_id].isin(known[:number]) if number else ibis.literal(False)
        values = {name: ibis.ifelse(older, keyed(key, value), value) for name, value in values.items()}
    return rows.mutate(**values, **{key_id: ibis.literal(known[-1])})


def pads(secret: bytes) -> tuple[str, str]:
    """Inner and outer pad of a secret for SHA-256's 64-byte block, as hexadecimal."""
    block = (hashlib.sha256(secret).digest() if len(secret) > 64 else secret).ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in block).hex().upper(), bytes(b ^ 0x5C for b in block).hex().upper()


def pseudonym_text(patient_id: ir.StringValue, name: ir.StringValue) -> ir.StringValue:
    """What is hashed for a name: bound to its patient, so that equal names do not join across patients."""
    return patient_id.length().cast("string") + ":" + patient_id + name


def pseudonym(secret: bytes, patient_id: str, name: str) -> str:
    """The same as ``keyed(..., pseudonym_text(...))``, in Python."""
    return hmac.new(secret, f"{len(patient_id)}:{patient_id}{name}".encode(), "sha256").hexdigest()


def surrogate_key(*columns: ir.Value) -> ir.StringValue:
    """SHA-256 over the columns, injective: each part carries its length, null is ``~``. No doubles."""
    return ibis.literal("").join([_part(c) for c in columns]).hexdigest("sha256")


def _part(column: ir.Value) -> ir.StringValue:
    text = column.strftime(INSTANT) if column.type().is_timestamp() else column.cast("string")
    return ibis.ifelse(text.isnull(), "~", text.length().cast("string") + ":" + text)

"""Rows that are more sensitive than their columns: a code can tell of care that the law protects for itself.

The codes stand in ``sensitive_codes.csv``, with their version and source. A row with one is masked for everybody
whom the access matrix does not allow to see it, and for everybody in tables of Safe Harbor.
"""

from __future__ import annotations

import csv
import functools
import operator
import re
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who may see what is read with the settings, where Ibis is not needed
    import ibis.expr.types as ir

HIDDEN = "<hidden>"
"""Stands for a text that may not be seen. That there is one is known, its length is not."""


class Sensitivity(StrEnum):
    """What a code tells of."""

    SUBSTANCE_USE = "substance_use"
    BEHAVIOURAL = "behavioural"
    HIV = "hiv"
    REPRODUCTIVE = "reproductive"


SYSTEMS = {"diagnosis_code": ("ICD-10-CM",), "procedure_code": ("CPT", "HCPCS"), "event_type": ("event type",)}
"""Columns that hold codes, and of which systems."""
TELLING = (*SYSTEMS, "medical_provider")
"""Columns that are hidden in a sensitive row: its codes, and who gave the care."""


@functools.cache
def sensitive_codes() -> tuple[tuple[Sensitivity, str, str], ...]:
    """Category, code system and prefix (upper case, without dots) of every entry, ranges spelt out."""
    text = (files(__package__) / "sensitive_codes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        (Sensitivity(row["category"]), row["system"], code.upper()) for row in rows for code in _spelt_out(row["codes"])
    )


def _spelt_out(codes: str) -> Iterator[str]:
    first, dash, last = codes.partition("-")
    if not dash:
        yield first
        return
    stem = first.rstrip("0123456789")
    digits = len(first) - len(stem)
    for number in range(int(first[len(stem) :]), int(last[len(stem) :]) + 1):
        yield f"{stem}{number:0{digits}}"


@functools.cache
def code_pattern(column: str, categories: frozenset[Sensitivity]) -> str:
    """An anchored pattern of the codes of some categories, for text in upper case and without dots."""
    systems = SYSTEMS[column]
    prefixes = {code for category, system, code in sensitive_codes() if category in categories and system in systems}
    return rf"\A({'|'.join(sorted(_shortened(prefixes)))})"


def _shortened(prefixes: Iterable[str]) -> set[str]:
    """Ten prefixes that differ in their last digit only are one, and what begins with another prefix is not needed."""
    kept = set(prefixes)
    for length in range(max(map(len, kept), default=0), 1, -1):
        for stem in {code[:-1] for code in kept if len(code) == length}:
            if kept >= (ten := {f"{stem}{digit}" for digit in range(10)}):
                kept = kept - ten | {stem}
    return {code for code in kept if not any(code[:end] in kept for end in range(1, len(code)))}


def is_sensitive(row: ir.Table, categories: Collection[Sensitivity]) -> ir.BooleanValue | None:
    """Whether a row holds a code of some categories, never null; None where the table has no codes at all."""
    import ibis

    found = [
        ibis.coalesce(_plain(row[column]).re_search(code_pattern(column, frozenset(categories))), False)
        for column in SYSTEMS
        if categories and column in row.columns
    ]
    return functools.reduce(operator.or_, found) if found else None


def _plain(code: ir.StringValue) -> ir.StringValue:
    from healthcare_medallion.pipelines.shared.text import ascii_upper, trimmed

    return ascii_upper(trimmed(code)).replace(".", "")


def tells(column: str, code: object, categories: Collection[Sensitivity]) -> bool:
    """The same for one cell, in Python."""
    plain = str(code or "").strip().upper().replace(".", "")
    return bool(categories) and re.match(code_pattern(column, frozenset(categories)), plain) is not None

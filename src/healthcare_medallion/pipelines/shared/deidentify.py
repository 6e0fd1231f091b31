"""Safe Harbor, 45 CFR 164.514(b)(2): what is left of an age, a date, a ZIP code and a count.

Names, street addresses, telephone and fax numbers, e-mail addresses, numbers of any kind, URLs, IP addresses,
biometrics, pictures and free text are not taken over at all: definitions name what stays.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Treatment
from healthcare_medallion.pipelines.shared.settings import CAPPED_AGE

FEW_PEOPLE = "000"
"""Stands for the first three digits of a ZIP code where few people live."""
_ZIP = r"\A[0-9]{3}([0-9]{2}(-?[0-9]{4})?)?\z"

IDENTIFIER_CLASSES: dict[str, tuple[str, str]] = {
    "A": ("names", "not taken over"),
    "B": ("geographic units smaller than a state", f"{Treatment.ZIP3}; census regions are larger and stay"),
    "C": ("dates and ages over 89", f"{Treatment.YEAR}; {Treatment.AGE_CAP}"),
    "D": ("telephone numbers", "not taken over"),
    "E": ("fax numbers", "not taken over"),
    "F": ("e-mail addresses", "not taken over"),
    "G": ("social security numbers", "not taken over; stopped before silver"),
    "H": ("medical record numbers", "not taken over"),
    "I": ("health plan beneficiary numbers", f"patient_id: {Treatment.RANDOM_ID}"),
    "J": ("account numbers", "claim_id, event_id: not taken over"),
    "K": ("certificate and licence numbers", "not taken over"),
    "L": ("vehicle identifiers", "not taken over"),
    "M": ("device identifiers", "not taken over"),
    "N": ("URLs", "not taken over"),
    "O": ("IP addresses", "not taken over"),
    "P": ("biometric identifiers", "not taken over"),
    "Q": ("full-face photographs", "not taken over"),
    "R": ("any other unique number, characteristic or code", "patient_key, digests, free text: not taken over"),
}
"""The eighteen classes of 164.514(b)(2)(i), each with its treatment."""


def capped_age(age: ir.IntegerValue, cap_from: int, *, also: ir.BooleanValue | bool = False) -> ir.IntegerValue:
    """``age``, or 90 from the cap on. ``also`` caps rows of a person of whom another row tells such an age."""
    return ibis.ifelse((age >= cap_from) | also, CAPPED_AGE, age)


def year_of(day: ir.DateValue | ir.TimestampValue, *, hidden: ir.BooleanValue | None = None) -> ir.IntegerValue:
    """The year, or null where ``hidden``: a year that tells a capped age goes with the age."""
    year = day.year().cast("!int32")
    return year if hidden is None else unless(hidden, year)


def birth_year(birth: ir.DateValue, age: ir.IntegerValue, cap_from: int) -> ir.IntegerValue:
    """The year of birth, null from the cap on."""
    return year_of(birth, hidden=ibis.coalesce(age >= cap_from, True))


def zip3(code: ir.StringValue, restricted: Sequence[str]) -> ir.StringValue:
    """The first three digits, ``000`` for areas of 20,000 people or fewer and for what is no ZIP code."""
    digits = code.substr(0, 3)
    whole = ibis.coalesce(code.re_search(_ZIP) & ~digits.isin(restricted), False)
    return ibis.ifelse(whole, digits, FEW_PEOPLE)


def small(count: ir.IntegerValue, least: int) -> ir.BooleanValue:
    """Whether a count may not be published: it is neither none nor at least ``least``."""
    return (count > 0) & (count < least)


def unless(hidden: ir.BooleanValue, value: ir.Value) -> ir.Value:
    """``value``, null where it is hidden."""
    return ibis.ifelse(hidden, ibis.null(value.type().copy(nullable=True)), value)


def word(text: ir.StringValue, words: Sequence[str]) -> ir.StringValue:
    """``text`` where it is one of the words, ``other`` where it is not: a field that is free may hold anything."""
    return ibis.ifelse(text.isnull() | text.isin(words), text, "other")

"""Text that both engines treat alike: ASCII case, and the gates that a value must pass before it is cast.

Engines differ in what a cast accepts (``1_000``, ``1.5`` as an integer, ``2024`` as a date), so no text is cast
that has not passed an anchored regular expression first. ``\\A`` and ``\\z`` because ``$`` also matches before a
final line break on the JVM.
"""

from __future__ import annotations

import string
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

_ASCII = r"\A[ -~]*\z"
_TIDY = r"\A[!-~]([ -~]*[!-~])?\z"
_NOT_BLANK = r"[^ \t\r\n\x0b\x0c]"
_INTEGER = r"\A[+-]?[0-9]{1,18}\z"
_NUMBER = r"\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z"
_DATE = r"\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\z"
_TIMESTAMP = (
    r"\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?"
    r"(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z"
)
_SSN = r"(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)"
TRUE_WORDS = ("true", "t", "yes", "y", "1")
FALSE_WORDS = ("false", "f", "no", "n", "0")
# Text that types whatever else a gate lets through, by type; RE2 and Java read these alike.
SURELY = {
    "int": r"\A[0-9]{1,9}\z",
    "double": r"\A[0-9]{1,12}(\.[0-9]{1,12})?\z",
    "boolean": rf"\A({'|'.join((*TRUE_WORDS, *FALSE_WORDS))})\z",
}
SURELY_NOT_BLANK = "[!-~]"


def trimmed(text: ir.StringValue) -> ir.StringValue:
    """``text`` without blanks at its ends. Most text has none, and looking is far cheaper than stripping."""
    return ibis.ifelse(text.re_search(_TIDY), text, text.strip())


def ascii_upper(text: ir.StringValue) -> ir.StringValue:
    """Upper case of A to Z only: engines disagree about the rest (``ß``, ``ﬁ``, dotless i)."""
    translated = text.translate(string.ascii_lowercase, string.ascii_uppercase)
    return ibis.ifelse(text.re_search(_ASCII), text.upper(), translated)


def ascii_lower(text: ir.StringValue) -> ir.StringValue:
    """Lower case of A to Z only."""
    translated = text.translate(string.ascii_uppercase, string.ascii_lowercase)
    return ibis.ifelse(text.re_search(_ASCII), text.lower(), translated)


def word_of(words: Sequence[str], text: ir.StringValue, repaired: ir.StringValue) -> ir.StringValue:
    """``text`` where it is one of the words already, else ``repaired``: most is, and looking is cheap."""
    return ibis.ifelse(text.isin(words), text, repaired)


def looks_like_ssn(text: ir.StringValue) -> ir.BooleanValue:
    """Whether a text holds digits grouped like a social security number, ``nnn-nn-nnnn``."""
    return text.re_search(_SSN)


def separated(text: ir.StringValue) -> ir.BooleanValue:
    """Whether a text has a dash or a space, without which it can not look like a social security number."""
    return text.contains("-") | text.contains(" ")


def to_int(text: ir.StringValue) -> ir.IntegerValue:
    """A 32-bit integer, blanks around it allowed; null for anything else."""
    return _gated(text, _INTEGER).try_cast("int32")


def to_double(text: ir.StringValue) -> ir.FloatingValue:
    """A finite double, null for anything else (``1e400`` passes the gate and is infinite)."""
    number = _gated(text, _NUMBER).try_cast("float64")
    return ibis.ifelse(number.abs() < float("1e308"), number, ibis.null("float64"))


def to_boolean(text: ir.StringValue) -> ir.BooleanValue:
    """True and false words in any case, null for anything else."""
    word = ascii_lower(trimmed(text))
    return ibis.cases((word.isin(TRUE_WORDS), True), (word.isin(FALSE_WORDS), False), else_=ibis.null("boolean"))


def to_date(text: ir.StringValue) -> ir.DateValue:
    """A calendar date ``YYYY-MM-DD`` of the years 1900 to 2099, null for anything else."""
    return _gated(text, _DATE).try_cast("date")


def to_timestamp(text: ir.StringValue) -> ir.TimestampValue:
    """An ISO 8601 instant of the years 1900 to 2099 (no offset means UTC), null for anything else."""
    whole = _gated(text, _TIMESTAMP)
    # Spark reads no offset right behind the minutes (`10:00Z`), so such a text is tried again with seconds.
    with_seconds = whole.substr(0, 16) + ":00" + whole.substr(16)
    return ibis.coalesce(whole.try_cast("timestamp('UTC')"), with_seconds.try_cast("timestamp('UTC')"))


def is_blank(text: ir.StringValue) -> ir.BooleanValue:
    """Whether a text is null, empty or nothing but blanks."""
    return ~ibis.coalesce(text.re_search(_NOT_BLANK), False)


def _gated(text: ir.StringValue, pattern: str) -> ir.StringValue:
    """``text`` without blanks at its ends if it then has the pattern, else null. Most text has none: look first."""
    tidy = trimmed(text)
    padded = ibis.ifelse(tidy.re_search(pattern), tidy, ibis.null("string"))
    return ibis.ifelse(text.re_search(pattern), text, padded)

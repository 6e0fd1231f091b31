"""Where engines differ, and the form that makes them agree: one case per difference, on each engine.

Casts of numbers and truths are in test_typing, keyed digests and surrogate keys in test_pseudonyms and
test_dim_patients. What is here has no table of its own: dates, instants, rounding, null order, patterns, case.
"""

# ruff: noqa: RUF001 - letters that look alike are the point
from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared import exact, text


def each(engine: Any, cells: Sequence[Any], made: Callable[[Any], ir.Value]) -> dict[Any, Any]:
    """What an expression makes of each cell, computed by the engine."""
    table = ibis.array(list(cells)).unnest().name("cell").as_table()
    found = engine.evaluate(table.select("cell", made=made(table["cell"]))).to_pylist()
    return {row["cell"]: row["made"] for row in found}


# One engine reads `24-02-09` as the year 24, the other `2024` and `2024-01-15Tanything`.
DATES = {
    "2024-02-29": "2024-02-29",
    " 2024-02-29 ": "2024-02-29",
    "1900-01-01": "1900-01-01",
    "2099-12-31": "2099-12-31",
    "2023-02-29": None,
    "2024-04-31": None,
    "2024-13-01": None,
    "2024-00-10": None,
    "24-02-09": None,
    "2024": None,
    "2024-01": None,
    "2024-1-5": None,
    "2024/01/15": None,
    "2024-01-15Tanything": None,
    "2024-01-15 BC": None,
    "+12024-01-01": None,
    "1899-12-31": None,
    "epoch": None,
    "infinity": None,
    "２０２４-01-15": None,
}

# One engine drops an offset or accepts +99:99, the other refuses `10:00Z` or reads `12:30:00` as today.
INSTANTS = {
    "2024-01-15": None,
    "2024-01-15T10:00:00Z": "2024-01-15 10:00:00.000000",
    "2024-01-15 10:00:00": "2024-01-15 10:00:00.000000",
    "2024-01-15T10:00Z": "2024-01-15 10:00:00.000000",
    "2024-01-15T10:00": "2024-01-15 10:00:00.000000",
    "2024-01-15T10:00+02:00": "2024-01-15 08:00:00.000000",
    "2024-01-15T10:00:00.123456+02:00": "2024-01-15 08:00:00.123456",
    "2024-01-15T10:00:00.5-05:30": "2024-01-15 15:30:00.500000",
    "2024-02-29T23:59:59+00:00": "2024-02-29 23:59:59.000000",
    "2024-01-15T10:00:00.1234567Z": None,
    "2024-01-15T10:00:00+99:99": None,
    "2024-01-15T10:00:00+15:00": None,
    "2024-01-15T10:00:00 America/New_York": None,
    "2024-01-15T24:00:00Z": None,
    "2024-01-15T10:00:60Z": None,
    "2024-02-30T10:00:00Z": None,
    "2024-01-15T10": None,
    "12:30:00": None,
    "now": None,
}


def test_dates(engine: Any) -> None:
    """Text passes one anchored pattern before it is cast; a day that is not in the calendar is null."""
    made = each(engine, list(DATES), lambda cell: text.to_date(cell).strftime("%Y-%m-%d"))
    assert made == DATES


def test_instants(engine: Any) -> None:
    """An offset is applied, none means UTC, and nothing reads the clock."""
    made = each(engine, list(INSTANTS), lambda cell: text.to_timestamp(cell).strftime("%Y-%m-%d %H:%M:%S.%f"))
    assert made == INSTANTS


def test_money_is_rounded_as_cents(engine: Any) -> None:
    """Rounding a double to two decimals gives 1.005 two answers; its hundredfold has one."""
    cents = {1.005: 100, 0.285: 28, 2.675: 268, 0.125: 13, -0.125: -13, 0.1: 10, 1e9 + 0.01: 100_000_000_001}
    exactly = {amount: round_half_away(amount * 100) for amount in cents}
    # As text: a number with a point is a DECIMAL to one engine and a double to the other.
    made = each(engine, [repr(amount) for amount in cents], lambda cell: exact.cents(cell.cast("float64")))
    assert made == {repr(amount): n for amount, n in exactly.items()}
    assert exactly == cents


def round_half_away(number: float) -> int:
    """The nearest integer, halves away from zero."""
    return int(number + 0.5) if number >= 0 else -int(-number + 0.5)


def test_shares_have_six_decimals(engine: Any) -> None:
    """One formula, and a division by nothing is null, neither an error nor infinite."""
    made = each(engine, [0, 1, 3, 7], lambda cell: exact.rounded(exact.ratio(ibis.literal(2), cell)))
    assert made == {0: None, 1: 2.0, 3: 0.666667, 7: 0.285714}


def test_nulls_come_last(engine: Any) -> None:
    """In windows, in either direction."""
    cells = ibis.array(["b", ibis.null("string"), "a"]).unnest().name("cell").as_table()
    ranked = cells.select(
        "cell",
        up=ibis.row_number().over(order_by=cells["cell"]),
        down=ibis.row_number().over(order_by=cells["cell"].desc()),
    )
    found = {row["cell"]: (row["up"], row["down"]) for row in engine.evaluate(ranked).to_pylist()}
    assert found == {"a": (0, 1), "b": (1, 0), None: (2, 2)}


def test_patterns_end_where_the_text_ends(engine: Any) -> None:
    """`$` also matches before a last line break on the JVM; `\\z` does not."""
    cells = ["45", "45\n", "45\u0085", "45\u2028", "4\n5"]
    made = each(engine, cells, text.to_int)
    # A line break at an end is a blank like any other, the other two are not.
    assert made == {"45": 45, "45\n": 45, "45\u0085": None, "45\u2028": None, "4\n5": None}


def test_blank_means_six_characters(engine: Any) -> None:
    """Engines disagree about the vertical tab in `\\s` and about what `trim` takes away."""
    blank = {"": True, " \t\r\n\x0b\x0c": True, "\u00a0": False, "\u2003": False, " x ": False}
    assert each(engine, list(blank), text.is_blank) == blank
    assert each(engine, ["\x0b x\u00a0\x0c"], text.trimmed) == {"\x0b x\u00a0\x0c": "x\u00a0"}


def test_case_is_that_of_ascii(engine: Any) -> None:
    """Upper case of ß, ﬁ, and lower case of İ differ."""
    upper = {"straße ﬁ ıÉé": "STRAßE ﬁ ıÉé", "abc": "ABC"}
    lower = {"İΣ ABC": "İΣ abc", "ABC": "abc"}
    assert each(engine, list(upper), text.ascii_upper) == upper
    assert each(engine, list(lower), text.ascii_lower) == lower


def test_digests_are_of_utf8_bytes(engine: Any) -> None:
    cells = ["", "Ann", "Zoë", "李", "a\u0000b".replace("\u0000", " ")]
    made = each(engine, cells, lambda cell: cell.hexdigest("sha256"))
    assert made == {cell: hashlib.sha256(cell.encode()).hexdigest() for cell in cells}


def test_numbers_that_look_like_an_ssn_are_seen_at_any_end(engine: Any) -> None:
    seen = {
        "123-45-6789": True,
        "x 123 45 6789\n": True,
        "123456789": False,
        "0123-45-67890": False,
        "１23-45-6789": False,
    }
    assert each(engine, list(seen), text.looks_like_ssn) == seen

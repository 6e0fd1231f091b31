"""Drawings say what the numbers say."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthcare_medallion.reporting import flow
from healthcare_medallion.reporting.charts import Bar, BarGroup, Point, bars, line, ticks_up_to
from healthcare_medallion.reporting.model import Ledger, total
from healthcare_medallion.reporting.svg import element, text

LEDGER = Ledger("claims", landed=1000, rejected=100, bronze=900, silver=600, quarantine=250, superseded=50, gold=600)


def parsed(svg: str) -> ElementTree.Element:
    """The drawing as XML: it must be well-formed too."""
    return ElementTree.fromstring(svg)


def words(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in parsed(svg).iter("text")]


# ELEMENTS


def test_plain_text_is_escaped_wherever_it_goes() -> None:
    assert "<b>" not in text(0, 0, "<b>")
    assert element("rect", data_x='"><script>') == '<rect data-x="&#34;&gt;&lt;script&gt;"></rect>'


def test_drawings_name_themselves_for_those_who_do_not_see_them() -> None:
    root = parsed(bars([BarGroup("a", (Bar(1, "1"),))], title="Members"))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Members: a 1."


# BARS


def test_bars_are_as_long_as_their_values() -> None:
    values = [10.0, 40.0, 25.0]
    root = parsed(bars([BarGroup(str(v), (Bar(v, str(v)),)) for v in values], title="t"))
    widths = [float(node.get("width", "")) for node in root.iter("rect")]
    assert [w / max(widths) for w in widths] == pytest.approx([v / max(values) for v in values], abs=1e-3)


def test_a_hidden_value_has_no_bar_and_says_so() -> None:
    svg = bars([BarGroup("small", (Bar(None, "hidden"),)), BarGroup("big", (Bar(20, "20"),))], title="t")
    assert next(float(node.get("width", "")) for node in parsed(svg).iter("rect")) == 0
    assert "hidden" in words(svg)


def test_bars_of_nothing_are_drawn() -> None:
    parsed(bars([], title="t"))
    parsed(bars([BarGroup("none", (Bar(0, "0"),))], title="t"))


# LINES


def test_a_gap_is_left_where_a_value_is_hidden() -> None:
    points = [Point("2024-01", 1), Point("2024-02", None), Point("2024-03", 2), Point("2024-04", 3)]
    root = parsed(line(points, title="t", shown=str))
    assert len([p for p in root.iter("path") if "line" in p.get("class", "")]) == 2
    assert len(list(root.iter("circle"))) == 1  # a stretch of one point is no line


def test_a_line_rises_with_its_values() -> None:
    root = parsed(line([Point("a", 0), Point("b", 5), Point("c", 10)], title="t", shown=str))
    path = next(p for p in root.iter("path") if p.get("class") == "line stroke-a")
    ys = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", path.get("d", ""))]
    assert ys[0] - ys[1] == pytest.approx(ys[1] - ys[2], abs=0.2) and ys[0] > ys[2]


@pytest.mark.parametrize(
    "points", [[], [Point("2024-01", None)], [Point("2024-01", 0)]], ids=["none", "hidden", "zero"]
)
def test_a_line_of_nothing_is_drawn(points: list[Point]) -> None:
    parsed(line(points, title="t", shown=str))


@given(st.floats(1e-6, 1e12))
def test_ticks_reach_the_greatest_value_and_are_few(greatest: float) -> None:
    ticks = ticks_up_to(greatest)
    assert ticks[0] == 0 and ticks[-1] >= greatest * (1 - 1e-6)
    assert 3 <= len(ticks) <= 6


# THE FLOW


@pytest.mark.parametrize("draw", [flow.wide, flow.narrow])
def test_the_flow_shows_every_exact_number(draw: object) -> None:
    svg = draw(LEDGER)  # type: ignore[operator]
    shown = " ".join(words(svg))
    for number in ("1,000", "100", "900", "250", "50", "600"):
        assert re.search(rf"(?<![\d,]){number}(?![\d,])", shown), number


def test_the_ribbons_of_a_stage_add_up_to_it() -> None:
    root = parsed(flow.wide(LEDGER))
    heights = [float(re.search(r" v([\d.]+) ", p.get("d", ""))[1]) for p in root.iter("path")]  # type: ignore[index]
    bronze, rejected, silver, quarantine, superseded, gold = heights
    assert bronze == pytest.approx(silver + quarantine + superseded, abs=0.2)
    assert [h / (bronze + rejected) for h in heights] == pytest.approx([0.9, 0.1, 0.6, 0.25, 0.05, 0.6], abs=1e-2)
    assert gold == silver


def test_a_thin_ribbon_is_still_seen_and_an_empty_one_is_not() -> None:
    assert flow.thickness(1, 1_000_000, 130) >= 2
    assert flow.thickness(0, 1_000_000, 130) == 0


@pytest.mark.parametrize("draw", [flow.wide, flow.narrow])
def test_an_empty_ledger_is_drawn(draw: object) -> None:
    parsed(draw(Ledger("none", 0, 0, 0, 0, 0, 0, 0)))  # type: ignore[operator]


def test_a_ledger_adds_up_or_says_that_it_does_not() -> None:
    assert LEDGER.adds_up and total((LEDGER, LEDGER)).adds_up
    assert total((LEDGER, LEDGER)).landed == 2000
    lost = Ledger("claims", landed=1001, rejected=100, bronze=900, silver=600, quarantine=250, superseded=50, gold=600)
    assert not lost.adds_up

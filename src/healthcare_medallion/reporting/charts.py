"""Charts as inline SVG: pure functions from numbers to text, coloured by the classes of the style sheet."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from healthcare_medallion.reporting.svg import drawing, element, rectangle, text

# A chart is as wide as a phone, so that its text keeps its size there; on a laptop two or three stand side by side.
WIDTH = 360.0
_ROW, _BAR = 26.0, 18.0
_LABEL_WIDTH, _VALUE_WIDTH = 106.0, 70.0
_LINE_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 190.0, 46.0, 6.0, 12.0, 24.0


@dataclass(frozen=True)
class Bar:
    """``shown`` is the value in words; a value of None is one that is not shown, and ``shown`` says so."""

    value: float | None
    shown: str
    css: str = "fill-a"


@dataclass(frozen=True)
class BarGroup:
    """Bars under one label."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Point:
    """A value in a series; None leaves a gap."""

    label: str
    value: float | None


def bars(groups: Sequence[BarGroup], *, title: str) -> Markup:
    """Horizontal bars from a common zero, each with its value in words behind it."""
    longest = max((b.value for g in groups for b in g.bars if b.value is not None), default=0.0)
    room = WIDTH - _LABEL_WIDTH - _VALUE_WIDTH
    parts: list[Markup] = []
    y = 4.0
    for group in groups:
        middle = y + _ROW * len(group.bars) / 2 + 1
        parts.append(text(_LABEL_WIDTH - 8, middle + 3, group.label, "label", "end"))
        for bar in group.bars:
            width = 0.0 if bar.value is None or longest <= 0 else bar.value / longest * room
            parts.append(rectangle(_LABEL_WIDTH, y + 4, width, _BAR, bar.css, f"{group.label}: {bar.shown}"))
            css = "quiet" if bar.value is None else "value"
            parts.append(text(_LABEL_WIDTH + width + 6, y + 17, bar.shown, css))
            y += _ROW
        y += 6.0 if len(group.bars) > 1 else 0.0
    axis = element("line", x1=_LABEL_WIDTH, x2=_LABEL_WIDTH, y1=2.0, y2=y + 2, class_="axis")
    return drawing(*parts, axis, width=WIDTH, height=y + 6, label=f"{title}: {_in_words(groups)}", css="chart")


def line(points: Sequence[Point], *, title: str, shown: Callable[[float], str], css: str = "a") -> Markup:
    """A line over evenly spaced points, from zero up, with gaps where a value is None."""
    known = [p.value for p in points if p.value is not None]
    ticks = ticks_up_to(max(known, default=0.0))
    bottom = _LINE_HEIGHT - _BOTTOM

    def x(index: int) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * index / max(len(points) - 1, 1)

    def y(value: float) -> float:
        return bottom - (bottom - _TOP) * value / ticks[-1]

    parts = []
    for tick in ticks:
        parts.append(element("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y(tick), y2=y(tick), class_="grid"))
        parts.append(text(_LEFT - 6, y(tick) + 4, shown(tick), "tick", "end"))
    parts += [text(x(i), bottom + 17, label, "tick", anchor) for i, label, anchor in _dates(points)]
    for run in _runs(points):
        path = " ".join(f"{'M' if n == 0 else 'L'}{x(i):.1f} {y(v):.1f}" for n, (i, v) in enumerate(run))
        area = f"{path} L{x(run[-1][0]):.1f} {bottom:.1f} L{x(run[0][0]):.1f} {bottom:.1f} Z"
        parts.append(element("path", d=area, class_=f"area fill-{css}"))
        parts.append(element("path", d=path, class_=f"line stroke-{css}"))
        if len(run) == 1:
            parts.append(element("circle", cx=x(run[0][0]), cy=y(run[0][1]), r=2.5, class_=f"fill-{css}"))
    return drawing(*parts, width=WIDTH, height=_LINE_HEIGHT, label=f"{title}: {_range(points, shown)}", css="chart")


def ticks_up_to(greatest: float) -> list[float]:
    """Three to six round numbers from zero to the first that is not below ``greatest``."""
    if greatest <= 0:
        return [0.0, 1.0]
    rough = greatest / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * (1 - 1e-9))
    return [step * n for n in range(math.ceil(greatest / step * (1 - 1e-9)) + 1)]


def _runs(points: Sequence[Point]) -> list[list[tuple[int, float]]]:
    """Stretches of neighbouring points that have a value."""
    runs: list[list[tuple[int, float]]] = [[]]
    for i, point in enumerate(points):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append((i, point.value))
    return [run for run in runs if run]


def _dates(points: Sequence[Point]) -> list[tuple[int, str, str]]:
    """Years under their January where several are spanned, else first and last label."""
    years = [(i, p.label[:4], "middle") for i, p in enumerate(points) if p.label[4:] == "-01"]
    if len(years) > 2:
        return [(i, label, "start" if i == 0 else anchor) for i, label, anchor in years]
    ends = [(0, points[0].label, "start"), (len(points) - 1, points[-1].label, "end")] if points else []
    return ends[: len(points)]


def _in_words(groups: Sequence[BarGroup]) -> str:
    return "; ".join(f"{g.label} {', '.join(b.shown for b in g.bars)}" for g in groups) + "."


def _range(points: Sequence[Point], shown: Callable[[float], str]) -> str:
    known = [(p.label, p.value) for p in points if p.value is not None]
    if not known:
        return "nothing to show."
    (first, low), (last, high) = known[0], known[-1]
    return f"{shown(low)} in {first}, {shown(high)} in {last}."

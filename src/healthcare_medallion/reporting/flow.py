"""The conservation ledger as a picture: what landed splits at each layer, and every ribbon has its exact number.

A ribbon is as thick as its share of the records. One that would be too thin to see is drawn a few pixels thick;
the numbers beside it are exact all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from healthcare_medallion.reporting.model import Ledger
from healthcare_medallion.reporting.svg import drawing, element, rectangle, text

_THINNEST = 4.0
_NODE = 12.0
_WIDE, _WIDE_BAND, _WIDE_TOP, _BRANCH_GAP = 1000.0, 130.0, 52.0, 34.0
_NARROW, _NARROW_BAND, _STAGE = 360.0, 190.0, 116.0


@dataclass(frozen=True)
class _Widths:
    """Drawn thickness of each part; a stage is as thick as what leaves it."""

    silver: float
    quarantine: float
    superseded: float
    rejected: float

    @property
    def bronze(self) -> float:
        return self.silver + self.quarantine + self.superseded

    @property
    def landed(self) -> float:
        return self.bronze + self.rejected


def thickness(rows: int, of: int, band: float) -> float:
    """Pixels for ``rows`` where ``of`` rows fill the band."""
    return 0.0 if rows <= 0 or of <= 0 else max(_THINNEST, rows / of * band)


def _widths(ledger: Ledger, band: float) -> _Widths:
    parts = (ledger.silver, ledger.quarantine, ledger.superseded, ledger.rejected)
    return _Widths(*(thickness(rows, ledger.landed, band) for rows in parts))


def in_words(ledger: Ledger) -> str:
    """The picture as a sentence."""
    return (
        f"{ledger.landed:,} records landed. {ledger.rejected:,} were rejected, {ledger.bronze:,} became bronze rows. "
        f"Of these {ledger.silver:,} were accepted into silver, {ledger.quarantine:,} are in quarantine and "
        f"{ledger.superseded:,} gave way to another row. Gold holds {ledger.gold:,} rows."
    )


def wide(ledger: Ledger) -> Markup:
    """From left to right, for a laptop."""
    w = _widths(ledger, _WIDE_BAND)
    xs = [0.0, (_WIDE - _NODE) / 3, (_WIDE - _NODE) * 2 / 3, _WIDE - _NODE]
    top, branch = _WIDE_TOP, _WIDE_TOP + w.landed + _BRANCH_GAP
    second = branch + max(w.quarantine, 20.0) + _BRANCH_GAP - 8
    lowest = second + 12  # so that no ribbon crosses the words beside it
    parts = [
        _band_right(xs[0], top, xs[1], top, w.bronze, "fill-a"),
        _band_right(xs[0], top + w.bronze, xs[1], lowest, w.rejected, "fill-rejected"),
        _band_right(xs[1], top, xs[2], top, w.silver, "fill-a"),
        _band_right(xs[1], top + w.silver, xs[2], branch, w.quarantine, "fill-quarantine"),
        _band_right(xs[1], top + w.silver + w.quarantine, xs[2], second, w.superseded, "fill-superseded"),
        _band_right(xs[2], top, xs[3], top, w.silver, "fill-a"),
    ]
    stages = (
        ("Landed", f"{ledger.landed:,} records", w.landed),
        ("Bronze", f"{ledger.bronze:,} rows", w.bronze),
        ("Silver", f"{ledger.silver:,} accepted", w.silver),
        ("Gold", f"{ledger.gold:,} rows", w.silver),
    )
    for x, (name, number, height) in zip(xs, stages, strict=True):
        last = x == xs[-1]
        at, anchor = (x + _NODE, "end") if last else (x, None)
        parts.append(rectangle(x, top, _NODE, height, "fill-a"))
        parts.append(text(at, top - 30, name, "stage", anchor))
        parts.append(text(at, top - 10, number, "number", anchor))
    branches = (
        (xs[1], lowest, w.rejected, "Rejected", f"{ledger.rejected:,}", "cannot be read, typed or keyed", "rejected"),
        (xs[2], branch, w.quarantine, "Quarantine", f"{ledger.quarantine:,}", "breaks a rule", "quarantine"),
        (xs[2], second, w.superseded, "Superseded", f"{ledger.superseded:,}", "gave way to another row", "superseded"),
    )
    for x, y, height, name, number, why, css in branches:
        parts.append(rectangle(x, y, _NODE, height, f"fill-{css}"))
        label = element("tspan", f"{name} ", class_="stage"), element("tspan", number, class_="number")
        middle = y + max(height, _THINNEST) / 2
        parts.append(element("text", *label, x=x + _NODE + 8, y=middle + 1))
        parts.append(text(x + _NODE + 8, middle + 18, why, "quiet"))
    height = lowest + max(w.superseded, w.rejected, 20.0) + 12
    return drawing(*parts, width=_WIDE, height=height, label=in_words(ledger), css="flow wide")


def narrow(ledger: Ledger) -> Markup:
    """From top to bottom, for a phone."""
    w = _widths(ledger, _NARROW_BAND)
    ys = [24.0 + _STAGE * n for n in range(4)]
    branch = w.landed + 20
    parts = [
        _band_down(0, ys[0], 0, ys[1], w.bronze, "fill-a"),
        _band_down(w.bronze, ys[0], branch, ys[1], w.rejected, "fill-rejected"),
        _band_down(0, ys[1], 0, ys[2], w.silver, "fill-a"),
        _band_down(w.silver, ys[1], branch, ys[2] - 34, w.quarantine, "fill-quarantine"),
        _band_down(w.silver + w.quarantine, ys[1], branch, ys[2] + 4, w.superseded, "fill-superseded"),
        _band_down(0, ys[2], 0, ys[3], w.silver, "fill-a"),
    ]
    stages = (
        ("Landed", ledger.landed, w.landed),
        ("Bronze", ledger.bronze, w.bronze),
        ("Silver", ledger.silver, w.silver),
        ("Gold", ledger.gold, w.silver),
    )
    for y, (name, rows, width) in zip(ys, stages, strict=True):
        parts.append(rectangle(0, y, width, _NODE, "fill-a"))
        label = element("tspan", f"{name} ", class_="stage"), element("tspan", f"{rows:,}", class_="number")
        parts.append(element("text", *label, x=2.0, y=y - 7))
    branches = (
        (ys[1], w.rejected, "Rejected", ledger.rejected, "rejected"),
        (ys[2] - 34, w.quarantine, "Quarantine", ledger.quarantine, "quarantine"),
        (ys[2] + 4, w.superseded, "Superseded", ledger.superseded, "superseded"),
    )
    for y, width, name, rows, css in branches:
        # A thick branch would push its label off the phone, so it is drawn no thicker than this.
        parts.append(rectangle(branch, y, min(width, 24.0), _NODE, f"fill-{css}"))
        parts.append(text(branch + min(width, 24.0) + 6, y + 4, name, "stage"))
        parts.append(text(branch + min(width, 24.0) + 6, y + 20, f"{rows:,}", "number"))
    return drawing(*parts, width=_NARROW, height=ys[3] + _NODE + 4, label=in_words(ledger), css="flow narrow")


def _band_right(x0: float, y0: float, x1: float, y1: float, height: float, css: str) -> Markup:
    if height <= 0:
        return Markup("")
    start, middle = x0 + _NODE, (x0 + _NODE + x1) / 2
    path = (
        f"M{start:.1f} {y0:.1f} C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f} v{height:.1f} "
        f"C{middle:.1f} {y1 + height:.1f} {middle:.1f} {y0 + height:.1f} {start:.1f} {y0 + height:.1f} Z"
    )
    return element("path", d=path, class_=f"ribbon {css}")


def _band_down(x0: float, y0: float, x1: float, y1: float, width: float, css: str) -> Markup:
    if width <= 0:
        return Markup("")
    end = width if x1 == x0 else min(width, 24.0)
    start, middle = y0 + _NODE, (y0 + _NODE + y1) / 2
    path = (
        f"M{x0:.1f} {start:.1f} C{x0:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {y1:.1f} h{end:.1f} "
        f"C{x1 + end:.1f} {middle:.1f} {x0 + width:.1f} {middle:.1f} {x0 + width:.1f} {start:.1f} Z"
    )
    return element("path", d=path, class_=f"ribbon {css}")

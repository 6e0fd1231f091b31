"""SVG elements as text. Whatever goes in as plain text comes out escaped."""

from __future__ import annotations

from markupsafe import Markup, escape


def element(name: str, *children: str, **attributes: object) -> Markup:
    """``<name attributes>children</name>``; ``class_`` and ``stroke_width`` give class and stroke-width."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _attribute(value))
        for key, value in attributes.items()
        if value is not None
    )
    inner = Markup("").join(escape(child) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, inner)  # noqa: S704  # names are ours


def drawing(*children: str, width: float, height: float, label: str, css: str) -> Markup:
    """A whole drawing that scales to its place; ``label`` says in words what it shows."""
    view = f"0 0 {_attribute(width)} {_attribute(height)}"
    return element("svg", *children, viewBox=view, role="img", aria_label=label, class_=css)


def text(x: float, y: float, content: str, css: str = "", anchor: str | None = None) -> Markup:
    """A line of text, its baseline at ``y``."""
    return element("text", content, x=x, y=y, class_=css or None, text_anchor=anchor)


def rectangle(x: float, y: float, width: float, height: float, css: str, tip: str = "") -> Markup:
    """A rectangle; ``tip`` appears when a pointer rests on it."""
    title = (element("title", tip),) if tip else ()
    return element("rect", *title, x=x, y=y, width=max(width, 0), height=max(height, 0), class_=css)


def _attribute(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

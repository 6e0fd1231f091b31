"""Lineage as a Mermaid flowchart, as plain data for JSON, and as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from healthcare_medallion.lineage.columns import ROWS, Sources
from healthcare_medallion.lineage.paths import Edge, Lineage, Step, box_name, shown_name

_ROW, _HEAD, _BOX, _GAP, _ACROSS, _MARGIN = 20, 30, 250, 26, 110, 16


def words(edge: Edge | Step) -> str:
    """How a source goes in, as `aggregation, masked`."""
    return ", ".join([*edge.kinds, *(["masked"] if edge.masking else [])])


def as_data(step: Step) -> dict[str, object]:
    """A path as nested dicts; ``kinds`` says how a column goes into the one above it."""
    found: dict[str, object] = {"table": step.table, "column": step.column}
    if step.kinds:
        found |= {"kinds": [*step.kinds], "masking": step.masking}
    return {**found, "sources": [as_data(source) for source in step.sources]}


def origins_as_data(sources: Sources) -> list[dict[str, object]]:
    """Where columns come from in the end: table, column, kinds, masking, one entry per column."""
    grouped: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for source in sorted(sources):
        grouped.setdefault((source.table, source.column), []).append((source.kind.value, source.masking))
    return [
        {"table": t, "column": c, "kinds": list(dict.fromkeys(k for k, _ in ways)), "masking": all(m for _, m in ways)}
        for (t, c), ways in grouped.items()
    ]


# MERMAID


def mermaid(edges: Sequence[Edge]) -> str:
    """Edges as a flowchart, one box per table. What only decides about a column is dotted, what is masked is said."""
    ends = list(dict.fromkeys(end for edge in edges for end in (edge.source, edge.target)))
    node = {end: f"c{i}" for i, end in enumerate(ends)}
    lines = ["flowchart LR"]
    for table in dict.fromkeys(table for table, _ in ends):
        lines.append(f'    subgraph {table}["{box_name(table)}"]')
        lines += [f'        {node[end]}["{_cell(end[1])}"]' for end in ends if end[0] == table]
        lines.append("    end")
    for edge in edges:
        label = "" if words(edge) == "identity" else f'|"{words(edge)}"|'
        arrow = "-->" if any(kind.direct for kind in edge.kinds) else "-.->"
        lines.append(f"    {node[edge.source]} {arrow}{label} {node[edge.target]}")
    return "\n".join(lines) + "\n"


def table_mermaid(edges: Sequence[Edge]) -> str:
    """Which table is made from which, for edges between rows of tables."""
    lines = [f'    {edge.source[0]}["{box_name(edge.source[0])}"] --> {edge.target[0]}' for edge in edges]
    return "\n".join(["flowchart LR", *lines]) + "\n"


def _cell(column: str) -> str:
    return "(rows)" if column == ROWS else column


# HTML


def page(lineage: Lineage, title: str, edges: Sequence[Edge], deciding: Sequence[str]) -> str:
    """A page with a drawing of the edges, the same as a table, and what decides which rows there are."""
    environment = Environment(
        loader=PackageLoader("healthcare_medallion.lineage"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rows = [(shown_name(*edge.target), shown_name(*edge.source), words(edge)) for edge in edges]
    return environment.get_template("lineage.html.j2").render(
        title=title, drawing=_drawing(lineage, edges, title), rows=rows, deciding=deciding
    )


def _drawing(lineage: Lineage, edges: Sequence[Edge], title: str) -> Markup:
    """Tables as boxes from left (landed files) to right, their columns as lines, the edges as curves between them."""
    ends = sorted({end for edge in edges for end in (edge.source, edge.target)}, key=lambda e: _order(lineage, e))
    boxes: dict[str, list[str]] = {}
    for table, column in ends:
        boxes.setdefault(table, []).append(column)
    depth = _depths(edges)
    heights = [0.0] * (max(depth.values(), default=0) + 1)
    shapes, port = [], {}
    for table, columns in sorted(boxes.items(), key=lambda item: (depth[item[0]], item[0])):
        x, y = _MARGIN + depth[table] * (_BOX + _ACROSS), _MARGIN + heights[depth[table]]
        height = _HEAD + _ROW * len(columns) + 6
        heights[depth[table]] += height + _GAP
        shapes.append(
            Markup('<rect class="box" x="{}" y="{}" width="{}" height="{}" rx="6"/>').format(x, y, _BOX, height)
        )
        shapes.append(Markup('<text class="name" x="{}" y="{}">{}</text>').format(x + 10, y + 20, box_name(table)))
        for i, column in enumerate(columns):
            middle = y + _HEAD + _ROW * i + _ROW / 2
            port[table, column] = (x, middle)
            shapes.append(Markup('<text x="{}" y="{}">{}</text>').format(x + 10, middle + 4, _cell(column)))
    curves = [_curve(edge, port[edge.source], port[edge.target]) for edge in edges]
    width = 2 * _MARGIN + (len(heights) - 1) * (_BOX + _ACROSS) + _BOX
    return Markup('<svg viewBox="0 0 {0} {1}" width="{0}" role="img" aria-label="{2}">{3}</svg>').format(
        width, max(heights) + _MARGIN, f"Lineage of {title}", Markup("").join([*curves, *shapes])
    )


def _curve(edge: Edge, source: tuple[float, float], target: tuple[float, float]) -> Markup:
    x1, y1, x2, y2 = source[0] + _BOX, source[1], target[0], target[1]
    css = "masked" if edge.masking else "direct" if any(kind.direct for kind in edge.kinds) else "decides"
    tip = f"{shown_name(*edge.source)} to {shown_name(*edge.target)}: {words(edge)}"
    half = max((x2 - x1) / 2, 30)
    return Markup('<path class="{}" d="M{} {}C{} {} {} {} {} {}"><title>{}</title></path>').format(
        css, x1, y1, x1 + half, y1, x2 - half, y2, x2, y2, tip
    )


def _depths(edges: Sequence[Edge]) -> dict[str, int]:
    """How many tables lie at most before a table."""
    before: dict[str, set[str]] = {}
    for edge in edges:
        before.setdefault(edge.source[0], set())
        before.setdefault(edge.target[0], set()).add(edge.source[0])
    found: dict[str, int] = {}

    def depth(table: str) -> int:
        if table not in found:
            found[table] = max((depth(upstream) + 1 for upstream in before[table]), default=0)
        return found[table]

    for table in before:
        depth(table)
    return found


def _order(lineage: Lineage, end: tuple[str, str]) -> tuple[str, int]:
    names = lineage.graph.contract(end[0]).names
    return end[0], names.index(end[1]) if end[1] in names else -1

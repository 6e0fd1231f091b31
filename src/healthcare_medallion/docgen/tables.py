"""Pages about tables: columns, keys, rules and where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from healthcare_medallion.docgen.markdown import code, table
from healthcare_medallion.lineage.columns import Source
from healthcare_medallion.lineage.paths import Lineage, lineage_of, masked, shown_name
from healthcare_medallion.lineage.rendering import mermaid
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.shared.contract import DATA_ENG, DEID, MARTS, OPS, Contract
from healthcare_medallion.pipelines.shared.dataset import Dataset, Kind
from healthcare_medallion.pipelines.shared.settings import PipelineSettings

SCHEMAS = {
    DATA_ENG: "The nine tables: bronze as landed, silver accepted, gold the star schema.",
    OPS: "What is not in the nine: rejected, quarantined and superseded rows, decisions, ledgers.",
    MARTS: "Views for business use over gold; not stored.",
    DEID: "Safe Harbor views over gold and marts, 45 CFR 164.514(b)(2); not stored.",
}
# Relations that live in memory during a run only.
_UNSTORED = ("landing_patients", "landing_claims", "landing_medical_events", "name_key")


def index_page() -> str:
    """All tables, and how they follow from each other."""
    tables = graph(PipelineSettings())
    parts = ["# Tables\n\n"]
    for schema, what in SCHEMAS.items():
        rows = [
            (f"[{d.name}]({schema}.md#{d.name})", _kind(d), d.contract.grain, d.contract.comment)
            for d in _of(tables, schema)
            if d.contract
        ]
        parts.append(f"## {schema}\n\n{what}\n\n{table(['table', 'kind', 'grain', 'what it holds'], rows)}\n")
    parts.append("## How they follow from each other\n\n```mermaid\nflowchart LR\n")
    for dataset in tables:
        parts += [f"    {upstream} --> {dataset.name}\n" for upstream in dataset.upstreams if upstream != "name_key"]
    parts.append("```\n")
    return "".join(parts)


def schema_pages() -> Iterator[tuple[str, str]]:
    """One page per schema."""
    tables = graph(PipelineSettings())
    for schema, what in SCHEMAS.items():
        text = "\n".join(_dataset(tables, d) for d in _of(tables, schema))
        yield schema, f"# {schema}\n\n{what}\n\n{text}"


def _of(tables: Graph, schema: str) -> list[Dataset]:
    layers = {"bronze": 0, "silver": 1, "gold": 2}
    found = [d for d in tables if d.contract and d.contract.schema == schema and d.name not in _UNSTORED]
    return sorted(found, key=lambda d: (layers.get(d.layer, 3), d.name))


def _dataset(tables: Graph, dataset: Dataset) -> str:
    contract = dataset.contract
    assert contract is not None
    lines = [f"## {dataset.name}\n", contract.comment + "\n"]
    facts = [("kind", _kind(dataset)), ("grain", contract.grain), ("key", ", ".join(map(code, contract.key)))]
    facts += [("clustered by", ", ".join(map(code, contract.cluster_by)))]
    facts += [("reads", ", ".join(map(code, tables.inputs_of(dataset.name))))]
    facts += [(f"foreign key {code(', '.join(k.columns))}", f"in `{k.table}`") for k in contract.foreign_keys]
    facts += [(f"{code(ours)} conforms to", code(theirs)) for ours, theirs in contract.conformed.items()]
    lines.append(table(["", ""], [(name, text) for name, text in facts if text]))
    lines.append(_columns(contract))
    rules = [rule for d in tables if d.name in dataset.upstreams for rule in d.rules]
    if rules and dataset.layer == "silver":
        rows = [(code(r.name), r.severity.value, "yes" if r.waivable else "no", r.description) for r in rules]
        lines.append("Rules:\n\n" + table(["rule", "severity", "can be waived", "holds when"], rows))
    if dataset.kind is not Kind.SOURCE:
        lines += [dataset.description + "\n"] if dataset.description else []
        lines.append(_lineage(tables, dataset.name))
    return "\n".join(lines)


def _lineage(tables: Graph, name: str) -> str:
    """One step back as a drawing, and the columns of landed files behind it as a table."""
    lineage = lineage_of(tables)
    edges = [edge for column in tables.contract(name).names for edge in lineage.edges_into(name, column)]
    rows = [(code(column), _ends(lineage, name, column)) for column in tables.contract(name).names]
    return (
        "<details><summary>Where its columns come from</summary>\n\n"
        f"```mermaid\n{mermaid(edges)}```\n\n"
        f"{table(['column', 'made in the end from'], rows)}\n</details>\n"
    )


def _ends(lineage: Lineage, name: str, column: str) -> str:
    """The landed columns whose values go in; where none does, those that decide."""
    ends = lineage.origins(name, column)
    chosen = [s for s in ends if s.kind.direct] or ends
    by_column: dict[str, list[Source]] = {}
    for source in sorted(chosen):
        by_column.setdefault(shown_name(source.table, source.column), []).append(source)
    return "; ".join(f"{end} (masked)" if masked(ways) else end for end, ways in by_column.items())


def _columns(contract: Contract) -> str:
    rows = [
        (
            code(c.name),
            c.type.upper(),
            "" if c.nullable else "not null",
            c.classification.value if c.identifies else "",
            c.unit or "",
            c.description + (" Engines agree to 1e-6." if c.approximate else ""),
        )
        for c in contract.columns
    ]
    return table(["column", "type", "null", "class", "unit", "meaning"], rows)


def _kind(dataset: Dataset) -> str:
    return "ledger" if dataset.kind is Kind.SOURCE else dataset.kind.value

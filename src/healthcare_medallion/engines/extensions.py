"""Extensions: marts that somebody adds as an ordinary pipeline file, without Ibis and without touching the package.

A file ``extensions/<name>.sql`` (or ``.py``) defines one table in ``data_eng_marts`` over published tables, and an
entry ``[<name>]`` in ``extensions.toml`` beside that folder is its contract. Both are checked when the project is
compiled; comments, tags and grants follow from the contract, as for every other table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlglot
import sqlglot.expressions as exp
from sqlglot.errors import SqlglotError

from healthcare_medallion.errors import DefinitionError
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import MARTS, Classification, Column, Contract, nearest

CONTRACTS = "extensions.toml"
DIALECT = "databricks"
_NEEDED, _ALLOWED = {"comment", "grain", "columns"}, {"comment", "grain", "columns", "key"}
_COLUMN_ALLOWED = {"type", "description", "nullable", "classification", "unit"}
_EXAMPLE = "docs/guides/add-a-mart-in-sql.md shows a whole one."


@dataclass(frozen=True)
class Extension:
    """One file with its contract. ``select`` is what a SQL file computes; empty for a Python file."""

    file: Path
    contract: Contract
    select: exp.Query | None

    def sql(self, dialect: str) -> str:
        """The SELECT in the words of an engine."""
        return self.select.sql(dialect=dialect, pretty=True) if self.select is not None else ""


def extensions(folder: Path, graph: Graph) -> list[Extension]:
    """Every extension of ``folder``, sorted by name; none where there is no such folder.

    :raises DefinitionError: listing what is wrong in any of them.
    """
    files = {path.stem: path for path in sorted(folder.glob("*")) if path.suffix in (".sql", ".py")}
    listed = folder.with_name(CONTRACTS)
    try:
        entries = tomllib.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError([f"{listed.name} cannot be read: {error}"], hint=_EXAMPLE) from None
    problems = [f"{files[name].name} has no entry [{name}] in {CONTRACTS}" for name in sorted(files.keys() - entries)]
    problems += [
        f"{CONTRACTS}: [{name}] has no file extensions/{name}.sql or .py" for name in sorted(entries.keys() - files)
    ]
    contracts: dict[str, Contract] = {}
    for name in sorted(files.keys() & entries):
        wrong = list(_entry_problems(name, entries[name]))
        if not wrong:
            contracts[name] = _contract(name, entries[name])
            wrong = contracts[name].problems()
        problems += wrong
    if problems:
        raise DefinitionError(problems, hint=_EXAMPLE)
    published = _published(graph) | {contract.full_name: contract for contract in contracts.values()}
    found = []
    for name, contract in contracts.items():
        if name in graph.datasets:
            problems.append(f"extensions/{files[name].name}: `{name}` is a table of the package already")
        select, wrong = _read(files[name], contract, published)
        problems += [f"extensions/{files[name].name}: {problem}" for problem in wrong]
        found.append(Extension(files[name], contract, select))
    if problems:
        raise DefinitionError(problems, hint=_EXAMPLE)
    return found


def _published(graph: Graph) -> dict[str, Contract]:
    return {d.contract.full_name: d.contract for d in graph if d.contract and d.layer in ("gold", "marts")}


def _entry_problems(name: str, entry: Any) -> Iterator[str]:
    where = f"{CONTRACTS}: [{name}]"
    if not isinstance(entry, dict):
        yield f"{where} is no table"
        return
    yield from (f"{where} lacks `{key}`" for key in sorted(_NEEDED - entry.keys()))
    yield from (f"{where} has unknown `{key}`{nearest(key, _ALLOWED)}" for key in sorted(entry.keys() - _ALLOWED))
    levels = [level.value for level in Classification]
    for column, given in entry.get("columns", {}).items():
        if not isinstance(given, dict) or not {"type", "description"} <= given.keys():
            yield f"{where}: column `{column}` needs a type and a description"
            continue
        yield from (
            f"{where}: column `{column}` has unknown `{key}`{nearest(key, _COLUMN_ALLOWED)}"
            for key in sorted(given.keys() - _COLUMN_ALLOWED)
        )
        if given.get("classification", "none") not in levels:
            yield f"{where}: column `{column}`: classification is one of {', '.join(levels)}"


def _contract(name: str, entry: Mapping[str, Any]) -> Contract:
    columns = tuple(
        Column(
            column,
            given["type"],
            given["description"],
            nullable=given.get("nullable", True),
            classification=Classification(given.get("classification", "none")),
            unit=given.get("unit"),
        )
        for column, given in entry["columns"].items()
    )
    return Contract(
        name=name,
        schema=MARTS,
        comment=entry["comment"],
        grain=entry["grain"],
        key=tuple(entry.get("key", ())),
        columns=columns,
    )


def _read(file: Path, contract: Contract, published: Mapping[str, Contract]) -> tuple[exp.Query | None, list[str]]:
    """The SELECT of a SQL file and what is wrong with it."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        # What it computes is known to the platform only; that it makes its table can be seen.
        return None, [] if contract.full_name in text else [f"does not name {contract.full_name}"]
    try:
        statements = [tree for tree in sqlglot.parse(text, dialect=DIALECT) if tree is not None]
    except SqlglotError as error:
        return None, [f"cannot be parsed: {str(error).splitlines()[0]}"]
    made = statements[0] if len(statements) == 1 else None
    if not isinstance(made, exp.Create) or not isinstance(made.expression, exp.Query):
        return None, ["is not one CREATE MATERIALIZED VIEW ... AS SELECT"]
    problems = []
    if made.kind != "VIEW" or made.find(exp.MaterializedProperty) is None:
        problems.append("makes no MATERIALIZED VIEW, which is what a pipeline keeps fresh")
    target = made.this.find(exp.Table)
    if target is None or f"{target.db}.{target.name}" != contract.full_name or target.catalog:
        problems.append(f"makes another table than {contract.full_name} (no catalog: it is the target's)")
    return made.expression, problems + list(_query_problems(made.expression, contract, published))


def _query_problems(query: exp.Query, contract: Contract, published: Mapping[str, Contract]) -> Iterator[str]:
    steps = {step.alias for step in query.find_all(exp.CTE)}
    read = {f"{t.db}.{t.name}" for t in query.find_all(exp.Table) if t.db or t.name not in steps} - {contract.full_name}
    for table in sorted(read - published.keys()):
        yield f"reads {table.lstrip('.')}, which is not published{nearest(table, published)}"
    names = tuple(query.named_selects)
    if names != contract.names:
        yield f"gives columns {', '.join(names)}; its entry lists {', '.join(contract.names)}"
    sources = [published[table] for table in sorted(read & published.keys())]
    doubles = {column.name for source in sources for column in source.columns if column.type == "double"}
    for sum_ in query.find_all(exp.Sum, exp.Avg):
        if isinstance(sum_.this, exp.Column) and sum_.this.name in doubles:
            yield (
                f"adds the double `{sum_.this.name}` as it is, so the result depends on row order; "
                f"write CAST(... AS DECIMAL(18, 2)) inside"
            )
    people = {name for source in sources for name in _names_of_rows(source)}
    for column in contract.columns:
        if column.name in people and not column.identifies:
            yield f"column `{column.name}` names single patients: its entry needs a classification"


def _names_of_rows(contract: Contract) -> set[str]:
    keys = {*contract.key, *(name for key in contract.foreign_keys for name in key.columns), "patient_id"}
    return {column.name for column in contract.columns if column.name in keys and column.identifies}

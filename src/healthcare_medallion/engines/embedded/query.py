"""SQL over registered relations only, for people and programs: no file, no network, no setting.

Four walls, each enough for most attacks and none relied on alone:

1. One statement, and only a SELECT (`WITH`, `VALUES`, `DESCRIBE` and `SUMMARIZE` are forms of it).
2. A guard over the parsed statement: every relation is registered or defined in the statement itself, table
   functions are on a short list, functions that look outside the tables are refused.
3. The access matrix decides which of the named tables the role may read, and whether that is recorded.
4. DuckDB itself: only the named tables exist as views, their data files are the only paths it may open, and its
   configuration is locked.

DuckDB's messages quote cells, so nothing that happens while rows are computed is shown; what it says about a
statement before it has seen a row is.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from healthcare_medallion.engines.embedded import audit
from healthcare_medallion.engines.embedded.duck import SCHEMAS, quoted
from healthcare_medallion.engines.embedded.reading import LEDGERS, published, reading, stored_contracts
from healthcare_medallion.engines.embedded.warehouse import Warehouse, files
from healthcare_medallion.errors import QueryError
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT as AUDIT_LOG
from healthcare_medallion.pipelines.ops.decisions import CONTRACT as DECISIONS
from healthcare_medallion.pipelines.shared.contract import nearest
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.privacy.access import (
    AccessRefused,
    Purpose,
    Role,
    Sight,
    Zone,
    may_read,
    terms_for,
    zone_of,
)
from healthcare_medallion.settings import Settings

DEFAULT_TIMEOUT = 60.0
TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest"})
_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
_RELATIONS = frozenset(
    {"BASE_TABLE", "TABLE_FUNCTION", "SUBQUERY", "JOIN", "EMPTY", "EXPRESSION_LIST", "PIVOT", "SHOW_REF"}
)
_RELATION_SLOTS = ("from_table", "left", "right", "source")
# Functions that tell of the machine or of the engine, run text as SQL, keep state, or put a cell into an error.
_REFUSED_FUNCTIONS = frozenset(
    {
        "assert_true",
        "current_query",
        "current_setting",
        "currval",
        "error",
        "getenv",
        "getvariable",
        "json_serialize_plan",
        "nextval",
        "parse_duckdb_log_message",
        "pg_sleep",
        "setseed",
        "setval",
        "sleep_ms",
        "stats",
        "write_log",
    }
)
_REFUSED_PREFIXES = ("duckdb_", "inet_", "pg_get_", "pragma_", "query", "read_")
_SHOWN_ERRORS = (duckdb.ParserException, duckdb.SyntaxException, duckdb.BinderException, duckdb.CatalogException)
# Written between runs, not by them: their newest version is the true one.
_NEWEST = (AUDIT_LOG.full_name, DECISIONS.full_name)
_BATCH_ROWS = 2048


@dataclass(frozen=True)
class Result:
    """Column names, and rows as they are computed: read them before the context ends."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def query(
    settings: Settings,
    sql: str,
    *,
    role: Role | None = None,
    purpose: Purpose | None = None,
    reason: str | None = None,
    break_glass: bool = False,
    timeout: float = DEFAULT_TIMEOUT,
) -> Iterator[Result]:
    """Runs one SELECT over the published tables, by default in the role and for the purpose of the settings.

    What reads patients' rows is recorded before the first row is given away, and so is what is refused. With
    ``break_glass`` every table is open and nothing hidden; it takes a ``reason`` and raises an alert.

    :raises QueryError: not allowed, not understood, failed, or not finished after ``timeout`` seconds.
    """
    warehouse = Warehouse(settings.warehouse)
    versions = {n: v for n, v in published(warehouse).table_versions.items() if n not in _NEWEST}
    zones = relations(graph(settings.pipeline))
    sight = Sight(role or settings.access.role, purpose or settings.access.purpose, break_glass)
    named = _admitted(settings, sql, zones, sight, reason)
    with reading(settings, versions=versions, only=named, sight=sight) as con:
        confine(con, _data_files(con, settings, versions))
        yield _result(con, sql, timeout)


def relations(tables: Graph) -> dict[str, Zone]:
    """Every table that can be asked for, by full name, with its zone."""
    found = {contract.full_name: zone_of(contract, "ops") for contract in LEDGERS}
    for dataset in tables:
        if dataset.contract and (dataset.stored or dataset.kind is Kind.VIEW):
            found[dataset.contract.full_name] = zone_of(dataset.contract, dataset.layer)
    return dict(sorted(found.items()))


def on_offer(tables: Graph, role: Role) -> list[tuple[str, Zone]]:
    """The tables that a role may read, with their zones."""
    return [(name, zone) for name, zone in relations(tables).items() if may_read(role, zone)]


def _admitted(
    settings: Settings, sql: str, zones: Mapping[str, Zone], sight: Sight, reason: str | None
) -> tuple[str, ...]:
    """The tables that the statement reads, once guard and matrix have agreed and the record is written."""

    def record(action: audit.Action, outcome: audit.Outcome) -> None:
        audit.record(
            settings,
            role=sight.role,
            action=action,
            objects=named,
            purpose=sight.stated(reason),
            statement=sql,
            outcome=outcome,
        )

    named: tuple[str, ...] = ()
    action: audit.Action = "break-glass" if sight.break_glass else "query"
    listed = [name for name, zone in zones.items() if sight.break_glass or may_read(sight.role, zone)]
    try:
        named = tables_of(sql, known=zones, listed=listed)
        terms = terms_for(sight, {name: zones[name] for name in named}, reason)
    except AccessRefused:
        record(action, "refused")
        raise
    if terms.recorded:
        record(action, "done")
    if sight.break_glass:
        record("alert", "done")
    return named


# THE STATEMENT


def tables_of(sql: str, *, known: Iterable[str], listed: Iterable[str] | None = None) -> tuple[str, ...]:
    """Full names of the known tables that a statement reads. ``listed`` are those that an answer may name.

    :raises AccessRefused: it is no single SELECT, or reads or calls what it must not.
    :raises QueryError: it does not parse.
    """
    guard = _Guard(tuple(known), tuple(known if listed is None else listed))
    try:
        guard.visit(_parsed(sql), frozenset())
    except RecursionError:
        raise AccessRefused("The statement is nested too deeply.") from None
    return tuple(sorted(guard.found))


def _parsed(sql: str) -> Any:
    with duckdb.connect(":memory:") as con:
        try:
            statements = con.extract_statements(sql)
        except duckdb.Error as error:
            raise QueryError(_cleaned(error)) from None
        if not statements:
            raise QueryError("The statement is empty.", hint="Try: medallion query 'FROM dim_patients LIMIT 5'")
        if len(statements) > 1:
            raise AccessRefused(f"One statement at a time: {len(statements)} were given.")
        if statements[0].type is not duckdb.StatementType.SELECT:
            raise _no_select(statements[0].type.name)
        tree = json.loads(con.execute("SELECT json_serialize_sql(?)", [sql]).fetchall()[0][0])
    if tree.get("error", True):
        raise _no_select("no SELECT")
    return tree["statements"]


def _no_select(found: str) -> AccessRefused:
    hint = "SELECT, WITH, VALUES, DESCRIBE and SUMMARIZE are allowed."
    if found == "MULTI":
        hint = "A PIVOT must list its values: PIVOT ... ON column IN (...)."
    return AccessRefused(f"Only a SELECT can be run here, this is {found}.", hint=hint)


class _Guard:
    """Walks a parsed statement with the CTE names in scope; ``found`` collects the tables it reads."""

    def __init__(self, known: tuple[str, ...], listed: tuple[str, ...]) -> None:
        self._names = {name.lower(): name for name in known}
        for name in known:  # a table can be named without its schema; names are unique without it
            self._names.setdefault(name.rpartition(".")[2].lower(), name)
        self._listed = listed
        self.found: set[str] = set()

    def visit(self, node: Any, scope: frozenset[str]) -> None:
        if isinstance(node, list):
            for item in node:
                self.visit(item, scope)
        elif isinstance(node, dict):
            self._judge(node, scope)
            scope = self._with_ctes(node, scope)
            for key, value in node.items():
                if key != "cte_map":
                    self.visit(value, self._inner(node, key, scope))

    def _with_ctes(self, node: dict[str, Any], scope: frozenset[str]) -> frozenset[str]:
        """A CTE sees those before it, the statement sees all. Its own name still means the outer table."""
        for entry in (node.get("cte_map") or {}).get("map", ()):
            self.visit(entry["value"], scope)
            scope |= {entry["key"].lower()}
        return scope

    @staticmethod
    def _inner(node: dict[str, Any], key: str, scope: frozenset[str]) -> frozenset[str]:
        recursive = node.get("type") == "RECURSIVE_CTE_NODE" and key == "right"
        return scope | {node["cte_name"].lower()} if recursive else scope

    def _judge(self, node: dict[str, Any], scope: frozenset[str]) -> None:
        kind = node.get("type")
        if "class" not in node and isinstance(kind, str) and kind.endswith("_NODE") and kind not in _NODES:
            raise AccessRefused("A statement inside the query writes: only SELECT is allowed.")
        for slot in _RELATION_SLOTS:
            inner = node.get(slot)
            if isinstance(inner, dict) and "class" not in inner and inner.get("type") not in _RELATIONS | _NODES:
                raise AccessRefused("The statement reads from something that is no table.", hint=self._list())
        if "class" in node:
            self._judge_function(node.get("function_name"))
        elif kind == "BASE_TABLE":
            self._judge_table(node, scope)
        elif kind == "TABLE_FUNCTION":
            self._judge_table_function(node["function"])
        elif kind == "SHOW_REF" and not node.get("query"):
            raise AccessRefused("SHOW is not available here.", hint="`medallion query` without SQL lists the tables.")

    def _judge_table(self, node: dict[str, Any], scope: frozenset[str]) -> None:
        schema, name = node.get("schema_name", ""), node["table_name"]
        if not schema and name.lower() in scope:
            return
        full = f"{schema}.{name}" if schema else name
        table = None if node.get("catalog_name") else self._names.get(full.lower())
        if table is None:
            raise AccessRefused(f"There is no table `{full}`{self._nearest(full)}.", hint=self._list())
        self.found.add(table)

    def _judge_table_function(self, function: dict[str, Any]) -> None:
        name = function.get("function_name", "").lower()
        if function.get("class") != "FUNCTION" or name not in TABLE_FUNCTIONS:
            allowed = ", ".join(sorted(TABLE_FUNCTIONS))
            raise AccessRefused(f"Table function `{name}` is not allowed.", hint=f"Allowed: {allowed}. {self._list()}")

    @staticmethod
    def _judge_function(name: object) -> None:
        if not isinstance(name, str):
            return
        if name.lower() in _REFUSED_FUNCTIONS or name.lower().startswith(_REFUSED_PREFIXES):
            raise AccessRefused(f"Function `{name}` is not allowed: it reaches beyond the tables.")

    def _nearest(self, name: str) -> str:
        close = nearest(name, self._listed)
        return close or nearest(name, [n.rpartition(".")[2] for n in self._listed])

    def _list(self) -> str:
        return f"Tables: {', '.join(self._listed)}."


# THE ENGINE


def confine(con: duckdb.DuckDBPyConnection, paths: Iterable[str]) -> None:
    """Takes everything away from a connection but its views, ``paths`` and its memory. There is no way back."""
    con.execute(f"SET search_path = {quoted(','.join(SCHEMAS))}")
    con.execute(f"SET allowed_paths = [{', '.join(map(quoted, paths))}]")
    con.execute("SET python_enable_replacements = false")
    con.execute("SET allow_community_extensions = false")
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")


def _data_files(con: duckdb.DuckDBPyConnection, settings: Settings, versions: Mapping[str, int]) -> list[str]:
    """The data files behind the views of a connection."""
    warehouse = Warehouse(settings.warehouse)
    views = con.execute("SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    names = {name for (name,) in views}
    contracts = [c for c in stored_contracts(graph(settings.pipeline)) if c.full_name in names]
    tables = (warehouse.open(c, versions.get(c.full_name)) for c in contracts)
    return [path for table in tables if table is not None for path in files(table)]


def _result(con: duckdb.DuckDBPyConnection, sql: str, timeout: float) -> Result:
    try:
        relation = con.sql(sql)
    except _SHOWN_ERRORS as error:
        raise QueryError(_cleaned(error)) from None
    except duckdb.Error as error:
        raise _failed(error, timeout) from None
    return Result(tuple(relation.columns), _rows(con, relation, timeout))


def _rows(
    con: duckdb.DuckDBPyConnection, relation: duckdb.DuckDBPyRelation, timeout: float
) -> Iterator[tuple[Any, ...]]:
    watch = threading.Timer(timeout, con.interrupt)
    watch.start()
    try:
        for batch in relation.to_arrow_reader(_BATCH_ROWS):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
    except (duckdb.Error, pa.ArrowException, OSError) as error:  # a stream fails with OSError, DuckDB's text inside
        raise _failed(error, timeout) from None
    finally:
        watch.cancel()


def _failed(error: Exception, timeout: float) -> QueryError:
    """What went wrong while rows were computed, in our words: DuckDB's quote cells."""
    text = str(error)
    if "INTERRUPT" in text[:20]:
        return QueryError(
            f"Not finished after {timeout:g} seconds.", hint="Ask for less, or give it --timeout SECONDS."
        )
    if isinstance(error, duckdb.ConversionException) or text.startswith("Conversion Error"):
        return QueryError(
            "A value cannot be converted to the type asked for.", hint="TRY_CAST gives null where a value does not fit."
        )
    if isinstance(error, duckdb.OutOfMemoryException) or text.startswith("Out of Memory"):
        return QueryError(
            "The query needs more memory than allowed.", hint="Ask for less, or raise engine.memory_limit."
        )
    if isinstance(error, duckdb.PermissionException) or text.startswith("Permission Error"):
        return AccessRefused("The query reaches for a file; only the tables' own files can be read.")
    if isinstance(error, duckdb.OutOfRangeException) or text.startswith("Out of Range"):
        return QueryError("A value is out of the range of its type.")
    return QueryError(
        "The query failed while its rows were computed. The reason may quote a cell, so it is not shown.",
        hint="Narrow it down: run parts of the statement, or use TRY_CAST and TRY(...).",
    )


def _cleaned(error: Exception) -> str:
    """What DuckDB says about a statement before it has read a row: without its excerpt of the text."""
    said = str(error).partition("\n\nLINE ")[0].splitlines()
    lines = [" ".join(line.split()) for line in said if line.strip()]
    return "\n".join(lines[:6])

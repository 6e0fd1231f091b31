"""Column lineage held against what the definitions do, on every dataset and column.

Sound: what lineage leaves out has no influence. All columns that it does not name are wiped at once, and the column
has the same values. Not too wide: sqlglot, which reads the compiled SQL, names no fewer.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
import sqlglot
from sqlglot import exp
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope

from healthcare_medallion.engines.embedded.reading import reading
from healthcare_medallion.lineage.columns import ROWS, Definition, definition_lineage
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.pipelines.shared.keys import pads
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.settings import Settings

GRAPH = graph(PipelineSettings())
DEFINED = [d.name for d in GRAPH if d.kind is not Kind.SOURCE]


@pytest.fixture(scope="module")
def con(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every dataset of a warehouse as a table of its own, steps between included."""
    from healthcare_medallion.data_generation import GenerationPlan, generate
    from healthcare_medallion.engines.embedded.run import run
    from tests.lib.warehouses import settings_in

    settings: Settings = settings_in(tmp_path_factory.mktemp("lineage"))
    generate(GenerationPlan(patients=60, seed=9, batches=1, defects=0.3), settings.landing)
    run(settings)
    with reading(settings) as source, duckdb.connect(":memory:") as con:
        con.execute(
            "SET TimeZone = 'UTC'; CREATE SCHEMA data_eng; CREATE SCHEMA data_eng_ops; CREATE SCHEMA data_eng_marts;"
            "CREATE SCHEMA data_eng_deid"
        )
        con.create_function("seal_line", lambda line: f"sealed {line}", ["VARCHAR"], "VARCHAR")
        ipad, opad = pads(b"k" * 32)
        con.execute("CREATE TABLE data_eng_ops.name_key AS SELECT ? AS ipad, ? AS opad, 'id' AS key_id", [ipad, opad])
        for dataset in GRAPH:
            name = dataset.contract.full_name if dataset.contract else dataset.name
            if dataset.kind is Kind.SOURCE and dataset.name.startswith("landing_") and dataset.name != "landing_files":
                _land(con, dataset.name, settings)
            elif dataset.kind is Kind.SOURCE and dataset.name != "name_key":
                stored = source.sql(f"FROM {name}").to_arrow_table()
                con.from_arrow(stored).create(name)
            elif dataset.kind is not Kind.SOURCE:
                con.execute(f"CREATE TABLE {name} AS {GRAPH.sql(dataset.name)}")
        yield con


def _land(con: duckdb.DuckDBPyConnection, name: str, settings: Settings) -> None:
    contract = GRAPH.contract(name)
    added = ", ".join(
        [
            "'file' AS _source_file",
            "row_number() OVER () :: VARCHAR AS _position",
            "CASE WHEN random() < 0.1 THEN 'fault' END AS _fault",
            "'a line' AS _raw_line",
            "TIMESTAMPTZ '2026-03-01 00:00:00+00' AS _ingested_at",
            "'dev' AS _pipeline_env",
        ]
    )
    path = settings.landing / "**" / f"{name.removeprefix('landing_')}.csv"
    business = [n for n in contract.names if not n.startswith("_")]
    names = ", ".join(f'"{n}"' for n in business)
    con.execute(
        f"CREATE TABLE {contract.full_name} AS SELECT {names}, {added} FROM "
        f"read_csv('{path}', all_varchar = true, ignore_errors = true, strict_mode = false)"
    )


def own_lineage(name: str) -> Definition:
    return definition_lineage(GRAPH.expression(name))


def relation(name: str) -> str:
    dataset = GRAPH[name]
    return dataset.contract.full_name if dataset.contract else name


def schema_of(name: str) -> dict[str, str]:
    return {c: str(t) for c, t in GRAPH.expression(name).schema().items()}


@pytest.mark.parametrize("name", DEFINED)
def test_what_lineage_leaves_out_has_no_influence(con: duckdb.DuckDBPyConnection, name: str) -> None:
    definition = own_lineage(name)
    offenders = []
    before = sorted_columns(con, GRAPH.sql(name), list(definition.columns))
    by_needs: dict[frozenset[tuple[str, str]], list[str]] = {}
    for column, sources in definition.columns.items():
        needs = frozenset((s.table, s.column) for s in sources | definition.rows)
        by_needs.setdefault(needs, []).append(column)
    for needs, columns in by_needs.items():
        sql = with_wiped_inputs(name, needs)
        after = sorted_columns(con, sql, columns)
        offenders += [column for column in columns if after[column] != before[column]]
    assert offenders == []


def with_wiped_inputs(name: str, needs: frozenset[tuple[str, str]]) -> str:
    """The definition's SQL over its inputs, every column null that is not needed."""
    parts = []
    tree = sqlglot.parse_one(GRAPH.sql(name), dialect="duckdb")
    for upstream in GRAPH[name].upstreams:
        if upstream == "name_key":
            continue
        kept = {column for table, column in needs if table == upstream}
        columns = ", ".join(
            f'"{c}"' if c in kept else f'CASE WHEN false THEN "{c}" END AS "{c}"'
            for c in GRAPH.expression(upstream).columns
        )
        parts.append(f"wiped_{upstream} AS (SELECT {columns} FROM {relation(upstream)})")
        for table in tree.find_all(exp.Table):
            if table.name == upstream:
                table.replace(exp.Table(this=exp.to_identifier(f"wiped_{upstream}"), alias=table.args.get("alias")))
    inner = tree.sql(dialect="duckdb")
    return f"WITH {', '.join(parts)} SELECT * FROM ({inner})" if parts else inner


def sorted_columns(con: duckdb.DuckDBPyConnection, sql: str, columns: list[str]) -> dict[str, list[str]]:
    found = con.sql(sql).to_arrow_table()
    return {column: sorted(map(repr, found.column(column).to_pylist())) for column in columns}


@pytest.mark.parametrize("name", DEFINED)
def test_sqlglot_finds_the_same_columns_in_the_compiled_sql(name: str) -> None:
    definition = own_lineage(name)
    schema: dict[str, object] = {}
    for upstream in GRAPH[name].upstreams:
        contract = GRAPH[upstream].contract
        columns = dict.fromkeys(schema_of(upstream), "TEXT")
        if contract:
            schema.setdefault(contract.schema, {})[upstream] = columns  # type: ignore[index]
        else:
            schema.setdefault("main", {})[upstream] = columns  # type: ignore[index]
    tree = sqlglot.parse_one(GRAPH.sql(name), dialect="duckdb")
    for table in tree.find_all(exp.Table):
        if not table.db and table.name in GRAPH[name].upstreams:
            table.set("db", exp.to_identifier("main"))
    qualified = qualify(tree, schema=schema, dialect="duckdb", validate_qualify_columns=False)
    scope = build_scope(qualified)
    offenders = {}
    for column, sources in definition.columns.items():
        found = set(
            leaves(lineage(column, qualified, None, dialect="duckdb", scope=scope, copy=False, trim_selects=False))
        )
        ours = {(s.table, s.column) for s in sources if s.column != ROWS}
        if {pair for pair in found if pair[0] != "name_key"} != {pair for pair in ours if pair[0] != "name_key"}:
            offenders[column] = (sorted(found - ours), sorted(ours - found))
    assert offenders == {}


def leaves(node: Node) -> Iterator[tuple[str, str]]:
    if not node.downstream and isinstance(node.source, exp.Table) and "." in node.name:
        yield node.source.name, node.name.rpartition(".")[2].strip('"')
    for below in node.downstream:
        yield from leaves(below)

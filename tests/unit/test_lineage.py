"""What lineage says of small expressions, and how it is shown. Held against all real tables in integration."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import ibis
import ibis.expr.types as ir
import pytest
from click.testing import CliRunner, Result

from healthcare_medallion.cli.lineage import command
from healthcare_medallion.errors import DefinitionError, UsageError
from healthcare_medallion.lineage.columns import definition_lineage
from healthcare_medallion.lineage.paths import Lineage, foreign_names, lineage_of
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.keys import keyed, name_key, surrogate_key
from healthcare_medallion.pipelines.shared.sources import GeneratedKey, SourceMapping

T = ibis.table({"a": "string", "b": "int64", "c": "int64"}, name="t")
U = ibis.table({"a": "string", "d": "int64"}, name="u")
KEY = ibis.table(name_key.contract.ibis_schema(), name="name_key")  # type: ignore[union-attr]


def said(table: ir.Table, column: str) -> set[str]:
    definition = definition_lineage(table)
    sources = definition.rows if column == "rows" else definition.columns[column]
    return {f"{s.kind} {s.table}.{s.column}{' masked' if s.masking else ''}" for s in sources}


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        (T.select(x=T.b), "x", {"identity t.b"}),
        (T.select(x=T.b.cast("!int64")), "x", {"identity t.b"}),
        (T.select(x=T.b.cast("string")), "x", {"transformation t.b"}),
        (T.select(x=T.b + T.c), "x", {"transformation t.b", "transformation t.c"}),
        (T.select(x=ibis.literal(1)), "x", set()),
        (T.select(x=ibis.ifelse(T.b > 0, T.c, 0)), "x", {"conditional t.b", "transformation t.c"}),
        (T.select(x=ibis.cases((T.b > 0, "yes"), else_="no")), "x", {"conditional t.b"}),
        (T.group_by("a").aggregate(x=T.b.sum()), "x", {"aggregation t.b"}),
        (T.group_by("a").aggregate(x=T.b.sum(where=T.c > 0)), "x", {"aggregation t.b", "conditional t.c"}),
        (T.group_by("a").aggregate(x=T.count()), "x", {"aggregation t.*"}),
        (T.select("a", one=1).group_by("a").aggregate(x=lambda t: t.one.sum()), "x", {"aggregation t.*"}),
        (
            T.select("a", n=1).union(U.select("a", n=0)).group_by("a").aggregate(x=lambda t: t.n.sum()),
            "x",
            {"aggregation t.*"},
        ),
        (T.group_by("a").aggregate(x=T.b.sum()), "rows", {"group_by t.a"}),
        (
            T.select(x=T.b.sum().over(group_by="a", order_by="c")),
            "x",
            {"aggregation t.b", "window t.a", "window t.c"},
        ),
        (T.select(x=T.b.lag().over(order_by="c")), "x", {"transformation t.b", "window t.c"}),
        (T.filter(T.c > 0).select(x="b"), "x", {"identity t.b"}),
        (T.filter(T.c > 0).select(x="b"), "rows", {"filter t.c"}),
        (T.select("a").distinct(), "rows", {"group_by t.a"}),
        (T.left_join(U, "a").select(x="d"), "x", {"identity u.d"}),
        (T.left_join(U, "a").select(x="d"), "rows", {"join t.a", "join u.a"}),
        (T.filter(T.b == U.d.max().as_scalar()).select("a"), "rows", {"filter t.b", "filter u.d"}),
        (T.select("a").union(U.select("a")), "a", {"identity t.a", "identity u.a"}),
        (T.mutate(y=T.b + 1).mutate(x=lambda t: t.y).select("x"), "x", {"transformation t.b"}),
        (T.select(x=keyed(KEY, T.a)), "x", {"transformation t.a masked"}),
        (
            T.select(x=surrogate_key(T.a)),
            "x",
            {"transformation t.a", "conditional t.a"},
        ),  # without a key it can be computed again
        (T.select(x=keyed(KEY, T.a).notnull().ifelse(1, 0)), "x", {"conditional t.a masked"}),
    ],
)
def test_what_goes_into_a_column_and_how(table: ir.Table, column: str, expected: set[str]) -> None:
    assert said(table, column) == expected


def test_a_relation_that_it_does_not_know_is_refused_rather_than_left_out() -> None:
    with pytest.raises(DefinitionError, match="lineage does not know"):
        definition_lineage(T.sample(0.5))


@pytest.fixture(scope="module")
def lineage(graph: Graph) -> Lineage:
    return lineage_of(graph)


def test_names_in_silver_are_masked_and_gold_has_none(lineage: Lineage) -> None:
    """The only ways of a name past bronze: its pseudonym, and whether it is there."""
    names = {("landing_patients", "first_name"), ("landing_patients", "last_name")}
    reached = {
        (table, column, source.masking)
        for table in lineage.tables
        if table.startswith(("silver", "dim", "fact")) or lineage.graph[table].layer == "marts"
        for column in lineage.columns(table)
        for source in lineage.origins(table, column)
        if (source.table, source.column) in names
    }
    assert reached == {
        ("silver_patients", "first_name_pseudonym", True),
        ("silver_patients", "last_name_pseudonym", True),
        ("silver_patients", "_warnings", True),
    }


def test_every_column_of_gold_ends_in_a_landed_file(lineage: Lineage) -> None:
    for table in ("dim_patients", "fact_claims", "fact_medical_events"):
        for column in lineage.columns(table):
            ends = {source.table for source in lineage.origins(table, column)}
            assert ends & {"landing_patients", "landing_claims", "landing_medical_events"}, (table, column)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("fact_clams", "did you mean `fact_claims`"),
        ("fact_claims.claim_amont", "did you mean `claim_amount`"),
        ("data_eng.fact_clams.claim_amount", "did you mean `data_eng.fact_claims`"),
    ],
)
def test_an_unknown_name_gives_the_nearest_right_one(lineage: Lineage, name: str, meant: str) -> None:
    with pytest.raises(UsageError, match=re.escape(meant)):
        lineage.find(name)


@pytest.mark.parametrize("name", ["fact_claims.claim_amount", "data_eng.fact_claims.claim_amount"])
def test_a_table_goes_by_its_name_with_schema_or_without(lineage: Lineage, name: str) -> None:
    assert lineage.find(name) == ("fact_claims", "claim_amount")


def test_a_foreign_file_is_told_by_its_own_header() -> None:
    sources = {
        "kaggle": SourceMapping(
            feed="patients",
            files="insurance*.csv",
            rename={"gender": "sex"},
            constants={"insurance_plan": "HMO"},
            generated_key={"patient_id": GeneratedKey(prefix="K")},
        )
    }
    names = {column: foreign_names(sources, "landing_patients", column) for column in ("sex", "age", "patient_id")}
    assert names == {
        "sex": ["insurance*.csv: gender"],
        "age": ["insurance*.csv: age"],
        "patient_id": ["insurance*.csv: made from file and position"],
    }
    assert foreign_names(sources, "landing_claims", "patient_id") == []


# THE COMMAND


@pytest.fixture
def shown() -> Callable[..., Result]:
    return lambda *arguments: CliRunner().invoke(command, arguments)


def test_the_path_goes_back_to_the_file(shown: Callable[..., Result]) -> None:
    assert shown("fact_claims.claim_amount").output.splitlines()[:4] == [
        "fact_claims.claim_amount",
        "└── silver_claims.claim_amount  identity",
        "    └── bronze_claims.claim_amount  identity",
        "        └── claims.csv claim_amount  transformation",
    ]


def test_json_holds_the_path_and_its_ends(shown: Callable[..., Result]) -> None:
    (column,) = json.loads(shown("silver_patients.first_name_pseudonym", "--format", "json").output)["columns"]
    assert {(e["table"], e["column"], e["masking"]) for e in column["origins"]} == {
        ("landing_patients", "first_name", True),
        ("landing_patients", "patient_id", True),
    }
    assert [s["column"] for s in column["sources"]] == ["first_name", "patient_id"]


def test_mermaid_draws_each_edge_once(shown: Callable[..., Result]) -> None:
    text = shown("dim_patients", "--format", "mermaid").output
    edges = [line.strip() for line in text.splitlines() if "->" in line]
    assert text.startswith("flowchart LR") and len(edges) == len(set(edges)) > 40
    assert 'subgraph landing_patients["patients.csv"]' in text


def test_the_page_needs_nothing_from_anywhere(shown: Callable[..., Result]) -> None:
    page = shown("silver_patients", "--format", "html").output
    assert not re.search(r"(src|href)=|https?://|@import|url\(", page)
    assert 'class="masked"' in page and "<h1>Lineage of silver_patients</h1>" in page
    assert shown("--format", "html").output.count("<path") > 20

"""The graph is read from signatures, and every mistake in definitions is reported at once, in words."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pytest

from healthcare_medallion.errors import DefinitionError
from healthcare_medallion.pipelines.graph import Graph, discover
from healthcare_medallion.pipelines.shared.contract import Column, Contract
from healthcare_medallion.pipelines.shared.dataset import (
    Dataset,
    Kind,
    materialized_view,
    source,
    streaming_table,
    temporary_view,
    view,
)
from healthcare_medallion.pipelines.shared.refresh import by_column
from healthcare_medallion.pipelines.shared.settings import PipelineSettings


def contract(name: str, *columns: str, key: tuple[str, ...] = ()) -> Contract:
    """A table of columns ``name:type``; those of the key are not nullable."""
    typed = [c.split(":") for c in columns]
    return Contract(name, "", tuple(Column(n, t, "", nullable=n not in key) for n, t in typed), key=key)


def graph_of(*datasets: Dataset) -> Graph:
    return Graph({d.name: d for d in datasets})


def problems_of(*datasets: Dataset) -> list[str]:
    with pytest.raises(DefinitionError) as error:
        graph_of(*datasets)
    for problem in error.value.problems:
        assert problem in str(error.value)
    return error.value.problems


orders = source(contract("orders", "order_id:string", "amount:int"))


@materialized_view(
    contract=contract("totals", "order_id:string", "total:bigint", key=("order_id",)),
    refresh_by=by_column("order_id"),
)
def totals(orders: ir.Table) -> ir.Table:
    """One row per order."""
    return orders.group_by("order_id").aggregate(total=orders.amount.sum())


def test_parameters_are_the_upstreams() -> None:
    graph = graph_of(totals, orders)
    assert [d.name for d in graph] == ["orders", "totals"]
    assert graph["totals"].upstreams == ("orders",)
    assert graph["totals"].kind is Kind.MATERIALIZED_VIEW
    assert graph["totals"].refresh_by is totals.refresh_by
    assert graph["totals"].description == "One row per order."
    assert [d.name for d in graph.readers_of("orders")] == ["totals"]
    assert "totals" in graph
    assert "total" not in graph


def test_settings_come_by_keyword_and_are_no_upstream() -> None:
    @materialized_view(contract=contract("limited", "order_id:string", "days:int"))
    def limited(orders: ir.Table, *, settings: PipelineSettings) -> ir.Table:
        return orders.mutate(days=ibis.literal(settings.future_days))

    graph = Graph({"orders": orders, "limited": limited}, PipelineSettings(future_days=77))
    assert limited.upstreams == ("orders",)
    assert limited.wants_settings
    assert "77" in graph.sql("limited")


def test_inputs_look_through_temporary_views() -> None:
    @temporary_view()
    def step(orders: ir.Table) -> ir.Table:
        return orders

    @temporary_view()
    def further(step: ir.Table, totals: ir.Table) -> ir.Table:
        return step.semi_join(totals, "order_id")

    @view(contract=contract("shown", "order_id:string"))
    def shown(further: ir.Table) -> ir.Table:
        return further

    graph = graph_of(shown, further, totals, step, orders)
    assert graph.inputs_of("shown") == ("orders", "totals")
    names = [d.name for d in graph]
    assert all(names.index(u) < names.index(d.name) for d in graph for u in d.upstreams)
    assert [d.name for d in graph if d.stored] == ["totals"]


def test_output_columns_are_the_contracts_in_order_and_type() -> None:
    @streaming_table(contract=contract("copied", "amount:bigint", "order_id:string"))
    def copied(orders: ir.Table) -> ir.Table:
        return orders.mutate(extra=ibis.literal(1))

    schema = graph_of(orders, copied).expression("copied").schema()
    assert list(schema.names) == ["amount", "order_id"]
    assert schema["amount"].is_int64()


def test_an_unknown_parameter_is_named_with_the_nearest_right_name() -> None:
    @materialized_view(contract=contract("a", "order_id:string"))
    def a(order: ir.Table) -> ir.Table:
        return order

    @materialized_view(contract=contract("b", "order_id:string"))
    def b(orders: ir.Table, zebra: ir.Table) -> ir.Table:
        return orders

    assert problems_of(orders, a, b) == [
        "a: parameter `order` names no dataset (did you mean `orders`?)",
        "b: parameter `zebra` names no dataset",
    ]


def test_a_cycle_is_shown() -> None:
    @temporary_view()
    def first(third: ir.Table) -> ir.Table:
        return third

    @temporary_view()
    def second(first: ir.Table) -> ir.Table:
        return first

    @temporary_view()
    def third(second: ir.Table) -> ir.Table:
        return second

    [problem] = problems_of(first, second, third)
    assert problem.endswith(": these datasets need each other")
    assert {"first", "second", "third"} <= set(problem.replace(":", "").split())


def test_everything_wrong_is_reported_at_once() -> None:
    @materialized_view(contract=contract("a", "order_id:text", "Order_ID:string", key=("ordr_id",)))
    def a(order: ir.Table) -> ir.Table:
        return order

    @materialized_view(contract=Contract("b", "", (Column("n", "long", ""),), key=("n",), cluster_by=("m",)))
    def b(orders: ir.Table) -> ir.Table:
        return orders

    @temporary_view()
    def first(second: ir.Table) -> ir.Table:
        return second

    @temporary_view()
    def second(first: ir.Table) -> ir.Table:
        return first

    text = "\n".join(problems_of(orders, a, b, first, second))
    for part in (
        "data_eng.a: column `order_id` stands twice",
        "data_eng.a.order_id: type `text` is not one of string, int",
        "data_eng.a: key names unknown column `ordr_id` (did you mean `order_id`?)",
        "data_eng.b.n: type `long` is not one of",
        "data_eng.b: key column `n` must not be nullable",
        "data_eng.b: cluster_by names unknown column `m`",
        "a: parameter `order` names no dataset (did you mean `orders`?)",
        "these datasets need each other",
    ):
        assert part in text


def test_columns_that_definitions_do_not_give_are_reported_at_once() -> None:
    @materialized_view(contract=contract("a", "order_id:string", "amounts:int"))
    def a(orders: ir.Table) -> ir.Table:
        return orders

    @materialized_view(contract=contract("b", "order_id:string", "zebra:int", "amount:int"))
    def b(orders: ir.Table) -> ir.Table:
        return orders.select("order_id")

    @temporary_view()
    def c(orders: ir.Table) -> ir.Table:
        return orders.filter(orders.amuont > 0)

    @view(contract=contract("d", "order_id:string"))
    def d(c: ir.Table) -> ir.Table:
        return c

    found = problems_of(orders, a, b, c, d)
    assert [problem for problem in found if not problem.startswith("c: ")] == [
        "a: the definition gives no column `amounts` (did you mean `amount`?)",
        "b: the definition gives no column `zebra`",
        "b: the definition gives no column `amount`",
    ]
    assert len(found) == 4, "what hangs on a broken definition is not a problem of its own"
    assert any(problem.startswith("c: ") and "amuont" in problem for problem in found)


def test_the_package_has_exactly_nine_tables_in_data_eng() -> None:
    """Promise six: three bronze, three silver, three gold, whatever else there is elsewhere."""
    stored = {d.name: d.layer for d in discover().values() if d.contract and d.contract.schema == "data_eng"}
    assert stored == {
        "bronze_patients": "bronze",
        "bronze_claims": "bronze",
        "bronze_medical_events": "bronze",
        "silver_patients": "silver",
        "silver_claims": "silver",
        "silver_medical_events": "silver",
        "dim_patients": "gold",
        "fact_claims": "gold",
        "fact_medical_events": "gold",
    }


def test_every_column_is_described_and_every_table_has_a_comment(graph: Graph) -> None:
    contracts = [d.contract for d in graph if d.contract]
    assert not [c.full_name for c in contracts if not c.comment.strip()]
    assert not [f"{c.full_name}.{column.name}" for c in contracts for column in c.columns if not column.description]


def test_keys_refresh_keys_and_references_name_columns_that_exist(graph: Graph) -> None:
    wrong = []
    for dataset in graph:
        if dataset.contract is None:
            continue
        names = set(dataset.contract.names)
        if (key := dataset.refresh_by) and key.name not in names:
            wrong.append(f"{dataset.name}: refresh_by {key.name}")
        for key in dataset.contract.foreign_keys:
            other = graph.contract(key.table).names if key.table in graph else ()
            if not set(key.columns) <= names or not set(key.references) <= set(other):
                wrong.append(f"{dataset.name}: foreign key to {key.table}")
        for reference in dataset.contract.conformed.values():
            table, column = reference.split(".")
            if table not in graph or column not in graph.contract(table).names:
                wrong.append(f"{dataset.name}: conformed to {reference}")
    assert wrong == []

"""Governance as SQL: compared with the golden file, and with the promises about who sees what."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from healthcare_medallion.engines.spark.constraints import key_clauses
from healthcare_medallion.errors import CheckFailed, EngineError
from healthcare_medallion.governance.access import READS, Group, governed
from healthcare_medallion.governance.applying import apply
from healthcare_medallion.governance.governing import govern
from healthcare_medallion.governance.inventory import present
from healthcare_medallion.governance.ledgers import EVENT_LOGS
from healthcare_medallion.governance.policies import policies
from healthcare_medallion.governance.statements import Statement, missing, statements
from healthcare_medallion.governance.text import identifier, literal
from healthcare_medallion.governance.wanted import State, wanted
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Classification
from healthcare_medallion.pipelines.shared.sensitivity import TELLING
from healthcare_medallion.privacy.access import Zone

GOLDEN = Path(__file__).parent / "golden"
RUNNER = "11111111-2222-3333-4444-555555555555"


def golden(name: str, text: str) -> None:
    """Equal to the file. UPDATE_GOLDEN=1 writes it: read the difference before you commit it."""
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{file} differs; UPDATE_GOLDEN=1 pytest writes it"


def test_statements_of_a_new_catalog(graph: Graph) -> None:
    want = wanted(graph)
    made = [*policies("juan_dev", RUNNER), *statements("juan_dev", want, State(tables=want.tables))]
    golden("governance.sql", "".join(f"-- {s.about}\n{s.sql};\n\n" for s in made))


def test_nothing_to_do_gives_no_statement(graph: Graph) -> None:
    want = wanted(graph)
    assert statements("juan_dev", want, want) == []


def test_what_is_too_much_is_taken_back_first(graph: Graph) -> None:
    want = wanted(graph)
    open_bronze = State(
        tables=want.tables,
        grants=want.grants | {("data_eng.bronze_patients", "analysts")},
        column_tags=want.column_tags | {("data_eng.bronze_patients", "_pipeline_env", "sensitive")},
        comments=want.comments,
        column_comments=want.column_comments,
        tags=want.tags,
    )
    assert [s.sql for s in statements("juan_dev", want, open_bronze)] == [
        "REVOKE SELECT ON TABLE `juan_dev`.`data_eng`.`bronze_patients` FROM `analysts`",
        "UNSET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`_pipeline_env` `medallion_classification`",
    ]


def test_a_changed_tag_is_taken_off_before_it_is_set(graph: Graph) -> None:
    """SET TAG raises when the tag is there with another value."""
    want = State(tables=frozenset({"a.b"}), column_tags=frozenset({("a.b", "c", "sensitive")}))
    found = State(tables=frozenset({"a.b"}), column_tags=frozenset({("a.b", "c", "quasi_identifier")}))
    assert [s.sql.split(" ON ")[0] for s in statements("x", want, found)] == ["UNSET TAG", "SET TAG"]


# WHO SEES WHAT


def test_analysts_and_compliance_see_no_row_before_gold(graph: Graph) -> None:
    for table, group in wanted(graph).grants:
        if group in (Group.ANALYSTS, Group.COMPLIANCE):
            assert not re.search(
                r"\.(bronze|silver|landing_(?!files)|quarantine|superseded|rejected|decisions)", table
            ), table
            assert table not in EVENT_LOGS


def test_histories_are_for_engineers_and_stewards(graph: Graph) -> None:
    """Of gold, too: an analyst sees patients as they are, not as they were."""
    readers = {group for table, group in wanted(graph).grants if ".history_" in table}
    assert readers == {Group.ENGINEERS, Group.STEWARDS}


def test_no_history_holds_a_direct_identifier(graph: Graph) -> None:
    kept = [c for name, (c, _) in governed(graph).items() if ".history_" in name]
    assert len(kept) == 12
    assert not [
        column.name
        for contract in kept
        for column in contract.columns
        if column.classification is Classification.DIRECT_IDENTIFIER
    ]


def test_the_audit_log_is_for_compliance_only(graph: Graph) -> None:
    readers = {group for table, group in wanted(graph).grants if table == "data_eng_ops.audit_log"}
    assert readers == {Group.COMPLIANCE}


def test_compliance_sees_no_patient(graph: Graph) -> None:
    assert Zone.PATIENTS not in READS[Group.COMPLIANCE]
    tables = governed(graph)
    seen = [tables[table][0] for table, group in wanted(graph).grants if group is Group.COMPLIANCE]
    assert [c.full_name for c in seen if any(column.identifies for column in c.columns)] == []


def test_every_classified_column_is_tagged(graph: Graph) -> None:
    tagged = {(table, column) for table, column, _ in wanted(graph).column_tags}
    classified = {(c.full_name, col.name) for c, _ in governed(graph).values() for col in c.columns if col.identifies}
    assert tagged == classified


def test_direct_identifiers_are_hidden_where_they_stand(graph: Graph) -> None:
    """The policy is for text, and is set on the schemas in which such columns are."""
    covered = " ".join(p.sql for p in policies("juan_dev", RUNNER))
    for contract, _ in governed(graph).values():
        for column in contract.columns:
            if column.classification is Classification.DIRECT_IDENTIFIER:
                assert column.type == "string"
                assert f"`{contract.schema}`" in covered


def test_the_runner_is_exempt_from_the_policies() -> None:
    made = [p.sql for p in policies("juan_dev", RUNNER) if "POLICY" in p.sql]
    assert made and all(f"`{RUNNER}`\nFOR TABLES" in sql for sql in made)


def test_names_are_shown_to_stewards_and_sensitive_codes_to_nobody() -> None:
    exempt = {
        p.about.partition("policy ")[2]: re.findall(r"EXCEPT (.*)\n", p.sql)[0]
        for p in policies("juan_dev", RUNNER)
        if "POLICY" in p.sql
    }
    assert exempt.pop("hide_direct_identifiers") == f"`data-stewards`, `{RUNNER}`"
    assert sorted(exempt) == [f"hide_sensitive_{name}" for name in sorted(TELLING)]
    assert set(exempt.values()) == {f"`{RUNNER}`"}


# KEYS


def test_only_whole_keys_of_the_star_are_declared(graph: Graph) -> None:
    """silver_patients holds versions: the patient of a claim names none of them."""
    assert key_clauses(graph, "fact_claims") == [
        "CONSTRAINT `pk_fact_claims` PRIMARY KEY (`claim_id`)",
        "CONSTRAINT `fk_fact_claims_dim_patients` FOREIGN KEY (`patient_key`) "
        "REFERENCES `data_eng`.`dim_patients` (`patient_key`)",
    ]
    assert [name for name in graph.datasets if key_clauses(graph, name)] == [
        "dim_patients",
        "fact_claims",
        "fact_medical_events",
    ]


def test_columns_of_keys_are_not_null(graph: Graph) -> None:
    """The platform refuses a primary key over a column that may be null."""
    for dataset in graph:
        if dataset.contract:
            assert not [k for k in dataset.contract.key if dataset.contract[k].nullable], dataset.name


# RUNNING THEM


def test_a_table_whose_protection_failed_is_not_opened() -> None:
    tag = Statement("t.c: tag", "SET TAG", "t")
    grants = [Statement(f"{name}: open", f"GRANT {name}", name, opens=True) for name in ("t", "u")]
    ran: list[str] = []

    def run(sql: str) -> None:
        if sql == "SET TAG":
            raise EngineError("The engine refused it: PERMISSION_DENIED.")
        ran.append(sql)

    with pytest.raises(CheckFailed, match=r"(?s)2 statements.*t\.c: tag.*PERMISSION_DENIED.*t: open: withheld"):
        apply(run, [], [tag, *grants])
    assert ran == ["GRANT u"]


def test_names_are_not_opened_without_the_policy() -> None:
    def run(sql: str) -> None:
        if sql == "POLICY":
            raise EngineError("no")
        raise AssertionError("a grant was run")

    with pytest.raises(CheckFailed):
        apply(run, [Statement("policy", "POLICY")], [Statement("t: open", "GRANT", "t", opens=True, identifying=True)])


class Catalog:
    """A catalog without tables but one, that answers the queries of the inventory."""

    def __init__(self) -> None:
        self.ran: list[str] = []

    def __call__(self, sql: str) -> list[tuple[str, ...]]:
        self.ran.append(sql)
        if sql == "SELECT current_user()":
            return [(RUNNER,)]
        if "information_schema.tables" in sql and "comment" not in sql:
            return [("data_eng", "bronze_claims"), ("data_eng", "somebody_elses")]
        if "table_privileges" in sql:
            return [("data_eng", "bronze_claims", "analysts"), ("data_eng", "somebody_elses", "analysts")]
        return []


def test_the_inventory_reads_the_information_schema() -> None:
    found = present(Catalog(), "juan_dev")
    assert found.tables == {"data_eng.bronze_claims", "data_eng.somebody_elses"}
    assert ("data_eng.bronze_claims", "analysts") in found.grants


def test_one_call_governs_what_is_there(graph: Graph) -> None:
    catalog = Catalog()
    said = govern(catalog, graph, "juan_dev")
    changes = [sql for sql in catalog.ran if not sql.startswith("SELECT")]
    assert "REVOKE SELECT ON TABLE `juan_dev`.`data_eng`.`bronze_claims` FROM `analysts`" in changes
    assert not any("somebody_elses" in sql for sql in changes), "tables without a contract are not ours"
    assert "Not there yet" in said and "dim_patients" in said
    assert len(missing(wanted(graph), State())) == len(wanted(graph).tables)


def test_a_dry_run_changes_nothing(graph: Graph) -> None:
    catalog = Catalog()
    said = govern(catalog, graph, "juan_dev", dry_run=True)
    assert "REVOKE SELECT" in said
    assert all(sql.startswith("SELECT") for sql in catalog.ran)


def test_text_cannot_break_out() -> None:
    assert identifier("a`b") == "`a``b`"
    assert literal("it's a \\ b") == "'it\\'s a \\\\ b'"

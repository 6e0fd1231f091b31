"""Contracts say what is wrong with them, and name what is near."""

from __future__ import annotations

import pytest

from healthcare_medallion.pipelines.shared.contract import Column, Contract, columns_of, nearest


def test_a_sound_contract_has_no_problems() -> None:
    contract = Contract("t", "A table.", (Column("a", "string", "A.", nullable=False),), key=("a",), cluster_by=("a",))
    assert contract.problems() == []
    assert contract.full_name == "data_eng.t"
    assert contract.names == ("a",)
    assert contract["a"].ibis_type == "string"


@pytest.mark.parametrize(
    ("contract", "problem"),
    [
        (
            Contract("t", "", (Column("a", "string", ""), Column("A", "int", ""))),
            "data_eng.t: column `a` stands twice (names must differ in more than case)",
        ),
        (
            Contract("t", "", (Column("a", "varchar", ""),)),
            "data_eng.t.a: type `varchar` is not one of string, int, bigint, double, boolean, date, timestamp, "
            "array<string>, map<string,bigint>",
        ),
        (
            Contract("t", "", (Column("claim_amount", "double", "", False),), key=("claim_amout",)),
            "data_eng.t: key names unknown column `claim_amout` (did you mean `claim_amount`?)",
        ),
        (
            Contract("t", "", (Column("a", "string", ""),), key=("a",)),
            "data_eng.t: key column `a` must not be nullable",
        ),
        (
            Contract("t", "", (Column("a", "string", ""),), conformed={"b": "dim.b"}),
            "data_eng.t: conformed names unknown column `b`",
        ),
    ],
    ids=["names twice", "unknown type", "unknown key", "nullable key", "unknown conformed column"],
)
def test_a_problem_is_told_in_words(contract: Contract, problem: str) -> None:
    assert contract.problems() == [problem]


def test_nearest_is_silent_when_nothing_is_near() -> None:
    assert nearest("patient_di", ["patient_id", "claim_id"]) == " (did you mean `patient_id`?)"
    assert nearest("zebra", ["patient_id", "claim_id"]) == ""


def test_columns_can_be_made_nullable() -> None:
    contract = Contract("t", "", (Column("a", "string", "", nullable=False),))
    assert [c.nullable for c in columns_of(contract, nullable=True)] == [True]
    assert columns_of(contract) == contract.columns

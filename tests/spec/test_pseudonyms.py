"""Names leave silver as keyed pseudonyms that anyone with the key can recompute, and nobody without it."""

from __future__ import annotations

import hmac
import re
import string

import pytest

from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.keys import pads, pseudonym
from tests.lib.engines import TEST_SECRET
from tests.lib.tables import Lakehouse, by

NAMES = [
    "Ann",
    "  ann  ",
    "ANN\t",
    "O'Neil",
    'Anne "Annie"',
    "Zoë",
    "Zoe\u0308",
    "Łukasz",
    "Straße",
    "İpek",
    "ﬁona",
    "Ωmega",
    "李小龙",
    "עברית",
    "🦊",
    "👩‍👩‍👧",
    "\u00a0Ann",
    "Ann\u200b",
    "a\\b",
    "%s $1 ${env:HOME} \\1",
    "null",
    "~",
    "5:P0001",
    "x" * 200,
    "ß" * 200,
    "",
    "   ",
    " \t\r ",
    None,
]
UPPER = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)


def normalised(name: str | None) -> str:
    """A name as it is hashed: without blanks around it, A to Z in upper case."""
    return (name or "").strip(" \t\n\r\v\f").translate(UPPER)


def test_pseudonyms_equal_pythons_hmac(lakehouse: Lakehouse) -> None:
    """HMAC-SHA-256 over length and text of the patient id and the normalised name; blank and null names stay null."""
    rows = [
        {"patient_id": f"P-{n:03}-é🦊", "first_name": name, "last_name": NAMES[-1 - n]} for n, name in enumerate(NAMES)
    ]
    found = by(lakehouse.judge("patients", rows).silver, "patient_id", "first_name_pseudonym", "last_name_pseudonym")
    for row in rows:
        patient_id = row["patient_id"] or ""
        for name, got in zip((row["first_name"], row["last_name"]), found[patient_id], strict=True):
            text = normalised(name)
            assert got == (pseudonym(TEST_SECRET, patient_id, text) if text else None), (name, patient_id)


def test_the_python_face_is_plain_hmac() -> None:
    """What the tables hold can be recomputed with the standard library alone."""
    expected = hmac.new(TEST_SECRET, b"5:P0001ANN", "sha256").hexdigest()
    assert pseudonym(TEST_SECRET, "P0001", "ANN") == expected


def test_equal_names_do_not_join_across_patients(lakehouse: Lakehouse) -> None:
    """Two patients of one name have different pseudonyms; two versions of one patient have the same."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id | timestamp            | first_name | last_name
        P0001      | 2023-01-01T00:00:00Z | Ann        | Ann
        P0001      | 2024-01-01T00:00:00Z | ' ANN'     | Lee
        P0002      | 2024-01-01T00:00:00Z | Ann        | Lee
        P0002A     | 2024-01-01T00:00:00Z | nn         | Lee
        """,
    )
    rows = sorted(judged.silver.to_pylist(), key=lambda row: (row["patient_id"], row["timestamp"]))
    first = [row["first_name_pseudonym"] for row in rows]
    last = [row["last_name_pseudonym"] for row in rows]
    assert first[0] == first[1] == last[0]
    assert len({first[0], first[2], first[3]}) == 3
    assert len({last[1], last[2], last[3]}) == 3
    assert {row["_name_key_id"] for row in rows} == {"testkey00000"}


def test_names_end_at_silver(graph: Graph) -> None:
    """No table behind bronze but quarantine and superseded has a column for a name."""
    holders = {d.name for d in graph if d.contract and {"first_name", "last_name"} & set(d.contract.names)}
    assert holders == {"landing_patients", "bronze_patients", "quarantine_patients", "superseded_patients"}
    assert all(graph.contract(name).holds_identifiers for name in holders)


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "databricks"])
def test_the_compiled_sql_holds_no_key(dialect: str, graph: Graph) -> None:
    """The key comes from a one-row relation when the query runs: neither it nor its pads stand in any text."""
    ipad, opad = pads(TEST_SECRET)
    secrets = [TEST_SECRET.hex(), ipad, opad, ipad[:32], opad[:32]]
    for dataset in graph:
        text = graph.sql(dataset.name, dialect).upper()
        assert not [s for s in secrets if s.upper() in text], dataset.name
    readers = {d.name for d in graph.readers_of("name_key")}
    assert {d.name for d in graph if re.search('[`"]name_key[`"]', graph.sql(d.name, dialect))} == {
        "name_key",
        *readers,
    }

"""From landed text to a typed bronze row, or to a rejected line that says why."""

# ruff: noqa: E501, RUF001 - a table is as wide as its columns; letters that look alike are the point
from __future__ import annotations

from typing import Any

import pytest

from tests.lib.tables import Lakehouse, by, cells, expect, landing, records

# What a cell becomes in bronze, or why its record is refused. `null` is a null cell.
INTEGERS = """
    landed                  | bronze
    45                      | 45
    ' 45 '                  | 45
    '\t45\t'                | 45
    +45                     | 45
    -3                      | -3
    007                     | 7
    2147483647              | 2147483647
    -2147483648             | -2147483648
    2147483648              | not an integer
    9999999999999999999     | not an integer
    ''                      | null
    '   '                   | null
                            | null
    1.5                     | not an integer
    1.0                     | not an integer
    45.                     | not an integer
    1_000                   | not an integer
    1,000                   | not an integer
    1e3                     | not an integer
    0x10                    | not an integer
    4 5                     | not an integer
    - 3                     | not an integer
    --3                     | not an integer
    ٤٥                      | not an integer
    ４５                    | not an integer
    '\u00a045'              | not an integer
    nan                     | not an integer
    forty                   | not an integer
"""

NUMBERS = """
    landed                  | bronze
    24.5                    | 24.5
    ' 24.5 '                | 24.5
    24                      | 24.0
    24.                     | 24.0
    .5                      | 0.5
    -.5                     | -0.5
    +1.25                   | 1.25
    1e3                     | 1000.0
    1E-3                    | 0.001
    0.1                     | 0.1
    1e-400                  | 0.0
    123456789012.34         | 123456789012.34
    1e22                    | 1e+22
    ''                      | null
    '   '                   | null
                            | null
    1e400                   | not a finite number
    -1e400                  | not a finite number
    inf                     | not a finite number
    Infinity                | not a finite number
    nan                     | not a finite number
    NaN                     | not a finite number
    1_000                   | not a finite number
    1,000.5                 | not a finite number
    '1,5'                   | not a finite number
    0x10                    | not a finite number
    1f                      | not a finite number
    1d                      | not a finite number
    1.2.3                   | not a finite number
    .                       | not a finite number
    e5                      | not a finite number
    $5                      | not a finite number
    ٢٤                      | not a finite number
    ２４                    | not a finite number
"""

TRUTHS = """
    landed                  | bronze
    true                    | True
    TRUE                    | True
    ' True '                | True
    t                       | True
    yes                     | True
    Y                       | True
    1                       | True
    false                   | False
    FALSE                   | False
    ' f '                   | False
    No                      | False
    n                       | False
    0                       | False
    ''                      | null
    '   '                   | null
                            | null
    2                       | not a true or false word
    -1                      | not a true or false word
    1.0                     | not a true or false word
    on                      | not a true or false word
    tru                     | not a true or false word
    true true               | not a true or false word
    ＴＲＵＥ                | not a true or false word
    null                    | not a true or false word
"""

COLUMNS = {"age": INTEGERS, "bmi": NUMBERS, "smoker": TRUTHS}


@pytest.fixture(scope="module")
def fates_of_cells(lakehouse: Lakehouse) -> dict[str, Any]:
    """Every cell above in a record of its own: id of the record to what became of the cell."""
    given = [
        {"patient_id": f"{column}-{number}", column: row["landed"]}
        for column, text in COLUMNS.items()
        for number, row in enumerate(records(text))
    ]
    landed = landing("patients", [{**row, "_position": row["patient_id"]} for row in given])
    bronze = lakehouse.compute("bronze_patients", landing_patients=landed).to_pylist()
    rejected = lakehouse.compute("rejected_lines", landing_patients=landed).to_pylist()
    typed = {row["patient_id"]: row[row["patient_id"].split("-")[0]] for row in bronze}
    refused = {row["position"]: (row["column"], row["reason"]) for row in rejected}
    assert not typed.keys() & refused.keys()
    return {**typed, **refused}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_cell_types_or_its_record_is_refused(column: str, fates_of_cells: dict[str, Any]) -> None:
    """Integers, numbers and truths: one strict reading, the same on every engine."""
    found = {}
    for number, row in enumerate(records(COLUMNS[column])):
        fate = fates_of_cells[f"{column}-{number}"]
        if isinstance(fate, tuple):
            assert fate[0] == column
            fate = fate[1]
        found[row["landed"]] = "null" if fate is None else str(fate)
    assert found == {row["landed"]: row["bronze"] for row in records(COLUMNS[column])}


def test_the_first_failing_column_is_named_and_no_cell_is_quoted(lakehouse: Lakehouse) -> None:
    """A refused record names one column: the key first, then the others in contract order."""
    landed = landing(
        "patients",
        """
        _position | patient_id | age      | bmi      | smoker   | children | charges  | _fault
        1         | P0001      | x-canary | 20       | true     | 0        | 100      |
        2         | P0001      | 30       | x-canary | x-canary | 0        | x-canary |
        3         | P0001      | 30       | 20       | true     | x-canary | x-canary |
        4         | P0001      | 30       | 20       | true     | 0        | x-canary |
        5         |            | x-canary | 20       | true     | 0        | 100      |
        6         | ''         | 30       | 20       | true     | 0        | 100      |
        7         | '  \t '    | 30       | 20       | true     | 0        | 100      |
        8         |            | x-canary |          |          |          |          | not 13 fields
        9         | P0009      |          |          |          |          |          |
        """,
    )
    rejected = lakehouse.compute("rejected_lines", landing_patients=landed)
    expect(
        rejected,
        """
        position | feed     | column     | reason                   | source_file        | _ingested_at        | _pipeline_env
        1        | patients | age        | not an integer           | batch/patients.csv | 2024-03-01 12:00:00 | dev
        2        | patients | bmi        | not a finite number      | batch/patients.csv | 2024-03-01 12:00:00 | dev
        3        | patients | children   | not an integer           | batch/patients.csv | 2024-03-01 12:00:00 | dev
        4        | patients | charges    | not a finite number      | batch/patients.csv | 2024-03-01 12:00:00 | dev
        5        | patients | patient_id | missing key              | batch/patients.csv | 2024-03-01 12:00:00 | dev
        6        | patients | patient_id | missing key              | batch/patients.csv | 2024-03-01 12:00:00 | dev
        7        | patients | patient_id | missing key              | batch/patients.csv | 2024-03-01 12:00:00 | dev
        8        | patients |            | not 13 fields            | batch/patients.csv | 2024-03-01 12:00:00 | dev
        """,
    )
    assert "x-canary" not in repr(rejected.to_pylist())
    expect(lakehouse.compute("bronze_patients", landing_patients=landed), "patient_id | age\nP0009 |")


def test_the_refused_line_itself_is_sealed(lakehouse: Lakehouse) -> None:
    """The text of a refused record goes through the engine's seal, whatever the feed; nothing else holds it."""
    rejected = lakehouse.compute(
        "rejected_lines",
        landing_patients=landing("patients", "age | _raw_line\nx | P0001,Ann"),
        landing_claims=landing("claims", "claim_amount | _raw_line\nx | C0001,P0001"),
        landing_medical_events=landing("medical_events", "event_id | _raw_line\n'' | ,P0001"),
    )
    expect(
        rejected,
        """
        feed           | column       | reason              | sealed_line
        patients       | age          | not an integer      | sealedP0001,Ann
        claims         | claim_amount | not a finite number | sealedC0001,P0001
        medical_events | event_id     | missing key         | sealed,P0001
        """,
    )


def test_claims_and_events_need_both_keys(lakehouse: Lakehouse) -> None:
    """A claim or an event without its id, or without its patient's, is a rejected line."""
    claims = "_position | claim_id | patient_id\n1 | | P0001\n2 | C2 | ' '\n3 | | \n4 | C4 | P0001"
    events = "_position | event_id | patient_id\n1 | '' | P0001\n2 | E2 | \n3 | | \n4 | E4 | P0001"
    tables = {"landing_claims": landing("claims", claims), "landing_medical_events": landing("medical_events", events)}
    expect(
        lakehouse.compute("rejected_lines", **tables),
        """
        feed           | position | column     | reason
        claims         | 1        | claim_id   | missing key
        claims         | 2        | patient_id | missing key
        claims         | 3        | claim_id   | missing key
        medical_events | 1        | event_id   | missing key
        medical_events | 2        | patient_id | missing key
        medical_events | 3        | event_id   | missing key
        """,
    )
    expect(lakehouse.compute("bronze_claims", **tables), "claim_id\nC4")
    expect(lakehouse.compute("bronze_medical_events", **tables), "event_id\nE4")


def test_text_stays_as_it_came(lakehouse: Lakehouse) -> None:
    """Bronze repairs nothing: blanks, case, dates that are none and every script stay as they landed."""
    patients = """
        patient_id | first_name  | last_name | sex     | region | insurance_plan | coverage_start_date | timestamp
        ' p1 '     | ' ann '     | O'Neil    | Female  | ' x '  | gold           | 2024-02-30          | yesterday
        P0002      | ''          |           | ''      |        | '   '          | ''                  |
        P0003      | 'Zoë | Łuka' | 李       | ♀       | ß      | 🦊             | ٢٠٢٤                | 2024-13-45T99:00
    """
    claims = (
        "claim_id | claim_date | diagnosis_code | procedure_code | claim_status\n' c1' | 1/2/24 | ' e11.9' | x | PAID "
    )
    events = "event_id | event_date | event_type | medical_provider\n'e1 ' | never | Office Visit | ' '"
    expect(lakehouse.compute("bronze_patients", landing_patients=landing("patients", patients)), patients)
    expect(lakehouse.compute("bronze_claims", landing_claims=landing("claims", claims)), claims)
    expect(lakehouse.compute("bronze_medical_events", landing_medical_events=landing("medical_events", events)), events)


def test_ingestion_columns_travel_with_the_record(lakehouse: Lakehouse) -> None:
    """Bronze has the business columns in contract order, then when and where a record was taken, nothing else."""
    landed = landing("claims", "_ingested_at | _pipeline_env\n2024-03-01T12:00:00.000001 | staging")
    bronze = lakehouse.compute("bronze_claims", landing_claims=landed)
    assert bronze.column_names == [
        "claim_id",
        "patient_id",
        "claim_amount",
        "claim_date",
        "diagnosis_code",
        "procedure_code",
        "claim_status",
        "_ingested_at",
        "_pipeline_env",
    ]
    expect(bronze, "_ingested_at | _pipeline_env\n2024-03-01T12:00:00.000001 | staging")


def test_text_tables_read_as_they_look() -> None:
    """The notation of these specs: empty is null, quotes keep blanks and bars, a doubled quote is one."""
    assert cells("a | ' b | c ' |  | '' | 'O''Neil' | O'Neil") == ["a", " b | c ", None, "", "O'Neil", "O'Neil"]
    assert by(landing("patients", "patient_id | age\nP1 | 3\nP2 |"), "patient_id", "age") == {"P1": "3", "P2": None}
    with pytest.raises(ValueError, match="no column agee"):
        landing("patients", "agee\n3")
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        landing("patients", "age\n3 | 4")
    with pytest.raises(AssertionError, match=r"-30[\s\S]*\+31"):
        expect(landing("patients", "age\n31"), "age\n30")

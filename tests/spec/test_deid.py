"""Safe Harbor views: ages, years, random ids, sensitive codes, small groups."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa
import pytest

from healthcare_medallion.pipelines.shared.deidentify import birth_year, zip3
from healthcare_medallion.pipelines.shared.settings import Deid
from tests.lib.tables import Lakehouse, by, expect, silver

IDS = pa.table({"patient_id": ["P0001", "P0002", "P0003"], "person_surrogate": ["a" * 32, "b" * 32, "c" * 32]})


def patients(lakehouse: Lakehouse, rows: str, claims: str = "claim_id | patient_id") -> pa.Table:
    given = {"silver_patients": silver("patients", rows), "silver_claims": silver("claims", claims)}
    return lakehouse.compute("deid_patients", person_surrogates=IDS, **given)


def test_a_person_is_known_by_a_random_id_and_years(lakehouse: Lakehouse) -> None:
    """Who is not in the map is left out; a plan that is no known one is free text."""
    found = patients(
        lakehouse,
        """
        patient_id | timestamp  | age | insurance_plan | coverage_start_date
        P0001      | 2023-06-01 | 45  | GOLD           | 2022-12-31
        P0002      | 2023-06-01 | 45  | Ann Lee's plan | 2023-01-01
        P0009      | 2023-06-01 | 45  | GOLD           | 2023-01-01
        """,
    )
    expect(
        found.select(["person_surrogate", "valid_from_year", "age", "insurance_plan", "coverage_start_year"]),
        f"""
        person_surrogate | valid_from_year | age | insurance_plan | coverage_start_year
        {"a" * 32}       | 2023            | 45  | GOLD           | 2022
        {"b" * 32}       | 2023            | 45  | other          | 2023
        """,
    )


@pytest.mark.parametrize(("age", "shown"), [(87, 87), (88, 88), (89, 90), (90, 90), (105, 90)])
def test_ages_from_the_cap_on_are_one_class(age: int, shown: int, lakehouse: Lakehouse) -> None:
    """The year in which cover began goes with a capped age."""
    row = f"patient_id | timestamp | age | coverage_start_date\nP0001 | 2023-06-01 | {age} | 2000-01-01"
    (found,) = patients(lakehouse, row).to_pylist()
    assert (found["age"], found["age_band"]) == (shown, "65+")
    assert found["coverage_start_year"] == (None if shown == 90 else 2000)


def test_an_age_that_a_later_year_tells_is_capped(lakehouse: Lakehouse) -> None:
    """88 in 2020 with a version, or a claim, of 2024 is 92: every row of the person is capped."""
    versions = """
        patient_id | timestamp  | age
        P0001      | 2020-06-01 | 88
        P0001      | 2024-06-01 | 88
        P0002      | 2020-06-01 | 88
        P0003      | 2020-06-01 | 88
    """
    claims = "claim_id | patient_id | claim_date\nC1 | P0002 | 2024-01-01\nC2 | P0003 | 2020-01-01"
    rows = patients(lakehouse, versions, claims).to_pylist()
    ages = sorted((row["person_surrogate"][0], row["age"]) for row in rows)
    assert ages == [("a", 90), ("a", 90), ("b", 90), ("c", 88)]


def test_cover_since_longer_than_the_cap_tells_an_age(lakehouse: Lakehouse) -> None:
    row = "patient_id | timestamp | age | coverage_start_date\nP0001 | 2023-06-01 | | 1930-01-01"
    (found,) = patients(lakehouse, row).to_pylist()
    assert found["coverage_start_year"] is None


def test_sensitive_codes_are_hidden_with_their_neighbour(lakehouse: Lakehouse) -> None:
    """A code without the shape of its system is free text. Tobacco is no substance use of 42 CFR Part 2."""
    claims = silver(
        "claims",
        """
        claim_id | patient_id | claim_date | diagnosis_code | procedure_code
        C1       | P0001      | 2023-06-30 | E11.9          | 99213
        C2       | P0001      | 2023-06-30 | F10.20         | 99213
        C3       | P0001      | 2023-06-30 | I10            | H0020
        C4       | P0001      | 2023-06-30 | F17.210        | 99213
        C5       | P0001      | 2023-06-30 | Ann Lee        | 99213
        C6       | P0009      | 2023-06-30 | E11.9          | 99213
        """,
    )
    gold = lakehouse.compute(
        "fact_claims", silver_patients=silver("patients", "patient_id\nP0001"), silver_claims=claims
    )
    found = lakehouse.compute("deid_claims", fact_claims=gold, person_surrogates=IDS)
    expect(
        found.select(["claim_sequence", "claim_year", "diagnosis_code", "procedure_code"]),
        """
        claim_sequence | claim_year | diagnosis_code | procedure_code
        1              | 2023       | E11.9          | 99213
        2              | 2023       | <hidden>       | <hidden>
        3              | 2023       | <hidden>       | <hidden>
        4              | 2023       | F17.210        | 99213
        5              | 2023       |                | 99213
        """,
    )


def test_events_have_no_provider_and_no_sensitive_kind(lakehouse: Lakehouse) -> None:
    events = silver(
        "medical_events",
        """
        event_id | patient_id | event_date | event_type
        E1       | P0001      | 2023-01-31 | imaging
        E2       | P0001      | 2023-02-28 | mental_health
        E3       | P0001      | 2023-03-31 | delivery
        """,
    )
    one = silver("patients", "patient_id\nP0001")
    gold = lakehouse.compute("fact_medical_events", silver_patients=one, silver_medical_events=events)
    expect(
        lakehouse.compute("deid_medical_events", fact_medical_events=gold, person_surrogates=IDS),
        f"""
        person_surrogate | event_year | event_type | event_sequence
        {"a" * 32}       | 2023       | imaging    | 1
        {"a" * 32}       | 2023       | <hidden>   | 2
        {"a" * 32}       | 2023       | <hidden>   | 3
        """,
    )


def test_groups_of_fewer_than_eleven_are_left_out(lakehouse: Lakehouse) -> None:
    """Eleven members stay, ten go; of eleven members' three claims no count is shown."""
    many = "\n".join(f"P{n:04} | 2023-01-01 | 2023-01-01 | GOLD" for n in range(11))
    few = "\n".join(f"Q{n:04} | 2023-01-01 | 2023-01-01 | HMO" for n in range(10))
    rows = f"patient_id | timestamp | coverage_start_date | insurance_plan\n{many}\n{few}"
    claims = "claim_id | patient_id | claim_date\n" + "\n".join(f"C{n} | P0001 | 2023-01-02" for n in range(3))
    given = {"silver_patients": silver("patients", rows), "silver_claims": silver("claims", claims)}
    summary = lakehouse.compute("deid_patient_demographics_summary", **given)
    assert by(summary, "insurance_plan", "members") == {"GOLD": 11}
    utilisation = lakehouse.compute("deid_insurance_utilisation", **given).to_pylist()
    assert [(r["insurance_plan"], r["fewest_members"], r["claims"], r["events"]) for r in utilisation] == [
        ("GOLD", 11, None, 0)
    ]
    assert utilisation[0]["claim_amount_total"] is None
    risk = lakehouse.compute("deid_charges_by_risk_factor", **given).to_pylist()
    assert [row["members"] for row in risk] == [21]
    assert "greatest_charges" not in risk[0]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("02139", "021"),  # the leading zero stays
        ("02139-4307", "021"),
        ("021", "021"),
        ("03601", "000"),  # few people
        ("369", "000"),
        ("00000", "000"),
        ("2139", "000"),
        ("", "000"),
        ("K1A 0B1", "000"),
        (None, "000"),
    ],
)
def test_zip_codes_keep_three_digits_where_many_people_live(code: str | None, shown: str, engine: Any) -> None:
    restricted = Deid().restricted_zip3
    found = engine.evaluate(zip3(ibis.literal(code, type="string"), restricted).name("z"))
    assert found["z"].to_pylist() == [shown]


@pytest.mark.parametrize(("age", "shown"), [(88, 1935), (89, None), (105, None), (None, None)])
def test_the_birth_year_goes_with_a_capped_age(age: int | None, shown: int | None, engine: Any) -> None:
    born = ibis.literal("1935-06-01").cast("date")
    found = engine.evaluate(birth_year(born, ibis.literal(age, type="int32"), 89).name("y"))
    assert found["y"].to_pylist() == [shown]

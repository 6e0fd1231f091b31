"""Foreign files: values, constants and ids are mapped onto the contract; from there on they are as any other file."""

# ruff: noqa: E501 - a table is as wide as its columns
from __future__ import annotations

import hashlib

from healthcare_medallion.pipelines.shared.sources import GeneratedKey, SourceMapping
from tests.lib.tables import Lakehouse, expect, landing

# age,sex,bmi,children,smoker,region,charges: no id, no name, no date.
MEDICAL_COST = SourceMapping(
    feed="patients",
    files="insurance*.csv",
    values={"sex": {"female": "FEMALE", "male": "MALE"}, "smoker": {"yes": "true", "no": "false"}},
    constants={"timestamp": "2018-02-21T00:00:00Z", "insurance_plan": "O'Neil's \\ ${env:HOME}"},
    generated_key={"patient_id": GeneratedKey(prefix="MC-")},
)
# The reader has renamed what the mapping renames; columns that the file lacks are null.
LANDED = """
    _source_file  | _position | patient_id | first_name | age | sex      | smoker | region    | timestamp | insurance_plan
    insurance.csv | 1         |            |            | 19  | female   | yes    | southwest |           |
    insurance.csv | 2         |            |            | 18  | ' male ' | no     | southeast | ignored   | ignored
    insurance.csv | 3         | ignored    |            | 28  | MALE     | maybe  |           |           |
    other.csv     | 1         |            |            | 33  |          |        | northwest |           |
"""


def made_up(file: str, position: int) -> str:
    """The id of a record that has none: a digest of where it stands."""
    return "MC-" + hashlib.sha256(f"{file}#{position}".encode()).hexdigest()[:16]


def test_a_foreign_record_is_mapped_onto_the_contract(lakehouse: Lakehouse) -> None:
    """Known values are replaced, others pass as they are; constants and made-up ids fill their column throughout."""
    expect(
        lakehouse.conformed(MEDICAL_COST, landing("patients", LANDED)),
        f"""
        _source_file  | _position | patient_id                     | age | sex    | smoker | region    | timestamp            | insurance_plan
        insurance.csv | 1         | {made_up("insurance.csv", 1)} | 19  | FEMALE | true   | southwest | 2018-02-21T00:00:00Z | O'Neil's \\ ${{env:HOME}}
        insurance.csv | 2         | {made_up("insurance.csv", 2)} | 18  | MALE   | false  | southeast | 2018-02-21T00:00:00Z | O'Neil's \\ ${{env:HOME}}
        insurance.csv | 3         | {made_up("insurance.csv", 3)} | 28  | MALE   | maybe  |           | 2018-02-21T00:00:00Z | O'Neil's \\ ${{env:HOME}}
        other.csv     | 1         | {made_up("other.csv", 1)}     | 33  |        |        | northwest | 2018-02-21T00:00:00Z | O'Neil's \\ ${{env:HOME}}
        """,
    )


def test_a_mapped_file_lands_like_any_other(lakehouse: Lakehouse) -> None:
    """Typing, rules and standardisation come after the mapping: a value that no map knows is refused as usual."""
    conformed = lakehouse.conformed(MEDICAL_COST, landing("patients", LANDED))
    expect(lakehouse.compute("rejected_lines", landing_patients=conformed), "position | column\n3 | smoker")
    judged = lakehouse.judge("patients", lakehouse.compute("bronze_patients", landing_patients=conformed))
    expect(
        judged.silver,
        f"""
        patient_id                     | sex    | region    | smoker | timestamp  | _warnings
        {made_up("insurance.csv", 1)} | FEMALE | SOUTHWEST | true   | 2018-02-21 | complete_name, valid_insurance_plan
        {made_up("insurance.csv", 2)} | MALE   | SOUTHEAST | false  | 2018-02-21 | complete_name, valid_insurance_plan
        """,
    )
    expect(
        judged.quarantine,
        f"""
        patient_id                 | _failed_rules
        {made_up("other.csv", 1)} | valid_sex, valid_smoker
        """,
    )


def test_a_mapping_of_nothing_changes_nothing(lakehouse: Lakehouse) -> None:
    """A mapping that only renames leaves the records to the reader."""
    mapping = SourceMapping(feed="claims", files="*.csv", rename={"Claim": "claim_id"})
    rows = "claim_id | claim_amount | claim_status\n' C1' | 1_0 |\nC2 | ' 5' | PAID"
    expect(lakehouse.conformed(mapping, landing("claims", rows)), rows)

"""The treatments of Safe Harbor columns, turned into conditions that a row must not meet, and figures about groups."""

from __future__ import annotations

import duckdb

from healthcare_medallion.compliance.detectors import quoted_name
from healthcare_medallion.compliance.model import Anonymity, TableCheck
from healthcare_medallion.pipelines.gold.dim_patients import CONTRACT as PATIENTS
from healthcare_medallion.pipelines.ops.person_surrogates import CONTRACT as MAP
from healthcare_medallion.pipelines.shared.contract import Column, Treatment
from healthcare_medallion.pipelines.shared.sensitivity import HIDDEN, Sensitivity, code_pattern
from healthcare_medallion.pipelines.shared.settings import CAPPED_AGE, PipelineSettings
from healthcare_medallion.pipelines.shared.vocabularies import (
    CLAIM_STATUSES,
    EVENT_TYPES,
    INSURANCE_PLANS,
    REGIONS,
    SEXES,
)
from healthcare_medallion.pipelines.silver.silver_claims import CPT_OR_HCPCS, ICD_10_CM

WORDS = (
    *(HIDDEN, "other", "unknown", "smoker", "non-smoker"),
    *("18-29", "30-44", "45-64", "65+", "underweight", "normal", "overweight", "obese"),
    *(*CLAIM_STATUSES, *EVENT_TYPES, *INSURANCE_PLANS, *REGIONS, *SEXES),
)
_SHAPES = {"diagnosis_code": ICD_10_CM, "procedure_code": CPT_OR_HCPCS}
_GROUP = "age, sex, region, children, insurance_plan"
# What somebody in a hurry would take for an id.
_DERIVED = (
    *(f"left({digest}(patient_id), 32)" for digest in ("md5", "sha1", "sha256")),
    "left(sha256(length(patient_id) || ':' || patient_id), 32)",
)


def conditions(column: Column, settings: PipelineSettings) -> dict[str, str]:
    """What a column of a treatment must not hold, in words, each with a condition that finds it."""
    name = quoted_name(column.name)
    text = f"CAST({name} AS VARCHAR)"
    deid = settings.deid
    match column.treatment:
        case Treatment.RANDOM_ID:
            known = "id that is not in the map", f"{text} NOT IN (SELECT person_surrogate FROM {MAP.full_name})"
            if column in MAP.columns:
                known = "id derived from the person", f"{text} IN ({', '.join(_DERIVED)})"
            return {"no random id": f"NOT regexp_full_match({text}, '[0-9a-f]{{32}}')", known[0]: known[1]}
        case Treatment.AGE_CAP:
            return {"age from the cap on": f"{name} >= {deid.age_cap_from} AND {name} <> {CAPPED_AGE}"}
        case Treatment.YEAR:
            return {"more than a year": f"NOT regexp_full_match({text}, '[0-9]{{4}}')"}
        case Treatment.ZIP3:
            few = _listed(deid.restricted_zip3)
            return {
                "more than three digits": f"NOT regexp_full_match({text}, '[0-9]{{3}}')",
                "area of few people": f"{text} IN ({few})",
            }
        case Treatment.WORD:
            return {"word that is on no list": f"{text} NOT IN ({_listed(WORDS)})"}
        case Treatment.CODE:
            plain = f"replace({text}, '.', '')"
            pattern = code_pattern(column.name, frozenset(Sensitivity)).replace("'", "''")
            return {
                "no code": f"{text} <> '{HIDDEN}' AND NOT regexp_matches({text}, '{_SHAPES[column.name]}')",
                "code of specially protected care": f"regexp_matches({plain}, '{pattern}')",
            }
        case Treatment.COUNT:
            return {f"count below {deid.small_cell_k}": f"{name} > 0 AND {name} < {deid.small_cell_k}"}
        case _:
            return {"text or day": f"typeof({name}) IN ('VARCHAR', 'DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE')"}


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)


def checks(con: duckdb.DuckDBPyConnection, settings: PipelineSettings) -> list[TableCheck]:
    """What should hold between the tables of `data_eng_deid`, the map and gold."""
    cap = settings.deid.age_cap_from
    counted = {
        ("surrogates_unique", "each person has one random id, and each id one person"): f"""
            SELECT count(*) - least(count(DISTINCT patient_id), count(DISTINCT person_surrogate)) FROM {MAP.full_name}
        """,
        ("surrogates_complete", "each person in gold has a random id"): f"""
            SELECT count(DISTINCT patient_id) FROM {PATIENTS.full_name} ANTI JOIN {MAP.full_name} USING (patient_id)
        """,
        ("no_year_tells_an_age", f"no age and later year together tell an age of {cap} or more"): f"""
            SELECT count(*) FROM (
                SELECT max(age - valid_from_year) + max(greatest(valid_from_year, last_claim_year, last_event_year))
                    AS reached, max(age) AS shown
                FROM data_eng_deid.deid_patients GROUP BY person_surrogate
            ) WHERE reached >= {cap} AND shown <> {CAPPED_AGE}
        """,
        ("sensitive_events_hidden", "no event tells of specially protected care"): f"""
            SELECT count(*) FROM data_eng_deid.deid_medical_events
            WHERE regexp_matches(upper(event_type), '{code_pattern("event_type", frozenset(Sensitivity))}')
        """,
    }
    return [TableCheck(*names, int(con.execute(sql).fetchall()[0][0] or 0)) for names, sql in counted.items()]


def anonymity(con: duckdb.DuckDBPyConnection, settings: PipelineSettings) -> Anonymity:
    """How many persons share what could be known of a person from elsewhere."""
    least = settings.deid.small_cell_k
    sql = f"""
        SELECT coalesce(sum(n), 0), coalesce(min(n), 0), coalesce(sum(n) FILTER (n < {least}), 0), coalesce(min(l), 0)
        FROM (
            SELECT count(*) AS n, count(DISTINCT (smoker, bmi_band)) AS l
            FROM data_eng_deid.deid_patients WHERE is_current GROUP BY {_GROUP}
        )
    """
    persons, k, below, diversity = con.execute(sql).fetchall()[0]
    return Anonymity(int(persons), int(k), int(below), least, int(diversity))

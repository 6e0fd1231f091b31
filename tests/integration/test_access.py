"""Who sees what: every role against every table, class of column and purpose, and codes of sensitive rows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from healthcare_medallion.cli import main
from healthcare_medallion.cli.options import PURPOSES, ROLES
from healthcare_medallion.engines.embedded.decisions import quarantined, show
from healthcare_medallion.engines.embedded.query import query, relations
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.pipelines.shared.contract import Classification
from healthcare_medallion.pipelines.shared.sensitivity import Sensitivity
from healthcare_medallion.privacy.access import MATRIX, AccessRefused, Purpose, Role, Sight, Zone, terms_for
from healthcare_medallion.settings import Access, Settings
from tests.lib.tables import cells
from tests.lib.warehouses import land, rows, settings_in

FEEDS = ("patients", "claims", "medical_events")
DEID = [
    "deid_patients",
    "deid_claims",
    "deid_medical_events",
    "deid_charges_by_risk_factor",
    "deid_insurance_utilisation",
    "deid_patient_demographics_summary",
]
MARTS = ["charges_by_risk_factor", "insurance_utilisation", "patient_demographics_summary"]
LEDGERS = [
    *("landing_files", "pipeline_runs", "reconciliation", "removals"),
    *("expectation_results", "quality_scores", "column_profiles", "drift", "sla", "alerts", "quality_references"),
]
GOLD = ["dim_patients", "fact_claims", "fact_medical_events"]
SOURCE_ROWS = [
    *(f"{layer}_{feed}" for layer in ("bronze", "silver", "quarantine", "superseded") for feed in FEEDS),
    *("rejected_lines", "decisions"),
]

# freely, on record, with a reason, or not at all (-). A table that is new fails the test until it has a line.
WHO_READS_WHICH_TABLE = [
    (DEID, "freely | freely | freely | freely"),
    (MARTS, "freely | freely | freely | freely"),
    (LEDGERS, "freely | freely | freely | freely"),
    (["audit_log"], "- | - | - | freely"),
    (GOLD, "on record | on record | on record | -"),
    (SOURCE_ROWS, "- | with a reason | with a reason | -"),
    (["person_surrogates"], "- | - | - | -"),
]

# A column for each role. FIGURES are the three purposes of an analyst; compliance sees nothing of a patient.
FIGURES = "payment, operations, public_health"
WHO_SEES_WHAT_FOR = f"""
    what              | analyst   | steward                               | engineer   | compliance
    direct identifier |           | treatment, payment, operations, part2 |            |
    quasi-identifier  | {FIGURES} | treatment, part2, {FIGURES}           | operations |
    sensitive         | {FIGURES} | treatment, part2, {FIGURES}           | operations |
    substance_use     |           | part2                                 |            |
    behavioural       |           | treatment, part2                      |            |
    hiv               |           | treatment, part2                      |            |
    reproductive      |           | treatment, part2                      |            |
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse with a row of each sensitivity, one of them in quarantine."""
    settings = settings_in(tmp_path_factory.mktemp("access"))
    land(settings.landing, "patients", [{}, {"patient_id": "P0002", "age": "17"}])
    codes = {"C1": "F11.20", "C2": "F32.A", "C3": "B20", "C4": "O80", "C5": "E11.9"}
    claims = [{"claim_id": claim, "diagnosis_code": code} for claim, code in codes.items()]
    land(settings.landing, "claims", [*claims, {"claim_id": "C6", "diagnosis_code": "b20", "patient_id": "P7777"}])
    land(settings.landing, "medical_events", [{}, {"event_id": "E0002", "event_type": "mental_health"}])
    run(settings)
    return settings


def asked(settings: Settings, sql: str, **options: Any) -> list[tuple[Any, ...]]:
    with query(settings, sql, **options) as result:
        return list(result.rows)


# THE MATRIX


def test_every_role_against_every_table(graph: Graph) -> None:
    zones = {name.rpartition(".")[2]: zone for name, zone in relations(graph).items()}
    wanted = {table: cells(terms) for tables, terms in WHO_READS_WHICH_TABLE for table in tables}
    found = {table: [_terms(role, zone) for role in Role] for table, zone in zones.items()}
    assert found == wanted


def _terms(role: Role, zone: Zone) -> str:
    try:
        terms = terms_for(Sight(role, Purpose.OPERATIONS), {"t": zone}, "because")
    except AccessRefused:
        return "-"
    return "with a reason" if terms.needs_reason else "on record" if terms.recorded else "freely"


def test_every_role_against_every_class_for_every_purpose() -> None:
    head, *lines = [cells(line) for line in WHO_SEES_WHAT_FOR.strip().splitlines()]
    assert head == ["what", *Role]
    assert [what for what, *_ in lines] == [*list(Classification)[:3], *Sensitivity]
    for what, *allowed in lines:
        thing = Sensitivity(what) if what in set(Sensitivity) else Classification(what)
        for role, purposes in zip(Role, allowed, strict=True):
            found = [purpose for purpose in Purpose if Sight(role, purpose).sees(thing)]
            assert sorted(found) == sorted(filter(None, (purposes or "").split(", "))), (what, role)


def test_nobody_sees_what_is_undecided() -> None:
    assert not any(Sight(r, p).sees(Classification.UNDECIDED) for r in Role for p in Purpose)
    assert all(Sight(role, purpose).sees(Classification.NONE) for role in Role for purpose in Purpose)


@pytest.mark.parametrize("purpose", [Purpose.RESEARCH, Purpose.MARKETING])
@pytest.mark.parametrize("role", list(Role))
def test_research_and_marketing_open_no_row_of_a_patient(role: Role, purpose: Purpose) -> None:
    sight = Sight(role, purpose)
    for zone in (Zone.PATIENTS, Zone.SOURCE_ROWS, Zone.LINKAGE):
        with pytest.raises(AccessRefused):
            terms_for(sight, {"t": zone}, "because")
    assert not terms_for(sight, {"t": Zone.DEIDENTIFIED}, None).recorded


def test_the_command_line_knows_every_role_and_purpose() -> None:
    assert tuple(Role) == ROLES and tuple(Purpose) == PURPOSES and set(MATRIX) == set(Role)


# WHAT IS SEEN


@pytest.mark.parametrize(
    ("role", "purpose", "codes"),
    [
        (Role.ANALYST, Purpose.OPERATIONS, ["<hidden>"] * 4 + ["E11.9"]),
        (Role.ENGINEER, Purpose.OPERATIONS, ["<hidden>"] * 4 + ["E11.9"]),
        (Role.STEWARD, Purpose.OPERATIONS, ["<hidden>"] * 4 + ["E11.9"]),
        (Role.STEWARD, Purpose.TREATMENT, ["<hidden>", "F32.A", "B20", "O80", "E11.9"]),
        (Role.STEWARD, Purpose.PART2, ["F11.20", "F32.A", "B20", "O80", "E11.9"]),
    ],
)
def test_codes_of_sensitive_rows(settings: Settings, role: Role, purpose: Purpose, codes: list[str]) -> None:
    found = asked(
        settings, "SELECT diagnosis_code, procedure_code FROM fact_claims ORDER BY claim_id", role=role, purpose=purpose
    )
    assert [diagnosis for diagnosis, _ in found] == codes
    assert [procedure == "<hidden>" for _, procedure in found] == [code == "<hidden>" for code in codes]


def test_a_hidden_code_cannot_be_asked_for(settings: Settings) -> None:
    """Conditions, joins, DESCRIBE and SUMMARIZE see what is shown, and what is hidden has no other name."""
    assert asked(settings, "SELECT count(*) FROM fact_claims WHERE diagnosis_code LIKE 'F%'") == [(0,)]
    assert asked(settings, "SELECT max FROM (SUMMARIZE SELECT diagnosis_code FROM fact_claims)") == [("E11.9",)]
    assert asked(settings, "SELECT event_type, medical_provider FROM fact_medical_events ORDER BY event_id") == [
        ("office_visit", "City Clinic"),
        ("<hidden>", "<hidden>"),
    ]
    for name in ("unmasked.fact_claims", "memory.unmasked.fact_claims"):
        with pytest.raises(AccessRefused, match="There is no table"):
            asked(settings, f"SELECT * FROM {name}")


def test_safe_harbor_views_hide_codes_from_everybody(settings: Settings) -> None:
    for role in Role:
        found = asked(
            settings, "SELECT DISTINCT diagnosis_code FROM deid_claims ORDER BY 1", role=role, purpose=Purpose.RESEARCH
        )
        assert found == [("<hidden>",), ("E11.9",)]


def test_names_are_for_stewards(settings: Settings) -> None:
    sql = "SELECT DISTINCT first_name, age > 17 FROM bronze_patients WHERE age > 17"
    assert asked(settings, sql, role=Role.STEWARD, reason="ticket 12") == [("Ann", True)]
    assert asked(settings, sql, role=Role.ENGINEER, reason="ticket 12") == [("<hidden>", True)]
    public = {"role": Role.STEWARD, "purpose": Purpose.PUBLIC_HEALTH, "reason": "a survey"}
    assert asked(settings, sql, **public) == [("<hidden>", True)]


def test_views_are_computed_from_all_there_is(settings: Settings) -> None:
    """What a role may not see in a row still counts in a mart."""
    totals = {asked(settings, "SELECT sum(claims), sum(events) FROM insurance_utilisation", role=r)[0] for r in Role}
    assert totals == {(5, 2)}


def test_settings_say_who_asks(settings: Settings) -> None:
    steward = settings.model_copy(update={"access": Access(role=Role.STEWARD, purpose=Purpose.PART2)})
    assert ("F11.20",) in asked(steward, "SELECT diagnosis_code FROM fact_claims")
    researcher = settings.model_copy(update={"access": Access(purpose=Purpose.RESEARCH)})
    with pytest.raises(AccessRefused, match="not open to role `analyst` for research"):
        asked(researcher, "SELECT 1 FROM dim_patients")


@pytest.mark.parametrize(("purpose", "code"), [(Purpose.OPERATIONS, "***"), (Purpose.TREATMENT, "b20")])
def test_a_quarantined_row_hides_its_codes(settings: Settings, purpose: Purpose, code: str) -> None:
    (row,) = quarantined(settings, feed="claims")
    for unmask in (False, True):
        (shown,) = show(settings, row.handle, reason="ticket 12", purpose=purpose, unmask=unmask)
        assert shown.values["diagnosis_code"] == code
    with pytest.raises(AccessRefused, match="not open to role `steward` for marketing"):
        show(settings, row.handle, reason="ticket 12", purpose=Purpose.MARKETING)


# BREAK-GLASS


def test_break_glass_opens_everything_and_raises_an_alert(settings: Settings) -> None:
    before = datetime.now(UTC)
    with pytest.raises(AccessRefused, match="Break-glass needs a reason"):
        asked(settings, "FROM person_surrogates", break_glass=True)
    (person,) = asked(settings, "FROM person_surrogates", break_glass=True, reason="court order 7")
    assert person[0] == "P0001"
    codes = asked(settings, "SELECT diagnosis_code FROM fact_claims", break_glass=True, reason="emergency")
    assert ("F11.20",) in codes
    log = sorted((r for r in rows(settings, "audit_log") if r["at"] >= before), key=lambda r: r["at"])
    assert [(r["action"], r["objects"], r["purpose"], r["outcome"]) for r in log] == [
        ("break-glass", ["data_eng_ops.person_surrogates"], "operations", "refused"),
        ("break-glass", ["data_eng_ops.person_surrogates"], "operations: court order 7", "done"),
        ("alert", ["data_eng_ops.person_surrogates"], "operations: court order 7", "done"),
        ("break-glass", ["data_eng.fact_claims"], "operations: emergency", "done"),
        ("alert", ["data_eng.fact_claims"], "operations: emergency", "done"),
    ]


def test_break_glass_opens_no_file(settings: Settings) -> None:
    with pytest.raises(AccessRefused, match="There is no table"):
        asked(settings, "SELECT * FROM '/etc/passwd'", break_glass=True, reason="emergency")


def test_the_command_line(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--warehouse", str(settings.warehouse), "--csv"]
    main(["query", "SELECT first_name FROM bronze_patients LIMIT 1", "--as", "engineer", "--reason", "ticket 1", *at])
    assert capsys.readouterr().out == "first_name\n<hidden>\n"
    main(["query", "SELECT count(*) AS n FROM person_surrogates", "--break-glass", "--reason", "drill", *at])
    assert capsys.readouterr().out == "n\n1\n"
    with pytest.raises(SystemExit):
        main(["query", "FROM dim_patients", "--purpose", "reserch", *at])
    assert "'research'" in capsys.readouterr().err

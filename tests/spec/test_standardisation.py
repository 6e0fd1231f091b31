"""What silver repairs: case and padding, and nothing else. What it repaired is shown as it landed elsewhere."""

# ruff: noqa: E501, RUF001 - a table is as wide as its columns; letters that look alike are the point
from __future__ import annotations

from tests.lib.tables import Lakehouse, expect


def test_case_and_padding_of_patients_are_repaired(lakehouse: Lakehouse) -> None:
    """Words of a vocabulary come out in upper case, text without blanks around it, dates as dates."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id | sex        | region        | insurance_plan | coverage_start_date | timestamp
        ' P0001 '  | ' female ' | ' northEast ' | ' gold '       | ' 2023-01-01 '      | ' 2024-01-01T00:00:00Z '
        '\tP0002\r' | Male      | '\tSOUTHWEST' | Ppo            | '2023-01-01\r\x0b'  | 2024-01-01 00:00
        """,
    )
    expect(
        judged.silver,
        """
        patient_id | sex    | region    | insurance_plan | coverage_start_date | timestamp            | _warnings
        P0001      | FEMALE | NORTHEAST | GOLD           | 2023-01-01          | 2024-01-01T00:00:00Z |
        P0002      | MALE   | SOUTHWEST | PPO            | 2023-01-01          | 2024-01-01T00:00:00Z |
        """,
    )


def test_ids_keep_their_case(lakehouse: Lakehouse) -> None:
    """An id is a name, not a word: p0001 and P0001 are two patients."""
    judged = lakehouse.judge("patients", "patient_id\np0001\nP0001")
    expect(judged.silver, "patient_id\np0001\nP0001")


def test_case_and_padding_of_claims_and_events_are_repaired(lakehouse: Lakehouse) -> None:
    """Codes come out in upper case, statuses and kinds of event in lower case, providers as they are named."""
    claims = lakehouse.judge(
        "claims",
        """
        claim_id | patient_id | claim_date     | diagnosis_code | procedure_code | claim_status
        ' C1 '   | ' P0001 '  | ' 2024-02-01 ' | ' e11.9 '      | ' g0008 '      | ' PAID '
        """,
    )
    expect(
        claims.silver,
        """
        claim_id | patient_id | claim_date | diagnosis_code | procedure_code | claim_status
        C1       | P0001      | 2024-02-01 | E11.9          | G0008          | paid
        """,
    )
    events = lakehouse.judge(
        "medical_events",
        """
        event_id | patient_id | event_date     | event_type       | medical_provider
        ' E1 '   | ' P0001 '  | ' 2024-02-01 ' | ' Office_VISIT ' | ' City  Clinic '
        """,
    )
    expect(
        events.silver,
        """
        event_id | patient_id | event_date | event_type   | medical_provider
        E1       | P0001      | 2024-02-01 | office_visit | City  Clinic
        """,
    )


def test_text_beyond_ascii_is_left_alone(lakehouse: Lakehouse) -> None:
    """Engines disagree about the case of other letters, so only A to Z change; exotic blanks are not blanks."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id       | insurance_plan
        P-straße         | straße ﬁ ı İ ς Σ ŉ ǆ
        P-emoji-🦊       | ' gold🦊 '
        P-nbsp           | '\u00a0gold\u00a0'
        P-ideographic    | '\u3000gold'
        P-zero-width     | '\u200bgold'
        P-next-line      | 'gold\u0085'
        P-combining      | Zoe\u0308 ö
        P-quote          | O'Neil "x" \\1 $1 ${env:HOME} %s
        """,
    )
    expect(
        judged.silver,
        """
        patient_id       | insurance_plan
        P-straße         | STRAßE ﬁ ı İ ς Σ ŉ ǆ
        P-emoji-🦊       | GOLD🦊
        P-nbsp           | '\u00a0GOLD\u00a0'
        P-ideographic    | '\u3000GOLD'
        P-zero-width     | '\u200bGOLD'
        P-next-line      | 'GOLD\u0085'
        P-combining      | ZOE\u0308 ö
        P-quote          | O'NEIL "X" \\1 $1 ${ENV:HOME} %S
        """,
    )
    events = lakehouse.judge(
        "medical_events", "event_id | medical_provider\nE1 | ' Ärztehaus ß '\nE2 | '\u3000医院 '\nE3 | ${env:HOME}"
    )
    expect(events.silver, "event_id | medical_provider\nE1 | Ärztehaus ß\nE2 | '\u3000医院'\nE3 | ${env:HOME}")


def test_an_offset_is_applied_and_none_means_utc(lakehouse: Lakehouse) -> None:
    """Instants are kept in UTC to the microsecond."""
    judged = lakehouse.judge(
        "patients",
        """
        patient_id | timestamp
        P0001      | 2024-01-01T10:00:00
        P0002      | 2024-01-01T10:00:00Z
        P0003      | 2024-01-01T10:00:00+02:00
        P0004      | 2024-01-01 10:00-05:30
        P0005      | 2024-01-01T00:30:00.000001+01:00
        P0006      | 2024-03-31T02:30:00
        """,
    )
    expect(
        judged.silver,
        """
        patient_id | timestamp
        P0001      | 2024-01-01T10:00:00+00:00
        P0002      | 2024-01-01T10:00:00+00:00
        P0003      | 2024-01-01T08:00:00+00:00
        P0004      | 2024-01-01T15:30:00+00:00
        P0005      | 2023-12-31T23:30:00.000001+00:00
        P0006      | 2024-03-31T02:30:00+00:00
        """,
    )


def test_quarantine_and_superseded_show_rows_as_they_landed(lakehouse: Lakehouse) -> None:
    """A steward sees what was delivered, blanks and case included, not what silver made of it."""
    patients = """
        patient_id | first_name | last_name | age | sex        | region      | insurance_plan | coverage_start_date | timestamp              | _ingested_at
        ' P0001 '  | ' ann '    | lee       | 17  | ' female ' | northEast   | ' gold '       | soon                | ' 2024-01-01 00:00 '   | 2024-03-01T00:00:01
        ' P0002'   | Bob        | '  '      | 45  | male       | ' south '   | Ppo            | 2023-1-1            | 2024-01-01T02:00+02:00 | 2024-03-01T00:00:02
        """
    judged = lakehouse.judge("patients", patients)
    expect(judged.quarantine, patients)

    twice = """
        patient_id | first_name | sex      | timestamp              | insurance_plan | _ingested_at
        'P0003 '   | ' ann'     | Female   | 2024-01-01T02:00+02:00 | gold           | 2024-03-01T00:00:02
        """
    first = "\nP0003 | Ann | FEMALE | 2024-01-01T00:00:00Z | GOLD | 2024-03-01T00:00:01"
    expect(lakehouse.judge("patients", twice + first).superseded, twice)


def test_quarantine_and_superseded_of_claims_and_events_show_rows_as_they_landed(lakehouse: Lakehouse) -> None:
    """The same holds for claims and events."""
    claims = """
        claim_id | patient_id | claim_amount | claim_date | diagnosis_code | procedure_code | claim_status | _ingested_at
        ' C1 '   | ' P0001 '  | 10           | 1/2/2024   | ' e11.9'       | 99213          | PAID         | 2024-03-01T00:00:01
        """
    expect(lakehouse.judge("claims", claims).quarantine, claims)
    later = "\n' C2' | P0001 | 10 | 2024-02-01 | e11.9 | 99213 | Submitted | 2024-03-01T00:00:02"
    winner = "\nC2 | P0001 | 10 | 2024-02-01 | E11.9 | 99213 | paid | 2024-03-01T00:00:03"
    judged = lakehouse.judge("claims", claims + later + winner)
    expect(judged.superseded, claims.splitlines()[1] + later)
    events = """
        event_id | event_date | event_type     | medical_provider | _ingested_at
        ' E1 '   | 2024-02-01 | Office Visit   | ' Clinic '       | 2024-03-01T00:00:01
        """
    expect(lakehouse.judge("medical_events", events).quarantine, events)

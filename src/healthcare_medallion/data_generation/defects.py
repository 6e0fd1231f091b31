"""The kinds of faults: each a small function that damages the fields of one record, in one table.

A function gets the clean fields and some random bits and gives the damaged line, without its newline.
The fate is what the pipeline must do with the record:

rejected     it never becomes a row: a key is missing, a value has the wrong type, or the line is broken
quarantined  it breaks the listed rules of the silver layer
superseded   it is a second copy of a record that wins
accepted     it only looks odd, and is repaired
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from healthcare_medallion.data_generation.plan import CLAIMS, EVENTS, HEADERS, PATIENTS

Fate = Literal["rejected", "quarantined", "superseded", "accepted"]
Fields = list[bytes]
Damage = Callable[[Fields, int], bytes]

# In the order in which the silver layer lists broken rules.
SILVER_RULES: dict[str, tuple[str, ...]] = {
    PATIENTS: (
        "valid_patient_id",
        "valid_age",
        "valid_sex",
        "valid_region",
        "valid_bmi",
        "valid_smoker",
        "valid_children",
        "valid_charges",
        "valid_timestamp",
    ),
    CLAIMS: (
        "valid_claim_id",
        "valid_patient_id",
        "known_patient",
        "valid_claim_amount",
        "valid_claim_date",
        "valid_diagnosis_code",
        "valid_procedure_code",
        "valid_claim_status",
    ),
    EVENTS: (
        "valid_event_id",
        "valid_patient_id",
        "known_patient",
        "valid_event_date",
        "valid_event_type",
        "valid_medical_provider",
    ),
}


@dataclass(frozen=True)
class Fault:
    """One kind of fault of one feed.

    ``extra``: the damaged line is added after the clean one instead of replacing it.
    ``apart``: kept away from the next of its kind in the same file.
    """

    name: str
    feed: str
    fate: Fate
    rules: tuple[str, ...]
    reason: str
    damage: Damage
    extra: bool = False
    apart: bool = False

    @property
    def loses_record(self) -> bool:
        """Whether the clean record that was there is not a row of silver any more."""
        return self.fate in ("rejected", "quarantined")


FAULTS: list[Fault] = []


def _fault(
    *feeds: str, fate: Fate, rules: str = "", reason: str = "", extra: bool = False, apart: bool = False
) -> Callable[[Damage], Damage]:
    """Register the function below as a fault of these feeds, under its own name."""

    def register(damage: Damage) -> Damage:
        name = damage.__name__.strip("_")
        FAULTS.extend(
            Fault(name, feed, fate, tuple(rules.split()), reason, damage, extra=extra, apart=apart) for feed in feeds
        )
        return damage

    return register


def faults_of(feed: str) -> tuple[Fault, ...]:
    """The faults of one feed, in the order in which they take turns."""
    return tuple(fault for fault in FAULTS if fault.feed == feed)


def _with(fields: Fields, feed: str, **changes: bytes) -> bytes:
    changed = list(fields)
    for column, value in changes.items():
        changed[HEADERS[feed].index(column)] = value
    return b",".join(changed)


def _one_of(draw: int, *choices: bytes) -> bytes:
    return choices[draw % len(choices)]


# REJECTED: NO KEY


@_fault(PATIENTS, fate="rejected", reason="patient_id: missing key")
def missing_patient_key(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, patient_id=b"")


@_fault(CLAIMS, fate="rejected", reason="claim_id: missing key")
def missing_claim_key(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, claim_id=b"")


@_fault(EVENTS, fate="rejected", reason="event_id: missing key")
def missing_event_key(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, event_id=b"")


@_fault(CLAIMS, fate="rejected", reason="patient_id: missing key")
def missing_patient_of_claim(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, patient_id=b"")


@_fault(EVENTS, fate="rejected", reason="patient_id: missing key")
def missing_patient_of_event(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, patient_id=b"")


# REJECTED: WRONG TYPE


@_fault(PATIENTS, fate="rejected", reason="age: not an integer")
def age_not_a_number(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, age=_one_of(draw, b"abc", b"forty", b"4x"))


@_fault(PATIENTS, fate="rejected", reason="bmi: not a finite number")
def bmi_not_a_number(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, bmi=_one_of(draw, b"high", b"27..5"))


@_fault(PATIENTS, fate="rejected", reason="smoker: not a true or false word")
def smoker_not_a_boolean(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, smoker=_one_of(draw, b"maybe", b"sometimes"))


@_fault(CLAIMS, fate="rejected", reason="claim_amount: not a finite number")
def amount_not_a_number(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, claim_amount=_one_of(draw, b"a lot", b"12.5o"))


# REJECTED: BROKEN LINE


@_fault(PATIENTS, CLAIMS, EVENTS, fate="rejected", reason="wrong number of fields")
def field_too_few(fields: Fields, draw: int) -> bytes:
    return b",".join(fields[:-1])


@_fault(PATIENTS, CLAIMS, EVENTS, fate="rejected", reason="wrong number of fields")
def field_too_many(fields: Fields, draw: int) -> bytes:
    return b",".join([*fields, b"extra"])


# The stray quote opens the last field and nothing ever closes it: clean files hold no quote at all, and
# the only other quotes are strays like this one, each followed by a letter or a digit, while a closing
# quote is followed by a comma or the end of its line. So no run of lines can be joined into a record, and
# exactly this line is rejected. Keeping strays apart is a second lock on the same door.
@_fault(PATIENTS, CLAIMS, EVENTS, fate="rejected", reason="unclosed quote", apart=True)
def unclosed_quote(fields: Fields, draw: int) -> bytes:
    return b",".join([*fields[:-1], b'"' + fields[-1]])


@_fault(PATIENTS, CLAIMS, EVENTS, fate="rejected", reason="invalid UTF-8")
def bad_encoding(fields: Fields, draw: int) -> bytes:
    # A lone continuation byte, a byte that UTF-8 never uses, and a sequence cut short.
    bad = _one_of(draw, b"\x80", b"\xff", b"\xc3")
    column = 2 if len(fields) == len(HEADERS[PATIENTS]) else 4  # family name, diagnosis, provider
    return b",".join([*fields[:column], fields[column] + bad, *fields[column + 1 :]])


@_fault(PATIENTS, CLAIMS, EVENTS, fate="rejected", reason="control character")
def control_character(fields: Fields, draw: int) -> bytes:
    return b",".join([*fields[:-2], fields[-2] + b"\0", fields[-1]])


# QUARANTINED: PATIENTS


@_fault(PATIENTS, fate="quarantined", rules="valid_patient_id")
def patient_id_too_short(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, patient_id=fields[0][:4])


@_fault(PATIENTS, fate="quarantined", rules="valid_age")
def age_too_low(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, age=_one_of(draw, b"17", b"0", b"-3"))


@_fault(PATIENTS, fate="quarantined", rules="valid_age")
def age_too_high(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, age=_one_of(draw, b"86", b"140", b"999"))


@_fault(PATIENTS, fate="quarantined", rules="valid_sex")
def sex_unknown(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, sex=_one_of(draw, b"X", b"UNSTATED", b""))


@_fault(PATIENTS, fate="quarantined", rules="valid_region")
def region_unknown(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, region=_one_of(draw, b"CENTRAL", b"NORTH", b""))


@_fault(PATIENTS, fate="quarantined", rules="valid_bmi")
def bmi_out_of_range(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, bmi=_one_of(draw, b"15.99", b"50.01", b"280.00", b"-27.50"))


@_fault(PATIENTS, fate="quarantined", rules="valid_smoker")
def smoker_missing(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, smoker=b"")


@_fault(PATIENTS, fate="quarantined", rules="valid_children")
def children_negative(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, children=b"-1")


@_fault(PATIENTS, fate="quarantined", rules="valid_charges")
def charges_not_positive(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, charges=_one_of(draw, b"0.00", b"-812.40"))


@_fault(PATIENTS, fate="quarantined", rules="valid_timestamp")
def timestamp_invalid(fields: Fields, draw: int) -> bytes:
    return _with(
        fields, PATIENTS, timestamp=_one_of(draw, b"yesterday", b"2024-02-30T10:00:00Z", b"2024-05-01T25:00:00Z")
    )


@_fault(PATIENTS, fate="quarantined", rules="valid_age valid_region")
def two_patient_faults(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, age=b"7", region=b"OVERSEAS")


# QUARANTINED: CLAIMS


@_fault(CLAIMS, fate="quarantined", rules="known_patient")
def orphan_claim(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, patient_id=_nobody(fields[1]))


@_fault(CLAIMS, fate="quarantined", rules="valid_patient_id known_patient")
def patient_of_claim_too_short(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, patient_id=fields[1][:4])


@_fault(CLAIMS, fate="quarantined", rules="valid_claim_amount")
def amount_negative(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, claim_amount=b"-" + fields[2])


@_fault(CLAIMS, fate="quarantined", rules="valid_claim_amount")
def amount_zero(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, claim_amount=b"0.00")


@_fault(CLAIMS, fate="quarantined", rules="valid_claim_date")
def claim_date_impossible(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, claim_date=_one_of(draw, b"2024-02-30", b"2023-13-01", b"2023-02-29"))


@_fault(CLAIMS, fate="quarantined", rules="valid_claim_date")
def claim_date_in_future(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, claim_date=b"2098-01-01")


@_fault(CLAIMS, fate="quarantined", rules="valid_diagnosis_code")
def diagnosis_malformed(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, diagnosis_code=_one_of(draw, b"E1", b"123.45", b"E11.", b"E11.12345", b"E11..9"))


@_fault(CLAIMS, fate="quarantined", rules="valid_procedure_code")
def procedure_malformed(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, procedure_code=_one_of(draw, b"9921", b"992133", b"9921X", b"ABCDE", b"Z1234"))


@_fault(CLAIMS, fate="quarantined", rules="valid_claim_status")
def claim_status_unknown(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, claim_status=_one_of(draw, b"mislaid", b"payd", b""))


@_fault(CLAIMS, fate="quarantined", rules="valid_claim_amount valid_diagnosis_code")
def two_claim_faults(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, claim_amount=b"-1.00", diagnosis_code=b"9E.1")


# QUARANTINED: MEDICAL EVENTS


@_fault(EVENTS, fate="quarantined", rules="known_patient")
def orphan_event(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, patient_id=_nobody(fields[1]))


@_fault(EVENTS, fate="quarantined", rules="valid_event_date")
def event_date_impossible(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, event_date=_one_of(draw, b"2024-02-30", b"2024-04-31", b"2025-00-10"))


@_fault(EVENTS, fate="quarantined", rules="valid_event_date")
def event_date_in_future(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, event_date=b"2098-01-01")


@_fault(EVENTS, fate="quarantined", rules="valid_event_type")
def event_type_unknown(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, event_type=_one_of(draw, b"unlisted", b"telepathy", b""))


@_fault(EVENTS, fate="quarantined", rules="valid_medical_provider")
def provider_missing(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, medical_provider=b"")


@_fault(EVENTS, fate="quarantined", rules="valid_event_type valid_medical_provider")
def two_event_faults(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, event_type=b"unlisted", medical_provider=b"")


# SUPERSEDED: SECOND COPIES


@_fault(PATIENTS, CLAIMS, EVENTS, fate="superseded", reason="duplicate", extra=True)
def exact_duplicate(fields: Fields, draw: int) -> bytes:
    return b",".join(fields)


# A conflicting copy always loses, whichever record comes first: of two patients the one with more
# warnings, of two claims in one state the smaller amount, of two events with a provider each the earlier one.


@_fault(PATIENTS, fate="superseded", reason="conflict", extra=True)
def conflicting_patient(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, last_name=b"")


@_fault(CLAIMS, fate="superseded", reason="conflict", extra=True)
def conflicting_claim(fields: Fields, draw: int) -> bytes:
    # Amounts are at least one dollar, so half of it is still an amount.
    cents = int(fields[2].replace(b".", b"")) // 2
    return _with(fields, CLAIMS, claim_amount=b"%d.%02d" % divmod(cents, 100))


@_fault(EVENTS, fate="superseded", reason="conflict", extra=True)
def conflicting_event(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, event_date=b"2020-12-31")  # the day before the history starts


# ACCEPTED: ODD BUT HARMLESS


@_fault(PATIENTS, fate="accepted")
def sex_in_lower_case_padded(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, sex=b"  " + fields[4].lower() + b" ")


@_fault(PATIENTS, fate="accepted")
def region_in_lower_case(fields: Fields, draw: int) -> bytes:
    return _with(fields, PATIENTS, region=fields[5].lower())


@_fault(CLAIMS, fate="accepted")
def status_in_title_case_padded(fields: Fields, draw: int) -> bytes:
    return _with(fields, CLAIMS, claim_status=b" " + fields[6].title() + b" ")


@_fault(EVENTS, fate="accepted")
def event_type_in_upper_case_padded(fields: Fields, draw: int) -> bytes:
    return _with(fields, EVENTS, event_type=fields[3].upper() + b"  ")


def _nobody(patient_id: bytes) -> bytes:
    """A patient id that no call ever makes: no namespace contains the letter I."""
    return patient_id + b"I"

"""What an identifier looks like, as SQL conditions over a text cell, and where none may be found.

Patterns and checksums of our own rather than Microsoft Presidio's: its analyzer wants spaCy (with a model of some
hundred megabytes for names), and its recognisers are Python functions over one text at a time, where these run inside
DuckDB over whole columns.
"""

from __future__ import annotations

from collections.abc import Mapping

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Treatment
from healthcare_medallion.privacy.access import Zone

KNOWN_NAMES = "known_names"
"""A relation of one column `name`, upper case: every name in bronze, and common ones."""

# The area is not 000, 666 or 900 to 999, the group not 00, the serial not 0000 (Social Security Administration, 2011).
_SSN_DIGITS = (
    "regexp_full_match({c}, '[0-8][0-9]{{8}}') AND substr({c}, 1, 3) NOT IN ('000', '666') "
    "AND substr({c}, 4, 2) <> '00' AND substr({c}, 6) <> '0000'"
)
# Luhn over 80840 and the ten digits; the prefix adds 24 (45 CFR 162.406, ISO 7812).
_LUHN = " + ".join(
    f"(substr({{c}}, {i}, 1)::INT * 2) // 10 + (substr({{c}}, {i}, 1)::INT * 2) % 10"
    if i % 2
    else f"substr({{c}}, {i}, 1)::INT"
    for i in range(1, 11)
)
_OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"

DETECTORS: Mapping[str, str] = {
    # Most text has no separator, and looking for one is far cheaper than the pattern.
    "social security number": (
        "CASE WHEN contains({c}, '-') OR contains({c}, ' ') OR contains({c}, '.') "
        "THEN regexp_matches({c}, '(^|[^0-9])[0-9]{{3}}[-. ][0-9]{{2}}[-. ][0-9]{{4}}([^0-9]|$)') ELSE false END"
    ),
    "nine digits of a valid SSN": _SSN_DIGITS,
    "e-mail address": "regexp_matches({c}, '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+[.][A-Za-z]{{2,}}')",
    "telephone number": (
        "regexp_matches({c}, '(^|[^0-9])([+]?1[-. ]?)?([(][0-9]{{3}}[)] ?|[0-9]{{3}}[-. ])[0-9]{{3}}[-. ][0-9]{{4}}"
        "([^0-9]|$)')"
    ),
    "URL": "regexp_matches({c}, '(?i)(https?://|www[.])')",
    "IP address": f"regexp_matches({{c}}, '(^|[^0-9.]){_OCTET}([.]{_OCTET}){{{{3}}}}([^0-9.]|$)')",
    "name": f"upper(trim({{c}})) IN (FROM {KNOWN_NAMES})",
    "full date": (
        "regexp_matches({c}, '(19|20)[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}/[0-9]{{1,2}}/(19|20)[0-9]{{2}}')"
    ),
    "five-digit ZIP code": "regexp_full_match({c}, '[0-9]{{5}}(-[0-9]{{4}})?')",
    "national provider identifier": (
        f"CASE WHEN regexp_full_match({{c}}, '[12][0-9]{{{{9}}}}') THEN (24 + {_LUHN}) % 10 = 0 ELSE false END"
    ),
    "digest": "regexp_full_match({c}, '([0-9a-fA-F]{{32}}|[0-9a-fA-F]{{40}}|[0-9a-fA-F]{{64}})')",
}

_ANYWHERE = ("social security number", "e-mail address", "telephone number", "URL", "IP address")
_ABOUT_A_PERSON = (*_ANYWHERE, "name")
# What a treatment leaves may look alike: a CPT code has five digits, a random id is as long as a digest.
_EXPECTED = {Treatment.RANDOM_ID: ("digest",), Treatment.CODE: ("five-digit ZIP code",)}
_LEDGERS = (Zone.LEDGERS, Zone.AUDIT)


def contradicting(column: Column, zone: Zone) -> tuple[str, ...]:
    """The detectors whose finds contradict the class of a text column."""
    if column.type != "string" or column.classification is Classification.DIRECT_IDENTIFIER:
        return ()
    if column.name.startswith("sealed_"):
        return _ANYWHERE  # ciphertext, and no word of it
    if zone in _LEDGERS or column.name.startswith("_"):
        # People who run the lakehouse stand here, files with their days, digests of files.
        return ("social security number", "telephone number")
    if column.classification is Classification.NONE:
        expected = _EXPECTED.get(column.treatment, ()) if column.treatment else ()
        return tuple(name for name in DETECTORS if name not in expected)
    if column.classification is Classification.SENSITIVE:
        return (*_ABOUT_A_PERSON, "full date", "nine digits of a valid SSN")
    # Who gave the care may have a name; ids may be of nine digits.
    return _ANYWHERE if column.name == "medical_provider" else _ABOUT_A_PERSON


def condition(detector: str, column: str) -> str:
    """A condition over a column, false for null."""
    return f"coalesce({DETECTORS[detector].format(c=quoted_name(column))}, false)"


def quoted_name(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'

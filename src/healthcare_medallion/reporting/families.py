"""The checks of `medallion verify` by kind, each kind with a title for people."""

from __future__ import annotations

from collections.abc import Iterable

from healthcare_medallion.engines.embedded.verify import Verdict
from healthcare_medallion.reporting.model import CheckFamily

# By the part of a check's name before its colon, in the order in which a reader would ask.
TITLES = {
    "files_add_up": "Every line of every file is accounted for",
    "files_in_bronze": "Every record of every file is in bronze or among the rejected lines",
    "one_fate_each": "Every bronze row is accepted, quarantined or superseded, exactly once",
    "gold_complete": "Gold has exactly the rows of silver",
    "key_unique": "Keys are unique",
    "not_null": "Required columns are filled",
    "foreign_key": "Every reference leads to a row",
    "history_whole": "A patient's history has no gap and no overlap",
    "no_identifier": "No name and no social security number stands behind bronze",
    "identifiers_listed": "Identifiers stand only in the tables that may hold them",
    "nine_tables": "The main schema holds its nine tables and nothing else",
    "columns": "Every table has exactly the columns of its contract",
}


def families(verdicts: Iterable[Verdict]) -> tuple[CheckFamily, ...]:
    """Verdicts by kind; a kind without a title here goes by its name, last."""
    by_kind: dict[str, list[Verdict]] = {kind: [] for kind in TITLES}
    for verdict in verdicts:
        by_kind.setdefault(verdict.name.partition(":")[0], []).append(verdict)
    return tuple(
        CheckFamily(TITLES.get(kind, kind.replace("_", " ").capitalize()), tuple(found))
        for kind, found in by_kind.items()
        if found
    )

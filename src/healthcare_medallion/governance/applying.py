"""Runs statements, goes on after a failure, and never opens a table whose protection failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from healthcare_medallion.errors import CheckFailed, EngineError
from healthcare_medallion.governance.statements import Statement

HINT = (
    "Needed: the groups exist in the account, the governed tag exists and may be assigned (scripts/setup), and this "
    "identity owns or manages the schemas. Then run the job patient_data_setup again."
)


def apply(run: Callable[[str], object], policies: Iterable[Statement], others: Iterable[Statement]) -> int:
    """Run all of them and return their number.

    :raises CheckFailed: naming every statement that failed and every grant that was withheld for it.
    """
    problems: list[str] = []
    unprotected: set[str] = set()
    number = 0

    def ran(statement: Statement) -> bool:
        nonlocal number
        number += 1
        try:
            run(statement.sql)
        except EngineError as error:
            problems.append(f"- {statement.about}: {error.message}")
            return False
        return True

    masked = not [policy for policy in policies if not ran(policy)]  # each is tried
    for statement in others:
        if statement.opens and (statement.table in unprotected or (statement.identifying and not masked)):
            problems.append(f"- {statement.about}: withheld, as the table is not protected")
        elif not ran(statement):
            unprotected.add(statement.table)
    if problems:
        raise CheckFailed(f"{len(problems)} statements did not take effect:\n" + "\n".join(problems), hint=HINT)
    return number

"""Asks the platform which materialized views it can refresh incrementally, and records the answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from healthcare_medallion.jobs.workspace import finish, parser, query_in


def main(argv: Sequence[str] | None = None) -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--compiled", required=True, type=Path, help="Folder of the compiled SQL.")
    given = arguments.parse_args(argv)

    def work() -> str:
        from healthcare_medallion.jobs.refreshing import ask

        answers = ask(query_in(given.catalog), given.compiled)
        whole = sorted(table for table, incremental in answers.items() if incremental is False)
        unclear = sum(incremental is None for incremental in answers.values())
        told = f" Computed whole: {', '.join(whole)}." if whole else ""
        return f"{sum(map(bool, answers.values()))} of {len(answers)} views incremental, {unclear} unclear.{told}"

    finish(work)


if __name__ == "__main__":
    main()

"""Moves landed files that were taken long ago from the landing volume to the archive volume.

Tables are not touched: the platform compacts and vacuums managed tables by itself, and refuses both on
materialized views.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from healthcare_medallion.jobs.workspace import finish, parser, query_in


def main(argv: Sequence[str] | None = None) -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--landing", required=True, type=Path)
    arguments.add_argument("--archive", required=True, type=Path)
    arguments.add_argument("--keep-days", type=int, default=30)
    given = arguments.parse_args(argv)

    def work() -> str:
        from healthcare_medallion.jobs.archiving import archive, taken_files

        before = datetime.now(UTC) - timedelta(days=given.keep_days)
        moved = archive(given.landing, given.archive, taken_files(query_in(given.catalog)), before)
        return f"{len(moved)} files moved to {given.archive}."

    finish(work)


if __name__ == "__main__":
    main()

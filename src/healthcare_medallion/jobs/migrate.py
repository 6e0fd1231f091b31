"""Runs the migrations of a folder that have not run in a catalog, in the order of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from healthcare_medallion.jobs.workspace import finish, parser, query_in


def main(argv: Sequence[str] | None = None) -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--folder", required=True, type=Path, help="Folder of the migrations.")
    given = arguments.parse_args(argv)

    def work() -> str:
        from healthcare_medallion.jobs.migrating import migrate

        applied = migrate(query_in(given.catalog), given.folder)
        return f"Applied: {', '.join(applied) or 'nothing, all have run'}."

    finish(work)


if __name__ == "__main__":
    main()

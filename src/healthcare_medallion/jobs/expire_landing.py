"""Deletes rows of the landing tables whose time is over.

Files are archived first: which files were taken is read from these rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from healthcare_medallion.jobs.workspace import finish, parser, query_in


def main(argv: Sequence[str] | None = None) -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--keep-days", type=int, required=True)
    arguments.add_argument("--archive-days", type=int, required=True, help="When files are archived: sooner.")
    given = arguments.parse_args(argv)

    def work() -> str:
        from healthcare_medallion.errors import UsageError
        from healthcare_medallion.jobs.expiring import expire
        from healthcare_medallion.pipelines.graph import graph
        from healthcare_medallion.pipelines.shared.settings import PipelineSettings

        if given.keep_days <= given.archive_days:
            raise UsageError(
                f"Landing rows are kept {given.keep_days} days, files {given.archive_days}: rows must be kept longer.",
                hint="Raise the variable landing_rows_days of the bundle, or lower archive_after_days.",
            )
        before = datetime.now(UTC) - timedelta(days=given.keep_days)
        deleted = expire(query_in(given.catalog), graph(PipelineSettings()), before)
        return f"Deleted from the landing tables: {', '.join(f'{n} {feed}' for feed, n in deleted.items())}."

    finish(work)


if __name__ == "__main__":
    main()

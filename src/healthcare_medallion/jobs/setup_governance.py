"""Brings comments, tags, grants and column policies of a catalog to what the contracts ask for. Re-runnable."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from healthcare_medallion.jobs.workspace import finish, parser, query_in


def main(argv: Sequence[str] | None = None) -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--extensions", required=True, type=Path, help="Folder of the extensions.")
    arguments.add_argument("--dry-run", action="store_true", help="Say what would be run, and run nothing.")
    given = arguments.parse_args(argv)

    def work() -> str:
        from healthcare_medallion.engines.extensions import extensions
        from healthcare_medallion.governance.governing import govern
        from healthcare_medallion.pipelines.graph import graph
        from healthcare_medallion.pipelines.shared.settings import PipelineSettings

        tables = graph(PipelineSettings())
        added = [extension.contract for extension in extensions(given.extensions, tables)]
        return govern(query_in(given.catalog), tables, given.catalog, added=added, dry_run=given.dry_run)

    finish(work)


if __name__ == "__main__":
    main()

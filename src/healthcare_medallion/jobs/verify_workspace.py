"""Verifies the promises on the tables of a catalog; fails when one does not hold."""

from __future__ import annotations

from collections.abc import Sequence

from healthcare_medallion.jobs.workspace import finish, parser, query_in


def main(argv: Sequence[str] | None = None) -> None:
    given = parser(__doc__).parse_args(argv)

    def work() -> str:
        from healthcare_medallion.jobs.checking import verified
        from healthcare_medallion.pipelines.graph import graph
        from healthcare_medallion.pipelines.shared.settings import PipelineSettings

        return verified(query_in(given.catalog), graph(PipelineSettings()), given.catalog)

    finish(work)


if __name__ == "__main__":
    main()

"""Measures rows, freshness, quality and refreshes of a catalog and appends the figures to its ledgers."""

from __future__ import annotations

from collections.abc import Sequence

from healthcare_medallion.jobs.workspace import finish, parser, query_in


def main(argv: Sequence[str] | None = None) -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--env", required=True, choices=("dev", "staging", "prod"))
    arguments.add_argument("--run-id", required=True)
    arguments.add_argument("--started-at", help="Start of the job, ISO 8601: records a finished run as well.")
    arguments.add_argument("--pipeline-result", default="", help="A run is recorded when this is `success`.")
    arguments.add_argument("--native-expectations", action="store_true", help="Read the pipeline's event log as well.")
    given = arguments.parse_args(argv)

    def work() -> str:
        from healthcare_medallion.jobs.measuring import measure, record_native_expectations, record_run
        from healthcare_medallion.jobs.refreshing import record_refreshes
        from healthcare_medallion.pipelines.graph import graph
        from healthcare_medallion.pipelines.shared.settings import PipelineSettings

        query, tables = query_in(given.catalog), graph(PipelineSettings())
        figures = measure(query, tables, run_id=given.run_id)
        if given.started_at and given.pipeline_result == "success":
            record_run(query, figures, started_at=given.started_at, env=given.env)
        if given.native_expectations:
            record_native_expectations(query)
        record_refreshes(query, given.catalog)
        return f"{len(figures.rows)} tables, quality score {figures.score:.3f}."

    finish(work)


if __name__ == "__main__":
    main()

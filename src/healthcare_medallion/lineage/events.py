"""OpenLineage events of a run and of each table that it writes. Names, counts and lineage; never a cell, never a path.

Source of names and facets: https://openlineage.io/spec, RunEvent 2-0-2.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState, set_producer
from openlineage.client.facet_v2 import (
    column_lineage_dataset,
    data_quality_assertions_dataset,
    error_message_run,
    output_statistics_output_dataset,
    parent_run,
    processing_engine_run,
    schema_dataset,
)
from openlineage.client.uuid import generate_new_uuid

from healthcare_medallion import __version__
from healthcare_medallion.lineage.columns import ROWS, Sources
from healthcare_medallion.lineage.paths import LANDED, Lineage
from healthcare_medallion.pipelines.shared.keys import name_key
from healthcare_medallion.quality.score import FeedScore, QualityReport, RuleScore

RUN_JOB = "run"
set_producer(f"urn:healthcare-medallion:{__version__}")


class Events:
    """Builds the events of one run. ``namespace`` names jobs and datasets; warehouses with their own keep apart."""

    def __init__(self, lineage: Lineage, namespace: str, engine: str, engine_version: str) -> None:
        self._lineage = lineage
        self._namespace = namespace
        self._engine = processing_engine_run.ProcessingEngineRunFacet(
            version=engine_version, name=engine, openlineageAdapterVersion=__version__
        )
        self.run = str(generate_new_uuid())

    def run_started(self) -> RunEvent:
        return self._of_run(RunState.START)

    def run_completed(self, quality: QualityReport) -> RunEvent:
        """With what the rules said about the rows of bronze."""
        judged = [self._judged(feed) for feed in quality.feeds]
        return self._of_run(RunState.COMPLETE, inputs=judged)

    def run_failed(self, family: str) -> RunEvent:
        return self._of_run(RunState.FAIL, family=family)

    def table_started(self, table: str, run: str) -> RunEvent:
        return self._of_table(RunState.START, table, run, OutputDataset(self._namespace, self.name(table)))

    def table_completed(self, table: str, run: str, rows: int) -> RunEvent:
        """With schema, rows written and column lineage."""
        output = OutputDataset(
            self._namespace,
            self.name(table),
            facets={"schema": self._schema(table), "columnLineage": self._column_lineage(table)},
            outputFacets={
                "outputStatistics": output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(rowCount=rows)
            },
        )
        return self._of_table(RunState.COMPLETE, table, run, output)

    def table_failed(self, table: str, run: str, family: str) -> RunEvent:
        output = OutputDataset(self._namespace, self.name(table))
        return self._of_table(RunState.FAIL, table, run, output, family)

    def name(self, table: str) -> str:
        """How events call a table: with its schema; landed records by their file."""
        return f"landing/{LANDED[table]}" if table in LANDED else self._lineage.graph.contract(table).full_name

    def _of_run(self, state: RunState, *, inputs: Sequence[InputDataset] = (), family: str | None = None) -> RunEvent:
        facets = {"processing_engine": self._engine, **_error(family)}
        return RunEvent(
            eventTime=_now(),
            eventType=state,
            run=Run(self.run, facets=facets),
            job=Job(self._namespace, RUN_JOB),
            inputs=list(inputs),
            outputs=[],
        )

    def _of_table(
        self, state: RunState, table: str, run: str, output: OutputDataset, family: str | None = None
    ) -> RunEvent:
        parent = parent_run.ParentRunFacet(
            run=parent_run.Run(runId=self.run), job=parent_run.Job(namespace=self._namespace, name=RUN_JOB)
        )
        upstreams = (u for u in self._lineage.graph.inputs_of(table) if u != name_key.name)
        return RunEvent(
            eventTime=_now(),
            eventType=state,
            run=Run(run, facets={"parent": parent, "processing_engine": self._engine, **_error(family)}),
            job=Job(self._namespace, self.name(table)),
            inputs=[InputDataset(self._namespace, self.name(upstream)) for upstream in upstreams],
            outputs=[output],
        )

    def _schema(self, table: str) -> schema_dataset.SchemaDatasetFacet:
        columns = enumerate(self._lineage.graph.contract(table).columns, start=1)
        return schema_dataset.SchemaDatasetFacet(
            fields=[
                schema_dataset.SchemaDatasetFacetFields(
                    name=c.name, type=c.type.upper(), description=c.description, ordinal_position=i
                )
                for i, c in columns
            ]
        )

    def _column_lineage(self, table: str) -> column_lineage_dataset.ColumnLineageDatasetFacet:
        return column_lineage_dataset.ColumnLineageDatasetFacet(
            fields={
                column: column_lineage_dataset.Fields(inputFields=self._fields(sources))
                for column, sources in self._lineage.columns(table).items()
            },
            dataset=self._fields(self._lineage.rows(table)),
        )

    def _fields(self, sources: Sources) -> list[column_lineage_dataset.InputField]:
        by_column: dict[tuple[str, str], list[column_lineage_dataset.Transformation]] = {}
        for source in sorted(sources):
            if source.column != ROWS and source.table != name_key.name:
                way = column_lineage_dataset.Transformation(
                    type="DIRECT" if source.kind.direct else "INDIRECT",
                    subtype=source.kind.value.upper(),
                    masking=source.masking,
                )
                by_column.setdefault((source.table, source.column), []).append(way)
        return [
            column_lineage_dataset.InputField(self._namespace, self.name(table), column, ways)
            for (table, column), ways in by_column.items()
        ]

    def _judged(self, feed: FeedScore) -> InputDataset:
        assertions = [_assertion(rule, "error") for rule in feed.rules]
        assertions += [_assertion(rule, "warn") for rule in feed.warnings]
        facet = data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet(assertions=assertions)
        name = self.name(f"bronze_{feed.feed}")
        return InputDataset(self._namespace, name, inputFacets={"dataQualityAssertions": facet})


def _assertion(rule: RuleScore, severity: str) -> data_quality_assertions_dataset.Assertion:
    return data_quality_assertions_dataset.Assertion(
        assertion="row_rule",
        name=rule.rule,
        description=rule.description,
        success=rule.failed == 0,
        severity=severity,
        expected="0",
        actual=str(rule.failed),
    )


def _error(family: str | None) -> dict[str, error_message_run.ErrorMessageRunFacet]:
    """The family of an error only: a message can name a file, and a file can be named after a person."""
    if family is None:
        return {}
    return {"errorMessage": error_message_run.ErrorMessageRunFacet(message=family, programmingLanguage="Python")}


def _now() -> str:
    return datetime.now(UTC).isoformat()

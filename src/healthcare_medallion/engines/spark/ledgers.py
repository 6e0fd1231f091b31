"""What surrounds a run on Apache Spark: its plan before, its account and the published versions after.

The ledgers are those of the laptop engine, in the same tables, written by the program that starts Spark. So the files
of a run, the ingestion time of each and the versions that belong together are told alike on both engines, and what
reads a warehouse reads both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from healthcare_medallion import __version__
from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.duck import quoted
from healthcare_medallion.engines.embedded.expiry import any_expired, end_expired
from healthcare_medallion.engines.embedded.ingest import REQUIRED, FileAccount
from healthcare_medallion.engines.embedded.ledgers import MONITORING
from healthcare_medallion.engines.embedded.plan import FEEDS, LandedFile, Plan, PlannedFile
from healthcare_medallion.engines.embedded.reading import LEDGERS, Run, reading, rows, runs, stored_contracts
from healthcare_medallion.engines.embedded.surrogates import drawn
from healthcare_medallion.engines.embedded.warehouse import RUN, Warehouse, arrow_schema, whole
from healthcare_medallion.engines.spark.delivery import Delivery
from healthcare_medallion.errors import EngineError
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.ops.decisions import CONTRACT as DECISIONS
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.pipelines.ops.person_surrogates import CONTRACT as PERSON_SURROGATES
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS
from healthcare_medallion.pipelines.ops.reconciliation import CONTRACT as RECONCILIATION
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.sources import SourceMapping
from healthcare_medallion.privacy.keyring import Key
from healthcare_medallion.readers import read_csv_records
from healthcare_medallion.settings import Settings

Counts = Mapping[datetime, int]
# Monitoring makes its own.
_OURS = tuple(c for c in LEDGERS if c not in MONITORING)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass
class Ledgers:
    """The ledgers of a locked warehouse."""

    settings: Settings
    warehouse: Warehouse
    graph: Graph

    @classmethod
    def of(cls, settings: Settings) -> Ledgers:
        return cls(settings, Warehouse(settings.warehouse), graph(settings.pipeline))

    # Before

    def recorded(self) -> list[Plan]:
        """Every plan so far, in order."""
        table = self.warehouse.open(LANDING_FILES)
        return [] if table is None else plans.read_plans(whole(LANDING_FILES, table))

    def next_plan(self, *, definitions_changed: bool) -> Plan | None:
        """The plan of an interrupted run, else one that is recorded now, else None: nothing is new.

        :raises LandingError: a file cannot be read; nothing has been planned then.
        """
        landed = plans.landed_files(self.settings.landing, self.settings.sources)
        recorded, finished = self.recorded(), runs(self.warehouse)
        last_run = finished[-1] if finished else None
        if recorded and (last_run is None or recorded[-1].run > last_run.run_sequence):
            return recorded[-1]
        taken = {f.source_file for p in recorded for f in p.files}
        new = [f for f in landed if f.source_file not in taken]
        if last_run and not new and not definitions_changed and not self._decided_since(last_run):
            return None
        for contract in _OURS:
            self.warehouse.create(contract)
        return self._recorded_plan(recorded, new)

    def changed(self) -> list[str]:
        """Files whose content is not what was taken from them. They are reported, never taken again."""
        taken = {f.source_file: f for p in self.recorded() for f in p.files}
        landed = plans.landed_files(self.settings.landing, self.settings.sources)
        return plans.changed_files(self.settings.landing, landed, taken)

    def end_expired(self, plan: Plan) -> None:
        """Gives decisions that have expired their end, before Spark reads them."""
        end_expired(self.warehouse, plan.planned_at)

    def _decided_since(self, run: Run) -> bool:
        table = self.warehouse.open(DECISIONS)
        read = run.table_versions.get(DECISIONS.full_name)
        return any_expired(self.warehouse, datetime.now(UTC)) or (table is not None and table.version() != read)

    def _recorded_plan(self, recorded: list[Plan], new: list[LandedFile]) -> Plan:
        last = max((max([p.planned_at, *(f.ingested_at for f in p.files)]) for p in recorded), default=None)
        number = recorded[-1].run + 1 if recorded else 1
        plan = plans.new_plan(number, new, self.settings.landing, now=datetime.now(UTC), after=last)
        self._append(LANDING_FILES, plan.rows(), plan.run)
        return plan

    # After

    def accounts(self, plan: Plan) -> list[FileAccount]:
        """What each file held, by a count of its own, and what the stored tables hold of it.

        :raises LandingError: a file is not what was planned.
        :raises EngineError: the two do not add up.
        """
        if not plan.files:
            return []
        bronze, rejected = self._stored_by_file(plan)
        found = [self._account(file, bronze, rejected) for file in plan.files]
        wrong = [a.file.source_file for a in found if a.bronze_rows + a.rejected_rows != a.tally.records]
        if wrong:
            raise EngineError(
                f"Records do not add up for {', '.join(wrong)}; the run is not published.",
                hint="Run again. If it stays, write into an empty --warehouse and compare.",
            )
        return found

    def publish(
        self,
        plan: Plan,
        accounts: list[FileAccount],
        *,
        started: datetime,
        milliseconds: Mapping[str, int],
        keys: Mapping[str, Key],
    ) -> dict[str, int]:
        """Records accounts and, last, the versions that belong together; rows by table."""
        self._append(RECONCILIATION, [account.row(plan.run) for account in accounts], plan.run)
        self._draw_surrogates(plan.run)
        contracts = [c for c in stored_contracts(self.graph) if c is not PIPELINE_RUNS and c not in MONITORING]
        tables = {contract.full_name: self.warehouse.create(contract) for contract in contracts}
        counted = {name: table.count() for name, table in tables.items()}
        row = {
            "run_sequence": plan.run,
            "started_at": started,
            "finished_at": datetime.now(UTC),
            "logical_time": plan.planned_at,
            "engine": "spark",
            "package_version": __version__,
            "environment": self.settings.env,
            "files": len(plan.files),
            "table_versions": [(name, table.version()) for name, table in tables.items()],
            "table_rows": list(counted.items()),
            "table_milliseconds": [(name, milliseconds[name]) for name in tables if name in milliseconds],
            "name_key_id": keys["name"].key_id,
            "reject_key_id": keys["reject"].key_id,
            "status": "succeeded",
        }
        self._append(PIPELINE_RUNS, [row], plan.run)
        return counted

    def _draw_surrogates(self, run: int) -> None:
        """Gives every person who is new in gold a random id, as the laptop engine does."""
        table = self.warehouse.create(PERSON_SURROGATES)
        if not self.warehouse.has(table, run):
            people = self.graph.contract("dim_patients").full_name
            with reading(self.settings, only=[people, PERSON_SURROGATES.full_name]) as con:
                new = drawn(con)
            if new:
                ids = pa.Table.from_batches(new, arrow_schema(PERSON_SURROGATES))
                self.warehouse.write(PERSON_SURROGATES, table, ids, mode="append", numbers={RUN: run})

    def _account(self, file: PlannedFile, bronze: Counts, rejected: Counts) -> FileAccount:
        plans.require_as_planned(self.settings.landing, file)
        mapping = self.settings.sources.get(file.source) if file.source else None
        made = _made(mapping)
        stream = read_csv_records(
            self.settings.landing / file.source_file,
            _business_columns(self.graph, file.feed),
            required=_required(file, mapping),
            rename=mapping.rename if mapping else {},
        )
        for _ in stream:
            pass
        missing = tuple(name for name in stream.header.missing if name not in made)
        at = file.ingested_at
        return FileAccount(file, stream.tally, bronze.get(at, 0), rejected.get(at, 0), stream.header.extra, missing)

    def _stored_by_file(self, plan: Plan) -> tuple[Counts, Counts]:
        first = quoted(min(file.ingested_at for file in plan.files).isoformat())
        names = [self.graph.contract(f"bronze_{feed}").full_name for feed in FEEDS]
        rejected = self.graph.contract("rejected_lines").full_name

        def counted(table: str) -> Counts:
            since = f"WHERE _ingested_at >= TIMESTAMPTZ {first}"
            found = rows(con, f"SELECT _ingested_at AS at, count(*) AS n FROM {table} {since} GROUP BY ALL")
            return {row["at"]: row["n"] for row in found}

        with reading(self.settings, only=[*names, rejected]) as con:
            return {at: n for name in names for at, n in counted(name).items()}, counted(rejected)

    def _append(self, contract: Contract, new: list[dict[str, object]], run: int) -> None:
        table = self.warehouse.create(contract)
        if not self.warehouse.has(table, run):
            data = pa.Table.from_pylist(new, schema=arrow_schema(contract))
            self.warehouse.write(contract, table, data, mode="append", numbers={RUN: run})


def plan_lines(plan: Plan, settings: Settings, tables: Graph) -> dict[str, str]:
    """What Spark's workers are to read, by feed: one line per file."""
    root = settings.spark.landing_uri or str(settings.landing.resolve())
    lines: dict[str, list[str]] = {feed: [] for feed in FEEDS}
    for file in plan.files:
        mapping = settings.sources.get(file.source) if file.source else None
        lines[file.feed].append(_delivery(file, mapping, root.rstrip("/"), tables).line())
    return {feed: "".join(f"{line}\n" for line in found) for feed, found in lines.items()}


def _delivery(file: PlannedFile, mapping: SourceMapping | None, root: str, tables: Graph) -> Delivery:
    contract = tables.contract(f"bronze_{file.feed}")
    judged = {c.name for c in contract.columns if c.type != "string"} | set(REQUIRED[file.feed])
    return Delivery(
        path=f"{root}/{file.source_file}",
        file=file.source_file,
        sha256=file.sha256,
        ingested_at=(file.ingested_at - _EPOCH) // _MICROSECOND,
        source=file.source,
        rename=dict(mapping.rename) if mapping else {},
        required=_required(file, mapping),
        keep_lines=bool(mapping and judged & {*mapping.values, *mapping.constants}),
    )


def _required(file: PlannedFile, mapping: SourceMapping | None) -> tuple[str, ...]:
    return tuple(name for name in REQUIRED[file.feed] if name not in _made(mapping))


def _made(mapping: SourceMapping | None) -> set[str]:
    return {*mapping.constants, *mapping.generated_key} if mapping else set()


def _business_columns(tables: Graph, feed: str) -> list[str]:
    return [name for name in tables.contract(f"bronze_{feed}").names if not name.startswith("_")]


def write_plan(lines: Mapping[str, str], folder: Path, run: int) -> None:
    """Puts a plan where Spark's streams look for new ones; one that is there already is left as it is."""
    for feed, text in lines.items():
        target = folder / feed / f"run-{run:08d}.jsonl"
        target.parent.mkdir(parents=True, exist_ok=True)
        if text and not target.exists():
            draft = target.with_name(f".{target.name}")
            draft.write_text(text, encoding="utf-8")
            draft.replace(target)


def digest_of(texts: Mapping[str, str]) -> str:
    """One digest over compiled files: what tells that definitions changed since the last run."""
    return hashlib.sha256("\0".join(f"{name}\0{texts[name]}" for name in sorted(texts)).encode()).hexdigest()

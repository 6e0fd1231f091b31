"""A run: plan, bronze, silver and gold, publish. Killed anywhere and started again, it ends in the same rows.

1. The plan (number, files, digests, ingestion times) is committed to `landing_files` before a row is taken.
2. Each table is written with the run's number, and only if it has not been written under it yet.
3. A materialized view also records what it read; where nothing it reads has changed it is left alone.
4. `pipeline_runs` comes last and names the table versions that belong together.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from deltalake import DeltaTable

from healthcare_medallion import __version__
from healthcare_medallion.engines.embedded import audit
from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.expiry import any_expired, end_expired
from healthcare_medallion.engines.embedded.finished import runs as finished_runs
from healthcare_medallion.engines.embedded.freshness import Freshness
from healthcare_medallion.engines.embedded.generations import refuse_half_rotated, ring_of
from healthcare_medallion.engines.embedded.ingest import FileAccount, Ingestion, require_known_columns
from healthcare_medallion.engines.embedded.ledgers import OF_RUNS, append_once, table_of
from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.observing import observed
from healthcare_medallion.engines.embedded.plan import FEEDS, LandedFile, Plan
from healthcare_medallion.engines.embedded.preview import Preview
from healthcare_medallion.engines.embedded.program import Compiled, Program, program
from healthcare_medallion.engines.embedded.refresh import BATCH_ROWS, Counted, Refresh, Step
from healthcare_medallion.engines.embedded.relations import register
from healthcare_medallion.engines.embedded.surrogates import drawn
from healthcare_medallion.engines.embedded.telling import Teller
from healthcare_medallion.engines.embedded.wanted import Wanted
from healthcare_medallion.engines.embedded.warehouse import (
    RUN,
    LockedWarehouse,
    Warehouse,
    arrow_schema,
    rows_of,
)
from healthcare_medallion.errors import KeyMaterialError, MedallionError, WarehouseError
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT as AUDIT_LOG
from healthcare_medallion.pipelines.ops.decisions import CONTRACT as DECISIONS
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.pipelines.ops.person_surrogates import CONTRACT as PERSON_SURROGATES
from healthcare_medallion.pipelines.ops.pipeline_runs import CONTRACT as PIPELINE_RUNS
from healthcare_medallion.pipelines.ops.reconciliation import CONTRACT as RECONCILIATION
from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.dataset import Kind
from healthcare_medallion.privacy.keyring import ENGINE_PURPOSES, Key, refuse_inside
from healthcare_medallion.privacy.keyring import default_directory as default_keys_directory
from healthcare_medallion.privacy.sealing import sealed
from healthcare_medallion.settings import Settings

if TYPE_CHECKING:
    import duckdb


@dataclass
class RunReport:
    """What a call of ``run`` did. ``runs`` is empty when there was nothing to do."""

    runs: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    accounts: list[FileAccount] = field(default_factory=list)
    changed_files: list[str] = field(default_factory=list)
    left_stale: list[str] = field(default_factory=list)
    """Tables that a partial run left as they were: the next run completes and publishes it."""
    unclaimed_files: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    """What went wrong beside the run and did not fail it."""


Progress = Callable[[str, float], None]


def run(
    settings: Settings,
    *,
    whole: Collection[str] | None = None,
    only: Collection[str] = (),
    dry: bool = False,
    take_files: bool = True,
    ready: Callable[[LandedFile], bool] | None = None,
    compiled: Program | None = None,
    on_step: Progress | None = None,
    on_wait: Callable[[str], None] | None = None,
) -> RunReport:
    """Takes every new file in the landing folder through bronze, silver and gold.

    First repeats a run that was interrupted. Without ``take_files`` new files wait, as do those that are not ``ready``.
    ``compiled`` is the program of these settings, for who calls often. ``on_step`` is called with a table's name and
    the share done.

    :param whole: tables to compute and write whole, whether they need it or not; all of them if it is empty.
    :param only: tables to bring up to date, with what they are made from; the run is published by a later one.
    :param dry: compute all and commit nothing; the report says what would be done.
    :raises MedallionError: with the warehouse as it was, or with a run to be repeated by the next call.
    """
    compiled = compiled or program(settings)
    wanted = Wanted.of(compiled, whole=whole, only=only)
    require_known_columns(compiled, settings.sources)
    landed = plans.landed_files(settings.landing, settings.sources) if take_files else []
    if (settings.warehouse / ".medallion-spark").is_dir():
        raise WarehouseError(
            f"The warehouse {settings.warehouse} was written by Apache Spark, and a warehouse has one writer.",
            hint="Name another folder with --warehouse; anything that reads Delta may read both.",
        )
    keys = load_keys(settings)
    audit.audit_key(settings)  # what cannot be recorded must not be planned
    warehouse = LockedWarehouse(settings.warehouse)
    # A folder of this warehouse below the one that is named: it is wiped.
    spill = (settings.engine.spill_directory or settings.warehouse) / f".spill-{_short_name(settings.warehouse)}"
    unclaimed = plans.unclaimed_files(settings.landing, settings.sources) if take_files else []
    report = RunReport(unclaimed_files=unclaimed)
    with (
        warehouse_lock(settings.warehouse, timeout=settings.engine.lock_timeout_seconds, on_wait=on_wait),
        nullcontext() if dry else observed(settings, warehouse, spill),
        ExitStack() as until_done,
    ):
        teller = Teller(settings, lambda: report.steps[-1].rows)
        progress = teller.following(on_step or _silent)
        runner = Runner(settings, warehouse, compiled, keys, report, progress, spill, until_done)
        runner.check_keys()
        runner.check_tables()
        report.changed_files = runner.changed(landed)
        settled = [file for file in landed if ready is None or ready(file)]
        while plan := runner.next_plan(settled, forced=bool(wanted.whole) and not report.runs, dry=dry):
            if dry:
                runner.preview(plan, wanted)
                break
            with audit.recorded_run(settings, plan.run, keys), teller.run(report.notices):
                runner.execute(plan, wanted)
            report.runs.append(plan.run)
            report.notices += _anchored(settings)
            if report.left_stale:
                break
    return report


def _anchored(settings: Settings) -> list[str]:
    """The run is published: a place for anchors that is out of reach must not undo it, and must not stay unsaid."""
    try:
        audit.anchor(settings)
    except MedallionError as error:
        return [" ".join(filter(None, [error.message, error.hint]))]
    return []


def load_keys(settings: Settings) -> dict[str, Key]:
    """The keys that a run needs, from outside the warehouse.

    :raises KeyMaterialError: missing, unsafe, or inside the warehouse.
    """
    directory = settings.keys_directory or default_keys_directory()
    refuse_inside(directory, of=settings.warehouse, what="the warehouse")
    return {purpose: ring_of(settings, purpose, make=settings.env == "dev").serving for purpose in ENGINE_PURPOSES}


def _short_name(warehouse: Path) -> str:
    return hashlib.sha256(str(warehouse.absolute()).encode()).hexdigest()[:12]


def _appended_to(plan: Plan) -> list[str]:
    """Tables that new files add rows to."""
    delivered = {file.feed for file in plan.files}
    return [*(f"bronze_{feed}" for feed in FEEDS if feed in delivered), "rejected_lines"]


def _silent(table: str, share: float) -> None:
    pass


@dataclass
class Runner:
    """One run at a time over a locked warehouse. DuckDB is opened when there is something to compute."""

    settings: Settings
    warehouse: Warehouse
    program: Program
    keys: dict[str, Key]
    report: RunReport
    on_step: Progress
    spill: Path
    until_done: ExitStack

    def __post_init__(self) -> None:
        self._freshness = Freshness(self.warehouse, self.program, self.keys["name"].key_id)

    @cached_property
    def con(self) -> duckdb.DuckDBPyConnection:
        from healthcare_medallion.engines.embedded.duck import connection
        from healthcare_medallion.pipelines.shared.keys import pads

        con = self.until_done.enter_context(connection(self.settings.engine, self.spill))
        # Anything seen by chance, such as a key in a query log, starts with what is written down: bind, never inline.
        ipad, opad = pads(self.keys["name"].secret)
        con.execute("CREATE TABLE data_eng_ops.name_key (ipad VARCHAR, opad VARCHAR, key_id VARCHAR)")
        con.execute("INSERT INTO data_eng_ops.name_key VALUES (?, ?, ?)", [ipad, opad, self.keys["name"].key_id])
        key = self.keys["reject"]
        con.create_function("seal_line", lambda line: sealed(line, key), ["VARCHAR"], "VARCHAR", side_effects=True)
        return con

    # What there is to do

    def check_keys(self) -> None:
        """Refuses a key other than the one the warehouse was written with: two generations would never join.

        A key that has followed it by rotation is taken: what was computed with the former is computed again.

        :raises KeyMaterialError: naming both key ids.
        """
        refuse_half_rotated(self.settings, self.program)
        finished = finished_runs(self.warehouse)
        if not finished:
            return
        written, used = finished[-1].name_key_id, self.keys["name"].key_id
        followed = (key.key_id for key in ring_of(self.settings, "name").retired)
        if written != used and written not in followed:
            raise KeyMaterialError(
                f"The warehouse was written with name key {written}, the key in use is {used}.",
                hint="Use the key of this warehouse (MEDALLION_KEY_NAME or the keys folder), or another --warehouse.",
            )

    def check_tables(self) -> None:
        """Opens every table, so that a damaged log stops a run before anything is planned.

        :raises WarehouseError: naming the table.
        """
        self.warehouse.versions(iter([*OF_RUNS, *self.program.stored_contracts]))

    def changed(self, landed: list[LandedFile]) -> list[str]:
        """Files whose content is not what was taken from them. They are reported, never taken again."""
        taken = {f.source_file: f for p in plans.read_plans(table_of(self.warehouse, LANDING_FILES)) for f in p.files}
        return plans.changed_files(self.settings.landing, landed, taken)

    def next_plan(self, landed: list[LandedFile], *, forced: bool = False, dry: bool = False) -> Plan | None:
        """The plan of an interrupted run, else a new one for what is new or for a forced run, else None."""
        recorded = plans.read_plans(table_of(self.warehouse, LANDING_FILES))
        finished = max((r.run_sequence for r in finished_runs(self.warehouse)), default=0)
        if recorded and recorded[-1].run > finished:
            return recorded[-1]
        taken = {f.source_file for p in recorded for f in p.files}
        new = [f for f in landed if f.source_file not in taken]
        if not new and recorded and not (forced or self._due()):
            return None
        last = max((max([p.planned_at, *(f.ingested_at for f in p.files)]) for p in recorded), default=None)
        plan = plans.new_plan(
            (recorded[-1].run if recorded else finished) + 1,
            new,
            self.settings.landing,
            now=datetime.now(UTC),
            after=last,
            max_bytes=self.settings.engine.max_file_gigabytes * 1e9,
        )
        if not dry:
            append_once(self.warehouse, LANDING_FILES, plan.rows(), plan.run)
        return plan

    def _due(self) -> bool:
        """Whether there is something to do without a new file."""
        stale = any(not self._freshness.holds(view) for view in self._views())
        return stale or any_expired(self.warehouse, datetime.now(UTC)) or self._rewritten()

    def _views(self) -> Iterator[Compiled]:
        return (d for d in self.program if d.kind is Kind.MATERIALIZED_VIEW)

    def _rewritten(self) -> bool:
        """Whether a table was changed between runs (a key rotation): the published versions are not the newest then."""
        finished = finished_runs(self.warehouse)
        published = finished[-1].table_versions if finished else {}
        newest = self.warehouse.versions(iter(self.program.stored_contracts))
        return any(published.get(name, version) != version for name, version in newest.items())

    # Doing it

    def execute(self, plan: Plan, wanted: Wanted) -> None:
        """All steps of a plan, each left out where an earlier attempt has done it."""
        started = datetime.now(UTC)
        first = len(self.report.steps)
        for contract in OF_RUNS:
            self.warehouse.create(contract)
        for contract in self.program.stored_contracts:
            self.warehouse.create(contract)
        end_expired(self.warehouse, plan.planned_at)
        self._ingest(plan)
        for contract in (DECISIONS, LANDING_FILES):
            self._register(contract)
        refresh = Refresh(self.con, self.warehouse, self.program, self._freshness, plan.run, self.on_step)
        for group in self.program.groups:
            if wanted.takes(group):
                self.report.steps += refresh.group(group, whole=wanted.whole)
        self.report.left_stale = [d.name for d in self._views() if not self._freshness.holds(d)]
        if not self.report.left_stale:
            self._draw_surrogates(plan)
            self._publish(plan, started, self.report.steps[first:])

    def preview(self, plan: Plan, wanted: Wanted) -> None:
        """What ``execute`` would do, computed and not committed."""
        refresh = Preview(self.con, self.warehouse, self.program, self._freshness, plan.run, self.on_step)
        refresh.start((*OF_RUNS, *self.program.stored_contracts))
        if plan.files:
            self.report.accounts += self._read(plan).accounts
            self.report.steps += [refresh.arrive(name) for name in _appended_to(plan)]
        for group in self.program.groups:
            if wanted.takes(group):
                self.report.steps += refresh.group(group, whole=wanted.whole)

    def _ingest(self, plan: Plan) -> None:
        contracts = [*(self.program.contract(name) for name in _appended_to(plan)), RECONCILIATION]
        if plan.files and not all(self._has(contract, plan.run) for contract in contracts):
            ingestion = self._read(plan)
            for name in _appended_to(plan):
                self._append_from_graph(name, plan)
            rows = [account.row(plan.run) for account in ingestion.accounts]
            append_once(self.warehouse, RECONCILIATION, rows, plan.run)
            self.report.accounts += ingestion.accounts
            for feed in FEEDS:
                self.con.execute(f"DROP TABLE typed_{feed}")
        for dataset in self.program:
            if dataset.kind is Kind.STREAMING_TABLE and dataset.contract:
                self._register(dataset.contract)

    def _read(self, plan: Plan) -> Ingestion:
        """Every file of a plan, read and typed before the first row is committed."""
        given = self.settings
        ingestion = Ingestion(self.con, self.program, given.landing, given.env, given.sources)
        for feed in FEEDS:
            ingestion.start(feed)
            for file in (f for f in plan.files if f.feed == feed):
                ingestion.take(file)
        return ingestion

    def _append_from_graph(self, name: str, plan: Plan) -> None:
        contract = self.program.contract(name)
        self.on_step(contract.full_name, 0.0)
        start = time.perf_counter()
        table = self.warehouse.create(contract)
        if self.warehouse.has(table, plan.run):
            return
        relation = self.con.sql(self.program.sql(name))
        rows = self._write(contract, table, relation, "append", {RUN: plan.run})
        self._done(contract, rows, start)

    def _draw_surrogates(self, plan: Plan) -> None:
        """Gives every person who is new in gold a random id, in one commit: a repeated run finds it done."""
        table = self.warehouse.create(PERSON_SURROGATES)
        if not self.warehouse.has(table, plan.run):
            self._register(PERSON_SURROGATES)
            self._register(self.program.contract("dim_patients"))
            if new := drawn(self.con):
                rows = pa.Table.from_batches(new, arrow_schema(PERSON_SURROGATES))
                self.warehouse.write(PERSON_SURROGATES, table, rows, mode="append", numbers={RUN: plan.run})

    def _publish(self, plan: Plan, started: datetime, steps: list[Step]) -> None:
        # The audit log grows between runs and by attempts that failed: its newest version is always the true one.
        ledgers = [contract for contract in OF_RUNS if contract not in (PIPELINE_RUNS, AUDIT_LOG)]
        contracts = (*self.program.stored_contracts, *ledgers)
        tables = {contract.full_name: self.warehouse.create(contract) for contract in contracts}
        row = {
            "run_sequence": plan.run,
            "started_at": started,
            "finished_at": datetime.now(UTC),
            "logical_time": plan.planned_at,
            "engine": "embedded",
            "package_version": __version__,
            "environment": self.settings.env,
            "files": len(plan.files),
            "table_versions": [(name, table.version()) for name, table in tables.items()],
            "table_rows": [(name, table.count()) for name, table in tables.items()],
            "table_milliseconds": [(step.table, round(step.seconds * 1000)) for step in steps],
            "name_key_id": self.keys["name"].key_id,
            "reject_key_id": self.keys["reject"].key_id,
            "status": "succeeded",
        }
        append_once(self.warehouse, PIPELINE_RUNS, [row], plan.run)

    # Reading and writing

    def _write(
        self,
        contract: Contract,
        table: DeltaTable,
        relation: duckdb.DuckDBPyRelation,
        mode: str,
        numbers: dict[str, int],
    ) -> int:
        counted = Counted(rows_of(relation.to_arrow_reader(BATCH_ROWS), contract))
        self.warehouse.write(contract, table, counted.stream(), mode=mode, numbers=numbers)
        return counted.rows

    def _has(self, contract: Contract, run_number: int) -> bool:
        table = self.warehouse.open(contract)
        return table is not None and self.warehouse.has(table, run_number)

    def _register(self, contract: Contract) -> None:
        register(self.con, contract, self.warehouse.create(contract))

    def _done(self, contract: Contract, rows: int, start: float) -> None:
        self.report.steps.append(Step(contract.full_name, rows, time.perf_counter() - start))
        self.on_step(contract.full_name, 1.0)

"""The same tables on Apache Spark: `spark-pipelines` over the landing folder into Delta tables.

Tables are at ``<warehouse>/<schema>/<table>``. Metastore and checkpoints are kept beside them, so a second run takes
new files only. Spark runs as a process of its own: nothing here needs it to be installed for the laptop.

1. The plan (number, files, digests, ingestion times) is committed to `landing_files` before Spark starts.
2. Spark streams the plan, so it takes these files and no others; its checkpoints take each once.
3. `pipeline_runs` comes last and names the table versions that belong together.
"""

from __future__ import annotations

import re
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from healthcare_medallion.engines.embedded import audit
from healthcare_medallion.engines.embedded.ingest import FileAccount, require_known_columns
from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.observing import observed
from healthcare_medallion.engines.embedded.plan import FEEDS, Plan, landed_files, unclaimed_files
from healthcare_medallion.engines.embedded.program import program
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.engines.spark.configuration import STATE, state_of, write_configuration
from healthcare_medallion.engines.spark.ledgers import Ledgers, digest_of, plan_lines, write_plan
from healthcare_medallion.engines.spark.manifest import compiled_files, write_files
from healthcare_medallion.engines.spark.programs import delta_jars, require_java, spark_programs, unreachable_repository
from healthcare_medallion.errors import (
    EngineError,
    KeyMaterialError,
    LandingError,
    MedallionError,
    StorageFullError,
    WarehouseError,
)
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.privacy.keyring import ENGINE_PURPOSES, Key, default_directory, load_key, refuse_inside
from healthcare_medallion.settings import Settings

__all__ = ["STATE", "SparkReport", "run"]

_CONNECT_PORT, _CONNECT_SECONDS = 15002, 10
# What the platform says of a run: flows and tables by name with their state, never a row.
_EVENT = re.compile(
    r"^(?P<at>[-0-9]{10} [:0-9]{8}): Flow (?P<flow>\S+) (is|has) (?P<state>RUNNING|COMPLETED|FAILED)", re.IGNORECASE
)


@dataclass
class SparkReport:
    """What a call of ``run`` did. ``run`` is None when there was nothing to do."""

    run: int | None = None
    rows: dict[str, int] = field(default_factory=dict)
    milliseconds: dict[str, int] = field(default_factory=dict)
    accounts: list[FileAccount] = field(default_factory=list)
    changed_files: list[str] = field(default_factory=list)
    unclaimed_files: list[str] = field(default_factory=list)


def run(
    settings: Settings,
    *,
    on_step: Callable[[str], None] | None = None,
    on_wait: Callable[[str], None] | None = None,
) -> SparkReport:
    """Takes new files of the landing folder through every table. ``on_step`` is called with each table made.

    A run that was interrupted is completed first, with the files and times that it planned.

    :raises MedallionError: Java, Spark or a library is missing, or the run failed; the next call repeats it.
    """
    tables = graph(settings.pipeline)
    require_known_columns(program(settings), settings.sources)
    landed_files(settings.landing, settings.sources)
    state = state_of(settings)
    _refuse_another_engine(settings.warehouse, state)
    spark = _spark(settings)
    keys = _keys(settings)
    audit.audit_key(settings)  # what cannot be recorded must not be planned
    report = SparkReport(unclaimed_files=unclaimed_files(settings.landing, settings.sources))
    timeout = settings.engine.lock_timeout_seconds
    warehouse = Warehouse(settings.warehouse)
    with (
        warehouse_lock(settings.warehouse, timeout=timeout, on_wait=on_wait),
        tempfile.TemporaryDirectory(prefix="medallion-") as spill,
        observed(settings, warehouse, Path(spill) / "spill", engine="spark"),
    ):
        _refuse_another_key(state, keys["name"].key_id)
        ledgers = Ledgers.of(settings)
        report.changed_files = ledgers.changed()
        texts = compiled_files(tables, settings.sources)
        made_from = state / "made-from"
        digest = digest_of(texts)
        changed = not made_from.exists() or made_from.read_text() != digest
        while plan := ledgers.next_plan(definitions_changed=changed):
            with audit.recorded_run(settings, plan.run, keys):
                started = datetime.now(UTC)
                ledgers.end_expired(plan)
                write_files(texts, state / "sql")
                _compute(settings, plan, keys, spark, report, on_step)
                accounts = ledgers.accounts(plan)
                report.rows = ledgers.publish(
                    plan, accounts, started=started, milliseconds=report.milliseconds, keys=keys
                )
                made_from.write_text(digest)
                changed = False
            report.run, report.accounts = plan.run, report.accounts + accounts
    return report


def _compute(
    settings: Settings,
    plan: Plan,
    keys: Mapping[str, Key],
    spark: Spark,
    report: SparkReport,
    on_step: Callable[[str], None] | None,
) -> None:
    """Spark's part of a run: every table, from the plan on."""
    state = state_of(settings)
    for feed in FEEDS:
        (state / "plans" / feed).mkdir(parents=True, exist_ok=True)
    write_plan(plan_lines(plan, settings, graph(settings.pipeline)), state / "plans", plan.run)
    remote = ["--remote", settings.spark.remote] if settings.spark.remote else []
    with _given_keys(settings, keys) as folder:
        environment = write_configuration(settings, folder, spark.jars)
        command = [str(spark.programs / "spark-pipelines"), *remote, "run", "--spec", str(state / "spark-pipeline.yml")]
        report.milliseconds = _execute(command, environment, state, on_step)


# What must be so


@dataclass(frozen=True)
class Spark:
    """What is there to run it with."""

    programs: Path
    jars: list[Path]


def _spark(settings: Settings) -> Spark:
    programs = spark_programs()
    require_java()
    if settings.spark.remote:
        _require_server(settings.spark.remote)
        return Spark(programs, [])
    return Spark(programs, delta_jars())


def _require_server(remote: str) -> None:
    """Asks the port itself: Spark's client tries again for many minutes before it says anything."""
    at = urlsplit(remote)
    try:
        socket.create_connection((at.hostname or "", at.port or _CONNECT_PORT), timeout=_CONNECT_SECONDS).close()
    except (OSError, ValueError):
        raise EngineError(
            f"The Spark Connect server sc://{at.netloc} cannot be reached.",
            hint="Check that it runs and that this machine may reach its port. See docs/runbooks/spark-cluster.md.",
        ) from None


def _refuse_another_engine(warehouse: Path, state: Path) -> None:
    if not state.is_dir() and (warehouse / "data_eng_ops" / "pipeline_runs").is_dir():
        raise WarehouseError(
            f"The warehouse {warehouse} was written by the embedded engine, and a warehouse has one writer.",
            hint="Name another folder with --warehouse; anything that reads Delta may read both.",
        )


def _refuse_another_key(state: Path, key_id: str) -> None:
    """Pseudonyms of two keys never join: the id of the first key is kept beside the tables."""
    kept = state / "name-key-id"
    if not kept.exists():
        state.mkdir(parents=True, exist_ok=True)
        kept.write_text(key_id + "\n", encoding="utf-8")
    used = kept.read_text(encoding="utf-8").strip()
    if used != key_id:
        raise KeyMaterialError(
            f"The warehouse was written with name key {used}, the key in use is {key_id}.",
            hint="Use the key of this warehouse (MEDALLION_KEY_NAME or the keys folder), or another --warehouse.",
        )


def _keys(settings: Settings) -> dict[str, Key]:
    directory = settings.keys_directory or default_directory()
    refuse_inside(directory, of=settings.warehouse, what="the warehouse")
    store = settings.keys_store
    return {p: load_key(p, env=settings.env, directory=directory, store=store) for p in ENGINE_PURPOSES}


@contextmanager
def _given_keys(settings: Settings, keys: Mapping[str, Key]) -> Iterator[str]:
    """The folder that Spark reads keys from: the cluster's own, or one outside the warehouse for this run only."""
    if settings.spark.keys:
        yield settings.spark.keys
        return
    with tempfile.TemporaryDirectory(prefix="medallion-keys-") as name:
        for purpose, key in keys.items():
            path = Path(name) / f"{purpose}.key"
            path.touch(mode=0o600)
            path.write_text(key.secret.hex() + "\n")
        yield name


# Spark's program


def _execute(
    command: list[str],
    environment: Mapping[str, str],
    state: Path,
    on_step: Callable[[str], None] | None,
) -> dict[str, int]:
    """Runs a program of Spark; milliseconds by table.

    Its output goes to a file of 0600 and is never shown: errors in it quote cells.
    """
    log = state / "run.log"
    log.touch(mode=0o600)
    started: dict[str, datetime] = {}
    took: dict[str, int] = {}
    problem: MedallionError | None = None
    with (
        log.open("w", buffering=1, encoding="utf-8") as file,
        subprocess.Popen(  # noqa: S603
            command, env=environment, cwd=state, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        assert process.stdout
        for line in process.stdout:
            file.write(line)
            problem = problem or _known_problem(line)
            if not (event := _EVENT.search(line)):
                continue
            table = event["flow"].replace("`", "").removeprefix("spark_catalog.")
            at = datetime.fromisoformat(event["at"])
            if event["state"].upper() == "COMPLETED":
                took[table] = int((at - started.get(table, at)).total_seconds() * 1000)
                if on_step:
                    on_step(table)
            else:
                started[table] = at
    if process.returncode:
        raise problem or EngineError(
            f"Apache Spark failed; what it said is in {log}.",
            hint="The file may quote records: keep it private. The next run completes this one.",
        )
    return took


def _known_problem(line: str) -> MedallionError | None:
    """What a line of Spark's output means where a user can do something about it."""
    if "unresolved dependenc" in line.lower():
        return unreachable_repository("Apache Spark")
    if "No space left on device" in line:
        return StorageFullError("No space left while Apache Spark wrote.", hint="Free space, then run again.")
    if found := re.search(r"errors\.LandingError: (?P<said>[^\n]+)", line):
        return LandingError(found["said"], hint="Put the file back as it was, then run again.")
    return None

"""The same tables on Apache Spark, local: `spark-pipelines` over the landing folder into Delta tables.

Tables are at ``<warehouse>/<schema>/<table>``. Metastore and checkpoints are kept beside them, so a second run takes
new files only. The program runs as a process of its own: nothing here needs Spark to be installed for the laptop.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.spark.manifest import GIVEN, MANIFEST, compiled_files, write_files
from healthcare_medallion.errors import EngineError, KeyMaterialError, LandingError, MissingExtraError, WarehouseError
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.privacy.keyring import ENGINE_PURPOSES, default_directory, load_key, refuse_inside
from healthcare_medallion.settings import Settings

DELTA = "io.delta:delta-spark_4.2_2.13:4.4.0"
OLDEST_JAVA = 17
_MAVEN_GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"
STATE = ".medallion-spark"
# What the platform says of a run: flows and tables by name with their state, never a row.
_EVENT = re.compile(r"Flow (?P<flow>\S+) has (?P<state>COMPLETED|FAILED)", re.IGNORECASE)
_DEFINITIONS = '''"""Written by `medallion run --engine spark`."""

from pyspark import pipelines as dp

from healthcare_medallion.engines.lakeflow import register

register(dp, spark, {folder!r})
'''


def run(settings: Settings, *, on_step: Callable[[str], None] | None = None) -> None:
    """Takes new files of the landing folder through every table. ``on_step`` is called with each table made.

    :raises MedallionError: Java, Spark or a library is missing, or the run failed.
    """
    if not settings.landing.is_dir():
        raise LandingError(
            f"The landing folder {settings.landing} does not exist.",
            hint="Name one with --landing, or make data with: medallion generate --landing DIR",
        )
    state = settings.warehouse.resolve() / STATE
    _refuse_another_engine(settings.warehouse, state)
    programs = spark_programs()
    require_java()
    jars = delta_jars()
    timeout = settings.engine.lock_timeout_seconds
    with warehouse_lock(settings.warehouse, timeout=timeout), _private_keys(settings, state) as keys:
        write_files(compiled_files(graph(settings.pipeline)), state / "sql")
        environment = _write_configuration(settings, state, keys, jars)
        if not (state / "prepared").exists():
            (state / "prepare.sql").write_text(preparation(settings.warehouse.resolve(), state), encoding="utf-8")
            _execute([str(programs / "spark-sql"), "-f", str(state / "prepare.sql")], environment, state, "prepare")
            (state / "prepared").touch()
        command = [str(programs / "spark-pipelines"), "run", "--spec", str(state / "spark-pipeline.yml")]
        _execute(command, environment, state, "run", on_step)


# What must be there


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


def spark_programs() -> Path:
    """The folder of Spark's own programs.

    :raises MissingExtraError: Spark is not installed.
    """
    found = importlib.util.find_spec("pyspark")
    if found is None or not found.submodule_search_locations:
        raise MissingExtraError(
            "Apache Spark is not installed.", hint="Install it with: pip install 'healthcare-medallion[spark]'"
        )
    return Path(next(iter(found.submodule_search_locations))) / "bin"


def require_java() -> None:
    """:raises MissingExtraError: no Java, or one too old for Spark."""
    home = os.environ.get("JAVA_HOME")
    program = shutil.which(str(Path(home) / "bin" / "java")) if home else shutil.which("java")
    where = f"JAVA_HOME ({home})" if home else "the PATH"
    hint = f"Install Java {OLDEST_JAVA} or newer, such as openjdk-{OLDEST_JAVA}-jre-headless."
    if program is None:
        raise MissingExtraError(f"Apache Spark needs Java {OLDEST_JAVA} or newer; there is none on {where}.", hint=hint)
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r'version "(\d+)', said.stderr + said.stdout)
    if found is None or int(found[1]) < OLDEST_JAVA:
        version = found[1] if found else "one that does not start"
        raise MissingExtraError(f"Apache Spark needs Java {OLDEST_JAVA} or newer; on {where} is {version}.", hint=hint)


def delta_jars() -> list[Path]:
    """Delta's jars in Maven's local repository, fetched by Maven where they are missing. None without Maven.

    :raises MissingExtraError: Maven is there and cannot fetch them.
    """
    group, artifact, version = DELTA.split(":")
    local = Path.home().joinpath(".m2", "repository", *group.split("."))
    maven = shutil.which("mvn")
    if not (local / artifact / version / f"{artifact}-{version}.jar").is_file():
        if maven is None:
            return []
        fetch = [maven, "--batch-mode", "--quiet", _MAVEN_GET, f"-Dartifact={DELTA}"]
        if subprocess.run(fetch, capture_output=True, check=False).returncode:  # noqa: S603
            raise MissingExtraError(
                f"Maven could not fetch {DELTA}.", hint="Check the network, or the mirror in Maven's settings.xml."
            )
    return sorted(local.glob(f"*/{version}/*-{version}.jar"))


# What Spark is told


def spark_settings(warehouse: Path, state: Path, jars: list[Path]) -> dict[str, str]:
    """Settings of the session. What is equal on every engine depends on the first four."""
    return {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        # With the default, ${env:HOME} inside a string literal would be replaced by the environment's value.
        "spark.sql.variable.substitute": "false",
        "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
        # Jars that are there are named one by one: resolving a package asks the network even for what it has.
        **({"spark.jars": ",".join(map(str, jars))} if jars else {"spark.jars.packages": DELTA}),
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.sources.default": "delta",
        "spark.sql.warehouse.dir": str(warehouse),
        "spark.sql.catalogImplementation": "hive",
        "spark.hadoop.javax.jdo.option.ConnectionURL": f"jdbc:derby:;databaseName={state / 'metastore'};create=true",
        "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
        "spark.databricks.delta.snapshotPartitions": "2",
        "spark.driver.memory": "3g",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


def preparation(warehouse: Path, state: Path) -> str:
    """Statements that make the schemas, and the tables that a pipeline reads and does not make."""
    entries: list[dict[str, Any]] = json.loads((state / "sql" / MANIFEST).read_text(encoding="utf-8"))["datasets"]
    schemas = sorted({entry["table"].split(".")[0] for entry in entries if "table" in entry})
    statements = [f"CREATE SCHEMA IF NOT EXISTS {s} LOCATION {_literal(str(warehouse / s))}" for s in schemas]
    statements += [
        f"CREATE TABLE IF NOT EXISTS {entry['table']} ({entry['schema']}) USING delta "
        f"COMMENT {_literal(entry['comment'])} TBLPROPERTIES ({_properties(entry['table_properties'])})"
        for entry in entries
        if entry["kind"] == GIVEN
    ]
    return "".join(f"{statement};\n" for statement in statements)


def _properties(properties: Mapping[str, str]) -> str:
    return ", ".join(f"{_literal(name)} = {_literal(value)}" for name, value in properties.items())


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _write_configuration(settings: Settings, state: Path, keys: Path, jars: list[Path]) -> dict[str, str]:
    """Writes the specification, the definitions and Spark's defaults; gives the environment of Spark's programs."""
    (state / "definitions").mkdir(parents=True, exist_ok=True)
    (state / "definitions" / "tables.py").write_text(_DEFINITIONS.format(folder=str(state / "sql")), encoding="utf-8")
    specification = {
        "name": "patient_data",
        "storage": (state / "checkpoints").as_uri(),
        "catalog": "spark_catalog",
        "database": "data_eng",
        "configuration": {
            "medallion.env": settings.env,
            "medallion.landing": str(settings.landing.resolve()),
            "medallion.keys": str(keys),
        },
        "libraries": [{"glob": {"include": "definitions/**"}}],
    }
    (state / "spark-pipeline.yml").write_text(json.dumps(specification, indent=1), encoding="utf-8")  # YAML holds JSON
    (state / "conf").mkdir(exist_ok=True)
    lines = [f"{name} {value}" for name, value in spark_settings(settings.warehouse.resolve(), state, jars).items()]
    (state / "conf" / "spark-defaults.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("MEDALLION_KEY_")},
        "SPARK_CONF_DIR": str(state / "conf"),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
    }


@contextmanager
def _private_keys(settings: Settings, state: Path) -> Iterator[Path]:
    """A folder outside the warehouse with the keys of this run, readable by its owner only, gone afterwards."""
    directory = settings.keys_directory or default_directory()
    refuse_inside(directory, of=settings.warehouse, what="the warehouse")
    keys = {p: load_key(p, env=settings.env, directory=directory, store=settings.keys_store) for p in ENGINE_PURPOSES}
    _refuse_another_key(state, keys["name"].key_id)
    with tempfile.TemporaryDirectory(prefix="medallion-keys-") as name:
        for purpose, key in keys.items():
            path = Path(name) / f"{purpose}.key"
            path.touch(mode=0o600)
            path.write_text(key.secret.hex() + "\n")
        yield Path(name)


def _execute(
    command: list[str],
    environment: Mapping[str, str],
    state: Path,
    what: str,
    on_step: Callable[[str], None] | None = None,
) -> None:
    """Runs a program of Spark. Its output goes to a file of 0600 and is never shown: errors in it quote cells."""
    log = state / f"{what}.log"
    log.touch(mode=0o600)
    with (
        log.open("w", encoding="utf-8") as file,
        subprocess.Popen(  # noqa: S603
            command, env=environment, cwd=state, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        assert process.stdout
        for line in process.stdout:
            file.write(line)
            found = _EVENT.search(line)
            if found and on_step and found["state"].upper() == "COMPLETED":
                on_step(found["flow"].replace("`", "").removeprefix("spark_catalog."))
    if process.returncode:
        raise EngineError(
            f"Apache Spark failed ({what}); what it said is in {log}.",
            hint="The file may quote records: keep it private.",
        )

"""What Apache Spark needs on this machine: its own programs, Java, and Delta's jars."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from healthcare_medallion.errors import MissingExtraError

DELTA = "io.delta:delta-spark_4.2_2.13:4.4.0"
OLDEST_JAVA = 17
_MAVEN_GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"


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
    repository = Path.home() / ".m2" / "repository"
    local = repository.joinpath(*group.split("."))
    maven = shutil.which("mvn")
    if not (local / artifact / version / f"{artifact}-{version}.jar").is_file():
        if maven is None:
            return []
        fetch = [maven, "--batch-mode", "--quiet", _MAVEN_GET, f"-Dartifact={DELTA}"]
        # Said outright: Maven goes by the user's entry in the password file, not by HOME.
        fetch.append(f"-Dmaven.repo.local={repository}")
        if subprocess.run(fetch, capture_output=True, check=False).returncode:  # noqa: S603
            raise unreachable_repository("Maven")
    return sorted(local.glob(f"*/{version}/*-{version}.jar"))


def unreachable_repository(who: str) -> MissingExtraError:
    """The one message for jars that are not there and cannot be fetched."""
    return MissingExtraError(
        f"{who} could not fetch {DELTA}: the repository of its jars cannot be reached.",
        hint="Check the network, or name a mirror in Maven's settings.xml; once fetched, no network is needed.",
    )

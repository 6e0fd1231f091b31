"""What every job needs: a query function that keeps the engine's words to itself, and an exit code."""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

from healthcare_medallion.errors import EngineError, MedallionError
from healthcare_medallion.governance.text import identifier

log = logging.getLogger("healthcare_medallion")

Rows = Sequence[Sequence[Any]]
Query = Callable[[str], Rows]
CATALOG = re.compile(r"[A-Za-z0-9_]{1,255}")


def query_in(catalog: str) -> Query:
    """Runs one statement in a catalog and returns its rows. Compiled SQL names schemas, never a catalog.

    :raises EngineError: with the condition's name only; the engine's message may quote a cell.
    """
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.getOrCreate()

    def query(sql: str) -> Rows:
        try:
            return [tuple(row) for row in spark.sql(sql).collect()]
        except Exception as error:
            # Our SQL names tables and rules, it holds no cell and no key.
            head = " ".join(sql.split())[:80]
            raise EngineError(f"The engine refused `{head}`: {condition(error)}.") from None

    query("SET TIME ZONE 'UTC'")
    query(f"USE CATALOG {identifier(catalog)}")
    return query


def condition(error: Exception) -> str:
    """The name of an engine's error, as ``TABLE_OR_VIEW_NOT_FOUND``; the type's where it has none."""
    for name in ("getCondition", "getErrorClass"):
        found = getattr(error, name, lambda: None)()
        if found:
            return str(found)
    return type(error).__name__


def parser(description: str | None) -> argparse.ArgumentParser:
    """A parser with ``--catalog``."""
    made = argparse.ArgumentParser(description=(description or "").splitlines()[0])
    made.add_argument("--catalog", required=True, type=_catalog)
    return made


def _catalog(name: str) -> str:
    if not CATALOG.fullmatch(name):
        raise argparse.ArgumentTypeError("a catalog's name is letters, digits and underscores")
    return name


def finish(work: Callable[[], str]) -> None:
    """Do the work and log what it says. An error of ours is logged without a traceback and becomes the exit code.

    Nothing exits on success: a serverless task counts any exit as a failure, 0 included.
    """
    logging.basicConfig(level=logging.WARNING, stream=sys.stdout, format="%(message)s")
    log.setLevel(logging.INFO)
    try:
        log.info("%s", work())
    except MedallionError as error:
        log.error("%s", error.message)
        if error.hint:
            log.error("Next: %s", error.hint)
        sys.exit(error.exit_code)

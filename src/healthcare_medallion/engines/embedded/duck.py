"""DuckDB connections: UTC, bounded memory, spill folder of their own, nothing fetched from outside."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from healthcare_medallion.engines.embedded.warehouse import data_file_damaged
from healthcare_medallion.errors import EngineError, MedallionError, StorageFullError
from healthcare_medallion.settings import Engine

if TYPE_CHECKING:
    import duckdb

SCHEMAS = ("data_eng", "data_eng_ops", "data_eng_marts", "data_eng_deid")
_DATA_FILE = re.compile(rf"/({'|'.join(SCHEMAS)})/([a-z_]+)/[^/'\"]+\.parquet")


def quoted(text: str) -> str:
    """A text as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def connection(settings: Engine, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory database with the schemas of the lakehouse, its spill folder wiped and private.

    Whatever fails inside is turned into our own errors: DuckDB's messages quote cells.
    """
    import duckdb  # only where there is something to compute

    with engine_errors(f"making the spill folder {spill}"):
        shutil.rmtree(spill, ignore_errors=True)
        spill.mkdir(parents=True, mode=0o700)
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(spill),
        "memory_limit": settings.memory_limit,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": False,
    }
    if settings.threads:
        config["threads"] = settings.threads
    con = duckdb.connect(":memory:", config=config)
    try:
        con.execute("LOAD icu")
        con.execute("SET TimeZone='UTC'")
        for schema in (*SCHEMAS, "unmasked"):
            con.execute(f"CREATE SCHEMA {schema}")
        with engine_errors("computing"):
            yield con
    finally:
        con.close()
        shutil.rmtree(spill, ignore_errors=True)


@contextmanager
def engine_errors(doing: str) -> Iterator[None]:
    """Turns exceptions of DuckDB, Arrow and the operating system into ours, without their text where it may quote."""
    try:
        yield
    except MedallionError:
        raise
    except OSError as error:
        raise _from_os(error, doing) from None
    except Exception as error:
        import duckdb

        if not isinstance(error, (duckdb.Error, pa.ArrowException)):
            raise
        if _says_full(str(error)):
            raise StorageFullError(f"No space left while {doing}.", hint="Free space, then run again.") from None
        if isinstance(error, duckdb.OutOfMemoryException):
            raise EngineError(
                f"Out of memory while {doing}.", hint="Raise engine.memory_limit, or free space for spilling."
            ) from None
        if table := _DATA_FILE.search(str(error)):
            raise data_file_damaged(f"{table[1]}.{table[2]}") from None
        raise EngineError(f"The engine failed while {doing} ({type(error).__name__}).") from None


def _from_os(error: OSError, doing: str) -> MedallionError:
    if _says_full(str(error)):
        return StorageFullError(f"No space left while {doing}.", hint="Free space, then run again.")
    return EngineError(f"The operating system refused while {doing}: {error.strerror or type(error).__name__}.")


def _says_full(text: str) -> bool:
    return "No space left" in text or "os error 28" in text or "Disk quota exceeded" in text

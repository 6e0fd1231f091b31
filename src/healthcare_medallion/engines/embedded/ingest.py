"""From a landed file to typed rows in DuckDB: the reader delivers text, the shared expression types it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from healthcare_medallion.engines.embedded.duck import quoted
from healthcare_medallion.engines.embedded.plan import PlannedFile, require_as_planned
from healthcare_medallion.engines.embedded.program import Program
from healthcare_medallion.errors import LandingError, SettingsError
from healthcare_medallion.pipelines.shared.contract import nearest
from healthcare_medallion.pipelines.shared.sources import SourceMapping
from healthcare_medallion.readers import Tally, raw_lines, read_csv_records

if TYPE_CHECKING:
    import duckdb


REQUIRED = {
    "patients": ("patient_id",),
    "claims": ("claim_id", "patient_id"),
    "medical_events": ("event_id", "patient_id"),
}


@dataclass
class FileAccount:
    """What one file held and where it went: a row of `reconciliation`."""

    file: PlannedFile
    tally: Tally
    bronze_rows: int
    rejected_rows: int
    extra_columns: tuple[str, ...] = ()
    missing_columns: tuple[str, ...] = ()

    def row(self, run: int) -> dict[str, object]:
        tally = self.tally
        return {
            "run_sequence": run,
            "source_file": self.file.source_file,
            "feed": self.file.feed,
            "ingested_at": self.file.ingested_at,
            "lines": tally.lines,
            "header_lines": tally.header_lines,
            "blank_lines": tally.blank_lines,
            "record_lines": tally.record_lines + tally.rejected_lines,
            "records": tally.records,
            "bronze_rows": self.bronze_rows,
            "rejected_rows": self.rejected_rows,
            "extra_columns": list(self.extra_columns),
            "missing_columns": list(self.missing_columns),
        }


def require_known_columns(program: Program, sources: Mapping[str, SourceMapping]) -> None:
    """Refuses mappings onto columns that no contract has, before a plan is made that could not be carried out.

    :raises SettingsError: naming all of them, with the nearest right name.
    """
    problems = []
    for source, mapping in sources.items():
        known = _business_columns(program, mapping.feed)
        named = {
            "rename": mapping.rename.values(),
            "values": mapping.values,
            "constants": mapping.constants,
            "generated_key": mapping.generated_key,
        }
        problems += [
            f"- `sources.{source}.{setting}`: {mapping.feed} has no column `{name}`{nearest(name, known)}"
            for setting, names in named.items()
            for name in names
            if name not in known
        ]
    if problems:
        raise SettingsError("\n".join(["Sources name unknown columns:", *problems]))


def _business_columns(program: Program, feed: str) -> list[str]:
    return [name for name in program.contract(f"bronze_{feed}").names if not name.startswith("_")]


@dataclass
class Ingestion:
    """Reads the files of one feed into the DuckDB table ``typed_<feed>``."""

    con: duckdb.DuckDBPyConnection
    program: Program
    landing: Path
    env: str
    sources: dict[str, SourceMapping]
    accounts: list[FileAccount] = field(default_factory=list)

    def start(self, feed: str) -> None:
        """Makes ``typed_<feed>``, empty."""
        self._landing_view(feed, pa.table({}, pa.schema([])), None, datetime.min)
        self.con.execute(f"CREATE OR REPLACE TABLE typed_{feed} AS {self.program.sql(f'typed_{feed}')} LIMIT 0")

    def take(self, file: PlannedFile) -> FileAccount:
        """Adds the records of a file to ``typed_<feed>`` and accounts for its lines."""
        require_as_planned(self.landing, file)
        mapping = self.sources.get(file.source) if file.source else None
        business = _business_columns(self.program, file.feed)
        made = {*mapping.constants, *mapping.generated_key} if mapping else set()
        stream = read_csv_records(
            self.landing / file.source_file,
            business,
            required=[name for name in REQUIRED[file.feed] if name not in made],
            rename=mapping.rename if mapping else {},
        )
        batches = pa.RecordBatchReader.from_batches(stream.schema, iter(stream))
        self._landing_view(file.feed, batches, file.source, file.ingested_at, file.source_file)
        self.con.execute(f"INSERT INTO typed_{file.feed} {self.program.sql(f'typed_{file.feed}')}")
        require_as_planned(self.landing, file)  # it did not change under the reader
        missing = tuple(name for name in stream.header.missing if name not in made)
        account = FileAccount(file, stream.tally, *self._split(file), stream.header.extra, missing)
        if account.bronze_rows + account.rejected_rows != account.tally.records:
            raise LandingError(f"{file.source_file}: records do not add up while reading; nothing was committed.")
        self._recover_lines(file)
        self.accounts.append(account)
        return account

    def _landing_view(
        self,
        feed: str,
        records: pa.RecordBatchReader | pa.Table,
        source: str | None,
        ingested_at: datetime,
        source_file: str = "",
    ) -> None:
        contract = self.program.contract(f"landing_{feed}")
        if isinstance(records, pa.Table):
            texts = [n for n in contract.names if not n.startswith("_")]
            schema = pa.schema([("position", pa.int64()), *((n, pa.string()) for n in ("fault", "raw", *texts))])
            records = schema.empty_table()
        self.con.register("landed_records", records)
        when = f"TIMESTAMPTZ {quoted(ingested_at.isoformat())}" if source_file else "CAST(NULL AS TIMESTAMPTZ)"
        own = {
            "_source_file": quoted(source_file),
            "_position": "CAST(position AS VARCHAR)",
            "_fault": "fault",
            "_raw_line": "raw",
            "_ingested_at": when,
            "_pipeline_env": quoted(self.env),
        }
        columns = ", ".join(f'{own.get(name, name)} AS "{name}"' for name in contract.names)
        select = f"SELECT {columns} FROM landed_records"
        if source:
            select = f"WITH landed AS ({select}) {self.program.conformed[source]}"
        self.con.execute(f"CREATE OR REPLACE VIEW data_eng_ops.landing_{feed} AS {select}")

    def _split(self, file: PlannedFile) -> tuple[int, int]:
        counts = self.con.execute(
            f"SELECT count(*) FILTER (_reject_reason IS NULL), count(*) FILTER (_reject_reason IS NOT NULL) "
            f"FROM typed_{file.feed} WHERE _ingested_at = ?",
            [file.ingested_at],
        ).fetchall()
        return counts[0][0], counts[0][1]

    def _recover_lines(self, file: PlannedFile) -> None:
        """Fetches the text of records that the reader passed and typing refused: a second look at the few."""
        refused = self.con.execute(
            f"SELECT CAST(_position AS BIGINT) FROM typed_{file.feed} "
            "WHERE _source_file = ? AND _reject_reason IS NOT NULL AND _raw_line IS NULL ORDER BY 1",
            [file.source_file],
        ).fetchall()
        if not refused:
            return
        lines = raw_lines(self.landing / file.source_file, [position for (position,) in refused])
        self.con.register(
            "recovered_lines",
            pa.table({"position": [str(p) for p in lines], "line": list(lines.values())}),
        )
        self.con.execute(
            f"UPDATE typed_{file.feed} AS t SET _raw_line = r.line FROM recovered_lines AS r "
            "WHERE t._source_file = ? AND t._position = r.position",
            [file.source_file],
        )
        self.con.unregister("recovered_lines")

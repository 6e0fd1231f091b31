"""A warehouse: one folder per schema, one Delta table per folder below it.

Every commit carries the number of its run. delta-rs records such a number but accepts the same one twice, so a
writer asks first (`has`). A derived table also records, in numbers that outlive log clean-up, which version of
each input it has read and the fingerprint of its definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import (
    ColumnProperties,
    CommitProperties,
    DeltaTable,
    Transaction,
    WriterProperties,
    write_deltalake,
)
from deltalake.exceptions import DeltaError, TableNotFoundError

from healthcare_medallion.errors import EngineError, MedallionError, StorageFullError, WarehouseError
from healthcare_medallion.pipelines.ops.audit_log import CONTRACT as AUDIT_LOG
from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = "run"
DEFINITION = "definition"
ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "array<string>": pa.list_(pa.string()),
    "map<string,bigint>": pa.map_(pa.string(), pa.int64()),
}
# Ids and surrogate keys keep statistics: look-ups prune by them, and erasure rewrites what holds them.
_KEEPS_STATISTICS = ("patient_id", "claim_id", "event_id", "patient_key")
# DuckDB reads row groups in parallel; delta-rs' own size, a million rows, leaves most cores idle.
_ROW_GROUP = 122_880


class Warehouse:
    """The tables below ``root``. Nothing is created before something is written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, contract: Contract) -> Path:
        return self.root / contract.schema / contract.name

    def open(self, contract: Contract, version: int | None = None) -> DeltaTable | None:
        """The table at a version, by default the newest; None where it does not exist yet.

        :raises WarehouseError: when its log is damaged or cannot be read.
        """
        path = self.path(contract)
        with storage_errors(contract.full_name):
            try:
                return DeltaTable(str(path), version=version)
            except TableNotFoundError:
                if any((path / "_delta_log").glob("*")) if (path / "_delta_log").is_dir() else False:
                    raise _damaged(contract.full_name) from None
                return None

    def has(self, table: DeltaTable, run: int) -> bool:
        """Whether the run has committed to this table."""
        return (table.transaction_version(RUN) or 0) >= run

    def create(self, contract: Contract) -> DeltaTable:
        """The table, made empty where it does not exist."""
        existing = self.open(contract)
        if existing is not None:
            return existing
        with storage_errors(contract.full_name):
            return DeltaTable.create(
                str(self.path(contract)),
                schema=arrow_schema(contract),
                mode="ignore",
                name=contract.name,
                description=contract.comment,
                configuration=table_properties(contract),
            )

    def write(
        self,
        contract: Contract,
        table: DeltaTable,
        rows: pa.RecordBatchReader | pa.Table,
        *,
        mode: str,
        numbers: Mapping[str, int],
        retries: int | None = None,
    ) -> int:
        """Commits rows (``mode`` append or overwrite) with app transactions; the new version.

        ``table`` must be the handle that the decision to write was made from: a second writer that started from
        the same state then fails instead of writing twice. ``retries`` 0 lets no append pass another.
        """
        with storage_errors(contract.full_name):
            write_deltalake(
                table,
                rows.cast(arrow_schema(contract)) if isinstance(rows, pa.Table) else rows,
                mode=mode,  # type: ignore[call-overload]
                writer_properties=writer_properties(contract),
                commit_properties=_commit(numbers, retries),
            )
            table.update_incremental()
            return table.version()

    def merge(
        self, contract: Contract, table: DeltaTable, changes: pa.RecordBatchReader, *, numbers: Mapping[str, int]
    ) -> int:
        """Commits changes of single rows; the new version. ``_change`` says which: insert, update or delete.

        Rows meet by the contract's key; in a table without one, by all columns.
        """
        same = " AND ".join(_equal(c) for c in contract.columns if c.name in (contract.key or contract.names))
        if not contract.key:
            same += " AND s._change = 'delete'"
        values = {f'"{name}"': f's."{name}"' for name in contract.names}
        with storage_errors(contract.full_name):
            (
                table.merge(
                    changes,
                    same,
                    source_alias="s",
                    target_alias="t",
                    streamed_exec=False,
                    writer_properties=writer_properties(contract),
                    commit_properties=_commit(numbers),
                )
                .when_matched_delete("s._change = 'delete'")
                .when_matched_update(values, "s._change = 'update'")
                .when_not_matched_insert(values, "s._change = 'insert'")
                .execute()
            )
            table.update_incremental()
            return table.version()

    def versions(self, contracts: Iterator[Contract]) -> dict[str, int]:
        """The newest version of every table that exists, by full name."""
        found = ((c.full_name, self.open(c)) for c in contracts)
        return {name: table.version() for name, table in found if table is not None}


class LockedWarehouse(Warehouse):
    """A warehouse whose lock we hold: nobody else commits to it, so each table is opened once and its handle kept.

    A run asks some 300 times for one of two dozen tables, and opening one reads its log. The audit log is opened each
    time: it is appended to without the lock.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._handles: dict[str, DeltaTable] = {}

    def open(self, contract: Contract, version: int | None = None) -> DeltaTable | None:
        if version is not None or contract == AUDIT_LOG:
            return super().open(contract, version)
        if contract.full_name not in self._handles:
            found = super().open(contract)
            if found is None:
                return None
            self._handles[contract.full_name] = found
        return self._handles[contract.full_name]


def _equal(column: Column) -> str:
    # In parentheses: delta-rs reads `a IS NOT DISTINCT FROM b AND c` as `a IS NOT DISTINCT FROM (b AND c)`, and it
    # can not prune files by an equality of arrays.
    operator = "IS NOT DISTINCT FROM" if column.nullable or "<" in column.type else "="
    return f'(t."{column.name}" {operator} s."{column.name}")'


def _commit(numbers: Mapping[str, int], retries: int | None = None) -> CommitProperties:
    transactions = [Transaction(name, number) for name, number in sorted(numbers.items())]
    return CommitProperties(app_transactions=transactions, max_commit_retries=retries)


def whole(contract: Contract, table: DeltaTable, columns: list[str] | None = None) -> pa.Table:
    """All rows of a small table, or of some of its columns.

    Not by pyarrow's datasets: their import costs more than the rest of an empty run, and their threads abort a
    process that ends soon after (one in five on a busy machine).
    """
    with storage_errors(contract.full_name):
        # An update by delta-rs writes strings as views, which do not merge with those of an append.
        found = [_without_views(pq.ParquetFile(path).read(columns)) for path in files(table)]
        empty = arrow_schema(contract).empty_table()
        return pa.concat_tables(found or [empty.select(columns or empty.column_names)], promote_options="permissive")


def _without_views(rows: pa.Table) -> pa.Table:
    fields = [f.with_type(pa.string()) if pa.types.is_string_view(f.type) else f for f in rows.schema]
    return rows.cast(pa.schema(fields))


def files(table: DeltaTable) -> list[str]:
    """Paths of the data files of a table's version."""
    return list(table.file_uris())


def arrow_schema(contract: Contract) -> pa.Schema:
    """The contract as Arrow; comment and classification travel as field metadata into the Delta log."""
    return pa.schema([_field(c) for c in contract.columns])


def _field(column: Column) -> pa.Field:
    metadata = {"comment": column.description, "classification": column.classification.value}
    return pa.field(column.name, ARROW_TYPES[column.type], column.nullable, metadata=metadata)


def table_properties(contract: Contract) -> dict[str, str]:
    """Delta properties of a table: change data feed on, frequent checkpoints, statistics where they cannot tell."""
    return {
        "delta.enableChangeDataFeed": "true",
        "delta.checkpointInterval": "10",
        "delta.dataSkippingStatsColumns": ",".join(c.name for c in contract.columns if keeps_statistics(c)),
    }


def keeps_statistics(column: Column) -> bool:
    """Whether least and greatest values may stand in footers and in the log: not for what identifies a person."""
    if "<" in column.type:
        return False
    return column.classification is Classification.NONE or column.name in _KEEPS_STATISTICS


def writer_properties(contract: Contract) -> WriterProperties:
    """ZSTD, and no statistics in footers for classified columns."""
    silent = ColumnProperties(statistics_enabled="NONE")
    names = [_leaf(c) for c in contract.columns if not keeps_statistics(c)]
    return WriterProperties(
        compression="ZSTD",
        compression_level=1,
        max_row_group_size=_ROW_GROUP,
        column_properties=dict.fromkeys(names, silent) or None,
    )


def _leaf(column: Column) -> str:
    return f"{column.name}.list.element" if column.type.startswith("array") else column.name


@contextmanager
def storage_errors(table: str) -> Iterator[None]:
    """Turns exceptions of delta-rs into ours: theirs can hold a preview of rows."""
    try:
        yield
    except (MedallionError, TableNotFoundError):
        raise
    except PermissionError:
        raise _denied(table) from None
    except (DeltaError, OSError) as error:
        raise _translated(table, error) from None
    except Exception as error:  # foreign errors of delta-rs come as bare Exceptions with a Rust trace
        raise _translated(table, error) from None


def _translated(table: str, error: Exception) -> MedallionError:
    text = str(error).lower()
    if "no space left" in text or "os error 28" in text or "disk quota exceeded" in text:
        return StorageFullError(f"{table}: no space left on the warehouse's disk.", hint="Free space, then run again.")
    if "permission denied" in text or "os error 13" in text:
        return _denied(table)
    if isinstance(error, FileNotFoundError) or "parquet" in text:
        return data_file_damaged(table)
    if any(word in text for word in ("json", "log", "invalid table", "metadata", "checkpoint", "protocol")):
        return _damaged(table)
    return EngineError(f"{table}: the storage layer failed ({type(error).__name__}).")


def data_file_damaged(table: str) -> WarehouseError:
    """What to say of a table whose log is whole and whose data is not."""
    return WarehouseError(
        f"{table}: a data file is missing or damaged.",
        hint="Restore the table's folder from a backup, then run again. See docs/runbooks/exit-12.md.",
    )


def _denied(table: str) -> WarehouseError:
    return WarehouseError(f"{table}: no permission to read or write its folder.", hint="Check owner and mode.")


def _damaged(table: str) -> WarehouseError:
    return WarehouseError(
        f"{table}: its Delta log is damaged or incomplete.",
        hint="Restore the table's _delta_log from a backup; nothing was changed. See docs/runbooks/exit-12.md.",
    )


def rows_of(reader: Any, contract: Contract, *more: str) -> pa.RecordBatchReader:
    """A DuckDB result as a stream with the contract's own schema, metadata included, and ``more`` texts behind it."""
    schema = arrow_schema(contract)
    for name in more:
        schema = schema.append(pa.field(name, pa.string()))
    return pa.RecordBatchReader.from_batches(schema, (_conformed(batch, schema) for batch in reader))


def _conformed(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = [batch.column(i) for i in range(schema.names.__len__())]
    columns = [c if c.type == f.type else c.cast(f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)

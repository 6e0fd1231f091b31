"""Compares the answer keys of generated batches with what became of each record."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from healthcare_medallion.engines.embedded.reading import rows
from healthcare_medallion.quality.checks import ROW_IDS
from healthcare_medallion.reporting.model import FateCount, FaultCheck

FATES = ("rejected", "quarantined", "superseded", "accepted")
# A rejected line goes by its position, as its id may be what is broken; rows go by id, as bronze has no position.
_EXPECTED = """
    SELECT file, CASE expected_fate WHEN 'rejected' THEN record ELSE key END AS id, expected_fate AS fate,
           expected_rules || expected_reason AS detail, count(*) AS n
    FROM answer_key GROUP BY ALL
"""


def check_faults(con: duckdb.DuckDBPyConnection, answer_keys: Sequence[Path]) -> FaultCheck:
    """What the keys say against the stored tables, for the files that they speak of.

    ``con`` offers the tables of one published run. Of records that cannot be told apart (equal file, id, fate and
    reason) as many must be found as the key lists, else all of them count as missed.
    """
    con.register("answer_key", _read(answer_keys))
    try:
        con.execute(f"CREATE TEMP TABLE expected_fates AS {_EXPECTED}")
        con.execute(f"CREATE TEMP TABLE found_fates AS {_found()}")
        counted = rows(con, _COMPARED)
        unexpected = rows(con, _UNEXPECTED)[0]["n"]
        kinds = rows(con, f"SELECT count(DISTINCT fault) AS n FROM answer_key WHERE {_IS_FAULT}")[0]["n"]
    finally:
        con.execute("DROP TABLE IF EXISTS expected_fates")
        con.execute("DROP TABLE IF EXISTS found_fates")
        con.unregister("answer_key")
    by_fate = {row["fate"]: FateCount(row["fate"], row["records"], row["as_expected"]) for row in counted}
    return FaultCheck(
        fates=tuple(by_fate[fate] for fate in FATES if fate in by_fate),
        consequences=by_fate.get("consequence", FateCount("consequence", 0, 0)),
        unexpected=unexpected,
        kinds=kinds,
    )


_IS_FAULT = "NOT starts_with(fault, 'original_of_') AND NOT starts_with(fault, 'orphaned_by_')"
_COMPARED = f"""
    SELECT CASE WHEN {_IS_FAULT} THEN expected_fate ELSE 'consequence' END AS fate, count(*) AS records,
           count(*) FILTER (f.n IS NOT DISTINCT FROM e.n) AS as_expected
    FROM answer_key AS k
    JOIN expected_fates AS e ON e.file = k.file AND e.fate = k.expected_fate
        AND e.id = CASE k.expected_fate WHEN 'rejected' THEN k.record ELSE k.key END
        AND e.detail = k.expected_rules || k.expected_reason
    LEFT JOIN found_fates AS f ON f.file = e.file AND f.id = e.id AND f.fate = e.fate AND f.detail = e.detail
    GROUP BY 1
"""
# A claim's earlier states give way to its latest one; that is no fault, and the key does not list it.
_UNEXPECTED = """
    SELECT CAST(coalesce(sum(greatest(f.n - coalesce(e.n, 0), 0)), 0) AS BIGINT) AS n
    FROM found_fates AS f
    LEFT JOIN expected_fates AS e ON f.file = e.file AND f.id = e.id AND f.fate = e.fate AND f.detail = e.detail
    WHERE f.fate <> 'accepted' AND f.detail <> 'earlier_state'
"""


def _read(answer_keys: Sequence[Path]) -> pa.Table:
    """The lines of all keys, as text."""
    names = ("file", "record", "feed", "key", "fault", "expected_fate", "expected_rules", "expected_reason")
    lines = []
    for path in answer_keys:
        with path.open(encoding="utf-8", newline="") as file:
            lines += list(csv.DictReader(file))
    return pa.table({name: pa.array([line[name] for line in lines], pa.string()) for name in names})


def _found() -> str:
    """Every record that is not in silver, and those in silver that the key names, by file."""
    files = "data_eng_ops.landing_files AS f"
    parts = [
        """
        SELECT source_file AS file, position AS id, 'rejected' AS fate,
               CASE WHEN "column" IS NULL THEN reason ELSE "column" || ': ' || reason END AS detail
        FROM data_eng_ops.rejected_lines
        """
    ]
    for feed, row_id in ROW_IDS.items():
        parts += [
            f"""
            SELECT _source_file, {row_id}, 'quarantined', array_to_string(_failed_rules, '|')
            FROM data_eng_ops.quarantine_{feed}
            """,
            f"""
            SELECT f.source_file, t.{row_id}, 'superseded', t._reason
            FROM data_eng_ops.superseded_{feed} AS t JOIN {files} ON f.ingested_at = t._ingested_at
            """,
            f"""
            SELECT f.source_file, t.{row_id}, 'accepted', ''
            FROM data_eng.silver_{feed} AS t JOIN {files} ON f.ingested_at = t._ingested_at
            WHERE t.{row_id} IN (SELECT key FROM answer_key WHERE expected_fate = 'accepted')
            """,
        ]
    return f"""
        SELECT file, id, fate, detail, count(*) AS n FROM ({" UNION ALL ".join(parts)})
        GROUP BY ALL
    """

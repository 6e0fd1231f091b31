"""What the pseudonyms of two name fields cost: the pipeline's own expression, less reading and writing the columns.

Bar: at most 1 s for a million rows. The peer is Python's ``hmac`` over the same texts, on one core.
"""

from __future__ import annotations

import hmac
import os
import time
from pathlib import Path
from typing import Any

import duckdb
import ibis

from benchmarks.result import Result
from healthcare_medallion.pipelines.shared.keys import keyed, pads, pseudonym_text

BAR_SECONDS_PER_MILLION = 1.0
REPEATS = 5
NAMES = ("first_name", "last_name")


def measure(patients: int, folder: Path) -> list[dict[str, Any]]:
    """One result; ``seconds`` is the quickest of a few, the same query without hashing subtracted."""
    secret = os.urandom(32)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE name_key (ipad VARCHAR, opad VARCHAR, key_id VARCHAR)")
        connection.execute("INSERT INTO name_key VALUES (?, ?, 'benchmark')", list(pads(secret)))
        connection.execute(
            "CREATE TABLE people AS SELECT 'P' || lpad(CAST(i AS VARCHAR), 9, '0') AS patient_id, "
            "'NAME' || (i % 5000) AS first_name, 'FAMILY' || (i % 7000) AS last_name FROM range(?) AS r(i)",
            [patients],
        )
        people = ibis.table(dict.fromkeys(("patient_id", *NAMES), "string"), name="people")
        key = ibis.table(dict.fromkeys(("ipad", "opad", "key_id"), "string"), name="name_key")
        texts = {name: pseudonym_text(people.patient_id, people[name]) for name in NAMES}
        plain = people.select(**texts)
        hashed = people.select(**{name: keyed(key, text) for name, text in texts.items()})
        without, with_hashes = _quickest(connection, plain), _quickest(connection, hashed)
        sample = connection.sql(str(ibis.to_sql(plain, dialect="duckdb"))).limit(100_000).fetchall()
    start = time.perf_counter()
    for row in sample:
        for text in row:
            hmac.digest(secret, text.encode(), "sha256").hex()
    peer = (time.perf_counter() - start) * patients / len(sample)
    result = Result(
        name=f"pseudonyms of {patients:,} rows, two fields",
        seconds=round(with_hashes[0] - without[0], 2),
        cpu_seconds=round(with_hashes[1] - without[1], 2),
        peer="Python hmac, one core",
        peer_seconds=round(peer, 2),
        ratio=round((with_hashes[0] - without[0]) / peer, 2),
        bar_seconds=BAR_SECONDS_PER_MILLION * patients / 1_000_000,
        note=f"{with_hashes[0]:.2f} s with hashes, {without[0]:.2f} s without; best of {REPEATS}",
    )
    return [result.as_dict()]


def _quickest(connection: duckdb.DuckDBPyConnection, expression: ibis.Table) -> tuple[float, float]:
    sql = str(ibis.to_sql(expression, dialect="duckdb"))
    found = []
    for _ in range(REPEATS):
        wall, cpu = time.perf_counter(), time.process_time()
        connection.execute(f"CREATE OR REPLACE TEMP TABLE result AS {sql}")
        found.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(found)

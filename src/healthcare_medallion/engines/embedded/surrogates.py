"""Random ids for persons who are new in gold: drawn once, kept in a map, handed to Safe Harbor views as an input."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyarrow as pa

from healthcare_medallion.engines.embedded.warehouse import arrow_schema
from healthcare_medallion.pipelines.ops.person_surrogates import CONTRACT

if TYPE_CHECKING:
    import duckdb

_BYTES = 16
_NEW = """
    SELECT DISTINCT patient_id FROM data_eng.dim_patients
    ANTI JOIN data_eng_ops.person_surrogates USING (patient_id)
"""


def drawn(con: duckdb.DuckDBPyConnection) -> list[pa.RecordBatch]:
    """The rows that the map lacks, from the operating system's source of randomness; empty when it lacks none."""
    schema = arrow_schema(CONTRACT)
    batches = []
    for batch in con.sql(_NEW).to_arrow_reader():
        text = os.urandom(batch.num_rows * _BYTES).hex()
        ids = [text[start : start + 2 * _BYTES] for start in range(0, len(text), 2 * _BYTES)]
        batches.append(pa.RecordBatch.from_arrays([batch.column(0).cast(pa.string()), pa.array(ids)], schema=schema))
    return [batch for batch in batches if batch.num_rows]

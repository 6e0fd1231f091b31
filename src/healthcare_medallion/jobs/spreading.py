"""The generator's chunks made by a cluster: each is a row that a worker turns into records, the driver writes them.

Chunks do not know each other, so where one is made changes no byte. Faults are put in and files written by the driver,
in order, as on a laptop: numbers of records in the answer key depend on it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from healthcare_medallion.data_generation.chunks import Generator
from healthcare_medallion.data_generation.generation import Chunk, MakeChunks, chunk_bounds
from healthcare_medallion.data_generation.plan import GenerationPlan

WAVE = 16  # chunks at a time: about 200 MB, which a driver holds easily
RESULT = "first BIGINT, patients BIGINT, chunk BINARY"


def spread_over(spark: Any) -> MakeChunks:
    """Chunks from the workers of a Spark session, a wave of them at a time, in their order."""

    def make_chunks(generator: Generator, chunk_patients: int) -> Iterator[tuple[int, Chunk]]:
        make = chunk_maker(generator.plan, generator.first_batch)
        bounds = chunk_bounds(generator.plan, chunk_patients)
        while wave := list(islice(bounds, WAVE)):
            rows = spark.createDataFrame(wave, "first BIGINT, last BIGINT")
            # One chunk a partition, else one worker would make them all.
            made = rows.repartitionByRange(len(wave), "first").mapInArrow(make, RESULT).collect()
            for row in sorted(made, key=lambda row: int(row["first"])):
                yield int(row["patients"]), pickle.loads(bytes(row["chunk"]))  # noqa: S301 (made by our own workers)

    return make_chunks


def chunk_maker(plan: GenerationPlan, first_batch: str) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """The function that workers run: record batches of bounds in, record batches of pickled chunks out."""

    def make(batches: Iterator[Any]) -> Iterator[Any]:
        # Imported here: the function travels to another process.
        import pyarrow as pa

        generator = Generator(plan, first_batch)
        for batch in batches:
            for bounds in batch.to_pylist():
                first, last = bounds["first"], bounds["last"]
                chunk = pickle.dumps(generator.chunk(first, last), protocol=pickle.HIGHEST_PROTOCOL)
                yield pa.RecordBatch.from_pydict(
                    {
                        "first": pa.array([first], pa.int64()),
                        "patients": pa.array([last - first], pa.int64()),
                        "chunk": pa.array([chunk], pa.binary()),
                    }
                )

    return make

"""Runs a plan: chunks made by a few threads, faults put in and files written in order by one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from healthcare_medallion.data_generation.answer_key import AnswerKeyWriter, check_outside_landing
from healthcare_medallion.data_generation.chunks import BatchFile, Generator, Records
from healthcare_medallion.data_generation.injection import Injector
from healthcare_medallion.data_generation.plan import GenerationPlan, GenerationSummary
from healthcare_medallion.data_generation.writer import LandingWriter, batch_files, batch_names, storage_errors
from healthcare_medallion.errors import UsageError

CHUNK_PATIENTS = 16_384  # about 12 MB of text; the arrays of a chunk stay in the processor's cache
MOST_WORKERS = 4  # one thread writes and cannot keep up with more

Progress = Callable[[int, int], None]
Chunk = dict[BatchFile, Records]
MakeChunks = Callable[[Generator, int], Iterator[tuple[int, Chunk]]]
"""From a generator and the patients of a chunk: every chunk in its order, with its number of patients."""


def generate(
    plan: GenerationPlan,
    landing: Path,
    *,
    on_progress: Progress | None = None,
    chunk_patients: int = CHUNK_PATIENTS,
    workers: int | None = None,
    make_chunks: MakeChunks | None = None,
) -> GenerationSummary:
    """Write the batches of ``plan`` into ``landing``.

    ``on_progress`` is called with patients done and patients in all. ``chunk_patients`` and ``workers``
    change the time and memory it takes (a chunk per worker and one more), never a byte of the result.
    ``make_chunks`` makes them elsewhere than in threads of this process, such as on a cluster.
    """
    landing = Path(landing)
    if chunk_patients < 1 or (workers is not None and workers < 1):
        raise UsageError("chunk_patients and workers must be at least 1.")
    if plan.answer_key is not None:
        check_outside_landing(plan.answer_key, landing)
    with storage_errors(landing), ExitStack() as stack:
        names = batch_names(plan, landing)
        files = batch_files(names)
        generator = Generator(plan, names[0])
        injector = Injector(generator, files) if plan.defects else None
        output = stack.enter_context(LandingWriter(landing, names, files))
        answer_key = stack.enter_context(AnswerKeyWriter(plan.answer_key, files))
        done = 0
        threads = workers or min(MOST_WORKERS, os.cpu_count() or 1)
        chunks = make_chunks or partial(_chunks, workers=threads)
        for patients, chunk in chunks(generator, chunk_patients):
            if injector is None:
                for file, records in chunk.items():
                    output.append(file, records.text, len(records))
            else:
                for file, (text, rows, answers) in injector.damage(chunk).items():
                    output.append(file, text, rows)
                    answer_key.add(file, answers)
            done += patients
            if on_progress is not None:
                on_progress(done, plan.patients)
        answer_key.publish()
        output.publish()
    return GenerationSummary(
        batches=names,
        rows=dict(output.rows),
        bytes=dict(output.bytes),
        faults=dict(injector.faults) if injector else {},
        consequences=dict(injector.consequences) if injector else {},
        answer_key=plan.answer_key,
    )


def chunk_bounds(plan: GenerationPlan, chunk_patients: int) -> Iterator[tuple[int, int]]:
    """First patient of each chunk, and the first behind it."""
    for first in range(0, plan.patients, chunk_patients):
        yield first, min(first + chunk_patients, plan.patients)


def _chunks(generator: Generator, chunk_patients: int, workers: int) -> Iterator[tuple[int, Chunk]]:
    """The chunks in order, each with its number of patients, made ``workers`` at a time."""
    bounds = chunk_bounds(generator.plan, chunk_patients)
    if workers == 1:
        for first, last in bounds:
            yield last - first, generator.chunk(first, last)
        return
    waiting: deque[tuple[int, Future[Chunk]]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="generate") as pool:
        try:
            for first, last in bounds:
                waiting.append((last - first, pool.submit(generator.chunk, first, last)))
                if len(waiting) > workers:
                    patients, chunk = waiting.popleft()
                    yield patients, chunk.result()
            while waiting:
                patients, chunk = waiting.popleft()
                yield patients, chunk.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

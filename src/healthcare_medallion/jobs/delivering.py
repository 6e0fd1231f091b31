"""Generated files into a volume.

The generator appends to its files and renames whole folders; a volume takes neither. So it writes to the driver's
disk, and each file is then copied from its first byte to its last, which a volume shows when it is whole.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from healthcare_medallion.data_generation import FEEDS, GenerationPlan, GenerationSummary, generate
from healthcare_medallion.data_generation.generation import MakeChunks
from healthcare_medallion.data_generation.writer import storage_errors


def deliver(plan: GenerationPlan, landing: Path, make_chunks: MakeChunks | None = None) -> GenerationSummary:
    """Generate ``plan`` and copy its batches into ``landing``, as if it had been generated there.

    ``make_chunks`` says where chunks are made; without it, in threads of the driver.

    :raises StorageFullError: disk or volume is full.
    :raises LandingError: the volume cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="generated-") as folder, storage_errors(landing):
        local = Path(folder)
        landing.mkdir(parents=True, exist_ok=True)
        for batch in landing.iterdir():
            (local / batch.name).mkdir()  # the next free number, and with it every key, depends on what is there
        summary = generate(plan, local, make_chunks=make_chunks)
        for name in summary.batches:
            (landing / name).mkdir()
            for feed in FEEDS:  # patients first, so that a run in between finds few claims without their patient
                shutil.copyfile(local / name / f"{feed}.csv", landing / name / f"{feed}.csv")
    return summary

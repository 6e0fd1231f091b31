"""A planned file, as Apache Spark's Python workers read it: strings by column, and the text of what may be refused.

Typing happens behind the reader, in SQL, where the text of a line is gone. So the reader keeps the text of each
record that does not surely type; it stays with those that typing does refuse, to be sealed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from healthcare_medallion.errors import LandingError
from healthcare_medallion.pipelines.shared.text import SURELY_NOT_BLANK
from healthcare_medallion.privacy.sealing import masked
from healthcare_medallion.readers import RecordStream, raw_lines, read_csv_records


@dataclass(frozen=True)
class Delivery:
    """A line of a plan: one file of one feed."""

    path: str
    """Where workers find it: a path, or a URI of an object store."""
    file: str
    """Relative to the landing folder."""
    sha256: str
    ingested_at: int
    """Microseconds since 1970."""
    source: str | None = None
    rename: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    keep_lines: bool = False
    """Whether a mapping changes what is typed, so that a landed cell does not tell whether it will type."""

    def line(self) -> str:
        return json.dumps(asdict(self))


def delivered(line: str, landing: Mapping[str, Any]) -> Iterator[pa.RecordBatch]:
    """The records of a planned file, all columns text: file, source, ingested_at, position, fault, raw, the feed's own.

    The file is read twice, so that memory is bounded by a block of it and not by the file.

    :raises LandingError: its content is not what was planned.
    """
    delivery = Delivery(**json.loads(line))
    _require_as_planned(delivery)
    kept = _doubtful_lines(delivery, landing)
    for batch in _records(delivery, landing):
        yield _labelled(delivery, batch, kept)


def _records(delivery: Delivery, landing: Mapping[str, Any]) -> RecordStream:
    return read_csv_records(
        opened(delivery.path), landing["columns"], required=delivery.required, rename=delivery.rename
    )


def opened(path: str) -> Path | BinaryIO:
    """A file by its path, or by its URI in an object store (credentials as `pyarrow.fs` finds them)."""
    if "://" not in path:
        return Path(path)
    from pyarrow import fs

    scheme, _, rest = path.partition("://")
    system, name = fs.FileSystem.from_uri(f"{'s3' if scheme == 's3a' else scheme}://{rest}")
    stream: BinaryIO = system.open_input_file(name)
    return stream


def _require_as_planned(delivery: Delivery) -> None:
    found = opened(delivery.path)
    with found.open("rb") if isinstance(found, Path) else found as stream:
        digest = hashlib.sha256()
        while piece := stream.read(1 << 20):
            digest.update(piece)
    if digest.hexdigest() != delivery.sha256:
        raise LandingError(f"{delivery.file}: its content changed after it was planned; nothing of it is used.")


def _doubtful_lines(delivery: Delivery, landing: Mapping[str, Any]) -> dict[int, str]:
    """Position to text of the good records that typing might refuse."""
    positions: list[int] = []
    for batch in _records(delivery, landing):
        doubtful = pc.and_(batch["fault"].is_null(), _doubt(delivery, batch, landing["surely_typed"]))
        positions += batch["position"].filter(doubtful).to_pylist()
    return raw_lines(opened(delivery.path), positions) if positions else {}


def _doubt(delivery: Delivery, batch: pa.RecordBatch, surely_typed: Mapping[str, str]) -> pa.Array:
    doubt = pa.repeat(delivery.keep_lines, batch.num_rows)
    for name, pattern in surely_typed.items():
        # A null types as null.
        sure = pc.fill_null(pc.match_substring_regex(batch[name], pattern), True)
        doubt = pc.or_(doubt, pc.invert(sure))
    for name in delivery.required:
        sure = pc.fill_null(pc.match_substring_regex(batch[name], SURELY_NOT_BLANK), False)
        doubt = pc.or_(doubt, pc.invert(sure))
    return doubt


def _masked(line: str | None) -> str | None:
    """The text as it may be kept until it is sealed."""
    return None if line is None else masked(line)


def _labelled(delivery: Delivery, batch: pa.RecordBatch, kept: Mapping[int, str]) -> pa.RecordBatch:
    own = {
        "file": pa.array([delivery.file] * batch.num_rows, pa.string()),
        "source": pa.array([delivery.source] * batch.num_rows, pa.string()),
        "ingested_at": pa.array([str(delivery.ingested_at)] * batch.num_rows, pa.string()),
        "position": batch["position"].cast(pa.string()),
        "fault": batch["fault"],
        "raw": batch["raw"],
    }
    if kept or batch["raw"].null_count < batch.num_rows:
        rows = zip(batch["position"].to_pylist(), batch["raw"].to_pylist(), strict=True)
        own["raw"] = pa.array([_masked(raw or kept.get(position)) for position, raw in rows], pa.string())
    names = [name for name in batch.schema.names if name not in own]
    return pa.RecordBatch.from_arrays([*own.values(), *(batch[name] for name in names)], names=[*own, *names])

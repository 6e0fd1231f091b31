"""The text of single records, fetched in a second pass: a good record may still turn out to hold a wrong value."""

from collections.abc import Iterator, Sequence

import numpy as np

from healthcare_medallion.errors import LandingError
from healthcare_medallion.readers.blocks import LineBlocks
from healthcare_medallion.readers.header import read_header
from healthcare_medallion.readers.records import Records, split_records
from healthcare_medallion.readers.sources import Source, TextSource
from healthcare_medallion.readers.stream import BLOCK_BYTES, check_request, raw_text, take_header
from healthcare_medallion.readers.tally import Tally


def raw_lines(
    source: Source, positions: Sequence[int], *, delimiter: str = ",", block_size: int = BLOCK_BYTES
) -> dict[int, str]:
    """The raw text of the records at these positions, numbered as ``read_csv_records`` numbers them."""
    check_request((), delimiter)
    wanted = np.unique(np.asarray(positions, np.int64))
    found: dict[int, str] = {}
    text = TextSource(source)
    before = 0
    for data, records in record_blocks(text, delimiter, block_size):
        if len(found) == wanted.size:
            break
        here = wanted[(wanted > before) & (wanted <= before + records.start.size)]
        for position in here.tolist():
            index = position - before - 1
            found[position] = raw_text(data, records.start[index], records.end[index])
        before += records.start.size
    if len(found) < wanted.size:
        raise LandingError(
            f"The landing file {text.name} has {before} records, fewer than when it was read before.",
            hint="It changed between two readings: leave landed files as they are and run again.",
        )
    return found


def record_blocks(text: TextSource, delimiter: str, block_size: int) -> Iterator[tuple[bytes, Records]]:
    """Each block with its records; which fields the header names does not matter, only how many."""
    line, blocks = take_header(LineBlocks(text.chunks(block_size)), Tally())
    width = read_header(line or b"", delimiter, (), (), {}).width
    open_record = b""
    for block in blocks:
        data = open_record + block
        records = split_records(data, width=width, delimiter=ord(delimiter), final=False)
        yield data, records
        open_record = data[records.consumed :]
    if open_record:
        yield open_record, split_records(open_record, width=width, delimiter=ord(delimiter), final=True)

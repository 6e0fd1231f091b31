"""The second pass that fetches the text of single records."""

import gzip
from pathlib import Path

import pytest

from healthcare_medallion.errors import LandingError
from healthcare_medallion.readers import raw_lines, read_csv_records

DATA = b'\nid,name\r\nP1,Ann\r\n\r\nP2,"two\r\nlines"\r\nP3\r\nP4,"x\r\nP5,Zo\xeb\r\nP6,last'
RAW = {1: "P1,Ann", 2: 'P2,"two\r\nlines"', 3: "P3", 4: 'P4,"x', 5: r"P5,Zo\xeb", 6: "P6,last"}


@pytest.mark.parametrize("block_size", [7, 64, 1 << 20])
@pytest.mark.parametrize("positions", [[], [1], [6], [2, 5], [5, 2, 2], list(RAW)], ids=str)
def test_the_asked_records_are_fetched(positions: list[int], block_size: int) -> None:
    assert raw_lines(DATA, positions, block_size=block_size) == {position: RAW[position] for position in positions}


def test_positions_are_those_of_the_reader() -> None:
    stream = read_csv_records(DATA, ("id", "name"), block_size=16)
    faulty = {row["position"]: row["raw"] for batch in stream for row in batch.to_pylist() if row["fault"]}
    assert faulty == {position: RAW[position] for position in (3, 4, 5)}


def test_zipped_files_and_other_delimiters(tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(b'id;name\nP1;"a\nb"\nP2;c\n'))
    assert raw_lines(path, [1, 2], delimiter=";") == {1: 'P1;"a\nb"', 2: "P2;c"}


def test_a_file_that_lost_records_in_between_is_reported() -> None:
    with pytest.raises(LandingError, match="has 6 records, fewer than when it was read"):
        raw_lines(DATA, [2, 7])

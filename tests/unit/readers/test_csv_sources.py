"""Files, bytes and streams; gzip and UTF-16; and what is said of a file that cannot be read."""

import gzip
import io
import os
from pathlib import Path

import pytest

from healthcare_medallion.errors import LandingError
from healthcare_medallion.readers import Source, read_csv_records

TEXT = 'id,name\nP1,Zoë\nP2,"日本\n2"\n'
CELLS = [("P1", "Zoë"), ("P2", "日本\n2")]
ENCODED = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with mark": TEXT.encode("utf-8-sig"),
    "UTF-16 little endian": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "UTF-16 big endian": b"\xfe\xff" + TEXT.encode("utf-16-be"),
}


def cells(source: Source, block_size: int = 1 << 20) -> list[tuple[str, str]]:
    stream = read_csv_records(source, ("id", "name"), block_size=block_size)
    return [(row["id"], row["name"]) for batch in stream for row in batch.to_pylist()]


@pytest.mark.parametrize("block_size", [5, 16, 1 << 20])
@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED.keys())
def test_encodings_zipped_and_not_from_every_kind_of_source(data: bytes, block_size: int, tmp_path: Path) -> None:
    path, zipped, disguised = tmp_path / "x.csv", tmp_path / "x.csv.gz", tmp_path / "y.csv"
    path.write_bytes(data)
    zipped.write_bytes(gzip.compress(data))
    disguised.write_bytes(gzip.compress(data[:9]) + gzip.compress(data[9:]))
    for source in (data, gzip.compress(data), io.BytesIO(data), path, zipped, disguised):
        assert cells(source, block_size) == CELLS


def test_a_stream_is_read_from_its_start_and_left_open() -> None:
    stream = io.BytesIO(TEXT.encode())
    stream.read(9)
    assert cells(stream) == CELLS
    assert not stream.closed


def test_a_pipe_can_be_read() -> None:
    read_end, write_end = os.pipe()
    with os.fdopen(write_end, "wb") as writer:
        writer.write(TEXT.encode())
    with os.fdopen(read_end, "rb") as reader:
        assert cells(reader) == CELLS


def test_bytes_that_break_off_within_utf_16_are_refused() -> None:
    with pytest.raises(LandingError, match="starts as UTF-16"):
        cells(b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1])
    with pytest.raises(LandingError, match="starts as UTF-16"):
        cells(b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8a\x00", block_size=8)


@pytest.mark.parametrize("kept", [1, 5, 12, 3000, -9, -4, -1])
def test_a_gzip_file_that_was_cut_is_refused(kept: int, tmp_path: Path) -> None:
    rows = "".join(f"P{i},{i * 7919 % 10007}\n" for i in range(2000))
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(gzip.compress(b"id,name\n" + rows.encode())[:kept])
    with pytest.raises(LandingError, match=r"cut\.csv\.gz is not a whole gzip file"):
        cells(path, block_size=512)


@pytest.mark.parametrize("damage", [b"\x00" * 20, b"trailing text"], ids=["within", "after"])
def test_a_gzip_file_that_was_damaged_is_refused(damage: bytes) -> None:
    data = gzip.compress(TEXT.encode() * 50)
    broken = data + damage if damage.startswith(b"t") else data[:40] + damage + data[60:]
    with pytest.raises(LandingError, match="not a whole gzip file"):
        cells(broken)


@pytest.mark.parametrize("content", [b"", b"id,name\n"], ids=["empty", "plain text"])
def test_a_name_that_promises_gzip_is_believed(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(content)
    with pytest.raises(LandingError, match="not a whole gzip file"):
        cells(path)


def test_a_folder_a_missing_and_an_unreadable_file_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LandingError, match="is a folder") as folder:
        cells(tmp_path)
    assert folder.value.hint
    with pytest.raises(LandingError, match=r"gone\.csv cannot be read: No such file") as gone:
        cells(tmp_path / "gone.csv")
    assert gone.value.hint

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything, so the refusal is played
    with pytest.raises(LandingError, match=r"x\.csv cannot be read: Permission denied"):
        cells(tmp_path / "x.csv")


def test_no_message_carries_what_the_file_holds() -> None:
    with pytest.raises(LandingError) as caught:
        cells(b"\xff\xfe" + "id,name\nP1,Jane".encode("utf-16-le") + b"x")
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "Jane" not in str(caught.value)

"""What becomes of each line of a file. Every case reads: the bytes, the records they hold, the account of lines.

A good record is shown as its cells, a faulty one as its fault and raw text.
"""

import subprocess
import sys
from collections.abc import Sequence

import pytest

from healthcare_medallion.errors import EngineError, SettingsError
from healthcare_medallion.readers import RecordStream, Tally, faults, read_csv_records
from healthcare_medallion.readers.fields import FieldSplitter

MEGABYTE = faults.MAX_LINE_BYTES


def seen(stream: RecordStream, columns: Sequence[str]) -> list[tuple[str | None, ...]]:
    """Cells of good records; (fault, raw) of faulty ones."""
    rows = [row for batch in stream for row in batch.to_pylist()]
    assert [row["position"] for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        assert (row["fault"] is None) == (row["raw"] is None)
        assert row["fault"] is None or all(row[column] is None for column in columns)
    return [
        tuple(row[column] for column in columns) if row["fault"] is None else (row["fault"], row["raw"]) for row in rows
    ]


def lines_of(tally: Tally) -> str:
    return f"{tally.header_lines} + {tally.blank_lines} + {tally.record_lines} + {tally.rejected_lines}"


# id: (file, records, "header + blank + accepted + rejected lines")
CASES = {
    "two good lines": (b"a,b\n1,2\n3,4\n", [("1", "2"), ("3", "4")], "1 + 0 + 2 + 0"),
    "no line end after the last line": (b"a,b\n1,2\n3,4", [("1", "2"), ("3", "4")], "1 + 0 + 2 + 0"),
    "CRLF": (b"a,b\r\n1,2\r\n", [("1", "2")], "1 + 0 + 1 + 0"),
    "LF and CRLF mixed": (b"a,b\n1,2\r\n3,4\n", [("1", "2"), ("3", "4")], "1 + 0 + 2 + 0"),
    "CR as the only line end": (b"a,b\r1,2\r3,4\r", [("1", "2"), ("3", "4")], "1 + 0 + 2 + 0"),
    "file cut between CR and LF": (b"a,b\r\n1,2\r", [("1", "2")], "1 + 0 + 1 + 0"),
    "mark at the start of the file": (b"\xef\xbb\xbfa,b\n1,2\n", [("1", "2")], "1 + 0 + 1 + 0"),
    "mark within the file is a character": (b"a,b\n\xef\xbb\xbf1,2\n", [("\ufeff1", "2")], "1 + 0 + 1 + 0"),
    "empty file": (b"", [], "0 + 0 + 0 + 0"),
    "only a mark": (b"\xef\xbb\xbf", [], "0 + 0 + 0 + 0"),
    "only blank lines": (b"\n\r\n\n", [], "0 + 3 + 0 + 0"),
    "header only": (b"a,b\n", [], "1 + 0 + 0 + 0"),
    "blank lines before the header and between": (b"\na,b\n\n1,2\n\r\n", [("1", "2")], "1 + 3 + 1 + 0"),
    "a line of blanks is a record": (b"a,b\n  \n", [("wrong number of fields", "  ")], "1 + 0 + 0 + 1"),
    "empty fields are null, quoted or not": (b'a,b\n,""\n', [(None, None)], "1 + 0 + 1 + 0"),
    "the text NULL is text": (b"a,b\nNULL,NA\n", [("NULL", "NA")], "1 + 0 + 1 + 0"),
    "padding is kept": (b"a,b\n 1 ,\t2\n", [(" 1 ", "\t2")], "1 + 0 + 1 + 0"),
    "beyond ASCII": ("a,b\nZoë,日本\n".encode(), [("Zoë", "日本")], "1 + 0 + 1 + 0"),
    "quoted comma, doubled quote": (b'a,b\n"1,5","say ""hi"""\n', [("1,5", 'say "hi"')], "1 + 0 + 1 + 0"),
    "quoted newline": (b'a,b\n"1\n2",3\n4,5\n', [("1\n2", "3"), ("4", "5")], "1 + 0 + 3 + 0"),
    "quoted CRLF, blank line and quotes": (b'a,b\n1,"x\r\n\n""y"""\n', [("1", 'x\r\n\n"y"')], "1 + 0 + 3 + 0"),
    "two fields over three lines": (b'a,b\n"1\n2","3\n4"\n', [("1\n2", "3\n4")], "1 + 0 + 3 + 0"),
    "too few, too many, trailing comma": (
        b"a,b\n1\n1,2,3\n1,2,\n1,2\n",
        [
            ("wrong number of fields", "1"),
            ("wrong number of fields", "1,2,3"),
            ("wrong number of fields", "1,2,"),
            ("1", "2"),
        ],
        "1 + 0 + 1 + 3",
    ),
    "a stray quote costs one line": (
        b'a,b\n1,"2\n3,4\n5,6\n',
        [("unclosed quote", '1,"2'), ("3", "4"), ("5", "6")],
        "1 + 0 + 2 + 1",
    ),
    "two stray quotes cost two lines": (
        b'a,b\n1,"2\n3,4\n5,"6\n7,8\n',
        [("unclosed quote", '1,"2'), ("3", "4"), ("unclosed quote", '5,"6'), ("7", "8")],
        "1 + 0 + 2 + 2",
    ),
    "a stray quote before a true field of two lines": (
        b'a,b\n1,"2\n"3\n4",5\n',
        [("unclosed quote", '1,"2'), ("3\n4", "5")],
        "1 + 0 + 2 + 1",
    ),
    "joined lines need the header's number of fields": (
        b'a,b\n1,"2\n3",4\n',
        [("unclosed quote", '1,"2'), ("unclosed quote", '3",4')],
        "1 + 0 + 0 + 2",
    ),
    "quotes within plain text": (b'a,b\nab"c"d,1\n', [("misplaced quote", 'ab"c"d,1')], "1 + 0 + 0 + 1"),
    "text after the closing quote": (b'a,b\n"1"x,2\n', [("misplaced quote", '"1"x,2')], "1 + 0 + 0 + 1"),
    "blank before the opening quote": (b'a,b\n1, "2"\n', [("misplaced quote", '1, "2"')], "1 + 0 + 0 + 1"),
    "NUL": (b"a,b\n1\x00,2\n3,4\n", [("control character", "1\x00,2"), ("3", "4")], "1 + 0 + 1 + 1"),
    "unit separator": (b"a,b\n1\x1f,2\n", [("control character", "1\x1f,2")], "1 + 0 + 0 + 1"),
    "lone CR": (b"a,b\n1\r1,2\n3,4\n", [("control character", "1\r1,2"), ("3", "4")], "1 + 0 + 1 + 1"),
    "two CR before LF": (b"a,b\n1,2\r\r\n", [("control character", "1,2\r")], "1 + 0 + 0 + 1"),
    "control character in a joined record": (
        b'a,b\n"1\n\x002",3\n',
        [("control character", '"1\n\x002",3')],
        "1 + 0 + 0 + 2",
    ),
    "Latin-1": (b"a,b\nZo\xeb,1\n2,3\n", [("invalid UTF-8", r"Zo\xeb,1"), ("2", "3")], "1 + 0 + 1 + 1"),
    "a surrogate is no UTF-8": (b"a,b\n\xed\xa0\x80,1\n", [("invalid UTF-8", r"\xed\xa0\x80,1")], "1 + 0 + 0 + 1"),
    "of several faults the first of the list is named": (
        b'a,b\n\xff\x00x"y"\n\x00,,\nx"y",,\n',
        [
            ("invalid UTF-8", '\\xff\x00x"y"'),
            ("control character", "\x00,,"),
            ("misplaced quote", 'x"y",,'),
        ],
        "1 + 0 + 0 + 3",
    ),
}


@pytest.mark.parametrize("block_size", [1, 7, 64, 4096, 1 << 24])
@pytest.mark.parametrize(("data", "records", "lines"), CASES.values(), ids=CASES.keys())
def test_every_line_has_one_fate_whatever_the_block_size(
    data: bytes, records: list[tuple[str | None, ...]], lines: str, block_size: int
) -> None:
    stream = read_csv_records(data, ("a", "b"), block_size=block_size)
    assert seen(stream, ("a", "b")) == records
    assert lines_of(stream.tally) == lines
    assert stream.tally.records == len(records)
    stream.tally.check()


@pytest.mark.parametrize(("data", "records", "lines"), CASES.values(), ids=CASES.keys())
def test_the_slow_splitter_agrees(
    data: bytes, records: list[tuple[str | None, ...]], lines: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FieldSplitter, "split", lambda *_, **__: None)
    stream = read_csv_records(data, ("a", "b"))
    assert seen(stream, ("a", "b")) == records
    assert lines_of(stream.tally) == lines


def test_one_column_tells_an_empty_field_from_a_blank_line() -> None:
    stream = read_csv_records(b'a\n1\n""\n\n"2\n3"\nx"y"\n', ("a",))
    assert seen(stream, ("a",)) == [("1",), (None,), ("2\n3",), ("misplaced quote", 'x"y"')]
    assert lines_of(stream.tally) == "1 + 1 + 4 + 1"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_another_delimiter(delimiter: str) -> None:
    data = b'a,b\n"x,y",2\n1,2,3\n'.replace(b",", delimiter.encode())
    stream = read_csv_records(data, ("a", "b"), delimiter=delimiter)
    assert seen(stream, ("a", "b")) == [
        (f"x{delimiter}y", "2"),
        ("wrong number of fields", f"1{delimiter}2{delimiter}3"),
    ]


@pytest.mark.parametrize("block_size", [7, 500, 1 << 20])
def test_a_record_has_at_most_64_lines(block_size: int) -> None:
    def field_of(lines: int) -> bytes:
        return b'"' + b"\n".join([b"x"] * lines) + b'",1\n'

    whole = read_csv_records(b"a,b\n" + field_of(64), ("a", "b"), block_size=block_size)
    assert seen(whole, ("a", "b")) == [("\n".join(["x"] * 64), "1")]
    assert lines_of(whole.tally) == "1 + 0 + 64 + 0"

    broken = read_csv_records(b"a,b\n" + field_of(65) + b"2,3\n", ("a", "b"), block_size=block_size)
    records = seen(broken, ("a", "b"))
    assert records[0] == ("unclosed quote", '"x')
    assert records[1:64] == [("wrong number of fields", "x")] * 63
    assert records[64:] == [("unclosed quote", 'x",1'), ("2", "3")]
    assert lines_of(broken.tally) == "1 + 0 + 1 + 65"


@pytest.mark.parametrize("block_size", [300_000, 1 << 24])
def test_a_gigantic_line_costs_itself_only(block_size: int) -> None:
    longest = b"1," + b"x" * (MEGABYTE - 2)
    stream = read_csv_records(
        b"a,b\r\n" + longest + b"\r\n" + longest + b"y\r\n" + b'"' * 3 * MEGABYTE + b"\n3,4\n",
        ("a", "b"),
        block_size=block_size,
    )
    good, slightly, very, last = seen(stream, ("a", "b"))
    assert good == ("1", longest[2:].decode())
    assert slightly == ("line too long", longest.decode() + " [cut]")
    assert very == ("line too long", '"' * MEGABYTE + " [cut]")
    assert last == ("3", "4")
    assert lines_of(stream.tally) == "1 + 0 + 2 + 2"


@pytest.mark.parametrize("block_size", [300_000, 1 << 24])
def test_lines_are_not_joined_beyond_the_limit_of_one_line(block_size: int) -> None:
    half = b"x" * (MEGABYTE // 2)
    stream = read_csv_records(b'a,b\n1,"' + half + b"\n" + half + b'"\n3,4\n', ("a", "b"), block_size=block_size)
    assert [fault for fault, _ in seen(stream, ("a", "b"))] == ["unclosed quote", "unclosed quote", "3"]


def test_a_gigantic_line_ends_the_search_for_a_closing_quote() -> None:
    stream = read_csv_records(b'a,b\n1,"2\n' + b"x" * (MEGABYTE + 1) + b'\n3"\n', ("a", "b"))
    assert [fault for fault, _ in seen(stream, ("a", "b"))] == ["unclosed quote", "line too long", "unclosed quote"]


def test_a_gigantic_first_line_is_no_header() -> None:
    stream = read_csv_records(b"a," * MEGABYTE + b"\n1,2\n", ("a", "b"))
    assert seen(stream, ("a", "b")) == [("no known column in header", "1,2")]


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"PAR1", b"\xff\xfe\x00\x00a\x00\x00\x00"])
def test_a_file_that_is_no_text_is_refused_line_by_line(start: bytes) -> None:
    noise = bytes((i * i * 31 + i // 7) % 256 for i in range(20_000))
    stream = read_csv_records(start + noise, ("a", "b"), block_size=1000)
    assert {fault for fault, _ in seen(stream, ("a", "b"))} == {"no known column in header"}
    assert stream.tally.lines == noise.count(b"\n") + 1


def test_the_account_is_checked() -> None:
    with pytest.raises(EngineError, match="accounts for 3 of 4 lines"):
        Tally(lines=4, header_lines=1, record_lines=2).check()


def test_the_line_end_is_reported() -> None:
    assert read_csv_records(b"a,b\r1,2\r", ("a", "b")).tally.line_end == "CR"
    assert read_csv_records(b"a,b\r\n1,2\r", ("a", "b")).tally.line_end == "LF"


@pytest.mark.parametrize("delimiter", ["", ",,", '"', "\n", "\x1f", "é"])
def test_a_delimiter_must_be_one_printable_character(delimiter: str) -> None:
    with pytest.raises(SettingsError, match="delimiter"):
        read_csv_records(b"", ("a",), delimiter=delimiter)


@pytest.mark.parametrize("columns", [("a", "a"), ("a", "raw")])
def test_columns_must_be_told_apart(columns: tuple[str, ...]) -> None:
    with pytest.raises(EngineError, match="must differ"):
        read_csv_records(b"", columns)


def test_a_required_column_must_be_asked_for() -> None:
    with pytest.raises(EngineError, match="not asked for: b"):
        read_csv_records(b"", ("a",), required=("a", "b"))


def test_reading_imports_neither_pandas_nor_an_engine() -> None:
    script = (
        "import sys; from healthcare_medallion.readers import read_csv_records, raw_lines\n"
        "data = b'a,b\\n1,2\\n\"3\\n\",4\\n5\\n\\xff,6\\n'\n"
        "assert sum(batch.num_rows for batch in read_csv_records(data, ('a', 'b'), required=('a',))) == 4\n"
        "assert len(raw_lines(data, [1, 4])) == 2\n"
        "print(sorted({'pandas', 'duckdb', 'deltalake', 'pyspark', 'ibis'} & set(sys.modules)))\n"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_schema_is_the_same_with_and_without_records() -> None:
    names = ["position", "fault", "raw", "a", "b"]
    for data in (b"", b"a,b\n1,2\n", b"x\n1\n"):
        stream = read_csv_records(data, ("a", "b"))
        assert stream.schema.names == names
        assert all(batch.schema == stream.schema for batch in stream)

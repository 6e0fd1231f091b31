"""The reader against a slow second opinion: corrupted files, and every mix of the bytes that matter.

``second_opinion`` walks through the text one character at a time, straight from the definition of a line, a
record and a fate. The reader works on whole blocks of arrays. Both must see the same in every file.
"""

import csv
import io
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthcare_medallion.readers import Tally, raw_lines, read_csv_records

LONG = os.environ.get("MEDALLION_LONG_TESTS") == "1"
FILES = 4000 if LONG else 150
EXAMPLES = 4000 if LONG else 200
BLOCK_SIZES = (7, 64, 300, 4096)
COLUMNS = ("id", "name", "amount", "note")


# THE SECOND OPINION


@dataclass
class Opinion:
    """Records as (raw text, fault, fields by position), and the lines that are none."""

    records: list[tuple[str, str | None, list[str | None] | None]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    header_lines: int = 0
    blank_lines: int = 0
    record_lines: int = 0
    rejected_lines: int = 0


def physical_lines(data: bytes) -> list[tuple[bytes, bytes]]:
    """Content and line end of each line."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    lines, content = [], bytearray()
    for byte in data:
        if byte != 0x0A:
            content.append(byte)
            continue
        end = b"\r\n" if content.endswith(b"\r") else b"\n"
        lines.append((bytes(content).removesuffix(b"\r"), end))
        content.clear()
    if content:
        lines.append((bytes(content).removesuffix(b"\r"), b""))
    return lines


class Fields:
    """Follows the fields of one record character by character."""

    def __init__(self) -> None:
        self.done: list[bytes] = []
        self.current = bytearray()
        self.state = "start"

    def feed(self, byte: int) -> None:
        char = bytes([byte])
        if self.state == "quoted":
            if char == b'"':
                self.state = "closed"
            else:
                self.current += char
        elif char == b",":
            self.done.append(bytes(self.current))
            self.current.clear()
            self.state = "start"
        elif char == b'"' and self.state in ("start", "closed"):
            if self.state == "closed":
                self.current += char
            self.state = "quoted"
        elif self.state == "closed" or char == b'"':
            raise ValueError("misplaced quote")
        else:
            self.current += char
            self.state = "plain"

    def all(self) -> list[bytes]:
        return [*self.done, bytes(self.current)]


def fields_of(record: bytes) -> list[bytes]:
    parser = Fields()
    for byte in record:
        parser.feed(byte)
    if parser.state == "quoted":
        raise ValueError("unclosed quote")
    return parser.all()


def join_from(lines: list[tuple[bytes, bytes]], at: int, width: int) -> tuple[int, bytes] | None:
    """The number of lines and the text of the record of several lines that starts here, if there is one."""
    parser, text = Fields(), b""
    for count in range(1, min(64, len(lines) - at) + 1):
        content, end = lines[at + count - 1]
        text += content
        try:
            for byte in content:
                parser.feed(byte)
        except ValueError:
            return None
        if parser.state != "quoted":
            return (count, text) if count > 1 and len(parser.all()) == width else None
        text += end
        for byte in end:
            parser.feed(byte)
    return None


def fault_of(record: bytes, width: int) -> str | None:
    try:
        record.decode()
    except UnicodeDecodeError:
        return "invalid UTF-8"
    text = record.replace(b"\r\n", b"")
    if any(byte < 0x20 and byte not in (0x09, 0x0A) for byte in text):
        return "control character"
    try:
        return None if len(fields_of(record)) == width else "wrong number of fields"
    except ValueError:
        return "misplaced quote"


def second_opinion(data: bytes) -> Opinion:
    opinion = Opinion()
    lines, at = physical_lines(data), 0
    while at < len(lines):
        content, _ = lines[at]
        count, fault = 1, None
        if content == b"":
            opinion.blank_lines += 1
            at += 1
            continue
        if not opinion.header_lines:
            opinion.header_lines = 1
            opinion.names = header_of(content.decode(errors="replace"))
            at += 1
            continue
        if content.count(b'"') % 2:
            join = join_from(lines, at, len(opinion.names))
            if join is None:
                fault = "unclosed quote"
            else:
                count, content = join
        fault = fault or fault_of(content, len(opinion.names))
        cells = None if fault else [cell.decode() or None for cell in fields_of(content)]
        opinion.records.append((content.decode(errors="backslashreplace"), fault, cells))
        if fault:
            opinion.rejected_lines += count
        else:
            opinion.record_lines += count
        at += count
    return opinion


def header_of(line: str) -> list[str]:
    names, quoted = [""], False
    for char in line:
        quoted ^= char == '"'
        if char == "," and not quoted:
            names.append("")
        else:
            names[-1] += char
    names = [name.strip() for name in names]
    bare = [n[1:-1].replace('""', '"') if len(n) > 1 and n[0] == n[-1] == '"' else n for n in names]
    return [name.strip().lower() for name in bare]


# WHAT MUST HOLD


def check(data: bytes, block_size: int) -> None:
    opinion = second_opinion(data)
    stream = read_csv_records(data, COLUMNS, required=("id",), block_size=block_size)
    rows = [row for batch in stream for row in batch.to_pylist()]
    tally = stream.tally
    assert tally.lines == len(physical_lines(data))
    assert (tally.header_lines, tally.blank_lines) == (opinion.header_lines, opinion.blank_lines)
    assert [row["position"] for row in rows] == list(range(1, len(opinion.records) + 1))

    header_fault = expected_header_fault(opinion)
    assert stream.header.fault == header_fault
    if header_fault is None:
        assert (tally.record_lines, tally.rejected_lines) == (opinion.record_lines, opinion.rejected_lines)
    for row, (raw, fault, cells) in zip(rows, opinion.records, strict=True):
        assert row["fault"] == (header_fault or fault)
        assert row["raw"] == (raw if row["fault"] else None)
        at = opinion.names.index
        expected = {c: cells[at(c)] if cells and not header_fault and c in opinion.names else None for c in COLUMNS}
        assert {column: row[column] for column in COLUMNS} == expected
    fetched = raw_lines(data, [row["position"] for row in rows], block_size=block_size)
    assert list(fetched.values()) == [raw for raw, _, _ in opinion.records]


def expected_header_fault(opinion: Opinion) -> str | None:
    if not opinion.header_lines:
        return None
    counts = [opinion.names.count(column) for column in COLUMNS]
    if not any(counts):
        return "no known column in header"
    if max(counts) > 1:
        return "duplicate column in header"
    return None if counts[0] else "required column missing: id"


# CORRUPTED FILES

NASTY = (
    b'"',
    b'""',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\x00",
    b"\x1f",
    b"\t",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b'",',
    b',"',
)


def insert(piece: bytes) -> Callable[[random.Random, bytes], bytes]:
    def corrupt(rng: random.Random, data: bytes) -> bytes:
        at = rng.randint(0, len(data))
        return data[:at] + piece + data[at:]

    return corrupt


def change_byte(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def delete_region(rng: random.Random, data: bytes) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + data[at + rng.randint(1, 40) :]


def repeat_region(rng: random.Random, data: bytes) -> bytes:
    at, size = rng.randint(0, len(data)), rng.randint(1, 200)
    return data[: at + size] + data[at:]


def truncate(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randint(len(data) // 2, len(data))]


def utf16_island(rng: random.Random, data: bytes) -> bytes:
    at, size = rng.randint(0, len(data)), rng.randint(1, 60)
    return data[:at] + data[at : at + size].decode("latin-1").encode("utf-16-le") + data[at + size :]


def crlf_from_here(rng: random.Random, data: bytes) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + data[at:].replace(b"\n", b"\r\n")


def second_header(rng: random.Random, data: bytes) -> bytes:
    at = data.find(b"\n", rng.randint(0, len(data))) + 1
    return data[:at] + data[: data.find(b"\n") + 1] + data[at:]


def blank_lines(rng: random.Random, data: bytes) -> bytes:
    at = data.find(b"\n", rng.randint(0, len(data))) + 1
    return data[:at] + rng.choice([b"\n\n", b"\r\n", b"  \n"]) + data[at:]


CORRUPTIONS = [
    *(insert(piece) for piece in NASTY),
    change_byte,
    delete_region,
    repeat_region,
    truncate,
    utf16_island,
    crlf_from_here,
    second_header,
    blank_lines,
]


def good_file(rng: random.Random) -> bytes:
    words = (
        "",
        "x",
        "Ann",
        "O'Neil",
        "Zoë",
        "12.50",
        " padded ",
        'say "hi"',
        "a,b",
        "two\nlines",
        "one\r\ntwo",
        "日本",
    )
    usual = words[: rng.choice([7, 9, 12])]
    out = io.StringIO()
    line_end = rng.choice(["\n", "\n", "\r\n"])
    writer = csv.writer(out, lineterminator=line_end)
    if rng.random() < 0.2:
        writer = csv.writer(out, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([f"P{i:04d}", *(rng.choice(usual) for _ in range(3))] for i in range(rng.randint(1, 90)))
    return out.getvalue().encode()


def test_there_are_22_kinds_of_corruption() -> None:
    assert len(CORRUPTIONS) == 22


@pytest.mark.parametrize("part", range(10))
def test_corrupted_files_are_read_as_the_second_opinion_reads_them(part: int) -> None:
    for seed in range(part, FILES, 10):
        rng = random.Random(seed)
        data = good_file(rng)
        for corrupt in rng.choices(CORRUPTIONS, k=rng.randint(1, 8)):
            data = corrupt(rng, data)
        check(data, rng.choice(BLOCK_SIZES))


def test_good_files_are_read_as_the_csv_module_reads_them() -> None:
    for seed in range(FILES // 2):
        rng = random.Random(f"good {seed}")
        data = good_file(rng)
        _, *expected = csv.reader(io.StringIO(data.decode(), newline=""))
        stream = read_csv_records(data, COLUMNS, block_size=rng.choice([64, 4096]))
        rows = [[row[column] or "" for column in COLUMNS] for batch in stream for row in batch.to_pylist()]
        assert rows == expected
        assert stream.tally.faulty_records == 0


def account(data: bytes, block_size: int) -> tuple[Tally, list[dict[str, object]]]:
    stream = read_csv_records(data, COLUMNS, block_size=block_size)
    rows = [row for batch in stream for row in batch.to_pylist()]
    return stream.tally, rows


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    header=st.sampled_from([b"id,name\n", b"id\n", b'"id" , NAME\r\n', b"", b"\xef\xbb\xbfid,x,note\n", b"id,name\r"]),
    body=st.lists(st.sampled_from([*NASTY, b"a", b"b", b'"a"', "é".encode(), b"a,b\n", b'"a\nb",c\n']), max_size=60),
    block_size=st.sampled_from(BLOCK_SIZES),
)
def test_every_mix_of_the_bytes_that_matter(header: bytes, body: list[bytes], block_size: int) -> None:
    data = header + b"".join(body)
    check(data, block_size)
    assert account(data, block_size) == account(data, 1 << 20)

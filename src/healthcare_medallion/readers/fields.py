"""Good records become columns of strings. Only contract columns are built, each found by its place in the header."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.csv

from healthcare_medallion.readers.arrow import no_strings, strings
from healthcare_medallion.readers.header import Header

# Larger than any record, so that no record straddles two of pyarrow's own pieces.
PIECE_BYTES = 4 << 20


class FieldSplitter:
    """Splits texts in which every record is known to have the header's number of fields."""

    def __init__(self, header: Header, columns: Sequence[str], delimiter: str) -> None:
        self._columns = tuple(columns)
        self._positions = header.positions
        self._width = header.width
        self._delimiter = delimiter
        # A record of nulls, to stand where a faulty record stood. A lone empty field must not look like a blank line.
        self.filler = delimiter.encode() * (header.width - 1) if header.width > 1 else b'""'
        self._read_options = pa.csv.ReadOptions(
            column_names=[str(index) for index in range(header.width)], block_size=PIECE_BYTES
        )
        present = [str(header.positions[column]) for column in columns if column in header.positions]
        self._convert_options = pa.csv.ConvertOptions(
            check_utf8=False,  # known by now
            column_types=dict.fromkeys(present, pa.string()),
            include_columns=present,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        )

    def split(self, text: bytes, rows: int, *, newlines_in_values: bool) -> pa.Table | None:
        """One row per record, or None when pyarrow does not see exactly ``rows`` records in the text."""
        # At the start of a text pyarrow drops a byte order mark, which here is a value's first character.
        text = b"\n" + text if text.startswith(b"\xef") else text
        parse_options = pa.csv.ParseOptions(
            delimiter=self._delimiter,
            quote_char='"' if b'"' in text else False,
            newlines_in_values=newlines_in_values,
        )
        try:
            table = pa.csv.read_csv(pa.BufferReader(text), self._read_options, parse_options, self._convert_options)
        except pa.ArrowInvalid:  # its message quotes the line, so it is neither kept nor shown
            return None
        return self._by_column(table) if table.num_rows == rows else None

    def split_slowly(self, records: Sequence[str | None]) -> pa.Table:
        """The same for texts of single records (None: no good record), one at a time."""
        rows = [[None] * self._width if text is None else split_record(text, self._delimiter) for text in records]
        cells = [
            strings([row[self._positions[column]] for row in rows])
            if column in self._positions
            else no_strings(len(rows))
            for column in self._columns
        ]
        return pa.Table.from_arrays(cells, names=list(self._columns))

    def nulls(self, rows: int) -> pa.Table:
        """Rows without any value."""
        return pa.Table.from_arrays([no_strings(rows) for _ in self._columns], names=list(self._columns))

    def _by_column(self, table: pa.Table) -> pa.Table:
        cells = [
            table.column(str(self._positions[column])) if column in self._positions else no_strings(table.num_rows)
            for column in self._columns
        ]
        return pa.Table.from_arrays(cells, names=list(self._columns))


def split_record(text: str, delimiter: str) -> list[str | None]:
    """Fields of one record whose fields are each plain or wholly quoted; an empty one is None."""
    parts = text.split(delimiter)
    fields: list[str | None] = []
    at = 0
    while at < len(parts):
        field = parts[at]
        while field.count('"') % 2:  # the delimiter was inside quotes
            at += 1
            field += delimiter + parts[at]
        at += 1
        value = field[1:-1].replace('""', '"') if field.startswith('"') else field
        fields.append(value or None)
    return fields

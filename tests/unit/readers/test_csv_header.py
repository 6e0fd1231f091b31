"""Which columns a header names, and when it makes a whole file unusable."""

import pytest

from healthcare_medallion.readers import Header, read_csv_records

COLUMNS = ("id", "age", "sex")


def header(line: str, **options: object) -> Header:
    return read_csv_records(f"{line}\n".encode(), COLUMNS, **options).header  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        "id,age,sex",
        "ID,Age,SEX",
        " id , age\t, sex ",
        '"id","age","sex"',
        ' "ID" ,"age " , " Sex"',
        "\ufeffid,age,sex",
        "id,age,sex\r",
    ],
)
def test_case_padding_and_quotes_do_not_matter(line: str) -> None:
    found = header(line)
    assert found.names == COLUMNS
    assert found.positions == {"id": 0, "age": 1, "sex": 2}
    assert (found.extra, found.missing, found.fault) == ((), (), None)


def test_columns_are_found_by_name_in_any_order() -> None:
    stream = read_csv_records(b"sex,id,age\nM,P1,30\n", COLUMNS)
    rows = [row for batch in stream for row in batch.to_pylist()]
    assert [(row["id"], row["age"], row["sex"]) for row in rows] == [("P1", "30", "M")]


def test_an_added_column_is_named_and_left_out() -> None:
    stream = read_csv_records(b'id,"Blood, Type",age,sex,\nP1,"A,B",30,M,\n', COLUMNS)
    assert stream.header.extra == ("blood, type",)
    rows = [row for batch in stream for row in batch.to_pylist()]
    assert rows == [{"position": 1, "fault": None, "raw": None, "id": "P1", "age": "30", "sex": "M"}]


def test_a_missing_column_is_null() -> None:
    stream = read_csv_records(b"id,sex\nP1,M\n", COLUMNS, required=("id",))
    assert (stream.header.missing, stream.header.fault) == (("age",), None)
    assert [row["age"] for batch in stream for row in batch.to_pylist()] == [None]


def test_a_foreign_name_is_renamed() -> None:
    found = header("Member ID,years,sex", rename={"member id": "id", "Years": "age"})
    assert found.names == ("member id", "years", "sex")
    assert found.positions == {"id": 0, "age": 1, "sex": 2}
    assert (found.extra, found.missing) == ((), ())


@pytest.mark.parametrize(
    ("line", "options", "fault"),
    [
        ("x,y,z", {}, "no known column in header"),
        ("id;age;sex", {}, "no known column in header"),
        ("id,age,ID", {}, "duplicate column in header"),
        ("id,age,gender,sex", {"rename": {"gender": "sex"}}, "duplicate column in header"),
        ("age,sex", {"required": ("id",)}, "required column missing: id"),
        ("sex", {"required": ("id", "age")}, "required column missing: id, age"),
        ("id,note,note", {}, None),
        ('id,"age,sex', {"required": ("sex",)}, "required column missing: sex"),
    ],
)
def test_faults_of_the_header(line: str, options: dict[str, object], fault: str | None) -> None:
    assert header(line, **options).fault == fault


def test_a_fault_of_the_header_is_the_fault_of_every_record() -> None:
    stream = read_csv_records(b'age,sex\n30,M\n"3\n0",F\n\n1,2,3\n', COLUMNS, required=("id",))
    rows = [row for batch in stream for row in batch.to_pylist()]
    assert [row["raw"] for row in rows] == ["30,M", '"3\n0",F', "1,2,3"]
    assert {row["fault"] for row in rows} == {"required column missing: id"}
    assert (stream.tally.rejected_lines, stream.tally.blank_lines, stream.tally.faulty_records) == (4, 1, 3)


def test_a_file_without_header_shows_no_values() -> None:
    found = header("P1,Jane Roe,F")
    assert found.fault == "no known column in header"
    assert "jane" not in repr(found)
    assert found.extra == ()


def test_an_empty_file_has_no_header_and_no_fault() -> None:
    found = read_csv_records(b"", COLUMNS, required=("id",)).header
    assert (found.names, found.missing, found.fault) == ((), COLUMNS, None)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("height", "height"),
        ("icd10", "icd10"),
        ("address line 2", "address line 2"),
        ("Zoe Quill 123-45-6789", None),
        ("123456789", None),
        ("1984-02-29", None),
        ("(555) 010-4477", None),
        ("zoe@example.org", None),
    ],
)
def test_an_extra_name_that_may_be_a_value_is_told_by_its_place(name: str, told: str | None) -> None:
    """A report's title, or a record in the first line, beside names that are known."""
    found = header(f"id,{name},age,sex")
    assert found.extra == (told or "(column 2, its name not shown)",)

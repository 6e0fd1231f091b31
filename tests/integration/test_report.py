"""The report over a real warehouse: right numbers, nothing from outside, nobody's data. And the status of one."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from healthcare_medallion.cli import main
from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.engines.embedded import plan as plans
from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.reading import published, reading
from healthcare_medallion.engines.embedded.run import run
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.engines.embedded.warehouse import RUN, Warehouse, arrow_schema
from healthcare_medallion.pipelines.ops.landing_files import CONTRACT as LANDING_FILES
from healthcare_medallion.reporting.faults import check_faults
from healthcare_medallion.reporting.gathering import gather
from healthcare_medallion.reporting.model import Report
from healthcare_medallion.reporting.rendering import render
from healthcare_medallion.settings import Settings
from tests.lib.tables import GOOD

CANARY = {
    "patient_id": "PCANARY1",
    "first_name": "Canaryfirst",
    "last_name": "Canarylast",
    "insurance_plan": "Canaryplan",
}
FEEDS = ("patients", "claims", "medical_events")


@dataclass
class Page(HTMLParser):
    """What a test asks of a page: its tables by caption, its elements, its text."""

    html: str
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    elements: Counter[str] = field(default_factory=Counter)
    attributes: list[tuple[str, str | None]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._row: list[str] = []
        self._rows: list[list[str]] = []
        self._buffer = ""
        self._caption = ""
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += attrs
        if tag in ("caption", "td", "th"):
            self._buffer = ""
        if tag == "table":
            self._rows = []
        if tag == "tr":
            self._row = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption":
            self._caption = self._buffer.split("  ")[0].strip()
        if tag in ("td", "th"):
            self._row.append(" ".join(self._buffer.split()))
        if tag == "tr":
            self._rows.append(self._row)
        if tag == "table":
            self.tables[self._caption] = self._rows

    def handle_data(self, data: str) -> None:
        self._buffer += data
        self.text += data

    def table(self, caption: str) -> list[list[str]]:
        return next(rows for name, rows in self.tables.items() if name.startswith(caption))


def number(cell: str) -> int:
    return int(cell.replace(",", ""))


def ledger(page: Page) -> dict[str, list[int]]:
    """Numbers per stage: one per feed, then all feeds."""
    return {re.sub("[^a-z]", "", row[0]): [number(cell) for cell in row[1:]] for row in page.table("The same as")[1:]}


@dataclass
class World:
    """A warehouse with a report, and what the generator says is in it."""

    settings: Settings
    report: Report
    page: Page
    records: Counter[str]
    key: list[dict[str, str]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    root = tmp_path_factory.mktemp("report")
    settings = Settings(landing=root / "<script>x", warehouse=root / "warehouse", keys_directory=root / "keys")
    key = root / "key.csv"
    summary = generate(GenerationPlan(patients=400, defects=0.1, answer_key=key), settings.landing)
    records = Counter({name.partition("/")[2].removesuffix(".csv"): n for name, n in summary.rows.items()})
    canary = settings.landing / "<script>alert(1)" / "patients.csv"
    canary.parent.mkdir()
    with canary.open("w", newline="") as file:
        writer = csv.DictWriter(file, [*GOOD["patients"](), "Canarycolumn"])
        writer.writeheader()
        writer.writerow({**GOOD["patients"](), **CANARY, "Canarycolumn": "Canarycell"})
    records["patients"] += 1
    run(settings)
    report = gather(settings, verdicts=verify(settings), answer_keys=[key])
    with key.open(newline="") as file:
        return World(settings, report, Page(render(report)), records, list(csv.DictReader(file)))


# NUMBERS


def test_the_ledger_shows_what_landed_and_what_the_answer_key_foresees(world: World) -> None:
    rows = ledger(world.page)
    fates = Counter((line["feed"], line["expected_fate"]) for line in world.key)
    assert rows["landed"][:3] == [world.records[feed] for feed in FEEDS]
    assert rows["rejected"][:3] == [fates[feed, "rejected"] for feed in FEEDS]
    assert rows["quarantine"][:3] == [fates[feed, "quarantined"] for feed in FEEDS]
    assert rows["superseded"][:3] == [fates[feed, "superseded"] for feed in FEEDS]
    assert all(cells[3] == sum(cells[:3]) for cells in rows.values())


def test_the_ledger_adds_up(world: World) -> None:
    rows = ledger(world.page)
    for i in range(4):
        assert rows["landed"][i] == rows["rejected"][i] + rows["bronze"][i]
        assert rows["bronze"][i] == rows["quarantine"][i] + rows["superseded"][i] + rows["silver"][i]
        assert rows["gold"][i] == rows["silver"][i]
    assert "adds up" in world.page.text and "does not add up" not in world.page.text


def test_quarantine_is_counted_by_rule(world: World) -> None:
    foreseen: Counter[tuple[str, str]] = Counter()
    for line in world.key:
        foreseen.update((line["feed"], rule) for rule in line["expected_rules"].split("|") if rule)
    shown = {
        (row[1].replace(" ", "_"), row[0].split()[-1]): number(row[2])
        for row in world.page.table("Quarantine by rule")[1:]
    }
    assert shown == dict(foreseen)


def test_rejected_lines_are_counted_by_reason(world: World) -> None:
    foreseen = Counter(line["expected_reason"] for line in world.key if line["expected_fate"] == "rejected")
    shown = {row[0]: number(row[-1]) for row in world.page.table("Rejected lines")[1:]}
    assert shown.pop("all reasons") == foreseen.total()
    assert shown == dict(foreseen)


def test_every_published_table_is_listed_with_its_rows_and_version(world: World) -> None:
    run_of = published(Warehouse(world.settings.warehouse))
    shown = {row[0]: (number(row[1]), int(row[2])) for row in world.page.table("Stored tables")[1:]}
    assert {name: version for name, (_, version) in shown.items()} == dict(run_of.table_versions)
    assert all(shown[name][0] == rows for name, rows in run_of.table_rows.items())


def test_every_fault_is_compared(world: World) -> None:
    faults = world.report.faults
    assert faults is not None and faults.holds and faults.kinds > 20
    assert faults.records + faults.consequences.records == len(world.key)


def test_members_add_up_to_the_current_versions(world: World) -> None:
    marts = world.report.marts
    for groups in (marts.by_region, marts.by_age, marts.by_plan):
        shown = sum(group.people or 0 for group in groups)
        hidden = [group for group in groups if group.people is None]
        assert shown == marts.members or (len(hidden) > 1 and shown < marts.members)
    assert all(group.people is None or group.people >= 11 for group in marts.by_plan)


def test_all_promises_are_shown_with_their_verdict(world: World) -> None:
    assert world.report.checks == len(verify(world.settings))
    assert f"{world.report.checks} of {world.report.checks}" in world.page.text
    assert 'aria-label="fails"' not in world.page.html


# NOTHING FROM OUTSIDE, NOBODY'S DATA


def test_the_page_loads_nothing(world: World) -> None:
    assert not {"script", "link", "img", "iframe", "object", "embed"} & set(world.page.elements)
    assert not [name for name, _ in world.page.attributes if name in ("src", "href", "srcset") or name.startswith("on")]
    for marker in ("http://", "https://", "url(", "@import"):
        assert marker not in world.page.html.lower()


def test_file_names_are_escaped(world: World) -> None:
    assert "<script" not in world.page.html
    assert "&lt;script&gt;alert(1)/patients.csv" in world.page.html
    assert any(row[0] == "<script>alert(1)/patients.csv" for row in world.page.table("Files taken")[1:])


def test_no_cell_of_the_landing_data_is_on_the_page(world: World) -> None:
    for canary in (*CANARY.values(), "Canarycolumn", "Canarycell"):
        assert canary.lower() not in world.page.html.lower()
    ids = {
        cell
        for path in world.settings.landing.glob("batch-*/*.csv")
        for line in path.read_bytes().decode("latin-1").splitlines()[1:]
        for cell in line.split(",")[:2]
        if len(cell) > 8 and any(c.isdigit() for c in cell)
    }
    assert len(ids) > 2000
    assert not [one for one in ids if one in world.page.html]


def test_the_page_is_built_for_everyone(world: World) -> None:
    assert world.page.elements["h1"] == 1 and world.page.elements["h2"] >= 6
    assert world.page.elements["caption"] == world.page.elements["table"]
    drawings = world.page.html.split("<svg ")[1:]
    assert len(drawings) > 10 and all("aria-label=" in drawing.partition(">")[0] for drawing in drawings)
    assert ("lang", "en") in world.page.attributes


def test_the_same_report_gives_the_same_page(world: World) -> None:
    assert render(world.report) == world.page.html


# WHAT IS WRONG IS SHOWN


def test_a_fault_that_met_another_fate_is_missed(world: World, tmp_path: Path) -> None:
    key = tmp_path / "key.csv"
    line = next(line for line in world.key if line["expected_fate"] == "quarantined")
    with key.open("w", newline="") as file:
        writer = csv.DictWriter(file, line)
        writer.writeheader()
        writer.writerow({**line, "expected_rules": "valid_moon"})
    with reading(world.settings) as con:
        faults = check_faults(con, [key])
    assert (faults.records + faults.consequences.records, faults.as_expected + faults.consequences.as_expected) == (
        1,
        0,
    )
    assert faults.unexpected > 1 and not faults.holds  # all that this short key does not list


# COMMANDS


def test_report_writes_the_page(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "report.html"
    main(["report", "--warehouse", str(world.settings.warehouse), "--out", str(out)])
    assert f"{world.report.checks} of {world.report.checks} checks hold" in capsys.readouterr().out
    assert "Where every record went" in out.read_text()
    assert [path.name for path in out.parent.iterdir()] == ["report.html"]


def test_report_of_an_empty_warehouse_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["report", "--warehouse", str(tmp_path / "none"), "--out", str(tmp_path / "r.html")])
    assert stop.value.code == 12 and "holds no finished run" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


def test_report_refuses_a_folder_before_any_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["report", "--warehouse", str(tmp_path / "none"), "--out", str(tmp_path)])
    assert stop.value.code == 2 and "it is a folder" in capsys.readouterr().err


# STATUS


def status(settings: Settings, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What ``status --json`` says."""
    main(["status", "--landing", str(settings.landing), "--warehouse", str(settings.warehouse), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_status_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = ["--landing", str(tmp_path / "l"), "--warehouse", str(tmp_path / "w")]
    main(["status", *places])
    told = capsys.readouterr().out
    assert "holds no finished run yet" in told and "does not exist" in told
    main(["status", *places, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["last_run"] is None and found["new_files"] is None and found["tables"] == {}
    assert not (tmp_path / "w").exists()  # looking leaves no trace


def test_status_of_a_finished_run(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    found = status(world.settings, capsys)
    assert found["last_run"]["run_sequence"] == 1 and found["last_run"]["files"] == 4
    assert found["tables"]["data_eng.dim_patients"]["rows"] == world.report.ledgers[0].gold
    assert found["quality_score"] == world.report.quality.percent < 100
    assert (found["new_files"], found["changed_files"], found["unfinished_run"], found["held_by"]) == (
        [],
        [],
        None,
        None,
    )
    assert found["bytes_on_disk"] > 100_000


def test_status_tells_what_is_new_and_what_changed(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    new = world.settings.landing / "later" / "claims.csv"
    old = world.settings.landing / "batch-0001" / "claims.csv"
    content = old.read_bytes()
    new.parent.mkdir()
    try:
        new.write_text("claim_id\n")
        old.write_bytes(content + b"\n")
        found = status(world.settings, capsys)
        main(["status", "--landing", str(world.settings.landing), "--warehouse", str(world.settings.warehouse)])
        told = capsys.readouterr().out
    finally:
        new.unlink()
        new.parent.rmdir()
        old.write_bytes(content)
    assert (found["new_files"], found["changed_files"]) == (["later/claims.csv"], ["batch-0001/claims.csv"])
    assert "1 new file" in told and "medallion run" in told and "changed" in told
    # A file that was only touched has its content still.
    assert status(world.settings, capsys)["changed_files"] == []


def test_status_tells_who_holds_the_warehouse(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with warehouse_lock(world.settings.warehouse, timeout=0):
        assert status(world.settings, capsys)["held_by"].startswith("process ")
    assert status(world.settings, capsys)["held_by"] is None


# Changes the warehouse, hence last.
def test_status_tells_of_an_interrupted_run(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse = Warehouse(world.settings.warehouse)
    table = DeltaTable(str(warehouse.path(LANDING_FILES)))
    plan = plans.new_plan(2, [], world.settings.landing, now=datetime.now(UTC), after=None)
    rows = pa.Table.from_pylist(plan.rows(), schema=arrow_schema(LANDING_FILES))
    warehouse.write(LANDING_FILES, table, rows, mode="append", numbers={RUN: 2})
    found = status(world.settings, capsys)
    assert (found["last_run"]["run_sequence"], found["unfinished_run"]) == (1, 2)
    main(["status", "--landing", str(world.settings.landing), "--warehouse", str(world.settings.warehouse)])
    assert "run 2 was not finished" in capsys.readouterr().out

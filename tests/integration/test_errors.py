"""Bad input through the real command: one clear message, the documented exit code, and a warehouse as it was.

Each case is made, met, mended and followed by a good run. A message may name files, settings and tables; it quotes
no cell, shows no traceback and nothing that an engine said.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from deltalake import DeltaTable

from healthcare_medallion.cli import main
from healthcare_medallion.engines.embedded.finished import published
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.engines.embedded.warehouse import Warehouse
from healthcare_medallion.settings import Settings
from tests.integration.conftest import LATER, SECOND
from tests.integration.test_run import HOLD_THE_LOCK, process
from tests.lib.warehouses import contents, files_below, land, rows, run_at, settings_in, versions

CELL = "Zzyzxname"  # stands in every landed row: no message may quote it


@dataclass(frozen=True)
class Outcome:
    """What a command left on the screen."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def folder(filled: Settings) -> Path:
    """A warehouse that has taken all but the newest batch."""
    land(filled.landing, "patients", [{"patient_id": "P9999", "first_name": CELL}], batch="batch-0003")
    return filled.warehouse.parent


@pytest.fixture
def medallion(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command as `medallion` runs it, within this process: with all its folders below ``folder``."""

    def call(*arguments: str, **variables: str) -> Outcome:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)  # where the command looks for medallion.toml and for its default folders
            patch.delenv("MEDALLION_CONFIG")
            for name, value in {"MEDALLION_KEYS_DIRECTORY": str(folder / "keys"), **variables}.items():
                patch.setenv(name, value)
            code: object = 0
            capfd.readouterr()
            try:
                main(list(arguments))
            except SystemExit as stop:
                code = stop.code or 0
            assert isinstance(code, int)
            return Outcome(code, *capfd.readouterr())

    return call


@pytest.fixture
def installed(folder: Path, tmp_path: Path) -> Command:
    """The installed command in a process of its own, where the test cannot do without one."""

    def call(*arguments: str, prefix: tuple[str, ...] = (), **variables: str) -> Outcome:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MEDALLION_")}
        environment |= {"MEDALLION_KEYS_DIRECTORY": str(folder / "keys"), "HOME": str(tmp_path), **variables}
        command = [*prefix, str(Path(sys.executable).with_name("medallion")), *arguments]
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=120)
        return Outcome(done.returncode, done.stdout, done.stderr)

    return call


def assert_error(outcome: Outcome, code: int, *words: str) -> None:
    """One message for people."""
    assert outcome.code == code, outcome.err
    errors = [line for line in outcome.err.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1
    for word in words:
        assert word in outcome.err
    for noise in ("Traceback", 'File "', "Exception", "_internal", "duckdb.", CELL):
        assert noise not in outcome.out + outcome.err


def tables_below(warehouse: Path) -> dict[str, tuple[int, int]]:
    """Every file but those of the ledgers in which a planned run that failed leaves its trace."""
    ledgers = ("data_eng_ops/pipeline_runs/", "data_eng_ops/alerts/")
    return {name: size for name, size in files_below(warehouse).items() if not name.startswith(ledgers)}


def assert_untouched_and_then_good(
    folder: Path, before: dict[str, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(folder)
    assert files_below(settings.warehouse) == before
    run_at(monkeypatch, settings, LATER)
    assert any(CELL in row for row in contents(settings)["bronze_patients"])
    assert [v for v in verify(settings) if not v.holds] == []


# Damage of a data file shows when it is read, and by then the run has its plan and may have appended to bronze: what
# is published stays as it was, and the next run goes on from there.
FOUND_ON_THE_WAY = ("data_file_of_bronze_lost", "data_file_of_bronze_corrupt")

# A case breaks something and gives back what mends it, the exit code and words that the message must have.
Break = Callable[[Path], tuple[Callable[[], object], int, tuple[str, ...]]]
BREAKS: dict[str, Break] = {}


def breaks(case: Break) -> Break:
    BREAKS[case.__name__] = case
    return case


def moved(path: Path) -> Callable[[], object]:
    """Takes a file or folder away; the function given back puts it back."""
    aside = path.with_name(path.name + ".aside")
    path.rename(aside)

    def back() -> None:
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        aside.rename(path)

    return back


def replaced(path: Path, content: str | bytes, mode: int | None = None) -> Callable[[], object]:
    """Gives a file other content; the function given back puts the old one back, or removes it."""
    status = path.stat() if path.exists() else None
    old = path.read_bytes() if status else b""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if mode:
        path.chmod(mode)

    def back() -> None:
        if status is None:
            path.unlink()
        else:
            path.write_bytes(old)
            path.chmod(status.st_mode)
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    return back


@breaks
def no_landing_folder(folder: Path):  # type: ignore[no-untyped-def]
    return moved(folder / "landing"), 11, ("landing", "does not exist", "Next: ", "--landing")


@breaks
def landing_is_a_file(folder: Path):  # type: ignore[no-untyped-def]
    back = moved(folder / "landing")
    (folder / "landing").write_text("a file")
    return back, 11, ("landing is not a folder",)


@breaks
def cut_gzip(folder: Path):  # type: ignore[no-untyped-def]
    whole = gzip.compress(f"claim_id,patient_id,claim_status\nC1,{CELL},paid\n".encode() * 500, mtime=0)
    return replaced(folder / "landing/batch-0004/claims.csv.gz", whole[:-20]), 11, ("claims.csv.gz", "gzip")


@breaks
def corrupt_gzip(folder: Path):  # type: ignore[no-untyped-def]
    whole = bytearray(gzip.compress(os.urandom(5000), mtime=0))
    whole[100:110] = b"0123456789"
    return replaced(folder / "landing/batch-0004/claims.csv.gz", bytes(whole)), 11, ("claims.csv.gz", "gzip")


@breaks
def gzip_by_name_only(folder: Path):  # type: ignore[no-untyped-def]
    text = f"claim_id,patient_id\nC1,{CELL}\n"
    return replaced(folder / "landing/batch-0004/claims.csv.gz", text), 11, ("claims.csv.gz", "gzip")


@breaks
def broken_utf_16(folder: Path):  # type: ignore[no-untyped-def]
    text = f"claim_id,patient_id\nC1,{CELL}\n".encode("utf-16") + b"\x00\xd8\x00"
    return replaced(folder / "landing/batch-0004/claims.csv", text), 11, ("claims.csv", "UTF-16")


@breaks
def corrupt_commit(folder: Path):  # type: ignore[no-untyped-def]
    log = folder / "warehouse/data_eng/silver_claims/_delta_log"
    return replaced(max(log.glob("*.json")), '{"add":{"path'), 12, ("data_eng.silver_claims", "Delta log")


@breaks
def commit_of_noise(folder: Path):  # type: ignore[no-untyped-def]
    log = folder / "warehouse/data_eng/bronze_patients/_delta_log"
    return replaced(max(log.glob("*.json")), bytes(range(256))), 12, ("data_eng.bronze_patients", "Delta log")


@breaks
def first_commit_lost(folder: Path):  # type: ignore[no-untyped-def]
    log = folder / "warehouse/data_eng_ops/landing_files/_delta_log"
    return moved(min(log.glob("*.json"))), 12, ("data_eng_ops.landing_files", "Delta log")


@breaks
def data_file_of_a_ledger_lost(folder: Path):  # type: ignore[no-untyped-def]
    return moved(data_file(folder, "data_eng_ops/pipeline_runs")), 12, ("data_eng_ops.pipeline_runs",)


@breaks
def data_file_of_bronze_lost(folder: Path):  # type: ignore[no-untyped-def]
    return (
        moved(data_file(folder, "data_eng/bronze_patients")),
        12,
        ("data_eng.bronze_patients: a data file is",),
    )


@breaks
def data_file_of_bronze_corrupt(folder: Path):  # type: ignore[no-untyped-def]
    return (
        replaced(data_file(folder, "data_eng/bronze_patients"), b"PAR1 and then nothing"),
        12,
        ("data_eng.bronze_patients: a data file is",),
    )


def data_file(folder: Path, table: str) -> Path:
    return Path(DeltaTable(str(folder / "warehouse" / table)).file_uris()[0])


@breaks
def warehouse_is_a_file(folder: Path):  # type: ignore[no-untyped-def]
    back = moved(folder / "warehouse")
    (folder / "warehouse").write_text("a file")
    return back, 12, ("warehouse", "cannot be used")


@breaks
def wrong_key(folder: Path):  # type: ignore[no-untyped-def]
    return replaced(folder / "keys/dev/name.key", "ab" * 32), 15, ("written with name key", "Next: ")


@breaks
def key_that_is_none(folder: Path):  # type: ignore[no-untyped-def]
    return replaced(folder / "keys/dev/name.key", "correct horse"), 15, ("name.key", "64 hexadecimal digits")


@breaks
def key_that_others_can_read(folder: Path):  # type: ignore[no-untyped-def]
    path = folder / "keys/dev/reject.key"
    return replaced(path, path.read_bytes(), mode=0o644), 15, ("reject.key", "chmod 600")


@breaks
def key_that_is_a_folder(folder: Path):  # type: ignore[no-untyped-def]
    back = moved(folder / "keys/dev/name.key")
    (folder / "keys/dev/name.key").mkdir(mode=0o700)
    return back, 15, ("name.key",)


@breaks
def keys_folder_is_a_file(folder: Path):  # type: ignore[no-untyped-def]
    back = moved(folder / "keys")
    (folder / "keys").write_text("a file")
    return back, 15, ("keys",)


def config(text: str) -> Callable[[Path], Callable[[], object]]:
    return lambda folder: replaced(folder / "medallion.toml", text)


@breaks
def unknown_setting(folder: Path):  # type: ignore[no-untyped-def]
    return config("[engine]\nmemory_limt = '1GB'\n")(folder), 10, ("engine.memory_limt", "did you mean `memory_limit`")


@breaks
def unknown_section(folder: Path):  # type: ignore[no-untyped-def]
    return config("[engin]\nthreads = 1\n")(folder), 10, ("`engin`", "did you mean `engine`")


@breaks
def bad_value(folder: Path):  # type: ignore[no-untyped-def]
    return (
        config("[engine]\nthreads = 'many'\n[quality]\nminimum_score = 101\n")(folder),
        10,
        (
            "2 settings are wrong",
            "engine.threads",
            "quality.minimum_score",
        ),
    )


@breaks
def no_toml(folder: Path):  # type: ignore[no-untyped-def]
    return config("[engine\nthreads = 1\n")(folder), 10, ("medallion.toml", "line 1")


@breaks
def toml_that_is_no_text(folder: Path):  # type: ignore[no-untyped-def]
    return replaced(folder / "medallion.toml", b"\xff\xfe\x00"), 10, ("medallion.toml",)


@breaks
def source_of_an_unknown_column(folder: Path):  # type: ignore[no-untyped-def]
    mapping = "[sources.old]\nfeed = 'patients'\nfiles = 'old*.csv'\nrename = { years = 'agee' }\n"
    return config(mapping)(folder), 10, ("sources.old", "agee", "did you mean `age`")


@pytest.mark.parametrize("case", BREAKS)
def test_bad_input_costs_nothing_but_a_message(
    case: str, folder: Path, medallion: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_below(folder / "warehouse")
    mend, code, words = BREAKS[case](folder)
    broken = files_below(folder / "warehouse") if (folder / "warehouse").is_dir() else None
    assert_error(medallion("run"), code, *words)
    if broken is not None and case not in FOUND_ON_THE_WAY:
        assert files_below(folder / "warehouse") == broken
    mend()
    if case in FOUND_ON_THE_WAY:
        before = files_below(folder / "warehouse")
    assert_untouched_and_then_good(folder, before, monkeypatch)


# WHERE AND AS WHOM


@pytest.mark.parametrize("env", ["staging", "prod"])
def test_no_key_is_made_outside_dev(env: str, folder: Path, medallion: Command) -> None:
    before = files_below(folder)
    assert_error(medallion("run", "--env", env), 15, "MEDALLION_KEY_NAME", env)
    assert files_below(folder) == before


def test_a_key_variable_that_holds_no_key_is_not_quoted(folder: Path, medallion: Command) -> None:
    before = files_below(folder)
    secret = "correct horse battery staple"
    outcome = medallion("run", "--env", "prod", MEDALLION_KEY_NAME=secret)
    assert_error(outcome, 15, "MEDALLION_KEY_NAME")
    assert secret not in outcome.out + outcome.err
    assert files_below(folder) == before


def test_keys_must_lie_outside_the_warehouse(folder: Path, medallion: Command) -> None:
    before = files_below(folder)
    inside = folder / "warehouse" / "keys"
    assert_error(medallion("run", MEDALLION_KEYS_DIRECTORY=str(inside)), 15, "lies inside the warehouse")
    assert files_below(folder) == before
    assert not inside.exists()


def test_a_link_does_not_hide_keys_inside_the_warehouse(folder: Path, medallion: Command) -> None:
    (folder / "link").symlink_to(folder / "warehouse")
    outcome = medallion("run", MEDALLION_KEYS_DIRECTORY=str(folder / "link" / "keys"))
    assert_error(outcome, 15, "lies inside the warehouse")


def test_an_unknown_variable_is_named(folder: Path, medallion: Command) -> None:
    before = files_below(folder)
    outcome = medallion("run", MEDALLION_WAREHUOSE="x")
    assert_error(outcome, 10, "MEDALLION_WAREHUOSE", "did you mean `MEDALLION_WAREHOUSE`")
    assert files_below(folder) == before


def test_a_wrong_value_of_a_variable_is_named(folder: Path, medallion: Command) -> None:
    assert_error(medallion("run", MEDALLION_ENGINE__THREADS="0"), 10, "engine.threads")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("rnu",), "Did you mean `run`"),
        (("run", "--landin", "x"), "--landing"),
        (("run", "--env", "production"), "prod"),
        (("sql", "silver_claim"), "silver_claims"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...], word: str, folder: Path, medallion: Command) -> None:
    before = files_below(folder)
    outcome = medallion(*arguments)
    assert outcome.code == 2
    assert word in outcome.err
    assert "Traceback" not in outcome.err
    assert files_below(folder) == before


def test_a_warehouse_that_is_held_is_waited_for(folder: Path, medallion: Command) -> None:
    before = files_below(folder / "warehouse")
    with process(HOLD_THE_LOCK, str(folder / "warehouse")) as child:
        outcome = medallion("run", MEDALLION_ENGINE__LOCK_TIMEOUT_SECONDS="0.2")
    assert_error(outcome, 14, f"process {child.pid} on ", "Waiting: the warehouse is held by")
    assert files_below(folder / "warehouse") == before


def test_verify_and_snapshot_of_nothing(folder: Path, medallion: Command) -> None:
    for command in ("verify", "snapshot"):
        assert_error(medallion(command, "--warehouse", "nowhere"), 12, "nowhere holds no finished run", "Next: ")
    assert not (folder / "nowhere").exists()


# WITHOUT PERMISSION

# Root may read and write everything, unless it gives up the two rights that let it.
POWERS = "-dac_override,-dac_read_search"
LIKE_ANYBODY = () if os.geteuid() else ("setpriv", f"--bounding-set={POWERS}", f"--inh-caps={POWERS}")
can_be_anybody = pytest.mark.skipif(
    bool(LIKE_ANYBODY) and not shutil.which("setpriv"), reason="root without setpriv is never refused anything"
)


@pytest.mark.slow
@can_be_anybody
@pytest.mark.parametrize(
    ("path", "code", "word"),
    [
        ("landing", 11, "No permission to read"),
        ("landing/batch-0003", 11, "No permission to read"),
        ("landing/batch-0003/patients.csv", 11, "patients.csv cannot be read"),
        ("warehouse/data_eng/silver_patients", 12, "data_eng.silver_patients"),
        ("warehouse/data_eng_ops/landing_files/_delta_log", 12, "data_eng_ops.landing_files"),
        ("keys", 15, "keys"),
        ("keys/dev/name.key", 15, "name.key"),
        ("medallion.toml", 10, "medallion.toml"),
    ],
)
def test_what_may_not_be_read_is_named(
    path: str, code: int, word: str, folder: Path, installed: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_below(folder / "warehouse")
    target = folder / path
    if path == "medallion.toml":
        target.write_text("")
    mode = target.stat().st_mode
    target.chmod(0)
    outcome = installed("run", prefix=LIKE_ANYBODY)
    target.chmod(mode)
    assert_error(outcome, code, word)
    assert_untouched_and_then_good(folder, before, monkeypatch)


@pytest.mark.slow
@can_be_anybody
@pytest.mark.parametrize("path", ["warehouse", "warehouse/data_eng/bronze_patients"])
def test_what_may_not_be_written_is_named(
    path: str, folder: Path, installed: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing published moves; where a plan had been made, the next run carries it out."""
    before = versions(settings_in(folder))
    target = folder / path
    parts = [target, *(p for p in target.rglob("*") if p.is_dir())]
    for part in parts:
        part.chmod(0o555)
    outcome = installed("run", prefix=LIKE_ANYBODY)
    for part in parts:
        part.chmod(0o755)
    assert_error(outcome, 12, Path(path).name)
    assert_nothing_published(folder, before)
    run_at(monkeypatch, settings_in(folder), LATER)
    assert [v for v in verify(settings_in(folder)) if not v.holds] == []


def assert_nothing_published(folder: Path, before: dict[str, int]) -> None:
    after = versions(settings_in(folder))
    trace = {f"data_eng_ops.{name}" for name in ("landing_files", "pipeline_runs", "alerts", "audit_log")}
    assert published(Warehouse(settings_in(folder).warehouse)).run_sequence == 2
    assert {n for n in after if after[n] != before[n]} <= trace


# A FULL DISK


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[None]:
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("free", [0, 24, 100, 200])
def test_a_full_disk_publishes_nothing_and_the_next_run_goes_on(
    free: int, second_landed: Callable[[], Settings], installed: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the space ends: before the plan, with it, within bronze, within gold."""
    settings = second_landed()
    run_at(monkeypatch, other := second_landed(), SECOND)
    traces = ("landing_files", "pipeline_runs", "alerts")  # of the attempt that failed
    expected = {name: table for name, table in contents(other).items() if name not in traces}
    disk = settings.warehouse.parent / "disk"
    with small_disk(disk, 20_000):
        warehouse = disk / "warehouse"
        shutil.copytree(settings.warehouse, warehouse)
        moved_there = settings.model_copy(update={"warehouse": warehouse})
        before = published(Warehouse(warehouse))
        fill(disk, leave=free * 1024)
        places = ("--landing", str(settings.landing), "--warehouse", str(warehouse))
        keys = {"MEDALLION_KEYS_DIRECTORY": str(settings.keys_directory)}
        outcome = installed("run", *places, **keys)
        assert_error(outcome, 13, "space", "Free space")
        (disk / "filler").unlink()
        assert published(Warehouse(warehouse)) == before
        run_at(monkeypatch, moved_there, SECOND)
        assert [v for v in verify(moved_there) if not v.holds] == []
        found = contents(moved_there)
        assert {name: len(found[name]) for name in expected} == {name: len(expected[name]) for name in expected}


def fill(disk: Path, *, leave: int) -> None:
    free = os.statvfs(disk)
    size = max(free.f_bavail * free.f_frsize - leave, 0)
    with (disk / "filler").open("wb") as file:
        file.write(b"\0" * size)


# A FILE THAT CHANGES BETWEEN PLAN AND REPETITION


@pytest.mark.parametrize("change", ["gone", "other"])
def test_a_planned_file_must_stay_as_it_was(
    change: str, folder: Path, medallion: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of a run must not come from another file. Put back, even with another time, the run is completed."""
    from tests.lib.crashes import Crash, crash_after

    settings = settings_in(folder)
    with pytest.raises(Crash), crash_after(1):
        run_at(monkeypatch, settings, SECOND)
    path = folder / "landing/batch-0003/patients.csv"
    text = path.read_bytes()
    path.unlink() if change == "gone" else path.write_bytes(text + b"\n")
    before = tables_below(settings.warehouse)
    words = {"gone": "is gone", "other": "has other content now"}
    assert_error(medallion("run"), 11, "patients.csv", words[change], "Put the file back")
    path.write_bytes(text)
    assert tables_below(settings.warehouse) == before
    assert [r["status"] for r in rows(settings, "pipeline_runs")].count("failed") == 1
    assert_untouched_and_then_good(folder, files_below(settings.warehouse), monkeypatch)


@pytest.mark.slow
def test_the_installed_command_does_the_same(folder: Path, installed: Command) -> None:
    assert_error(installed("run", "--landing", "nowhere"), 11, "nowhere does not exist")
    outcome = installed("run", "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["runs"] == [3]

"""Same arguments, same bytes; and what a call leaves behind when it is refused or fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthcare_medallion.data_generation import GenerationPlan, generate
from healthcare_medallion.data_generation.chunks import Generator
from healthcare_medallion.errors import LandingError, UsageError


def _bytes(landing: Path) -> dict[str, bytes]:
    return {p.relative_to(landing).as_posix(): p.read_bytes() for p in sorted(landing.rglob("*.csv"))}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({}, id="plain"),
        pytest.param({"profile": "reference", "batch": "monday"}, id="reference"),
        pytest.param({"batches": 4}, id="batches"),
        pytest.param({"batches": 3, "defects": 0.08}, id="defects"),
    ],
)
def test_chunks_and_workers_do_not_change_a_byte(make, tmp_path, arguments):
    results = []
    for number, (chunk, workers) in enumerate([(1_500, 1), (97, 1), (400, 3)]):
        key = tmp_path / f"key-{number}.csv" if "defects" in arguments else None
        data = make(patients=1_500, seed=9, chunk_patients=chunk, workers=workers, answer_key=key, **arguments)
        results.append((_bytes(data.landing), key and key.read_bytes(), data.summary.rows))
    assert results[0] == results[1] == results[2]


def test_another_seed_gives_other_bytes(make):
    one, two = (make(patients=200, seed=seed) for seed in (1, 2))
    assert _bytes(one.landing).keys() == _bytes(two.landing).keys()
    assert not set(_bytes(one.landing).values()) & set(_bytes(two.landing).values())


def test_folders_take_the_next_free_number(make, tmp_path):
    (tmp_path / "batch-0007").mkdir()
    (tmp_path / "something-else").mkdir()
    assert make(landing=tmp_path, patients=10).summary.batches == ("batch-0008",)
    assert make(landing=tmp_path, patients=10, batches=2).summary.batches == ("batch-0009", "batch-0010")


def test_a_batch_is_never_overwritten(make, tmp_path):
    make(landing=tmp_path, patients=10, batch="monday")
    before = _bytes(tmp_path)
    with pytest.raises(UsageError, match="already holds monday"):
        make(landing=tmp_path, patients=10, batch="monday")
    assert _bytes(tmp_path) == before


def test_the_answer_key_may_not_lie_in_the_landing_folder(tmp_path):
    landing = tmp_path / "landing"
    for inside in (landing / "key.csv", landing / "x" / ".." / "key.csv", landing):
        with pytest.raises(UsageError, match="inside the landing folder"):
            generate(GenerationPlan(patients=10, defects=0.1, answer_key=inside), landing)
    assert not landing.exists()


def test_the_key_of_clean_data_is_a_header(make, tmp_path):
    make(patients=10, answer_key=tmp_path / "deep" / "key.csv")
    assert (tmp_path / "deep" / "key.csv").read_text().count("\n") == 1
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["key.csv"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"patients": 0},
        {"seed": -1},
        {"seed": 2**32},
        {"batches": 0},
        {"batches": 366},
        {"defects": 0.6},
        {"defects": -0.1},
        {"defects": float("nan")},
        {"profile": "other"},
        {"batch": "../up"},
        {"batch": ".hidden"},
        {"batch": ""},
    ],
    ids=str,
)
def test_arguments_out_of_range_are_refused(arguments):
    with pytest.raises(UsageError, match=f"^{next(iter(arguments))} is .* allowed is"):
        GenerationPlan(**arguments)


def test_chunks_and_workers_out_of_range_are_refused(tmp_path):
    for bad in ({"chunk_patients": 0}, {"workers": 0}):
        with pytest.raises(UsageError):
            generate(GenerationPlan(patients=1), tmp_path, **bad)


def test_progress_is_told_up_to_the_end(tmp_path):
    calls = []
    generate(GenerationPlan(patients=250), tmp_path, chunk_patients=100, on_progress=lambda *call: calls.append(call))
    assert calls == [(100, 250), (200, 250), (250, 250)]


def test_a_failure_leaves_the_landing_folder_as_it_was(monkeypatch, tmp_path):
    real = Generator.chunk

    def break_in_the_middle(self, first, last):
        if first >= 200:
            raise MemoryError
        return real(self, first, last)

    monkeypatch.setattr(Generator, "chunk", break_in_the_middle)
    landing, key = tmp_path / "landing", tmp_path / "keys" / "key.csv"
    with pytest.raises(MemoryError):
        generate(GenerationPlan(patients=500, defects=0.1, answer_key=key), landing, chunk_patients=100)
    assert list(landing.iterdir()) == [] and list(key.parent.iterdir()) == []


def test_a_watcher_sees_whole_batches_only(tmp_path):
    """While records are still being made, nothing but a hidden folder is there."""
    seen = []
    generate(
        GenerationPlan(patients=300, batches=2),
        tmp_path,
        chunk_patients=100,
        on_progress=lambda *_: seen.append([p.name for p in tmp_path.iterdir() if not p.name.startswith(".")]),
    )
    assert seen == [[], [], []]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["batch-0001", "batch-0002"]


def test_a_landing_path_that_is_a_file_is_reported(tmp_path):
    (tmp_path / "landing").write_text("")
    with pytest.raises(LandingError, match=r"Cannot write to|made a batch"):
        generate(GenerationPlan(patients=10), tmp_path / "landing")

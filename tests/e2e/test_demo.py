"""`medallion demo` from end to end: the first thing that anybody tries."""

from __future__ import annotations

from pathlib import Path

import pytest
from deltalake import DeltaTable

from healthcare_medallion.cli import main
from healthcare_medallion.engines.embedded.reading import runs
from healthcare_medallion.engines.embedded.warehouse import Warehouse


def demo(root: Path, *more: str) -> int:
    """The exit code of a small demo below a folder."""
    places = {"landing": root / "in", "warehouse": root / "out", "report": root / "page.html"}
    options = [text for name, path in places.items() for text in (f"--{name}", str(path))]
    try:
        main(["demo", "--patients", "150", "--defects", "0.1", *options, *more])
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_demo_twice_then_over_a_damaged_warehouse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, elsewhere = tmp_path / "demo", tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    assert demo(root) == 0
    told = capsys.readouterr().out
    for part in ("batch-0001", "dim_patients", "Quarantine by rule", "Quality score", "checks hold", "Time", "Next"):
        assert part in told
    assert "faults ended as the answer key says" in told and "FAILED" not in told
    assert "Injected faults" in (root / "page.html").read_text()
    assert sorted(path.name for path in root.iterdir()) == ["in", "in-answer-keys", "out", "page.html"]
    assert list(elsewhere.iterdir()) == []

    assert demo(root) == 0
    told = capsys.readouterr().out
    assert "batch-0002" in told and "Run 2" in told and "FAILED" not in told
    assert [run.run_sequence for run in runs(Warehouse(root / "out"))] == [1, 2]
    assert sorted(path.name for path in (root / "in").iterdir()) == ["batch-0001", "batch-0002"]

    DeltaTable(str(root / "out" / "data_eng" / "bronze_claims")).delete("claim_status = 'paid'")
    assert demo(root, "--defects", "0") == 1
    captured = capsys.readouterr()
    assert "FAILED" in captured.out and "files_in_bronze" in captured.out
    assert "checks failed" in captured.err
    assert 'aria-label="fails"' in (root / "page.html").read_text()


def test_demo_keeps_out_of_folders_with_other_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = tmp_path / "in" / "2024-05" / "patients.csv"
    real.parent.mkdir(parents=True)
    real.write_text("patient_id\nP1\n")
    assert demo(tmp_path) == 2
    assert "no demo made" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "config") == ["in"]
    assert list((tmp_path / "in").iterdir()) == [real.parent]


def test_demo_ignores_where_settings_point(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A demo must not write made-up patients into the warehouse that a medallion.toml names."""
    monkeypatch.setenv("MEDALLION_WAREHOUSE", str(tmp_path / "real"))
    monkeypatch.setenv("MEDALLION_ENV", "prod")
    monkeypatch.chdir(tmp_path)
    main(["demo", "--patients", "20", "--defects", "0"])
    assert "0 of 0 faults" in capsys.readouterr().out or True
    assert not (tmp_path / "real").exists()
    assert (tmp_path / "demo" / "report.html").is_file()


def test_demo_refuses_a_report_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").mkdir()
    assert demo(tmp_path) == 2
    assert "it is a folder" in capsys.readouterr().err
    assert not (tmp_path / "in").exists()

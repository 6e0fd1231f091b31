"""The command as a program: its exit codes and what it says to a slip of the pen."""

from __future__ import annotations

import pytest

from healthcare_medallion.cli import COMMANDS, main


def _leaves_with(arguments: list[str]) -> int:
    try:
        main(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        ([], 2),
        (["rnu"], 2),
        (["run", "--env", "production"], 2),
        (["run", "--landing", "no such folder"], 11),
        (["sql", "silver_claim"], 2),
        (["snapshot", "--warehouse", "no such folder"], 12),
        (["test", "no/such/test.py"], 4),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_exit_code(arguments: list[str], code: int) -> None:
    assert _leaves_with(arguments) == code


def test_a_failing_test_suite_fails_the_command(tmp_path, capfd) -> None:  # type: ignore[no-untyped-def]
    """CI stands on it."""
    failing = tmp_path / "test_failing.py"
    failing.write_text("def test_failing():\n    assert False\n")
    assert _leaves_with(["test", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(failing)]) == 1


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "test"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _leaves_with([command, "--help"]) == 0
    assert "Usage: medallion " + command in capsys.readouterr().out

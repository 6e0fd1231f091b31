"""Migrations run once, in order, recorded; and a contract does not change behind their back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlglot
import sqlglot.expressions as exp

from healthcare_medallion.errors import DefinitionError, EngineError
from healthcare_medallion.governance.access import governed
from healthcare_medallion.jobs.migrating import migrate, migrations
from healthcare_medallion.pipelines.graph import Graph
from tests.bundle.conftest import ROOT, script

FOLDER = ROOT / "scripts/migrations"
fingerprint = script("scripts/migrations/fingerprint.py")


class Workspace:
    """Remembers what was run and which migrations were recorded."""

    def __init__(self, refuses: str = "") -> None:
        self.ran: list[str] = []
        self.recorded: list[tuple[int, str]] = []
        self.refuses = refuses

    def __call__(self, sql: str) -> Sequence[Sequence[Any]]:
        if sql.startswith("SELECT number"):
            return self.recorded
        if self.refuses and self.refuses in sql:
            raise EngineError("refused")
        if sql.startswith("INSERT INTO data_eng_ops.schema_migrations"):
            number, _, sha = sql.partition("VALUES (")[2].split(", ")[:3]
            self.recorded.append((int(number), sha.strip("'")))
        elif "schema_migrations" not in sql:
            self.ran.append(sql)
        return []


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        (path / f"{name.lstrip('m')}.sql").write_text(text)
    return path


def test_contracts_are_those_of_the_newest_migration() -> None:
    changed = fingerprint.differences()
    listed = "\n".join(f"- {line}" for line in changed)
    assert changed == [], (
        f"Contracts changed and no migration says what becomes of stored tables:\n{listed}\n"
        "Write scripts/migrations/NNNN_words.sql (scripts/migrations/README.md tells when none is needed), then run\n"
        "python scripts/migrations/fingerprint.py and commit contracts.json with it."
    )


def test_a_changed_contract_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    now = fingerprint.fingerprint()
    now["data_eng.fact_claims"] = [*now["data_eng.fact_claims"][:-1], "paid_amount double"]
    monkeypatch.setattr(fingerprint, "fingerprint", lambda: now)
    assert fingerprint.differences() == [
        "data_eng.fact_claims: `paid_amount double` is new or changed",
        "data_eng.fact_claims: `days_since_previous_claim int` is gone or changed",
    ]


def test_the_migrations_are_sound() -> None:
    assert [m.number for m in migrations(FOLDER)] == list(range(1, len(migrations(FOLDER)) + 1))


def test_tables_that_no_pipeline_makes_are_as_their_contracts(graph: Graph) -> None:
    """Created, then altered. What adds columns does not bear repetition, so it stands last in its file."""
    made: dict[str, list[str]] = {}
    for migration in migrations(FOLDER):
        for statement in migration.statements:
            tree = sqlglot.parse_one(statement, dialect="databricks")
            table = tree.find(exp.Table)
            assert table is not None
            columns = [c.name for c in tree.find_all(exp.ColumnDef)]
            if isinstance(tree, exp.Alter):
                assert statement == migration.statements[-1]
                made[f"{table.db}.{table.name}"] += columns
            else:
                assert "IF NOT EXISTS" in statement
                made[f"{table.db}.{table.name}"] = columns
    tables = governed(graph)
    assert made == {name: list(tables[name][0].names) for name in made}
    assert {"data_eng_ops.decisions", "data_eng_ops.landing_files", "data_eng_ops.pipeline_runs"} <= set(made)


def test_each_runs_once_and_in_order(tmp_path: Path) -> None:
    workspace = Workspace()
    folder(tmp_path, m0001_a="-- why; this\nSELECT ';';\nSELECT 2;\n", m0002_b="SELECT 3;\n")
    assert migrate(workspace, tmp_path) == ["0001_a.sql", "0002_b.sql"]
    assert workspace.ran == ["SELECT ';'", "SELECT 2", "SELECT 3"]
    assert migrate(workspace, tmp_path) == []
    folder(tmp_path, m0003_c="SELECT 4;\n")
    assert migrate(workspace, tmp_path) == ["0003_c.sql"]


def test_one_that_failed_is_not_recorded_and_runs_again(tmp_path: Path) -> None:
    folder(tmp_path, m0001_a="SELECT 1;\nSELECT bad;\n")
    workspace = Workspace(refuses="bad")
    with pytest.raises(EngineError):
        migrate(workspace, tmp_path)
    assert workspace.recorded == []
    workspace.refuses = ""
    assert migrate(workspace, tmp_path) == ["0001_a.sql"]


def test_what_has_run_is_never_edited(tmp_path: Path) -> None:
    workspace = Workspace()
    migrate(workspace, folder(tmp_path, m0001_a="SELECT 1;\n"))
    with pytest.raises(DefinitionError, match=r"0001_a\.sql has run and was edited since"):
        migrate(workspace, folder(tmp_path, m0001_a="SELECT 2;\n"))
    (tmp_path / "0001_a.sql").unlink()
    with pytest.raises(DefinitionError, match="migration 1 has run and its file is gone"):
        migrate(workspace, tmp_path)


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"m0002_b": "SELECT 1;"}, "without gap"),
        ({"m0001_a": "-- nothing\n"}, "has no statement"),
        ({"m1_a": "SELECT 1;"}, "is not named"),
    ],
    ids=["gap", "empty", "name"],
)
def test_unsound_folders_are_refused(tmp_path: Path, files: dict[str, str], problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        migrations(folder(tmp_path, **files))

"""The setup steps, as far as they go without a workspace: syntax, SQL, and a command line that is played."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlglot
import sqlglot.expressions as exp

from healthcare_medallion.governance.access import Group, governed
from healthcare_medallion.governance.wanted import COLUMN_TAG, TAG_VALUES
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.privacy.keyring import RUN_PURPOSES
from tests.bundle.conftest import ROOT, script

SETUP = ROOT / "scripts/setup"
run_sql = script("scripts/setup/run_sql.py")
STEPS = sorted(SETUP.glob("*.sh"))


@pytest.mark.parametrize("step", STEPS, ids=lambda p: p.name)
def test_step_is_shell_and_can_be_run(step: Path) -> None:
    subprocess.run(["bash", "-n", str(step)], check=True)
    assert os.access(step, os.X_OK) or step.name == "lib.sh"


def test_steps_are_numbered_without_a_gap_and_told() -> None:
    numbered = [step.name for step in STEPS if step.name[0].isdigit()]
    assert [int(name[:2]) for name in numbered] == list(range(1, len(numbered) + 1))
    told = (SETUP / "README.md").read_text(encoding="utf-8")
    assert [name for name in numbered if f"`{name}`" not in told] == []


def test_steps_and_code_name_the_same_things() -> None:
    library = (SETUP / "lib.sh").read_text(encoding="utf-8")
    assert all(group in library for group in Group)
    account = (SETUP / "02_account.sh").read_text(encoding="utf-8")
    assert COLUMN_TAG in account and all(f'"{value}"' in account for value in TAG_VALUES.values())
    assert f"for key in {' '.join(RUN_PURPOSES)};" in (SETUP / "04_keys.sh").read_text(encoding="utf-8")


def test_jobs_that_steps_run_exist(resources: dict[str, dict[str, object]]) -> None:
    named = {
        word
        for step in STEPS
        for line in step.read_text(encoding="utf-8").splitlines()
        if "bundle run" in line
        for word in line.split()[-1:]
    }
    assert named and named <= set(resources["jobs"])


def test_a_step_without_a_target_says_so() -> None:
    done = subprocess.run([str(SETUP / "09_smoke.sh"), "production"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "dev, staging or prod, not 'production'" in done.stderr


def test_smoke_queries_read_what_exists(graph: Graph) -> None:
    """Those for tables that do not exist yet say what they need, so that they are told apart from mistakes."""
    tables = {name: set(contract.names) for name, (contract, _) in governed(graph).items()}
    checks = run_sql.statements((SETUP / "smoke.sql").read_text(encoding="utf-8"))
    assert len([c for c in checks if not c.needs]) >= 4 and all(c.expect for c in checks)
    for check in checks:
        tree = sqlglot.parse_one(check.sql.replace("${catalog}", "juan_dev"), dialect="databricks")
        read = {f"{t.db}.{t.name}" for t in tree.find_all(exp.Table) if t.db not in ("", "information_schema")}
        known = read & set(tables)
        assert read - known <= set(check.needs), check.expect
        assert not (known & set(check.needs)), "it exists now: take `needs` off"


def test_grants_on_the_catalog_open_no_table() -> None:
    opened = [
        s.sql for s in run_sql.statements((SETUP / "catalog.sql").read_text(encoding="utf-8")) if "GRANT" in s.sql
    ]
    assert opened and not any("SELECT" in sql or "ALL PRIVILEGES" in sql for sql in opened)


PLAYED = """#!{python}
import json, sys
body = json.loads(sys.argv[sys.argv.index("--json") + 1])
assert sys.argv[1:4] == ["api", "post", "/api/2.0/sql/statements"] and body["warehouse_id"] == "w"
sql = body["statement"]
state = {{"state": "SUCCEEDED"}}
if "information_schema" in sql:
    rows = [["data_eng.dim_patients"]]
elif "broken" in sql:
    state, rows = {{"state": "FAILED", "error": {{"error_code": "BAD_REQUEST", "message": "Jane Doe"}}}}, []
else:
    rows = [[str("good" in sql).lower(), "99.5"]]
print(json.dumps({{"statement_id": "1", "status": state, "result": {{"data_array": rows}}}}))
"""


def played(tmp_path: Path, sql: str) -> subprocess.CompletedProcess[str]:
    """run_sql.py over some SQL, with a program in place of the Databricks CLI."""
    cli = tmp_path / "databricks"
    cli.write_text(PLAYED.format(python=sys.executable))
    cli.chmod(0o755)
    file = tmp_path / "x.sql"
    file.write_text(sql)
    command = [sys.executable, str(SETUP / "run_sql.py"), str(file), "--catalog", "juan_dev", "--warehouse", "w"]
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path})


def test_checks_are_judged_and_later_ones_left_out(tmp_path: Path) -> None:
    done = played(
        tmp_path,
        "-- expect: fine\nSELECT 'good' FROM ${catalog}.a.b;\n"
        "-- needs: patient_context.x\n-- expect: context\nSELECT 'bad';\n",
    )
    assert done.returncode == 0, done.stderr
    assert "ok     fine [99.5]" in done.stdout
    assert "later  context (needs patient_context.x)" in done.stdout


def test_a_check_that_does_not_hold_fails(tmp_path: Path) -> None:
    done = played(tmp_path, "-- expect: fine\nSELECT 'bad';\n")
    assert done.returncode == 1
    assert "WRONG  fine" in done.stdout


def test_a_statement_that_fails_is_named_without_the_engines_words(tmp_path: Path) -> None:
    done = played(tmp_path, "SELECT broken;\n")
    assert done.returncode == 1
    assert "BAD_REQUEST" in done.stderr and "Jane" not in done.stderr


def test_a_key_is_never_an_argument() -> None:
    """Arguments stand in the list of processes; keys go through standard input."""
    text = (SETUP / "04_keys.sh").read_text(encoding="utf-8")
    assert "token_hex(32)" in text
    assert "--string-value" not in text

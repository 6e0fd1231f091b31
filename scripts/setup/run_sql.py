#!/usr/bin/env python3
"""Runs the statements of a SQL file on a SQL warehouse, through the Databricks CLI. Standard library only.

Statements end with a semicolon at the end of a line; ${catalog} and ${principal} stand for the options. A statement
below a line `-- expect: WORDS` is a check: it must give one row whose first cell is true. A statement below a line
`-- needs: schema.table` is left out, and said to be, while that table is not there.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CATALOG = re.compile(r"[A-Za-z0-9_]+")
PRINCIPAL = re.compile(r"[A-Za-z0-9_.@+-]*")
WAIT_SECONDS = 900


@dataclass(frozen=True)
class Statement:
    sql: str
    expect: str = ""
    needs: tuple[str, ...] = ()


def statements(text: str) -> list[Statement]:
    found: list[Statement] = []
    lines: list[str] = []
    expect, needs = "", []
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("-- expect:"):
            expect = stripped.removeprefix("-- expect:").strip()
        elif stripped.startswith("-- needs:"):
            needs += [name.strip() for name in stripped.removeprefix("-- needs:").split(",")]
        elif stripped and not stripped.startswith("--"):
            lines.append(line)
            if stripped.endswith(";"):
                found.append(Statement("\n".join(lines).rstrip().rstrip(";"), expect, tuple(needs)))
                lines, expect, needs = [], "", []
    if lines:
        sys.exit(f"The last statement has no semicolon at its end: {lines[0]}")
    return found


def call(method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    command = ["databricks", "api", method, path] + (["--json", json.dumps(body)] if body else [])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"databricks api {method} {path} failed: {done.stderr.strip()}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def run(sql: str, warehouse: str) -> list[list[str | None]]:
    body = {"warehouse_id": warehouse, "statement": sql, "wait_timeout": "30s", "on_wait_timeout": "CONTINUE"}
    answer = call("post", "/api/2.0/sql/statements", body)
    waited = 0
    while answer["status"]["state"] in ("PENDING", "RUNNING"):
        if waited >= WAIT_SECONDS:
            sys.exit(f"The warehouse did not finish within {WAIT_SECONDS} seconds.")
        time.sleep(5)
        waited += 5
        answer = call("get", f"/api/2.0/sql/statements/{answer['statement_id']}")
    if answer["status"]["state"] != "SUCCEEDED":
        # The code, not the message: a message may quote a cell.
        sys.exit(f"{answer['status'].get('error', {}).get('error_code', answer['status']['state'])} in:\n{sql}")
    rows: list[list[str | None]] = answer.get("result", {}).get("data_array", [])
    return rows


def present(catalog: str, warehouse: str) -> set[str]:
    sql = f"SELECT concat(table_schema, '.', table_name) FROM `{catalog}`.information_schema.tables"
    return {str(row[0]) for row in run(sql, warehouse)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--catalog", required=True)
    parser.add_argument("--warehouse", required=True)
    parser.add_argument("--principal", default="")
    given = parser.parse_args()
    if not CATALOG.fullmatch(given.catalog) or not PRINCIPAL.fullmatch(given.principal):
        parser.error("a name has characters that it may not have")
    todo = statements(given.file.read_text(encoding="utf-8"))
    tables = present(given.catalog, given.warehouse) if any(s.needs for s in todo) else set()
    failed = 0
    for statement in todo:
        absent = [name for name in statement.needs if name not in tables]
        if absent:
            print(f"later  {statement.expect or statement.sql.splitlines()[0]} (needs {', '.join(absent)})")
            continue
        sql = statement.sql.replace("${catalog}", given.catalog).replace("${principal}", given.principal)
        rows = run(sql, given.warehouse)
        if statement.expect:
            holds = len(rows) == 1 and str(rows[0][0]).lower() == "true"
            failed += not holds
            print(
                f"{'ok   ' if holds else 'WRONG'}  {statement.expect}" + "".join(f" [{c}]" for c in rows[0][1:] if rows)
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

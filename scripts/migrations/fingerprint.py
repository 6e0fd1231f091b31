"""Writes contracts.json: the columns of every table, as of the newest migration."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from healthcare_medallion.governance.access import governed
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared.settings import PipelineSettings

FILE = Path(__file__).with_name("contracts.json")


def fingerprint() -> dict[str, list[str]]:
    """Column by column ``name type [NOT NULL]``, by full table name."""
    return {
        name: [f"{c.name} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in contract.columns]
        for name, (contract, _) in sorted(governed(graph(PipelineSettings())).items())
    }


def differences() -> list[str]:
    """What changed since contracts.json was written, in words."""
    then, now = json.loads(FILE.read_text(encoding="utf-8")), fingerprint()
    found = [f"{name}: new table" for name in sorted(now.keys() - then.keys())]
    found += [f"{name}: table is gone" for name in sorted(then.keys() - now.keys())]
    for name in sorted(now.keys() & then.keys()):
        found += [f"{name}: `{column}` is new or changed" for column in now[name] if column not in then[name]]
        found += [f"{name}: `{column}` is gone or changed" for column in then[name] if column not in now[name]]
        if sorted(now[name]) == sorted(then[name]) and now[name] != then[name]:
            found.append(f"{name}: columns are in another order")
    return found


if __name__ == "__main__":
    FILE.write_text(json.dumps(fingerprint(), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{FILE}: {len(fingerprint())} tables\n")

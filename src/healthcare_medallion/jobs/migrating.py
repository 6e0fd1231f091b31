"""Migrations: numbered SQL files, each run once, in order, recorded in ``schema_migrations``.

A file is a sequence of statements, each ended by a semicolon at the end of a line. Delta has no transaction over
several statements, so each statement must bear repetition (IF NOT EXISTS and the like): a migration that failed half
way is run again from its top.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from healthcare_medallion import __version__
from healthcare_medallion.errors import DefinitionError
from healthcare_medallion.governance.ledgers import SCHEMA_MIGRATIONS
from healthcare_medallion.governance.text import columns_ddl, literal
from healthcare_medallion.jobs.workspace import Query, log

NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


@dataclass(frozen=True)
class Migration:
    """One file."""

    number: int
    name: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def statements(self) -> tuple[str, ...]:
        lines = [line for line in self.text.splitlines() if not line.lstrip().startswith("--")]
        parts = re.split(r";[ \t]*(?:\n|$)", "\n".join(lines))
        return tuple(part.strip() for part in parts if part.strip())


def migrate(query: Query, folder: Path) -> list[str]:
    """Run what has not run, and return the names of those files.

    :raises DefinitionError: the folder is not sound, or a file that has run was edited since.
    """
    known = migrations(folder)
    query(f"CREATE TABLE IF NOT EXISTS {SCHEMA_MIGRATIONS.full_name} (\n{columns_ddl(SCHEMA_MIGRATIONS)}\n)")
    ran = {int(number): str(sha) for number, sha in query(f"SELECT number, sha256 FROM {SCHEMA_MIGRATIONS.full_name}")}
    edited = [f"{m.name} has run and was edited since" for m in known if ran.get(m.number, m.sha256) != m.sha256]
    gone = [
        f"migration {number} has run and its file is gone" for number in sorted(ran.keys() - {m.number for m in known})
    ]
    late = [
        f"{m.name} has not run, but a later one has"
        for m in known
        if m.number not in ran and ran and m.number < max(ran)
    ]
    if edited or gone or late:
        raise DefinitionError(edited + gone + late, hint="Write a new migration; put the old files back as they were.")
    applied = []
    for migration in known:
        if migration.number not in ran:
            for statement in migration.statements:
                query(statement)
            query(_record(migration))
            log.info("%s: %d statements", migration.name, len(migration.statements))
            applied.append(migration.name)
    return applied


def migrations(folder: Path) -> list[Migration]:
    """The migrations of a folder, in order.

    :raises DefinitionError: a name does not fit, a number is missing or there twice, or a file has no statement.
    """
    files = sorted(folder.glob("*.sql"))
    problems = [f"{file.name} is not named NNNN_words_like_this.sql" for file in files if not NAME.fullmatch(file.name)]
    found = [Migration(int(f.name[:4]), f.name, f.read_text(encoding="utf-8")) for f in files if NAME.fullmatch(f.name)]
    numbers = [m.number for m in found]
    if numbers != list(range(1, len(found) + 1)):
        problems.append(
            f"numbers run from 0001 without gap or repetition, found {', '.join(map(str, numbers)) or 'none'}"
        )
    problems += [f"{m.name} has no statement" for m in found if not m.statements]
    if problems:
        raise DefinitionError(problems)
    return found


def _record(migration: Migration) -> str:
    values = ", ".join(
        (
            str(migration.number),
            literal(migration.name),
            literal(migration.sha256),
            "current_timestamp",
            literal(__version__),
        )
    )
    return f"INSERT INTO {SCHEMA_MIGRATIONS.full_name} VALUES ({values})"

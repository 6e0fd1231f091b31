"""Reference pages, written from the code so that they cannot say anything else. Imported by nobody but the CLI."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from healthcare_medallion.docgen.reference import exit_codes_page, settings_page
from healthcare_medallion.docgen.tables import index_page, schema_pages

NOTE = "<!-- Written by `medallion docs`. Do not edit: change the code and write it again. -->\n\n"


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page: its path below ``docs`` and its text."""
    yield Path("schemas/README.md"), NOTE + index_page()
    for name, text in schema_pages():
        yield Path(f"schemas/{name}.md"), NOTE + text
    yield Path("reference/settings.md"), NOTE + settings_page()
    yield Path("reference/exit-codes.md"), NOTE + exit_codes_page()

"""The page of controls: complete against the regulation, and each claim with a command that exists."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import click
import pytest

from healthcare_medallion.cli import cli

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "compliance" / "controls.md"
PAGES = [*sorted((DOCS / "compliance").glob("*.md")), DOCS / "threat-model.md", DOCS / "guides" / "keys.md"]
# Of 45 CFR part 164, sections 308, 310, 312, 502(b), 514, 524, 526, 528 and 400 to 414, written by hand: it guards the
# page against losing one, not against one that both lack.
PARAGRAPHS = [
    "164.308(a)(1)(i)",
    "164.308(a)(1)(ii)(A)",
    "164.308(a)(1)(ii)(B)",
    "164.308(a)(1)(ii)(C)",
    "164.308(a)(1)(ii)(D)",
    "164.308(a)(2)",
    "164.308(a)(3)(i)",
    "164.308(a)(3)(ii)(A)",
    "164.308(a)(3)(ii)(B)",
    "164.308(a)(3)(ii)(C)",
    "164.308(a)(4)(i)",
    "164.308(a)(4)(ii)(A)",
    "164.308(a)(4)(ii)(B)",
    "164.308(a)(4)(ii)(C)",
    "164.308(a)(5)(i)",
    "164.308(a)(5)(ii)(A)",
    "164.308(a)(5)(ii)(B)",
    "164.308(a)(5)(ii)(C)",
    "164.308(a)(5)(ii)(D)",
    "164.308(a)(6)(i)",
    "164.308(a)(6)(ii)",
    "164.308(a)(7)(i)",
    "164.308(a)(7)(ii)(A)",
    "164.308(a)(7)(ii)(B)",
    "164.308(a)(7)(ii)(C)",
    "164.308(a)(7)(ii)(D)",
    "164.308(a)(7)(ii)(E)",
    "164.308(a)(8)",
    "164.308(b)(1)",
    "164.308(b)(2)",
    "164.308(b)(3)",
    "164.310(a)(1)",
    "164.310(a)(2)(i)",
    "164.310(a)(2)(ii)",
    "164.310(a)(2)(iii)",
    "164.310(a)(2)(iv)",
    "164.310(b)",
    "164.310(c)",
    "164.310(d)(1)",
    "164.310(d)(2)(i)",
    "164.310(d)(2)(ii)",
    "164.310(d)(2)(iii)",
    "164.310(d)(2)(iv)",
    "164.312(a)(1)",
    "164.312(a)(2)(i)",
    "164.312(a)(2)(ii)",
    "164.312(a)(2)(iii)",
    "164.312(a)(2)(iv)",
    "164.312(b)",
    "164.312(c)(1)",
    "164.312(c)(2)",
    "164.312(d)",
    "164.312(e)(1)",
    "164.312(e)(2)(i)",
    "164.312(e)(2)(ii)",
    "164.502(b)(1)",
    "164.502(b)(2)",
    "164.514(a)",
    "164.514(b)(1)",
    "164.514(b)(2)(i)",
    "164.514(b)(2)(ii)",
    "164.514(c)(1)",
    "164.514(c)(2)",
    "164.514(d)(1)",
    "164.514(d)(2)",
    "164.514(d)(3)",
    "164.514(d)(4)",
    "164.514(d)(5)",
    "164.514(e)(1)",
    "164.514(e)(2)",
    "164.514(e)(3)",
    "164.514(e)(4)",
    "164.514(f)(1)",
    "164.514(f)(2)",
    "164.514(g)",
    "164.514(h)(1)",
    "164.514(h)(2)",
    "164.524(a)(1)",
    "164.524(a)(2)",
    "164.524(a)(3)",
    "164.524(a)(4)",
    "164.524(b)(1)",
    "164.524(b)(2)",
    "164.524(c)(1)",
    "164.524(c)(2)",
    "164.524(c)(3)",
    "164.524(c)(4)",
    "164.524(d)(1)",
    "164.524(d)(2)",
    "164.524(d)(3)",
    "164.524(d)(4)",
    "164.524(e)",
    "164.526(a)(1)",
    "164.526(a)(2)",
    "164.526(b)(1)",
    "164.526(b)(2)",
    "164.526(c)(1)",
    "164.526(c)(2)",
    "164.526(c)(3)",
    "164.526(d)(1)",
    "164.526(d)(2)",
    "164.526(d)(3)",
    "164.526(d)(4)",
    "164.526(d)(5)",
    "164.526(e)",
    "164.526(f)",
    "164.528(a)(1)",
    "164.528(a)(2)",
    "164.528(a)(3)",
    "164.528(b)(1)",
    "164.528(b)(2)",
    "164.528(b)(3)",
    "164.528(b)(4)",
    "164.528(c)(1)",
    "164.528(c)(2)",
    "164.528(d)",
    "164.400",
    "164.402",
    "164.404(a)(1)",
    "164.404(a)(2)",
    "164.404(b)",
    "164.404(c)(1)",
    "164.404(c)(2)",
    "164.404(d)(1)",
    "164.404(d)(2)",
    "164.404(d)(3)",
    "164.406(a)",
    "164.406(b)",
    "164.406(c)",
    "164.408(a)",
    "164.408(b)",
    "164.408(c)",
    "164.410(a)(1)",
    "164.410(a)(2)",
    "164.410(b)",
    "164.410(c)(1)",
    "164.410(c)(2)",
    "164.412(a)",
    "164.412(b)",
    "164.414(a)",
    "164.414(b)",
]
ROW = re.compile(r"^\| (164\.[0-9]+\S*) \| ([^|]+) \| ([a-z]+) \| ([a-z ]+) \| (.*) ?\|$", re.MULTILINE)
WHO = {"software", "operator", "not covered"}


def controls() -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in row) for row in ROW.findall(PAGE.read_text(encoding="utf-8"))]


def commands(text: str) -> list[list[str]]:
    """The `medallion ...` commands in a text, as words."""
    return [found.split() for found in re.findall(r"`medallion ([^`]+)`", text)]


def missing(words: list[str]) -> str | None:
    """The first word that names no command or option."""
    group: click.Command = cli
    context = click.Context(cli)
    rest = list(words)
    while rest and isinstance(group, click.Group):
        command = group.get_command(context, rest[0])
        if command is None:
            return rest[0]
        group, rest = command, rest[1:]
    options = {option for parameter in group.params for option in parameter.opts}
    return next((word for word in rest if word.startswith("--") and word not in options), None)


def test_every_paragraph_is_there_once_and_no_other() -> None:
    assert Counter(row[0] for row in controls()) == Counter(PARAGRAPHS)
    assert len(PARAGRAPHS) == len(set(PARAGRAPHS))
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| 164")]
    assert len(lines) == len(controls()), "a row that is not understood"


def test_each_is_somebodys() -> None:
    assert {row[3] for row in controls()} == WHO


def test_what_the_software_does_is_shown_by_a_command() -> None:
    assert [row[0] for row in controls() if row[3] == "software" and not commands(row[4])] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_compliance_pages_name_exist(page: Path) -> None:
    wrong = [(words, word) for words in commands(page.read_text(encoding="utf-8")) if (word := missing(words))]
    assert wrong == []


def test_a_command_that_does_not_exist_is_found() -> None:
    assert missing(["keys", "polish"]) == "polish"
    assert missing(["query", "--everything"]) == "--everything"


def test_no_page_claims_compliance() -> None:
    claim = re.compile(r"HIPAA[- ]compliant|fully compliant|guarantees compliance", re.IGNORECASE)
    assert [p.name for p in DOCS.rglob("*.md") if claim.search(p.read_text(encoding="utf-8"))] == []

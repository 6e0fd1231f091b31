"""A bundle as data: its files merged, the variables of a target with their values. No schema, no network.

Precedence of a variable's value, as in the Databricks CLI: BUNDLE_VAR_<name>, variable-overrides.json of the target,
the target, the default.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthcare_medallion.errors import MissingExtraError, SettingsError
from healthcare_medallion.pipelines.shared.contract import nearest

ROOT_FILE = "databricks.yml"
PREFIX = "BUNDLE_VAR_"
_REFERENCE = re.compile(r"\$\{var\.(\w+)\}")
_RESOURCE = re.compile(r"\$\{resources\.(\w+)\.(\w+)\.")


@dataclass(frozen=True)
class Bundle:
    """``resources`` by kind and key; ``values`` of variables, those without one left out."""

    root: Path
    target: str
    top: Mapping[str, Any]
    resources: Mapping[str, Mapping[str, Any]]
    declared: frozenset[str]
    values: Mapping[str, Any]
    looked_up: Mapping[str, str]
    """Variables whose value the workspace is asked for, with the name that is looked up."""

    @property
    def of_target(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.top["targets"][self.target] or {}
        return found

    def resolved(self, text: str) -> str:
        """``text`` with the values of variables; what has no value stays as it is."""
        for _ in range(len(self.declared) + 1):
            text = _REFERENCE.sub(lambda found: str(self.values.get(found[1], found[0])), text)
        return text

    def strings(self) -> Iterator[str]:
        """Every text that the target uses."""
        yield from texts({key: value for key, value in self.top.items() if key != "targets"})
        yield from texts(self.of_target)
        yield from texts(self.resources)

    def unknown_references(self) -> list[str]:
        """Variables and resources that are named and not there."""
        found = set()
        for text in self.strings():
            found |= {
                f"${{var.{n}}}{nearest(n, self.declared)}" for n in _REFERENCE.findall(text) if n not in self.declared
            }
            found |= {
                f"${{resources.{kind}.{key}}}{nearest(key, self.resources.get(kind, {}))}"
                for kind, key in _RESOURCE.findall(text)
                if key not in self.resources.get(kind, {})
            }
        return sorted(found)


def load_bundle(root: Path, target: str, environ: Mapping[str, str]) -> Bundle:
    """The bundle of a folder for one target.

    :raises SettingsError: there is no bundle, a file cannot be read, or the target is not one of it.
    """
    top = _yaml(root / ROOT_FILE)
    targets = top.get("targets") or {}
    if target not in targets:
        raise SettingsError(
            f"{ROOT_FILE} has no target `{target}`{nearest(target, targets)}.", hint=f"It has: {', '.join(targets)}."
        )
    resources: dict[str, dict[str, Any]] = {}
    for pattern in top.get("include", []):
        files = sorted(root.glob(pattern))
        if not files:
            raise SettingsError(
                f"{ROOT_FILE} includes {pattern}, which matches no file.", hint="Is the checkout whole?"
            )
        for file in files:
            for kind, named in (_yaml(file).get("resources") or {}).items():
                resources.setdefault(kind, {}).update(named or {})
    variables: dict[str, Any] = {name: given or {} for name, given in (top.get("variables") or {}).items()}
    values = {name: given["default"] for name, given in variables.items() if "default" in given}
    values |= (targets[target] or {}).get("variables") or {}
    values |= _overrides(root, target)
    values |= {name: environ[PREFIX + name] for name in variables if environ.get(PREFIX + name)}
    looked_up = {
        name: f"{kind} {of}"
        for name, given in variables.items()
        if name not in values
        for kind, of in (given.get("lookup") or {}).items()
    }
    return Bundle(root, target, top, resources, frozenset(variables), values, looked_up)


def texts(node: Any) -> Iterator[str]:
    """Every string in a tree."""
    if isinstance(node, Mapping):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif isinstance(node, str):
        yield node


def _overrides(root: Path, target: str) -> dict[str, Any]:
    file = root / ".databricks/bundle" / target / "variable-overrides.json"
    if not file.is_file():
        return {}
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except ValueError as error:
        raise SettingsError(f"{file} is no JSON object: {error}", hint='As: {"alert_email": "..."}') from None


def _yaml(file: Path) -> dict[str, Any]:
    try:
        import yaml
    except ImportError:
        raise MissingExtraError(
            "PyYAML is not installed.", hint="pip install 'healthcare-medallion[embedded]'"
        ) from None
    try:
        return dict(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    except FileNotFoundError:
        raise SettingsError(f"There is no {file}.", hint="Run this in a checkout of the project.") from None
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise SettingsError(f"{file}{line} is no YAML: {getattr(error, 'problem', error)}.", hint="Mend it.") from None

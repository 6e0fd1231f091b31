"""Pages about settings and exit codes."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from healthcare_medallion import errors
from healthcare_medallion.docgen.markdown import code, table
from healthcare_medallion.pipelines.shared.sources import SourceMapping
from healthcare_medallion.settings import Settings
from healthcare_medallion.settings_monitoring import AlertRule, AlertTarget


def settings_page() -> str:
    """Every setting: key in `medallion.toml`, variable, type, default, meaning."""
    rows = [
        (code(key), code("MEDALLION_" + key.upper().replace(".", "__")), _type(annotation), _shown(default), meaning)
        for key, annotation, default, meaning in _settings(Settings)
    ]
    sources = [
        (code(f"sources.NAME.{key}"), _type(annotation), _shown(default), meaning)
        for key, annotation, default, meaning in _settings(SourceMapping)
    ]
    return (
        "# Settings\n\n"
        "A command's option wins over a `MEDALLION_*` variable, that over `medallion.toml` in the working folder "
        "(`MEDALLION_CONFIG` names another file), that over the default. An unknown key is refused.\n\n"
        + table(["key", "variable", "type", "default", "meaning"], rows)
        + "\n## Foreign files\n\n"
        + f"{inspect.cleandoc(SourceMapping.__doc__ or '')}\n\n"
        + table(["key", "type", "default", "meaning"], sources)
        + _by_name("Alert rules", "alerts.rules.NAME", AlertRule)
        + _by_name("Alert targets", "alerts.targets.NAME", AlertTarget)
        + "\n## Keys\n\n"
        "Secrets are no settings. `MEDALLION_KEY_NAME`, `MEDALLION_KEY_REJECT` and `MEDALLION_KEY_AUDIT` hold 64 "
        "hexadecimal digits each; without them the files `<keys_directory>/<env>/name.key`, `reject.key` and "
        "`audit.key` are read (mode 0600, made on first use in dev only), or the system's keyring. More in "
        "[the guide to keys](../guides/keys.md).\n"
    )


def _by_name(title: str, prefix: str, model: type[BaseModel]) -> str:
    rows = [
        (code(f"{prefix}.{key}"), _type(annotation), _shown(default), meaning)
        for key, annotation, default, meaning in _settings(model)
    ]
    listed = table(["key", "type", "default", "meaning"], rows)
    return f"\n## {title}\n\n{inspect.cleandoc(model.__doc__ or '')}\n\n{listed}"


def exit_codes_page() -> str:
    """Every exit code and what it means."""
    families: dict[int, list[str]] = {}
    for _, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, errors.MedallionError) and kind is not errors.MedallionError:
            meaning = inspect.cleandoc(kind.__doc__ or "").split("``problems``")[0]
            families.setdefault(kind.exit_code, []).append(" ".join(meaning.split()))
    rows = [("0", "Done.", "")]
    rows += [(str(number), " ".join(texts), _runbook(number)) for number, texts in sorted(families.items())]
    rows += [("130", "Stopped by the user. An interrupted run is completed by the next one.", "")]
    return "# Exit codes\n\n" + table(["code", "meaning", "what to do"], rows)


def _runbook(number: int) -> str:
    return f"[runbook](../runbooks/exit-{number}.md)"


def _settings(
    model: type[BaseModel], prefix: str = "", values: BaseModel | None = None
) -> Iterator[tuple[str, Any, Any, str]]:
    meanings = _docs_of_fields(model)
    for name, field in model.model_fields.items():
        annotation, default = field.annotation, field.get_default() if values is None else getattr(values, name)
        if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
            yield from _settings(annotation, f"{prefix}{name}.", default)
        else:
            yield prefix + name, annotation, default, meanings.get(name, "")


def _docs_of_fields(model: type[BaseModel]) -> dict[str, str]:
    """The string under a field, which Python itself throws away."""
    source = inspect.getsource(model)
    found = re.findall(r'^    (\w+):[^\n]*\n    """(.*?)"""', source, flags=re.MULTILINE | re.DOTALL)
    return {name: " ".join(text.split()).replace("``", "`") for name, text in found}


def _type(annotation: Any) -> str:
    text = annotation.__name__ if inspect.isclass(annotation) and "[" not in str(annotation) else str(annotation)
    text = re.sub(r"typing\.Optional\[typing\.Annotated\[(\w+), .*", r"\1 | None", text)
    return code(re.sub(r"(typing|pathlib|healthcare_medallion(\.\w+)*)\.", "", text))


def _shown(default: Any) -> str:
    if default is None or repr(default) == "PydanticUndefined":
        return "" if default is None else "required"
    return code(str(default))

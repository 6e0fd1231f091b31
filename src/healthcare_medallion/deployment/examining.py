"""What a deploy to a target still needs, one finding per thing. Reads files and environment, changes nothing."""

from __future__ import annotations

import configparser
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from healthcare_medallion.deployment.bundle import PREFIX, Bundle, load_bundle, texts
from healthcare_medallion.deployment.finding import Finding
from healthcare_medallion.errors import MedallionError
from healthcare_medallion.pipelines.shared.contract import nearest
from healthcare_medallion.privacy.keyring import PURPOSES

NOBODY = "00000000-0000-0000-0000-000000000000"
"""Application id in databricks.yml where none was given."""
EXAMPLE_MAIL = "@example.com"
ASK = "scripts/setup/01_check.sh {target} asks the workspace."


def examine_target(root: Path, target: str, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Every finding; only the first when the bundle cannot be read."""
    try:
        bundle = load_bundle(root, target, environ)
    except MedallionError as error:
        yield Finding("bundle", False, error.message, error.hint or "")
        return
    yield Finding("bundle", True, f"target {target}, {sum(map(len, bundle.resources.values()))} resources")
    for look in _LOOKS:
        yield look(bundle, environ)


def _references(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    unknown = bundle.unknown_references()
    if unknown:
        return Finding(
            "references", False, f"not there: {', '.join(unknown)}", "Mend the name in databricks.yml or resources/."
        )
    return Finding("references", True, "variables and resources that are named are there")


def _variables(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    unset = sorted(bundle.declared - bundle.values.keys() - bundle.looked_up.keys())
    given = {name.removeprefix(PREFIX) for name in environ if name.startswith(PREFIX)}
    strange = sorted(given - bundle.declared)
    if unset:
        steps = " ".join(f"{PREFIX}{name}=..." for name in unset)
        return Finding("variables", False, f"without a value: {', '.join(unset)}", f"export {steps}")
    if strange:
        meant = ", ".join(f"{PREFIX}{name}{nearest(name, bundle.declared)}" for name in strange)
        return Finding("variables", False, f"the bundle has no variable for {meant}", "Correct or unset it.")
    return Finding("variables", True, f"{len(bundle.values)} have a value, {len(given)} of them from the environment")


def _principal(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    named = [bundle.resolved(text) for text in texts(bundle.of_target.get("run_as") or {})]
    if not named:
        return Finding("run as", True, "whoever deploys")
    if named[0] == NOBODY or "${" in named[0]:
        return Finding(
            "run as", False, "no service principal is named", f"export {PREFIX}service_principal=<its application id>"
        )
    return Finding("run as", True, f"service principal {named[0]}; deploy as it")


def _host(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    workspace = bundle.of_target.get("workspace") or {}
    given = environ.get("DATABRICKS_HOST") or workspace.get("host")
    if given:
        return Finding("host", True, str(given))
    file = Path(environ.get("DATABRICKS_CONFIG_FILE") or Path.home() / ".databrickscfg")
    profile = environ.get("DATABRICKS_CONFIG_PROFILE") or workspace.get("profile") or "DEFAULT"
    # Everything but the host stays unread: the file may hold tokens.
    profiles = configparser.ConfigParser(interpolation=None)
    try:
        profiles.read(file)
        host = profiles[profile].get("host") if profile == "DEFAULT" or profiles.has_section(profile) else None
    except (configparser.Error, OSError):
        host = None
    if host:
        return Finding("host", True, f"{host} (profile {profile})")
    step = "databricks auth login --host https://<workspace>, or export DATABRICKS_HOST=..."
    return Finding(
        "host", False, f"no workspace is named in the environment or in {file.name}, profile {profile}", step
    )


def _command(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    found = shutil.which("databricks", path=environ.get("PATH"))
    return Finding(
        "Databricks CLI", bool(found), found or "not installed", "Install 1.0 or newer; docs/runbooks/deploy.md."
    )


def _files(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    """Files that the resources name; what the deploy builds is looked at by itself."""
    named = {text for text in texts(bundle.resources) if text.startswith("../") and not text.endswith(".whl")}
    named |= {board["file_path"] for board in bundle.resources.get("dashboards", {}).values() if "file_path" in board}
    missing = [text for text in sorted(named) if not _there(bundle.root / "resources" / text)]
    if missing:
        return Finding("files", False, f"not there: {', '.join(missing)}", "Is the checkout whole?")
    return Finding("files", True, f"{len(named)} that resources name are there")


def _there(path: Path) -> bool:
    if path.name != "**":
        return path.exists()
    return any(file.suffix in (".py", ".sql") for file in path.parent.glob("*"))


def _compiled(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    from healthcare_medallion.engines.extensions import extensions
    from healthcare_medallion.engines.spark.manifest import compiled_files, stale_files
    from healthcare_medallion.pipelines.graph import graph
    from healthcare_medallion.pipelines.shared.settings import PipelineSettings

    # The recorded settings of the repository: a workspace knows no settings file of this machine.
    tables, folder = graph(PipelineSettings()), bundle.root / "src/lakeflow"
    stale = stale_files(compiled_files(tables), folder / "sql")
    if stale:
        shown = ", ".join(stale[:5]) + (" ..." if len(stale) > 5 else "")
        return Finding("compiled SQL", False, f"{len(stale)} files are stale: {shown}", "medallion compile")
    try:
        added = extensions(folder / "extensions", tables)
    except MedallionError as error:
        return Finding("compiled SQL", False, error.message, error.hint or "")
    return Finding("compiled SQL", True, f"fresh; {len(added)} extensions")


def _wheel(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    wheels = sorted(path.name for path in (bundle.root / "dist").glob("*.whl"))
    builds = [bundle.resolved(given.get("build") or "") for given in (bundle.top.get("artifacts") or {}).values()]
    if len(wheels) > 1 and not any(builds):
        return Finding("wheel", False, f"{len(wheels)} in dist: {', '.join(wheels)}", "Leave the one to deploy.")
    if not wheels and not any(builds):
        return Finding(
            "wheel", False, "none in dist, and no command builds one", "python3 -m pip wheel --no-deps -w dist ."
        )
    tool = next((build.split("&&")[-1].split()[0] for build in builds if build.split()), "")
    if tool and not shutil.which(tool, path=environ.get("PATH")):
        return Finding(
            "wheel", False, f"the build command needs {tool}, which is not there", f"export {PREFIX}wheel_build='...'"
        )
    return Finding("wheel", True, "built by the deploy" if tool else wheels[0])


def _warehouse(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    if name := bundle.looked_up.get("warehouse_id"):
        step = f"If the workspace has none of that name: export {PREFIX}warehouse_id=<id>."
        return Finding("SQL warehouse", None, f"looked up as {name}", step)
    return Finding("SQL warehouse", True, f"id {bundle.values.get('warehouse_id', '')}")


def _groups(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    nodes = _nodes([bundle.resources, bundle.of_target])
    groups = {str(node[key]) for node in nodes for key in ("group_name", "principal") if key in node}
    named = sorted(group for group in groups if "${" not in group)
    return Finding("groups", None, ", ".join(named), ASK.format(target=bundle.target))


def _nodes(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        yield node
    for value in node.values() if isinstance(node, Mapping) else node if isinstance(node, list) else ():
        yield from _nodes(value)


def _secrets(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    scope = bundle.values.get("secret_scope", "")
    step = f"scripts/setup/04_keys.sh {bundle.target} makes the keys that are missing; it never replaces one."
    return Finding("secrets", None, f"keys {' and '.join(PURPOSES)} in scope {scope}", step)


def _told(bundle: Bundle, environ: Mapping[str, str]) -> Finding:
    """Failures that nobody hears of are no reason not to deploy dev."""
    mail = str(bundle.values.get("alert_email", ""))
    nobody = mail.endswith(EXAMPLE_MAIL) or not mail
    if nobody and bundle.target == "prod":
        return Finding(
            "notifications", False, f"failures would be sent to {mail or 'nobody'}", f"export {PREFIX}alert_email=..."
        )
    alerts = bundle.values.get("alert_subscriptions")
    return Finding("notifications", True, f"failures to {mail}; alerts to {len(alerts) if alerts else 'nobody'}")


_LOOKS: tuple[Callable[[Bundle, Mapping[str, str]], Finding], ...] = (
    _references,
    _variables,
    _principal,
    _host,
    _command,
    _files,
    _compiled,
    _wheel,
    _told,
    _warehouse,
    _groups,
    _secrets,
)

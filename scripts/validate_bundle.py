#!/usr/bin/env python3
"""Check a Databricks Asset Bundle without a workspace and without the Databricks CLI.

    python validate_bundle.py [BUNDLE_DIR] --schema FILE [--target NAME]... [--var NAME=VALUE]... [--strict]

What it does, in this order:
  1. loads databricks.yml and the files its `include` names (YAML 1.2 scalars, duplicate keys refused);
  2. validates every file on its own against the bundle JSON schema (so a problem names file and line);
  3. merges the files, then applies each target the way the CLI does (maps merge, lists concatenate,
     tasks / job clusters / parameters / grants merge by their key), resolves ${var.*}, ${bundle.*} and
     ${resources.*}, and validates the result again;
  4. checks what the schema cannot say: references, local paths, serverless rules, dashboards, modes.

Needs pyyaml and jsonschema 4 or newer. Prints one line a problem; exit status 1 if there is any (with --strict,
warnings count too), 2 on wrong usage. A pass here is not a deploy: the service still checks names,
privileges and features.

The schema belongs to the Databricks CLI (`databricks bundle schema > FILE`). Its licence does not let it lie in this
repository, so it is named: --schema FILE, or the variable BUNDLE_SCHEMA.
"""

# One file that runs wherever PyYAML and jsonschema are: plain paths and % formats, of which a rewrite would gain nothing.
# ruff: noqa: E731, PTH, RUF005, SIM102, UP031

import argparse
import datetime
import difflib
import glob
import json
import os
import re
import sys

import yaml
from jsonschema import Draft202012Validator

ROOT_NAMES = ("databricks.yml", "databricks.yaml", "bundle.yml", "bundle.yaml")
# One path segment of a reference: a letter, then letters/digits, with - or _ only inside. Linear-time.
SEGMENT = r"[^\W\d_][^\W_]*(?:[-_]+[^\W_]+)*"
REF = re.compile(r"(?<!\$)\$\{(%s(?:\.%s(?:\[\d+\])*)*(?:\[\d+\])*)\}" % (SEGMENT, SEGMENT))
ANY_DOLLAR = re.compile(r"(?<!\$)\$\{[^}]*\}")
KEYED_LISTS = {  # (resource type, list field) -> key the CLI merges that list by
    ("jobs", "tasks"): "task_key",
    ("jobs", "job_clusters"): "job_cluster_key",
    ("jobs", "parameters"): "name",
    ("pipelines", "clusters"): "label",
    ("apps", "resources"): "name",
    ("catalogs", "grants"): "principal",
    ("schemas", "grants"): "principal",
    ("volumes", "grants"): "principal",
    ("registered_models", "grants"): "principal",
    ("external_locations", "grants"): "principal",
}
PERMISSION_LEVELS = {  # what the service takes; the schema's shared Permission type allows more
    "jobs": {"CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"},
    "pipelines": {"CAN_VIEW", "CAN_RUN", "CAN_MANAGE", "IS_OWNER"},
    "dashboards": {"CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"},
    "alerts": {"CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"},
}
PRIVILEGES = {
    "volumes": {"READ_VOLUME", "WRITE_VOLUME", "APPLY_TAG", "MANAGE", "ALL_PRIVILEGES"},
}


class Node:
    """A YAML value that remembers where it came from."""

    __slots__ = ("file", "line", "value")

    def __init__(self, value, file, line):
        self.value, self.file, self.line = value, file, line

    def get(self, *path):
        node = self
        for step in path:
            value = node.value if node is not None else None
            if isinstance(value, dict):
                node = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                node = value[step]
            else:
                return None
        return node

    def items(self, *path):
        node = self.get(*path) if path else self
        return list(node.value.items()) if node is not None and isinstance(node.value, dict) else []

    def rows(self, *path):
        node = self.get(*path) if path else self
        return list(node.value) if node is not None and isinstance(node.value, list) else []

    def plain(self):
        if isinstance(self.value, dict):
            # The CLI treats `key:` with no value as absent.
            return {key: item.plain() for key, item in self.value.items() if item.value is not None}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value

    def text(self, *path):
        node = self.get(*path) if path else self
        return node.value if node is not None and isinstance(node.value, str) else None


class Report:
    def __init__(self, base):
        self.base, self.problems, self.warnings, self.seen = base, 0, 0, set()

    def add(self, node, path, message, warning=False, target=None):
        where = "%s:%s" % (node.file, node.line) if node is not None else self.base
        dotted = (
            "".join("[%d]" % p if isinstance(p, int) else ("." if i else "") + str(p) for i, p in enumerate(path))
            or "(root)"
        )
        key = (where, dotted, message)
        if key in self.seen:  # the same finding in every target is said once
            return
        self.seen.add(key)
        if warning:
            self.warnings += 1
        else:
            self.problems += 1
        print(
            "%s: %s: %s: %s%s"
            % ("warning" if warning else "problem", where, dotted, message, "  [target %s]" % target if target else "")
        )


# ---- YAML ---------------------------------------------------------------------------------------
class CoreLoader(yaml.SafeLoader):
    """SafeLoader with YAML 1.2 scalars: yes/no/on/off, dates and 12:30:00 stay strings."""


CoreLoader.yaml_implicit_resolvers = {}
for _tag, _regex, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$|^0x[0-9a-fA-F]+$|^0o[0-7]+$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:merge", r"^<<$", "<"),
):
    CoreLoader.add_implicit_resolver(_tag, re.compile(_regex), list(_first))


def load_file(path, shown, report):
    with open(path, encoding="utf-8") as handle:
        text = handle.read()
    anchors = {t.start_mark.line for t in yaml.scan(text) if isinstance(t, yaml.AnchorToken)}
    loader = CoreLoader(text)
    try:
        root = loader.get_single_node()
        convert = _converter(loader, shown, report)
        node = convert(root, ()) if root is not None else Node({}, shown, 1)
    finally:
        loader.dispose()
    return node, anchors


def _converter(loader, shown, report):
    def convert(raw, path):
        line = raw.start_mark.line + 1
        if isinstance(raw, yaml.MappingNode):
            out, merged = {}, []
            for key, value in raw.value:
                here = Node(None, shown, key.start_mark.line + 1)
                if key.tag == "tag:yaml.org,2002:merge":
                    merged += value.value if isinstance(value, yaml.SequenceNode) else [value]
                    continue
                name = key.value
                if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                    report.add(here, path, "mapping key %r is not a string; quote it" % (name,))
                    name = str(name)
                if name in out:
                    report.add(here, path, "key %r is given twice; the CLI keeps the last silently" % name)
                item = convert(value, path + (name,))
                item.line = key.start_mark.line + 1
                out[name] = item
            for extra in merged:
                for name, item in convert(extra, path).items():
                    out.setdefault(name, item)
            return Node(out, shown, line)
        if isinstance(raw, yaml.SequenceNode):
            return Node([convert(v, path + (i,)) for i, v in enumerate(raw.value)], shown, line)
        value = loader.construct_object(raw, deep=True)
        if isinstance(value, (datetime.date, datetime.datetime, bytes)):
            value = raw.value
        return Node(value, shown, line)

    return convert


# ---- schema -------------------------------------------------------------------------------------
def load_schema(path):
    with open(path, encoding="utf-8") as handle:
        text = handle.read()
    # The schema's patterns use \p{L} and \p{N}, which Python's re refuses, in a shape that backtracks.
    text = text.replace(json.dumps(r"\p{L}+([-_]*[\p{L}\p{N}]+)*")[1:-1], json.dumps(SEGMENT)[1:-1])
    if "\\\\p{" in text:
        sys.exit("validate_bundle: the schema has a pattern this script cannot translate")
    return json.loads(text)


def deref(schema, node):
    while "$ref" in node:
        target = schema
        for part in node["$ref"][2:].split("/"):
            target = target[part]
        node = target
    return node


def branch(schema, node, value):
    """The object/array alternative of a node that also allows a ${var.*} string."""
    node = deref(schema, node)
    for option in node.get("oneOf", []) + node.get("anyOf", []):
        option = deref(schema, option)
        if option.get("type") == ("object" if isinstance(value, dict) else "array"):
            return option
    return node


def deprecated(schema, node, value, path=()):
    node = branch(schema, node, value)
    if isinstance(value, dict):
        for key, item in value.items():
            sub = node.get("properties", {}).get(key) or node.get("additionalProperties")
            if isinstance(sub, dict):
                if sub.get("deprecated"):
                    yield path + (key,), sub.get("deprecationMessage") or "deprecated"
                yield from deprecated(schema, sub, item, path + (key,))
    elif isinstance(value, list) and isinstance(node.get("items"), dict):
        for i, item in enumerate(value):
            yield from deprecated(schema, node["items"], item, path + (i,))


def leaves(error):
    """The errors a person can act on, under the oneOf wrappers."""
    if not error.context:
        yield error
        return
    groups = {}
    for sub in error.context:
        groups.setdefault(sub.schema_path[0], []).append(sub)
    own = len(error.absolute_path)

    def wrong_kind(group):
        return any(e.validator in ("type", "pattern") and len(e.absolute_path) == own for e in group)

    fitting = [g for g in groups.values() if not wrong_kind(g)]
    if not fitting:
        yield error
        return
    for sub in min(fitting, key=len):
        yield from leaves(sub)


def describe(schema, error):
    if error.context:
        options = []
        for option in error.schema.get("oneOf", []) + error.schema.get("anyOf", []):
            option = deref(schema, option)
            if "pattern" in option:
                name = re.search(r"\((\w+)", option["pattern"])
                options.append("${%s...}" % (name.group(1) if name else "..."))
            elif option.get("enum"):
                options.append("one of " + ", ".join(map(str, option["enum"])))
            else:
                options.append(str(option.get("type", "another shape")))
        return "%r does not fit: expected %s" % (error.instance, " or ".join(options))
    if error.validator == "required":
        return error.message.replace(" is a required property", " is required here")
    return error.message if len(error.message) < 300 else error.message[:300] + "..."


def check_schema(validator, schema, node, report, target=None):
    data = node.plain()
    for error in validator.iter_errors(data):
        for leaf in leaves(error):
            path = list(leaf.absolute_path)
            if (
                leaf.validator == "required"
                and path[-3:-1] == ["resources", "alerts"]
                and node.get(*path, "file_path") is not None
            ):
                continue  # the alert's body is in its .dbalert.json file
            if leaf.validator == "additionalProperties" and isinstance(leaf.instance, dict):
                known = leaf.schema.get("properties", {})
                for extra in sorted(set(leaf.instance) - set(known)):
                    close = difflib.get_close_matches(extra, known, 1)
                    report.add(
                        node.get(*path, extra),
                        path + [extra],
                        "unknown field%s" % (" (did you mean %s?)" % close[0] if close else ""),
                        target=target,
                    )
                continue
            at = node.get(*path)
            while at is None and path:
                path.pop()
                at = node.get(*path)
            report.add(at or node, list(leaf.absolute_path), describe(schema, leaf), target=target)
    for path, message in deprecated(schema, schema, data):
        report.add(node.get(*path), path, "deprecated: " + message, warning=True)


# ---- merging ------------------------------------------------------------------------------------
def merge(left, right, report, path=()):
    if left is None or left.value is None:
        return right
    if right is None or right.value is None:
        return left
    a, b = left.value, right.value
    if isinstance(a, dict) and isinstance(b, dict):
        out = dict(a)
        for key, item in b.items():
            out[key] = merge(out[key], item, report, path + (key,)) if key in out else item
        return Node(out, right.file, right.line)
    if isinstance(a, list) and isinstance(b, list):
        return Node(a + b, right.file, right.line)
    if isinstance(a, (dict, list)) or isinstance(b, (dict, list)):
        if not (isinstance(a, str) and REF.fullmatch(a)) and not (isinstance(b, str) and REF.fullmatch(b)):
            report.add(right, path, "cannot merge a value of another kind (first at %s:%s)" % (left.file, left.line))
    return right


def merge_keyed_lists(root, report):
    for kind, resources in root.items("resources"):
        for name, resource in resources.items():
            for field, listed in resource.items():
                key = KEYED_LISTS.get((kind, field))
                if not key or not isinstance(listed.value, list):
                    continue
                out, index = [], {}
                for item in listed.value:
                    ident = item.text(key)
                    if ident is not None and ident in index:
                        spot = index[ident]
                        out[spot] = merge(out[spot], item, report, ("resources", kind, name, field))
                    else:
                        index[ident] = len(out)
                        out.append(item)
                listed.value[:] = out


def copy(node):
    value = node.value
    if isinstance(value, dict):
        value = {k: copy(v) for k, v in value.items()}
    elif isinstance(value, list):
        value = [copy(v) for v in value]
    return Node(value, node.file, node.line)


def apply_target(root, name, report):
    target = root.get("targets", name)
    out = dict(copy(root).value)
    out.pop("targets", None)
    for field in ("bundle", "workspace", "artifacts", "resources", "sync", "permissions", "presets"):
        extra = target.get(field)
        if extra is not None:
            out[field] = merge(out.get(field), copy(extra), report, (field,))
    if target.get("run_as") is not None:
        out["run_as"] = copy(target.get("run_as"))
    merged = Node(out, root.file, root.line)
    merge_keyed_lists(merged, report)
    return merged


# ---- references ---------------------------------------------------------------------------------
class Resolver:
    def __init__(self, root, target_name, target, given, report):
        self.root, self.name, self.report = root, target_name, report
        self.mode = target.text("mode") if target is not None else None
        self.values, self.lookups = {}, set()
        declared = dict(root.items("variables"))
        overrides = dict(target.items("variables")) if target is not None else {}
        for var, node in overrides.items():
            if var not in declared:
                report.add(
                    node, ("targets", target_name, "variables", var), "variable is not declared at the top level"
                )
        for var, node in declared.items():
            over = overrides.get(var)
            if var in given:
                self.values[var] = Node(given[var], node.file, node.line)
            elif over is not None and isinstance(over.value, dict) and over.get("lookup") is not None:
                self.lookups.add(var)
            elif over is not None:
                full = (
                    isinstance(over.value, dict)
                    and over.get("default") is not None
                    and set(over.value) <= {"default", "type", "description"}
                )
                self.values[var] = over.get("default") if full else over
            elif node.get("default") is not None:
                self.values[var] = node.get("default")
            elif node.get("lookup") is not None:
                self.lookups.add(var)
            if (
                isinstance(getattr(self.values.get(var), "value", None), (dict, list))
                and node.text("type") != "complex"
            ):
                report.add(node, ("variables", var), "a map or list needs `type: complex`")
        self.declared = declared

    def lookup(self, ref, node, path):
        """(found, value Node or None): None means known but left as it stands."""
        parts = re.findall(r"[^.\[\]]+", ref)
        head = parts[0]
        say = lambda message: self.report.add(node, path, message, target=self.name)
        if head == "var" and len(parts) >= 2:
            var = parts[1]
            if var not in self.declared:
                say("${%s}: no variable %r is declared" % (ref, var))
                return None
            if var in self.lookups:
                return None
            if var not in self.values:
                say("${%s}: variable %r has no value in this target (default, override or --var)" % (ref, var))
                return None
            value = self.values[var]
            for step in parts[2:]:
                value = value.get(int(step) if step.isdigit() else step) if value is not None else None
            if value is None:
                say("${%s}: the variable has no such field" % ref)
            return value
        if head == "bundle":
            known = {
                "bundle.target": self.name,
                "bundle.environment": self.name,
                "bundle.mode": self.mode,
                "bundle.name": self.root.text("bundle", "name"),
            }
            if ref in known and known[ref] is not None:
                return Node(known[ref], node.file, node.line)
            if ref not in known and not ref.startswith("bundle.git.") and self.root.get(*parts) is None:
                say("${%s}: no such field" % ref)
            return None
        if head == "resources" and len(parts) >= 4:
            if self.root.get("resources", parts[1], parts[2]) is None:
                say("${%s}: this bundle has no resources.%s.%s" % (ref, parts[1], parts[2]))
                return None
            found = self.root.get(*[int(p) if p.isdigit() else p for p in parts])
            return found if found is not None and not isinstance(found.value, (dict, list)) else None
        if head in ("workspace", "artifacts") and len(parts) >= 2:
            return None
        say("${%s}: unknown kind of reference (var, bundle, workspace, resources, artifacts)" % ref)
        return None

    def resolve(self, node, path=(), depth=0):
        value = node.value
        if isinstance(value, dict):
            return Node({k: self.resolve(v, path + (k,), depth) for k, v in value.items()}, node.file, node.line)
        if isinstance(value, list):
            return Node([self.resolve(v, path + (i,), depth) for i, v in enumerate(value)], node.file, node.line)
        if not isinstance(value, str) or "${" not in value:
            return node
        for loose in ANY_DOLLAR.findall(value):
            if not REF.fullmatch(loose):
                self.report.add(node, path, "%s is not a well-formed reference" % loose, target=self.name)
        if depth > 10:
            self.report.add(node, path, "references go round in a circle: %s" % value, target=self.name)
            return node
        pure = REF.fullmatch(value)
        if pure:
            found = self.lookup(pure.group(1), node, path)
            if found is None:
                return node
            text = found.value
            # Numbers and booleans, quoted or not: the CLI converts them to the field's type, so leave the
            # reference standing (the schema takes it in a typed field).
            if not isinstance(text, (str, dict, list)) or (
                isinstance(text, str) and re.fullmatch(r"[-+]?\d+(\.\d+)?|true|false", text)
            ):
                return node
            return self.resolve(Node(text, node.file, node.line), path, depth + 1)
        changed = False

        def swap(match):
            nonlocal changed
            found = self.lookup(match.group(1), node, path)
            if found is None:
                return match.group(0)
            if isinstance(found.value, (dict, list)):
                self.report.add(
                    node, path, "%s is a map or list inside a longer string" % match.group(0), target=self.name
                )
                return match.group(0)
            changed = True
            return (
                {True: "true", False: "false"}.get(found.value, str(found.value))
                if isinstance(found.value, bool)
                else str(found.value)
            )

        text = REF.sub(swap, value)
        out = Node(text, node.file, node.line)
        return self.resolve(out, path, depth + 1) if changed and "${" in text else out


# ---- what the schema cannot say -----------------------------------------------------------------
def check_path(report, base, node, path, target, kind):
    value = node.value if node is not None else None
    if not isinstance(value, str) or "${" in value or value.startswith(("/", "dbfs:", "s3:", "abfss:", "gs:")):
        return
    origin = os.path.dirname(os.path.join(base, node.file))
    local = os.path.normpath(os.path.join(origin, value))
    if kind == "glob":
        folder = local[:-3] if local.endswith(os.sep + "**") else None
        if not (os.path.isdir(folder) and os.listdir(folder) if folder else glob.glob(local)):
            report.add(node, path, "no local file matches %s (relative to %s)" % (value, node.file), target=target)
    elif not any(
        os.path.exists(local + suffix) for suffix in (("",) if kind != "notebook" else ("", ".py", ".sql", ".ipynb"))
    ):
        report.add(node, path, "no such local file: %s (relative to %s)" % (value, node.file), target=target)


def check_dashboard(report, base, node, path, target):
    value = node.value
    if not isinstance(value, str) or "${" in value or value.startswith("/"):
        return
    local = os.path.normpath(os.path.join(os.path.dirname(os.path.join(base, node.file)), value))
    if not value.endswith(".lvdash.json"):
        report.add(node, path, "a dashboard file is named *.lvdash.json", target=target)
    if not os.path.exists(local):
        return
    try:
        with open(local, encoding="utf-8") as handle:
            board = json.load(handle)
    except ValueError as error:
        report.add(node, path, "%s is not JSON: %s" % (value, error), target=target)
        return
    say = lambda message: report.add(node, path, "%s: %s" % (value, message), target=target)
    if not isinstance(board, dict) or not isinstance(board.get("pages"), list):
        return say("needs an object with `datasets` and `pages`")
    names = set()
    for data in board.get("datasets", []):
        names.add(data.get("name"))
        if not isinstance(data.get("queryLines"), list) and not isinstance(data.get("query"), str):
            say("dataset %s: no SQL (a list in `queryLines`, or a string in the older `query`)" % data.get("name"))
    for page in board["pages"]:
        for cell in page.get("layout", []):
            widget, place = cell.get("widget"), cell.get("position", {})
            if not isinstance(widget, dict) or not {"x", "y", "width", "height"} <= set(place):
                say("page %s: each layout cell needs `widget` and a full `position`" % page.get("name"))
                continue
            fields = set()
            for query in widget.get("queries", []):
                body = query.get("query", {})
                if body.get("datasetName") not in names:
                    say("widget %s reads unknown dataset %s" % (widget.get("name"), body.get("datasetName")))
                fields |= {f.get("name") for f in body.get("fields", [])}
            for used in re.findall(r'"fieldName":\s*"([^"]+)"', json.dumps(widget.get("spec", {}).get("encodings"))):
                if used not in fields:
                    say("widget %s shows field %s that its query does not return" % (widget.get("name"), used))


def check_job(report, base, job, path, target):
    say = lambda node, where, message: report.add(node, path + where, message, target=target)
    starts = [f for f in ("schedule", "trigger", "continuous") if job.get(f) is not None]
    if len(starts) > 1:
        say(
            job.get(starts[1]),
            (starts[1],),
            "a job has one of schedule, trigger or continuous, not " + " and ".join(starts),
        )
    environments, clusters = {}, {c.text("job_cluster_key") for c in job.rows("job_clusters")}
    for i, env in enumerate(job.rows("environments")):
        environments[env.text("environment_key")] = env
        spec = env.get("spec")
        if spec is None or (
            spec.get("environment_version") is None
            and spec.get("base_environment") is None
            and spec.get("client") is None
        ):
            say(env, ("environments", i), "spec needs environment_version (or base_environment)")
        for j, dep in enumerate(env.rows("spec", "dependencies")):
            if isinstance(dep.value, str) and dep.value.startswith("-r "):
                check_path(
                    report,
                    base,
                    Node(dep.value[3:].strip(), dep.file, dep.line),
                    path + ("environments", i, "spec", "dependencies", j),
                    target,
                    "file",
                )
    keys = [t.text("task_key") for t in job.rows("tasks")]
    for i, task in enumerate(job.rows("tasks")):
        where = ("tasks", i)
        kinds = [k for k, _ in task.items() if k.endswith("_task")]
        if len(kinds) != 1:
            say(task, where, "a task has exactly one *_task block, this has %d" % len(kinds))
        if keys.count(task.text("task_key")) > 1:
            say(task, where, "task_key %r is used twice" % task.text("task_key"))
        for j, needed in enumerate(task.rows("depends_on")):
            if needed.text("task_key") not in keys:
                say(needed, where + ("depends_on", j), "no task %r in this job" % needed.text("task_key"))
        env = task.text("environment_key")
        if env is not None and env not in environments:
            say(task.get("environment_key"), where + ("environment_key",), "no environment %r in this job" % env)
        cluster = task.text("job_cluster_key")
        if cluster is not None and cluster not in clusters:
            say(task.get("job_cluster_key"), where + ("job_cluster_key",), "no job cluster %r in this job" % cluster)
        on_cluster = any(task.get(k) is not None for k in ("job_cluster_key", "existing_cluster_id", "new_cluster"))
        if env is None and not on_cluster and {"spark_python_task", "python_wheel_task"} & set(kinds):
            say(task, where, "a serverless Python task needs environment_key")
        if task.get("libraries") is not None and env is not None:
            say(task.get("libraries"), where + ("libraries",), "serverless tasks take libraries from the environment")
        for sub, kind in (
            (("spark_python_task", "python_file"), "file"),
            (("notebook_task", "notebook_path"), "notebook"),
            (("sql_task", "file", "path"), "file"),
        ):
            node = task.get(*sub)
            if task.text(sub[0], "source") != "GIT" and node is not None:
                check_path(report, base, node, path + where + sub, target, kind)


def check_pipeline(report, base, pipeline, path, target, mode):
    say = lambda node, where, message, **kw: report.add(node, path + where, message, target=target, **kw)
    serverless = pipeline.get("serverless")
    if serverless is not None and serverless.value is True:
        for field in ("clusters", "storage"):
            if pipeline.get(field) is not None:
                say(pipeline.get(field), (field,), "not with serverless: true")
    if pipeline.get("catalog") is None and pipeline.get("storage") is None:
        say(pipeline, (), "no catalog: a Unity Catalog pipeline needs one")
    if pipeline.get("schema") is not None and pipeline.get("target") is not None:
        say(pipeline.get("target"), ("target",), "give schema or target, not both")
    if mode == "production" and pipeline.get("development") is not None and pipeline.get("development").value is True:
        say(pipeline.get("development"), ("development",), "the CLI refuses development: true in a production target")
    for key, node in pipeline.items("configuration"):
        if not isinstance(node.value, str):
            say(node, ("configuration", key), "configuration values are strings; quote this")
    for i, library in enumerate(pipeline.rows("libraries")):
        if len(library.items()) != 1:
            say(library, ("libraries", i), "one of glob, file or notebook in each entry")
        include = library.get("glob", "include")
        if include is not None:
            text = include.value if isinstance(include.value, str) else ""
            if "*" in (text[:-3] if text.endswith("/**") else text):
                say(
                    include,
                    ("libraries", i, "glob", "include"),
                    "use a file path, or a folder ending in /** (no other wildcard)",
                )
            check_path(report, base, include, path + ("libraries", i, "glob", "include"), target, "glob")
        for kind in ("file", "notebook"):
            if library.get(kind, "path") is not None and "*" not in str(library.get(kind, "path").value):
                check_path(report, base, library.get(kind, "path"), path + ("libraries", i, kind, "path"), target, kind)
    if pipeline.get("root_path") is not None:
        check_path(report, base, pipeline.get("root_path"), path + ("root_path",), target, "folder")
    allowed = {"on-update-success", "on-update-failure", "on-update-fatal-failure", "on-flow-failure"}
    for i, note in enumerate(pipeline.rows("notifications")):
        for j, alert in enumerate(note.rows("alerts")):
            if isinstance(alert.value, str) and "${" not in alert.value and alert.value not in allowed:
                say(alert, ("notifications", i, "alerts", j), "not one of " + ", ".join(sorted(allowed)))


def check_meaning(report, base, root, name, target):
    mode = target.text("mode") if target is not None else None
    if mode not in (None, "development", "production"):
        report.add(target.get("mode"), ("targets", name, "mode"), "mode is development or production")
    for kind, resources in root.items("resources"):
        for key, resource in resources.items():
            path = ("resources", kind, key)
            if not isinstance(resource.value, dict):
                report.add(resource, path, "an empty resource", target=name)
                continue
            if kind == "jobs":
                check_job(report, base, resource, path, name)
            elif kind == "pipelines":
                check_pipeline(report, base, resource, path, name, mode)
            elif kind == "dashboards" and resource.get("file_path") is not None:
                check_path(report, base, resource.get("file_path"), path + ("file_path",), name, "file")
                check_dashboard(report, base, resource.get("file_path"), path + ("file_path",), name)
            elif kind == "apps" and resource.get("source_code_path") is not None:
                check_path(report, base, resource.get("source_code_path"), path + ("source_code_path",), name, "folder")
            for i, item in enumerate(resource.rows("permissions")):
                level = item.text("level")
                if kind in PERMISSION_LEVELS and level and "${" not in level and level not in PERMISSION_LEVELS[kind]:
                    report.add(
                        item,
                        path + ("permissions", i, "level"),
                        "%s is not a level for %s" % (level, kind),
                        target=name,
                    )
                who = [k for k in ("user_name", "group_name", "service_principal_name") if item.get(k) is not None]
                if len(who) != 1:
                    report.add(
                        item,
                        path + ("permissions", i),
                        "name exactly one user, group or service principal",
                        target=name,
                    )
            for i, grant in enumerate(resource.rows("grants")):
                if not grant.text("principal"):
                    report.add(grant, path + ("grants", i), "a grant needs a principal", target=name)
                for j, privilege in enumerate(grant.rows("privileges")):
                    fits = PRIVILEGES.get(kind)
                    if (
                        fits
                        and isinstance(privilege.value, str)
                        and "${" not in privilege.value
                        and privilege.value not in fits
                    ):
                        report.add(
                            privilege,
                            path + ("grants", i, "privileges", j),
                            "%s is not a privilege on %s" % (privilege.value, kind),
                            target=name,
                        )
    if mode == "production":
        if target.get("workspace", "root_path") is None:
            report.add(
                target,
                ("targets", name),
                "mode: production: set workspace.root_path in the target itself "
                "(the CLI refuses, or warns where run_as is set)",
                warning=root.get("run_as") is not None,
            )
        elif "current_user" in (target.text("workspace", "root_path") or ""):
            report.add(
                target.get("workspace", "root_path"),
                ("targets", name, "workspace", "root_path"),
                "a production path that depends on who deploys gives several copies",
                warning=True,
            )
    if mode == "development":
        rooted = root.text("workspace", "root_path")
        if rooted and not rooted.startswith("~") and "current_user" not in rooted:
            report.add(
                root.get("workspace", "root_path"),
                ("workspace", "root_path"),
                "mode: development: the path must start with ~/ or hold ${workspace.current_user...}",
                target=name,
            )
    if root.get("run_as") is not None:
        for kind in ("quality_monitors", "model_serving_endpoints", "apps"):
            if root.items("resources", kind):
                report.add(
                    root.get("run_as"),
                    ("run_as",),
                    "the CLI refuses run_as of another identity with " + kind,
                    target=name,
                )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundle", nargs="?", default=".")
    parser.add_argument("--schema", default=os.environ.get("BUNDLE_SCHEMA"), help="JSON schema of bundles")
    parser.add_argument("--target", action="append", help="check only this target (default: every target)")
    parser.add_argument("--var", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--strict", action="store_true", help="warnings count as problems")
    args = parser.parse_args(argv)
    if not args.schema or not os.path.isfile(args.schema):
        print("validate_bundle: no schema. Make one with `databricks bundle schema > FILE` and pass --schema FILE.")
        return 2
    base = os.path.abspath(args.bundle)
    found = [n for n in ROOT_NAMES if os.path.isfile(os.path.join(base, n))]
    if len(found) != 1:
        print("validate_bundle: want exactly one of %s in %s, found %s" % (", ".join(ROOT_NAMES), args.bundle, found))
        return 2
    if any("=" not in v for v in args.var):
        parser.error("--var wants NAME=VALUE")
    given = dict(v.split("=", 1) for v in args.var)
    report, schema = Report(found[0]), load_schema(args.schema)
    validator = Draft202012Validator(schema)

    files, queue, first = [], [found[0]], None
    while queue:
        shown = queue.pop(0)
        try:
            node, anchors = load_file(os.path.join(base, shown), shown, report)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            report.add(
                Node(None, shown, mark.line + 1 if mark else 1), (), "not YAML: %s" % getattr(error, "problem", error)
            )
            continue
        if not isinstance(node.value, dict):
            report.add(node, (), "a bundle file is a mapping")
            continue
        for key, item in node.items():
            if key not in schema["properties"] and item.line - 1 not in anchors:
                report.add(item, (key,), "unknown top-level key (the schema lets it pass, the CLI only warns)")
        check_schema(validator, schema, node, report)
        if first is None:
            first = node
            for i, entry in enumerate(node.rows("include")):
                text = entry.value
                if not isinstance(text, str) or os.path.isabs(text):
                    report.add(entry, ("include", i), "an include is a relative path")
                    continue
                # Go's Glob: ** is not recursive, it matches one path level like *.
                matches = sorted(os.path.relpath(m, base) for m in glob.glob(os.path.join(base, text)))
                if not matches and not re.search(r"[*?\[]", text):
                    report.add(entry, ("include", i), "matches no file")
                elif not matches:
                    report.add(entry, ("include", i), "matches no file (the CLI says nothing)", warning=True)
                for match in matches:
                    if os.path.splitext(match)[1] not in (".yml", ".yaml", ".json"):
                        report.add(entry, ("include", i), "%s is not YAML or JSON" % match)
                    elif match not in queue and match not in found:
                        queue.append(match)
        elif node.get("include") is not None:
            report.add(node.get("include"), ("include",), "includes count in %s only" % found[0])
        files.append(node)
    if first is None:
        print("%d problem(s), %d warning(s)" % (report.problems, report.warnings))
        return 1

    seen, root = {}, None
    for node in files:
        for section in node.items("resources"):
            for key, resource in section[1].items():
                if key in seen:
                    report.add(
                        resource,
                        ("resources", section[0], key),
                        "key %r is already used at %s: keys are unique over all resource types and files"
                        % (key, seen[key]),
                    )
                seen.setdefault(key, "%s:%s" % (resource.file, resource.line))
        root = node if root is None else merge(root, node, report)
    if root.text("bundle", "name") is None:
        report.add(root, ("bundle",), "bundle.name is required")
    elif "${" in root.text("bundle", "name"):
        report.add(root.get("bundle", "name"), ("bundle", "name"), "no references in the bundle name")
    for key, node in root.items("workspace") + [i for _, t in root.items("targets") for i in t.items("workspace")]:
        if key in ("host", "profile", "client_id", "auth_type") and isinstance(node.value, str) and "${" in node.value:
            report.add(node, ("workspace", key), "references are not resolved here (authentication comes first)")

    targets = dict(root.items("targets"))
    if sum(1 for t in targets.values() if t.get("default") is not None and t.get("default").value is True) > 1:
        report.add(root.get("targets"), ("targets",), "more than one default target")
    wanted = args.target or list(targets) or [None]
    for name in wanted:
        if name is not None and name not in targets:
            report.add(root.get("targets") or root, ("targets",), "no target %r" % name)
            continue
        target = targets.get(name) if name else None
        merged = apply_target(root, name, report) if name else copy(root)
        if not name:
            merge_keyed_lists(merged, report)
        resolver = Resolver(merged, name or "default", target, given, report)
        body = Node({k: v for k, v in merged.value.items() if k != "variables"}, merged.file, merged.line)
        resolved = resolver.resolve(body)
        check_schema(validator, schema, resolved, report, target=name)
        check_meaning(report, base, resolved, name, target)
    print(
        "%d file(s), target(s) %s: %d problem(s), %d warning(s)"
        % (len(files), ", ".join(str(w) for w in wanted), report.problems, report.warnings)
    )
    return 1 if report.problems or (args.strict and report.warnings) else 0


if __name__ == "__main__":
    sys.exit(main())

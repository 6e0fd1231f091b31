"""What stewards see of quarantine and what they decide about it.

A quarantined row has a handle: twelve hexadecimal digits over its feed, id and ingestion time, so that no patient's
id stands in a terminal or in the history of a shell. It tells exactly what a release can tell: rows of one file
with the same id share a handle and are released together.

A decision takes a rule out, for one row (release) or for a feed (waive), from the next run on. One that was removed
keeps its row and gets an end.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import ibis
import pyarrow as pa

from healthcare_medallion.engines.embedded import audit, ledgers
from healthcare_medallion.engines.embedded.duck import quoted
from healthcare_medallion.engines.embedded.lock import warehouse_lock
from healthcare_medallion.engines.embedded.reading import published, reading
from healthcare_medallion.engines.embedded.warehouse import Warehouse, arrow_schema, storage_errors, writer_properties
from healthcare_medallion.errors import UsageError
from healthcare_medallion.pipelines.graph import Graph, graph
from healthcare_medallion.pipelines.ops.decisions import CONTRACT as DECISIONS
from healthcare_medallion.pipelines.shared.contract import Classification, Contract, nearest
from healthcare_medallion.pipelines.shared.rules import Rule, Severity
from healthcare_medallion.pipelines.shared.sensitivity import TELLING
from healthcare_medallion.pipelines.shared.text import trimmed
from healthcare_medallion.privacy.access import Purpose, Role, Sight, Zone, terms_for
from healthcare_medallion.privacy.masking import row_tells
from healthcare_medallion.privacy.sealing import masked
from healthcare_medallion.quality.checks import ROW_IDS
from healthcare_medallion.quality.score import judge_of, rules_of
from healthcare_medallion.settings import Settings

HANDLE_DIGITS = 12
SHORTEST_PREFIX = 6
MASK = "***"
_CORRECT_IT = "Have it corrected at its source and delivered in a new file."
_INSTEAD = {"known_patient": "Have the patient delivered: the run that brings it takes the row up by itself."}
OnWait = Callable[[str], None]


@dataclass(frozen=True)
class QuarantinedRow:
    """A row in quarantine, without its values."""

    handle: str
    feed: str
    failed_rules: tuple[str, ...]
    quarantined_at: datetime
    source_file: str | None
    row_id: str = field(repr=False)
    ingested_at: datetime = field(repr=False)


@dataclass(frozen=True)
class ShownRow:
    """A row with its values as they landed, and the rules it breaks with the columns that each looks at."""

    row: QuarantinedRow
    values: dict[str, object] = field(repr=False)
    broken: tuple[tuple[Rule, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Decision:
    """One decision with all its rules. ``handle`` is the released row's, None for a waiver."""

    decision_id: str
    action: str
    feed: str
    rules: tuple[str, ...]
    handle: str | None
    decided_by: str
    decided_at: datetime
    note: str
    expires_at: datetime | None
    ended_at: datetime | None
    ended_by: str | None


def handle_of(feed: str, row_id: str, ingested_at: datetime) -> str:
    """The handle of the rows of a feed with this (trimmed) id that came with one file."""
    since = ingested_at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    microseconds = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    return hashlib.sha256(f"{feed}|{microseconds}|{row_id}".encode()).hexdigest()[:HANDLE_DIGITS]


# QUARANTINE


def summary(settings: Settings, *, feed: str | None = None, rule: str | None = None) -> list[tuple[str, str, int]]:
    """Feed, rule and how many rows break it, most first. A row that breaks two rules counts for both."""
    check_names(graph(settings.pipeline), feed, rule)
    sql = f"""
        SELECT feed, rule, count(*) AS n
        FROM (SELECT feed, unnest(failed_rules) AS rule FROM ({{rows}}) WHERE {_where(feed, rule)})
        WHERE {f"rule = {quoted(rule)}" if rule else "true"} GROUP BY feed, rule ORDER BY n DESC, feed, rule
    """
    return [(r["feed"], r["rule"], r["n"]) for r in _read(settings, sql)]


def quarantined(
    settings: Settings, *, feed: str | None = None, rule: str | None = None, limit: int | None = None
) -> list[QuarantinedRow]:
    """Rows in quarantine, newest first."""
    check_names(graph(settings.pipeline), feed, rule)
    sql = f"""
        SELECT * FROM ({{rows}}) WHERE {_where(feed, rule)}
        ORDER BY quarantined_at DESC, feed, handle {"" if limit is None else f"LIMIT {limit}"}
    """
    return [_row(found) for found in _read(settings, sql)]


def rows_with(settings: Settings, prefix: str) -> list[QuarantinedRow]:
    """The rows of one handle, given by any prefix of it that is unique.

    :raises UsageError: no such row, or rows of several handles.
    """
    given = prefix.strip().lower()
    if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST_PREFIX},{HANDLE_DIGITS}}}", given):
        raise UsageError(
            f"`{prefix}` is no handle: {SHORTEST_PREFIX} to {HANDLE_DIGITS} hexadecimal digits are expected.",
            hint="medallion quarantine list shows the handles.",
        )
    sql = f"SELECT * FROM ({{rows}}) WHERE starts_with(handle, {quoted(given)}) ORDER BY feed, failed_rules LIMIT 1000"
    found = [_row(row) for row in _read(settings, sql)]
    handles = sorted({row.handle for row in found})
    if not handles:
        raise UsageError(
            f"No row in quarantine has a handle that starts with `{given}`.",
            hint="It may have been released or superseded since. medallion quarantine list shows what is there.",
        )
    if len(handles) > 1:
        raise UsageError(f"`{given}` is ambiguous: {', '.join(handles[:10])}.", hint="Give more digits.")
    return found


def show(
    settings: Settings, prefix: str, *, reason: str, purpose: Purpose | None = None, unmask: bool = False
) -> list[ShownRow]:
    """The rows of a handle with their values; the audit log knows of it before they are read.

    Direct identifiers, and digits shaped like a social security number, are masked unless ``unmask`` and the access
    matrix allows them for the purpose. Codes of sensitive rows are masked unless it allows those.

    :raises AccessRefused: the purpose opens no row of a patient to a steward.
    """
    sight = Sight(Role.STEWARD, purpose or settings.access.purpose)
    rows = rows_with(settings, prefix)
    tables = graph(settings.pipeline)
    contract = tables.contract(f"quarantine_{rows[0].feed}")
    terms_for(sight, {contract.full_name: Zone.SOURCE_ROWS}, reason)
    _record(settings, "unmask" if unmask else "show", rows[0].feed, reason, rows[0].handle, sight.purpose)
    columns = ", ".join(f'"{name}"' for name in tables.contract(f"bronze_{rows[0].feed}").names)
    sql = f"SELECT {columns}, feed, failed_rules FROM ({{rows}}) WHERE handle = {quoted(rows[0].handle)} ORDER BY ALL"
    values = _read(settings, sql, feeds=(rows[0].feed,), whole=True)
    by_rules = sorted(rows, key=lambda row: row.failed_rules)
    values = sorted(values, key=lambda found: tuple(found["failed_rules"]))
    return [_shown(tables, contract, r, v, sight, unmask) for r, v in zip(by_rules, values, strict=True)]


def _shown(
    tables: Graph, contract: Contract, row: QuarantinedRow, found: dict[str, Any], sight: Sight, unmask: bool
) -> ShownRow:
    values = {name: found[name] for name in contract.names if name in found}
    if row_tells(values, sight):
        values |= {name: MASK for name in TELLING if values.get(name) is not None}
    if not (unmask and sight.sees(Classification.DIRECT_IDENTIFIER)):
        values = {name: _masked(contract, name, value) for name, value in values.items()}
    by_name = {rule.name: rule for rule in rules_of(tables, row.feed)}
    broken = [by_name[name] for name in row.failed_rules if name in by_name]
    return ShownRow(row, values, tuple((rule, _columns_of(tables, row.feed, rule)) for rule in broken))


def _masked(contract: Contract, name: str, value: object) -> object:
    if value is not None and contract[name].classification is Classification.DIRECT_IDENTIFIER:
        return MASK
    return masked(value) if isinstance(value, str) else value


def _columns_of(tables: Graph, feed: str, rule: Rule) -> tuple[str, ...]:
    """The landed columns that a rule looks at, read from its predicate."""
    from ibis.expr.operations import Field

    judged = judge_of(tables, feed)
    candidates = ibis.table(tables.expression(judged.name).schema(), name=judged.name)
    looked_at = {node.name for node in rule.predicate(candidates).op().find(Field)}
    return tuple(name for name in tables.contract(f"bronze_{feed}").names if name in looked_at)


# DECISIONS


def decisions(settings: Settings, *, ended: bool = False) -> list[Decision]:
    """Decisions in force, newest first; with ``ended`` also those that are over."""
    warehouse = Warehouse(settings.warehouse)
    published(warehouse)
    found = _decisions(_stored(warehouse))
    return [d for d in found if ended or d.ended_at is None]


def release(
    settings: Settings,
    prefix: str,
    *,
    by: str,
    note: str,
    rules: Sequence[str] = (),
    expires_at: datetime | None = None,
    on_wait: OnWait | None = None,
) -> tuple[Decision, list[QuarantinedRow]]:
    """Takes rules (by default all that they break) out for the rows of a handle, from the next run on.

    :raises UsageError: a rule that the rows do not break, that cannot be taken out, or that is out already.
    """
    with _deciding(settings, on_wait) as warehouse:
        rows = rows_with(settings, prefix)
        first = rows[0]
        names = tuple(dict.fromkeys(name for row in rows for name in row.failed_rules))
        for rule in rules:
            if rule not in names:
                raise UsageError(
                    f"Row {first.handle} does not break `{rule}`{nearest(rule, names)}.",
                    hint=f"It breaks: {', '.join(names)}.",
                )
        chosen = tuple(name for name in names if not rules or name in rules)
        _refuse_fixed(settings, first.feed, chosen, f"Row {first.handle} cannot be released")
        _refuse_repeated(warehouse, "release", first.feed, chosen, first.handle)
        decision = Decision(
            _new_id(), "release", first.feed, chosen, first.handle, by, datetime.now(UTC), note, expires_at, None, None
        )
        _append(settings, warehouse, decision, row=first)
    return decision, rows


def waive(
    settings: Settings,
    feed: str,
    rule: str,
    *,
    by: str,
    note: str,
    expires_at: datetime,
    on_wait: OnWait | None = None,
) -> Decision:
    """Takes a rule out for a whole feed, from the next run on until it expires.

    :raises UsageError: there is no such rule, it cannot be taken out, or it is out already.
    """
    check_names(graph(settings.pipeline), feed, rule)
    with _deciding(settings, on_wait) as warehouse:
        _refuse_fixed(settings, feed, (rule,), f"`{rule}` cannot be waived for {feed}")
        _refuse_repeated(warehouse, "waive", feed, (rule,), None)
        now = datetime.now(UTC)
        decision = Decision(_new_id(), "waive", feed, (rule,), None, by, now, note, expires_at, None, None)
        _append(settings, warehouse, decision, row=None)
    return decision


def remove(settings: Settings, decision_id: str, *, by: str, note: str, on_wait: OnWait | None = None) -> Decision:
    """Ends a decision, from the next run on. Its row stays, with when and who.

    :raises UsageError: there is no such decision, or it has ended already.
    """
    with _deciding(settings, on_wait) as warehouse:
        known = {d.decision_id: d for d in _decisions(_stored(warehouse))}
        found = known.get(decision_id)
        if found is None:
            raise UsageError(
                f"There is no decision `{decision_id}`{nearest(decision_id, known)}.",
                hint="medallion quarantine decisions --all lists them.",
            )
        if found.ended_at is not None:
            raise UsageError(f"Decision {decision_id} ended on {found.ended_at:%Y-%m-%d} by {found.ended_by}.")
        _record(settings, "remove", found.feed, note, found.handle)
        at = f"arrow_cast({quoted(datetime.now(UTC).isoformat())}, 'Timestamp(Microsecond, Some(\"UTC\"))')"
        with storage_errors(DECISIONS.full_name):
            warehouse.create(DECISIONS).update(
                updates={"ended_at": at, "ended_by": quoted(by)},
                predicate=f"decision_id = {quoted(found.decision_id)} AND ended_at IS NULL",
                writer_properties=writer_properties(DECISIONS),
            )
    return found


@contextmanager
def _deciding(settings: Settings, on_wait: OnWait | None) -> Iterator[Warehouse]:
    """The warehouse of a finished run, locked: a run and a decision never pass each other."""
    warehouse = Warehouse(settings.warehouse)
    published(warehouse)
    with warehouse_lock(settings.warehouse, timeout=settings.engine.lock_timeout_seconds, on_wait=on_wait):
        yield warehouse


def _append(settings: Settings, warehouse: Warehouse, decision: Decision, row: QuarantinedRow | None) -> None:
    action: audit.Action = "release" if decision.action == "release" else "waive"
    _record(settings, action, decision.feed, decision.note, decision.handle)
    shared = {
        "decision_id": decision.decision_id,
        "action": decision.action,
        "feed": decision.feed,
        "row_id": row.row_id if row else None,
        "row_ingested_at": row.ingested_at if row else None,
        "decided_by": decision.decided_by,
        "decided_at": decision.decided_at,
        "note": decision.note,
        "expires_at": decision.expires_at,
        "ended_at": None,
        "ended_by": None,
    }
    rows = pa.Table.from_pylist([{**shared, "rule": rule} for rule in decision.rules], schema=arrow_schema(DECISIONS))
    warehouse.write(DECISIONS, warehouse.create(DECISIONS), rows, mode="append", numbers={})


def _record(
    settings: Settings,
    action: audit.Action,
    feed: str,
    reason: str,
    handle: str | None,
    purpose: Purpose = Purpose.OPERATIONS,
) -> None:
    objects = [f"data_eng_ops.quarantine_{feed}"] if action in ("show", "unmask") else [DECISIONS.full_name]
    if handle:
        objects.append(f"row {handle}")
    sight = Sight(Role.STEWARD, purpose)
    audit.record(
        settings, role=sight.role, action=action, objects=objects, purpose=sight.stated(reason), outcome="done"
    )


def _refuse_fixed(settings: Settings, feed: str, names: Sequence[str], what: str) -> None:
    """Refuses rules that the tables behind rely on, and warnings, which keep no row out."""
    by_name = {rule.name: rule for rule in rules_of(graph(settings.pipeline), feed)}
    for rule in (by_name[name] for name in names):
        if rule.severity is not Severity.QUARANTINE:
            raise UsageError(f"{what}: it is a warning and keeps no row out.")
    fixed = [by_name[name] for name in names if not by_name[name].waivable]
    if fixed:
        listed = "\n".join(f"- {rule.name}: {rule.description}" for rule in fixed)
        advice = dict.fromkeys(_INSTEAD.get(rule.name, _CORRECT_IT) for rule in fixed)
        raise UsageError(f"{what}: silver and gold would not hold together without\n{listed}", hint=" ".join(advice))


def _refuse_repeated(warehouse: Warehouse, action: str, feed: str, names: Sequence[str], handle: str | None) -> None:
    for known in _decisions(_stored(warehouse)):
        same = known.ended_at is None and (known.action, known.feed, known.handle) == (action, feed, handle)
        again = [name for name in names if same and name in known.rules]
        if again:
            raise UsageError(
                f"Decision {known.decision_id} takes out {', '.join(again)} already.",
                hint="It takes effect at the next run: medallion run",
            )


def check_names(tables: Graph, feed: str | None, rule: str | None) -> None:
    """Refuses a feed or a rule that does not exist.

    :raises UsageError: with the nearest right name.
    """
    if feed is not None and feed not in ROW_IDS:
        raise UsageError(f"There is no feed `{feed}`{nearest(feed, ROW_IDS)}.", hint=f"Feeds: {', '.join(ROW_IDS)}.")
    feeds = ROW_IDS if feed is None else (feed,)
    names = list(dict.fromkeys(r.name for f in feeds for r in rules_of(tables, f)))
    if rule is not None and rule not in names:
        of = f" of {feed}" if feed else ""
        raise UsageError(f"There is no rule `{rule}`{of}{nearest(rule, names)}.", hint=f"Rules: {', '.join(names)}.")


# READING


def _where(feed: str | None, rule: str | None) -> str:
    wanted = [f"feed = {quoted(feed)}"] if feed else []
    wanted += [f"list_contains(failed_rules, {quoted(rule)})"] if rule else []
    return " AND ".join(wanted) or "true"


def _read(
    settings: Settings, sql: str, *, feeds: Sequence[str] = tuple(ROW_IDS), whole: bool = False
) -> list[dict[str, Any]]:
    """Runs SQL over the published quarantine of some feeds, which it names ``{rows}``."""
    versions = published(Warehouse(settings.warehouse)).table_versions
    tables = graph(settings.pipeline)
    contracts = {feed: tables.contract(f"quarantine_{feed}") for feed in feeds}
    rows = " UNION ALL ".join(_rows_sql(contract, feed, whole) for feed, contract in contracts.items())
    with reading(settings, versions=versions, only=[c.full_name for c in contracts.values()]) as con:
        return list(con.sql(sql.format(rows=rows)).to_arrow_table().to_pylist())


def _rows_sql(contract: Contract, feed: str, whole: bool) -> str:
    table = ibis.table(contract.ibis_schema(), name=contract.name, database=contract.schema)
    named = ibis.to_sql(table.mutate(_row_id=trimmed(table[ROW_IDS[feed]])), dialect="duckdb")
    handle = f"sha256({quoted(feed + '|')} || epoch_us(_ingested_at)::VARCHAR || '|' || _row_id)"
    return f"""
        SELECT {quoted(feed)} AS feed, substr({handle}, 1, {HANDLE_DIGITS}) AS handle, _failed_rules AS failed_rules,
            _quarantined_at AS quarantined_at, _source_file AS source_file, _row_id AS row_id,
            _ingested_at AS ingested_at {", *" if whole else ""}
        FROM ({named})
    """


def _row(found: dict[str, Any]) -> QuarantinedRow:
    return QuarantinedRow(**{**found, "failed_rules": tuple(found["failed_rules"])})


def _stored(warehouse: Warehouse) -> list[dict[str, Any]]:
    return ledgers.stored(warehouse, DECISIONS)


def _decisions(rows: Sequence[dict[str, Any]]) -> list[Decision]:
    by_id: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_id.setdefault(row["decision_id"], []).append(row)
    found = [_decision(group) for group in by_id.values()]
    return sorted(found, key=lambda d: (d.decided_at, d.decision_id), reverse=True)


def _decision(group: list[dict[str, Any]]) -> Decision:
    first = group[0]
    same = ("decision_id", "action", "feed", "decided_by", "decided_at", "note", "expires_at", "ended_at", "ended_by")
    is_row = first["row_id"] is not None
    handle = handle_of(first["feed"], first["row_id"], first["row_ingested_at"]) if is_row else None
    return Decision(**{n: first[n] for n in same}, rules=tuple(row["rule"] for row in group), handle=handle)


def _new_id() -> str:
    return secrets.token_hex(4)

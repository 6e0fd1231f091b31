"""One fate for each bronze row: accepted, quarantined or superseded.

A candidate table is a bronze table with its columns standardised; the bronze value of a column that changed is
kept beside it under a prefix, so that quarantine can show the row as it came. The fate is computed once per
table; silver, quarantine and superseded are three filters over it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.columns import without
from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract
from healthcare_medallion.pipelines.shared.rules import Rule, Severity, broken, of_severity

NONE = Classification.NONE

ACCEPTED, QUARANTINED, SUPERSEDED = "accepted", "quarantined", "superseded"
_AS_LANDED = "_as_landed_"


def standardised(bronze: ir.Table, **columns: ir.Value) -> ir.Table:
    """``bronze`` with some columns replaced, the replaced values kept for ``quarantined`` and ``superseded``.

    A text that did not change is kept as null: most do not, and the copy would double the table.
    """
    kept = {}
    for name, value in columns.items():
        if name in bronze.columns:
            landed = bronze[name]
            kept[_AS_LANDED + name] = landed.nullif(value) if landed.type() == value.type() else landed
    return bronze.mutate(**columns, **kept)


def with_known_patient(candidates: ir.Table, silver_patients: ir.Table) -> ir.Table:
    """``_patient_known``: whether the row's patient has an accepted version."""
    known = silver_patients.select(_known_id="patient_id").distinct()
    joined = candidates.left_join(known, candidates.patient_id == known["_known_id"])
    return without(joined.mutate(_patient_known=joined["_known_id"].notnull()), "_known_id")


def judged(candidates: ir.Table, rules: tuple[Rule, ...], decisions: ir.Table, *, feed: str, row_id: str) -> ir.Table:
    """``_failed_rules`` and ``_warnings``: names of broken rules in their order, null when none is.

    A steward's decision takes a rule out: a release for one row (its id and the file it came with), a waiver for
    the whole feed. Only waivable rules can be taken out, whatever the decisions table says.
    """
    warnings = of_severity(rules, Severity.WARN)
    verdict = candidates.mutate(
        _failed_rules=broken(candidates, of_severity(rules, Severity.QUARANTINE)),
        _warnings=broken(candidates, warnings) if warnings else ibis.null("array<string>"),
    )
    waivable = [rule.name for rule in rules if rule.waivable and rule.severity is Severity.QUARANTINE]
    active = decisions.filter(decisions.feed == feed, decisions.ended_at.isnull(), decisions.rule.isin(waivable))
    released = (
        active.filter(active.action == "release")
        .group_by(_release_id="row_id", _release_at="row_ingested_at")
        .aggregate(_released=lambda t: t.rule.collect())
    )
    waived = active.filter(active.action == "waive").aggregate(_waived=lambda t: t.rule.collect())
    with_decisions = verdict.left_join(
        released, (verdict[row_id] == released["_release_id"]) & (verdict["_ingested_at"] == released["_release_at"])
    ).cross_join(waived)
    nothing = ibis.literal([], type="array<string>")
    taken_out = ibis.coalesce(with_decisions["_released"], nothing).concat(
        ibis.coalesce(with_decisions["_waived"], nothing)
    )
    step = with_decisions.mutate(_taken_out=taken_out)
    left = step["_failed_rules"].filter(lambda name: ~step["_taken_out"].contains(name))
    judged_now = ibis.ifelse(
        step["_failed_rules"].isnull() | (step["_taken_out"].length() == 0), step["_failed_rules"], left
    )
    final = step.mutate(_failed_rules=ibis.ifelse(judged_now.length() > 0, judged_now, ibis.null("array<string>")))
    return without(final, "_release_id", "_release_at", "_released", "_waived", "_taken_out")


def contested(candidates: ir.Table, key: Sequence[str]) -> ir.Table:
    """Keys that more than one row with no broken rule claims, with the last instant at which one of them came.

    Few keys are contested, and ordering whole rows is what costs: so only those rows are ordered.
    """
    passed = candidates.filter(candidates["_failed_rules"].isnull())
    return (
        passed.group_by(**{f"_contested_{name}": passed[name] for name in key})
        .aggregate(_rivals=lambda t: t.count(), _decided_at=lambda t: t["_ingested_at"].max())
        .filter(lambda t: t["_rivals"] > 1)
    )


def decided(
    candidates: ir.Table,
    contested: ir.Table,
    *,
    best_first: Callable[[ir.Table], Sequence[ir.Value]],
    content: Sequence[str],
    loser: Callable[[ir.Table], ir.StringValue],
) -> ir.Table:
    """``_fate``, and for a superseded row ``_reason`` and ``_decided_at``.

    Of the rows that pass their rules and share a key the first in ``best_first`` order wins; ``content`` (all
    business columns) breaks what ties are left, never arrival. A row equal to another in all of this is a
    ``duplicate``, otherwise ``loser`` says why it lost. Of equal rows the first to be ingested stays.
    """
    keys = {name: name.removeprefix("_contested_") for name in contested.columns if name.startswith("_contested_")}
    marked = candidates.left_join(contested, [candidates[name] == contested[other] for other, name in keys.items()])
    marked = without(marked, *keys)
    is_rival = marked["_rivals"].notnull() & marked["_failed_rules"].isnull()
    none = ibis.null("string")
    alone = marked.filter(~is_rival).mutate(
        _fate=ibis.ifelse(marked["_failed_rules"].isnull(), ACCEPTED, QUARANTINED),
        _reason=none,
        _decided_at=marked["_ingested_at"],
    )
    rivals = marked.filter(is_rival)
    order = [*best_first(rivals), *(rivals[name].desc() for name in content)]
    by_key = [rivals[name] for name in keys.values()]
    # Rows of one file that say the same in other spellings: the spelling decides, as the place in a file must not.
    # A column must not stand in an order twice: Ibis would keep the last direction only.
    said = {*content, *keys.values()}
    others = (n for n in candidates.columns if n.startswith(_AS_LANDED) or not n.startswith("_"))
    spelling = [rivals[n] for n in others if n not in said]
    ranked = rivals.mutate(
        _row=ibis.row_number().over(group_by=by_key, order_by=[*order, rivals["_ingested_at"], *spelling]),
        _rank=ibis.rank().over(group_by=by_key, order_by=order),
        _loser=loser(rivals),
    )
    wins = ranked["_row"] == 0
    duplicate = ranked["_row"] > ranked["_rank"]
    ranked = ranked.mutate(
        _fate=ibis.ifelse(wins, ACCEPTED, SUPERSEDED),
        _reason=ibis.cases((wins, none), (duplicate, "duplicate"), else_=ranked["_loser"]),
    )
    columns = [*candidates.columns, "_fate", "_reason", "_decided_at"]
    return alone.select(columns).union(ranked.select(columns))


def accepted(fates: ir.Table, contract: Contract) -> ir.Table:
    """The rows of silver."""
    return fates.filter(fates["_fate"] == ACCEPTED).select(*contract.names)


def quarantined(fates: ir.Table, bronze: Contract, landing_files: ir.Table) -> ir.Table:
    """Rows that broke a rule, as they landed, with the rules they broke.

    ``_source_file`` is null where bronze does not tell the file, that is on Spark and Databricks.
    """
    rows = fates.filter(fates["_fate"] == QUARANTINED)
    files = landing_files.select(_file_at="ingested_at", _source_file="source_file")
    return rows.left_join(files, rows["_ingested_at"] == files["_file_at"]).select(
        **_as_landed(rows, bronze),
        _failed_rules=rows["_failed_rules"],
        _quarantined_at=rows["_ingested_at"],
        _source_file=files["_source_file"],
    )


def superseded(fates: ir.Table, bronze: Contract, winner_key: ir.Value) -> ir.Table:
    """Rows that gave way to another row of the same key, as they landed, with that key and the reason."""
    rows = fates.filter(fates["_fate"] == SUPERSEDED)
    return rows.select(
        **_as_landed(rows, bronze),
        _superseded_by=winner_key,
        _reason=rows["_reason"],
        _superseded_at=rows["_decided_at"],
    )


def _as_landed(rows: ir.Table, bronze: Contract) -> dict[str, ir.Value]:
    return {name: _landed(rows, name) for name in bronze.names}


def _landed(rows: ir.Table, name: str) -> ir.Value:
    kept = _AS_LANDED + name
    if kept not in rows.columns:
        return rows[name]
    same_type = rows[kept].type() == rows[name].type()
    return ibis.coalesce(rows[kept], rows[name]) if same_type else rows[kept]


def quarantine_contract(bronze: Contract) -> Contract:
    """Contract of the quarantine table of a bronze table."""
    feed = bronze.name.removeprefix("bronze_")
    return Contract(
        name=f"quarantine_{feed}",
        schema=OPS,
        comment=f"Rows of {bronze.name} that break at least one rule, as they landed.",
        grain=f"one row per quarantined row of {bronze.name}",
        columns=(
            *bronze.columns,
            Column(
                "_failed_rules",
                "array<string>",
                "Rules that the row breaks, in their order.",
                nullable=False,
                classification=NONE,
            ),
            Column(
                "_quarantined_at",
                "timestamp",
                "Greatest `_ingested_at` among the rows it is made from.",
                False,
                classification=NONE,
            ),
            Column("_source_file", "string", "File it came with; null on Spark and Databricks.", classification=NONE),
        ),
        holds_identifiers=bronze.holds_identifiers,
    )


def superseded_contract(bronze: Contract) -> Contract:
    """Contract of the superseded table of a bronze table."""
    feed = bronze.name.removeprefix("bronze_")
    return Contract(
        name=f"superseded_{feed}",
        schema=OPS,
        comment=f"Rows of {bronze.name} that pass every rule and gave way to another row of the same key.",
        grain=f"one row per superseded row of {bronze.name}",
        columns=(
            *bronze.columns,
            Column(
                "_superseded_by",
                "string",
                "Key of the row that stays.",
                nullable=False,
                classification=Classification.QUASI_IDENTIFIER,
            ),
            Column("_reason", "string", "duplicate, conflict or earlier_state.", nullable=False, classification=NONE),
            Column(
                "_superseded_at",
                "timestamp",
                "Greatest `_ingested_at` among the rows of the key.",
                False,
                classification=NONE,
            ),
        ),
        holds_identifiers=bronze.holds_identifiers,
    )


def values_present(table: ir.Table, names: Sequence[str]) -> ir.IntegerValue:
    """How many of the named columns are not null."""
    return sum((table[name].notnull().cast("int32") for name in names), ibis.literal(0, type="int32"))

"""Validity in time: SCD type 2 windows over versions, and which version a fact belongs to."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.columns import without

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


def days_after(instant: ir.TimestampValue, days: int) -> ir.DateValue:
    """The day (UTC) so many days after that of an instant."""
    return (instant.date() + ibis.interval(days=days)).cast("!date")


def with_validity(versions: ir.Table, *, key: str, since: str) -> ir.Table:
    """SCD type 2 columns over rows that are unique per ``key`` and ``since``.

    ``effective_from`` up to but not including ``effective_to``; null means current. Versions that change nothing
    are kept: each row stays traceable to the row it came from.
    """
    ordered = ibis.window(group_by=key, order_by=versions[since])
    step = versions.mutate(
        effective_from=versions[since],
        effective_to=versions[since].lead().over(ordered),
        version=(ibis.row_number().over(ordered) + 1).cast("!int32"),
    )
    return step.mutate(is_current=step.effective_to.isnull())


def days_of_validity(dimension: ir.Table, *, key: str) -> ir.Table:
    """For each version the days whose facts it takes: ``_from_day`` up to but not including ``_to_day``.

    A fact belongs to the last version with ``effective_from`` before the end of the fact's day (UTC). The end of a
    day is a midnight, so comparing dates says the same as comparing instants, and costs far less. The first
    version also takes the days before it.
    """
    return dimension.select(
        _version_id=dimension[key],
        patient_key=dimension.patient_key,
        _from_day=ibis.ifelse(
            dimension.version == 1, ibis.literal(FIRST_DAY).cast("date"), dimension.effective_from.date()
        ),
        _to_day=ibis.coalesce(dimension.effective_to.date(), ibis.literal(LAST_DAY).cast("date")),
    )


def with_patient_key(facts: ir.Table, dim_patients: ir.Table, *, day: str) -> ir.Table:
    """``facts`` with the ``patient_key`` of the version that was valid on ``day``."""
    days = days_of_validity(dim_patients, key="patient_id")
    joined = facts.left_join(
        days,
        [
            facts.patient_id == days["_version_id"],
            facts[day] >= days["_from_day"],
            facts[day] < days["_to_day"],
        ],
    )
    return without(joined, "_version_id", "_from_day", "_to_day")

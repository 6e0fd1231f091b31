"""Silver medical events: bronze_medical_events in, one row per event out. Orphans wait for their patient."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract, ForeignKey
from healthcare_medallion.pipelines.shared.dataset import materialized_view, temporary_view
from healthcare_medallion.pipelines.shared.fates import (
    accepted,
    contested,
    decided,
    judged,
    standardised,
    values_present,
    with_known_patient,
)
from healthcare_medallion.pipelines.shared.history import days_after
from healthcare_medallion.pipelines.shared.refresh import RefreshKey, released_rows
from healthcare_medallion.pipelines.shared.rules import Rule, no_identifier_in
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.text import ascii_lower, to_date, trimmed, word_of
from healthcare_medallion.pipelines.shared.typing import INGESTION_COLUMNS
from healthcare_medallion.pipelines.shared.vocabularies import EVENT_TYPES

QUASI = Classification.QUASI_IDENTIFIER
SENSITIVE = Classification.SENSITIVE

CONTRACT = Contract(
    name="silver_medical_events",
    comment="Accepted medical events.",
    grain="one row per event",
    key=("event_id",),
    columns=(
        Column("event_id", "string", "Event number.", nullable=False, classification=QUASI),
        Column("patient_id", "string", "Member the event happened to.", nullable=False, classification=QUASI),
        Column("event_date", "date", "Day of the event.", nullable=False, classification=QUASI),
        Column("event_type", "string", "Kind of event.", classification=SENSITIVE),
        Column("medical_provider", "string", "Who provided the care.", classification=QUASI),
        *INGESTION_COLUMNS,
    ),
    cluster_by=("event_date",),
    foreign_keys=(ForeignKey(("patient_id",), "silver_patients", ("patient_id",)),),
)

RULES = (
    Rule("valid_event_id", lambda t: t.event_id.length() >= 1, "The event has an id.", waivable=False),
    Rule("valid_patient_id", lambda t: t.patient_id.length() >= 5, "The patient's id has five characters or more."),
    Rule("known_patient", lambda t: t["_patient_known"], "The patient is in silver_patients.", waivable=False),
    Rule(
        "valid_event_date",
        lambda t: t.event_date <= t["_latest_date"],
        "A real date, at most one day (a setting) after the row was ingested.",
        waivable=False,
    ),
    Rule("valid_event_type", lambda t: t.event_type.isin(EVENT_TYPES), "The kind of event is known."),
    Rule("valid_medical_provider", lambda t: t.medical_provider.length() > 0, "The provider is named."),
    no_identifier_in("medical_provider", ids=("event_id", "patient_id")),
)

CONTENT = ("event_date", "event_type", "medical_provider", "patient_id")


@temporary_view(rules=RULES)
def medical_event_candidates(
    bronze_medical_events: ir.Table, silver_patients: ir.Table, decisions: ir.Table, *, settings: PipelineSettings
) -> ir.Table:
    """Every bronze event row, standardised, with the rules it breaks."""
    rows = standardised(
        bronze_medical_events,
        event_id=trimmed(bronze_medical_events.event_id),
        patient_id=trimmed(bronze_medical_events.patient_id),
        event_date=to_date(bronze_medical_events.event_date),
        event_type=word_of(
            EVENT_TYPES, bronze_medical_events.event_type, ascii_lower(trimmed(bronze_medical_events.event_type))
        ),
        medical_provider=trimmed(bronze_medical_events.medical_provider).nullif(""),
    )
    rows = with_known_patient(rows, silver_patients)
    rows = rows.mutate(_latest_date=days_after(rows["_ingested_at"], settings.future_days))
    return judged(rows, RULES, decisions, feed="medical_events", row_id="event_id")


@temporary_view()
def contested_medical_events(medical_event_candidates: ir.Table) -> ir.Table:
    """Events of which more than one accepted row has come."""
    return contested(medical_event_candidates, key=CONTRACT.key)


@temporary_view(inline=True)
def medical_event_fates(medical_event_candidates: ir.Table, contested_medical_events: ir.Table) -> ir.Table:
    """Every bronze event row with its fate. The fullest row wins, then the greatest content."""
    return decided(
        medical_event_candidates,
        contested_medical_events,
        best_first=lambda rivals: [values_present(rivals, CONTENT).desc()],
        content=CONTENT,
        loser=lambda rivals: ibis.literal("conflict"),
    )


def _of_patients(silver_patients: ir.Table, bronze_medical_events: ir.Table) -> ir.Table:
    rows = bronze_medical_events
    return rows.semi_join(silver_patients, trimmed(rows.patient_id) == silver_patients.patient_id).select(
        key=trimmed(rows.event_id)
    )


def _released(decisions: ir.Table) -> ir.Table:
    return released_rows(decisions, "medical_events")


BY_EVENT = RefreshKey("event_id", of=lambda rows: trimmed(rows.event_id), reached=(_of_patients, _released))


@materialized_view(contract=CONTRACT, refresh_by=BY_EVENT)
def silver_medical_events(medical_event_fates: ir.Table) -> ir.Table:
    """One row per event."""
    return accepted(medical_event_fates, CONTRACT)

"""The medical events fact: one row per event, with the patient version of its day."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Classification, Column, Contract, ForeignKey
from healthcare_medallion.pipelines.shared.dataset import materialized_view
from healthcare_medallion.pipelines.shared.history import with_patient_key
from healthcare_medallion.pipelines.shared.refresh import by_column

NONE = Classification.NONE
QUASI = Classification.QUASI_IDENTIFIER
SENSITIVE = Classification.SENSITIVE

CONTRACT = Contract(
    name="fact_medical_events",
    comment="Medical events with the patient version that was valid on the day of the event.",
    grain="one row per event",
    key=("event_id",),
    columns=(
        Column("event_id", "string", "Event number.", False, QUASI),
        Column("patient_key", "string", "Version of the patient on the day of the event.", False, QUASI),
        Column("patient_id", "string", "Member id.", False, QUASI),
        Column("event_date", "date", "Day of the event.", False, QUASI),
        Column("event_type", "string", "Kind of event.", classification=SENSITIVE),
        Column("medical_provider", "string", "Who provided the care.", classification=QUASI),
        Column(
            "event_sequence",
            "int",
            "1 for the patient's first event, by date and event_id.",
            nullable=False,
            classification=NONE,
        ),
        Column("days_since_previous_event", "int", "Null for the first event.", unit="days", classification=NONE),
    ),
    cluster_by=("event_date",),
    foreign_keys=(ForeignKey(("patient_key",), "dim_patients", ("patient_key",)),),
    conformed={"patient_key": "dim_patients.patient_key"},
)


@materialized_view(contract=CONTRACT, refresh_by=by_column("patient_id"))
def fact_medical_events(silver_medical_events: ir.Table, dim_patients: ir.Table) -> ir.Table:
    """Every silver event with its patient version and its number in the patient's series."""
    events = silver_medical_events
    series = ibis.window(group_by=events.patient_id, order_by=[events.event_date, events.event_id])
    step = events.mutate(
        event_sequence=ibis.row_number().over(series) + 1, _previous=events.event_date.lag().over(series)
    )
    measured = step.mutate(days_since_previous_event=step.event_date.delta(step["_previous"], unit="day"))
    return with_patient_key(measured, dim_patients, day="event_date")  # last, as the long key is costly to sort

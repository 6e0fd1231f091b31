"""Medical events without identifiers: fact_medical_events under random ids, years for dates, no provider."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import DEID, Classification, Column, Contract, Treatment
from healthcare_medallion.pipelines.shared.dataset import view
from healthcare_medallion.pipelines.shared.deidentify import word, year_of
from healthcare_medallion.pipelines.shared.sensitivity import HIDDEN, Sensitivity, is_sensitive
from healthcare_medallion.pipelines.shared.vocabularies import EVENT_TYPES

CONTRACT = Contract(
    name="deid_medical_events",
    schema=DEID,
    comment="fact_medical_events by Safe Harbor, 45 CFR 164.514(b)(2). No event number, no provider, no day gaps.",
    grain="one row per event",
    otherwise=Classification.NONE,
    columns=(
        Column("person_surrogate", "string", "Random id of the person.", False, treatment=Treatment.RANDOM_ID),
        Column("event_year", "int", "Year of the event.", treatment=Treatment.YEAR),
        Column("event_type", "string", "Kind of event, or <hidden>.", treatment=Treatment.WORD),
        Column("event_sequence", "int", "1 for the person's first event.", False, treatment=Treatment.MEASURE),
    ),
)


@view(contract=CONTRACT)
def deid_medical_events(fact_medical_events: ir.Table, person_surrogates: ir.Table) -> ir.Table:
    """Events of the persons in the map. Kinds that tell of specially protected care are hidden."""
    ids = person_surrogates.select(_person="patient_id", person_surrogate="person_surrogate")
    rows = fact_medical_events.join(ids, fact_medical_events.patient_id == ids["_person"])
    return rows.mutate(
        event_year=year_of(rows.event_date),
        event_type=ibis.ifelse(is_sensitive(rows, tuple(Sensitivity)), HIDDEN, word(rows.event_type, EVENT_TYPES)),
    )

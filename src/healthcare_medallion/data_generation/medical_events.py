"""Medical events: one row per recorded encounter, with a provider of the fitting kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from healthcare_medallion.data_generation import calendar, codes
from healthcare_medallion.data_generation.csv_text import csv_lines, vocabulary, words
from healthcare_medallion.data_generation.encounters import Encounters, delivery_batch
from healthcare_medallion.data_generation.keys import Text
from healthcare_medallion.data_generation.random_streams import Ints, Streams, field

EVENTS_PER_PATIENT = (3.0, 8.0)
MOST_EVENTS = 23
_EVENT_TYPES = vocabulary(codes.EVENT_TYPES)

_PLACES = words(
    """
    Alder Ashford Bayview Beacon Birch Bluewater Bridgeport Brookside Canyon Cedar Clearwater Cloverdale
    Copper Crestview Cypress Eastgate Edgewater Elm Evergreen Fairview Fernwood Foxhill Glenwood Granite
    Greenfield Harbor Hawthorn Hazel Highland Hillcrest Ironwood Juniper Kingsway Lakeside Laurel Liberty
    Lindenwood Lonestar Magnolia Maple Meadow Midtown Millbrook Northgate Oakridge Orchard Parkside Pinecrest
    Prairie Redwood Ridgeline Riverbend Rosewood Seaside Silverlake Southgate Springdale Stonebridge Summit
    Sunrise Valley Westgate Willow Woodland
    """
)
_KINDS = {
    "wellness": "Family Practice",
    "office_visit": "Primary Care",
    "chronic_care": "Internal Medicine",
    "mental_health": "Behavioral Health",
    "emergency": "Emergency Center",
    "hospitalization": "General Hospital",
    "surgery": "Surgical Center",
    "delivery": "Birth Center",
    "dialysis": "Dialysis Center",
    "oncology": "Cancer Institute",
    "laboratory": "Laboratories",
    "imaging": "Imaging",
    "prescription": "Pharmacy",
}


@dataclass(frozen=True)
class EventRows:
    """Rows of medical_events.csv, ordered by batch, then by event: ``visit`` is the row of the encounter."""

    visit: Ints
    batch: Ints


def event_rows(streams: Streams, visits: Encounters, batches: int) -> EventRows:
    """Every event once, in the batch that delivers it."""
    batch = delivery_batch(streams, "late event", visits, batches)
    order = np.argsort(batch, kind="stable")
    return EventRows(order, batch[order])


def event_lines(
    streams: Streams, rows: EventRows, visits: Encounters, event_ids: Text, patient_ids: Text, id_end: bytes
) -> bytes:
    """The rows as CSV lines; ids are codes per encounter and per patient of the chunk."""
    counter, event_type = visits.counter[rows.visit], visits.event_type[rows.visit]
    place = field(streams.bits("provider", counter), 0, 6)
    return csv_lines(
        len(counter),
        [
            (b"E", event_ids[rows.visit], id_end),
            (b"P", patient_ids[visits.member[rows.visit]], id_end),
            (calendar.day_texts()[visits.day[rows.visit]],),
            (_EVENT_TYPES[event_type],),
            (_providers()[event_type, place],),
        ],
    )


@cache
def _providers() -> Text:
    """64 providers per event type: shape (13, 64)."""
    every = (f"{place} {_KINDS[event_type]}" for event_type in codes.EVENT_TYPES for place in _PLACES)
    return vocabulary(every).reshape(len(codes.EVENT_TYPES), -1)

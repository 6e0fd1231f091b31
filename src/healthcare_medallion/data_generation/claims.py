"""Claims: one row per status that a batch delivers; the same claim may come again with a later status."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from healthcare_medallion.data_generation import calendar, codes, distributions
from healthcare_medallion.data_generation.csv_text import csv_lines, hundredths, vocabulary
from healthcare_medallion.data_generation.encounters import Encounters, delivery_batch
from healthcare_medallion.data_generation.keys import Text
from healthcare_medallion.data_generation.random_streams import Ints, Streams, field, fraction

CLAIMS_PER_PATIENT = (2.0, 5.0)
MOST_CLAIMS = 15
_SUBMITTED, _DENIED, _APPROVED, _PAID = range(4)  # in the order of codes.CLAIM_STATUSES
_DENIED_SHARE, _NEVER_DECIDED_SHARE, _NEVER_PAID_SHARE = 0.12, 0.03, 0.03
_STATUSES = vocabulary(codes.CLAIM_STATUSES)


@dataclass(frozen=True)
class ClaimRows:
    """Rows of claims.csv, ordered by batch, then by claim: ``visit`` is the row of the encounter."""

    visit: Ints
    batch: Ints
    status: Ints
    single: npt.NDArray[np.bool_]
    """Whether this is the claim's only row in the whole stream."""


def claim_rows(streams: Streams, visits: Encounters, batches: int) -> ClaimRows:
    """Every status of every claim that can be seen at the end of some batch's period.

    A claim is decided 3 to 34 days after its date and paid 5 to 36 days after that. A batch shows each
    claim as it stands at the end of the batch's period; a claim comes again when that has changed.
    """
    bits = streams.bits("claim", visits.counter)
    fate = fraction(bits, 0, 16)
    denied = fate < _DENIED_SHARE
    decided = fate < 1 - _NEVER_DECIDED_SHARE
    paid = decided & ~denied & (fate < 1 - _NEVER_DECIDED_SHARE - _NEVER_PAID_SHARE)
    decided_day = visits.day + 3 + field(bits, 16, 5)
    paid_day = decided_day + 5 + field(bits, 21, 5)
    # ``batches`` stands for never.
    periods = calendar.period_of_day(batches)
    decided_in = np.where(decided, periods[np.minimum(decided_day, calendar.HISTORY_DAYS)], batches)
    paid_in = np.where(paid, periods[np.minimum(paid_day, calendar.HISTORY_DAYS)], batches)
    first_in = delivery_batch(streams, "late claim", visits, batches)

    decision = np.where(denied, _DENIED, _APPROVED)
    status = np.where(paid_in <= first_in, _PAID, np.where(decided_in <= first_in, decision, _SUBMITTED))
    if batches == 1:
        everyone = np.arange(len(visits))
        return ClaimRows(everyone, first_in, status, np.ones(len(visits), dtype=np.bool_))
    decided_later = np.flatnonzero((decided_in > first_in) & (decided_in < batches) & (decided_in != paid_in))
    paid_later = np.flatnonzero((paid_in > first_in) & (paid_in < batches))
    visit = np.concatenate([np.arange(len(visits)), decided_later, paid_later])
    batch = np.concatenate([first_in, decided_in[decided_later], paid_in[paid_later]])
    statuses = np.concatenate([status, decision[decided_later], np.full(len(paid_later), _PAID)])
    order = np.lexsort((visit, batch))
    single = np.bincount(visit, minlength=len(visits)) == 1
    return ClaimRows(visit[order], batch[order], statuses[order], single[visit[order]])


def claim_amounts(streams: Streams, visits: Encounters) -> Ints:
    """Billed amounts in cents, log-normal in the band of the diagnosis, at least one dollar."""
    means, deviations = codes.log_normal_bands()
    z = distributions.normal(streams.uniform("claim amount", visits.counter))
    usd = np.exp(means[visits.diagnosis] + deviations[visits.diagnosis] * z)
    return np.maximum(distributions.whole(usd * 100), 100)


def claim_lines(
    streams: Streams, rows: ClaimRows, visits: Encounters, claim_ids: Text, patient_ids: Text, id_end: bytes
) -> bytes:
    """The rows as CSV lines; ids are codes per encounter and per patient of the chunk."""
    shown = Encounters(
        visits.member[rows.visit], visits.counter[rows.visit], visits.diagnosis[rows.visit], visits.day[rows.visit]
    )
    procedure = field(streams.bits("procedure", shown.counter), 0, codes.PROCEDURE_BITS)
    return csv_lines(
        len(shown),
        [
            (b"C", claim_ids[rows.visit], id_end),
            (b"P", patient_ids[shown.member], id_end),
            hundredths(claim_amounts(streams, shown)),
            (calendar.day_texts()[shown.day],),
            (codes.diagnosis_codes()[shown.diagnosis],),
            (codes.procedure_codes()[shown.event_type, procedure],),
            (_STATUSES[rows.status],),
        ],
    )

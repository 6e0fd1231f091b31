"""One chunk of patients with all their records, cut up by batch and file. Chunks do not know each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from healthcare_medallion.data_generation import claims, encounters, medical_events, patients
from healthcare_medallion.data_generation.keys import KeyMaker, Text, namespace
from healthcare_medallion.data_generation.plan import CLAIMS, EVENTS, PATIENTS, GenerationPlan
from healthcare_medallion.data_generation.random_streams import Bits, Ints, Streams

BatchFile = tuple[int, str]
"""A file of the call: the batch, counted from 0, and the feed."""


@dataclass(frozen=True)
class Records:
    """Clean records of one file: CSV lines and, per line, what the injection of faults must know."""

    text: bytes
    patient: Ints
    """The global number of the patient."""
    identity: Bits
    """A number of the record's own, for draws."""
    alone: npt.NDArray[np.bool_]
    """Whether no other record of the stream tells of the same claim or event."""

    def __len__(self) -> int:
        return len(self.patient)


class Generator:
    """All that the chunks of one call share; safe to use from several threads."""

    def __init__(self, plan: GenerationPlan, first_batch: str) -> None:
        self.plan = plan
        self.first_batch = first_batch
        self.streams = Streams(plan.seed, first_batch)
        self.id_end = namespace(plan.seed, first_batch).encode()

    @cached_property
    def _keys(self) -> dict[str, KeyMaker]:
        return {feed: KeyMaker(self.streams, feed) for feed in (PATIENTS, CLAIMS, EVENTS)}

    def chunk(self, first: int, last: int) -> dict[BatchFile, Records]:
        """Every record, of all batches, of the patients with numbers first .. last - 1."""
        members = patients.first_records(self.plan, self.streams, first, last)
        codes = self._keys[PATIENTS].codes(members.number)
        return self._patients(members, codes) | self._claims(members, codes) | self._events(members, codes)

    def _patients(self, members: patients.Members, codes: Text) -> dict[BatchFile, Records]:
        records = patients.with_versions(self.plan, self.streams, members)
        records = records.take(np.lexsort((records.period, records.number, records.batch)))
        chunk_row = (records.number - members.number[0]).view(np.int64)
        text = patients.patient_lines(records, self.streams, codes[chunk_row], self.id_end)
        identity = records.number * np.uint64(1024) + records.period.astype(np.uint64)
        alone = np.ones(len(records), dtype=np.bool_)
        return self._cut(PATIENTS, records.batch, Records(text, records.number.view(np.int64), identity, alone))

    def _claims(self, members: patients.Members, codes: Text) -> dict[BatchFile, Records]:
        counts = encounters.visit_counts(
            self.streams, members, "claims per patient", *claims.CLAIMS_PER_PATIENT, claims.MOST_CLAIMS
        )
        visits = encounters.encounters(self.streams, members, counts)
        rows = claims.claim_rows(self.streams, visits, self.plan.batches)
        claim_ids = self._keys[CLAIMS].codes(visits.counter)
        text = claims.claim_lines(self.streams, rows, visits, claim_ids, codes, self.id_end)
        identity = visits.counter[rows.visit] * np.uint64(1024) + rows.batch.astype(np.uint64)
        patient = members.number.view(np.int64)[visits.member[rows.visit]]
        return self._cut(CLAIMS, rows.batch, Records(text, patient, identity, rows.single))

    def _events(self, members: patients.Members, codes: Text) -> dict[BatchFile, Records]:
        counts = encounters.visit_counts(
            self.streams,
            members,
            "events per patient",
            *medical_events.EVENTS_PER_PATIENT,
            medical_events.MOST_EVENTS,
        )
        visits = encounters.encounters(self.streams, members, counts)
        rows = medical_events.event_rows(self.streams, visits, self.plan.batches)
        event_ids = self._keys[EVENTS].codes(visits.counter)
        text = medical_events.event_lines(self.streams, rows, visits, event_ids, codes, self.id_end)
        patient = members.number.view(np.int64)[visits.member[rows.visit]]
        alone = np.ones(len(patient), dtype=np.bool_)
        return self._cut(EVENTS, rows.batch, Records(text, patient, visits.counter[rows.visit], alone))

    def _cut(self, feed: str, batch: Ints, records: Records) -> dict[BatchFile, Records]:
        """The records, ordered by batch, as one piece per batch."""
        if self.plan.batches == 1:
            return {(0, feed): records}
        rows = np.searchsorted(batch, np.arange(self.plan.batches + 1))
        line_ends = np.flatnonzero(np.frombuffer(records.text, dtype=np.uint8) == ord("\n")) + 1
        offsets = np.concatenate([[0], line_ends])[rows]
        return {
            (number, feed): Records(
                records.text[offsets[number] : offsets[number + 1]],
                records.patient[rows[number] : rows[number + 1]],
                records.identity[rows[number] : rows[number + 1]],
                records.alone[rows[number] : rows[number + 1]],
            )
            for number in range(self.plan.batches)
            if rows[number] < rows[number + 1]
        }

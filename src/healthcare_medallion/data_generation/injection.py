"""Puts faults into clean records and writes down what must become of them.

Whether a record gets a fault is drawn per record. Which one is decided by turns, file by file, so that
every kind occurs in a small call. Faults hit real patients: when all records of a patient are lost, the
patient's claims and events become orphans and are listed as consequences. Chunks are taken in order;
all state is kept per file, so the size of the chunks does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from healthcare_medallion.data_generation.answer_key import Answer
from healthcare_medallion.data_generation.chunks import BatchFile, Generator, Records
from healthcare_medallion.data_generation.defects import SILVER_RULES, Fault, faults_of
from healthcare_medallion.data_generation.plan import PATIENTS
from healthcare_medallion.data_generation.random_streams import as_uniform

RECORDS_APART = 70  # a reader looks at most 64 lines ahead for the end of a quoted field

Damaged = dict[BatchFile, tuple[bytes, int, list[Answer]]]
"""Per file: the text, its number of records, and the answers in the order of the records."""


class Injector:
    """Faults for all files of one call."""

    def __init__(self, generator: Generator, files: Mapping[BatchFile, str]) -> None:
        self._rate = generator.plan.defects
        self._streams = generator.streams
        self._files = files
        self._records: Counter[BatchFile] = Counter()
        # Files of later batches start elsewhere in the list of kinds: a small batch has few faults.
        self._turn = Counter({file: 11 * file[0] for file in files})
        self._last_apart = Counter(dict.fromkeys(files, -RECORDS_APART))
        self.faults: Counter[str] = Counter()
        self.consequences: Counter[str] = Counter()

    def damage(self, chunk: Mapping[BatchFile, Records]) -> Damaged:
        """The records of one chunk with faults put in."""
        damaged: Damaged = {}
        kept: Counter[int] = Counter()
        lost: dict[int, str] = {}
        patient_files = sorted(file for file in chunk if file[1] == PATIENTS)
        for file in patient_files:
            damaged[file] = self._damage_file(file, chunk[file], {}, kept, lost)
        orphans = {patient: fault for patient, fault in lost.items() if not kept[patient]}
        for file in sorted(file for file in chunk if file[1] != PATIENTS):
            damaged[file] = self._damage_file(file, chunk[file], orphans, Counter(), {})
        return damaged

    def _damage_file(
        self, file: BatchFile, records: Records, orphans: dict[int, str], kept: Counter[int], lost: dict[int, str]
    ) -> tuple[bytes, int, list[Answer]]:
        """Damage one file; count per patient the records kept, and note the first fault that lost one."""
        draws = self._streams.bits(f"fault in {file[1]}", records.identity)
        chosen = as_uniform(draws) < self._rate
        orphaned = np.isin(records.patient, np.array(list(orphans), dtype=np.int64))
        if file[1] == PATIENTS:
            kept.update(records.patient[~chosen].tolist())
        lines = records.text.split(b"\n")[:-1]
        answers: list[Answer] = []
        extras = 0
        for row in np.flatnonzero(chosen | orphaned).tolist():
            number = self._records[file] + row + extras + 1
            orphaned_by = orphans.get(int(records.patient[row]))
            if not chosen[row]:
                answers.append(self._consequence(file, number, lines[row], orphaned_by or ""))
                continue
            fault = self._next_fault(file, number, bool(records.alone[row]))
            clean = lines[row]
            bad = fault.damage(clean.split(b","), int(draws[row] & np.uint64(0xFFF)))
            self.faults[fault.name] += 1
            if fault.extra:
                answers.append(self._original(file, number, clean, fault, orphaned_by))
                lines[row] = clean + b"\n" + bad
                extras, number = extras + 1, number + 1
            else:
                lines[row] = bad
            answers.append(self._answer(file, number, bad, fault, orphaned_by))
            if file[1] == PATIENTS:
                patient = int(records.patient[row])
                if fault.loses_record:
                    lost.setdefault(patient, fault.name)
                else:
                    kept[patient] += 1
        self._records[file] += len(records) + extras
        return b"\n".join([*lines, b""]), len(records) + extras, answers

    def _next_fault(self, file: BatchFile, number: int, alone: bool) -> Fault:
        """The next kind in turn that fits the record."""
        kinds = faults_of(file[1])
        while True:
            fault = kinds[self._turn[file] % len(kinds)]
            self._turn[file] += 1
            # A second copy of one state of a claim that has others would have two reasons to be superseded.
            if fault.extra and not alone:
                continue
            if fault.apart:
                if number - self._last_apart[file] < RECORDS_APART:
                    continue
                self._last_apart[file] = number
            return fault

    def _answer(self, file: BatchFile, number: int, line: bytes, fault: Fault, orphaned_by: str | None) -> Answer:
        fate, rules, reason = fault.fate, set(fault.rules), fault.reason
        if orphaned_by and fate != "rejected":
            fate, reason = "quarantined", ""
            rules.add("known_patient")
        in_order = [rule for rule in SILVER_RULES[file[1]] if rule in rules]
        return Answer(self._files[file], number, file[1], _key(line), fault.name, fate, "|".join(in_order), reason)

    def _original(self, file: BatchFile, number: int, line: bytes, fault: Fault, orphaned_by: str | None) -> Answer:
        if orphaned_by:
            return self._consequence(file, number, line, orphaned_by)
        return Answer(self._files[file], number, file[1], _key(line), f"original_of_{fault.name}", "accepted", "", "")

    def _consequence(self, file: BatchFile, number: int, line: bytes, orphaned_by: str) -> Answer:
        name = f"orphaned_by_{orphaned_by}"
        self.consequences[name] += 1
        return Answer(self._files[file], number, file[1], _key(line), name, "quarantined", "known_patient", "")


def _key(line: bytes) -> str:
    return line.split(b",", 1)[0].decode("ascii")

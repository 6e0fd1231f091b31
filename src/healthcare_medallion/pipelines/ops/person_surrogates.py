"""The map from patients to the random ids under which Safe Harbor views know them. The one input that is random.

A recorded input like decisions: an id is drawn once, when a person first appears in gold, and never again. So it is
no function of the person (45 CFR 164.514(c)), and views over it stay pure. The engine writes it; nobody reads it
but with break-glass.
"""

from __future__ import annotations

from healthcare_medallion.pipelines.shared.contract import OPS, Classification, Column, Contract, Treatment
from healthcare_medallion.pipelines.shared.dataset import source

CONTRACT = Contract(
    name="person_surrogates",
    schema=OPS,
    comment="Random ids of persons in data_eng_deid. Whoever reads it can turn de-identified rows back.",
    grain="one row per person who was ever in gold",
    key=("patient_id",),
    columns=(
        Column("patient_id", "string", "Member id.", False, Classification.QUASI_IDENTIFIER),
        Column(
            "person_surrogate",
            "string",
            "128 random bits as 32 hexadecimal digits.",
            nullable=False,
            classification=Classification.NONE,
            treatment=Treatment.RANDOM_ID,
        ),
    ),
    cluster_by=("patient_id",),
)

person_surrogates = source(CONTRACT)

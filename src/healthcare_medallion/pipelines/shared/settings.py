"""Settings that reach definitions. They are recorded inputs: a change is a change of the definition's fingerprint."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from healthcare_medallion.pipelines.shared.vocabularies import CLAIM_STATUSES


class Bounds(BaseModel):
    """Values outside ``low`` to ``high`` (both inclusive) are flagged, never removed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    low: float
    """Least value that is no outlier."""
    high: float
    """Greatest value that is no outlier."""


class Outliers(BaseModel):
    """Pinned bounds: a row must never depend on the statistics of all others.

    The defaults are wide fences around the public Medical Cost sample (BMI, charges) and around the amounts that
    one claim of the synthetic feeds can reach.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    bmi: Bounds = Bounds(low=17.0, high=47.0)
    charges: Bounds = Bounds(low=1_000.0, high=50_000.0)
    claim_amount: Bounds = Bounds(low=10.0, high=80_000.0)


CAPPED_AGE = 90
"""What stands for every age from the cap on."""


class Deid(BaseModel):
    """What Safe Harbor views keep."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    age_cap_from: Annotated[int, Field(ge=80, le=90)] = 89
    """First age that is shown as 90. 45 CFR 164.514(b)(2)(i)(C) caps ages over 89, hence 90; 89 is a year stricter."""
    small_cell_k: Annotated[int, Field(ge=2, le=1000)] = 11
    """Fewest people a published count may be of. 11 is what CMS asks of those who publish from its data."""
    restricted_zip3: tuple[Annotated[str, Field(pattern=r"^[0-9]{3}$")], ...] = (
        "036", "059", "063", "102", "203", "205", "369", "556", "692", "790",
        "821", "823", "830", "831", "878", "879", "884", "890", "893",
    )  # fmt: skip
    """ZIP code areas by their first three digits in which 20,000 people or fewer live: those of the 2000 census (the
    17 of HHS' guidance) and of 2010. Set it after each census."""


class PipelineSettings(BaseModel):
    """Everything that a definition may read beside its tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outliers: Outliers = Outliers()
    deid: Deid = Deid()
    claim_status_order: tuple[str, ...] = CLAIM_STATUSES
    """From weakest to strongest: of several rows of one claim, the strongest status wins."""
    future_days: Annotated[int, Field(ge=0, le=366)] = 1
    """How many days after its own ingestion a claim or event may be dated."""

    @field_validator("claim_status_order")
    @classmethod
    def _every_status_once(cls, order: tuple[str, ...]) -> tuple[str, ...]:
        if sorted(order) != sorted(CLAIM_STATUSES):
            raise ValueError(f"must name each of {', '.join(CLAIM_STATUSES)} once")
        return order

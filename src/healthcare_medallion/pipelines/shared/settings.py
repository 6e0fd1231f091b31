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


class PipelineSettings(BaseModel):
    """Everything that a definition may read beside its tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outliers: Outliers = Outliers()
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

"""Settings of service levels, drift, alerts and metrics."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

Severity = Literal["info", "warning", "critical"]
Measure = Literal[
    "quality_score",
    "arrived_score",
    "service_level",
    "psi",
    "null_share",
    "volume",
    "schema",
    "run_failed",
]
_DAILY_AND_TWO_HOURS = 93_600.0


class Quality(BaseModel):
    """Gates on quality."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    minimum_score: Annotated[float, Field(ge=0, le=100)] = 99.5
    """Percent of quarantine-severity rule evaluations that must pass."""
    minimum_completeness: Annotated[float, Field(ge=0, le=100)] = 98.0
    """Percent of the cells of arrived rows that must be filled."""
    minimum_confidence: Annotated[float, Field(ge=0, le=1)] = 0.95
    """Least confidence of a patient's context that is not reported."""


class ServiceLevels(BaseModel):
    """What is promised to those who use the data."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    freshness_seconds: dict[str, Annotated[float, Field(gt=0)]] = {
        "patients": _DAILY_AND_TWO_HOURS,
        "claims": _DAILY_AND_TWO_HOURS,
        "medical_events": _DAILY_AND_TWO_HOURS,
        "ehr": 30.0,
        "adt": 15.0,
        "lab": 3_600.0,
        "context": 300.0,
    }
    """Greatest age of the newest row, by feed; a feed that is not named has no objective."""
    latency_seconds: Annotated[float, Field(gt=0)] = 3_600.0
    """Longest time from a file's modification to the run that published its rows."""


class Drift(BaseModel):
    """When a difference is worth telling."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    minimum_rows: Annotated[int, Field(ge=100)] = 1_000
    """Fewer rows, on either side, are not compared: small samples inflate PSI."""
    moderate_psi: Annotated[float, Field(gt=0)] = 0.1
    """PSI from which a column has moved a little."""
    major_psi: Annotated[float, Field(gt=0)] = 0.25
    """PSI above which a column has moved."""
    null_share: Annotated[float, Field(gt=0, le=1)] = 0.05
    """Change of the share of nulls, up or down, above which it is major."""
    volume_z: Annotated[float, Field(gt=0)] = 3.0
    """Standard deviations from the mean of earlier runs above which a volume is major."""
    minimum_runs: Annotated[int, Field(ge=3)] = 5
    """Earlier runs with files of the feed that volume is judged against at least."""


class AlertRule(BaseModel):
    """When people are told. Under the name of a built-in rule it replaces that rule whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: Measure
    """What is judged; docs/guides/monitoring.md explains each."""
    above: float | None = None
    """Fires above this value (of volume and null_share, in either direction)."""
    below: float | None = None
    """Fires below this value; give either `above` or `below`."""
    subject: str = "*"
    """Glob for what the measure is about, such as `claims`, `freshness:*` or `bronze_claims.claim_amount`."""
    severity: Severity = "warning"
    """How bad it is."""
    runs: Annotated[int, Field(ge=1, le=100)] = 1
    """In how many of the last `of` runs that measured the subject it must hold."""
    of: Annotated[int, Field(ge=1, le=100)] = 1
    """How many of the last runs count."""
    runbook: str | None = None
    """Link that is sent along."""
    enabled: bool = True
    """False silences the rule."""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.above is None) == (self.below is None):
            raise ValueError("give either `above` or `below`")
        if self.runs > self.of:
            raise ValueError("`runs` must not be greater than `of`")
        return self


class AlertTarget(BaseModel):
    """Whom to tell, as an Apprise URL: webhook, Slack, Teams, e-mail and many more."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: SecretStr
    """Apprise URL. It holds a secret: prefer the variable `MEDALLION_ALERTS__TARGETS__NAME__URL`."""
    minimum_severity: Severity = "info"
    """Alerts below are not sent here."""


class Alerts(BaseModel):
    """Rules and targets by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: dict[str, AlertRule] = {}
    """Alert rules by name, beside or instead of the built-in ones."""
    targets: dict[str, AlertTarget] = {}
    """Where alerts are sent, by name."""
    attempts: Annotated[int, Field(ge=1, le=10)] = 3
    """How often a delivery is tried in one run; the next run tries again."""
    backoff_seconds: Annotated[float, Field(ge=0, le=60)] = 0.5
    """Wait before the second attempt; doubled before each one after it."""


class Metrics(BaseModel):
    """Figures for a monitoring system."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    textfile: Path | None = None
    """File that every run rewrites: `*.prom` in the format of node_exporter, any other name in OpenMetrics."""

"""Synthetic patients, claims and medical events, as the CSV files that an insurer would send.

Nobody in them exists. Given a plan, the files are a pure function of it: nothing reads the clock, the
machine or a global random generator.
"""

from healthcare_medallion.data_generation.codes import CLAIM_STATUSES, EVENT_TYPES, INSURANCE_PLANS, REGIONS, SEXES
from healthcare_medallion.data_generation.generation import generate
from healthcare_medallion.data_generation.plan import FEEDS, HEADERS, GenerationPlan, GenerationSummary

__all__ = [
    "CLAIM_STATUSES",
    "EVENT_TYPES",
    "FEEDS",
    "HEADERS",
    "INSURANCE_PLANS",
    "REGIONS",
    "SEXES",
    "GenerationPlan",
    "GenerationSummary",
    "generate",
]

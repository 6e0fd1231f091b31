"""The closed lists that rules check against."""

SEXES = ("MALE", "FEMALE")
REGIONS = ("NORTHEAST", "NORTHWEST", "SOUTHEAST", "SOUTHWEST")
INSURANCE_PLANS = ("BRONZE", "SILVER", "GOLD", "PLATINUM", "HMO", "PPO")
CLAIM_STATUSES = ("submitted", "denied", "approved", "paid")
EVENT_TYPES = (
    "wellness",
    "office_visit",
    "chronic_care",
    "mental_health",
    "emergency",
    "hospitalization",
    "surgery",
    "delivery",
    "dialysis",
    "oncology",
    "laboratory",
    "imaging",
    "prescription",
)

"""The business views as a report shows them: groups with too few people are left out here, before any drawing."""

from __future__ import annotations

import duckdb

from healthcare_medallion.engines.embedded.reading import rows
from healthcare_medallion.pipelines.marts.charges_by_risk_factor import CONTRACT as CHARGES
from healthcare_medallion.pipelines.marts.insurance_utilisation import CONTRACT as UTILISATION
from healthcare_medallion.pipelines.marts.patient_demographics_summary import CONTRACT as DEMOGRAPHICS
from healthcare_medallion.pipelines.shared.vocabularies import INSURANCE_PLANS, REGIONS
from healthcare_medallion.reporting.groups import SMALLEST_GROUP, Group, hidden, shown_groups
from healthcare_medallion.reporting.model import Marts, Month, RiskCell

AGE_BANDS = ("18-29", "30-44", "45-64", "65+")
BMI_BANDS = ("underweight", "normal", "overweight", "obese")
SMOKING = ("non-smoker", "smoker")


def gather_marts(con: duckdb.DuckDBPyConnection) -> Marts:
    """Members today, use by month, charges by risk factor."""
    found = rows(con, f"SELECT CAST(coalesce(sum(members), 0) AS BIGINT) AS n FROM {DEMOGRAPHICS.full_name}")
    return Marts(
        members=found[0]["n"],
        by_region=_members_by(con, "region", REGIONS),
        by_age=_members_by(con, "age_band", AGE_BANDS),
        by_plan=_members_by(con, "insurance_plan", INSURANCE_PLANS),
        months=_months(con),
        charges_by_bmi=_charges_by(con, "bmi_band", BMI_BANDS),
        charges_by_age=_charges_by(con, "age_band", AGE_BANDS),
    )


def _members_by(con: duckdb.DuckDBPyConnection, column: str, vocabulary: tuple[str, ...]) -> tuple[Group, ...]:
    found = rows(
        con,
        f"SELECT {column} AS label, CAST(sum(members) AS BIGINT) AS people FROM {DEMOGRAPHICS.full_name} GROUP BY 1",
    )
    return shown_groups([(row["label"], row["people"]) for row in found], vocabulary)


def _months(con: duckdb.DuckDBPyConnection) -> tuple[Month, ...]:
    found = rows(
        con,
        f"""
        SELECT strftime(month, '%Y-%m') AS month, CAST(members AS BIGINT) AS members, CAST(claims AS BIGINT) AS claims,
               CAST(cents AS BIGINT) AS cents, coalesce(people, 0) AS people
        FROM (SELECT month, sum(members) AS members, sum(claims) AS claims,
                     sum(CAST(round(claim_amount_total * 100) AS BIGINT)) AS cents
              FROM {UTILISATION.full_name} GROUP BY month)
        LEFT JOIN (SELECT CAST(date_trunc('month', claim_date) AS DATE) AS month, count(DISTINCT patient_id) AS people
                   FROM data_eng.fact_claims GROUP BY 1) USING (month)
        ORDER BY month
        """,
    )
    # The year's claims may stand elsewhere, so a single hidden month would be the year less the others.
    few_claimants = hidden([row["people"] for row in found])
    months = []
    for i, row in enumerate(found):
        enough_members = row["members"] >= SMALLEST_GROUP
        shown = enough_members and i not in few_claimants
        months.append(
            Month(
                month=row["month"],
                members=row["members"] if enough_members else None,
                claims=row["claims"] if shown else None,
                claims_per_1000=row["claims"] * 1000 / row["members"] if shown else None,
                cost_per_member=row["cents"] / row["members"] / 100 if shown else None,
            )
        )
    return tuple(months)


def _charges_by(con: duckdb.DuckDBPyConnection, column: str, bands: tuple[str, ...]) -> tuple[RiskCell, ...]:
    """Means only: beside the counts of members shown elsewhere, counts here would give small groups away."""
    found = rows(
        con,
        f"SELECT {column} AS band, smoking, CAST(sum(members) AS BIGINT) AS people, "
        f"sum(CAST(round(total_charges * 100) AS BIGINT)) / sum(members) / 100 AS average "
        f"FROM {CHARGES.full_name} GROUP BY ALL",
    )
    by_cell = {(row["band"], row["smoking"]): row for row in found}
    return tuple(
        RiskCell(band, smoking, float(row["average"]) if row["people"] >= SMALLEST_GROUP else None)
        for band in bands
        for smoking in SMOKING
        if (row := by_cell.get((band, smoking)))
    )

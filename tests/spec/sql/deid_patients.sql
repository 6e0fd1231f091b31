SELECT
  CAST("t6"."person_surrogate" AS TEXT) AS "person_surrogate",
  CAST("t6"."version" AS INT) AS "version",
  CAST("t6"."is_current" AS BOOLEAN) AS "is_current",
  CAST(EXTRACT(year FROM "t6"."effective_from") AS INT) AS "valid_from_year",
  CAST(CASE
    WHEN (
      "t6"."age" >= 89
    ) OR COALESCE("t6"."_oldest" >= 89, FALSE)
    THEN 90
    ELSE "t6"."age"
  END AS INT) AS "age",
  CAST(CASE WHEN COALESCE("t6"."_oldest" >= 89, FALSE) THEN '65+' ELSE "t6"."age_band" END AS TEXT) AS "age_band",
  CAST("t6"."sex" AS TEXT) AS "sex",
  CAST("t6"."region" AS TEXT) AS "region",
  CAST("t6"."bmi" AS DOUBLE) AS "bmi",
  CAST("t6"."bmi_band" AS TEXT) AS "bmi_band",
  CAST("t6"."smoker" AS BOOLEAN) AS "smoker",
  CAST("t6"."children" AS INT) AS "children",
  CAST("t6"."charges" AS DOUBLE) AS "charges",
  CAST(CASE
    WHEN (
      "t6"."insurance_plan" IS NULL
    )
    OR "t6"."insurance_plan" IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO')
    THEN "t6"."insurance_plan"
    ELSE 'other'
  END AS TEXT) AS "insurance_plan",
  CAST(CASE
    WHEN COALESCE("t6"."_oldest" >= 89, FALSE)
    OR (
      (
        GREATEST(
          EXTRACT(year FROM "t6"."effective_from"),
          COALESCE(EXTRACT(year FROM "t6"."last_claim_date"), 0),
          COALESCE(EXTRACT(year FROM "t6"."last_event_date"), 0)
        ) - EXTRACT(year FROM "t6"."coverage_start_date")
      ) >= 89
    )
    THEN CAST(NULL AS INT)
    ELSE CAST(EXTRACT(year FROM "t6"."coverage_start_date") AS INT)
  END AS INT) AS "coverage_start_year",
  CAST("t6"."claim_count" AS BIGINT) AS "claim_count",
  CAST("t6"."claim_amount_total" AS DOUBLE) AS "claim_amount_total",
  CAST("t6"."paid_amount_total" AS DOUBLE) AS "paid_amount_total",
  CAST(EXTRACT(year FROM "t6"."last_claim_date") AS INT) AS "last_claim_year",
  CAST("t6"."event_count" AS BIGINT) AS "event_count",
  CAST(EXTRACT(year FROM "t6"."last_event_date") AS INT) AS "last_event_year"
FROM (
  SELECT
    "t5"."patient_key",
    "t5"."patient_id",
    "t5"."effective_from",
    "t5"."effective_to",
    "t5"."is_current",
    "t5"."version",
    "t5"."age",
    "t5"."age_band",
    "t5"."sex",
    "t5"."region",
    "t5"."bmi",
    "t5"."bmi_band",
    "t5"."smoker",
    "t5"."children",
    "t5"."charges",
    "t5"."insurance_plan",
    "t5"."coverage_start_date",
    "t5"."claim_count",
    "t5"."claim_amount_total",
    "t5"."paid_amount_total",
    "t5"."last_claim_date",
    "t5"."event_count",
    "t5"."last_event_date",
    "t5"."_person",
    "t5"."person_surrogate",
    MAX("t5"."age" - EXTRACT(year FROM "t5"."effective_from")) OVER (
      PARTITION BY "t5"."patient_id"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) + MAX(
      GREATEST(
        EXTRACT(year FROM "t5"."effective_from"),
        COALESCE(EXTRACT(year FROM "t5"."last_claim_date"), 0),
        COALESCE(EXTRACT(year FROM "t5"."last_event_date"), 0)
      )
    ) OVER (
      PARTITION BY "t5"."patient_id"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "_oldest"
  FROM (
    SELECT
      "t2"."patient_key",
      "t2"."patient_id",
      "t2"."effective_from",
      "t2"."effective_to",
      "t2"."is_current",
      "t2"."version",
      "t2"."age",
      "t2"."age_band",
      "t2"."sex",
      "t2"."region",
      "t2"."bmi",
      "t2"."bmi_band",
      "t2"."smoker",
      "t2"."children",
      "t2"."charges",
      "t2"."insurance_plan",
      "t2"."coverage_start_date",
      "t2"."claim_count",
      "t2"."claim_amount_total",
      "t2"."paid_amount_total",
      "t2"."last_claim_date",
      "t2"."event_count",
      "t2"."last_event_date",
      "t4"."_person",
      "t4"."person_surrogate"
    FROM "data_eng"."dim_patients" AS "t2"
    INNER JOIN (
      SELECT
        "t1"."patient_id" AS "_person",
        "t1"."person_surrogate"
      FROM "data_eng_ops"."person_surrogates" AS "t1"
    ) AS "t4"
      ON "t2"."patient_id" = "t4"."_person"
  ) AS "t5"
) AS "t6"

SELECT
  CAST(SHA256(
    CONCAT_WS(
      '',
      CASE
        WHEN "t11"."patient_id" IS NULL
        THEN '~'
        ELSE CAST(LENGTH("t11"."patient_id") AS TEXT) || ':' || "t11"."patient_id"
      END,
      CASE
        WHEN STRFTIME("t11"."effective_from", '%Y-%m-%d %H:%M:%S.%f') IS NULL
        THEN '~'
        ELSE CAST(LENGTH(STRFTIME("t11"."effective_from", '%Y-%m-%d %H:%M:%S.%f')) AS TEXT) || ':' || STRFTIME("t11"."effective_from", '%Y-%m-%d %H:%M:%S.%f')
      END
    )
  ) AS TEXT) AS "patient_key",
  CAST("t11"."patient_id" AS TEXT) AS "patient_id",
  CAST("t11"."effective_from" AS TIMESTAMPTZ) AS "effective_from",
  CAST("t11"."effective_to" AS TIMESTAMPTZ) AS "effective_to",
  CAST("t11"."is_current" AS BOOLEAN) AS "is_current",
  CAST("t11"."version" AS INT) AS "version",
  CAST("t11"."age" AS INT) AS "age",
  CAST(CASE
    WHEN "t11"."age" BETWEEN 18 AND 29
    THEN '18-29'
    WHEN "t11"."age" BETWEEN 30 AND 44
    THEN '30-44'
    WHEN "t11"."age" BETWEEN 45 AND 64
    THEN '45-64'
    WHEN "t11"."age" >= 65
    THEN '65+'
    ELSE 'unknown'
  END AS TEXT) AS "age_band",
  CAST("t11"."sex" AS TEXT) AS "sex",
  CAST("t11"."region" AS TEXT) AS "region",
  CAST("t11"."bmi" AS DOUBLE) AS "bmi",
  CAST(CASE
    WHEN "t11"."bmi" < 18.5
    THEN 'underweight'
    WHEN "t11"."bmi" < 25.0
    THEN 'normal'
    WHEN "t11"."bmi" < 30.0
    THEN 'overweight'
    WHEN "t11"."bmi" >= 30.0
    THEN 'obese'
    ELSE 'unknown'
  END AS TEXT) AS "bmi_band",
  CAST("t11"."smoker" AS BOOLEAN) AS "smoker",
  CAST("t11"."children" AS INT) AS "children",
  CAST("t11"."charges" AS DOUBLE) AS "charges",
  CAST("t11"."insurance_plan" AS TEXT) AS "insurance_plan",
  CAST("t11"."coverage_start_date" AS DATE) AS "coverage_start_date",
  CAST(CASE
    WHEN "t11"."is_current"
    THEN COALESCE("t11"."_claims", 0)
    ELSE CAST(NULL AS BIGINT)
  END AS BIGINT) AS "claim_count",
  CAST(CAST(CASE
    WHEN "t11"."is_current"
    THEN COALESCE("t11"."_amount", 0)
    ELSE CAST(NULL AS BIGINT)
  END AS DOUBLE) / 100 AS DOUBLE) AS "claim_amount_total",
  CAST(CAST(CASE
    WHEN "t11"."is_current"
    THEN COALESCE("t11"."_paid_amount", 0)
    ELSE CAST(NULL AS BIGINT)
  END AS DOUBLE) / 100 AS DOUBLE) AS "paid_amount_total",
  CAST("t11"."_last_claim" AS DATE) AS "last_claim_date",
  CAST(CASE
    WHEN "t11"."is_current"
    THEN COALESCE("t11"."_events", 0)
    ELSE CAST(NULL AS BIGINT)
  END AS BIGINT) AS "event_count",
  CAST("t11"."_last_event" AS DATE) AS "last_event_date"
FROM (
  SELECT
    "t10"."patient_id",
    "t10"."first_name_pseudonym",
    "t10"."last_name_pseudonym",
    "t10"."age",
    "t10"."sex",
    "t10"."region",
    "t10"."bmi",
    "t10"."smoker",
    "t10"."children",
    "t10"."charges",
    "t10"."insurance_plan",
    "t10"."coverage_start_date",
    "t10"."timestamp",
    "t10"."is_bmi_outlier",
    "t10"."is_charges_outlier",
    "t10"."_warnings",
    "t10"."_name_key_id",
    "t10"."_ingested_at",
    "t10"."_pipeline_env",
    "t10"."effective_from",
    "t10"."effective_to",
    "t10"."version",
    "t10"."is_current",
    "t9"."_claims_of",
    "t9"."_claims",
    "t9"."_amount",
    "t9"."_paid_amount",
    "t9"."_last_claim",
    "t4"."_events_of",
    "t4"."_events",
    "t4"."_last_event"
  FROM (
    SELECT
      "t6"."patient_id",
      "t6"."first_name_pseudonym",
      "t6"."last_name_pseudonym",
      "t6"."age",
      "t6"."sex",
      "t6"."region",
      "t6"."bmi",
      "t6"."smoker",
      "t6"."children",
      "t6"."charges",
      "t6"."insurance_plan",
      "t6"."coverage_start_date",
      "t6"."timestamp",
      "t6"."is_bmi_outlier",
      "t6"."is_charges_outlier",
      "t6"."_warnings",
      "t6"."_name_key_id",
      "t6"."_ingested_at",
      "t6"."_pipeline_env",
      "t6"."effective_from",
      "t6"."effective_to",
      "t6"."version",
      "t6"."effective_to" IS NULL AS "is_current"
    FROM (
      SELECT
        "t0"."patient_id",
        "t0"."first_name_pseudonym",
        "t0"."last_name_pseudonym",
        "t0"."age",
        "t0"."sex",
        "t0"."region",
        "t0"."bmi",
        "t0"."smoker",
        "t0"."children",
        "t0"."charges",
        "t0"."insurance_plan",
        "t0"."coverage_start_date",
        "t0"."timestamp",
        "t0"."is_bmi_outlier",
        "t0"."is_charges_outlier",
        "t0"."_warnings",
        "t0"."_name_key_id",
        "t0"."_ingested_at",
        "t0"."_pipeline_env",
        "t0"."timestamp" AS "effective_from",
        LEAD("t0"."timestamp") OVER (
          PARTITION BY "t0"."patient_id"
          ORDER BY "t0"."timestamp" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "effective_to",
        CAST((
          ROW_NUMBER() OVER (
            PARTITION BY "t0"."patient_id"
            ORDER BY "t0"."timestamp" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1
        ) + 1 AS INT) AS "version"
      FROM "data_eng"."silver_patients" AS "t0"
    ) AS "t6"
  ) AS "t10"
  LEFT OUTER JOIN (
    SELECT
      "t5"."patient_id" AS "_claims_of",
      COUNT(*) AS "_claims",
      SUM("t5"."_cents") AS "_amount",
      SUM("t5"."_paid") AS "_paid_amount",
      MAX("t5"."claim_date") AS "_last_claim"
    FROM (
      SELECT
        "t2"."claim_id",
        "t2"."patient_id",
        "t2"."claim_amount",
        "t2"."claim_date",
        "t2"."diagnosis_code",
        "t2"."procedure_code",
        "t2"."claim_status",
        "t2"."is_amount_outlier",
        "t2"."_ingested_at",
        "t2"."_pipeline_env",
        CAST(CAST(ROUND("t2"."claim_amount" * 100, 0) AS BIGINT) AS BIGINT) AS "_cents",
        CASE
          WHEN "t2"."claim_status" = 'paid'
          THEN CAST(CAST(ROUND("t2"."claim_amount" * 100, 0) AS BIGINT) AS BIGINT)
          ELSE 0
        END AS "_paid"
      FROM "data_eng"."silver_claims" AS "t2"
    ) AS "t5"
    GROUP BY
      1
  ) AS "t9"
    ON "t10"."is_current" AND "t10"."patient_id" = "t9"."_claims_of"
  LEFT OUTER JOIN (
    SELECT
      "t1"."patient_id" AS "_events_of",
      COUNT(*) AS "_events",
      MAX("t1"."event_date") AS "_last_event"
    FROM "data_eng"."silver_medical_events" AS "t1"
    GROUP BY
      1
  ) AS "t4"
    ON "t10"."is_current" AND "t10"."patient_id" = "t4"."_events_of"
) AS "t11"

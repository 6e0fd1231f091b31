SELECT
  CAST("t8"."claim_id" AS TEXT) AS "claim_id",
  CAST("t8"."patient_key" AS TEXT) AS "patient_key",
  CAST("t8"."patient_id" AS TEXT) AS "patient_id",
  CAST("t8"."claim_amount" AS DOUBLE) AS "claim_amount",
  CAST("t8"."claim_date" AS DATE) AS "claim_date",
  CAST("t8"."diagnosis_code" AS TEXT) AS "diagnosis_code",
  CAST("t8"."procedure_code" AS TEXT) AS "procedure_code",
  CAST("t8"."claim_status" AS TEXT) AS "claim_status",
  CAST("t8"."is_amount_outlier" AS BOOLEAN) AS "is_amount_outlier",
  CAST("t8"."claim_sequence" AS INT) AS "claim_sequence",
  CAST("t8"."claim_amount_running_total" AS DOUBLE) AS "claim_amount_running_total",
  CAST("t8"."days_since_previous_claim" AS INT) AS "days_since_previous_claim"
FROM (
  SELECT
    "t7"."claim_id",
    "t7"."patient_id",
    "t7"."claim_amount",
    "t7"."claim_date",
    "t7"."diagnosis_code",
    "t7"."procedure_code",
    "t7"."claim_status",
    "t7"."is_amount_outlier",
    "t7"."_ingested_at",
    "t7"."_pipeline_env",
    "t7"."_cents",
    "t7"."claim_sequence",
    "t7"."_running",
    "t7"."_previous",
    "t7"."claim_amount_running_total",
    "t7"."days_since_previous_claim",
    "t3"."patient_key"
  FROM (
    SELECT
      "t5"."claim_id",
      "t5"."patient_id",
      "t5"."claim_amount",
      "t5"."claim_date",
      "t5"."diagnosis_code",
      "t5"."procedure_code",
      "t5"."claim_status",
      "t5"."is_amount_outlier",
      "t5"."_ingested_at",
      "t5"."_pipeline_env",
      "t5"."_cents",
      "t5"."claim_sequence",
      "t5"."_running",
      "t5"."_previous",
      CAST("t5"."_running" AS DOUBLE) / 100 AS "claim_amount_running_total",
      DATE_DIFF('DAY', "t5"."_previous", "t5"."claim_date") AS "days_since_previous_claim"
    FROM (
      SELECT
        "t4"."claim_id",
        "t4"."patient_id",
        "t4"."claim_amount",
        "t4"."claim_date",
        "t4"."diagnosis_code",
        "t4"."procedure_code",
        "t4"."claim_status",
        "t4"."is_amount_outlier",
        "t4"."_ingested_at",
        "t4"."_pipeline_env",
        "t4"."_cents",
        (
          ROW_NUMBER() OVER (
            PARTITION BY "t4"."patient_id"
            ORDER BY "t4"."claim_date" ASC, "t4"."claim_id" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1
        ) + 1 AS "claim_sequence",
        SUM("t4"."_cents") OVER (
          PARTITION BY "t4"."patient_id"
          ORDER BY "t4"."claim_date" ASC, "t4"."claim_id" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS "_running",
        LAG("t4"."claim_date") OVER (
          PARTITION BY "t4"."patient_id"
          ORDER BY "t4"."claim_date" ASC, "t4"."claim_id" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "_previous"
      FROM (
        SELECT
          "t1"."claim_id",
          "t1"."patient_id",
          "t1"."claim_amount",
          "t1"."claim_date",
          "t1"."diagnosis_code",
          "t1"."procedure_code",
          "t1"."claim_status",
          "t1"."is_amount_outlier",
          "t1"."_ingested_at",
          "t1"."_pipeline_env",
          CAST(CAST(ROUND("t1"."claim_amount" * 100, 0) AS BIGINT) AS BIGINT) AS "_cents"
        FROM "data_eng"."silver_claims" AS "t1"
      ) AS "t4"
    ) AS "t5"
  ) AS "t7"
  LEFT OUTER JOIN (
    SELECT
      "t0"."patient_id" AS "_version_id",
      "t0"."patient_key",
      CASE
        WHEN "t0"."version" = 1
        THEN CAST('0001-01-01' AS DATE)
        ELSE CAST("t0"."effective_from" AS DATE)
      END AS "_from_day",
      COALESCE(CAST("t0"."effective_to" AS DATE), CAST('9999-12-31' AS DATE)) AS "_to_day"
    FROM "data_eng"."dim_patients" AS "t0"
  ) AS "t3"
    ON "t7"."patient_id" = "t3"."_version_id"
    AND "t7"."claim_date" >= "t3"."_from_day"
    AND "t7"."claim_date" < "t3"."_to_day"
) AS "t8"

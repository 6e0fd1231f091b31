SELECT
  CAST("t7"."event_id" AS TEXT) AS "event_id",
  CAST("t7"."patient_key" AS TEXT) AS "patient_key",
  CAST("t7"."patient_id" AS TEXT) AS "patient_id",
  CAST("t7"."event_date" AS DATE) AS "event_date",
  CAST("t7"."event_type" AS TEXT) AS "event_type",
  CAST("t7"."medical_provider" AS TEXT) AS "medical_provider",
  CAST("t7"."event_sequence" AS INT) AS "event_sequence",
  CAST("t7"."days_since_previous_event" AS INT) AS "days_since_previous_event"
FROM (
  SELECT
    "t6"."event_id",
    "t6"."patient_id",
    "t6"."event_date",
    "t6"."event_type",
    "t6"."medical_provider",
    "t6"."_ingested_at",
    "t6"."_pipeline_env",
    "t6"."event_sequence",
    "t6"."_previous",
    "t6"."days_since_previous_event",
    "t3"."patient_key"
  FROM (
    SELECT
      "t4"."event_id",
      "t4"."patient_id",
      "t4"."event_date",
      "t4"."event_type",
      "t4"."medical_provider",
      "t4"."_ingested_at",
      "t4"."_pipeline_env",
      "t4"."event_sequence",
      "t4"."_previous",
      DATE_DIFF('DAY', "t4"."_previous", "t4"."event_date") AS "days_since_previous_event"
    FROM (
      SELECT
        "t0"."event_id",
        "t0"."patient_id",
        "t0"."event_date",
        "t0"."event_type",
        "t0"."medical_provider",
        "t0"."_ingested_at",
        "t0"."_pipeline_env",
        (
          ROW_NUMBER() OVER (
            PARTITION BY "t0"."patient_id"
            ORDER BY "t0"."event_date" ASC, "t0"."event_id" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1
        ) + 1 AS "event_sequence",
        LAG("t0"."event_date") OVER (
          PARTITION BY "t0"."patient_id"
          ORDER BY "t0"."event_date" ASC, "t0"."event_id" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "_previous"
      FROM "data_eng"."silver_medical_events" AS "t0"
    ) AS "t4"
  ) AS "t6"
  LEFT OUTER JOIN (
    SELECT
      "t1"."patient_id" AS "_version_id",
      "t1"."patient_key",
      CASE
        WHEN "t1"."version" = 1
        THEN CAST('0001-01-01' AS DATE)
        ELSE CAST("t1"."effective_from" AS DATE)
      END AS "_from_day",
      COALESCE(CAST("t1"."effective_to" AS DATE), CAST('9999-12-31' AS DATE)) AS "_to_day"
    FROM "data_eng"."dim_patients" AS "t1"
  ) AS "t3"
    ON "t6"."patient_id" = "t3"."_version_id"
    AND "t6"."event_date" >= "t3"."_from_day"
    AND "t6"."event_date" < "t3"."_to_day"
) AS "t7"

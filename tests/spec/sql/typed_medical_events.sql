SELECT
  "t1"."event_id",
  "t1"."patient_id",
  "t1"."event_date",
  "t1"."event_type",
  "t1"."medical_provider",
  "t1"."_ingested_at",
  "t1"."_pipeline_env",
  "t1"."_reject_reason",
  "t1"."_reject_column",
  CASE
    WHEN "t1"."_reject_reason" IS NOT NULL
    THEN "t1"."_source_file"
    ELSE CAST(NULL AS TEXT)
  END AS "_source_file",
  CASE
    WHEN "t1"."_reject_reason" IS NOT NULL
    THEN "t1"."_position"
    ELSE CAST(NULL AS TEXT)
  END AS "_position",
  CASE
    WHEN "t1"."_reject_reason" IS NOT NULL
    THEN "t1"."_raw_line"
    ELSE CAST(NULL AS TEXT)
  END AS "_raw_line"
FROM (
  SELECT
    "t0"."event_id",
    "t0"."patient_id",
    "t0"."event_date",
    "t0"."event_type",
    "t0"."medical_provider",
    "t0"."_ingested_at",
    "t0"."_pipeline_env",
    "t0"."_source_file",
    "t0"."_position",
    "t0"."_fault",
    "t0"."_raw_line",
    CASE
      WHEN "t0"."_fault" IS NOT NULL
      THEN "t0"."_fault"
      WHEN NOT (
        COALESCE(REGEXP_MATCHES("t0"."event_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'missing key'
      WHEN NOT (
        COALESCE(REGEXP_MATCHES("t0"."patient_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'missing key'
      ELSE CAST(NULL AS TEXT)
    END AS "_reject_reason",
    CASE
      WHEN "t0"."_fault" IS NOT NULL
      THEN CAST(NULL AS TEXT)
      WHEN NOT (
        COALESCE(REGEXP_MATCHES("t0"."event_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'event_id'
      WHEN NOT (
        COALESCE(REGEXP_MATCHES("t0"."patient_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'patient_id'
      ELSE CAST(NULL AS TEXT)
    END AS "_reject_column"
  FROM "data_eng_ops"."landing_medical_events" AS "t0"
) AS "t1"

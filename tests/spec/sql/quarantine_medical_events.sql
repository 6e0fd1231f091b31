SELECT
  CAST("t6"."event_id" AS TEXT) AS "event_id",
  CAST("t6"."patient_id" AS TEXT) AS "patient_id",
  CAST("t6"."event_date" AS TEXT) AS "event_date",
  CAST("t6"."event_type" AS TEXT) AS "event_type",
  CAST("t6"."medical_provider" AS TEXT) AS "medical_provider",
  CAST("t6"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t6"."_pipeline_env" AS TEXT) AS "_pipeline_env",
  CAST("t6"."_failed_rules" AS TEXT[]) AS "_failed_rules",
  CAST("t6"."_quarantined_at" AS TIMESTAMPTZ) AS "_quarantined_at",
  CAST("t6"."_source_file" AS TEXT) AS "_source_file"
FROM (
  SELECT
    COALESCE("t5"."_as_landed_event_id", "t5"."event_id") AS "event_id",
    COALESCE("t5"."_as_landed_patient_id", "t5"."patient_id") AS "patient_id",
    "t5"."_as_landed_event_date" AS "event_date",
    COALESCE("t5"."_as_landed_event_type", "t5"."event_type") AS "event_type",
    COALESCE("t5"."_as_landed_medical_provider", "t5"."medical_provider") AS "medical_provider",
    "t5"."_ingested_at",
    "t5"."_pipeline_env",
    "t5"."_failed_rules",
    "t5"."_ingested_at" AS "_quarantined_at",
    "t4"."_source_file"
  FROM (
    SELECT
      *
    FROM "medical_event_fates" AS "t0"
    WHERE
      "t0"."_fate" = 'quarantined'
  ) AS "t5"
  LEFT OUTER JOIN (
    SELECT
      "t1"."ingested_at" AS "_file_at",
      "t1"."source_file" AS "_source_file"
    FROM "data_eng_ops"."landing_files" AS "t1"
  ) AS "t4"
    ON "t5"."_ingested_at" = "t4"."_file_at"
) AS "t6"

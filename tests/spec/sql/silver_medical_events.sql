SELECT
  CAST("t0"."event_id" AS TEXT) AS "event_id",
  CAST("t0"."patient_id" AS TEXT) AS "patient_id",
  CAST("t0"."event_date" AS DATE) AS "event_date",
  CAST("t0"."event_type" AS TEXT) AS "event_type",
  CAST("t0"."medical_provider" AS TEXT) AS "medical_provider",
  CAST("t0"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t0"."_pipeline_env" AS TEXT) AS "_pipeline_env"
FROM "medical_event_fates" AS "t0"
WHERE
  "t0"."_fate" = 'accepted'

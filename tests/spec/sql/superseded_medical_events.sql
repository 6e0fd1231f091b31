SELECT
  CAST(COALESCE("t0"."_as_landed_event_id", "t0"."event_id") AS TEXT) AS "event_id",
  CAST(COALESCE("t0"."_as_landed_patient_id", "t0"."patient_id") AS TEXT) AS "patient_id",
  CAST("t0"."_as_landed_event_date" AS TEXT) AS "event_date",
  CAST(COALESCE("t0"."_as_landed_event_type", "t0"."event_type") AS TEXT) AS "event_type",
  CAST(COALESCE("t0"."_as_landed_medical_provider", "t0"."medical_provider") AS TEXT) AS "medical_provider",
  CAST("t0"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t0"."_pipeline_env" AS TEXT) AS "_pipeline_env",
  CAST("t0"."event_id" AS TEXT) AS "_superseded_by",
  CAST("t0"."_reason" AS TEXT) AS "_reason",
  CAST("t0"."_decided_at" AS TIMESTAMPTZ) AS "_superseded_at"
FROM "medical_event_fates" AS "t0"
WHERE
  "t0"."_fate" = 'superseded'

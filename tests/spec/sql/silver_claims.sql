SELECT
  CAST("t0"."claim_id" AS TEXT) AS "claim_id",
  CAST("t0"."patient_id" AS TEXT) AS "patient_id",
  CAST("t0"."claim_amount" AS DOUBLE) AS "claim_amount",
  CAST("t0"."claim_date" AS DATE) AS "claim_date",
  CAST("t0"."diagnosis_code" AS TEXT) AS "diagnosis_code",
  CAST("t0"."procedure_code" AS TEXT) AS "procedure_code",
  CAST("t0"."claim_status" AS TEXT) AS "claim_status",
  CAST("t0"."is_amount_outlier" AS BOOLEAN) AS "is_amount_outlier",
  CAST("t0"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t0"."_pipeline_env" AS TEXT) AS "_pipeline_env"
FROM "claim_fates" AS "t0"
WHERE
  "t0"."_fate" = 'accepted'

SELECT
  CAST(COALESCE("t0"."_as_landed_claim_id", "t0"."claim_id") AS TEXT) AS "claim_id",
  CAST(COALESCE("t0"."_as_landed_patient_id", "t0"."patient_id") AS TEXT) AS "patient_id",
  CAST("t0"."claim_amount" AS DOUBLE) AS "claim_amount",
  CAST("t0"."_as_landed_claim_date" AS TEXT) AS "claim_date",
  CAST(COALESCE("t0"."_as_landed_diagnosis_code", "t0"."diagnosis_code") AS TEXT) AS "diagnosis_code",
  CAST(COALESCE("t0"."_as_landed_procedure_code", "t0"."procedure_code") AS TEXT) AS "procedure_code",
  CAST(COALESCE("t0"."_as_landed_claim_status", "t0"."claim_status") AS TEXT) AS "claim_status",
  CAST("t0"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t0"."_pipeline_env" AS TEXT) AS "_pipeline_env",
  CAST("t0"."claim_id" AS TEXT) AS "_superseded_by",
  CAST("t0"."_reason" AS TEXT) AS "_reason",
  CAST("t0"."_decided_at" AS TIMESTAMPTZ) AS "_superseded_at"
FROM "claim_fates" AS "t0"
WHERE
  "t0"."_fate" = 'superseded'

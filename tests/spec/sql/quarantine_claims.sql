SELECT
  CAST("t6"."claim_id" AS TEXT) AS "claim_id",
  CAST("t6"."patient_id" AS TEXT) AS "patient_id",
  CAST("t6"."claim_amount" AS DOUBLE) AS "claim_amount",
  CAST("t6"."claim_date" AS TEXT) AS "claim_date",
  CAST("t6"."diagnosis_code" AS TEXT) AS "diagnosis_code",
  CAST("t6"."procedure_code" AS TEXT) AS "procedure_code",
  CAST("t6"."claim_status" AS TEXT) AS "claim_status",
  CAST("t6"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t6"."_pipeline_env" AS TEXT) AS "_pipeline_env",
  CAST("t6"."_failed_rules" AS TEXT[]) AS "_failed_rules",
  CAST("t6"."_quarantined_at" AS TIMESTAMPTZ) AS "_quarantined_at",
  CAST("t6"."_source_file" AS TEXT) AS "_source_file"
FROM (
  SELECT
    COALESCE("t5"."_as_landed_claim_id", "t5"."claim_id") AS "claim_id",
    COALESCE("t5"."_as_landed_patient_id", "t5"."patient_id") AS "patient_id",
    "t5"."claim_amount",
    "t5"."_as_landed_claim_date" AS "claim_date",
    COALESCE("t5"."_as_landed_diagnosis_code", "t5"."diagnosis_code") AS "diagnosis_code",
    COALESCE("t5"."_as_landed_procedure_code", "t5"."procedure_code") AS "procedure_code",
    COALESCE("t5"."_as_landed_claim_status", "t5"."claim_status") AS "claim_status",
    "t5"."_ingested_at",
    "t5"."_pipeline_env",
    "t5"."_failed_rules",
    "t5"."_ingested_at" AS "_quarantined_at",
    "t4"."_source_file"
  FROM (
    SELECT
      *
    FROM "claim_fates" AS "t0"
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

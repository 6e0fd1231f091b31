SELECT
  CAST("t0"."patient_id" AS TEXT) AS "patient_id",
  CAST("t0"."first_name_pseudonym" AS TEXT) AS "first_name_pseudonym",
  CAST("t0"."last_name_pseudonym" AS TEXT) AS "last_name_pseudonym",
  CAST("t0"."age" AS INT) AS "age",
  CAST("t0"."sex" AS TEXT) AS "sex",
  CAST("t0"."region" AS TEXT) AS "region",
  CAST("t0"."bmi" AS DOUBLE) AS "bmi",
  CAST("t0"."smoker" AS BOOLEAN) AS "smoker",
  CAST("t0"."children" AS INT) AS "children",
  CAST("t0"."charges" AS DOUBLE) AS "charges",
  CAST("t0"."insurance_plan" AS TEXT) AS "insurance_plan",
  CAST("t0"."coverage_start_date" AS DATE) AS "coverage_start_date",
  CAST("t0"."timestamp" AS TIMESTAMPTZ) AS "timestamp",
  CAST("t0"."is_bmi_outlier" AS BOOLEAN) AS "is_bmi_outlier",
  CAST("t0"."is_charges_outlier" AS BOOLEAN) AS "is_charges_outlier",
  CAST("t0"."_warnings" AS TEXT[]) AS "_warnings",
  CAST("t0"."_name_key_id" AS TEXT) AS "_name_key_id",
  CAST("t0"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t0"."_pipeline_env" AS TEXT) AS "_pipeline_env"
FROM "patient_fates" AS "t0"
WHERE
  "t0"."_fate" = 'accepted'

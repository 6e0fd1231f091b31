SELECT
  CAST("t0"."patient_id" AS TEXT) AS "patient_id",
  CAST("t0"."first_name" AS TEXT) AS "first_name",
  CAST("t0"."last_name" AS TEXT) AS "last_name",
  CAST("t0"."age" AS INT) AS "age",
  CAST("t0"."sex" AS TEXT) AS "sex",
  CAST("t0"."region" AS TEXT) AS "region",
  CAST("t0"."bmi" AS DOUBLE) AS "bmi",
  CAST("t0"."smoker" AS BOOLEAN) AS "smoker",
  CAST("t0"."children" AS INT) AS "children",
  CAST("t0"."charges" AS DOUBLE) AS "charges",
  CAST("t0"."insurance_plan" AS TEXT) AS "insurance_plan",
  CAST("t0"."coverage_start_date" AS TEXT) AS "coverage_start_date",
  CAST("t0"."timestamp" AS TEXT) AS "timestamp",
  CAST("t0"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t0"."_pipeline_env" AS TEXT) AS "_pipeline_env"
FROM "typed_patients" AS "t0"
WHERE
  "t0"."_reject_reason" IS NULL

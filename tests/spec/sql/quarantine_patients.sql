SELECT
  CAST("t6"."patient_id" AS TEXT) AS "patient_id",
  CAST("t6"."first_name" AS TEXT) AS "first_name",
  CAST("t6"."last_name" AS TEXT) AS "last_name",
  CAST("t6"."age" AS INT) AS "age",
  CAST("t6"."sex" AS TEXT) AS "sex",
  CAST("t6"."region" AS TEXT) AS "region",
  CAST("t6"."bmi" AS DOUBLE) AS "bmi",
  CAST("t6"."smoker" AS BOOLEAN) AS "smoker",
  CAST("t6"."children" AS INT) AS "children",
  CAST("t6"."charges" AS DOUBLE) AS "charges",
  CAST("t6"."insurance_plan" AS TEXT) AS "insurance_plan",
  CAST("t6"."coverage_start_date" AS TEXT) AS "coverage_start_date",
  CAST("t6"."timestamp" AS TEXT) AS "timestamp",
  CAST("t6"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t6"."_pipeline_env" AS TEXT) AS "_pipeline_env",
  CAST("t6"."_failed_rules" AS TEXT[]) AS "_failed_rules",
  CAST("t6"."_quarantined_at" AS TIMESTAMPTZ) AS "_quarantined_at",
  CAST("t6"."_source_file" AS TEXT) AS "_source_file"
FROM (
  SELECT
    COALESCE("t5"."_as_landed_patient_id", "t5"."patient_id") AS "patient_id",
    "t5"."first_name",
    "t5"."last_name",
    "t5"."age",
    COALESCE("t5"."_as_landed_sex", "t5"."sex") AS "sex",
    COALESCE("t5"."_as_landed_region", "t5"."region") AS "region",
    "t5"."bmi",
    "t5"."smoker",
    "t5"."children",
    "t5"."charges",
    COALESCE("t5"."_as_landed_insurance_plan", "t5"."insurance_plan") AS "insurance_plan",
    "t5"."_as_landed_coverage_start_date" AS "coverage_start_date",
    "t5"."_as_landed_timestamp" AS "timestamp",
    "t5"."_ingested_at",
    "t5"."_pipeline_env",
    "t5"."_failed_rules",
    "t5"."_ingested_at" AS "_quarantined_at",
    "t4"."_source_file"
  FROM (
    SELECT
      *
    FROM "patient_fates" AS "t0"
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

SELECT
  CAST(COALESCE("t0"."_as_landed_patient_id", "t0"."patient_id") AS TEXT) AS "patient_id",
  CAST("t0"."first_name" AS TEXT) AS "first_name",
  CAST("t0"."last_name" AS TEXT) AS "last_name",
  CAST("t0"."age" AS INT) AS "age",
  CAST(COALESCE("t0"."_as_landed_sex", "t0"."sex") AS TEXT) AS "sex",
  CAST(COALESCE("t0"."_as_landed_region", "t0"."region") AS TEXT) AS "region",
  CAST("t0"."bmi" AS DOUBLE) AS "bmi",
  CAST("t0"."smoker" AS BOOLEAN) AS "smoker",
  CAST("t0"."children" AS INT) AS "children",
  CAST("t0"."charges" AS DOUBLE) AS "charges",
  CAST(COALESCE("t0"."_as_landed_insurance_plan", "t0"."insurance_plan") AS TEXT) AS "insurance_plan",
  CAST("t0"."_as_landed_coverage_start_date" AS TEXT) AS "coverage_start_date",
  CAST("t0"."_as_landed_timestamp" AS TEXT) AS "timestamp",
  CAST("t0"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t0"."_pipeline_env" AS TEXT) AS "_pipeline_env",
  CAST(SHA256(
    CONCAT_WS(
      '',
      CASE
        WHEN "t0"."patient_id" IS NULL
        THEN '~'
        ELSE CAST(LENGTH("t0"."patient_id") AS TEXT) || ':' || "t0"."patient_id"
      END,
      CASE
        WHEN STRFTIME("t0"."timestamp", '%Y-%m-%d %H:%M:%S.%f') IS NULL
        THEN '~'
        ELSE CAST(LENGTH(STRFTIME("t0"."timestamp", '%Y-%m-%d %H:%M:%S.%f')) AS TEXT) || ':' || STRFTIME("t0"."timestamp", '%Y-%m-%d %H:%M:%S.%f')
      END
    )
  ) AS TEXT) AS "_superseded_by",
  CAST("t0"."_reason" AS TEXT) AS "_reason",
  CAST("t0"."_decided_at" AS TIMESTAMPTZ) AS "_superseded_at"
FROM "patient_fates" AS "t0"
WHERE
  "t0"."_fate" = 'superseded'

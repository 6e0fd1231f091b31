WITH "t4" AS (
  SELECT
    "t2"."patient_id",
    "t2"."first_name",
    "t2"."last_name",
    "t2"."age",
    "t2"."sex",
    "t2"."region",
    "t2"."bmi",
    "t2"."smoker",
    "t2"."children",
    "t2"."charges",
    "t2"."insurance_plan",
    "t2"."coverage_start_date",
    "t2"."timestamp",
    "t2"."_ingested_at",
    "t2"."_pipeline_env",
    "t2"."_as_landed_patient_id",
    "t2"."_as_landed_sex",
    "t2"."_as_landed_region",
    "t2"."_as_landed_insurance_plan",
    "t2"."_as_landed_coverage_start_date",
    "t2"."_as_landed_timestamp",
    "t2"."first_name_pseudonym",
    "t2"."last_name_pseudonym",
    "t2"."is_bmi_outlier",
    "t2"."is_charges_outlier",
    "t2"."_name_key_id",
    "t2"."_failed_rules",
    "t2"."_warnings",
    "t3"."_rivals",
    "t3"."_decided_at"
  FROM "patient_candidates" AS "t2"
  LEFT OUTER JOIN "contested_patients" AS "t3"
    ON "t2"."patient_id" = "t3"."_contested_patient_id"
    AND "t2"."timestamp" = "t3"."_contested_timestamp"
)
SELECT
  *
FROM (
  SELECT
    "t5"."patient_id",
    "t5"."first_name",
    "t5"."last_name",
    "t5"."age",
    "t5"."sex",
    "t5"."region",
    "t5"."bmi",
    "t5"."smoker",
    "t5"."children",
    "t5"."charges",
    "t5"."insurance_plan",
    "t5"."coverage_start_date",
    "t5"."timestamp",
    "t5"."_ingested_at",
    "t5"."_pipeline_env",
    "t5"."_as_landed_patient_id",
    "t5"."_as_landed_sex",
    "t5"."_as_landed_region",
    "t5"."_as_landed_insurance_plan",
    "t5"."_as_landed_coverage_start_date",
    "t5"."_as_landed_timestamp",
    "t5"."first_name_pseudonym",
    "t5"."last_name_pseudonym",
    "t5"."is_bmi_outlier",
    "t5"."is_charges_outlier",
    "t5"."_name_key_id",
    "t5"."_failed_rules",
    "t5"."_warnings",
    CASE WHEN "t5"."_failed_rules" IS NULL THEN 'accepted' ELSE 'quarantined' END AS "_fate",
    CAST(NULL AS TEXT) AS "_reason",
    "t5"."_ingested_at" AS "_decided_at"
  FROM "t4" AS "t5"
  WHERE
    NOT (
      (
        "t5"."_rivals" IS NOT NULL
      ) AND (
        "t5"."_failed_rules" IS NULL
      )
    )
) AS "t7"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t8"."patient_id",
    "t8"."first_name",
    "t8"."last_name",
    "t8"."age",
    "t8"."sex",
    "t8"."region",
    "t8"."bmi",
    "t8"."smoker",
    "t8"."children",
    "t8"."charges",
    "t8"."insurance_plan",
    "t8"."coverage_start_date",
    "t8"."timestamp",
    "t8"."_ingested_at",
    "t8"."_pipeline_env",
    "t8"."_as_landed_patient_id",
    "t8"."_as_landed_sex",
    "t8"."_as_landed_region",
    "t8"."_as_landed_insurance_plan",
    "t8"."_as_landed_coverage_start_date",
    "t8"."_as_landed_timestamp",
    "t8"."first_name_pseudonym",
    "t8"."last_name_pseudonym",
    "t8"."is_bmi_outlier",
    "t8"."is_charges_outlier",
    "t8"."_name_key_id",
    "t8"."_failed_rules",
    "t8"."_warnings",
    CASE WHEN "t8"."_row" = 0 THEN 'accepted' ELSE 'superseded' END AS "_fate",
    CASE
      WHEN "t8"."_row" = 0
      THEN CAST(NULL AS TEXT)
      WHEN "t8"."_row" > "t8"."_rank"
      THEN 'duplicate'
      ELSE "t8"."_loser"
    END AS "_reason",
    "t8"."_decided_at"
  FROM (
    SELECT
      "t6"."patient_id",
      "t6"."first_name",
      "t6"."last_name",
      "t6"."age",
      "t6"."sex",
      "t6"."region",
      "t6"."bmi",
      "t6"."smoker",
      "t6"."children",
      "t6"."charges",
      "t6"."insurance_plan",
      "t6"."coverage_start_date",
      "t6"."timestamp",
      "t6"."_ingested_at",
      "t6"."_pipeline_env",
      "t6"."_as_landed_patient_id",
      "t6"."_as_landed_sex",
      "t6"."_as_landed_region",
      "t6"."_as_landed_insurance_plan",
      "t6"."_as_landed_coverage_start_date",
      "t6"."_as_landed_timestamp",
      "t6"."first_name_pseudonym",
      "t6"."last_name_pseudonym",
      "t6"."is_bmi_outlier",
      "t6"."is_charges_outlier",
      "t6"."_name_key_id",
      "t6"."_failed_rules",
      "t6"."_warnings",
      "t6"."_rivals",
      "t6"."_decided_at",
      ROW_NUMBER() OVER (
        PARTITION BY "t6"."patient_id", "t6"."timestamp"
        ORDER BY COALESCE(ARRAY_LENGTH("t6"."_warnings"), 0) ASC, 0 + CAST("t6"."first_name_pseudonym" IS NOT NULL AS INT) + CAST("t6"."last_name_pseudonym" IS NOT NULL AS INT) + CAST("t6"."age" IS NOT NULL AS INT) + CAST("t6"."sex" IS NOT NULL AS INT) + CAST("t6"."region" IS NOT NULL AS INT) + CAST("t6"."bmi" IS NOT NULL AS INT) + CAST("t6"."smoker" IS NOT NULL AS INT) + CAST("t6"."children" IS NOT NULL AS INT) + CAST("t6"."charges" IS NOT NULL AS INT) + CAST("t6"."insurance_plan" IS NOT NULL AS INT) + CAST("t6"."coverage_start_date" IS NOT NULL AS INT) DESC, "t6"."first_name_pseudonym" DESC, "t6"."last_name_pseudonym" DESC, "t6"."age" DESC, "t6"."sex" DESC, "t6"."region" DESC, "t6"."bmi" DESC, "t6"."smoker" DESC, "t6"."children" DESC, "t6"."charges" DESC, "t6"."insurance_plan" DESC, "t6"."coverage_start_date" DESC, "t6"."_ingested_at" ASC, "t6"."first_name" ASC, "t6"."last_name" ASC, "t6"."_as_landed_patient_id" ASC, "t6"."_as_landed_sex" ASC, "t6"."_as_landed_region" ASC, "t6"."_as_landed_insurance_plan" ASC, "t6"."_as_landed_coverage_start_date" ASC, "t6"."_as_landed_timestamp" ASC, "t6"."is_bmi_outlier" ASC, "t6"."is_charges_outlier" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1 AS "_row",
      RANK() OVER (
        PARTITION BY "t6"."patient_id", "t6"."timestamp"
        ORDER BY COALESCE(ARRAY_LENGTH("t6"."_warnings"), 0) ASC, 0 + CAST("t6"."first_name_pseudonym" IS NOT NULL AS INT) + CAST("t6"."last_name_pseudonym" IS NOT NULL AS INT) + CAST("t6"."age" IS NOT NULL AS INT) + CAST("t6"."sex" IS NOT NULL AS INT) + CAST("t6"."region" IS NOT NULL AS INT) + CAST("t6"."bmi" IS NOT NULL AS INT) + CAST("t6"."smoker" IS NOT NULL AS INT) + CAST("t6"."children" IS NOT NULL AS INT) + CAST("t6"."charges" IS NOT NULL AS INT) + CAST("t6"."insurance_plan" IS NOT NULL AS INT) + CAST("t6"."coverage_start_date" IS NOT NULL AS INT) DESC, "t6"."first_name_pseudonym" DESC, "t6"."last_name_pseudonym" DESC, "t6"."age" DESC, "t6"."sex" DESC, "t6"."region" DESC, "t6"."bmi" DESC, "t6"."smoker" DESC, "t6"."children" DESC, "t6"."charges" DESC, "t6"."insurance_plan" DESC, "t6"."coverage_start_date" DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1 AS "_rank",
      'conflict' AS "_loser"
    FROM (
      SELECT
        *
      FROM "t4" AS "t5"
      WHERE
        "t5"."_rivals" IS NOT NULL AND "t5"."_failed_rules" IS NULL
    ) AS "t6"
  ) AS "t8"
) AS "t9"

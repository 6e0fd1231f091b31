WITH "t4" AS (
  SELECT
    "t2"."event_id",
    "t2"."patient_id",
    "t2"."event_date",
    "t2"."event_type",
    "t2"."medical_provider",
    "t2"."_ingested_at",
    "t2"."_pipeline_env",
    "t2"."_as_landed_event_id",
    "t2"."_as_landed_patient_id",
    "t2"."_as_landed_event_date",
    "t2"."_as_landed_event_type",
    "t2"."_as_landed_medical_provider",
    "t2"."_patient_known",
    "t2"."_latest_date",
    "t2"."_failed_rules",
    "t2"."_warnings",
    "t3"."_rivals",
    "t3"."_decided_at"
  FROM "medical_event_candidates" AS "t2"
  LEFT OUTER JOIN "contested_medical_events" AS "t3"
    ON "t2"."event_id" = "t3"."_contested_event_id"
)
SELECT
  *
FROM (
  SELECT
    "t5"."event_id",
    "t5"."patient_id",
    "t5"."event_date",
    "t5"."event_type",
    "t5"."medical_provider",
    "t5"."_ingested_at",
    "t5"."_pipeline_env",
    "t5"."_as_landed_event_id",
    "t5"."_as_landed_patient_id",
    "t5"."_as_landed_event_date",
    "t5"."_as_landed_event_type",
    "t5"."_as_landed_medical_provider",
    "t5"."_patient_known",
    "t5"."_latest_date",
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
    "t8"."event_id",
    "t8"."patient_id",
    "t8"."event_date",
    "t8"."event_type",
    "t8"."medical_provider",
    "t8"."_ingested_at",
    "t8"."_pipeline_env",
    "t8"."_as_landed_event_id",
    "t8"."_as_landed_patient_id",
    "t8"."_as_landed_event_date",
    "t8"."_as_landed_event_type",
    "t8"."_as_landed_medical_provider",
    "t8"."_patient_known",
    "t8"."_latest_date",
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
      "t6"."event_id",
      "t6"."patient_id",
      "t6"."event_date",
      "t6"."event_type",
      "t6"."medical_provider",
      "t6"."_ingested_at",
      "t6"."_pipeline_env",
      "t6"."_as_landed_event_id",
      "t6"."_as_landed_patient_id",
      "t6"."_as_landed_event_date",
      "t6"."_as_landed_event_type",
      "t6"."_as_landed_medical_provider",
      "t6"."_patient_known",
      "t6"."_latest_date",
      "t6"."_failed_rules",
      "t6"."_warnings",
      "t6"."_rivals",
      "t6"."_decided_at",
      ROW_NUMBER() OVER (
        PARTITION BY "t6"."event_id"
        ORDER BY 0 + CAST("t6"."event_date" IS NOT NULL AS INT) + CAST("t6"."event_type" IS NOT NULL AS INT) + CAST("t6"."medical_provider" IS NOT NULL AS INT) + CAST("t6"."patient_id" IS NOT NULL AS INT) DESC, "t6"."event_date" DESC, "t6"."event_type" DESC, "t6"."medical_provider" DESC, "t6"."patient_id" DESC, "t6"."_ingested_at" ASC, "t6"."_as_landed_event_id" ASC, "t6"."_as_landed_patient_id" ASC, "t6"."_as_landed_event_date" ASC, "t6"."_as_landed_event_type" ASC, "t6"."_as_landed_medical_provider" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1 AS "_row",
      RANK() OVER (
        PARTITION BY "t6"."event_id"
        ORDER BY 0 + CAST("t6"."event_date" IS NOT NULL AS INT) + CAST("t6"."event_type" IS NOT NULL AS INT) + CAST("t6"."medical_provider" IS NOT NULL AS INT) + CAST("t6"."patient_id" IS NOT NULL AS INT) DESC, "t6"."event_date" DESC, "t6"."event_type" DESC, "t6"."medical_provider" DESC, "t6"."patient_id" DESC
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

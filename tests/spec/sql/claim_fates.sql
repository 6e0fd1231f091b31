WITH "t4" AS (
  SELECT
    "t2"."claim_id",
    "t2"."patient_id",
    "t2"."claim_amount",
    "t2"."claim_date",
    "t2"."diagnosis_code",
    "t2"."procedure_code",
    "t2"."claim_status",
    "t2"."_ingested_at",
    "t2"."_pipeline_env",
    "t2"."_as_landed_claim_id",
    "t2"."_as_landed_patient_id",
    "t2"."_as_landed_claim_date",
    "t2"."_as_landed_diagnosis_code",
    "t2"."_as_landed_procedure_code",
    "t2"."_as_landed_claim_status",
    "t2"."_patient_known",
    "t2"."is_amount_outlier",
    "t2"."_latest_date",
    "t2"."_strength",
    "t2"."_failed_rules",
    "t2"."_warnings",
    "t3"."_rivals",
    "t3"."_decided_at"
  FROM "claim_candidates" AS "t2"
  LEFT OUTER JOIN "contested_claims" AS "t3"
    ON "t2"."claim_id" = "t3"."_contested_claim_id"
)
SELECT
  *
FROM (
  SELECT
    "t5"."claim_id",
    "t5"."patient_id",
    "t5"."claim_amount",
    "t5"."claim_date",
    "t5"."diagnosis_code",
    "t5"."procedure_code",
    "t5"."claim_status",
    "t5"."_ingested_at",
    "t5"."_pipeline_env",
    "t5"."_as_landed_claim_id",
    "t5"."_as_landed_patient_id",
    "t5"."_as_landed_claim_date",
    "t5"."_as_landed_diagnosis_code",
    "t5"."_as_landed_procedure_code",
    "t5"."_as_landed_claim_status",
    "t5"."_patient_known",
    "t5"."is_amount_outlier",
    "t5"."_latest_date",
    "t5"."_strength",
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
    "t8"."claim_id",
    "t8"."patient_id",
    "t8"."claim_amount",
    "t8"."claim_date",
    "t8"."diagnosis_code",
    "t8"."procedure_code",
    "t8"."claim_status",
    "t8"."_ingested_at",
    "t8"."_pipeline_env",
    "t8"."_as_landed_claim_id",
    "t8"."_as_landed_patient_id",
    "t8"."_as_landed_claim_date",
    "t8"."_as_landed_diagnosis_code",
    "t8"."_as_landed_procedure_code",
    "t8"."_as_landed_claim_status",
    "t8"."_patient_known",
    "t8"."is_amount_outlier",
    "t8"."_latest_date",
    "t8"."_strength",
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
      "t6"."claim_id",
      "t6"."patient_id",
      "t6"."claim_amount",
      "t6"."claim_date",
      "t6"."diagnosis_code",
      "t6"."procedure_code",
      "t6"."claim_status",
      "t6"."_ingested_at",
      "t6"."_pipeline_env",
      "t6"."_as_landed_claim_id",
      "t6"."_as_landed_patient_id",
      "t6"."_as_landed_claim_date",
      "t6"."_as_landed_diagnosis_code",
      "t6"."_as_landed_procedure_code",
      "t6"."_as_landed_claim_status",
      "t6"."_patient_known",
      "t6"."is_amount_outlier",
      "t6"."_latest_date",
      "t6"."_strength",
      "t6"."_failed_rules",
      "t6"."_warnings",
      "t6"."_rivals",
      "t6"."_decided_at",
      ROW_NUMBER() OVER (
        PARTITION BY "t6"."claim_id"
        ORDER BY "t6"."_strength" DESC, "t6"."claim_date" DESC, "t6"."claim_amount" DESC, "t6"."patient_id" DESC, "t6"."diagnosis_code" DESC, "t6"."procedure_code" DESC, "t6"."_ingested_at" ASC, "t6"."claim_status" ASC, "t6"."_as_landed_claim_id" ASC, "t6"."_as_landed_patient_id" ASC, "t6"."_as_landed_claim_date" ASC, "t6"."_as_landed_diagnosis_code" ASC, "t6"."_as_landed_procedure_code" ASC, "t6"."_as_landed_claim_status" ASC, "t6"."is_amount_outlier" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1 AS "_row",
      RANK() OVER (
        PARTITION BY "t6"."claim_id"
        ORDER BY "t6"."_strength" DESC, "t6"."claim_date" DESC, "t6"."claim_amount" DESC, "t6"."patient_id" DESC, "t6"."diagnosis_code" DESC, "t6"."procedure_code" DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1 AS "_rank",
      CASE
        WHEN "t6"."_strength" < MAX("t6"."_strength") OVER (
          PARTITION BY "t6"."claim_id"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
        THEN 'earlier_state'
        ELSE 'conflict'
      END AS "_loser"
    FROM (
      SELECT
        *
      FROM "t4" AS "t5"
      WHERE
        "t5"."_rivals" IS NOT NULL AND "t5"."_failed_rules" IS NULL
    ) AS "t6"
  ) AS "t8"
) AS "t9"

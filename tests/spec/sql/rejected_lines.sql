SELECT
  CAST("t10"."source_file" AS TEXT) AS "source_file",
  CAST("t10"."position" AS TEXT) AS "position",
  CAST("t10"."column" AS TEXT) AS "column",
  CAST("t10"."reason" AS TEXT) AS "reason",
  CAST("t10"."feed" AS TEXT) AS "feed",
  CAST("t10"."sealed_line" AS TEXT) AS "sealed_line",
  CAST("t10"."_ingested_at" AS TIMESTAMPTZ) AS "_ingested_at",
  CAST("t10"."_pipeline_env" AS TEXT) AS "_pipeline_env"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t3"."_source_file" AS "source_file",
      "t3"."_position" AS "position",
      "t3"."_reject_column" AS "column",
      "t3"."_reject_reason" AS "reason",
      'medical_events' AS "feed",
      SEAL_LINE("t3"."_raw_line") AS "sealed_line",
      "t3"."_ingested_at",
      "t3"."_pipeline_env"
    FROM (
      SELECT
        *
      FROM "typed_medical_events" AS "t0"
      WHERE
        "t0"."_reject_reason" IS NOT NULL
    ) AS "t3"
  ) AS "t6"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t4"."_source_file" AS "source_file",
        "t4"."_position" AS "position",
        "t4"."_reject_column" AS "column",
        "t4"."_reject_reason" AS "reason",
        'patients' AS "feed",
        SEAL_LINE("t4"."_raw_line") AS "sealed_line",
        "t4"."_ingested_at",
        "t4"."_pipeline_env"
      FROM (
        SELECT
          *
        FROM "typed_patients" AS "t1"
        WHERE
          "t1"."_reject_reason" IS NOT NULL
      ) AS "t4"
    ) AS "t7"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t5"."_source_file" AS "source_file",
        "t5"."_position" AS "position",
        "t5"."_reject_column" AS "column",
        "t5"."_reject_reason" AS "reason",
        'claims' AS "feed",
        SEAL_LINE("t5"."_raw_line") AS "sealed_line",
        "t5"."_ingested_at",
        "t5"."_pipeline_env"
      FROM (
        SELECT
          *
        FROM "typed_claims" AS "t2"
        WHERE
          "t2"."_reject_reason" IS NOT NULL
      ) AS "t5"
    ) AS "t8"
  ) AS "t9"
) AS "t10"

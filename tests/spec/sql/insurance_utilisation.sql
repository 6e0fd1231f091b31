WITH "t6" AS (
  SELECT
    "t2"."patient_key" AS "group_key",
    COALESCE("t2"."insurance_plan", 'unknown') AS "insurance_plan",
    COALESCE("t2"."region", 'unknown') AS "region",
    "t2"."age_band"
  FROM "data_eng"."dim_patients" AS "t2"
), "t14" AS (
  SELECT
    "t10"."insurance_plan",
    "t10"."region",
    "t10"."age_band",
    CAST(DATE_TRUNC(
      'MONTH',
      GREATEST(
        "t11"."_from_day",
        COALESCE("t5"."coverage_start_date", CAST("t5"."effective_from" AS DATE))
      )
    ) AS DATE) AS "first",
    CAST(DATE_TRUNC('MONTH', "t11"."_to_day") AS DATE) AS "after",
    "t5"."effective_to" IS NULL AS "open_end"
  FROM "data_eng"."dim_patients" AS "t5"
  INNER JOIN (
    SELECT
      "t2"."patient_key" AS "_version_id",
      "t2"."patient_key",
      CASE
        WHEN "t2"."version" = 1
        THEN CAST('0001-01-01' AS DATE)
        ELSE CAST("t2"."effective_from" AS DATE)
      END AS "_from_day",
      COALESCE(CAST("t2"."effective_to" AS DATE), CAST('9999-12-31' AS DATE)) AS "_to_day"
    FROM "data_eng"."dim_patients" AS "t2"
  ) AS "t11"
    ON "t5"."patient_key" = "t11"."_version_id"
  INNER JOIN "t6" AS "t10"
    ON "t5"."patient_key" = "t10"."group_key"
), "t24" AS (
  SELECT
    "t23"."month",
    "t23"."insurance_plan",
    "t23"."region",
    "t23"."age_band",
    SUM("t23"."claims") AS "claims",
    SUM("t23"."events") AS "events",
    SUM("t23"."cents") AS "cents",
    SUM("t23"."paid") AS "paid",
    SUM("t23"."denied") AS "denied",
    SUM("t23"."joined") AS "joined"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t12"."month",
          "t12"."insurance_plan",
          "t12"."region",
          "t12"."age_band",
          CAST("t12"."claims" AS BIGINT) AS "claims",
          CAST("t12"."events" AS BIGINT) AS "events",
          CAST("t12"."cents" AS BIGINT) AS "cents",
          CAST("t12"."paid" AS BIGINT) AS "paid",
          CAST("t12"."denied" AS BIGINT) AS "denied",
          CAST("t12"."joined" AS BIGINT) AS "joined"
        FROM (
          SELECT
            CAST(DATE_TRUNC('MONTH', "t3"."claim_date") AS DATE) AS "month",
            "t9"."insurance_plan",
            "t9"."region",
            "t9"."age_band",
            1 AS "claims",
            0 AS "events",
            CAST(CAST(ROUND("t3"."claim_amount" * 100, 0) AS BIGINT) AS BIGINT) AS "cents",
            CAST("t3"."claim_status" = 'paid' AS INT) AS "paid",
            CAST("t3"."claim_status" = 'denied' AS INT) AS "denied",
            0 AS "joined"
          FROM "data_eng"."fact_claims" AS "t3"
          INNER JOIN "t6" AS "t9"
            ON "t3"."patient_key" = "t9"."group_key"
        ) AS "t12"
      ) AS "t16"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t13"."month",
          "t13"."insurance_plan",
          "t13"."region",
          "t13"."age_band",
          CAST("t13"."claims" AS BIGINT) AS "claims",
          CAST("t13"."events" AS BIGINT) AS "events",
          CAST("t13"."cents" AS BIGINT) AS "cents",
          CAST("t13"."paid" AS BIGINT) AS "paid",
          CAST("t13"."denied" AS BIGINT) AS "denied",
          CAST("t13"."joined" AS BIGINT) AS "joined"
        FROM (
          SELECT
            CAST(DATE_TRUNC('MONTH', "t4"."event_date") AS DATE) AS "month",
            "t9"."insurance_plan",
            "t9"."region",
            "t9"."age_band",
            0 AS "claims",
            1 AS "events",
            0 AS "cents",
            0 AS "paid",
            0 AS "denied",
            0 AS "joined"
          FROM "data_eng"."fact_medical_events" AS "t4"
          INNER JOIN "t6" AS "t9"
            ON "t4"."patient_key" = "t9"."group_key"
        ) AS "t13"
      ) AS "t17"
    ) AS "t18"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t15"."first" AS "month",
            "t15"."insurance_plan",
            "t15"."region",
            "t15"."age_band",
            CAST(0 AS BIGINT) AS "claims",
            CAST(0 AS BIGINT) AS "events",
            CAST(0 AS BIGINT) AS "cents",
            CAST(0 AS BIGINT) AS "paid",
            CAST(0 AS BIGINT) AS "denied",
            CAST(1 AS BIGINT) AS "joined"
          FROM "t14" AS "t15"
          WHERE
            "t15"."first" < "t15"."after"
        ) AS "t19"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t15"."after" AS "month",
            "t15"."insurance_plan",
            "t15"."region",
            "t15"."age_band",
            CAST(0 AS BIGINT) AS "claims",
            CAST(0 AS BIGINT) AS "events",
            CAST(0 AS BIGINT) AS "cents",
            CAST(0 AS BIGINT) AS "paid",
            CAST(0 AS BIGINT) AS "denied",
            CAST(-1 AS BIGINT) AS "joined"
          FROM "t14" AS "t15"
          WHERE
            "t15"."first" < "t15"."after" AND NOT (
              "t15"."open_end"
            )
        ) AS "t20"
      ) AS "t21"
    ) AS "t22"
  ) AS "t23"
  GROUP BY
    1,
    2,
    3,
    4
)
SELECT
  CAST("t32"."month" AS DATE) AS "month",
  CAST("t32"."insurance_plan" AS TEXT) AS "insurance_plan",
  CAST("t32"."region" AS TEXT) AS "region",
  CAST("t32"."age_band" AS TEXT) AS "age_band",
  "t32"."members",
  CAST("t32"."claims" AS BIGINT) AS "claims",
  CAST("t32"."events" AS BIGINT) AS "events",
  CAST(CAST("t32"."cents" AS DOUBLE) / 100 AS DOUBLE) AS "claim_amount_total",
  CAST(CAST(CAST(CAST(ROUND(
    (
      CAST("t32"."claims" * 1000 AS DOUBLE) / NULLIF(CAST("t32"."members" AS DOUBLE), 0)
    ) * 1000000,
    0
  ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS DOUBLE) AS "claims_per_1000_members",
  CAST(CAST(CAST(CAST(ROUND(
    (
      CAST("t32"."events" * 1000 AS DOUBLE) / NULLIF(CAST("t32"."members" AS DOUBLE), 0)
    ) * 1000000,
    0
  ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS DOUBLE) AS "events_per_1000_members",
  CAST(CAST(CAST(CAST(ROUND(
    (
      (
        CAST("t32"."cents" AS DOUBLE) / NULLIF(CAST("t32"."members" AS DOUBLE), 0)
      ) / 100
    ) * 1000000,
    0
  ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS DOUBLE) AS "cost_per_member_per_month",
  CAST(CAST(CAST(CAST(ROUND(
    (
      CAST("t32"."paid" AS DOUBLE) / NULLIF(CAST("t32"."claims" AS DOUBLE), 0)
    ) * 1000000,
    0
  ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS DOUBLE) AS "paid_share",
  CAST(CAST(CAST(CAST(ROUND(
    (
      CAST("t32"."denied" AS DOUBLE) / NULLIF(CAST("t32"."claims" AS DOUBLE), 0)
    ) * 1000000,
    0
  ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS DOUBLE) AS "denied_share",
  CAST(CAST(CAST(CAST(ROUND(
    (
      CAST((
        "t32"."claims" - "t32"."paid"
      ) - "t32"."denied" AS DOUBLE) / NULLIF(CAST("t32"."claims" AS DOUBLE), 0)
    ) * 1000000,
    0
  ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS DOUBLE) AS "pending_share"
FROM (
  SELECT
    "t31"."month",
    "t31"."insurance_plan",
    "t31"."region",
    "t31"."age_band",
    "t31"."claims",
    "t31"."events",
    "t31"."cents",
    "t31"."paid",
    "t31"."denied",
    "t31"."joined",
    CAST(SUM("t31"."joined") OVER (
      PARTITION BY "t31"."insurance_plan", "t31"."region", "t31"."age_band"
      ORDER BY "t31"."month" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS BIGINT) AS "members"
  FROM (
    SELECT
      "t29"."month",
      "t30"."insurance_plan",
      "t30"."region",
      "t30"."age_band",
      COALESCE("t26"."claims", 0) AS "claims",
      COALESCE("t26"."events", 0) AS "events",
      COALESCE("t26"."cents", 0) AS "cents",
      COALESCE("t26"."paid", 0) AS "paid",
      COALESCE("t26"."denied", 0) AS "denied",
      COALESCE("t26"."joined", 0) AS "joined"
    FROM (
      SELECT DISTINCT
        "t25"."month"
      FROM "t24" AS "t25"
    ) AS "t29"
    CROSS JOIN (
      SELECT DISTINCT
        "t25"."insurance_plan",
        "t25"."region",
        "t25"."age_band"
      FROM "t24" AS "t25"
    ) AS "t30"
    LEFT OUTER JOIN "t24" AS "t26"
      ON "t29"."month" = "t26"."month"
      AND "t30"."insurance_plan" = "t26"."insurance_plan"
      AND "t30"."region" = "t26"."region"
      AND "t30"."age_band" = "t26"."age_band"
  ) AS "t31"
) AS "t32"
WHERE
  (
    "t32"."members" > 0
  ) OR (
    "t32"."claims" > 0
  ) OR (
    "t32"."events" > 0
  )

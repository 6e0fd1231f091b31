SELECT
  CAST("t2"."region" AS TEXT) AS "region",
  CAST("t2"."sex" AS TEXT) AS "sex",
  CAST("t2"."age_band" AS TEXT) AS "age_band",
  CAST("t2"."insurance_plan" AS TEXT) AS "insurance_plan",
  CAST("t2"."members" AS BIGINT) AS "members",
  CAST("t2"."average_age" AS DOUBLE) AS "average_age",
  CAST("t2"."average_bmi" AS DOUBLE) AS "average_bmi",
  CAST("t2"."average_children" AS DOUBLE) AS "average_children",
  CAST("t2"."average_charges" AS DOUBLE) AS "average_charges",
  CAST("t2"."smoker_share" AS DOUBLE) AS "smoker_share"
FROM (
  SELECT
    "t1"."region",
    "t1"."sex",
    "t1"."age_band",
    "t1"."insurance_plan",
    COUNT(*) AS "members",
    CAST(CAST(CAST(ROUND(
      (
        CAST(SUM("t1"."age") AS DOUBLE) / NULLIF(CAST(COUNT("t1"."age") AS DOUBLE), 0)
      ) * 1000000,
      0
    ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS "average_age",
    CAST(CAST(CAST(ROUND(
      (
        (
          CAST(SUM("t1"."bmi") AS DOUBLE) / NULLIF(CAST(COUNT("t1"."bmi") AS DOUBLE), 0)
        ) / 1000000
      ) * 1000000,
      0
    ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS "average_bmi",
    CAST(CAST(CAST(ROUND(
      (
        CAST(SUM("t1"."children") AS DOUBLE) / NULLIF(CAST(COUNT("t1"."children") AS DOUBLE), 0)
      ) * 1000000,
      0
    ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS "average_children",
    CAST(CAST(CAST(ROUND(
      (
        (
          CAST(SUM("t1"."charges") AS DOUBLE) / NULLIF(CAST(COUNT("t1"."charges") AS DOUBLE), 0)
        ) / 100
      ) * 1000000,
      0
    ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS "average_charges",
    CAST(CAST(CAST(ROUND(
      (
        CAST(SUM("t1"."smokers") AS DOUBLE) / NULLIF(CAST(COUNT("t1"."smokers") AS DOUBLE), 0)
      ) * 1000000,
      0
    ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS "smoker_share"
  FROM (
    SELECT
      COALESCE("t0"."region", 'unknown') AS "region",
      COALESCE("t0"."sex", 'unknown') AS "sex",
      "t0"."age_band",
      COALESCE("t0"."insurance_plan", 'unknown') AS "insurance_plan",
      "t0"."age",
      "t0"."children",
      CAST(CAST(ROUND("t0"."bmi" * 1000000, 0) AS BIGINT) AS BIGINT) AS "bmi",
      CAST(CAST(ROUND("t0"."charges" * 100, 0) AS BIGINT) AS BIGINT) AS "charges",
      CAST("t0"."smoker" AS INT) AS "smokers"
    FROM "data_eng"."dim_patients" AS "t0"
    WHERE
      "t0"."is_current"
  ) AS "t1"
  GROUP BY
    1,
    2,
    3,
    4
) AS "t2"

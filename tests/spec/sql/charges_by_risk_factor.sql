SELECT
  CAST("t2"."smoking" AS TEXT) AS "smoking",
  CAST("t2"."bmi_band" AS TEXT) AS "bmi_band",
  CAST("t2"."age_band" AS TEXT) AS "age_band",
  CAST("t2"."members" AS BIGINT) AS "members",
  CAST("t2"."total_charges" AS DOUBLE) AS "total_charges",
  CAST("t2"."average_charges" AS DOUBLE) AS "average_charges",
  CAST("t2"."greatest_charges" AS DOUBLE) AS "greatest_charges"
FROM (
  SELECT
    "t1"."smoking",
    "t1"."bmi_band",
    "t1"."age_band",
    COUNT(*) AS "members",
    CAST(SUM("t1"."cents") AS DOUBLE) / 100 AS "total_charges",
    CAST(CAST(CAST(ROUND(
      (
        (
          CAST(SUM("t1"."cents") AS DOUBLE) / NULLIF(CAST(COUNT("t1"."cents") AS DOUBLE), 0)
        ) / 100
      ) * 1000000,
      0
    ) AS BIGINT) AS BIGINT) AS DOUBLE) / 1000000 AS "average_charges",
    MAX("t1"."charges") AS "greatest_charges"
  FROM (
    SELECT
      CASE
        WHEN "t0"."smoker"
        THEN 'smoker'
        WHEN NOT (
          "t0"."smoker"
        )
        THEN 'non-smoker'
        ELSE 'unknown'
      END AS "smoking",
      "t0"."bmi_band",
      "t0"."age_band",
      "t0"."charges",
      CAST(CAST(ROUND("t0"."charges" * 100, 0) AS BIGINT) AS BIGINT) AS "cents"
    FROM "data_eng"."dim_patients" AS "t0"
    WHERE
      "t0"."is_current"
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
) AS "t2"

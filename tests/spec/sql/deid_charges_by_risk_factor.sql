SELECT
  CAST("t0"."smoking" AS TEXT) AS "smoking",
  CAST("t0"."bmi_band" AS TEXT) AS "bmi_band",
  CAST("t0"."age_band" AS TEXT) AS "age_band",
  CAST("t0"."members" AS BIGINT) AS "members",
  CAST("t0"."total_charges" AS DOUBLE) AS "total_charges",
  CAST("t0"."average_charges" AS DOUBLE) AS "average_charges"
FROM "data_eng_marts"."charges_by_risk_factor" AS "t0"
WHERE
  NOT (
    (
      "t0"."members" > 0
    ) AND (
      "t0"."members" < 11
    )
  )

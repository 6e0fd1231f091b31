SELECT
  *
FROM (
  SELECT
    "t1"."patient_id" AS "_contested_patient_id",
    "t1"."timestamp" AS "_contested_timestamp",
    COUNT(*) AS "_rivals",
    MAX("t1"."_ingested_at") AS "_decided_at"
  FROM (
    SELECT
      *
    FROM "patient_candidates" AS "t0"
    WHERE
      "t0"."_failed_rules" IS NULL
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
WHERE
  "t2"."_rivals" > 1

SELECT
  *
FROM (
  SELECT
    "t1"."event_id" AS "_contested_event_id",
    COUNT(*) AS "_rivals",
    MAX("t1"."_ingested_at") AS "_decided_at"
  FROM (
    SELECT
      *
    FROM "medical_event_candidates" AS "t0"
    WHERE
      "t0"."_failed_rules" IS NULL
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
WHERE
  "t2"."_rivals" > 1

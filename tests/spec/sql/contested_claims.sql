SELECT
  *
FROM (
  SELECT
    "t1"."claim_id" AS "_contested_claim_id",
    COUNT(*) AS "_rivals",
    MAX("t1"."_ingested_at") AS "_decided_at"
  FROM (
    SELECT
      *
    FROM "claim_candidates" AS "t0"
    WHERE
      "t0"."_failed_rules" IS NULL
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
WHERE
  "t2"."_rivals" > 1

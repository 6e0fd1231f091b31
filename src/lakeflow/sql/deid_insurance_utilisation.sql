SELECT
  `t2`.`year`,
  CAST(`t2`.`insurance_plan` AS STRING) AS `insurance_plan`,
  CAST(`t2`.`region` AS STRING) AS `region`,
  CAST(`t2`.`age_band` AS STRING) AS `age_band`,
  CAST(`t2`.`fewest_members` AS BIGINT) AS `fewest_members`,
  CAST(`t2`.`member_months` AS BIGINT) AS `member_months`,
  CAST(IF(
    (
      `t2`.`claims` > 0
    ) AND (
      `t2`.`claims` < 11
    ),
    CAST(NULL AS BIGINT),
    `t2`.`claims`
  ) AS BIGINT) AS `claims`,
  CAST(IF(
    (
      `t2`.`events` > 0
    ) AND (
      `t2`.`events` < 11
    ),
    CAST(NULL AS BIGINT),
    `t2`.`events`
  ) AS BIGINT) AS `events`,
  CAST(IF(
    (
      `t2`.`claims` > 0
    ) AND (
      `t2`.`claims` < 11
    ),
    CAST(NULL AS DOUBLE),
    TRY_DIVIDE(CAST(`t2`.`_cents` AS DOUBLE), 100)
  ) AS DOUBLE) AS `claim_amount_total`,
  CAST(IF(
    (
      `t2`.`claims` > 0
    ) AND (
      `t2`.`claims` < 11
    ),
    CAST(NULL AS DOUBLE),
    TRY_DIVIDE(
      CAST(CAST(CAST(ROUND(
        TRY_DIVIDE(
          TRY_DIVIDE(CAST(`t2`.`_cents` AS DOUBLE), NULLIF(CAST(`t2`.`member_months` AS DOUBLE), 0)),
          100
        ) * 1000000,
        0
      ) AS BIGINT) AS BIGINT) AS DOUBLE),
      1000000
    )
  ) AS DOUBLE) AS `cost_per_member_per_month`
FROM (
  SELECT
    `t1`.`year`,
    `t1`.`insurance_plan`,
    `t1`.`region`,
    `t1`.`age_band`,
    MIN(`t1`.`members`) AS `fewest_members`,
    SUM(`t1`.`members`) AS `member_months`,
    SUM(`t1`.`claims`) AS `claims`,
    SUM(`t1`.`events`) AS `events`,
    SUM(`t1`.`_cents`) AS `_cents`
  FROM (
    SELECT
      `t0`.`month`,
      `t0`.`insurance_plan`,
      `t0`.`region`,
      `t0`.`age_band`,
      `t0`.`members`,
      `t0`.`claims`,
      `t0`.`events`,
      `t0`.`claim_amount_total`,
      `t0`.`claims_per_1000_members`,
      `t0`.`events_per_1000_members`,
      `t0`.`cost_per_member_per_month`,
      `t0`.`paid_share`,
      `t0`.`denied_share`,
      `t0`.`pending_share`,
      CAST(EXTRACT(year FROM `t0`.`month`) AS INT) AS `year`,
      CAST(CAST(ROUND(`t0`.`claim_amount_total` * 100, 0) AS BIGINT) AS BIGINT) AS `_cents`
    FROM `data_eng_marts`.`insurance_utilisation` AS `t0`
    WHERE
      `t0`.`insurance_plan` IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO', 'unknown')
  ) AS `t1`
  GROUP BY
    1,
    2,
    3,
    4
) AS `t2`
WHERE
  `t2`.`fewest_members` >= 11

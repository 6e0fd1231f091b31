SELECT
  CAST(`t0`.`region` AS STRING) AS `region`,
  CAST(`t0`.`sex` AS STRING) AS `sex`,
  CAST(`t0`.`age_band` AS STRING) AS `age_band`,
  CAST(`t0`.`insurance_plan` AS STRING) AS `insurance_plan`,
  CAST(`t0`.`members` AS BIGINT) AS `members`,
  CAST(`t0`.`average_age` AS DOUBLE) AS `average_age`,
  CAST(`t0`.`average_bmi` AS DOUBLE) AS `average_bmi`,
  CAST(`t0`.`average_children` AS DOUBLE) AS `average_children`,
  CAST(`t0`.`average_charges` AS DOUBLE) AS `average_charges`,
  CAST(`t0`.`smoker_share` AS DOUBLE) AS `smoker_share`
FROM `data_eng_marts`.`patient_demographics_summary` AS `t0`
WHERE
  `t0`.`insurance_plan` IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO', 'unknown')
  AND NOT (
    (
      `t0`.`members` > 0
    ) AND (
      `t0`.`members` < 11
    )
  )

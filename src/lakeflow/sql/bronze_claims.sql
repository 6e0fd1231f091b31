SELECT
  CAST(`t0`.`claim_id` AS STRING) AS `claim_id`,
  CAST(`t0`.`patient_id` AS STRING) AS `patient_id`,
  CAST(`t0`.`claim_amount` AS DOUBLE) AS `claim_amount`,
  CAST(`t0`.`claim_date` AS STRING) AS `claim_date`,
  CAST(`t0`.`diagnosis_code` AS STRING) AS `diagnosis_code`,
  CAST(`t0`.`procedure_code` AS STRING) AS `procedure_code`,
  CAST(`t0`.`claim_status` AS STRING) AS `claim_status`,
  CAST(`t0`.`_ingested_at` AS TIMESTAMP) AS `_ingested_at`,
  CAST(`t0`.`_pipeline_env` AS STRING) AS `_pipeline_env`
FROM STREAM(`typed_claims`) AS `t0`
WHERE
  `t0`.`_reject_reason` IS NULL

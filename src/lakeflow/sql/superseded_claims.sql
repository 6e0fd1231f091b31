SELECT
  CAST(COALESCE(`t0`.`_as_landed_claim_id`, `t0`.`claim_id`) AS STRING) AS `claim_id`,
  CAST(COALESCE(`t0`.`_as_landed_patient_id`, `t0`.`patient_id`) AS STRING) AS `patient_id`,
  CAST(`t0`.`claim_amount` AS DOUBLE) AS `claim_amount`,
  CAST(`t0`.`_as_landed_claim_date` AS STRING) AS `claim_date`,
  CAST(COALESCE(`t0`.`_as_landed_diagnosis_code`, `t0`.`diagnosis_code`) AS STRING) AS `diagnosis_code`,
  CAST(COALESCE(`t0`.`_as_landed_procedure_code`, `t0`.`procedure_code`) AS STRING) AS `procedure_code`,
  CAST(COALESCE(`t0`.`_as_landed_claim_status`, `t0`.`claim_status`) AS STRING) AS `claim_status`,
  CAST(`t0`.`_ingested_at` AS TIMESTAMP) AS `_ingested_at`,
  CAST(`t0`.`_pipeline_env` AS STRING) AS `_pipeline_env`,
  CAST(`t0`.`claim_id` AS STRING) AS `_superseded_by`,
  CAST(`t0`.`_reason` AS STRING) AS `_reason`,
  CAST(`t0`.`_decided_at` AS TIMESTAMP) AS `_superseded_at`
FROM `claim_fates` AS `t0`
WHERE
  `t0`.`_fate` = 'superseded'

SELECT
  CAST(COALESCE(`t0`.`_as_landed_patient_id`, `t0`.`patient_id`) AS STRING) AS `patient_id`,
  CAST(`t0`.`first_name` AS STRING) AS `first_name`,
  CAST(`t0`.`last_name` AS STRING) AS `last_name`,
  CAST(`t0`.`age` AS INT) AS `age`,
  CAST(COALESCE(`t0`.`_as_landed_sex`, `t0`.`sex`) AS STRING) AS `sex`,
  CAST(COALESCE(`t0`.`_as_landed_region`, `t0`.`region`) AS STRING) AS `region`,
  CAST(`t0`.`bmi` AS DOUBLE) AS `bmi`,
  CAST(`t0`.`smoker` AS BOOLEAN) AS `smoker`,
  CAST(`t0`.`children` AS INT) AS `children`,
  CAST(`t0`.`charges` AS DOUBLE) AS `charges`,
  CAST(COALESCE(`t0`.`_as_landed_insurance_plan`, `t0`.`insurance_plan`) AS STRING) AS `insurance_plan`,
  CAST(`t0`.`_as_landed_coverage_start_date` AS STRING) AS `coverage_start_date`,
  CAST(`t0`.`_as_landed_timestamp` AS STRING) AS `timestamp`,
  CAST(`t0`.`_ingested_at` AS TIMESTAMP) AS `_ingested_at`,
  CAST(`t0`.`_pipeline_env` AS STRING) AS `_pipeline_env`,
  CAST(SHA2(
    CONCAT_WS(
      '',
      IF(
        `t0`.`patient_id` IS NULL,
        '~',
        CONCAT(CONCAT(CAST(LENGTH(`t0`.`patient_id`) AS STRING), ':'), `t0`.`patient_id`)
      ),
      IF(
        DATE_FORMAT(`t0`.`timestamp`, 'yyyy-MM-dd HH:mm:ss.SSSSSS') IS NULL,
        '~',
        CONCAT(
          CONCAT(
            CAST(LENGTH(DATE_FORMAT(`t0`.`timestamp`, 'yyyy-MM-dd HH:mm:ss.SSSSSS')) AS STRING),
            ':'
          ),
          DATE_FORMAT(`t0`.`timestamp`, 'yyyy-MM-dd HH:mm:ss.SSSSSS')
        )
      )
    ),
    256
  ) AS STRING) AS `_superseded_by`,
  CAST(`t0`.`_reason` AS STRING) AS `_reason`,
  CAST(`t0`.`_decided_at` AS TIMESTAMP) AS `_superseded_at`
FROM `patient_fates` AS `t0`
WHERE
  `t0`.`_fate` = 'superseded'

SELECT
  `patient_id`,
  REPLACE(UUID(), '-', '') AS `person_surrogate`
FROM (
SELECT
  IF(
    REGEXP_LIKE(`t0`.`patient_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
    `t0`.`patient_id`,
    TRIM(' \t\n\r\013\014' FROM `t0`.`patient_id`)
  ) AS `patient_id`
FROM STREAM(`data_eng`.`bronze_patients`) AS `t0`
)

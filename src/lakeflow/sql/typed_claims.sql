SELECT
  `t2`.`claim_id`,
  `t2`.`patient_id`,
  `t2`.`claim_amount`,
  `t2`.`claim_date`,
  `t2`.`diagnosis_code`,
  `t2`.`procedure_code`,
  `t2`.`claim_status`,
  `t2`.`_ingested_at`,
  `t2`.`_pipeline_env`,
  `t2`.`_reject_reason`,
  `t2`.`_reject_column`,
  IF(`t2`.`_reject_reason` IS NOT NULL, `t2`.`_source_file`, CAST(NULL AS STRING)) AS `_source_file`,
  IF(`t2`.`_reject_reason` IS NOT NULL, `t2`.`_position`, CAST(NULL AS STRING)) AS `_position`,
  IF(`t2`.`_reject_reason` IS NOT NULL, `t2`.`_raw_line`, CAST(NULL AS STRING)) AS `_raw_line`
FROM (
  SELECT
    `t1`.`claim_id`,
    `t1`.`patient_id`,
    `t1`.`claim_amount`,
    `t1`.`claim_date`,
    `t1`.`diagnosis_code`,
    `t1`.`procedure_code`,
    `t1`.`claim_status`,
    `t1`.`_ingested_at`,
    `t1`.`_pipeline_env`,
    `t1`.`_text_claim_amount`,
    `t1`.`_source_file`,
    `t1`.`_position`,
    `t1`.`_fault`,
    `t1`.`_raw_line`,
    CASE
      WHEN `t1`.`_fault` IS NOT NULL
      THEN `t1`.`_fault`
      WHEN NOT (
        COALESCE(REGEXP_LIKE(`t1`.`claim_id`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
      )
      THEN 'missing key'
      WHEN NOT (
        COALESCE(REGEXP_LIKE(`t1`.`patient_id`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
      )
      THEN 'missing key'
      WHEN IF(
        `t1`.`claim_amount` IS NULL OR ISNAN(`t1`.`claim_amount`),
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_claim_amount`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'not a finite number'
      ELSE CAST(NULL AS STRING)
    END AS `_reject_reason`,
    CASE
      WHEN `t1`.`_fault` IS NOT NULL
      THEN CAST(NULL AS STRING)
      WHEN NOT (
        COALESCE(REGEXP_LIKE(`t1`.`claim_id`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
      )
      THEN 'claim_id'
      WHEN NOT (
        COALESCE(REGEXP_LIKE(`t1`.`patient_id`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
      )
      THEN 'patient_id'
      WHEN IF(
        `t1`.`claim_amount` IS NULL OR ISNAN(`t1`.`claim_amount`),
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_claim_amount`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'claim_amount'
      ELSE CAST(NULL AS STRING)
    END AS `_reject_column`
  FROM (
    SELECT
      `t0`.`claim_id`,
      `t0`.`patient_id`,
      IF(
        ABS(
          TRY_CAST(IF(
            REGEXP_LIKE(
              `t0`.`claim_amount`,
              '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'
            ),
            `t0`.`claim_amount`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t0`.`claim_amount`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`claim_amount`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`claim_amount`)
                ),
                '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'
              ),
              IF(
                REGEXP_LIKE(`t0`.`claim_amount`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t0`.`claim_amount`,
                TRIM(' \t\n\r\013\014' FROM `t0`.`claim_amount`)
              ),
              CAST(NULL AS STRING)
            )
          ) AS DOUBLE)
        ) < 1e+308,
        TRY_CAST(IF(
          REGEXP_LIKE(
            `t0`.`claim_amount`,
            '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'
          ),
          `t0`.`claim_amount`,
          IF(
            REGEXP_LIKE(
              IF(
                REGEXP_LIKE(`t0`.`claim_amount`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t0`.`claim_amount`,
                TRIM(' \t\n\r\013\014' FROM `t0`.`claim_amount`)
              ),
              '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'
            ),
            IF(
              REGEXP_LIKE(`t0`.`claim_amount`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`claim_amount`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`claim_amount`)
            ),
            CAST(NULL AS STRING)
          )
        ) AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) AS `claim_amount`,
      `t0`.`claim_date`,
      `t0`.`diagnosis_code`,
      `t0`.`procedure_code`,
      `t0`.`claim_status`,
      `t0`.`_ingested_at`,
      `t0`.`_pipeline_env`,
      `t0`.`claim_amount` AS `_text_claim_amount`,
      `t0`.`_source_file`,
      `t0`.`_position`,
      `t0`.`_fault`,
      `t0`.`_raw_line`
    FROM STREAM(`data_eng_ops`.`landing_claims`) AS `t0`
  ) AS `t1`
) AS `t2`

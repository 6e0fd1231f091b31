SELECT
  `t16`.`claim_id`,
  `t16`.`patient_id`,
  `t16`.`claim_amount`,
  `t16`.`claim_date`,
  `t16`.`diagnosis_code`,
  `t16`.`procedure_code`,
  `t16`.`claim_status`,
  `t16`.`_ingested_at`,
  `t16`.`_pipeline_env`,
  `t16`.`_as_landed_claim_id`,
  `t16`.`_as_landed_patient_id`,
  `t16`.`_as_landed_claim_date`,
  `t16`.`_as_landed_diagnosis_code`,
  `t16`.`_as_landed_procedure_code`,
  `t16`.`_as_landed_claim_status`,
  `t16`.`_patient_known`,
  `t16`.`is_amount_outlier`,
  `t16`.`_latest_date`,
  `t16`.`_strength`,
  IF(
    SIZE(
      IF(
        (
          `t16`.`_failed_rules` IS NULL
        )
        OR (
          SIZE(CONCAT(COALESCE(`t16`.`_released`, ARRAY()), COALESCE(`t16`.`_waived`, ARRAY()))) = 0
        ),
        `t16`.`_failed_rules`,
        FILTER(
          `t16`.`_failed_rules`,
          __ibis_param_name__ -> NOT (
            IF(
              CONCAT(COALESCE(`t16`.`_released`, ARRAY()), COALESCE(`t16`.`_waived`, ARRAY())) IS NULL,
              NULL,
              COALESCE(
                ARRAY_CONTAINS(
                  CONCAT(COALESCE(`t16`.`_released`, ARRAY()), COALESCE(`t16`.`_waived`, ARRAY())),
                  __ibis_param_name__
                ),
                FALSE
              )
            )
          )
        )
      )
    ) > 0,
    IF(
      (
        `t16`.`_failed_rules` IS NULL
      )
      OR (
        SIZE(CONCAT(COALESCE(`t16`.`_released`, ARRAY()), COALESCE(`t16`.`_waived`, ARRAY()))) = 0
      ),
      `t16`.`_failed_rules`,
      FILTER(
        `t16`.`_failed_rules`,
        __ibis_param_name__ -> NOT (
          IF(
            CONCAT(COALESCE(`t16`.`_released`, ARRAY()), COALESCE(`t16`.`_waived`, ARRAY())) IS NULL,
            NULL,
            COALESCE(
              ARRAY_CONTAINS(
                CONCAT(COALESCE(`t16`.`_released`, ARRAY()), COALESCE(`t16`.`_waived`, ARRAY())),
                __ibis_param_name__
              ),
              FALSE
            )
          )
        )
      )
    ),
    CAST(NULL AS ARRAY<STRING>)
  ) AS `_failed_rules`,
  `t16`.`_warnings`
FROM (
  SELECT
    `t15`.`claim_id`,
    `t15`.`patient_id`,
    `t15`.`claim_amount`,
    `t15`.`claim_date`,
    `t15`.`diagnosis_code`,
    `t15`.`procedure_code`,
    `t15`.`claim_status`,
    `t15`.`_ingested_at`,
    `t15`.`_pipeline_env`,
    `t15`.`_as_landed_claim_id`,
    `t15`.`_as_landed_patient_id`,
    `t15`.`_as_landed_claim_date`,
    `t15`.`_as_landed_diagnosis_code`,
    `t15`.`_as_landed_procedure_code`,
    `t15`.`_as_landed_claim_status`,
    `t15`.`_patient_known`,
    `t15`.`is_amount_outlier`,
    `t15`.`_latest_date`,
    `t15`.`_strength`,
    `t15`.`_failed_rules`,
    `t15`.`_warnings`,
    `t9`.`_release_id`,
    `t9`.`_release_at`,
    `t9`.`_released`,
    `t10`.`_waived`
  FROM (
    SELECT
      `t13`.`claim_id`,
      `t13`.`patient_id`,
      `t13`.`claim_amount`,
      `t13`.`claim_date`,
      `t13`.`diagnosis_code`,
      `t13`.`procedure_code`,
      `t13`.`claim_status`,
      `t13`.`_ingested_at`,
      `t13`.`_pipeline_env`,
      `t13`.`_as_landed_claim_id`,
      `t13`.`_as_landed_patient_id`,
      `t13`.`_as_landed_claim_date`,
      `t13`.`_as_landed_diagnosis_code`,
      `t13`.`_as_landed_procedure_code`,
      `t13`.`_as_landed_claim_status`,
      `t13`.`_known_id` IS NOT NULL AS `_patient_known`,
      NOT (
        COALESCE(`t13`.`claim_amount` BETWEEN 10.0 AND 80000.0, FALSE)
      ) AS `is_amount_outlier`,
      CAST(CAST(`t13`.`_ingested_at` AS DATE) + INTERVAL '1' DAY AS DATE) AS `_latest_date`,
      CAST(CASE
        WHEN `t13`.`claim_status` = 'submitted'
        THEN 0
        WHEN `t13`.`claim_status` = 'denied'
        THEN 1
        WHEN `t13`.`claim_status` = 'approved'
        THEN 2
        WHEN `t13`.`claim_status` = 'paid'
        THEN 3
        ELSE -1
      END AS INT) AS `_strength`,
      IF(
        COALESCE(LENGTH(`t13`.`claim_id`) >= 1, FALSE)
        AND COALESCE(LENGTH(`t13`.`patient_id`) >= 5, FALSE)
        AND COALESCE(`t13`.`_known_id` IS NOT NULL, FALSE)
        AND COALESCE(
          (
            `t13`.`claim_amount` > 0
          ) AND (
            `t13`.`claim_amount` < 10000000000.0
          ),
          FALSE
        )
        AND COALESCE(
          `t13`.`claim_date` <= CAST(CAST(`t13`.`_ingested_at` AS DATE) + INTERVAL '1' DAY AS DATE),
          FALSE
        )
        AND COALESCE(
          REGEXP_LIKE(`t13`.`diagnosis_code`, '\\A[A-Z][0-9A][0-9AB](\\.[0-9A-Z]{1,4})?\\z'),
          FALSE
        )
        AND COALESCE(
          REGEXP_LIKE(`t13`.`procedure_code`, '\\A([0-9]{4}[0-9FTUM]|[A-V][0-9]{4})\\z'),
          FALSE
        )
        AND COALESCE(`t13`.`claim_status` IN ('submitted', 'denied', 'approved', 'paid'), FALSE)
        AND COALESCE(
          NOT (
            COALESCE(
              REGEXP_LIKE(`t13`.`diagnosis_code`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
              FALSE
            )
            OR COALESCE(
              REGEXP_LIKE(`t13`.`procedure_code`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
              FALSE
            )
            OR COALESCE(
              IF(
                CONTAINS(`t13`.`claim_id`, '-') OR CONTAINS(`t13`.`claim_id`, ' '),
                REGEXP_LIKE(`t13`.`claim_id`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
                FALSE
              ),
              FALSE
            )
            OR COALESCE(
              IF(
                CONTAINS(`t13`.`patient_id`, '-') OR CONTAINS(`t13`.`patient_id`, ' '),
                REGEXP_LIKE(`t13`.`patient_id`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
                FALSE
              ),
              FALSE
            )
          ),
          FALSE
        ),
        CAST(NULL AS ARRAY<STRING>),
        FILTER(
          ARRAY(
            IF(
              COALESCE(LENGTH(`t13`.`claim_id`) >= 1, FALSE),
              CAST(NULL AS STRING),
              'valid_claim_id'
            ),
            IF(
              COALESCE(LENGTH(`t13`.`patient_id`) >= 5, FALSE),
              CAST(NULL AS STRING),
              'valid_patient_id'
            ),
            IF(
              COALESCE(`t13`.`_known_id` IS NOT NULL, FALSE),
              CAST(NULL AS STRING),
              'known_patient'
            ),
            IF(
              COALESCE(
                (
                  `t13`.`claim_amount` > 0
                ) AND (
                  `t13`.`claim_amount` < 10000000000.0
                ),
                FALSE
              ),
              CAST(NULL AS STRING),
              'valid_claim_amount'
            ),
            IF(
              COALESCE(
                `t13`.`claim_date` <= CAST(CAST(`t13`.`_ingested_at` AS DATE) + INTERVAL '1' DAY AS DATE),
                FALSE
              ),
              CAST(NULL AS STRING),
              'valid_claim_date'
            ),
            IF(
              COALESCE(
                REGEXP_LIKE(`t13`.`diagnosis_code`, '\\A[A-Z][0-9A][0-9AB](\\.[0-9A-Z]{1,4})?\\z'),
                FALSE
              ),
              CAST(NULL AS STRING),
              'valid_diagnosis_code'
            ),
            IF(
              COALESCE(
                REGEXP_LIKE(`t13`.`procedure_code`, '\\A([0-9]{4}[0-9FTUM]|[A-V][0-9]{4})\\z'),
                FALSE
              ),
              CAST(NULL AS STRING),
              'valid_procedure_code'
            ),
            IF(
              COALESCE(`t13`.`claim_status` IN ('submitted', 'denied', 'approved', 'paid'), FALSE),
              CAST(NULL AS STRING),
              'valid_claim_status'
            ),
            IF(
              COALESCE(
                NOT (
                  COALESCE(
                    REGEXP_LIKE(`t13`.`diagnosis_code`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
                    FALSE
                  )
                  OR COALESCE(
                    REGEXP_LIKE(`t13`.`procedure_code`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
                    FALSE
                  )
                  OR COALESCE(
                    IF(
                      CONTAINS(`t13`.`claim_id`, '-') OR CONTAINS(`t13`.`claim_id`, ' '),
                      REGEXP_LIKE(`t13`.`claim_id`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
                      FALSE
                    ),
                    FALSE
                  )
                  OR COALESCE(
                    IF(
                      CONTAINS(`t13`.`patient_id`, '-') OR CONTAINS(`t13`.`patient_id`, ' '),
                      REGEXP_LIKE(`t13`.`patient_id`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
                      FALSE
                    ),
                    FALSE
                  )
                ),
                FALSE
              ),
              CAST(NULL AS STRING),
              'no_identifier_in_text'
            )
          ),
          __ibis_param_name__ -> __ibis_param_name__ IS NOT NULL
        )
      ) AS `_failed_rules`,
      CAST(NULL AS ARRAY<STRING>) AS `_warnings`
    FROM (
      SELECT
        `t12`.`claim_id`,
        `t12`.`patient_id`,
        `t12`.`claim_amount`,
        `t12`.`claim_date`,
        `t12`.`diagnosis_code`,
        `t12`.`procedure_code`,
        `t12`.`claim_status`,
        `t12`.`_ingested_at`,
        `t12`.`_pipeline_env`,
        `t12`.`_as_landed_claim_id`,
        `t12`.`_as_landed_patient_id`,
        `t12`.`_as_landed_claim_date`,
        `t12`.`_as_landed_diagnosis_code`,
        `t12`.`_as_landed_procedure_code`,
        `t12`.`_as_landed_claim_status`,
        `t6`.`_known_id`
      FROM (
        SELECT
          IF(
            REGEXP_LIKE(`t1`.`claim_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
            `t1`.`claim_id`,
            TRIM(' \t\n\r\013\014' FROM `t1`.`claim_id`)
          ) AS `claim_id`,
          IF(
            REGEXP_LIKE(`t1`.`patient_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
            `t1`.`patient_id`,
            TRIM(' \t\n\r\013\014' FROM `t1`.`patient_id`)
          ) AS `patient_id`,
          `t1`.`claim_amount`,
          TRY_CAST(IF(
            REGEXP_LIKE(`t1`.`claim_date`, '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\\z'),
            `t1`.`claim_date`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t1`.`claim_date`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`claim_date`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`claim_date`)
                ),
                '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\\z'
              ),
              IF(
                REGEXP_LIKE(`t1`.`claim_date`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`claim_date`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`claim_date`)
              ),
              CAST(NULL AS STRING)
            )
          ) AS DATE) AS `claim_date`,
          IF(
            REGEXP_LIKE(
              IF(
                REGEXP_LIKE(`t1`.`diagnosis_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`diagnosis_code`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`diagnosis_code`)
              ),
              '\\A[ -~]*\\z'
            ),
            UPPER(
              IF(
                REGEXP_LIKE(`t1`.`diagnosis_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`diagnosis_code`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`diagnosis_code`)
              )
            ),
            TRANSLATE(
              IF(
                REGEXP_LIKE(`t1`.`diagnosis_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`diagnosis_code`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`diagnosis_code`)
              ),
              'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
            )
          ) AS `diagnosis_code`,
          IF(
            REGEXP_LIKE(
              IF(
                REGEXP_LIKE(`t1`.`procedure_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`procedure_code`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`procedure_code`)
              ),
              '\\A[ -~]*\\z'
            ),
            UPPER(
              IF(
                REGEXP_LIKE(`t1`.`procedure_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`procedure_code`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`procedure_code`)
              )
            ),
            TRANSLATE(
              IF(
                REGEXP_LIKE(`t1`.`procedure_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`procedure_code`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`procedure_code`)
              ),
              'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
            )
          ) AS `procedure_code`,
          IF(
            `t1`.`claim_status` IN ('submitted', 'denied', 'approved', 'paid'),
            `t1`.`claim_status`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t1`.`claim_status`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`claim_status`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`claim_status`)
                ),
                '\\A[ -~]*\\z'
              ),
              LOWER(
                IF(
                  REGEXP_LIKE(`t1`.`claim_status`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`claim_status`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`claim_status`)
                )
              ),
              TRANSLATE(
                IF(
                  REGEXP_LIKE(`t1`.`claim_status`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`claim_status`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`claim_status`)
                ),
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
                'abcdefghijklmnopqrstuvwxyz'
              )
            )
          ) AS `claim_status`,
          `t1`.`_ingested_at`,
          `t1`.`_pipeline_env`,
          NULLIF(
            `t1`.`claim_id`,
            IF(
              REGEXP_LIKE(`t1`.`claim_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t1`.`claim_id`,
              TRIM(' \t\n\r\013\014' FROM `t1`.`claim_id`)
            )
          ) AS `_as_landed_claim_id`,
          NULLIF(
            `t1`.`patient_id`,
            IF(
              REGEXP_LIKE(`t1`.`patient_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t1`.`patient_id`,
              TRIM(' \t\n\r\013\014' FROM `t1`.`patient_id`)
            )
          ) AS `_as_landed_patient_id`,
          `t1`.`claim_date` AS `_as_landed_claim_date`,
          NULLIF(
            `t1`.`diagnosis_code`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t1`.`diagnosis_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`diagnosis_code`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`diagnosis_code`)
                ),
                '\\A[ -~]*\\z'
              ),
              UPPER(
                IF(
                  REGEXP_LIKE(`t1`.`diagnosis_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`diagnosis_code`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`diagnosis_code`)
                )
              ),
              TRANSLATE(
                IF(
                  REGEXP_LIKE(`t1`.`diagnosis_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`diagnosis_code`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`diagnosis_code`)
                ),
                'abcdefghijklmnopqrstuvwxyz',
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
              )
            )
          ) AS `_as_landed_diagnosis_code`,
          NULLIF(
            `t1`.`procedure_code`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t1`.`procedure_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`procedure_code`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`procedure_code`)
                ),
                '\\A[ -~]*\\z'
              ),
              UPPER(
                IF(
                  REGEXP_LIKE(`t1`.`procedure_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`procedure_code`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`procedure_code`)
                )
              ),
              TRANSLATE(
                IF(
                  REGEXP_LIKE(`t1`.`procedure_code`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`procedure_code`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`procedure_code`)
                ),
                'abcdefghijklmnopqrstuvwxyz',
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
              )
            )
          ) AS `_as_landed_procedure_code`,
          NULLIF(
            `t1`.`claim_status`,
            IF(
              `t1`.`claim_status` IN ('submitted', 'denied', 'approved', 'paid'),
              `t1`.`claim_status`,
              IF(
                REGEXP_LIKE(
                  IF(
                    REGEXP_LIKE(`t1`.`claim_status`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t1`.`claim_status`,
                    TRIM(' \t\n\r\013\014' FROM `t1`.`claim_status`)
                  ),
                  '\\A[ -~]*\\z'
                ),
                LOWER(
                  IF(
                    REGEXP_LIKE(`t1`.`claim_status`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t1`.`claim_status`,
                    TRIM(' \t\n\r\013\014' FROM `t1`.`claim_status`)
                  )
                ),
                TRANSLATE(
                  IF(
                    REGEXP_LIKE(`t1`.`claim_status`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t1`.`claim_status`,
                    TRIM(' \t\n\r\013\014' FROM `t1`.`claim_status`)
                  ),
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
                  'abcdefghijklmnopqrstuvwxyz'
                )
              )
            )
          ) AS `_as_landed_claim_status`
        FROM `data_eng`.`bronze_claims` AS `t1`
      ) AS `t12`
      LEFT OUTER JOIN (
        SELECT DISTINCT
          `t2`.`patient_id` AS `_known_id`
        FROM `data_eng`.`silver_patients` AS `t2`
      ) AS `t6`
        ON `t12`.`patient_id` = `t6`.`_known_id`
    ) AS `t13`
  ) AS `t15`
  LEFT OUTER JOIN (
    SELECT
      `t4`.`row_id` AS `_release_id`,
      `t4`.`row_ingested_at` AS `_release_at`,
      COLLECT_LIST(`t4`.`rule`) AS `_released`
    FROM (
      SELECT
        *
      FROM `data_eng_ops`.`decisions` AS `t0`
      WHERE
        `t0`.`feed` = 'claims'
        AND `t0`.`ended_at` IS NULL
        AND `t0`.`rule` IN ('valid_patient_id', 'valid_diagnosis_code', 'valid_procedure_code')
        AND `t0`.`action` = 'release'
    ) AS `t4`
    GROUP BY
      1,
      2
  ) AS `t9`
    ON `t15`.`claim_id` = `t9`.`_release_id`
    AND `t15`.`_ingested_at` = `t9`.`_release_at`
  CROSS JOIN (
    SELECT
      COLLECT_LIST(`t5`.`rule`) AS `_waived`
    FROM (
      SELECT
        *
      FROM `data_eng_ops`.`decisions` AS `t0`
      WHERE
        `t0`.`feed` = 'claims'
        AND `t0`.`ended_at` IS NULL
        AND `t0`.`rule` IN ('valid_patient_id', 'valid_diagnosis_code', 'valid_procedure_code')
        AND `t0`.`action` = 'waive'
    ) AS `t5`
  ) AS `t10`
) AS `t16`

SELECT
  `t17`.`event_id`,
  `t17`.`patient_id`,
  `t17`.`event_date`,
  `t17`.`event_type`,
  `t17`.`medical_provider`,
  `t17`.`_ingested_at`,
  `t17`.`_pipeline_env`,
  `t17`.`_as_landed_event_id`,
  `t17`.`_as_landed_patient_id`,
  `t17`.`_as_landed_event_date`,
  `t17`.`_as_landed_event_type`,
  `t17`.`_as_landed_medical_provider`,
  `t17`.`_patient_known`,
  `t17`.`_latest_date`,
  IF(
    SIZE(
      IF(
        (
          `t17`.`_failed_rules` IS NULL
        ) OR (
          SIZE(`t17`.`_taken_out`) = 0
        ),
        `t17`.`_failed_rules`,
        FILTER(
          `t17`.`_failed_rules`,
          __ibis_param_name__ -> NOT (
            IF(
              `t17`.`_taken_out` IS NULL,
              NULL,
              COALESCE(ARRAY_CONTAINS(`t17`.`_taken_out`, __ibis_param_name__), FALSE)
            )
          )
        )
      )
    ) > 0,
    IF(
      (
        `t17`.`_failed_rules` IS NULL
      ) OR (
        SIZE(`t17`.`_taken_out`) = 0
      ),
      `t17`.`_failed_rules`,
      FILTER(
        `t17`.`_failed_rules`,
        __ibis_param_name__ -> NOT (
          IF(
            `t17`.`_taken_out` IS NULL,
            NULL,
            COALESCE(ARRAY_CONTAINS(`t17`.`_taken_out`, __ibis_param_name__), FALSE)
          )
        )
      )
    ),
    CAST(NULL AS ARRAY<STRING>)
  ) AS `_failed_rules`,
  `t17`.`_warnings`
FROM (
  SELECT
    `t16`.`event_id`,
    `t16`.`patient_id`,
    `t16`.`event_date`,
    `t16`.`event_type`,
    `t16`.`medical_provider`,
    `t16`.`_ingested_at`,
    `t16`.`_pipeline_env`,
    `t16`.`_as_landed_event_id`,
    `t16`.`_as_landed_patient_id`,
    `t16`.`_as_landed_event_date`,
    `t16`.`_as_landed_event_type`,
    `t16`.`_as_landed_medical_provider`,
    `t16`.`_patient_known`,
    `t16`.`_latest_date`,
    `t16`.`_failed_rules`,
    `t16`.`_warnings`,
    `t16`.`_release_id`,
    `t16`.`_release_at`,
    `t16`.`_released`,
    `t16`.`_waived`,
    CONCAT(COALESCE(`t16`.`_released`, ARRAY()), COALESCE(`t16`.`_waived`, ARRAY())) AS `_taken_out`
  FROM (
    SELECT
      `t15`.`event_id`,
      `t15`.`patient_id`,
      `t15`.`event_date`,
      `t15`.`event_type`,
      `t15`.`medical_provider`,
      `t15`.`_ingested_at`,
      `t15`.`_pipeline_env`,
      `t15`.`_as_landed_event_id`,
      `t15`.`_as_landed_patient_id`,
      `t15`.`_as_landed_event_date`,
      `t15`.`_as_landed_event_type`,
      `t15`.`_as_landed_medical_provider`,
      `t15`.`_patient_known`,
      `t15`.`_latest_date`,
      `t15`.`_failed_rules`,
      `t15`.`_warnings`,
      `t9`.`_release_id`,
      `t9`.`_release_at`,
      `t9`.`_released`,
      `t10`.`_waived`
    FROM (
      SELECT
        `t13`.`event_id`,
        `t13`.`patient_id`,
        `t13`.`event_date`,
        `t13`.`event_type`,
        `t13`.`medical_provider`,
        `t13`.`_ingested_at`,
        `t13`.`_pipeline_env`,
        `t13`.`_as_landed_event_id`,
        `t13`.`_as_landed_patient_id`,
        `t13`.`_as_landed_event_date`,
        `t13`.`_as_landed_event_type`,
        `t13`.`_as_landed_medical_provider`,
        `t13`.`_known_id` IS NOT NULL AS `_patient_known`,
        CAST(CAST(`t13`.`_ingested_at` AS DATE) + INTERVAL '1' DAY AS DATE) AS `_latest_date`,
        IF(
          COALESCE(LENGTH(`t13`.`event_id`) >= 1, FALSE)
          AND COALESCE(LENGTH(`t13`.`patient_id`) >= 5, FALSE)
          AND COALESCE(`t13`.`_known_id` IS NOT NULL, FALSE)
          AND COALESCE(
            `t13`.`event_date` <= CAST(CAST(`t13`.`_ingested_at` AS DATE) + INTERVAL '1' DAY AS DATE),
            FALSE
          )
          AND COALESCE(
            `t13`.`event_type` IN (
              'wellness',
              'office_visit',
              'chronic_care',
              'mental_health',
              'emergency',
              'hospitalization',
              'surgery',
              'delivery',
              'dialysis',
              'oncology',
              'laboratory',
              'imaging',
              'prescription'
            ),
            FALSE
          )
          AND COALESCE(LENGTH(`t13`.`medical_provider`) > 0, FALSE)
          AND COALESCE(
            NOT (
              COALESCE(
                REGEXP_LIKE(
                  `t13`.`medical_provider`,
                  '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'
                ),
                FALSE
              )
              OR COALESCE(
                IF(
                  CONTAINS(`t13`.`event_id`, '-') OR CONTAINS(`t13`.`event_id`, ' '),
                  REGEXP_LIKE(`t13`.`event_id`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
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
                COALESCE(LENGTH(`t13`.`event_id`) >= 1, FALSE),
                CAST(NULL AS STRING),
                'valid_event_id'
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
                  `t13`.`event_date` <= CAST(CAST(`t13`.`_ingested_at` AS DATE) + INTERVAL '1' DAY AS DATE),
                  FALSE
                ),
                CAST(NULL AS STRING),
                'valid_event_date'
              ),
              IF(
                COALESCE(
                  `t13`.`event_type` IN (
                    'wellness',
                    'office_visit',
                    'chronic_care',
                    'mental_health',
                    'emergency',
                    'hospitalization',
                    'surgery',
                    'delivery',
                    'dialysis',
                    'oncology',
                    'laboratory',
                    'imaging',
                    'prescription'
                  ),
                  FALSE
                ),
                CAST(NULL AS STRING),
                'valid_event_type'
              ),
              IF(
                COALESCE(LENGTH(`t13`.`medical_provider`) > 0, FALSE),
                CAST(NULL AS STRING),
                'valid_medical_provider'
              ),
              IF(
                COALESCE(
                  NOT (
                    COALESCE(
                      REGEXP_LIKE(
                        `t13`.`medical_provider`,
                        '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'
                      ),
                      FALSE
                    )
                    OR COALESCE(
                      IF(
                        CONTAINS(`t13`.`event_id`, '-') OR CONTAINS(`t13`.`event_id`, ' '),
                        REGEXP_LIKE(`t13`.`event_id`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
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
          `t12`.`event_id`,
          `t12`.`patient_id`,
          `t12`.`event_date`,
          `t12`.`event_type`,
          `t12`.`medical_provider`,
          `t12`.`_ingested_at`,
          `t12`.`_pipeline_env`,
          `t12`.`_as_landed_event_id`,
          `t12`.`_as_landed_patient_id`,
          `t12`.`_as_landed_event_date`,
          `t12`.`_as_landed_event_type`,
          `t12`.`_as_landed_medical_provider`,
          `t6`.`_known_id`
        FROM (
          SELECT
            IF(
              REGEXP_LIKE(`t1`.`event_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t1`.`event_id`,
              TRIM(' \t\n\r\013\014' FROM `t1`.`event_id`)
            ) AS `event_id`,
            IF(
              REGEXP_LIKE(`t1`.`patient_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t1`.`patient_id`,
              TRIM(' \t\n\r\013\014' FROM `t1`.`patient_id`)
            ) AS `patient_id`,
            TRY_CAST(IF(
              REGEXP_LIKE(`t1`.`event_date`, '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\\z'),
              `t1`.`event_date`,
              IF(
                REGEXP_LIKE(
                  IF(
                    REGEXP_LIKE(`t1`.`event_date`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t1`.`event_date`,
                    TRIM(' \t\n\r\013\014' FROM `t1`.`event_date`)
                  ),
                  '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\\z'
                ),
                IF(
                  REGEXP_LIKE(`t1`.`event_date`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`event_date`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`event_date`)
                ),
                CAST(NULL AS STRING)
              )
            ) AS DATE) AS `event_date`,
            IF(
              `t1`.`event_type` IN (
                'wellness',
                'office_visit',
                'chronic_care',
                'mental_health',
                'emergency',
                'hospitalization',
                'surgery',
                'delivery',
                'dialysis',
                'oncology',
                'laboratory',
                'imaging',
                'prescription'
              ),
              `t1`.`event_type`,
              IF(
                REGEXP_LIKE(
                  IF(
                    REGEXP_LIKE(`t1`.`event_type`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t1`.`event_type`,
                    TRIM(' \t\n\r\013\014' FROM `t1`.`event_type`)
                  ),
                  '\\A[ -~]*\\z'
                ),
                LOWER(
                  IF(
                    REGEXP_LIKE(`t1`.`event_type`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t1`.`event_type`,
                    TRIM(' \t\n\r\013\014' FROM `t1`.`event_type`)
                  )
                ),
                TRANSLATE(
                  IF(
                    REGEXP_LIKE(`t1`.`event_type`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t1`.`event_type`,
                    TRIM(' \t\n\r\013\014' FROM `t1`.`event_type`)
                  ),
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
                  'abcdefghijklmnopqrstuvwxyz'
                )
              )
            ) AS `event_type`,
            NULLIF(
              IF(
                REGEXP_LIKE(`t1`.`medical_provider`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`medical_provider`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`medical_provider`)
              ),
              ''
            ) AS `medical_provider`,
            `t1`.`_ingested_at`,
            `t1`.`_pipeline_env`,
            NULLIF(
              `t1`.`event_id`,
              IF(
                REGEXP_LIKE(`t1`.`event_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`event_id`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`event_id`)
              )
            ) AS `_as_landed_event_id`,
            NULLIF(
              `t1`.`patient_id`,
              IF(
                REGEXP_LIKE(`t1`.`patient_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t1`.`patient_id`,
                TRIM(' \t\n\r\013\014' FROM `t1`.`patient_id`)
              )
            ) AS `_as_landed_patient_id`,
            `t1`.`event_date` AS `_as_landed_event_date`,
            NULLIF(
              `t1`.`event_type`,
              IF(
                `t1`.`event_type` IN (
                  'wellness',
                  'office_visit',
                  'chronic_care',
                  'mental_health',
                  'emergency',
                  'hospitalization',
                  'surgery',
                  'delivery',
                  'dialysis',
                  'oncology',
                  'laboratory',
                  'imaging',
                  'prescription'
                ),
                `t1`.`event_type`,
                IF(
                  REGEXP_LIKE(
                    IF(
                      REGEXP_LIKE(`t1`.`event_type`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                      `t1`.`event_type`,
                      TRIM(' \t\n\r\013\014' FROM `t1`.`event_type`)
                    ),
                    '\\A[ -~]*\\z'
                  ),
                  LOWER(
                    IF(
                      REGEXP_LIKE(`t1`.`event_type`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                      `t1`.`event_type`,
                      TRIM(' \t\n\r\013\014' FROM `t1`.`event_type`)
                    )
                  ),
                  TRANSLATE(
                    IF(
                      REGEXP_LIKE(`t1`.`event_type`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                      `t1`.`event_type`,
                      TRIM(' \t\n\r\013\014' FROM `t1`.`event_type`)
                    ),
                    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
                    'abcdefghijklmnopqrstuvwxyz'
                  )
                )
              )
            ) AS `_as_landed_event_type`,
            NULLIF(
              `t1`.`medical_provider`,
              NULLIF(
                IF(
                  REGEXP_LIKE(`t1`.`medical_provider`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t1`.`medical_provider`,
                  TRIM(' \t\n\r\013\014' FROM `t1`.`medical_provider`)
                ),
                ''
              )
            ) AS `_as_landed_medical_provider`
          FROM `data_eng`.`bronze_medical_events` AS `t1`
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
          `t0`.`feed` = 'medical_events'
          AND `t0`.`ended_at` IS NULL
          AND `t0`.`rule` IN ('valid_patient_id', 'valid_event_type', 'valid_medical_provider')
          AND `t0`.`action` = 'release'
      ) AS `t4`
      GROUP BY
        1,
        2
    ) AS `t9`
      ON `t15`.`event_id` = `t9`.`_release_id`
      AND `t15`.`_ingested_at` = `t9`.`_release_at`
    CROSS JOIN (
      SELECT
        COLLECT_LIST(`t5`.`rule`) AS `_waived`
      FROM (
        SELECT
          *
        FROM `data_eng_ops`.`decisions` AS `t0`
        WHERE
          `t0`.`feed` = 'medical_events'
          AND `t0`.`ended_at` IS NULL
          AND `t0`.`rule` IN ('valid_patient_id', 'valid_event_type', 'valid_medical_provider')
          AND `t0`.`action` = 'waive'
      ) AS `t5`
    ) AS `t10`
  ) AS `t16`
) AS `t17`

SELECT
  `t16`.`patient_id`,
  `t16`.`first_name`,
  `t16`.`last_name`,
  `t16`.`age`,
  `t16`.`sex`,
  `t16`.`region`,
  `t16`.`bmi`,
  `t16`.`smoker`,
  `t16`.`children`,
  `t16`.`charges`,
  `t16`.`insurance_plan`,
  `t16`.`coverage_start_date`,
  `t16`.`timestamp`,
  `t16`.`_ingested_at`,
  `t16`.`_pipeline_env`,
  `t16`.`_as_landed_patient_id`,
  `t16`.`_as_landed_sex`,
  `t16`.`_as_landed_region`,
  `t16`.`_as_landed_insurance_plan`,
  `t16`.`_as_landed_coverage_start_date`,
  `t16`.`_as_landed_timestamp`,
  `t16`.`first_name_pseudonym`,
  `t16`.`last_name_pseudonym`,
  `t16`.`is_bmi_outlier`,
  `t16`.`is_charges_outlier`,
  `t16`.`_name_key_id`,
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
    `t15`.`patient_id`,
    `t15`.`first_name`,
    `t15`.`last_name`,
    `t15`.`age`,
    `t15`.`sex`,
    `t15`.`region`,
    `t15`.`bmi`,
    `t15`.`smoker`,
    `t15`.`children`,
    `t15`.`charges`,
    `t15`.`insurance_plan`,
    `t15`.`coverage_start_date`,
    `t15`.`timestamp`,
    `t15`.`_ingested_at`,
    `t15`.`_pipeline_env`,
    `t15`.`_as_landed_patient_id`,
    `t15`.`_as_landed_sex`,
    `t15`.`_as_landed_region`,
    `t15`.`_as_landed_insurance_plan`,
    `t15`.`_as_landed_coverage_start_date`,
    `t15`.`_as_landed_timestamp`,
    `t15`.`first_name_pseudonym`,
    `t15`.`last_name_pseudonym`,
    `t15`.`is_bmi_outlier`,
    `t15`.`is_charges_outlier`,
    `t15`.`_name_key_id`,
    `t15`.`_failed_rules`,
    `t15`.`_warnings`,
    `t10`.`_release_id`,
    `t10`.`_release_at`,
    `t10`.`_released`,
    `t11`.`_waived`
  FROM (
    SELECT
      `t13`.`patient_id`,
      `t13`.`first_name`,
      `t13`.`last_name`,
      `t13`.`age`,
      `t13`.`sex`,
      `t13`.`region`,
      `t13`.`bmi`,
      `t13`.`smoker`,
      `t13`.`children`,
      `t13`.`charges`,
      `t13`.`insurance_plan`,
      `t13`.`coverage_start_date`,
      `t13`.`timestamp`,
      `t13`.`_ingested_at`,
      `t13`.`_pipeline_env`,
      `t13`.`_as_landed_patient_id`,
      `t13`.`_as_landed_sex`,
      `t13`.`_as_landed_region`,
      `t13`.`_as_landed_insurance_plan`,
      `t13`.`_as_landed_coverage_start_date`,
      `t13`.`_as_landed_timestamp`,
      `t13`.`first_name_pseudonym`,
      `t13`.`last_name_pseudonym`,
      `t13`.`is_bmi_outlier`,
      `t13`.`is_charges_outlier`,
      `t13`.`_name_key_id`,
      IF(
        COALESCE(LENGTH(`t13`.`patient_id`) >= 5, FALSE)
        AND COALESCE(`t13`.`age` BETWEEN 18 AND 85, FALSE)
        AND COALESCE(`t13`.`sex` IN ('MALE', 'FEMALE'), FALSE)
        AND COALESCE(`t13`.`region` IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST'), FALSE)
        AND COALESCE(`t13`.`bmi` BETWEEN 16.0 AND 50.0, FALSE)
        AND COALESCE(`t13`.`smoker` IS NOT NULL, FALSE)
        AND COALESCE(`t13`.`children` >= 0, FALSE)
        AND COALESCE((
          `t13`.`charges` > 0
        ) AND (
          `t13`.`charges` < 10000000000.0
        ), FALSE)
        AND COALESCE(`t13`.`timestamp` IS NOT NULL, FALSE)
        AND COALESCE(
          NOT (
            COALESCE(
              REGEXP_LIKE(`t13`.`insurance_plan`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
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
              COALESCE(LENGTH(`t13`.`patient_id`) >= 5, FALSE),
              CAST(NULL AS STRING),
              'valid_patient_id'
            ),
            IF(COALESCE(`t13`.`age` BETWEEN 18 AND 85, FALSE), CAST(NULL AS STRING), 'valid_age'),
            IF(
              COALESCE(`t13`.`sex` IN ('MALE', 'FEMALE'), FALSE),
              CAST(NULL AS STRING),
              'valid_sex'
            ),
            IF(
              COALESCE(`t13`.`region` IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST'), FALSE),
              CAST(NULL AS STRING),
              'valid_region'
            ),
            IF(
              COALESCE(`t13`.`bmi` BETWEEN 16.0 AND 50.0, FALSE),
              CAST(NULL AS STRING),
              'valid_bmi'
            ),
            IF(COALESCE(`t13`.`smoker` IS NOT NULL, FALSE), CAST(NULL AS STRING), 'valid_smoker'),
            IF(COALESCE(`t13`.`children` >= 0, FALSE), CAST(NULL AS STRING), 'valid_children'),
            IF(
              COALESCE((
                `t13`.`charges` > 0
              ) AND (
                `t13`.`charges` < 10000000000.0
              ), FALSE),
              CAST(NULL AS STRING),
              'valid_charges'
            ),
            IF(
              COALESCE(`t13`.`timestamp` IS NOT NULL, FALSE),
              CAST(NULL AS STRING),
              'valid_timestamp'
            ),
            IF(
              COALESCE(
                NOT (
                  COALESCE(
                    REGEXP_LIKE(`t13`.`insurance_plan`, '(\\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\\z)'),
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
      IF(
        COALESCE(
          (
            `t13`.`first_name_pseudonym` IS NOT NULL
          )
          AND (
            `t13`.`last_name_pseudonym` IS NOT NULL
          ),
          FALSE
        )
        AND COALESCE(`t13`.`coverage_start_date` IS NOT NULL, FALSE)
        AND COALESCE(
          `t13`.`insurance_plan` IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO'),
          FALSE
        )
        AND COALESCE(`t13`.`age` BETWEEN 18 AND 80, FALSE)
        AND COALESCE(`t13`.`bmi` BETWEEN 18.0 AND 40.0, FALSE)
        AND COALESCE(`t13`.`children` <= 10, FALSE),
        CAST(NULL AS ARRAY<STRING>),
        FILTER(
          ARRAY(
            IF(
              COALESCE(
                (
                  `t13`.`first_name_pseudonym` IS NOT NULL
                )
                AND (
                  `t13`.`last_name_pseudonym` IS NOT NULL
                ),
                FALSE
              ),
              CAST(NULL AS STRING),
              'complete_name'
            ),
            IF(
              COALESCE(`t13`.`coverage_start_date` IS NOT NULL, FALSE),
              CAST(NULL AS STRING),
              'valid_coverage_date'
            ),
            IF(
              COALESCE(
                `t13`.`insurance_plan` IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO'),
                FALSE
              ),
              CAST(NULL AS STRING),
              'valid_insurance_plan'
            ),
            IF(
              COALESCE(`t13`.`age` BETWEEN 18 AND 80, FALSE),
              CAST(NULL AS STRING),
              'reasonable_age'
            ),
            IF(
              COALESCE(`t13`.`bmi` BETWEEN 18.0 AND 40.0, FALSE),
              CAST(NULL AS STRING),
              'reasonable_bmi'
            ),
            IF(COALESCE(`t13`.`children` <= 10, FALSE), CAST(NULL AS STRING), 'reasonable_children')
          ),
          __ibis_param_name__ -> __ibis_param_name__ IS NOT NULL
        )
      ) AS `_warnings`
    FROM (
      SELECT
        `t12`.`patient_id`,
        `t12`.`first_name`,
        `t12`.`last_name`,
        `t12`.`age`,
        `t12`.`sex`,
        `t12`.`region`,
        `t12`.`bmi`,
        `t12`.`smoker`,
        `t12`.`children`,
        `t12`.`charges`,
        `t12`.`insurance_plan`,
        `t12`.`coverage_start_date`,
        `t12`.`timestamp`,
        `t12`.`_ingested_at`,
        `t12`.`_pipeline_env`,
        `t12`.`_as_landed_patient_id`,
        `t12`.`_as_landed_sex`,
        `t12`.`_as_landed_region`,
        `t12`.`_as_landed_insurance_plan`,
        `t12`.`_as_landed_coverage_start_date`,
        `t12`.`_as_landed_timestamp`,
        SHA2(
          CONCAT(
            UNHEX((
              SELECT
                `t2`.`opad`
              FROM `name_key` AS `t2`
            )),
            UNHEX(
              SHA2(
                CONCAT(
                  UNHEX((
                    SELECT
                      `t2`.`ipad`
                    FROM `name_key` AS `t2`
                  )),
                  UNHEX(
                    HEX(
                      CONCAT(
                        CONCAT(CONCAT(CAST(LENGTH(`t12`.`patient_id`) AS STRING), ':'), `t12`.`patient_id`),
                        NULLIF(
                          IF(
                            REGEXP_LIKE(
                              IF(
                                REGEXP_LIKE(`t12`.`first_name`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                                `t12`.`first_name`,
                                TRIM(' \t\n\r\013\014' FROM `t12`.`first_name`)
                              ),
                              '\\A[ -~]*\\z'
                            ),
                            UPPER(
                              IF(
                                REGEXP_LIKE(`t12`.`first_name`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                                `t12`.`first_name`,
                                TRIM(' \t\n\r\013\014' FROM `t12`.`first_name`)
                              )
                            ),
                            TRANSLATE(
                              IF(
                                REGEXP_LIKE(`t12`.`first_name`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                                `t12`.`first_name`,
                                TRIM(' \t\n\r\013\014' FROM `t12`.`first_name`)
                              ),
                              'abcdefghijklmnopqrstuvwxyz',
                              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                            )
                          ),
                          ''
                        )
                      )
                    )
                  )
                ),
                256
              )
            )
          ),
          256
        ) AS `first_name_pseudonym`,
        SHA2(
          CONCAT(
            UNHEX((
              SELECT
                `t2`.`opad`
              FROM `name_key` AS `t2`
            )),
            UNHEX(
              SHA2(
                CONCAT(
                  UNHEX((
                    SELECT
                      `t2`.`ipad`
                    FROM `name_key` AS `t2`
                  )),
                  UNHEX(
                    HEX(
                      CONCAT(
                        CONCAT(CONCAT(CAST(LENGTH(`t12`.`patient_id`) AS STRING), ':'), `t12`.`patient_id`),
                        NULLIF(
                          IF(
                            REGEXP_LIKE(
                              IF(
                                REGEXP_LIKE(`t12`.`last_name`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                                `t12`.`last_name`,
                                TRIM(' \t\n\r\013\014' FROM `t12`.`last_name`)
                              ),
                              '\\A[ -~]*\\z'
                            ),
                            UPPER(
                              IF(
                                REGEXP_LIKE(`t12`.`last_name`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                                `t12`.`last_name`,
                                TRIM(' \t\n\r\013\014' FROM `t12`.`last_name`)
                              )
                            ),
                            TRANSLATE(
                              IF(
                                REGEXP_LIKE(`t12`.`last_name`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                                `t12`.`last_name`,
                                TRIM(' \t\n\r\013\014' FROM `t12`.`last_name`)
                              ),
                              'abcdefghijklmnopqrstuvwxyz',
                              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                            )
                          ),
                          ''
                        )
                      )
                    )
                  )
                ),
                256
              )
            )
          ),
          256
        ) AS `last_name_pseudonym`,
        NOT (
          COALESCE(`t12`.`bmi` BETWEEN 17.0 AND 47.0, FALSE)
        ) AS `is_bmi_outlier`,
        NOT (
          COALESCE(`t12`.`charges` BETWEEN 1000.0 AND 50000.0, FALSE)
        ) AS `is_charges_outlier`,
        (
          SELECT
            `t2`.`key_id`
          FROM `name_key` AS `t2`
        ) AS `_name_key_id`
      FROM (
        SELECT
          IF(
            REGEXP_LIKE(`t0`.`patient_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
            `t0`.`patient_id`,
            TRIM(' \t\n\r\013\014' FROM `t0`.`patient_id`)
          ) AS `patient_id`,
          `t0`.`first_name`,
          `t0`.`last_name`,
          `t0`.`age`,
          IF(
            `t0`.`sex` IN ('MALE', 'FEMALE'),
            `t0`.`sex`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t0`.`sex`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`sex`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`sex`)
                ),
                '\\A[ -~]*\\z'
              ),
              UPPER(
                IF(
                  REGEXP_LIKE(`t0`.`sex`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`sex`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`sex`)
                )
              ),
              TRANSLATE(
                IF(
                  REGEXP_LIKE(`t0`.`sex`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`sex`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`sex`)
                ),
                'abcdefghijklmnopqrstuvwxyz',
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
              )
            )
          ) AS `sex`,
          IF(
            `t0`.`region` IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST'),
            `t0`.`region`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t0`.`region`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`region`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`region`)
                ),
                '\\A[ -~]*\\z'
              ),
              UPPER(
                IF(
                  REGEXP_LIKE(`t0`.`region`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`region`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`region`)
                )
              ),
              TRANSLATE(
                IF(
                  REGEXP_LIKE(`t0`.`region`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`region`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`region`)
                ),
                'abcdefghijklmnopqrstuvwxyz',
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
              )
            )
          ) AS `region`,
          `t0`.`bmi`,
          `t0`.`smoker`,
          `t0`.`children`,
          `t0`.`charges`,
          IF(
            `t0`.`insurance_plan` IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO'),
            `t0`.`insurance_plan`,
            NULLIF(
              IF(
                REGEXP_LIKE(
                  IF(
                    REGEXP_LIKE(`t0`.`insurance_plan`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`insurance_plan`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`insurance_plan`)
                  ),
                  '\\A[ -~]*\\z'
                ),
                UPPER(
                  IF(
                    REGEXP_LIKE(`t0`.`insurance_plan`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`insurance_plan`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`insurance_plan`)
                  )
                ),
                TRANSLATE(
                  IF(
                    REGEXP_LIKE(`t0`.`insurance_plan`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`insurance_plan`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`insurance_plan`)
                  ),
                  'abcdefghijklmnopqrstuvwxyz',
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                )
              ),
              ''
            )
          ) AS `insurance_plan`,
          TRY_CAST(IF(
            REGEXP_LIKE(`t0`.`coverage_start_date`, '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\\z'),
            `t0`.`coverage_start_date`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t0`.`coverage_start_date`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`coverage_start_date`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`coverage_start_date`)
                ),
                '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\\z'
              ),
              IF(
                REGEXP_LIKE(`t0`.`coverage_start_date`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t0`.`coverage_start_date`,
                TRIM(' \t\n\r\013\014' FROM `t0`.`coverage_start_date`)
              ),
              CAST(NULL AS STRING)
            )
          ) AS DATE) AS `coverage_start_date`,
          COALESCE(
            TRY_CAST(IF(
              REGEXP_LIKE(
                `t0`.`timestamp`,
                '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
              ),
              `t0`.`timestamp`,
              IF(
                REGEXP_LIKE(
                  IF(
                    REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`timestamp`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                  ),
                  '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
                ),
                IF(
                  REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`timestamp`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                ),
                CAST(NULL AS STRING)
              )
            ) AS TIMESTAMP),
            TRY_CAST(CONCAT(
              CONCAT(
                SUBSTRING(
                  IF(
                    REGEXP_LIKE(
                      `t0`.`timestamp`,
                      '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
                    ),
                    `t0`.`timestamp`,
                    IF(
                      REGEXP_LIKE(
                        IF(
                          REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                          `t0`.`timestamp`,
                          TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                        ),
                        '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
                      ),
                      IF(
                        REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                        `t0`.`timestamp`,
                        TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                      ),
                      CAST(NULL AS STRING)
                    )
                  ),
                  IF(
                    (
                      0 + 1
                    ) >= 1,
                    0 + 1,
                    0 + 1 + LENGTH(
                      IF(
                        REGEXP_LIKE(
                          `t0`.`timestamp`,
                          '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
                        ),
                        `t0`.`timestamp`,
                        IF(
                          REGEXP_LIKE(
                            IF(
                              REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                              `t0`.`timestamp`,
                              TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                            ),
                            '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
                          ),
                          IF(
                            REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                            `t0`.`timestamp`,
                            TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                          ),
                          CAST(NULL AS STRING)
                        )
                      )
                    )
                  ),
                  16
                ),
                ':00'
              ),
              SUBSTRING(
                IF(
                  REGEXP_LIKE(
                    `t0`.`timestamp`,
                    '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
                  ),
                  `t0`.`timestamp`,
                  IF(
                    REGEXP_LIKE(
                      IF(
                        REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                        `t0`.`timestamp`,
                        TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                      ),
                      '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
                    ),
                    IF(
                      REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                      `t0`.`timestamp`,
                      TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                    ),
                    CAST(NULL AS STRING)
                  )
                ),
                IF(
                  (
                    16 + 1
                  ) >= 1,
                  16 + 1,
                  16 + 1 + LENGTH(
                    IF(
                      REGEXP_LIKE(
                        `t0`.`timestamp`,
                        '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
                      ),
                      `t0`.`timestamp`,
                      IF(
                        REGEXP_LIKE(
                          IF(
                            REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                            `t0`.`timestamp`,
                            TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                          ),
                          '\\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\\z'
                        ),
                        IF(
                          REGEXP_LIKE(`t0`.`timestamp`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                          `t0`.`timestamp`,
                          TRIM(' \t\n\r\013\014' FROM `t0`.`timestamp`)
                        ),
                        CAST(NULL AS STRING)
                      )
                    )
                  )
                )
              )
            ) AS TIMESTAMP)
          ) AS `timestamp`,
          `t0`.`_ingested_at`,
          `t0`.`_pipeline_env`,
          NULLIF(
            `t0`.`patient_id`,
            IF(
              REGEXP_LIKE(`t0`.`patient_id`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`patient_id`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`patient_id`)
            )
          ) AS `_as_landed_patient_id`,
          NULLIF(
            `t0`.`sex`,
            IF(
              `t0`.`sex` IN ('MALE', 'FEMALE'),
              `t0`.`sex`,
              IF(
                REGEXP_LIKE(
                  IF(
                    REGEXP_LIKE(`t0`.`sex`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`sex`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`sex`)
                  ),
                  '\\A[ -~]*\\z'
                ),
                UPPER(
                  IF(
                    REGEXP_LIKE(`t0`.`sex`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`sex`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`sex`)
                  )
                ),
                TRANSLATE(
                  IF(
                    REGEXP_LIKE(`t0`.`sex`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`sex`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`sex`)
                  ),
                  'abcdefghijklmnopqrstuvwxyz',
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                )
              )
            )
          ) AS `_as_landed_sex`,
          NULLIF(
            `t0`.`region`,
            IF(
              `t0`.`region` IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST'),
              `t0`.`region`,
              IF(
                REGEXP_LIKE(
                  IF(
                    REGEXP_LIKE(`t0`.`region`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`region`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`region`)
                  ),
                  '\\A[ -~]*\\z'
                ),
                UPPER(
                  IF(
                    REGEXP_LIKE(`t0`.`region`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`region`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`region`)
                  )
                ),
                TRANSLATE(
                  IF(
                    REGEXP_LIKE(`t0`.`region`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                    `t0`.`region`,
                    TRIM(' \t\n\r\013\014' FROM `t0`.`region`)
                  ),
                  'abcdefghijklmnopqrstuvwxyz',
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                )
              )
            )
          ) AS `_as_landed_region`,
          NULLIF(
            `t0`.`insurance_plan`,
            IF(
              `t0`.`insurance_plan` IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO'),
              `t0`.`insurance_plan`,
              NULLIF(
                IF(
                  REGEXP_LIKE(
                    IF(
                      REGEXP_LIKE(`t0`.`insurance_plan`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                      `t0`.`insurance_plan`,
                      TRIM(' \t\n\r\013\014' FROM `t0`.`insurance_plan`)
                    ),
                    '\\A[ -~]*\\z'
                  ),
                  UPPER(
                    IF(
                      REGEXP_LIKE(`t0`.`insurance_plan`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                      `t0`.`insurance_plan`,
                      TRIM(' \t\n\r\013\014' FROM `t0`.`insurance_plan`)
                    )
                  ),
                  TRANSLATE(
                    IF(
                      REGEXP_LIKE(`t0`.`insurance_plan`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                      `t0`.`insurance_plan`,
                      TRIM(' \t\n\r\013\014' FROM `t0`.`insurance_plan`)
                    ),
                    'abcdefghijklmnopqrstuvwxyz',
                    'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                  )
                ),
                ''
              )
            )
          ) AS `_as_landed_insurance_plan`,
          `t0`.`coverage_start_date` AS `_as_landed_coverage_start_date`,
          `t0`.`timestamp` AS `_as_landed_timestamp`
        FROM `data_eng`.`bronze_patients` AS `t0`
      ) AS `t12`
    ) AS `t13`
  ) AS `t15`
  LEFT OUTER JOIN (
    SELECT
      `t6`.`row_id` AS `_release_id`,
      `t6`.`row_ingested_at` AS `_release_at`,
      COLLECT_LIST(`t6`.`rule`) AS `_released`
    FROM (
      SELECT
        *
      FROM `data_eng_ops`.`decisions` AS `t1`
      WHERE
        `t1`.`feed` = 'patients'
        AND `t1`.`ended_at` IS NULL
        AND `t1`.`rule` IN (
          'valid_age',
          'valid_sex',
          'valid_region',
          'valid_bmi',
          'valid_smoker',
          'valid_children'
        )
        AND `t1`.`action` = 'release'
    ) AS `t6`
    GROUP BY
      1,
      2
  ) AS `t10`
    ON `t15`.`patient_id` = `t10`.`_release_id`
    AND `t15`.`_ingested_at` = `t10`.`_release_at`
  CROSS JOIN (
    SELECT
      COLLECT_LIST(`t7`.`rule`) AS `_waived`
    FROM (
      SELECT
        *
      FROM `data_eng_ops`.`decisions` AS `t1`
      WHERE
        `t1`.`feed` = 'patients'
        AND `t1`.`ended_at` IS NULL
        AND `t1`.`rule` IN (
          'valid_age',
          'valid_sex',
          'valid_region',
          'valid_bmi',
          'valid_smoker',
          'valid_children'
        )
        AND `t1`.`action` = 'waive'
    ) AS `t7`
  ) AS `t11`
) AS `t16`

SELECT
  `t2`.`patient_id`,
  `t2`.`first_name`,
  `t2`.`last_name`,
  `t2`.`age`,
  `t2`.`sex`,
  `t2`.`region`,
  `t2`.`bmi`,
  `t2`.`smoker`,
  `t2`.`children`,
  `t2`.`charges`,
  `t2`.`insurance_plan`,
  `t2`.`coverage_start_date`,
  `t2`.`timestamp`,
  `t2`.`_ingested_at`,
  `t2`.`_pipeline_env`,
  `t2`.`_reject_reason`,
  `t2`.`_reject_column`,
  IF(`t2`.`_reject_reason` IS NOT NULL, `t2`.`_source_file`, CAST(NULL AS STRING)) AS `_source_file`,
  IF(`t2`.`_reject_reason` IS NOT NULL, `t2`.`_position`, CAST(NULL AS STRING)) AS `_position`,
  IF(`t2`.`_reject_reason` IS NOT NULL, `t2`.`_raw_line`, CAST(NULL AS STRING)) AS `_raw_line`
FROM (
  SELECT
    `t1`.`patient_id`,
    `t1`.`first_name`,
    `t1`.`last_name`,
    `t1`.`age`,
    `t1`.`sex`,
    `t1`.`region`,
    `t1`.`bmi`,
    `t1`.`smoker`,
    `t1`.`children`,
    `t1`.`charges`,
    `t1`.`insurance_plan`,
    `t1`.`coverage_start_date`,
    `t1`.`timestamp`,
    `t1`.`_ingested_at`,
    `t1`.`_pipeline_env`,
    `t1`.`_text_age`,
    `t1`.`_text_bmi`,
    `t1`.`_text_smoker`,
    `t1`.`_text_children`,
    `t1`.`_text_charges`,
    `t1`.`_source_file`,
    `t1`.`_position`,
    `t1`.`_fault`,
    `t1`.`_raw_line`,
    CASE
      WHEN `t1`.`_fault` IS NOT NULL
      THEN `t1`.`_fault`
      WHEN NOT (
        COALESCE(REGEXP_LIKE(`t1`.`patient_id`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
      )
      THEN 'missing key'
      WHEN IF(
        `t1`.`age` IS NULL,
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_age`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'not an integer'
      WHEN IF(
        `t1`.`bmi` IS NULL OR ISNAN(`t1`.`bmi`),
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_bmi`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'not a finite number'
      WHEN IF(
        `t1`.`smoker` IS NULL,
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_smoker`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'not a true or false word'
      WHEN IF(
        `t1`.`children` IS NULL,
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_children`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'not an integer'
      WHEN IF(
        `t1`.`charges` IS NULL OR ISNAN(`t1`.`charges`),
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_charges`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
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
        COALESCE(REGEXP_LIKE(`t1`.`patient_id`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
      )
      THEN 'patient_id'
      WHEN IF(
        `t1`.`age` IS NULL,
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_age`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'age'
      WHEN IF(
        `t1`.`bmi` IS NULL OR ISNAN(`t1`.`bmi`),
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_bmi`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'bmi'
      WHEN IF(
        `t1`.`smoker` IS NULL,
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_smoker`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'smoker'
      WHEN IF(
        `t1`.`children` IS NULL,
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_children`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'children'
      WHEN IF(
        `t1`.`charges` IS NULL OR ISNAN(`t1`.`charges`),
        NOT (
          NOT (
            COALESCE(REGEXP_LIKE(`t1`.`_text_charges`, '[^ \\t\\r\\n\\x0b\\x0c]'), FALSE)
          )
        ),
        FALSE
      )
      THEN 'charges'
      ELSE CAST(NULL AS STRING)
    END AS `_reject_column`
  FROM (
    SELECT
      `t0`.`patient_id`,
      `t0`.`first_name`,
      `t0`.`last_name`,
      TRY_CAST(IF(
        REGEXP_LIKE(`t0`.`age`, '\\A[+-]?[0-9]{1,18}\\z'),
        `t0`.`age`,
        IF(
          REGEXP_LIKE(
            IF(
              REGEXP_LIKE(`t0`.`age`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`age`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`age`)
            ),
            '\\A[+-]?[0-9]{1,18}\\z'
          ),
          IF(
            REGEXP_LIKE(`t0`.`age`, '\\A[!-~]([ -~]*[!-~])?\\z'),
            `t0`.`age`,
            TRIM(' \t\n\r\013\014' FROM `t0`.`age`)
          ),
          CAST(NULL AS STRING)
        )
      ) AS INT) AS `age`,
      `t0`.`sex`,
      `t0`.`region`,
      IF(
        ABS(
          TRY_CAST(IF(
            REGEXP_LIKE(`t0`.`bmi`, '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'),
            `t0`.`bmi`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t0`.`bmi`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`bmi`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`bmi`)
                ),
                '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'
              ),
              IF(
                REGEXP_LIKE(`t0`.`bmi`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t0`.`bmi`,
                TRIM(' \t\n\r\013\014' FROM `t0`.`bmi`)
              ),
              CAST(NULL AS STRING)
            )
          ) AS DOUBLE)
        ) < 1e+308,
        TRY_CAST(IF(
          REGEXP_LIKE(`t0`.`bmi`, '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'),
          `t0`.`bmi`,
          IF(
            REGEXP_LIKE(
              IF(
                REGEXP_LIKE(`t0`.`bmi`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t0`.`bmi`,
                TRIM(' \t\n\r\013\014' FROM `t0`.`bmi`)
              ),
              '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'
            ),
            IF(
              REGEXP_LIKE(`t0`.`bmi`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`bmi`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`bmi`)
            ),
            CAST(NULL AS STRING)
          )
        ) AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) AS `bmi`,
      CASE
        WHEN IF(
          REGEXP_LIKE(
            IF(
              REGEXP_LIKE(`t0`.`smoker`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`smoker`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`smoker`)
            ),
            '\\A[ -~]*\\z'
          ),
          LOWER(
            IF(
              REGEXP_LIKE(`t0`.`smoker`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`smoker`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`smoker`)
            )
          ),
          TRANSLATE(
            IF(
              REGEXP_LIKE(`t0`.`smoker`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`smoker`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`smoker`)
            ),
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
            'abcdefghijklmnopqrstuvwxyz'
          )
        ) IN ('true', 't', 'yes', 'y', '1')
        THEN TRUE
        WHEN IF(
          REGEXP_LIKE(
            IF(
              REGEXP_LIKE(`t0`.`smoker`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`smoker`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`smoker`)
            ),
            '\\A[ -~]*\\z'
          ),
          LOWER(
            IF(
              REGEXP_LIKE(`t0`.`smoker`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`smoker`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`smoker`)
            )
          ),
          TRANSLATE(
            IF(
              REGEXP_LIKE(`t0`.`smoker`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`smoker`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`smoker`)
            ),
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
            'abcdefghijklmnopqrstuvwxyz'
          )
        ) IN ('false', 'f', 'no', 'n', '0')
        THEN FALSE
        ELSE CAST(NULL AS BOOLEAN)
      END AS `smoker`,
      TRY_CAST(IF(
        REGEXP_LIKE(`t0`.`children`, '\\A[+-]?[0-9]{1,18}\\z'),
        `t0`.`children`,
        IF(
          REGEXP_LIKE(
            IF(
              REGEXP_LIKE(`t0`.`children`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`children`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`children`)
            ),
            '\\A[+-]?[0-9]{1,18}\\z'
          ),
          IF(
            REGEXP_LIKE(`t0`.`children`, '\\A[!-~]([ -~]*[!-~])?\\z'),
            `t0`.`children`,
            TRIM(' \t\n\r\013\014' FROM `t0`.`children`)
          ),
          CAST(NULL AS STRING)
        )
      ) AS INT) AS `children`,
      IF(
        ABS(
          TRY_CAST(IF(
            REGEXP_LIKE(`t0`.`charges`, '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'),
            `t0`.`charges`,
            IF(
              REGEXP_LIKE(
                IF(
                  REGEXP_LIKE(`t0`.`charges`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                  `t0`.`charges`,
                  TRIM(' \t\n\r\013\014' FROM `t0`.`charges`)
                ),
                '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'
              ),
              IF(
                REGEXP_LIKE(`t0`.`charges`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t0`.`charges`,
                TRIM(' \t\n\r\013\014' FROM `t0`.`charges`)
              ),
              CAST(NULL AS STRING)
            )
          ) AS DOUBLE)
        ) < 1e+308,
        TRY_CAST(IF(
          REGEXP_LIKE(`t0`.`charges`, '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'),
          `t0`.`charges`,
          IF(
            REGEXP_LIKE(
              IF(
                REGEXP_LIKE(`t0`.`charges`, '\\A[!-~]([ -~]*[!-~])?\\z'),
                `t0`.`charges`,
                TRIM(' \t\n\r\013\014' FROM `t0`.`charges`)
              ),
              '\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z'
            ),
            IF(
              REGEXP_LIKE(`t0`.`charges`, '\\A[!-~]([ -~]*[!-~])?\\z'),
              `t0`.`charges`,
              TRIM(' \t\n\r\013\014' FROM `t0`.`charges`)
            ),
            CAST(NULL AS STRING)
          )
        ) AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) AS `charges`,
      `t0`.`insurance_plan`,
      `t0`.`coverage_start_date`,
      `t0`.`timestamp`,
      `t0`.`_ingested_at`,
      `t0`.`_pipeline_env`,
      `t0`.`age` AS `_text_age`,
      `t0`.`bmi` AS `_text_bmi`,
      `t0`.`smoker` AS `_text_smoker`,
      `t0`.`children` AS `_text_children`,
      `t0`.`charges` AS `_text_charges`,
      `t0`.`_source_file`,
      `t0`.`_position`,
      `t0`.`_fault`,
      `t0`.`_raw_line`
    FROM STREAM(`data_eng_ops`.`landing_patients`) AS `t0`
  ) AS `t1`
) AS `t2`

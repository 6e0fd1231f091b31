SELECT
  "t17"."event_id",
  "t17"."patient_id",
  "t17"."event_date",
  "t17"."event_type",
  "t17"."medical_provider",
  "t17"."_ingested_at",
  "t17"."_pipeline_env",
  "t17"."_as_landed_event_id",
  "t17"."_as_landed_patient_id",
  "t17"."_as_landed_event_date",
  "t17"."_as_landed_event_type",
  "t17"."_as_landed_medical_provider",
  "t17"."_patient_known",
  "t17"."_latest_date",
  CASE
    WHEN ARRAY_LENGTH(
      CASE
        WHEN (
          "t17"."_failed_rules" IS NULL
        ) OR (
          ARRAY_LENGTH("t17"."_taken_out") = 0
        )
        THEN "t17"."_failed_rules"
        ELSE LIST_FILTER(
          "t17"."_failed_rules",
          LAMBDA __ibis_param_name__ : NOT (
            ARRAY_CONTAINS("t17"."_taken_out", __ibis_param_name__)
          )
        )
      END
    ) > 0
    THEN CASE
      WHEN (
        "t17"."_failed_rules" IS NULL
      ) OR (
        ARRAY_LENGTH("t17"."_taken_out") = 0
      )
      THEN "t17"."_failed_rules"
      ELSE LIST_FILTER(
        "t17"."_failed_rules",
        LAMBDA __ibis_param_name__ : NOT (
          ARRAY_CONTAINS("t17"."_taken_out", __ibis_param_name__)
        )
      )
    END
    ELSE CAST(NULL AS TEXT[])
  END AS "_failed_rules",
  "t17"."_warnings"
FROM (
  SELECT
    "t16"."event_id",
    "t16"."patient_id",
    "t16"."event_date",
    "t16"."event_type",
    "t16"."medical_provider",
    "t16"."_ingested_at",
    "t16"."_pipeline_env",
    "t16"."_as_landed_event_id",
    "t16"."_as_landed_patient_id",
    "t16"."_as_landed_event_date",
    "t16"."_as_landed_event_type",
    "t16"."_as_landed_medical_provider",
    "t16"."_patient_known",
    "t16"."_latest_date",
    "t16"."_failed_rules",
    "t16"."_warnings",
    "t16"."_release_id",
    "t16"."_release_at",
    "t16"."_released",
    "t16"."_waived",
    CASE
      WHEN COALESCE("t16"."_released", []) IS NULL OR COALESCE("t16"."_waived", []) IS NULL
      THEN NULL
      ELSE LIST_CONCAT(COALESCE("t16"."_released", []), COALESCE("t16"."_waived", []))
    END AS "_taken_out"
  FROM (
    SELECT
      "t15"."event_id",
      "t15"."patient_id",
      "t15"."event_date",
      "t15"."event_type",
      "t15"."medical_provider",
      "t15"."_ingested_at",
      "t15"."_pipeline_env",
      "t15"."_as_landed_event_id",
      "t15"."_as_landed_patient_id",
      "t15"."_as_landed_event_date",
      "t15"."_as_landed_event_type",
      "t15"."_as_landed_medical_provider",
      "t15"."_patient_known",
      "t15"."_latest_date",
      "t15"."_failed_rules",
      "t15"."_warnings",
      "t9"."_release_id",
      "t9"."_release_at",
      "t9"."_released",
      "t10"."_waived"
    FROM (
      SELECT
        "t13"."event_id",
        "t13"."patient_id",
        "t13"."event_date",
        "t13"."event_type",
        "t13"."medical_provider",
        "t13"."_ingested_at",
        "t13"."_pipeline_env",
        "t13"."_as_landed_event_id",
        "t13"."_as_landed_patient_id",
        "t13"."_as_landed_event_date",
        "t13"."_as_landed_event_type",
        "t13"."_as_landed_medical_provider",
        "t13"."_known_id" IS NOT NULL AS "_patient_known",
        CAST(CAST("t13"."_ingested_at" AS DATE) + INTERVAL '1' DAY AS DATE) AS "_latest_date",
        CASE
          WHEN COALESCE(LENGTH("t13"."event_id") >= 1, FALSE)
          AND COALESCE(LENGTH("t13"."patient_id") >= 5, FALSE)
          AND COALESCE("t13"."_known_id" IS NOT NULL, FALSE)
          AND COALESCE(
            "t13"."event_date" <= CAST(CAST("t13"."_ingested_at" AS DATE) + INTERVAL '1' DAY AS DATE),
            FALSE
          )
          AND COALESCE(
            "t13"."event_type" IN (
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
          AND COALESCE(LENGTH("t13"."medical_provider") > 0, FALSE)
          AND COALESCE(
            NOT (
              COALESCE(
                REGEXP_MATCHES("t13"."medical_provider", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)'),
                FALSE
              )
              OR COALESCE(
                CASE
                  WHEN CONTAINS("t13"."event_id", '-') OR CONTAINS("t13"."event_id", ' ')
                  THEN REGEXP_MATCHES("t13"."event_id", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)')
                  ELSE FALSE
                END,
                FALSE
              )
              OR COALESCE(
                CASE
                  WHEN CONTAINS("t13"."patient_id", '-') OR CONTAINS("t13"."patient_id", ' ')
                  THEN REGEXP_MATCHES("t13"."patient_id", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)')
                  ELSE FALSE
                END,
                FALSE
              )
            ),
            FALSE
          )
          THEN CAST(NULL AS TEXT[])
          ELSE LIST_FILTER(
            CAST([
              CASE
                WHEN COALESCE(LENGTH("t13"."event_id") >= 1, FALSE)
                THEN CAST(NULL AS TEXT)
                ELSE 'valid_event_id'
              END,
              CASE
                WHEN COALESCE(LENGTH("t13"."patient_id") >= 5, FALSE)
                THEN CAST(NULL AS TEXT)
                ELSE 'valid_patient_id'
              END,
              CASE
                WHEN COALESCE("t13"."_known_id" IS NOT NULL, FALSE)
                THEN CAST(NULL AS TEXT)
                ELSE 'known_patient'
              END,
              CASE
                WHEN COALESCE(
                  "t13"."event_date" <= CAST(CAST("t13"."_ingested_at" AS DATE) + INTERVAL '1' DAY AS DATE),
                  FALSE
                )
                THEN CAST(NULL AS TEXT)
                ELSE 'valid_event_date'
              END,
              CASE
                WHEN COALESCE(
                  "t13"."event_type" IN (
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
                THEN CAST(NULL AS TEXT)
                ELSE 'valid_event_type'
              END,
              CASE
                WHEN COALESCE(LENGTH("t13"."medical_provider") > 0, FALSE)
                THEN CAST(NULL AS TEXT)
                ELSE 'valid_medical_provider'
              END,
              CASE
                WHEN COALESCE(
                  NOT (
                    COALESCE(
                      REGEXP_MATCHES("t13"."medical_provider", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)'),
                      FALSE
                    )
                    OR COALESCE(
                      CASE
                        WHEN CONTAINS("t13"."event_id", '-') OR CONTAINS("t13"."event_id", ' ')
                        THEN REGEXP_MATCHES("t13"."event_id", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)')
                        ELSE FALSE
                      END,
                      FALSE
                    )
                    OR COALESCE(
                      CASE
                        WHEN CONTAINS("t13"."patient_id", '-') OR CONTAINS("t13"."patient_id", ' ')
                        THEN REGEXP_MATCHES("t13"."patient_id", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)')
                        ELSE FALSE
                      END,
                      FALSE
                    )
                  ),
                  FALSE
                )
                THEN CAST(NULL AS TEXT)
                ELSE 'no_identifier_in_text'
              END
            ] AS TEXT[]),
            LAMBDA __ibis_param_name__ : __ibis_param_name__ IS NOT NULL
          )
        END AS "_failed_rules",
        CAST(NULL AS TEXT[]) AS "_warnings"
      FROM (
        SELECT
          "t12"."event_id",
          "t12"."patient_id",
          "t12"."event_date",
          "t12"."event_type",
          "t12"."medical_provider",
          "t12"."_ingested_at",
          "t12"."_pipeline_env",
          "t12"."_as_landed_event_id",
          "t12"."_as_landed_patient_id",
          "t12"."_as_landed_event_date",
          "t12"."_as_landed_event_type",
          "t12"."_as_landed_medical_provider",
          "t6"."_known_id"
        FROM (
          SELECT
            CASE
              WHEN REGEXP_MATCHES("t1"."event_id", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t1"."event_id"
              ELSE TRIM("t1"."event_id", ' 	
')
            END AS "event_id",
            CASE
              WHEN REGEXP_MATCHES("t1"."patient_id", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t1"."patient_id"
              ELSE TRIM("t1"."patient_id", ' 	
')
            END AS "patient_id",
            TRY_CAST(CASE
              WHEN REGEXP_MATCHES("t1"."event_date", '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\z')
              THEN "t1"."event_date"
              ELSE CASE
                WHEN REGEXP_MATCHES(
                  CASE
                    WHEN REGEXP_MATCHES("t1"."event_date", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t1"."event_date"
                    ELSE TRIM("t1"."event_date", ' 	
')
                  END,
                  '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\z'
                )
                THEN CASE
                  WHEN REGEXP_MATCHES("t1"."event_date", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."event_date"
                  ELSE TRIM("t1"."event_date", ' 	
')
                END
                ELSE CAST(NULL AS TEXT)
              END
            END AS DATE) AS "event_date",
            CASE
              WHEN "t1"."event_type" IN (
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
              )
              THEN "t1"."event_type"
              ELSE CASE
                WHEN REGEXP_MATCHES(
                  CASE
                    WHEN REGEXP_MATCHES("t1"."event_type", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t1"."event_type"
                    ELSE TRIM("t1"."event_type", ' 	
')
                  END,
                  '\A[ -~]*\z'
                )
                THEN LOWER(
                  CASE
                    WHEN REGEXP_MATCHES("t1"."event_type", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t1"."event_type"
                    ELSE TRIM("t1"."event_type", ' 	
')
                  END
                )
                ELSE TRANSLATE(
                  CASE
                    WHEN REGEXP_MATCHES("t1"."event_type", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t1"."event_type"
                    ELSE TRIM("t1"."event_type", ' 	
')
                  END,
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
                  'abcdefghijklmnopqrstuvwxyz'
                )
              END
            END AS "event_type",
            NULLIF(
              CASE
                WHEN REGEXP_MATCHES("t1"."medical_provider", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."medical_provider"
                ELSE TRIM("t1"."medical_provider", ' 	
')
              END,
              ''
            ) AS "medical_provider",
            "t1"."_ingested_at",
            "t1"."_pipeline_env",
            NULLIF(
              "t1"."event_id",
              CASE
                WHEN REGEXP_MATCHES("t1"."event_id", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."event_id"
                ELSE TRIM("t1"."event_id", ' 	
')
              END
            ) AS "_as_landed_event_id",
            NULLIF(
              "t1"."patient_id",
              CASE
                WHEN REGEXP_MATCHES("t1"."patient_id", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."patient_id"
                ELSE TRIM("t1"."patient_id", ' 	
')
              END
            ) AS "_as_landed_patient_id",
            "t1"."event_date" AS "_as_landed_event_date",
            NULLIF(
              "t1"."event_type",
              CASE
                WHEN "t1"."event_type" IN (
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
                )
                THEN "t1"."event_type"
                ELSE CASE
                  WHEN REGEXP_MATCHES(
                    CASE
                      WHEN REGEXP_MATCHES("t1"."event_type", '\A[!-~]([ -~]*[!-~])?\z')
                      THEN "t1"."event_type"
                      ELSE TRIM("t1"."event_type", ' 	
')
                    END,
                    '\A[ -~]*\z'
                  )
                  THEN LOWER(
                    CASE
                      WHEN REGEXP_MATCHES("t1"."event_type", '\A[!-~]([ -~]*[!-~])?\z')
                      THEN "t1"."event_type"
                      ELSE TRIM("t1"."event_type", ' 	
')
                    END
                  )
                  ELSE TRANSLATE(
                    CASE
                      WHEN REGEXP_MATCHES("t1"."event_type", '\A[!-~]([ -~]*[!-~])?\z')
                      THEN "t1"."event_type"
                      ELSE TRIM("t1"."event_type", ' 	
')
                    END,
                    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
                    'abcdefghijklmnopqrstuvwxyz'
                  )
                END
              END
            ) AS "_as_landed_event_type",
            NULLIF(
              "t1"."medical_provider",
              NULLIF(
                CASE
                  WHEN REGEXP_MATCHES("t1"."medical_provider", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."medical_provider"
                  ELSE TRIM("t1"."medical_provider", ' 	
')
                END,
                ''
              )
            ) AS "_as_landed_medical_provider"
          FROM "data_eng"."bronze_medical_events" AS "t1"
        ) AS "t12"
        LEFT OUTER JOIN (
          SELECT DISTINCT
            "t2"."patient_id" AS "_known_id"
          FROM "data_eng"."silver_patients" AS "t2"
        ) AS "t6"
          ON "t12"."patient_id" = "t6"."_known_id"
      ) AS "t13"
    ) AS "t15"
    LEFT OUTER JOIN (
      SELECT
        "t4"."row_id" AS "_release_id",
        "t4"."row_ingested_at" AS "_release_at",
        ARRAY_AGG("t4"."rule") FILTER(WHERE
          "t4"."rule" IS NOT NULL) AS "_released"
      FROM (
        SELECT
          *
        FROM "data_eng_ops"."decisions" AS "t0"
        WHERE
          "t0"."feed" = 'medical_events'
          AND "t0"."ended_at" IS NULL
          AND "t0"."rule" IN ('valid_patient_id', 'valid_event_type', 'valid_medical_provider')
          AND "t0"."action" = 'release'
      ) AS "t4"
      GROUP BY
        1,
        2
    ) AS "t9"
      ON "t15"."event_id" = "t9"."_release_id"
      AND "t15"."_ingested_at" = "t9"."_release_at"
    CROSS JOIN (
      SELECT
        ARRAY_AGG("t5"."rule") FILTER(WHERE
          "t5"."rule" IS NOT NULL) AS "_waived"
      FROM (
        SELECT
          *
        FROM "data_eng_ops"."decisions" AS "t0"
        WHERE
          "t0"."feed" = 'medical_events'
          AND "t0"."ended_at" IS NULL
          AND "t0"."rule" IN ('valid_patient_id', 'valid_event_type', 'valid_medical_provider')
          AND "t0"."action" = 'waive'
      ) AS "t5"
    ) AS "t10"
  ) AS "t16"
) AS "t17"

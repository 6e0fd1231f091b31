SELECT
  "t16"."claim_id",
  "t16"."patient_id",
  "t16"."claim_amount",
  "t16"."claim_date",
  "t16"."diagnosis_code",
  "t16"."procedure_code",
  "t16"."claim_status",
  "t16"."_ingested_at",
  "t16"."_pipeline_env",
  "t16"."_as_landed_claim_id",
  "t16"."_as_landed_patient_id",
  "t16"."_as_landed_claim_date",
  "t16"."_as_landed_diagnosis_code",
  "t16"."_as_landed_procedure_code",
  "t16"."_as_landed_claim_status",
  "t16"."_patient_known",
  "t16"."is_amount_outlier",
  "t16"."_latest_date",
  "t16"."_strength",
  CASE
    WHEN ARRAY_LENGTH(
      CASE
        WHEN (
          "t16"."_failed_rules" IS NULL
        )
        OR (
          ARRAY_LENGTH(
            CASE
              WHEN COALESCE("t16"."_released", []) IS NULL OR COALESCE("t16"."_waived", []) IS NULL
              THEN NULL
              ELSE LIST_CONCAT(COALESCE("t16"."_released", []), COALESCE("t16"."_waived", []))
            END
          ) = 0
        )
        THEN "t16"."_failed_rules"
        ELSE LIST_FILTER(
          "t16"."_failed_rules",
          LAMBDA __ibis_param_name__ : NOT (
            ARRAY_CONTAINS(
              CASE
                WHEN COALESCE("t16"."_released", []) IS NULL OR COALESCE("t16"."_waived", []) IS NULL
                THEN NULL
                ELSE LIST_CONCAT(COALESCE("t16"."_released", []), COALESCE("t16"."_waived", []))
              END,
              __ibis_param_name__
            )
          )
        )
      END
    ) > 0
    THEN CASE
      WHEN (
        "t16"."_failed_rules" IS NULL
      )
      OR (
        ARRAY_LENGTH(
          CASE
            WHEN COALESCE("t16"."_released", []) IS NULL OR COALESCE("t16"."_waived", []) IS NULL
            THEN NULL
            ELSE LIST_CONCAT(COALESCE("t16"."_released", []), COALESCE("t16"."_waived", []))
          END
        ) = 0
      )
      THEN "t16"."_failed_rules"
      ELSE LIST_FILTER(
        "t16"."_failed_rules",
        LAMBDA __ibis_param_name__ : NOT (
          ARRAY_CONTAINS(
            CASE
              WHEN COALESCE("t16"."_released", []) IS NULL OR COALESCE("t16"."_waived", []) IS NULL
              THEN NULL
              ELSE LIST_CONCAT(COALESCE("t16"."_released", []), COALESCE("t16"."_waived", []))
            END,
            __ibis_param_name__
          )
        )
      )
    END
    ELSE CAST(NULL AS TEXT[])
  END AS "_failed_rules",
  "t16"."_warnings"
FROM (
  SELECT
    "t15"."claim_id",
    "t15"."patient_id",
    "t15"."claim_amount",
    "t15"."claim_date",
    "t15"."diagnosis_code",
    "t15"."procedure_code",
    "t15"."claim_status",
    "t15"."_ingested_at",
    "t15"."_pipeline_env",
    "t15"."_as_landed_claim_id",
    "t15"."_as_landed_patient_id",
    "t15"."_as_landed_claim_date",
    "t15"."_as_landed_diagnosis_code",
    "t15"."_as_landed_procedure_code",
    "t15"."_as_landed_claim_status",
    "t15"."_patient_known",
    "t15"."is_amount_outlier",
    "t15"."_latest_date",
    "t15"."_strength",
    "t15"."_failed_rules",
    "t15"."_warnings",
    "t9"."_release_id",
    "t9"."_release_at",
    "t9"."_released",
    "t10"."_waived"
  FROM (
    SELECT
      "t13"."claim_id",
      "t13"."patient_id",
      "t13"."claim_amount",
      "t13"."claim_date",
      "t13"."diagnosis_code",
      "t13"."procedure_code",
      "t13"."claim_status",
      "t13"."_ingested_at",
      "t13"."_pipeline_env",
      "t13"."_as_landed_claim_id",
      "t13"."_as_landed_patient_id",
      "t13"."_as_landed_claim_date",
      "t13"."_as_landed_diagnosis_code",
      "t13"."_as_landed_procedure_code",
      "t13"."_as_landed_claim_status",
      "t13"."_known_id" IS NOT NULL AS "_patient_known",
      NOT (
        COALESCE("t13"."claim_amount" BETWEEN 10.0 AND 80000.0, FALSE)
      ) AS "is_amount_outlier",
      CAST(CAST("t13"."_ingested_at" AS DATE) + INTERVAL '1' DAY AS DATE) AS "_latest_date",
      CAST(CASE
        WHEN "t13"."claim_status" = 'submitted'
        THEN 0
        WHEN "t13"."claim_status" = 'denied'
        THEN 1
        WHEN "t13"."claim_status" = 'approved'
        THEN 2
        WHEN "t13"."claim_status" = 'paid'
        THEN 3
        ELSE -1
      END AS INT) AS "_strength",
      CASE
        WHEN COALESCE(LENGTH("t13"."claim_id") >= 1, FALSE)
        AND COALESCE(LENGTH("t13"."patient_id") >= 5, FALSE)
        AND COALESCE("t13"."_known_id" IS NOT NULL, FALSE)
        AND COALESCE(
          (
            "t13"."claim_amount" > 0
          ) AND (
            "t13"."claim_amount" < 10000000000.0
          ),
          FALSE
        )
        AND COALESCE(
          "t13"."claim_date" <= CAST(CAST("t13"."_ingested_at" AS DATE) + INTERVAL '1' DAY AS DATE),
          FALSE
        )
        AND COALESCE(
          REGEXP_MATCHES("t13"."diagnosis_code", '\A[A-Z][0-9A][0-9AB](\.[0-9A-Z]{1,4})?\z'),
          FALSE
        )
        AND COALESCE(
          REGEXP_MATCHES("t13"."procedure_code", '\A([0-9]{4}[0-9FTUM]|[A-V][0-9]{4})\z'),
          FALSE
        )
        AND COALESCE("t13"."claim_status" IN ('submitted', 'denied', 'approved', 'paid'), FALSE)
        AND COALESCE(
          NOT (
            COALESCE(
              REGEXP_MATCHES("t13"."diagnosis_code", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)'),
              FALSE
            )
            OR COALESCE(
              REGEXP_MATCHES("t13"."procedure_code", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)'),
              FALSE
            )
            OR COALESCE(
              CASE
                WHEN CONTAINS("t13"."claim_id", '-') OR CONTAINS("t13"."claim_id", ' ')
                THEN REGEXP_MATCHES("t13"."claim_id", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)')
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
              WHEN COALESCE(LENGTH("t13"."claim_id") >= 1, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_claim_id'
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
                (
                  "t13"."claim_amount" > 0
                ) AND (
                  "t13"."claim_amount" < 10000000000.0
                ),
                FALSE
              )
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_claim_amount'
            END,
            CASE
              WHEN COALESCE(
                "t13"."claim_date" <= CAST(CAST("t13"."_ingested_at" AS DATE) + INTERVAL '1' DAY AS DATE),
                FALSE
              )
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_claim_date'
            END,
            CASE
              WHEN COALESCE(
                REGEXP_MATCHES("t13"."diagnosis_code", '\A[A-Z][0-9A][0-9AB](\.[0-9A-Z]{1,4})?\z'),
                FALSE
              )
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_diagnosis_code'
            END,
            CASE
              WHEN COALESCE(
                REGEXP_MATCHES("t13"."procedure_code", '\A([0-9]{4}[0-9FTUM]|[A-V][0-9]{4})\z'),
                FALSE
              )
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_procedure_code'
            END,
            CASE
              WHEN COALESCE("t13"."claim_status" IN ('submitted', 'denied', 'approved', 'paid'), FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_claim_status'
            END,
            CASE
              WHEN COALESCE(
                NOT (
                  COALESCE(
                    REGEXP_MATCHES("t13"."diagnosis_code", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)'),
                    FALSE
                  )
                  OR COALESCE(
                    REGEXP_MATCHES("t13"."procedure_code", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)'),
                    FALSE
                  )
                  OR COALESCE(
                    CASE
                      WHEN CONTAINS("t13"."claim_id", '-') OR CONTAINS("t13"."claim_id", ' ')
                      THEN REGEXP_MATCHES("t13"."claim_id", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)')
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
        "t12"."claim_id",
        "t12"."patient_id",
        "t12"."claim_amount",
        "t12"."claim_date",
        "t12"."diagnosis_code",
        "t12"."procedure_code",
        "t12"."claim_status",
        "t12"."_ingested_at",
        "t12"."_pipeline_env",
        "t12"."_as_landed_claim_id",
        "t12"."_as_landed_patient_id",
        "t12"."_as_landed_claim_date",
        "t12"."_as_landed_diagnosis_code",
        "t12"."_as_landed_procedure_code",
        "t12"."_as_landed_claim_status",
        "t6"."_known_id"
      FROM (
        SELECT
          CASE
            WHEN REGEXP_MATCHES("t1"."claim_id", '\A[!-~]([ -~]*[!-~])?\z')
            THEN "t1"."claim_id"
            ELSE TRIM("t1"."claim_id", ' 	
')
          END AS "claim_id",
          CASE
            WHEN REGEXP_MATCHES("t1"."patient_id", '\A[!-~]([ -~]*[!-~])?\z')
            THEN "t1"."patient_id"
            ELSE TRIM("t1"."patient_id", ' 	
')
          END AS "patient_id",
          "t1"."claim_amount",
          TRY_CAST(CASE
            WHEN REGEXP_MATCHES("t1"."claim_date", '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\z')
            THEN "t1"."claim_date"
            ELSE CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t1"."claim_date", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."claim_date"
                  ELSE TRIM("t1"."claim_date", ' 	
')
                END,
                '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\z'
              )
              THEN CASE
                WHEN REGEXP_MATCHES("t1"."claim_date", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."claim_date"
                ELSE TRIM("t1"."claim_date", ' 	
')
              END
              ELSE CAST(NULL AS TEXT)
            END
          END AS DATE) AS "claim_date",
          CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t1"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."diagnosis_code"
                ELSE TRIM("t1"."diagnosis_code", ' 	
')
              END,
              '\A[ -~]*\z'
            )
            THEN UPPER(
              CASE
                WHEN REGEXP_MATCHES("t1"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."diagnosis_code"
                ELSE TRIM("t1"."diagnosis_code", ' 	
')
              END
            )
            ELSE TRANSLATE(
              CASE
                WHEN REGEXP_MATCHES("t1"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."diagnosis_code"
                ELSE TRIM("t1"."diagnosis_code", ' 	
')
              END,
              'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
            )
          END AS "diagnosis_code",
          CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t1"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."procedure_code"
                ELSE TRIM("t1"."procedure_code", ' 	
')
              END,
              '\A[ -~]*\z'
            )
            THEN UPPER(
              CASE
                WHEN REGEXP_MATCHES("t1"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."procedure_code"
                ELSE TRIM("t1"."procedure_code", ' 	
')
              END
            )
            ELSE TRANSLATE(
              CASE
                WHEN REGEXP_MATCHES("t1"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t1"."procedure_code"
                ELSE TRIM("t1"."procedure_code", ' 	
')
              END,
              'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
            )
          END AS "procedure_code",
          CASE
            WHEN "t1"."claim_status" IN ('submitted', 'denied', 'approved', 'paid')
            THEN "t1"."claim_status"
            ELSE CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t1"."claim_status", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."claim_status"
                  ELSE TRIM("t1"."claim_status", ' 	
')
                END,
                '\A[ -~]*\z'
              )
              THEN LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t1"."claim_status", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."claim_status"
                  ELSE TRIM("t1"."claim_status", ' 	
')
                END
              )
              ELSE TRANSLATE(
                CASE
                  WHEN REGEXP_MATCHES("t1"."claim_status", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."claim_status"
                  ELSE TRIM("t1"."claim_status", ' 	
')
                END,
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
                'abcdefghijklmnopqrstuvwxyz'
              )
            END
          END AS "claim_status",
          "t1"."_ingested_at",
          "t1"."_pipeline_env",
          NULLIF(
            "t1"."claim_id",
            CASE
              WHEN REGEXP_MATCHES("t1"."claim_id", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t1"."claim_id"
              ELSE TRIM("t1"."claim_id", ' 	
')
            END
          ) AS "_as_landed_claim_id",
          NULLIF(
            "t1"."patient_id",
            CASE
              WHEN REGEXP_MATCHES("t1"."patient_id", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t1"."patient_id"
              ELSE TRIM("t1"."patient_id", ' 	
')
            END
          ) AS "_as_landed_patient_id",
          "t1"."claim_date" AS "_as_landed_claim_date",
          NULLIF(
            "t1"."diagnosis_code",
            CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t1"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."diagnosis_code"
                  ELSE TRIM("t1"."diagnosis_code", ' 	
')
                END,
                '\A[ -~]*\z'
              )
              THEN UPPER(
                CASE
                  WHEN REGEXP_MATCHES("t1"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."diagnosis_code"
                  ELSE TRIM("t1"."diagnosis_code", ' 	
')
                END
              )
              ELSE TRANSLATE(
                CASE
                  WHEN REGEXP_MATCHES("t1"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."diagnosis_code"
                  ELSE TRIM("t1"."diagnosis_code", ' 	
')
                END,
                'abcdefghijklmnopqrstuvwxyz',
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
              )
            END
          ) AS "_as_landed_diagnosis_code",
          NULLIF(
            "t1"."procedure_code",
            CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t1"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."procedure_code"
                  ELSE TRIM("t1"."procedure_code", ' 	
')
                END,
                '\A[ -~]*\z'
              )
              THEN UPPER(
                CASE
                  WHEN REGEXP_MATCHES("t1"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."procedure_code"
                  ELSE TRIM("t1"."procedure_code", ' 	
')
                END
              )
              ELSE TRANSLATE(
                CASE
                  WHEN REGEXP_MATCHES("t1"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t1"."procedure_code"
                  ELSE TRIM("t1"."procedure_code", ' 	
')
                END,
                'abcdefghijklmnopqrstuvwxyz',
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
              )
            END
          ) AS "_as_landed_procedure_code",
          NULLIF(
            "t1"."claim_status",
            CASE
              WHEN "t1"."claim_status" IN ('submitted', 'denied', 'approved', 'paid')
              THEN "t1"."claim_status"
              ELSE CASE
                WHEN REGEXP_MATCHES(
                  CASE
                    WHEN REGEXP_MATCHES("t1"."claim_status", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t1"."claim_status"
                    ELSE TRIM("t1"."claim_status", ' 	
')
                  END,
                  '\A[ -~]*\z'
                )
                THEN LOWER(
                  CASE
                    WHEN REGEXP_MATCHES("t1"."claim_status", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t1"."claim_status"
                    ELSE TRIM("t1"."claim_status", ' 	
')
                  END
                )
                ELSE TRANSLATE(
                  CASE
                    WHEN REGEXP_MATCHES("t1"."claim_status", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t1"."claim_status"
                    ELSE TRIM("t1"."claim_status", ' 	
')
                  END,
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
                  'abcdefghijklmnopqrstuvwxyz'
                )
              END
            END
          ) AS "_as_landed_claim_status"
        FROM "data_eng"."bronze_claims" AS "t1"
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
        "t0"."feed" = 'claims'
        AND "t0"."ended_at" IS NULL
        AND "t0"."rule" IN ('valid_patient_id', 'valid_diagnosis_code', 'valid_procedure_code')
        AND "t0"."action" = 'release'
    ) AS "t4"
    GROUP BY
      1,
      2
  ) AS "t9"
    ON "t15"."claim_id" = "t9"."_release_id"
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
        "t0"."feed" = 'claims'
        AND "t0"."ended_at" IS NULL
        AND "t0"."rule" IN ('valid_patient_id', 'valid_diagnosis_code', 'valid_procedure_code')
        AND "t0"."action" = 'waive'
    ) AS "t5"
  ) AS "t10"
) AS "t16"

SELECT
  "t16"."patient_id",
  "t16"."first_name",
  "t16"."last_name",
  "t16"."age",
  "t16"."sex",
  "t16"."region",
  "t16"."bmi",
  "t16"."smoker",
  "t16"."children",
  "t16"."charges",
  "t16"."insurance_plan",
  "t16"."coverage_start_date",
  "t16"."timestamp",
  "t16"."_ingested_at",
  "t16"."_pipeline_env",
  "t16"."_as_landed_patient_id",
  "t16"."_as_landed_sex",
  "t16"."_as_landed_region",
  "t16"."_as_landed_insurance_plan",
  "t16"."_as_landed_coverage_start_date",
  "t16"."_as_landed_timestamp",
  "t16"."first_name_pseudonym",
  "t16"."last_name_pseudonym",
  "t16"."is_bmi_outlier",
  "t16"."is_charges_outlier",
  "t16"."_name_key_id",
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
    "t15"."patient_id",
    "t15"."first_name",
    "t15"."last_name",
    "t15"."age",
    "t15"."sex",
    "t15"."region",
    "t15"."bmi",
    "t15"."smoker",
    "t15"."children",
    "t15"."charges",
    "t15"."insurance_plan",
    "t15"."coverage_start_date",
    "t15"."timestamp",
    "t15"."_ingested_at",
    "t15"."_pipeline_env",
    "t15"."_as_landed_patient_id",
    "t15"."_as_landed_sex",
    "t15"."_as_landed_region",
    "t15"."_as_landed_insurance_plan",
    "t15"."_as_landed_coverage_start_date",
    "t15"."_as_landed_timestamp",
    "t15"."first_name_pseudonym",
    "t15"."last_name_pseudonym",
    "t15"."is_bmi_outlier",
    "t15"."is_charges_outlier",
    "t15"."_name_key_id",
    "t15"."_failed_rules",
    "t15"."_warnings",
    "t10"."_release_id",
    "t10"."_release_at",
    "t10"."_released",
    "t11"."_waived"
  FROM (
    SELECT
      "t13"."patient_id",
      "t13"."first_name",
      "t13"."last_name",
      "t13"."age",
      "t13"."sex",
      "t13"."region",
      "t13"."bmi",
      "t13"."smoker",
      "t13"."children",
      "t13"."charges",
      "t13"."insurance_plan",
      "t13"."coverage_start_date",
      "t13"."timestamp",
      "t13"."_ingested_at",
      "t13"."_pipeline_env",
      "t13"."_as_landed_patient_id",
      "t13"."_as_landed_sex",
      "t13"."_as_landed_region",
      "t13"."_as_landed_insurance_plan",
      "t13"."_as_landed_coverage_start_date",
      "t13"."_as_landed_timestamp",
      "t13"."first_name_pseudonym",
      "t13"."last_name_pseudonym",
      "t13"."is_bmi_outlier",
      "t13"."is_charges_outlier",
      "t13"."_name_key_id",
      CASE
        WHEN COALESCE(LENGTH("t13"."patient_id") >= 5, FALSE)
        AND COALESCE("t13"."age" BETWEEN 18 AND 85, FALSE)
        AND COALESCE("t13"."sex" IN ('MALE', 'FEMALE'), FALSE)
        AND COALESCE("t13"."region" IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST'), FALSE)
        AND COALESCE("t13"."bmi" BETWEEN 16.0 AND 50.0, FALSE)
        AND COALESCE("t13"."smoker" IS NOT NULL, FALSE)
        AND COALESCE("t13"."children" >= 0, FALSE)
        AND COALESCE((
          "t13"."charges" > 0
        ) AND (
          "t13"."charges" < 10000000000.0
        ), FALSE)
        AND COALESCE("t13"."timestamp" IS NOT NULL, FALSE)
        AND COALESCE(
          NOT (
            COALESCE(
              REGEXP_MATCHES("t13"."insurance_plan", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)'),
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
              WHEN COALESCE(LENGTH("t13"."patient_id") >= 5, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_patient_id'
            END,
            CASE
              WHEN COALESCE("t13"."age" BETWEEN 18 AND 85, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_age'
            END,
            CASE
              WHEN COALESCE("t13"."sex" IN ('MALE', 'FEMALE'), FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_sex'
            END,
            CASE
              WHEN COALESCE("t13"."region" IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST'), FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_region'
            END,
            CASE
              WHEN COALESCE("t13"."bmi" BETWEEN 16.0 AND 50.0, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_bmi'
            END,
            CASE
              WHEN COALESCE("t13"."smoker" IS NOT NULL, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_smoker'
            END,
            CASE
              WHEN COALESCE("t13"."children" >= 0, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_children'
            END,
            CASE
              WHEN COALESCE((
                "t13"."charges" > 0
              ) AND (
                "t13"."charges" < 10000000000.0
              ), FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_charges'
            END,
            CASE
              WHEN COALESCE("t13"."timestamp" IS NOT NULL, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_timestamp'
            END,
            CASE
              WHEN COALESCE(
                NOT (
                  COALESCE(
                    REGEXP_MATCHES("t13"."insurance_plan", '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)'),
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
      CASE
        WHEN COALESCE(
          (
            "t13"."first_name_pseudonym" IS NOT NULL
          )
          AND (
            "t13"."last_name_pseudonym" IS NOT NULL
          ),
          FALSE
        )
        AND COALESCE("t13"."coverage_start_date" IS NOT NULL, FALSE)
        AND COALESCE(
          "t13"."insurance_plan" IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO'),
          FALSE
        )
        AND COALESCE("t13"."age" BETWEEN 18 AND 80, FALSE)
        AND COALESCE("t13"."bmi" BETWEEN 18.0 AND 40.0, FALSE)
        AND COALESCE("t13"."children" <= 10, FALSE)
        THEN CAST(NULL AS TEXT[])
        ELSE LIST_FILTER(
          CAST([
            CASE
              WHEN COALESCE(
                (
                  "t13"."first_name_pseudonym" IS NOT NULL
                )
                AND (
                  "t13"."last_name_pseudonym" IS NOT NULL
                ),
                FALSE
              )
              THEN CAST(NULL AS TEXT)
              ELSE 'complete_name'
            END,
            CASE
              WHEN COALESCE("t13"."coverage_start_date" IS NOT NULL, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_coverage_date'
            END,
            CASE
              WHEN COALESCE(
                "t13"."insurance_plan" IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO'),
                FALSE
              )
              THEN CAST(NULL AS TEXT)
              ELSE 'valid_insurance_plan'
            END,
            CASE
              WHEN COALESCE("t13"."age" BETWEEN 18 AND 80, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'reasonable_age'
            END,
            CASE
              WHEN COALESCE("t13"."bmi" BETWEEN 18.0 AND 40.0, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'reasonable_bmi'
            END,
            CASE
              WHEN COALESCE("t13"."children" <= 10, FALSE)
              THEN CAST(NULL AS TEXT)
              ELSE 'reasonable_children'
            END
          ] AS TEXT[]),
          LAMBDA __ibis_param_name__ : __ibis_param_name__ IS NOT NULL
        )
      END AS "_warnings"
    FROM (
      SELECT
        "t12"."patient_id",
        "t12"."first_name",
        "t12"."last_name",
        "t12"."age",
        "t12"."sex",
        "t12"."region",
        "t12"."bmi",
        "t12"."smoker",
        "t12"."children",
        "t12"."charges",
        "t12"."insurance_plan",
        "t12"."coverage_start_date",
        "t12"."timestamp",
        "t12"."_ingested_at",
        "t12"."_pipeline_env",
        "t12"."_as_landed_patient_id",
        "t12"."_as_landed_sex",
        "t12"."_as_landed_region",
        "t12"."_as_landed_insurance_plan",
        "t12"."_as_landed_coverage_start_date",
        "t12"."_as_landed_timestamp",
        SHA256(
          UNHEX((
            SELECT
              "t2"."opad"
            FROM "data_eng_ops"."name_key" AS "t2"
          )) || UNHEX(
            SHA256(
              UNHEX((
                SELECT
                  "t2"."ipad"
                FROM "data_eng_ops"."name_key" AS "t2"
              )) || UNHEX(
                HEX(
                  CAST(LENGTH("t12"."patient_id") AS TEXT) || ':' || "t12"."patient_id" || NULLIF(
                    CASE
                      WHEN REGEXP_MATCHES(
                        CASE
                          WHEN REGEXP_MATCHES("t12"."first_name", '\A[!-~]([ -~]*[!-~])?\z')
                          THEN "t12"."first_name"
                          ELSE TRIM("t12"."first_name", ' 	
')
                        END,
                        '\A[ -~]*\z'
                      )
                      THEN UPPER(
                        CASE
                          WHEN REGEXP_MATCHES("t12"."first_name", '\A[!-~]([ -~]*[!-~])?\z')
                          THEN "t12"."first_name"
                          ELSE TRIM("t12"."first_name", ' 	
')
                        END
                      )
                      ELSE TRANSLATE(
                        CASE
                          WHEN REGEXP_MATCHES("t12"."first_name", '\A[!-~]([ -~]*[!-~])?\z')
                          THEN "t12"."first_name"
                          ELSE TRIM("t12"."first_name", ' 	
')
                        END,
                        'abcdefghijklmnopqrstuvwxyz',
                        'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                      )
                    END,
                    ''
                  )
                )
              )
            )
          )
        ) AS "first_name_pseudonym",
        SHA256(
          UNHEX((
            SELECT
              "t2"."opad"
            FROM "data_eng_ops"."name_key" AS "t2"
          )) || UNHEX(
            SHA256(
              UNHEX((
                SELECT
                  "t2"."ipad"
                FROM "data_eng_ops"."name_key" AS "t2"
              )) || UNHEX(
                HEX(
                  CAST(LENGTH("t12"."patient_id") AS TEXT) || ':' || "t12"."patient_id" || NULLIF(
                    CASE
                      WHEN REGEXP_MATCHES(
                        CASE
                          WHEN REGEXP_MATCHES("t12"."last_name", '\A[!-~]([ -~]*[!-~])?\z')
                          THEN "t12"."last_name"
                          ELSE TRIM("t12"."last_name", ' 	
')
                        END,
                        '\A[ -~]*\z'
                      )
                      THEN UPPER(
                        CASE
                          WHEN REGEXP_MATCHES("t12"."last_name", '\A[!-~]([ -~]*[!-~])?\z')
                          THEN "t12"."last_name"
                          ELSE TRIM("t12"."last_name", ' 	
')
                        END
                      )
                      ELSE TRANSLATE(
                        CASE
                          WHEN REGEXP_MATCHES("t12"."last_name", '\A[!-~]([ -~]*[!-~])?\z')
                          THEN "t12"."last_name"
                          ELSE TRIM("t12"."last_name", ' 	
')
                        END,
                        'abcdefghijklmnopqrstuvwxyz',
                        'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                      )
                    END,
                    ''
                  )
                )
              )
            )
          )
        ) AS "last_name_pseudonym",
        NOT (
          COALESCE("t12"."bmi" BETWEEN 17.0 AND 47.0, FALSE)
        ) AS "is_bmi_outlier",
        NOT (
          COALESCE("t12"."charges" BETWEEN 1000.0 AND 50000.0, FALSE)
        ) AS "is_charges_outlier",
        (
          SELECT
            "t2"."key_id"
          FROM "data_eng_ops"."name_key" AS "t2"
        ) AS "_name_key_id"
      FROM (
        SELECT
          CASE
            WHEN REGEXP_MATCHES("t0"."patient_id", '\A[!-~]([ -~]*[!-~])?\z')
            THEN "t0"."patient_id"
            ELSE TRIM("t0"."patient_id", ' 	
')
          END AS "patient_id",
          "t0"."first_name",
          "t0"."last_name",
          "t0"."age",
          CASE
            WHEN "t0"."sex" IN ('MALE', 'FEMALE')
            THEN "t0"."sex"
            ELSE CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t0"."sex", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."sex"
                  ELSE TRIM("t0"."sex", ' 	
')
                END,
                '\A[ -~]*\z'
              )
              THEN UPPER(
                CASE
                  WHEN REGEXP_MATCHES("t0"."sex", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."sex"
                  ELSE TRIM("t0"."sex", ' 	
')
                END
              )
              ELSE TRANSLATE(
                CASE
                  WHEN REGEXP_MATCHES("t0"."sex", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."sex"
                  ELSE TRIM("t0"."sex", ' 	
')
                END,
                'abcdefghijklmnopqrstuvwxyz',
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
              )
            END
          END AS "sex",
          CASE
            WHEN "t0"."region" IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST')
            THEN "t0"."region"
            ELSE CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t0"."region", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."region"
                  ELSE TRIM("t0"."region", ' 	
')
                END,
                '\A[ -~]*\z'
              )
              THEN UPPER(
                CASE
                  WHEN REGEXP_MATCHES("t0"."region", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."region"
                  ELSE TRIM("t0"."region", ' 	
')
                END
              )
              ELSE TRANSLATE(
                CASE
                  WHEN REGEXP_MATCHES("t0"."region", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."region"
                  ELSE TRIM("t0"."region", ' 	
')
                END,
                'abcdefghijklmnopqrstuvwxyz',
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
              )
            END
          END AS "region",
          "t0"."bmi",
          "t0"."smoker",
          "t0"."children",
          "t0"."charges",
          CASE
            WHEN "t0"."insurance_plan" IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO')
            THEN "t0"."insurance_plan"
            ELSE NULLIF(
              CASE
                WHEN REGEXP_MATCHES(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."insurance_plan", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."insurance_plan"
                    ELSE TRIM("t0"."insurance_plan", ' 	
')
                  END,
                  '\A[ -~]*\z'
                )
                THEN UPPER(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."insurance_plan", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."insurance_plan"
                    ELSE TRIM("t0"."insurance_plan", ' 	
')
                  END
                )
                ELSE TRANSLATE(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."insurance_plan", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."insurance_plan"
                    ELSE TRIM("t0"."insurance_plan", ' 	
')
                  END,
                  'abcdefghijklmnopqrstuvwxyz',
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                )
              END,
              ''
            )
          END AS "insurance_plan",
          TRY_CAST(CASE
            WHEN REGEXP_MATCHES("t0"."coverage_start_date", '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\z')
            THEN "t0"."coverage_start_date"
            ELSE CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t0"."coverage_start_date", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."coverage_start_date"
                  ELSE TRIM("t0"."coverage_start_date", ' 	
')
                END,
                '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\z'
              )
              THEN CASE
                WHEN REGEXP_MATCHES("t0"."coverage_start_date", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t0"."coverage_start_date"
                ELSE TRIM("t0"."coverage_start_date", ' 	
')
              END
              ELSE CAST(NULL AS TEXT)
            END
          END AS DATE) AS "coverage_start_date",
          COALESCE(
            TRY_CAST(CASE
              WHEN REGEXP_MATCHES(
                "t0"."timestamp",
                '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
              )
              THEN "t0"."timestamp"
              ELSE CASE
                WHEN REGEXP_MATCHES(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."timestamp"
                    ELSE TRIM("t0"."timestamp", ' 	
')
                  END,
                  '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
                )
                THEN CASE
                  WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."timestamp"
                  ELSE TRIM("t0"."timestamp", ' 	
')
                END
                ELSE CAST(NULL AS TEXT)
              END
            END AS TIMESTAMPTZ),
            TRY_CAST(SUBSTRING(
              CASE
                WHEN REGEXP_MATCHES(
                  "t0"."timestamp",
                  '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
                )
                THEN "t0"."timestamp"
                ELSE CASE
                  WHEN REGEXP_MATCHES(
                    CASE
                      WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                      THEN "t0"."timestamp"
                      ELSE TRIM("t0"."timestamp", ' 	
')
                    END,
                    '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
                  )
                  THEN CASE
                    WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."timestamp"
                    ELSE TRIM("t0"."timestamp", ' 	
')
                  END
                  ELSE CAST(NULL AS TEXT)
                END
              END,
              CASE
                WHEN (
                  0 + 1
                ) >= 1
                THEN 0 + 1
                ELSE 0 + 1 + LENGTH(
                  CASE
                    WHEN REGEXP_MATCHES(
                      "t0"."timestamp",
                      '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
                    )
                    THEN "t0"."timestamp"
                    ELSE CASE
                      WHEN REGEXP_MATCHES(
                        CASE
                          WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                          THEN "t0"."timestamp"
                          ELSE TRIM("t0"."timestamp", ' 	
')
                        END,
                        '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
                      )
                      THEN CASE
                        WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                        THEN "t0"."timestamp"
                        ELSE TRIM("t0"."timestamp", ' 	
')
                      END
                      ELSE CAST(NULL AS TEXT)
                    END
                  END
                )
              END,
              16
            ) || ':00' || SUBSTRING(
              CASE
                WHEN REGEXP_MATCHES(
                  "t0"."timestamp",
                  '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
                )
                THEN "t0"."timestamp"
                ELSE CASE
                  WHEN REGEXP_MATCHES(
                    CASE
                      WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                      THEN "t0"."timestamp"
                      ELSE TRIM("t0"."timestamp", ' 	
')
                    END,
                    '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
                  )
                  THEN CASE
                    WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."timestamp"
                    ELSE TRIM("t0"."timestamp", ' 	
')
                  END
                  ELSE CAST(NULL AS TEXT)
                END
              END,
              CASE
                WHEN (
                  16 + 1
                ) >= 1
                THEN 16 + 1
                ELSE 16 + 1 + LENGTH(
                  CASE
                    WHEN REGEXP_MATCHES(
                      "t0"."timestamp",
                      '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
                    )
                    THEN "t0"."timestamp"
                    ELSE CASE
                      WHEN REGEXP_MATCHES(
                        CASE
                          WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                          THEN "t0"."timestamp"
                          ELSE TRIM("t0"."timestamp", ' 	
')
                        END,
                        '\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?\z'
                      )
                      THEN CASE
                        WHEN REGEXP_MATCHES("t0"."timestamp", '\A[!-~]([ -~]*[!-~])?\z')
                        THEN "t0"."timestamp"
                        ELSE TRIM("t0"."timestamp", ' 	
')
                      END
                      ELSE CAST(NULL AS TEXT)
                    END
                  END
                )
              END
            ) AS TIMESTAMPTZ)
          ) AS "timestamp",
          "t0"."_ingested_at",
          "t0"."_pipeline_env",
          NULLIF(
            "t0"."patient_id",
            CASE
              WHEN REGEXP_MATCHES("t0"."patient_id", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."patient_id"
              ELSE TRIM("t0"."patient_id", ' 	
')
            END
          ) AS "_as_landed_patient_id",
          NULLIF(
            "t0"."sex",
            CASE
              WHEN "t0"."sex" IN ('MALE', 'FEMALE')
              THEN "t0"."sex"
              ELSE CASE
                WHEN REGEXP_MATCHES(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."sex", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."sex"
                    ELSE TRIM("t0"."sex", ' 	
')
                  END,
                  '\A[ -~]*\z'
                )
                THEN UPPER(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."sex", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."sex"
                    ELSE TRIM("t0"."sex", ' 	
')
                  END
                )
                ELSE TRANSLATE(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."sex", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."sex"
                    ELSE TRIM("t0"."sex", ' 	
')
                  END,
                  'abcdefghijklmnopqrstuvwxyz',
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                )
              END
            END
          ) AS "_as_landed_sex",
          NULLIF(
            "t0"."region",
            CASE
              WHEN "t0"."region" IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST')
              THEN "t0"."region"
              ELSE CASE
                WHEN REGEXP_MATCHES(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."region", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."region"
                    ELSE TRIM("t0"."region", ' 	
')
                  END,
                  '\A[ -~]*\z'
                )
                THEN UPPER(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."region", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."region"
                    ELSE TRIM("t0"."region", ' 	
')
                  END
                )
                ELSE TRANSLATE(
                  CASE
                    WHEN REGEXP_MATCHES("t0"."region", '\A[!-~]([ -~]*[!-~])?\z')
                    THEN "t0"."region"
                    ELSE TRIM("t0"."region", ' 	
')
                  END,
                  'abcdefghijklmnopqrstuvwxyz',
                  'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                )
              END
            END
          ) AS "_as_landed_region",
          NULLIF(
            "t0"."insurance_plan",
            CASE
              WHEN "t0"."insurance_plan" IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO')
              THEN "t0"."insurance_plan"
              ELSE NULLIF(
                CASE
                  WHEN REGEXP_MATCHES(
                    CASE
                      WHEN REGEXP_MATCHES("t0"."insurance_plan", '\A[!-~]([ -~]*[!-~])?\z')
                      THEN "t0"."insurance_plan"
                      ELSE TRIM("t0"."insurance_plan", ' 	
')
                    END,
                    '\A[ -~]*\z'
                  )
                  THEN UPPER(
                    CASE
                      WHEN REGEXP_MATCHES("t0"."insurance_plan", '\A[!-~]([ -~]*[!-~])?\z')
                      THEN "t0"."insurance_plan"
                      ELSE TRIM("t0"."insurance_plan", ' 	
')
                    END
                  )
                  ELSE TRANSLATE(
                    CASE
                      WHEN REGEXP_MATCHES("t0"."insurance_plan", '\A[!-~]([ -~]*[!-~])?\z')
                      THEN "t0"."insurance_plan"
                      ELSE TRIM("t0"."insurance_plan", ' 	
')
                    END,
                    'abcdefghijklmnopqrstuvwxyz',
                    'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                  )
                END,
                ''
              )
            END
          ) AS "_as_landed_insurance_plan",
          "t0"."coverage_start_date" AS "_as_landed_coverage_start_date",
          "t0"."timestamp" AS "_as_landed_timestamp"
        FROM "data_eng"."bronze_patients" AS "t0"
      ) AS "t12"
    ) AS "t13"
  ) AS "t15"
  LEFT OUTER JOIN (
    SELECT
      "t6"."row_id" AS "_release_id",
      "t6"."row_ingested_at" AS "_release_at",
      ARRAY_AGG("t6"."rule") FILTER(WHERE
        "t6"."rule" IS NOT NULL) AS "_released"
    FROM (
      SELECT
        *
      FROM "data_eng_ops"."decisions" AS "t1"
      WHERE
        "t1"."feed" = 'patients'
        AND "t1"."ended_at" IS NULL
        AND "t1"."rule" IN (
          'valid_age',
          'valid_sex',
          'valid_region',
          'valid_bmi',
          'valid_smoker',
          'valid_children'
        )
        AND "t1"."action" = 'release'
    ) AS "t6"
    GROUP BY
      1,
      2
  ) AS "t10"
    ON "t15"."patient_id" = "t10"."_release_id"
    AND "t15"."_ingested_at" = "t10"."_release_at"
  CROSS JOIN (
    SELECT
      ARRAY_AGG("t7"."rule") FILTER(WHERE
        "t7"."rule" IS NOT NULL) AS "_waived"
    FROM (
      SELECT
        *
      FROM "data_eng_ops"."decisions" AS "t1"
      WHERE
        "t1"."feed" = 'patients'
        AND "t1"."ended_at" IS NULL
        AND "t1"."rule" IN (
          'valid_age',
          'valid_sex',
          'valid_region',
          'valid_bmi',
          'valid_smoker',
          'valid_children'
        )
        AND "t1"."action" = 'waive'
    ) AS "t7"
  ) AS "t11"
) AS "t16"

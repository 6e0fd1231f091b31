SELECT
  "t2"."patient_id",
  "t2"."first_name",
  "t2"."last_name",
  "t2"."age",
  "t2"."sex",
  "t2"."region",
  "t2"."bmi",
  "t2"."smoker",
  "t2"."children",
  "t2"."charges",
  "t2"."insurance_plan",
  "t2"."coverage_start_date",
  "t2"."timestamp",
  "t2"."_ingested_at",
  "t2"."_pipeline_env",
  "t2"."_reject_reason",
  "t2"."_reject_column",
  CASE
    WHEN "t2"."_reject_reason" IS NOT NULL
    THEN "t2"."_source_file"
    ELSE CAST(NULL AS TEXT)
  END AS "_source_file",
  CASE
    WHEN "t2"."_reject_reason" IS NOT NULL
    THEN "t2"."_position"
    ELSE CAST(NULL AS TEXT)
  END AS "_position",
  CASE
    WHEN "t2"."_reject_reason" IS NOT NULL
    THEN "t2"."_raw_line"
    ELSE CAST(NULL AS TEXT)
  END AS "_raw_line"
FROM (
  SELECT
    "t1"."patient_id",
    "t1"."first_name",
    "t1"."last_name",
    "t1"."age",
    "t1"."sex",
    "t1"."region",
    "t1"."bmi",
    "t1"."smoker",
    "t1"."children",
    "t1"."charges",
    "t1"."insurance_plan",
    "t1"."coverage_start_date",
    "t1"."timestamp",
    "t1"."_ingested_at",
    "t1"."_pipeline_env",
    "t1"."_text_age",
    "t1"."_text_bmi",
    "t1"."_text_smoker",
    "t1"."_text_children",
    "t1"."_text_charges",
    "t1"."_source_file",
    "t1"."_position",
    "t1"."_fault",
    "t1"."_raw_line",
    CASE
      WHEN "t1"."_fault" IS NOT NULL
      THEN "t1"."_fault"
      WHEN NOT (
        COALESCE(REGEXP_MATCHES("t1"."patient_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'missing key'
      WHEN CASE
        WHEN "t1"."age" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_age", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'not an integer'
      WHEN CASE
        WHEN "t1"."bmi" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_bmi", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'not a finite number'
      WHEN CASE
        WHEN "t1"."smoker" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_smoker", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'not a true or false word'
      WHEN CASE
        WHEN "t1"."children" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_children", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'not an integer'
      WHEN CASE
        WHEN "t1"."charges" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_charges", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'not a finite number'
      ELSE CAST(NULL AS TEXT)
    END AS "_reject_reason",
    CASE
      WHEN "t1"."_fault" IS NOT NULL
      THEN CAST(NULL AS TEXT)
      WHEN NOT (
        COALESCE(REGEXP_MATCHES("t1"."patient_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'patient_id'
      WHEN CASE
        WHEN "t1"."age" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_age", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'age'
      WHEN CASE
        WHEN "t1"."bmi" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_bmi", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'bmi'
      WHEN CASE
        WHEN "t1"."smoker" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_smoker", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'smoker'
      WHEN CASE
        WHEN "t1"."children" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_children", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'children'
      WHEN CASE
        WHEN "t1"."charges" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_charges", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'charges'
      ELSE CAST(NULL AS TEXT)
    END AS "_reject_column"
  FROM (
    SELECT
      "t0"."patient_id",
      "t0"."first_name",
      "t0"."last_name",
      TRY_CAST(CASE
        WHEN REGEXP_MATCHES("t0"."age", '\A[+-]?[0-9]{1,18}\z')
        THEN "t0"."age"
        ELSE CASE
          WHEN REGEXP_MATCHES(
            CASE
              WHEN REGEXP_MATCHES("t0"."age", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."age"
              ELSE TRIM("t0"."age", ' 	
')
            END,
            '\A[+-]?[0-9]{1,18}\z'
          )
          THEN CASE
            WHEN REGEXP_MATCHES("t0"."age", '\A[!-~]([ -~]*[!-~])?\z')
            THEN "t0"."age"
            ELSE TRIM("t0"."age", ' 	
')
          END
          ELSE CAST(NULL AS TEXT)
        END
      END AS INT) AS "age",
      "t0"."sex",
      "t0"."region",
      CASE
        WHEN ABS(
          TRY_CAST(CASE
            WHEN REGEXP_MATCHES("t0"."bmi", '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z')
            THEN "t0"."bmi"
            ELSE CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t0"."bmi", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."bmi"
                  ELSE TRIM("t0"."bmi", ' 	
')
                END,
                '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z'
              )
              THEN CASE
                WHEN REGEXP_MATCHES("t0"."bmi", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t0"."bmi"
                ELSE TRIM("t0"."bmi", ' 	
')
              END
              ELSE CAST(NULL AS TEXT)
            END
          END AS DOUBLE)
        ) < 1e+308
        THEN TRY_CAST(CASE
          WHEN REGEXP_MATCHES("t0"."bmi", '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z')
          THEN "t0"."bmi"
          ELSE CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t0"."bmi", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t0"."bmi"
                ELSE TRIM("t0"."bmi", ' 	
')
              END,
              '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z'
            )
            THEN CASE
              WHEN REGEXP_MATCHES("t0"."bmi", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."bmi"
              ELSE TRIM("t0"."bmi", ' 	
')
            END
            ELSE CAST(NULL AS TEXT)
          END
        END AS DOUBLE)
        ELSE CAST(NULL AS DOUBLE)
      END AS "bmi",
      CASE
        WHEN CASE
          WHEN REGEXP_MATCHES(
            CASE
              WHEN REGEXP_MATCHES("t0"."smoker", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."smoker"
              ELSE TRIM("t0"."smoker", ' 	
')
            END,
            '\A[ -~]*\z'
          )
          THEN LOWER(
            CASE
              WHEN REGEXP_MATCHES("t0"."smoker", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."smoker"
              ELSE TRIM("t0"."smoker", ' 	
')
            END
          )
          ELSE TRANSLATE(
            CASE
              WHEN REGEXP_MATCHES("t0"."smoker", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."smoker"
              ELSE TRIM("t0"."smoker", ' 	
')
            END,
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
            'abcdefghijklmnopqrstuvwxyz'
          )
        END IN ('true', 't', 'yes', 'y', '1')
        THEN TRUE
        WHEN CASE
          WHEN REGEXP_MATCHES(
            CASE
              WHEN REGEXP_MATCHES("t0"."smoker", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."smoker"
              ELSE TRIM("t0"."smoker", ' 	
')
            END,
            '\A[ -~]*\z'
          )
          THEN LOWER(
            CASE
              WHEN REGEXP_MATCHES("t0"."smoker", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."smoker"
              ELSE TRIM("t0"."smoker", ' 	
')
            END
          )
          ELSE TRANSLATE(
            CASE
              WHEN REGEXP_MATCHES("t0"."smoker", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."smoker"
              ELSE TRIM("t0"."smoker", ' 	
')
            END,
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
            'abcdefghijklmnopqrstuvwxyz'
          )
        END IN ('false', 'f', 'no', 'n', '0')
        THEN FALSE
        ELSE CAST(NULL AS BOOLEAN)
      END AS "smoker",
      TRY_CAST(CASE
        WHEN REGEXP_MATCHES("t0"."children", '\A[+-]?[0-9]{1,18}\z')
        THEN "t0"."children"
        ELSE CASE
          WHEN REGEXP_MATCHES(
            CASE
              WHEN REGEXP_MATCHES("t0"."children", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."children"
              ELSE TRIM("t0"."children", ' 	
')
            END,
            '\A[+-]?[0-9]{1,18}\z'
          )
          THEN CASE
            WHEN REGEXP_MATCHES("t0"."children", '\A[!-~]([ -~]*[!-~])?\z')
            THEN "t0"."children"
            ELSE TRIM("t0"."children", ' 	
')
          END
          ELSE CAST(NULL AS TEXT)
        END
      END AS INT) AS "children",
      CASE
        WHEN ABS(
          TRY_CAST(CASE
            WHEN REGEXP_MATCHES("t0"."charges", '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z')
            THEN "t0"."charges"
            ELSE CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t0"."charges", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."charges"
                  ELSE TRIM("t0"."charges", ' 	
')
                END,
                '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z'
              )
              THEN CASE
                WHEN REGEXP_MATCHES("t0"."charges", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t0"."charges"
                ELSE TRIM("t0"."charges", ' 	
')
              END
              ELSE CAST(NULL AS TEXT)
            END
          END AS DOUBLE)
        ) < 1e+308
        THEN TRY_CAST(CASE
          WHEN REGEXP_MATCHES("t0"."charges", '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z')
          THEN "t0"."charges"
          ELSE CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t0"."charges", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t0"."charges"
                ELSE TRIM("t0"."charges", ' 	
')
              END,
              '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z'
            )
            THEN CASE
              WHEN REGEXP_MATCHES("t0"."charges", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."charges"
              ELSE TRIM("t0"."charges", ' 	
')
            END
            ELSE CAST(NULL AS TEXT)
          END
        END AS DOUBLE)
        ELSE CAST(NULL AS DOUBLE)
      END AS "charges",
      "t0"."insurance_plan",
      "t0"."coverage_start_date",
      "t0"."timestamp",
      "t0"."_ingested_at",
      "t0"."_pipeline_env",
      "t0"."age" AS "_text_age",
      "t0"."bmi" AS "_text_bmi",
      "t0"."smoker" AS "_text_smoker",
      "t0"."children" AS "_text_children",
      "t0"."charges" AS "_text_charges",
      "t0"."_source_file",
      "t0"."_position",
      "t0"."_fault",
      "t0"."_raw_line"
    FROM "data_eng_ops"."landing_patients" AS "t0"
  ) AS "t1"
) AS "t2"

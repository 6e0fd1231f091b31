SELECT
  "t2"."claim_id",
  "t2"."patient_id",
  "t2"."claim_amount",
  "t2"."claim_date",
  "t2"."diagnosis_code",
  "t2"."procedure_code",
  "t2"."claim_status",
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
    "t1"."claim_id",
    "t1"."patient_id",
    "t1"."claim_amount",
    "t1"."claim_date",
    "t1"."diagnosis_code",
    "t1"."procedure_code",
    "t1"."claim_status",
    "t1"."_ingested_at",
    "t1"."_pipeline_env",
    "t1"."_text_claim_amount",
    "t1"."_source_file",
    "t1"."_position",
    "t1"."_fault",
    "t1"."_raw_line",
    CASE
      WHEN "t1"."_fault" IS NOT NULL
      THEN "t1"."_fault"
      WHEN NOT (
        COALESCE(REGEXP_MATCHES("t1"."claim_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'missing key'
      WHEN NOT (
        COALESCE(REGEXP_MATCHES("t1"."patient_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'missing key'
      WHEN CASE
        WHEN "t1"."claim_amount" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_claim_amount", '[^ \t\r\n\x0b\x0c]'), FALSE)
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
        COALESCE(REGEXP_MATCHES("t1"."claim_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'claim_id'
      WHEN NOT (
        COALESCE(REGEXP_MATCHES("t1"."patient_id", '[^ \t\r\n\x0b\x0c]'), FALSE)
      )
      THEN 'patient_id'
      WHEN CASE
        WHEN "t1"."claim_amount" IS NULL
        THEN NOT (
          NOT (
            COALESCE(REGEXP_MATCHES("t1"."_text_claim_amount", '[^ \t\r\n\x0b\x0c]'), FALSE)
          )
        )
        ELSE FALSE
      END
      THEN 'claim_amount'
      ELSE CAST(NULL AS TEXT)
    END AS "_reject_column"
  FROM (
    SELECT
      "t0"."claim_id",
      "t0"."patient_id",
      CASE
        WHEN ABS(
          TRY_CAST(CASE
            WHEN REGEXP_MATCHES("t0"."claim_amount", '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z')
            THEN "t0"."claim_amount"
            ELSE CASE
              WHEN REGEXP_MATCHES(
                CASE
                  WHEN REGEXP_MATCHES("t0"."claim_amount", '\A[!-~]([ -~]*[!-~])?\z')
                  THEN "t0"."claim_amount"
                  ELSE TRIM("t0"."claim_amount", ' 	
')
                END,
                '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z'
              )
              THEN CASE
                WHEN REGEXP_MATCHES("t0"."claim_amount", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t0"."claim_amount"
                ELSE TRIM("t0"."claim_amount", ' 	
')
              END
              ELSE CAST(NULL AS TEXT)
            END
          END AS DOUBLE)
        ) < 1e+308
        THEN TRY_CAST(CASE
          WHEN REGEXP_MATCHES("t0"."claim_amount", '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z')
          THEN "t0"."claim_amount"
          ELSE CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t0"."claim_amount", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t0"."claim_amount"
                ELSE TRIM("t0"."claim_amount", ' 	
')
              END,
              '\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\z'
            )
            THEN CASE
              WHEN REGEXP_MATCHES("t0"."claim_amount", '\A[!-~]([ -~]*[!-~])?\z')
              THEN "t0"."claim_amount"
              ELSE TRIM("t0"."claim_amount", ' 	
')
            END
            ELSE CAST(NULL AS TEXT)
          END
        END AS DOUBLE)
        ELSE CAST(NULL AS DOUBLE)
      END AS "claim_amount",
      "t0"."claim_date",
      "t0"."diagnosis_code",
      "t0"."procedure_code",
      "t0"."claim_status",
      "t0"."_ingested_at",
      "t0"."_pipeline_env",
      "t0"."claim_amount" AS "_text_claim_amount",
      "t0"."_source_file",
      "t0"."_position",
      "t0"."_fault",
      "t0"."_raw_line"
    FROM "data_eng_ops"."landing_claims" AS "t0"
  ) AS "t1"
) AS "t2"

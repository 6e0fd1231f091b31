SELECT
  CAST("t5"."person_surrogate" AS TEXT) AS "person_surrogate",
  CAST(EXTRACT(year FROM "t5"."event_date") AS INT) AS "event_year",
  CAST(CASE
    WHEN COALESCE(
      REGEXP_MATCHES(
        REPLACE(
          CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t5"."event_type", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."event_type"
                ELSE TRIM("t5"."event_type", ' 	
')
              END,
              '\A[ -~]*\z'
            )
            THEN UPPER(
              CASE
                WHEN REGEXP_MATCHES("t5"."event_type", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."event_type"
                ELSE TRIM("t5"."event_type", ' 	
')
              END
            )
            ELSE TRANSLATE(
              CASE
                WHEN REGEXP_MATCHES("t5"."event_type", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."event_type"
                ELSE TRIM("t5"."event_type", ' 	
')
              END,
              'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
            )
          END,
          '.',
          ''
        ),
        '\A(DELIVERY|MENTAL_HEALTH)'
      ),
      FALSE
    )
    THEN '<hidden>'
    ELSE CASE
      WHEN (
        "t5"."event_type" IS NULL
      )
      OR "t5"."event_type" IN (
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
      THEN "t5"."event_type"
      ELSE 'other'
    END
  END AS TEXT) AS "event_type",
  CAST("t5"."event_sequence" AS INT) AS "event_sequence"
FROM (
  SELECT
    "t2"."event_id",
    "t2"."patient_key",
    "t2"."patient_id",
    "t2"."event_date",
    "t2"."event_type",
    "t2"."medical_provider",
    "t2"."event_sequence",
    "t2"."days_since_previous_event",
    "t4"."_person",
    "t4"."person_surrogate"
  FROM "data_eng"."fact_medical_events" AS "t2"
  INNER JOIN (
    SELECT
      "t1"."patient_id" AS "_person",
      "t1"."person_surrogate"
    FROM "data_eng_ops"."person_surrogates" AS "t1"
  ) AS "t4"
    ON "t2"."patient_id" = "t4"."_person"
) AS "t5"

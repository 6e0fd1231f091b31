SELECT
  CAST("t5"."person_surrogate" AS TEXT) AS "person_surrogate",
  CAST(EXTRACT(year FROM "t5"."claim_date") AS INT) AS "claim_year",
  CAST("t5"."claim_amount" AS DOUBLE) AS "claim_amount",
  CAST(CASE
    WHEN COALESCE(
      REGEXP_MATCHES(
        REPLACE(
          CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t5"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."diagnosis_code"
                ELSE TRIM("t5"."diagnosis_code", ' 	
')
              END,
              '\A[ -~]*\z'
            )
            THEN UPPER(
              CASE
                WHEN REGEXP_MATCHES("t5"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."diagnosis_code"
                ELSE TRIM("t5"."diagnosis_code", ' 	
')
              END
            )
            ELSE TRANSLATE(
              CASE
                WHEN REGEXP_MATCHES("t5"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."diagnosis_code"
                ELSE TRIM("t5"."diagnosis_code", ' 	
')
              END,
              'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
            )
          END,
          '.',
          ''
        ),
        '\A(B20|B9735|F01|F02|F03|F04|F05|F06|F07|F08|F09|F10|F11|F12|F13|F14|F15|F16|F18|F19|F2|F3|F4|F5|F6|F7|F8|F9|G621|I426|K292|K70|K852|K860|N46|N96|N97|N98|O|R4585|R75|R780|R781|R782|R783|R784|R785|T1491|T40|T510|X71|X72|X73|X74|X75|X76|X77|X78|X79|X80|X81|X82|X83|Z114|Z206|Z21|Z2981|Z30|Z31|Z32|Z33|Z34|Z36|Z37|Z39|Z3A|Z640|Z714|Z715|Z717|Z915|Z985)'
      ),
      FALSE
    )
    OR COALESCE(
      REGEXP_MATCHES(
        REPLACE(
          CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t5"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."procedure_code"
                ELSE TRIM("t5"."procedure_code", ' 	
')
              END,
              '\A[ -~]*\z'
            )
            THEN UPPER(
              CASE
                WHEN REGEXP_MATCHES("t5"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."procedure_code"
                ELSE TRIM("t5"."procedure_code", ' 	
')
              END
            )
            ELSE TRANSLATE(
              CASE
                WHEN REGEXP_MATCHES("t5"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."procedure_code"
                ELSE TRIM("t5"."procedure_code", ' 	
')
              END,
              'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
            )
          END,
          '.',
          ''
        ),
        '\A(11976|11981|11982|11983|55250|55450|57170|58300|58301|58321|58322|58323|5860|58610|58611|58612|58613|58614|58615|58670|58671|58970|58971|58972|58973|58974|58975|58976|590|591|592|593|594|595|596|597|598|76801|76802|76803|76804|76805|76806|76807|76808|76809|7681|76820|76821|76822|76823|76824|76825|76826|76827|76828|81025|84702|84703|84704|86689|86701|86702|86703|87389|87390|87391|87534|87535|87536|87537|87538|87539|87806|87900|87901|87906|8925|8926|8927|8928|8929|8930|8931|8932|8933|8934|8935|8936|8937|8938|89390|89391|89392|89393|89394|89395|89396|89397|89398|90785|90786|90787|90788|90789|9079|908|96127|9613|99408|99409|A4261|A4264|A4266|A4267|A4268|A4269|G0396|G0397|G0409|G0410|G0411|G0432|G0433|G0435|G0442|G0443|G0475|G2067|G2068|G2069|G207|G2080|G2086|G2087|G2088|H0001|H0003|H0005|H0006|H0007|H0008|H0009|H0010|H0011|H0012|H0013|H0014|H0015|H0016|H0020|H0022|H0031|H0032|H0033|H0034|H0035|H0036|H0037|H0038|H0039|H0040|H0047|H0048|H0049|H0050|H2012|H2013|H2014|H2015|H2016|H2017|H2018|H2019|H2020|H2034|H2035|H2036|J0571|J0572|J0573|J0574|J0575|J0577|J0578|J0739|J0741|J0750|J0751|J2315|J7294|J7295|J7296|J7297|J7298|J7299|J7300|J7301|J7302|J7303|J7304|J7305|J7306|J7307|Q9991|Q9992|S0190|S0191|S0199|S2260|S2261|S2262|S2263|S2264|S2265|S2266|S2267|S4011|S4012|S4013|S4014|S4015|S4016|S4017|S4018|S4019|S402|S403|S4040|S4041|S4042|S4981|S4989|S4993|S9480|S9484|S9485|T1006|T1007|T1008|T1009|T1010|T1011|T1012)'
      ),
      FALSE
    )
    THEN '<hidden>'
    ELSE CASE
      WHEN COALESCE(
        REGEXP_MATCHES("t5"."diagnosis_code", '\A[A-Z][0-9A][0-9AB](\.[0-9A-Z]{1,4})?\z'),
        FALSE
      )
      THEN "t5"."diagnosis_code"
      ELSE CAST(NULL AS TEXT)
    END
  END AS TEXT) AS "diagnosis_code",
  CAST(CASE
    WHEN COALESCE(
      REGEXP_MATCHES(
        REPLACE(
          CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t5"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."diagnosis_code"
                ELSE TRIM("t5"."diagnosis_code", ' 	
')
              END,
              '\A[ -~]*\z'
            )
            THEN UPPER(
              CASE
                WHEN REGEXP_MATCHES("t5"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."diagnosis_code"
                ELSE TRIM("t5"."diagnosis_code", ' 	
')
              END
            )
            ELSE TRANSLATE(
              CASE
                WHEN REGEXP_MATCHES("t5"."diagnosis_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."diagnosis_code"
                ELSE TRIM("t5"."diagnosis_code", ' 	
')
              END,
              'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
            )
          END,
          '.',
          ''
        ),
        '\A(B20|B9735|F01|F02|F03|F04|F05|F06|F07|F08|F09|F10|F11|F12|F13|F14|F15|F16|F18|F19|F2|F3|F4|F5|F6|F7|F8|F9|G621|I426|K292|K70|K852|K860|N46|N96|N97|N98|O|R4585|R75|R780|R781|R782|R783|R784|R785|T1491|T40|T510|X71|X72|X73|X74|X75|X76|X77|X78|X79|X80|X81|X82|X83|Z114|Z206|Z21|Z2981|Z30|Z31|Z32|Z33|Z34|Z36|Z37|Z39|Z3A|Z640|Z714|Z715|Z717|Z915|Z985)'
      ),
      FALSE
    )
    OR COALESCE(
      REGEXP_MATCHES(
        REPLACE(
          CASE
            WHEN REGEXP_MATCHES(
              CASE
                WHEN REGEXP_MATCHES("t5"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."procedure_code"
                ELSE TRIM("t5"."procedure_code", ' 	
')
              END,
              '\A[ -~]*\z'
            )
            THEN UPPER(
              CASE
                WHEN REGEXP_MATCHES("t5"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."procedure_code"
                ELSE TRIM("t5"."procedure_code", ' 	
')
              END
            )
            ELSE TRANSLATE(
              CASE
                WHEN REGEXP_MATCHES("t5"."procedure_code", '\A[!-~]([ -~]*[!-~])?\z')
                THEN "t5"."procedure_code"
                ELSE TRIM("t5"."procedure_code", ' 	
')
              END,
              'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
            )
          END,
          '.',
          ''
        ),
        '\A(11976|11981|11982|11983|55250|55450|57170|58300|58301|58321|58322|58323|5860|58610|58611|58612|58613|58614|58615|58670|58671|58970|58971|58972|58973|58974|58975|58976|590|591|592|593|594|595|596|597|598|76801|76802|76803|76804|76805|76806|76807|76808|76809|7681|76820|76821|76822|76823|76824|76825|76826|76827|76828|81025|84702|84703|84704|86689|86701|86702|86703|87389|87390|87391|87534|87535|87536|87537|87538|87539|87806|87900|87901|87906|8925|8926|8927|8928|8929|8930|8931|8932|8933|8934|8935|8936|8937|8938|89390|89391|89392|89393|89394|89395|89396|89397|89398|90785|90786|90787|90788|90789|9079|908|96127|9613|99408|99409|A4261|A4264|A4266|A4267|A4268|A4269|G0396|G0397|G0409|G0410|G0411|G0432|G0433|G0435|G0442|G0443|G0475|G2067|G2068|G2069|G207|G2080|G2086|G2087|G2088|H0001|H0003|H0005|H0006|H0007|H0008|H0009|H0010|H0011|H0012|H0013|H0014|H0015|H0016|H0020|H0022|H0031|H0032|H0033|H0034|H0035|H0036|H0037|H0038|H0039|H0040|H0047|H0048|H0049|H0050|H2012|H2013|H2014|H2015|H2016|H2017|H2018|H2019|H2020|H2034|H2035|H2036|J0571|J0572|J0573|J0574|J0575|J0577|J0578|J0739|J0741|J0750|J0751|J2315|J7294|J7295|J7296|J7297|J7298|J7299|J7300|J7301|J7302|J7303|J7304|J7305|J7306|J7307|Q9991|Q9992|S0190|S0191|S0199|S2260|S2261|S2262|S2263|S2264|S2265|S2266|S2267|S4011|S4012|S4013|S4014|S4015|S4016|S4017|S4018|S4019|S402|S403|S4040|S4041|S4042|S4981|S4989|S4993|S9480|S9484|S9485|T1006|T1007|T1008|T1009|T1010|T1011|T1012)'
      ),
      FALSE
    )
    THEN '<hidden>'
    ELSE CASE
      WHEN COALESCE(
        REGEXP_MATCHES("t5"."procedure_code", '\A([0-9]{4}[0-9FTUM]|[A-V][0-9]{4})\z'),
        FALSE
      )
      THEN "t5"."procedure_code"
      ELSE CAST(NULL AS TEXT)
    END
  END AS TEXT) AS "procedure_code",
  CAST("t5"."claim_status" AS TEXT) AS "claim_status",
  CAST("t5"."is_amount_outlier" AS BOOLEAN) AS "is_amount_outlier",
  CAST("t5"."claim_sequence" AS INT) AS "claim_sequence"
FROM (
  SELECT
    "t2"."claim_id",
    "t2"."patient_key",
    "t2"."patient_id",
    "t2"."claim_amount",
    "t2"."claim_date",
    "t2"."diagnosis_code",
    "t2"."procedure_code",
    "t2"."claim_status",
    "t2"."is_amount_outlier",
    "t2"."claim_sequence",
    "t2"."claim_amount_running_total",
    "t2"."days_since_previous_claim",
    "t4"."_person",
    "t4"."person_surrogate"
  FROM "data_eng"."fact_claims" AS "t2"
  INNER JOIN (
    SELECT
      "t1"."patient_id" AS "_person",
      "t1"."person_surrogate"
    FROM "data_eng_ops"."person_surrogates" AS "t1"
  ) AS "t4"
    ON "t2"."patient_id" = "t4"."_person"
) AS "t5"

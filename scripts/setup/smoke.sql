-- The four acceptance queries, over the tables that exist now; below each, what it becomes once the context pipeline
-- has made its tables. A statement that needs a table which is not there is left out and reported as `later`.

-- 1. Ids are present.
-- expect: every patient, claim and event has an id, and there are some
SELECT
  count(*) > 0 AND count_if(id IS NULL OR trim(id) = '') = 0 AS holds
FROM (
  SELECT patient_id AS id FROM `${catalog}`.data_eng.dim_patients
  UNION ALL SELECT claim_id FROM `${catalog}`.data_eng.fact_claims
  UNION ALL SELECT event_id FROM `${catalog}`.data_eng.fact_medical_events
);

-- needs: patient_context.gold_patient_context
-- expect: every row of the patient context has a patient_id
SELECT count(*) > 0 AND count_if(patient_id IS NULL) = 0 AS holds FROM `${catalog}`.patient_context.gold_patient_context;

-- 2. A pseudonym instead of the identifier.
-- expect: silver and gold have no column of a name or SSN, and silver has the pseudonyms
SELECT
  count_if(lower(column_name) IN ('ssn', 'first_name', 'last_name')) = 0
    AND count_if(table_name = 'silver_patients' AND column_name LIKE '%_pseudonym') = 2 AS holds
FROM `${catalog}`.information_schema.columns
WHERE table_schema = 'data_eng' AND table_name NOT LIKE 'bronze%';

-- expect: pseudonyms are keyed digests
SELECT count_if(first_name_pseudonym NOT RLIKE '^[0-9a-f]{64}$' OR last_name_pseudonym NOT RLIKE '^[0-9a-f]{64}$') = 0 AS holds
FROM `${catalog}`.data_eng.silver_patients;

-- needs: patient_context.silver_ehr_records
-- expect: the context has ssn_hash and no ssn behind bronze
SELECT count_if(lower(column_name) = 'ssn') = 0 AND count_if(lower(column_name) = 'ssn_hash') > 0 AS holds
FROM `${catalog}`.information_schema.columns
WHERE table_schema = 'patient_context' AND table_name NOT LIKE 'bronze%';

-- 3. The average quality score. Shown in brackets, and not below 90 even of synthetic data with faults.
-- expect: the data quality score of the last measurement
SELECT
  coalesce(100 - 100 * sum(failed) / nullif(sum(evaluated), 0), 0) >= 90 AS holds,
  round(100 - 100 * sum(failed) / nullif(sum(evaluated), 0), 3) AS average_data_quality_score
FROM `${catalog}`.data_eng_ops.expectation_results
WHERE severity = 'quarantine'
  AND measured_at = (SELECT max(measured_at) FROM `${catalog}`.data_eng_ops.expectation_results);

-- needs: patient_context.gold_patient_context
-- expect: the average data_quality_score of the context
SELECT avg(data_quality_score) BETWEEN 0 AND 100 AS holds, round(avg(data_quality_score), 3) AS average_data_quality_score
FROM `${catalog}`.patient_context.gold_patient_context;

-- 4. Ages above 89 are told as 90.
-- expect: no age above 89 other than 90
SELECT count_if(age > 89 AND age <> 90) = 0 AS holds FROM `${catalog}`.data_eng.dim_patients;

-- needs: patient_context.gold_patient_context
-- expect: no age above 89 other than 90 in the context
SELECT count_if(age > 89 AND age <> 90) = 0 AS holds FROM `${catalog}`.patient_context.gold_patient_context;

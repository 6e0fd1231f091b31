-- The same pipeline by hand: CSV files to nine tables plus quarantine, superseded and rejected rows, as Parquet.
--
-- Written for DuckDB alone, as one would write it who knows the data and has no other engine, no refresh and no
-- second reader in mind. peer.py sets the variables: landing, target, started (when the run began),
-- ipad, opad (HMAC pads, as bytes), key_id.
-- Statements are separated by a semicolon at the end of a line.

SET TimeZone = 'UTC';
SET preserve_insertion_order = false;

-- Text. Case is folded for A to Z only, because engines disagree about the rest of Unicode.

CREATE MACRO is_ascii(s) AS strlen(s) = length(s);
CREATE MACRO upper_az(s) AS
    CASE WHEN is_ascii(s) THEN upper(s)
    ELSE translate(s, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') END;
CREATE MACRO lower_az(s) AS
    CASE WHEN is_ascii(s) THEN lower(s)
    ELSE translate(s, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') END;
-- Looking at both ends is cheaper than stripping; text with blanks is rare.
CREATE MACRO tidy(s) AS
    CASE WHEN left(s, 1) BETWEEN '!' AND '~' AND right(s, 1) BETWEEN '!' AND '~' THEN s
    ELSE trim(s, E' \t\n\r\x0b\x0c') END;
CREATE MACRO is_blank(s) AS CASE WHEN s > '!' THEN false ELSE coalesce(tidy(s), '') = '' END;
CREATE MACRO day_of(s) AS
    CASE WHEN regexp_full_match(s, '(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(s AS DATE) END;
CREATE MACRO instant_of(s) AS
    CASE WHEN regexp_full_match(s,
        '(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?'
        || '(Z|[+-][0-9]{2}:[0-9]{2})?') THEN TRY_CAST(s AS TIMESTAMPTZ) END;
CREATE MACRO whole_number(s) AS
    CASE WHEN regexp_full_match(s, '[+-]?[0-9]{1,18}') THEN TRY_CAST(s AS INTEGER) END;
CREATE MACRO finite_or_null(d) AS CASE WHEN abs(d) < 1e308 THEN d END;
CREATE MACRO number(s) AS
    CASE WHEN regexp_full_match(s, '[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?')
    THEN finite_or_null(TRY_CAST(s AS DOUBLE)) END;
CREATE MACRO yes_or_no(s) AS
    CASE WHEN lower_az(s) IN ('true', 't', 'yes', 'y', '1') THEN true
    WHEN lower_az(s) IN ('false', 'f', 'no', 'n', '0') THEN false END;
CREATE MACRO is_event_type(s) AS s IN ('wellness', 'office_visit', 'chronic_care', 'mental_health', 'emergency',
    'hospitalization', 'surgery', 'delivery', 'dialysis', 'oncology', 'laboratory', 'imaging', 'prescription');
CREATE MACRO has_control(s) AS regexp_matches(s, '[\x00-\x08\x0a-\x1f"]');
CREATE MACRO has_ssn(s) AS
    coalesce(regexp_matches(s, '(\A|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}([^0-9]|\z)'), false);
CREATE MACRO hmac(s) AS
    sha256(getvariable('opad') || unhex(sha256(getvariable('ipad') || encode(s))));
CREATE MACRO pseudonym(id, name) AS hmac(length(id) || ':' || id || name);
CREATE MACRO key_of(id, since) AS
    sha256(length(id) || ':' || id || '26:' || strftime(since::TIMESTAMP, '%Y-%m-%d %H:%M:%S.%f'));
CREATE MACRO cents(amount) AS CAST(round(amount * 100) AS BIGINT);

-- Reading. The sender never quotes a field, so a quote is a fault of its own line and cannot swallow others.

CREATE MACRO taken_at(name) AS getvariable('started') + to_microseconds(list_position(getvariable('files'), name) - 1);

SET VARIABLE files = (SELECT list(file ORDER BY file) FROM glob(getvariable('landing') || '/**/*.csv'));

CREATE TABLE landed_patients AS
SELECT patient_id, first_name, last_name, whole_number(tidy(age)) AS age, sex, region, number(tidy(bmi)) AS bmi,
    yes_or_no(tidy(smoker)) AS smoker, whole_number(tidy(children)) AS children, number(tidy(charges)) AS charges,
    insurance_plan, coverage_start_date, timestamp, taken_at(filename) AS _ingested_at,
    CASE
        WHEN has_control(concat(patient_id, first_name, last_name, r.sex, region, insurance_plan,
            coverage_start_date, timestamp)) THEN 'control character or quote'
        WHEN is_blank(patient_id) THEN 'patient_id: missing key'
        WHEN whole_number(tidy(r.age)) IS NULL AND tidy(r.age) <> '' THEN 'age: not an integer'
        WHEN number(tidy(r.bmi)) IS NULL AND tidy(r.bmi) <> '' THEN 'bmi: not a finite number'
        WHEN yes_or_no(tidy(r.smoker)) IS NULL AND tidy(r.smoker) <> '' THEN 'smoker: not a true or false word'
        WHEN whole_number(tidy(r.children)) IS NULL AND tidy(r.children) <> '' THEN 'children: not an integer'
        WHEN number(tidy(r.charges)) IS NULL AND tidy(r.charges) <> '' THEN 'charges: not a finite number'
    END AS reason
FROM read_csv(getvariable('landing') || '/**/patients.csv', filename = true,
    auto_detect = false, header = true, delim = ',', quote = '', escape = '', store_rejects = true, rejects_limit = 0,
    columns = {patient_id: 'VARCHAR', first_name: 'VARCHAR', last_name: 'VARCHAR', age: 'VARCHAR', sex: 'VARCHAR',
        region: 'VARCHAR', bmi: 'VARCHAR', smoker: 'VARCHAR', children: 'VARCHAR', charges: 'VARCHAR',
        insurance_plan: 'VARCHAR', coverage_start_date: 'VARCHAR', timestamp: 'VARCHAR'}) AS r;

CREATE TABLE landed_claims AS
SELECT claim_id, patient_id, number(tidy(r.claim_amount)) AS claim_amount, claim_date, diagnosis_code,
    procedure_code, claim_status, taken_at(filename) AS _ingested_at,
    CASE
        WHEN has_control(concat(claim_id, patient_id, claim_date, diagnosis_code, procedure_code, claim_status))
            THEN 'control character or quote'
        WHEN is_blank(claim_id) THEN 'claim_id: missing key'
        WHEN is_blank(patient_id) THEN 'patient_id: missing key'
        WHEN number(tidy(r.claim_amount)) IS NULL AND tidy(r.claim_amount) <> ''
            THEN 'claim_amount: not a finite number'
    END AS reason
FROM read_csv(getvariable('landing') || '/**/claims.csv', filename = true,
    auto_detect = false, header = true, delim = ',', quote = '', escape = '', store_rejects = true, rejects_limit = 0,
    columns = {claim_id: 'VARCHAR', patient_id: 'VARCHAR', claim_amount: 'VARCHAR', claim_date: 'VARCHAR',
        diagnosis_code: 'VARCHAR', procedure_code: 'VARCHAR', claim_status: 'VARCHAR'}) AS r;

CREATE TABLE landed_medical_events AS
SELECT event_id, patient_id, event_date, event_type, medical_provider, taken_at(filename) AS _ingested_at,
    CASE
        WHEN has_control(concat(event_id, patient_id, event_date, event_type, medical_provider))
            THEN 'control character or quote'
        WHEN is_blank(event_id) THEN 'event_id: missing key'
        WHEN is_blank(patient_id) THEN 'patient_id: missing key'
    END AS reason
FROM read_csv(getvariable('landing') || '/**/medical_events.csv', filename = true,
    auto_detect = false, header = true, delim = ',', quote = '', escape = '', store_rejects = true, rejects_limit = 0,
    columns = {event_id: 'VARCHAR', patient_id: 'VARCHAR', event_date: 'VARCHAR', event_type: 'VARCHAR',
        medical_provider: 'VARCHAR'}) AS r;

-- Bronze, and what cannot be bronze.

COPY (SELECT * EXCLUDE reason FROM landed_patients WHERE reason IS NULL)
TO (getvariable('target') || '/bronze_patients.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

COPY (SELECT * EXCLUDE reason FROM landed_claims WHERE reason IS NULL)
TO (getvariable('target') || '/bronze_claims.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

COPY (SELECT * EXCLUDE reason FROM landed_medical_events WHERE reason IS NULL)
TO (getvariable('target') || '/bronze_medical_events.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

CREATE TABLE rejected_lines AS
SELECT parse_filename(file_path) AS feed, reason, line FROM (
    SELECT DISTINCT s.file_path, e.line AS at, 'not a record of the expected shape' AS reason, e.csv_line AS line
    FROM reject_errors AS e JOIN reject_scans AS s USING (scan_id, file_id))
UNION ALL
SELECT 'patients.csv', reason, concat_ws(',', patient_id, first_name, last_name, sex, region, insurance_plan,
    coverage_start_date, timestamp) FROM landed_patients WHERE reason IS NOT NULL
UNION ALL
SELECT 'claims.csv', reason, concat_ws(',', claim_id, patient_id, claim_date, diagnosis_code, procedure_code,
    claim_status) FROM landed_claims WHERE reason IS NOT NULL
UNION ALL
SELECT 'medical_events.csv', reason, concat_ws(',', event_id, patient_id, event_date, event_type, medical_provider)
FROM landed_medical_events WHERE reason IS NOT NULL;

COPY (FROM rejected_lines)
TO (getvariable('target') || '/rejected_lines.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

-- Patients. Keys that stand once need no ordering: only the others are ranked.

CREATE TABLE patients AS
SELECT *, CASE WHEN NOT good THEN list_filter([
        CASE WHEN coalesce(length(patient_id) < 5, true) THEN 'valid_patient_id' END,
        CASE WHEN NOT coalesce(age BETWEEN 18 AND 85, false) THEN 'valid_age' END,
        CASE WHEN NOT coalesce(sex IN ('MALE', 'FEMALE'), false) THEN 'valid_sex' END,
        CASE WHEN NOT coalesce(region IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST'), false)
            THEN 'valid_region' END,
        CASE WHEN NOT coalesce(bmi BETWEEN 16 AND 50, false) THEN 'valid_bmi' END,
        CASE WHEN smoker IS NULL THEN 'valid_smoker' END,
        CASE WHEN NOT coalesce(children >= 0, false) THEN 'valid_children' END,
        CASE WHEN NOT coalesce(charges > 0 AND charges < 1e12, false) THEN 'valid_charges' END,
        CASE WHEN timestamp IS NULL THEN 'valid_timestamp' END,
        CASE WHEN has_ssn(insurance_plan) THEN 'no_identifier_in_text' END], lambda name: name IS NOT NULL)
    END AS failed,
    CASE WHEN first_name IS NULL OR last_name IS NULL OR coverage_start_date IS NULL
        OR NOT coalesce(insurance_plan IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO')
            AND age BETWEEN 18 AND 80 AND bmi BETWEEN 18 AND 40 AND children <= 10, false) THEN list_filter([
        CASE WHEN first_name IS NULL OR last_name IS NULL THEN 'complete_name' END,
        CASE WHEN coverage_start_date IS NULL THEN 'valid_coverage_date' END,
        CASE WHEN NOT coalesce(insurance_plan IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM', 'HMO', 'PPO'), false)
            THEN 'valid_insurance_plan' END,
        CASE WHEN NOT coalesce(age BETWEEN 18 AND 80, false) THEN 'reasonable_age' END,
        CASE WHEN NOT coalesce(bmi BETWEEN 18 AND 40, false) THEN 'reasonable_bmi' END,
        CASE WHEN NOT coalesce(children <= 10, false) THEN 'reasonable_children' END], lambda name: name IS NOT NULL)
    END AS warnings
FROM (
    SELECT *, coalesce(length(patient_id) >= 5 AND age BETWEEN 18 AND 85 AND sex IN ('MALE', 'FEMALE')
        AND region IN ('NORTHEAST', 'NORTHWEST', 'SOUTHEAST', 'SOUTHWEST') AND bmi BETWEEN 16 AND 50
        AND smoker IS NOT NULL AND children >= 0 AND charges > 0 AND charges < 1e12 AND timestamp IS NOT NULL
        AND NOT has_ssn(insurance_plan), false) AS good
    FROM (
        SELECT tidy(l.patient_id) AS patient_id, nullif(upper_az(tidy(l.first_name)), '') AS first_name,
            nullif(upper_az(tidy(l.last_name)), '') AS last_name, age, upper_az(tidy(l.sex)) AS sex,
            upper_az(tidy(l.region)) AS region, bmi, smoker, children, charges,
            nullif(upper_az(tidy(l.insurance_plan)), '') AS insurance_plan,
            day_of(tidy(l.coverage_start_date)) AS coverage_start_date, instant_of(tidy(l.timestamp)) AS timestamp,
            _ingested_at, l.rowid AS landed
        FROM landed_patients AS l WHERE reason IS NULL));

CREATE TABLE contested_patients AS
SELECT patient_id, timestamp, max(_ingested_at) AS decided_at FROM patients WHERE good
GROUP BY ALL HAVING count(*) > 1;

CREATE TABLE ranked_patients AS
SELECT landed, decided_at,
    row_number() OVER (PARTITION BY patient_id, timestamp ORDER BY warned, present DESC, h1 DESC, h2 DESC, age DESC,
        sex DESC, region DESC, bmi DESC, smoker DESC, children DESC, charges DESC, insurance_plan DESC,
        coverage_start_date DESC, _ingested_at, spelling) AS place,
    rank() OVER (PARTITION BY patient_id, timestamp ORDER BY warned, present DESC, h1 DESC, h2 DESC, age DESC,
        sex DESC, region DESC, bmi DESC, smoker DESC, children DESC, charges DESC, insurance_plan DESC,
        coverage_start_date DESC) AS step
FROM (
    SELECT p.*, c.decided_at, pseudonym(p.patient_id, p.first_name) AS h1,
        pseudonym(p.patient_id, p.last_name) AS h2, coalesce(len(warnings), 0) AS warned,
        (p.first_name IS NOT NULL)::INT + (p.last_name IS NOT NULL)::INT + (p.insurance_plan IS NOT NULL)::INT
            + (p.coverage_start_date IS NOT NULL)::INT AS present,
        -- Equal rows of one file: the spelling decides, a plain one comes last.
        (l.first_name, l.last_name, nullif(l.patient_id, p.patient_id), nullif(l.sex, p.sex),
            nullif(l.region, p.region), nullif(l.insurance_plan, p.insurance_plan), l.coverage_start_date,
            l.timestamp) AS spelling
    FROM patients AS p JOIN contested_patients AS c ON p.patient_id = c.patient_id AND p.timestamp = c.timestamp
    JOIN landed_patients AS l ON l.rowid = p.landed WHERE good);

CREATE TABLE silver_patients AS
SELECT patient_id, pseudonym(patient_id, first_name) AS first_name_pseudonym,
    pseudonym(patient_id, last_name) AS last_name_pseudonym, age, sex, region, bmi, smoker, children, charges,
    insurance_plan, coverage_start_date, timestamp, bmi NOT BETWEEN 17 AND 47 AS is_bmi_outlier,
    charges NOT BETWEEN 1000 AND 50000 AS is_charges_outlier, warnings AS _warnings,
    getvariable('key_id') AS _name_key_id, _ingested_at
FROM patients AS p WHERE good AND landed NOT IN (SELECT landed FROM ranked_patients WHERE place > 1);

COPY (FROM silver_patients)
TO (getvariable('target') || '/silver_patients.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

COPY (SELECT l.* EXCLUDE reason, p.failed AS _failed_rules
    FROM landed_patients AS l JOIN patients AS p ON l.rowid = p.landed WHERE NOT p.good)
TO (getvariable('target') || '/quarantine_patients.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

COPY (SELECT l.* EXCLUDE reason, key_of(p.patient_id, p.timestamp) AS _superseded_by,
        CASE WHEN place > step THEN 'duplicate' ELSE 'conflict' END AS _reason
    FROM ranked_patients AS r JOIN patients AS p ON r.landed = p.landed JOIN landed_patients AS l ON l.rowid = r.landed
    WHERE place > 1)
TO (getvariable('target') || '/superseded_patients.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

DROP TABLE patients;
DROP TABLE landed_patients;

-- Claims.

CREATE TABLE claims AS
SELECT *, CASE WHEN NOT good THEN list_filter([
        CASE WHEN NOT coalesce(length(claim_id) >= 1, false) THEN 'valid_claim_id' END,
        CASE WHEN NOT coalesce(length(patient_id) >= 5, false) THEN 'valid_patient_id' END,
        CASE WHEN NOT known THEN 'known_patient' END,
        CASE WHEN NOT coalesce(claim_amount > 0 AND claim_amount < 1e12, false) THEN 'valid_claim_amount' END,
        CASE WHEN NOT coalesce(claim_date <= latest, false) THEN 'valid_claim_date' END,
        CASE WHEN NOT coalesce(regexp_full_match(diagnosis_code, '[A-Z][0-9A][0-9AB](\.[0-9A-Z]{1,4})?'), false)
            THEN 'valid_diagnosis_code' END,
        CASE WHEN NOT coalesce(regexp_full_match(procedure_code, '([0-9]{4}[0-9FTUM]|[A-V][0-9]{4})'), false)
            THEN 'valid_procedure_code' END,
        CASE WHEN NOT coalesce(claim_status IN ('submitted', 'denied', 'approved', 'paid'), false)
            THEN 'valid_claim_status' END,
        CASE WHEN has_ssn(diagnosis_code) OR has_ssn(procedure_code) THEN 'no_identifier_in_text' END],
        lambda name: name IS NOT NULL) END AS failed
FROM (
    SELECT *, coalesce(length(claim_id) >= 1 AND length(patient_id) >= 5 AND known AND claim_amount > 0
        AND claim_amount < 1e12 AND claim_date <= latest
        AND regexp_full_match(diagnosis_code, '[A-Z][0-9A][0-9AB](\.[0-9A-Z]{1,4})?')
        AND regexp_full_match(procedure_code, '([0-9]{4}[0-9FTUM]|[A-V][0-9]{4})')
        AND claim_status IN ('submitted', 'denied', 'approved', 'paid'), false) AS good
    FROM (
        SELECT tidy(l.claim_id) AS claim_id, tidy(l.patient_id) AS patient_id, claim_amount,
            day_of(tidy(l.claim_date)) AS claim_date, upper_az(tidy(l.diagnosis_code)) AS diagnosis_code,
            upper_az(tidy(l.procedure_code)) AS procedure_code, lower_az(tidy(l.claim_status)) AS claim_status,
            tidy(l.patient_id) IN (SELECT patient_id FROM silver_patients) AS known,
            CAST(CAST(_ingested_at AS TIMESTAMP) + INTERVAL 1 DAY AS DATE) AS latest, _ingested_at, l.rowid AS landed
        FROM landed_claims AS l WHERE reason IS NULL));

CREATE TABLE contested_claims AS
SELECT claim_id, max(_ingested_at) AS decided_at FROM claims WHERE good GROUP BY ALL HAVING count(*) > 1;

CREATE TABLE ranked_claims AS
SELECT landed, decided_at, strength < max(strength) OVER (PARTITION BY claim_id) AS weaker,
    row_number() OVER (PARTITION BY claim_id ORDER BY strength DESC, claim_date DESC, claim_amount DESC,
        patient_id DESC, diagnosis_code DESC, procedure_code DESC, _ingested_at, spelling) AS place,
    rank() OVER (PARTITION BY claim_id ORDER BY strength DESC, claim_date DESC, claim_amount DESC,
        patient_id DESC, diagnosis_code DESC, procedure_code DESC) AS step
FROM (
    SELECT f.*, c.decided_at, list_position(['submitted', 'denied', 'approved', 'paid'], f.claim_status) AS strength,
        (nullif(l.claim_id, f.claim_id), nullif(l.patient_id, f.patient_id), l.claim_date,
            nullif(l.diagnosis_code, f.diagnosis_code), nullif(l.procedure_code, f.procedure_code),
            nullif(l.claim_status, f.claim_status)) AS spelling
    FROM claims AS f JOIN contested_claims AS c ON f.claim_id = c.claim_id
    JOIN landed_claims AS l ON l.rowid = f.landed WHERE good);

CREATE VIEW silver_claims AS
SELECT claim_id, patient_id, claim_amount, claim_date, diagnosis_code, procedure_code, claim_status,
    claim_amount NOT BETWEEN 10 AND 80000 AS is_amount_outlier, _ingested_at
FROM claims WHERE good AND landed NOT IN (SELECT landed FROM ranked_claims WHERE place > 1);

COPY (FROM silver_claims)
TO (getvariable('target') || '/silver_claims.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

COPY (SELECT l.* EXCLUDE reason, f.failed AS _failed_rules
    FROM landed_claims AS l JOIN claims AS f ON l.rowid = f.landed WHERE NOT f.good)
TO (getvariable('target') || '/quarantine_claims.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

COPY (SELECT l.* EXCLUDE reason, f.claim_id AS _superseded_by,
        CASE WHEN place > step THEN 'duplicate' WHEN weaker THEN 'earlier_state' ELSE 'conflict' END AS _reason
    FROM ranked_claims AS r JOIN claims AS f ON r.landed = f.landed JOIN landed_claims AS l ON l.rowid = r.landed
    WHERE place > 1)
TO (getvariable('target') || '/superseded_claims.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

DROP TABLE landed_claims;

-- Medical events.

CREATE TABLE medical_events AS
SELECT *, CASE WHEN NOT good THEN list_filter([
        CASE WHEN NOT coalesce(length(event_id) >= 1, false) THEN 'valid_event_id' END,
        CASE WHEN NOT coalesce(length(patient_id) >= 5, false) THEN 'valid_patient_id' END,
        CASE WHEN NOT known THEN 'known_patient' END,
        CASE WHEN NOT coalesce(event_date <= latest, false) THEN 'valid_event_date' END,
        CASE WHEN NOT coalesce(is_event_type(event_type), false)
            THEN 'valid_event_type' END,
        CASE WHEN medical_provider IS NULL THEN 'valid_medical_provider' END,
        CASE WHEN has_ssn(medical_provider) THEN 'no_identifier_in_text' END],
        lambda name: name IS NOT NULL) END AS failed
FROM (
    SELECT *, coalesce(length(event_id) >= 1 AND length(patient_id) >= 5 AND known AND event_date <= latest
        AND is_event_type(event_type)
        AND length(medical_provider) > 0 AND NOT has_ssn(medical_provider), false) AS good
    FROM (
        SELECT tidy(l.event_id) AS event_id, tidy(l.patient_id) AS patient_id,
            day_of(tidy(l.event_date)) AS event_date, lower_az(tidy(l.event_type)) AS event_type,
            nullif(tidy(l.medical_provider), '') AS medical_provider,
            tidy(l.patient_id) IN (SELECT patient_id FROM silver_patients) AS known,
            CAST(CAST(_ingested_at AS TIMESTAMP) + INTERVAL 1 DAY AS DATE) AS latest, _ingested_at, l.rowid AS landed
        FROM landed_medical_events AS l WHERE reason IS NULL));

CREATE TABLE contested_medical_events AS
SELECT event_id, max(_ingested_at) AS decided_at FROM medical_events WHERE good GROUP BY ALL HAVING count(*) > 1;

CREATE TABLE ranked_medical_events AS
SELECT landed, decided_at, strength < max(strength) OVER (PARTITION BY event_id) AS weaker,
    row_number() OVER (PARTITION BY event_id ORDER BY event_date DESC, event_type DESC, medical_provider DESC,
        patient_id DESC, _ingested_at, spelling) AS place,
    rank() OVER (PARTITION BY event_id ORDER BY event_date DESC, event_type DESC, medical_provider DESC,
        patient_id DESC) AS step
FROM (
    SELECT f.*, c.decided_at, 0 AS strength,
        (nullif(l.event_id, f.event_id), nullif(l.patient_id, f.patient_id), l.event_date,
            nullif(l.event_type, f.event_type), nullif(l.medical_provider, f.medical_provider)) AS spelling
    FROM medical_events AS f JOIN contested_medical_events AS c ON f.event_id = c.event_id
    JOIN landed_medical_events AS l ON l.rowid = f.landed WHERE good);

CREATE VIEW silver_medical_events AS
SELECT event_id, patient_id, event_date, event_type, medical_provider, _ingested_at
FROM medical_events WHERE good AND landed NOT IN (SELECT landed FROM ranked_medical_events WHERE place > 1);

COPY (FROM silver_medical_events)
TO (getvariable('target') || '/silver_medical_events.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

COPY (SELECT l.* EXCLUDE reason, f.failed AS _failed_rules
    FROM landed_medical_events AS l JOIN medical_events AS f ON l.rowid = f.landed WHERE NOT f.good)
TO (getvariable('target') || '/quarantine_medical_events.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

COPY (SELECT l.* EXCLUDE reason, f.event_id AS _superseded_by,
        CASE WHEN place > step THEN 'duplicate' ELSE 'conflict' END AS _reason
    FROM ranked_medical_events AS r JOIN medical_events AS f ON r.landed = f.landed
    JOIN landed_medical_events AS l ON l.rowid = r.landed
    WHERE place > 1)
TO (getvariable('target') || '/superseded_medical_events.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

DROP TABLE landed_medical_events;

-- Gold.

CREATE TABLE dim_patients AS
SELECT key_of(p.patient_id, timestamp) AS patient_key, p.patient_id, timestamp AS effective_from,
    lead(timestamp) OVER versions AS effective_to, effective_to IS NULL AS is_current,
    CAST(row_number() OVER versions AS INTEGER) AS version, age,
    CASE WHEN age BETWEEN 18 AND 29 THEN '18-29' WHEN age BETWEEN 30 AND 44 THEN '30-44'
        WHEN age BETWEEN 45 AND 64 THEN '45-64' WHEN age >= 65 THEN '65+' ELSE 'unknown' END AS age_band,
    sex, region, bmi,
    CASE WHEN bmi < 18.5 THEN 'underweight' WHEN bmi < 25 THEN 'normal' WHEN bmi < 30 THEN 'overweight'
        WHEN bmi >= 30 THEN 'obese' ELSE 'unknown' END AS bmi_band,
    smoker, children, charges, insurance_plan, coverage_start_date
FROM silver_patients AS p WINDOW versions AS (PARTITION BY p.patient_id ORDER BY timestamp);

COPY (WITH c AS (
        SELECT patient_id, count(*) AS claim_count, sum(cents(claim_amount)) AS amount,
            coalesce(sum(cents(claim_amount)) FILTER (claim_status = 'paid'), 0) AS paid, max(claim_date) AS last_claim
        FROM silver_claims GROUP BY ALL),
    e AS (
        SELECT patient_id, count(*) AS event_count, max(event_date) AS last_event
        FROM silver_medical_events GROUP BY ALL)
    SELECT d.*, CASE WHEN is_current THEN coalesce(claim_count, 0) END AS claim_count,
        CASE WHEN is_current THEN coalesce(amount, 0)::DOUBLE / 100 END AS claim_amount_total,
        CASE WHEN is_current THEN coalesce(paid, 0)::DOUBLE / 100 END AS paid_amount_total,
        last_claim AS last_claim_date,
        CASE WHEN is_current THEN coalesce(event_count, 0) END AS event_count, last_event AS last_event_date
    FROM dim_patients AS d
    LEFT JOIN c ON d.is_current AND c.patient_id = d.patient_id
    LEFT JOIN e ON d.is_current AND e.patient_id = d.patient_id)
TO (getvariable('target') || '/dim_patients.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

CREATE TABLE versions AS
SELECT patient_id, patient_key, CASE WHEN version = 1 THEN DATE '0001-01-01' ELSE effective_from::DATE END AS from_day,
    coalesce(effective_to::DATE, DATE '9999-12-31') AS to_day
FROM dim_patients;

-- The join comes after the window: a long key is costly to sort.

COPY (SELECT claim_id, patient_key, c.patient_id, claim_amount, claim_date, diagnosis_code, procedure_code,
        claim_status, is_amount_outlier, claim_sequence, running::DOUBLE / 100 AS claim_amount_running_total,
        CAST(claim_date - previous AS INTEGER) AS days_since_previous_claim
    FROM (
        SELECT * EXCLUDE _ingested_at, CAST(row_number() OVER series AS INTEGER) AS claim_sequence,
            sum(cents(claim_amount)) OVER (series ROWS UNBOUNDED PRECEDING) AS running,
            lag(claim_date) OVER series AS previous
        FROM silver_claims WINDOW series AS (PARTITION BY patient_id ORDER BY claim_date, claim_id)) AS c
    LEFT JOIN versions AS v ON c.patient_id = v.patient_id AND claim_date >= from_day AND claim_date < to_day)
TO (getvariable('target') || '/fact_claims.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

COPY (SELECT event_id, patient_key, e.patient_id, event_date, event_type, medical_provider, event_sequence,
        CAST(event_date - previous AS INTEGER) AS days_since_previous_event
    FROM (
        SELECT * EXCLUDE _ingested_at, CAST(row_number() OVER series AS INTEGER) AS event_sequence,
            lag(event_date) OVER series AS previous
        FROM silver_medical_events WINDOW series AS (PARTITION BY patient_id ORDER BY event_date, event_id)) AS e
    LEFT JOIN versions AS v ON e.patient_id = v.patient_id AND event_date >= from_day AND event_date < to_day)
TO (getvariable('target') || '/fact_medical_events.parquet')
    (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1);

-- function hidden_text
CREATE OR REPLACE FUNCTION `juan_dev`.`data_eng_ops`.`hidden_text`(cell STRING) RETURNS STRING
COMMENT 'What is shown instead of a direct identifier.'
RETURN CASE WHEN cell IS NOT NULL THEN '<hidden>' ELSE cell END;

-- function hidden_diagnosis_code
CREATE OR REPLACE FUNCTION `juan_dev`.`data_eng_ops`.`hidden_diagnosis_code`(cell STRING, procedure_code STRING) RETURNS STRING
COMMENT 'diagnosis_code of a row that tells of specially protected care, substance_use, behavioural, hiv, reproductive, is hidden.'
RETURN CASE WHEN cell IS NOT NULL AND (coalesce(upper(replace(trim(cell), '.', '')) RLIKE '\\A(B20|B9735|F01|F02|F03|F04|F05|F06|F07|F08|F09|F10|F11|F12|F13|F14|F15|F16|F18|F19|F2|F3|F4|F5|F6|F7|F8|F9|G621|I426|K292|K70|K852|K860|N46|N96|N97|N98|O|R4585|R75|R780|R781|R782|R783|R784|R785|T1491|T40|T510|X71|X72|X73|X74|X75|X76|X77|X78|X79|X80|X81|X82|X83|Z114|Z206|Z21|Z2981|Z30|Z31|Z32|Z33|Z34|Z36|Z37|Z39|Z3A|Z640|Z714|Z715|Z717|Z915|Z985)', false) OR coalesce(upper(replace(trim(procedure_code), '.', '')) RLIKE '\\A(11976|11981|11982|11983|55250|55450|57170|58300|58301|58321|58322|58323|5860|58610|58611|58612|58613|58614|58615|58670|58671|58970|58971|58972|58973|58974|58975|58976|590|591|592|593|594|595|596|597|598|76801|76802|76803|76804|76805|76806|76807|76808|76809|7681|76820|76821|76822|76823|76824|76825|76826|76827|76828|81025|84702|84703|84704|86689|86701|86702|86703|87389|87390|87391|87534|87535|87536|87537|87538|87539|87806|87900|87901|87906|8925|8926|8927|8928|8929|8930|8931|8932|8933|8934|8935|8936|8937|8938|89390|89391|89392|89393|89394|89395|89396|89397|89398|90785|90786|90787|90788|90789|9079|908|96127|9613|99408|99409|A4261|A4264|A4266|A4267|A4268|A4269|G0396|G0397|G0409|G0410|G0411|G0432|G0433|G0435|G0442|G0443|G0475|G2067|G2068|G2069|G207|G2080|G2086|G2087|G2088|H0001|H0003|H0005|H0006|H0007|H0008|H0009|H0010|H0011|H0012|H0013|H0014|H0015|H0016|H0020|H0022|H0031|H0032|H0033|H0034|H0035|H0036|H0037|H0038|H0039|H0040|H0047|H0048|H0049|H0050|H2012|H2013|H2014|H2015|H2016|H2017|H2018|H2019|H2020|H2034|H2035|H2036|J0571|J0572|J0573|J0574|J0575|J0577|J0578|J0739|J0741|J0750|J0751|J2315|J7294|J7295|J7296|J7297|J7298|J7299|J7300|J7301|J7302|J7303|J7304|J7305|J7306|J7307|Q9991|Q9992|S0190|S0191|S0199|S2260|S2261|S2262|S2263|S2264|S2265|S2266|S2267|S4011|S4012|S4013|S4014|S4015|S4016|S4017|S4018|S4019|S402|S403|S4040|S4041|S4042|S4981|S4989|S4993|S9480|S9484|S9485|T1006|T1007|T1008|T1009|T1010|T1011|T1012)', false)) THEN '<hidden>' ELSE cell END;

-- function hidden_procedure_code
CREATE OR REPLACE FUNCTION `juan_dev`.`data_eng_ops`.`hidden_procedure_code`(cell STRING, diagnosis_code STRING) RETURNS STRING
COMMENT 'procedure_code of a row that tells of specially protected care, substance_use, behavioural, hiv, reproductive, is hidden.'
RETURN CASE WHEN cell IS NOT NULL AND (coalesce(upper(replace(trim(cell), '.', '')) RLIKE '\\A(11976|11981|11982|11983|55250|55450|57170|58300|58301|58321|58322|58323|5860|58610|58611|58612|58613|58614|58615|58670|58671|58970|58971|58972|58973|58974|58975|58976|590|591|592|593|594|595|596|597|598|76801|76802|76803|76804|76805|76806|76807|76808|76809|7681|76820|76821|76822|76823|76824|76825|76826|76827|76828|81025|84702|84703|84704|86689|86701|86702|86703|87389|87390|87391|87534|87535|87536|87537|87538|87539|87806|87900|87901|87906|8925|8926|8927|8928|8929|8930|8931|8932|8933|8934|8935|8936|8937|8938|89390|89391|89392|89393|89394|89395|89396|89397|89398|90785|90786|90787|90788|90789|9079|908|96127|9613|99408|99409|A4261|A4264|A4266|A4267|A4268|A4269|G0396|G0397|G0409|G0410|G0411|G0432|G0433|G0435|G0442|G0443|G0475|G2067|G2068|G2069|G207|G2080|G2086|G2087|G2088|H0001|H0003|H0005|H0006|H0007|H0008|H0009|H0010|H0011|H0012|H0013|H0014|H0015|H0016|H0020|H0022|H0031|H0032|H0033|H0034|H0035|H0036|H0037|H0038|H0039|H0040|H0047|H0048|H0049|H0050|H2012|H2013|H2014|H2015|H2016|H2017|H2018|H2019|H2020|H2034|H2035|H2036|J0571|J0572|J0573|J0574|J0575|J0577|J0578|J0739|J0741|J0750|J0751|J2315|J7294|J7295|J7296|J7297|J7298|J7299|J7300|J7301|J7302|J7303|J7304|J7305|J7306|J7307|Q9991|Q9992|S0190|S0191|S0199|S2260|S2261|S2262|S2263|S2264|S2265|S2266|S2267|S4011|S4012|S4013|S4014|S4015|S4016|S4017|S4018|S4019|S402|S403|S4040|S4041|S4042|S4981|S4989|S4993|S9480|S9484|S9485|T1006|T1007|T1008|T1009|T1010|T1011|T1012)', false) OR coalesce(upper(replace(trim(diagnosis_code), '.', '')) RLIKE '\\A(B20|B9735|F01|F02|F03|F04|F05|F06|F07|F08|F09|F10|F11|F12|F13|F14|F15|F16|F18|F19|F2|F3|F4|F5|F6|F7|F8|F9|G621|I426|K292|K70|K852|K860|N46|N96|N97|N98|O|R4585|R75|R780|R781|R782|R783|R784|R785|T1491|T40|T510|X71|X72|X73|X74|X75|X76|X77|X78|X79|X80|X81|X82|X83|Z114|Z206|Z21|Z2981|Z30|Z31|Z32|Z33|Z34|Z36|Z37|Z39|Z3A|Z640|Z714|Z715|Z717|Z915|Z985)', false)) THEN '<hidden>' ELSE cell END;

-- function hidden_event_type
CREATE OR REPLACE FUNCTION `juan_dev`.`data_eng_ops`.`hidden_event_type`(cell STRING) RETURNS STRING
COMMENT 'event_type of a row that tells of specially protected care, substance_use, behavioural, hiv, reproductive, is hidden.'
RETURN CASE WHEN cell IS NOT NULL AND (coalesce(upper(replace(trim(cell), '.', '')) RLIKE '\\A(DELIVERY|MENTAL_HEALTH)', false)) THEN '<hidden>' ELSE cell END;

-- function hidden_medical_provider
CREATE OR REPLACE FUNCTION `juan_dev`.`data_eng_ops`.`hidden_medical_provider`(cell STRING, event_type STRING) RETURNS STRING
COMMENT 'medical_provider of a row that tells of specially protected care, substance_use, behavioural, hiv, reproductive, is hidden.'
RETURN CASE WHEN cell IS NOT NULL AND (coalesce(upper(replace(trim(event_type), '.', '')) RLIKE '\\A(DELIVERY|MENTAL_HEALTH)', false)) THEN '<hidden>' ELSE cell END;

-- schema data_eng: policy hide_direct_identifiers
CREATE OR REPLACE POLICY `hide_direct_identifiers`
ON SCHEMA `juan_dev`.`data_eng`
COMMENT 'Direct identifiers are shown to data stewards only.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_text`
TO `account users` EXCEPT `data-stewards`, `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'direct_identifier') AS identifying
ON COLUMN identifying;

-- schema data_eng: policy hide_sensitive_diagnosis_code
CREATE OR REPLACE POLICY `hide_sensitive_diagnosis_code`
ON SCHEMA `juan_dev`.`data_eng`
COMMENT 'Codes of specially protected care are shown to nobody: a workspace knows no purpose.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_diagnosis_code`
TO `account users` EXCEPT `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'diagnosis_code') AS identifying, has_tag_value('medallion_classification', 'procedure_code') AS procedure_code
ON COLUMN identifying
USING COLUMNS (procedure_code);

-- schema data_eng: policy hide_sensitive_procedure_code
CREATE OR REPLACE POLICY `hide_sensitive_procedure_code`
ON SCHEMA `juan_dev`.`data_eng`
COMMENT 'Codes of specially protected care are shown to nobody: a workspace knows no purpose.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_procedure_code`
TO `account users` EXCEPT `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'procedure_code') AS identifying, has_tag_value('medallion_classification', 'diagnosis_code') AS diagnosis_code
ON COLUMN identifying
USING COLUMNS (diagnosis_code);

-- schema data_eng: policy hide_sensitive_event_type
CREATE OR REPLACE POLICY `hide_sensitive_event_type`
ON SCHEMA `juan_dev`.`data_eng`
COMMENT 'Codes of specially protected care are shown to nobody: a workspace knows no purpose.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_event_type`
TO `account users` EXCEPT `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'event_type') AS identifying
ON COLUMN identifying;

-- schema data_eng: policy hide_sensitive_medical_provider
CREATE OR REPLACE POLICY `hide_sensitive_medical_provider`
ON SCHEMA `juan_dev`.`data_eng`
COMMENT 'Codes of specially protected care are shown to nobody: a workspace knows no purpose.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_medical_provider`
TO `account users` EXCEPT `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'medical_provider') AS identifying, has_tag_value('medallion_classification', 'event_type') AS event_type
ON COLUMN identifying
USING COLUMNS (event_type);

-- schema data_eng_ops: policy hide_direct_identifiers
CREATE OR REPLACE POLICY `hide_direct_identifiers`
ON SCHEMA `juan_dev`.`data_eng_ops`
COMMENT 'Direct identifiers are shown to data stewards only.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_text`
TO `account users` EXCEPT `data-stewards`, `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'direct_identifier') AS identifying
ON COLUMN identifying;

-- schema data_eng_ops: policy hide_sensitive_diagnosis_code
CREATE OR REPLACE POLICY `hide_sensitive_diagnosis_code`
ON SCHEMA `juan_dev`.`data_eng_ops`
COMMENT 'Codes of specially protected care are shown to nobody: a workspace knows no purpose.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_diagnosis_code`
TO `account users` EXCEPT `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'diagnosis_code') AS identifying, has_tag_value('medallion_classification', 'procedure_code') AS procedure_code
ON COLUMN identifying
USING COLUMNS (procedure_code);

-- schema data_eng_ops: policy hide_sensitive_procedure_code
CREATE OR REPLACE POLICY `hide_sensitive_procedure_code`
ON SCHEMA `juan_dev`.`data_eng_ops`
COMMENT 'Codes of specially protected care are shown to nobody: a workspace knows no purpose.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_procedure_code`
TO `account users` EXCEPT `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'procedure_code') AS identifying, has_tag_value('medallion_classification', 'diagnosis_code') AS diagnosis_code
ON COLUMN identifying
USING COLUMNS (diagnosis_code);

-- schema data_eng_ops: policy hide_sensitive_event_type
CREATE OR REPLACE POLICY `hide_sensitive_event_type`
ON SCHEMA `juan_dev`.`data_eng_ops`
COMMENT 'Codes of specially protected care are shown to nobody: a workspace knows no purpose.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_event_type`
TO `account users` EXCEPT `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'event_type') AS identifying
ON COLUMN identifying;

-- schema data_eng_ops: policy hide_sensitive_medical_provider
CREATE OR REPLACE POLICY `hide_sensitive_medical_provider`
ON SCHEMA `juan_dev`.`data_eng_ops`
COMMENT 'Codes of specially protected care are shown to nobody: a workspace knows no purpose.'
COLUMN MASK `juan_dev`.`data_eng_ops`.`hidden_medical_provider`
TO `account users` EXCEPT `11111111-2222-3333-4444-555555555555`
FOR TABLES
MATCH COLUMNS has_tag_value('medallion_classification', 'medical_provider') AS identifying, has_tag_value('medallion_classification', 'event_type') AS event_type
ON COLUMN identifying
USING COLUMNS (event_type);

-- data_eng.bronze_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng`.`bronze_claims` IS 'Claim records as they landed, typed. Append-only; a claim comes again when its status moves.';

-- data_eng.bronze_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng`.`bronze_medical_events` IS 'Medical event records as they landed, typed. Append-only.';

-- data_eng.bronze_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng`.`bronze_patients` IS 'Patient records as they landed, typed. Append-only.';

-- data_eng.dim_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng`.`dim_patients` IS 'Patients through time. Exactly one version of a patient is valid at each instant from its first on.';

-- data_eng.fact_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng`.`fact_claims` IS 'Claims with the patient version that was valid on the day of the claim.';

-- data_eng.fact_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng`.`fact_medical_events` IS 'Medical events with the patient version that was valid on the day of the event.';

-- data_eng.silver_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng`.`silver_claims` IS 'Accepted claims in their strongest state.';

-- data_eng.silver_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng`.`silver_medical_events` IS 'Accepted medical events.';

-- data_eng.silver_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng`.`silver_patients` IS 'Accepted patient versions: standardised, typed, without names.';

-- data_eng_deid.deid_charges_by_risk_factor: comment
COMMENT ON TABLE `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor` IS 'charges_by_risk_factor without small groups and without the greatest charge, which is one person\'s.';

-- data_eng_deid.deid_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng_deid`.`deid_claims` IS 'fact_claims by Safe Harbor, 45 CFR 164.514(b)(2). No claim number, no chain of day gaps.';

-- data_eng_deid.deid_insurance_utilisation: comment
COMMENT ON TABLE `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation` IS 'insurance_utilisation by year. A count of claims or events below k is null, and so is what is made of it.';

-- data_eng_deid.deid_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng_deid`.`deid_medical_events` IS 'fact_medical_events by Safe Harbor, 45 CFR 164.514(b)(2). No event number, no provider, no day gaps.';

-- data_eng_deid.deid_patient_demographics_summary: comment
COMMENT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary` IS 'patient_demographics_summary without small groups and without plans that are no known ones.';

-- data_eng_deid.deid_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patients` IS 'dim_patients by Safe Harbor, 45 CFR 164.514(b)(2).';

-- data_eng_marts.charges_by_risk_factor: comment
COMMENT ON TABLE `juan_dev`.`data_eng_marts`.`charges_by_risk_factor` IS 'Charges of current members by risk factor.';

-- data_eng_marts.insurance_utilisation: comment
COMMENT ON TABLE `juan_dev`.`data_eng_marts`.`insurance_utilisation` IS 'Utilisation and cost per month and group. A member counts in the group that holds at the month\'s end.';

-- data_eng_marts.patient_demographics_summary: comment
COMMENT ON TABLE `juan_dev`.`data_eng_marts`.`patient_demographics_summary` IS 'Current members and their averages.';

-- data_eng_ops.alerts: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`alerts` IS 'Append-only: what is open, and what could not be delivered, follows from the rows of an alert in their order. Messages hold names of rules, tables and columns, and figures; never a cell.';

-- data_eng_ops.audit_log: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`audit_log` IS 'Append-only record of runs, of access to patient-level data, of key use and of stewards\' decisions. Each entry carries a code over itself and the one before it: `medallion audit verify`.';

-- data_eng_ops.column_profiles: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`column_profiles` IS 'Figures about each column of the rows that a run took. Quantiles stand only where 1,000 values and more are behind them, between values and rounded, least and greatest left out, and never for a direct identifier. Values by name stand only for columns that are not classified, if enough rows have them.';

-- data_eng_ops.decisions: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`decisions` IS 'Decisions that take a rule out for one row (release) or for a feed (waive). A decision that was removed or has expired keeps its row and gets an end, so that what was in force at any run can be told.';

-- data_eng_ops.drift: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`drift` IS 'Differences of arrived rows from the pinned reference (psi, null_share) and from earlier runs (volume).';

-- data_eng_ops.expectation_results: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`expectation_results` IS 'How each rule judged the rows of a feed when it was measured. Counts, no patient.';

-- data_eng_ops.history_dim_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_dim_patients` IS 'Every state of data_eng.dim_patients that a snapshot has seen, for audits.';

-- data_eng_ops.history_fact_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_claims` IS 'Every state of data_eng.fact_claims that a snapshot has seen, for audits.';

-- data_eng_ops.history_fact_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_medical_events` IS 'Every state of data_eng.fact_medical_events that a snapshot has seen, for audits.';

-- data_eng_ops.history_quarantine_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_claims` IS 'Every state of data_eng_ops.quarantine_claims that a snapshot has seen, for audits.';

-- data_eng_ops.history_quarantine_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events` IS 'Every state of data_eng_ops.quarantine_medical_events that a snapshot has seen, for audits.';

-- data_eng_ops.history_quarantine_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_patients` IS 'Every state of data_eng_ops.quarantine_patients that a snapshot has seen, for audits.';

-- data_eng_ops.history_silver_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_claims` IS 'Every state of data_eng.silver_claims that a snapshot has seen, for audits.';

-- data_eng_ops.history_silver_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_medical_events` IS 'Every state of data_eng.silver_medical_events that a snapshot has seen, for audits.';

-- data_eng_ops.history_silver_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_patients` IS 'Every state of data_eng.silver_patients that a snapshot has seen, for audits.';

-- data_eng_ops.history_superseded_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_claims` IS 'Every state of data_eng_ops.superseded_claims that a snapshot has seen, for audits.';

-- data_eng_ops.history_superseded_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_medical_events` IS 'Every state of data_eng_ops.superseded_medical_events that a snapshot has seen, for audits.';

-- data_eng_ops.history_superseded_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_patients` IS 'Every state of data_eng_ops.superseded_patients that a snapshot has seen, for audits.';

-- data_eng_ops.landing_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`landing_claims` IS 'Records of claims as text, one row each, as the reader delivers them.';

-- data_eng_ops.landing_files: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`landing_files` IS 'Committed before a row is taken from a file, so that a run that was killed is repeated with the same files and the same ingestion times. A run without new files has one row with no file.';

-- data_eng_ops.landing_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`landing_medical_events` IS 'Records of medical_events as text, one row each, as the reader delivers them.';

-- data_eng_ops.landing_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`landing_patients` IS 'Records of patients as text, one row each, as the reader delivers them.';

-- data_eng_ops.native_expectations: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`native_expectations` IS 'What the platform counted of the pipeline\'s expectations, from its event log. Counts, no patient.';

-- data_eng_ops.person_surrogates: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`person_surrogates` IS 'Random ids of persons in data_eng_deid. Whoever reads it can turn de-identified rows back.';

-- data_eng_ops.pipeline_runs: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`pipeline_runs` IS 'One row per finished run, committed last, and one per attempt that failed. The table versions of the last row that succeeded are the published set.';

-- data_eng_ops.quality_references: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`quality_references` IS 'Pinned references for drift, by version; the greatest version is in force. Bounds are deciles rounded to three digits, categories are words of the vocabularies: no cell stands here.';

-- data_eng_ops.quality_scores: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`quality_scores` IS 'The quality score of each feed and of all, run by run: 100 * passed / evaluated, warnings apart.';

-- data_eng_ops.quarantine_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_claims` IS 'Rows of bronze_claims that break at least one rule, as they landed.';

-- data_eng_ops.quarantine_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_medical_events` IS 'Rows of bronze_medical_events that break at least one rule, as they landed.';

-- data_eng_ops.quarantine_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_patients` IS 'Rows of bronze_patients that break at least one rule, as they landed.';

-- data_eng_ops.reconciliation: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`reconciliation` IS 'header_lines + blank_lines + record_lines = lines, and bronze_rows + rejected_rows = records: counted while the file was read, checked by `medallion verify` against the stored tables.';

-- data_eng_ops.refresh_answers: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`refresh_answers` IS 'What the platform answered when it was asked whether a view can be refreshed incrementally.';

-- data_eng_ops.rejected_lines: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`rejected_lines` IS 'Records that could not be read or typed, or lack a key. The line itself is sealed.';

-- data_eng_ops.removals: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`removals` IS 'Committed before the rows go, so that a removal that was interrupted is completed. `medallion verify` takes what stands here for removed from `reconciliation`.';

-- data_eng_ops.schema_migrations: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`schema_migrations` IS 'Migrations that have run, each once, in the order of their numbers.';

-- data_eng_ops.sla: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`sla` IS 'Service levels as each run found them. Judged at the run\'s recorded logical time, never by the clock of whoever reads; latency ends when the run was published.';

-- data_eng_ops.superseded_claims: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`superseded_claims` IS 'Rows of bronze_claims that pass every rule and gave way to another row of the same key.';

-- data_eng_ops.superseded_medical_events: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`superseded_medical_events` IS 'Rows of bronze_medical_events that pass every rule and gave way to another row of the same key.';

-- data_eng_ops.superseded_patients: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`superseded_patients` IS 'Rows of bronze_patients that pass every rule and gave way to another row of the same key.';

-- data_eng_ops.table_health: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`table_health` IS 'Rows of every table, and how fresh it is. Counts, no patient.';

-- data_eng_ops.view_refreshes: comment
COMMENT ON TABLE `juan_dev`.`data_eng_ops`.`view_refreshes` IS 'How each materialized view was refreshed, from the pipeline\'s event log. No patient.';

-- data_eng.bronze_claims._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng.bronze_claims._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng.bronze_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng.bronze_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`claim_date` IS 'Day of the claim, as text.';

-- data_eng.bronze_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`claim_id` IS 'Claim number.';

-- data_eng.bronze_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng.bronze_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`diagnosis_code` IS 'ICD-10-CM code.';

-- data_eng.bronze_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`patient_id` IS 'Member the claim is for.';

-- data_eng.bronze_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng.bronze_medical_events._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng.bronze_medical_events._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng.bronze_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`event_date` IS 'Day of the event, as text.';

-- data_eng.bronze_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`event_id` IS 'Event number.';

-- data_eng.bronze_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`event_type` IS 'Kind of event, such as office_visit.';

-- data_eng.bronze_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng.bronze_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`patient_id` IS 'Member the event happened to.';

-- data_eng.bronze_patients._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng.bronze_patients._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng.bronze_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`age` IS 'Age in whole years when the record was made.';

-- data_eng.bronze_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`bmi` IS 'Body mass index.';

-- data_eng.bronze_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng.bronze_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`children` IS 'Children covered by the plan.';

-- data_eng.bronze_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`coverage_start_date` IS 'First day of cover, as text.';

-- data_eng.bronze_patients.first_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`first_name` IS 'Given name.';

-- data_eng.bronze_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`insurance_plan` IS 'Plan name.';

-- data_eng.bronze_patients.last_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`last_name` IS 'Family name.';

-- data_eng.bronze_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`patient_id` IS 'Member id given by the insurer.';

-- data_eng.bronze_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`region` IS 'Census region quarter: NORTHEAST, NORTHWEST, ...';

-- data_eng.bronze_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng.bronze_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng.bronze_patients.timestamp: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`timestamp` IS 'When this version became true, as text.';

-- data_eng.dim_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`age` IS 'Age in whole years.';

-- data_eng.dim_patients.age_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`age_band` IS '18-29, 30-44, 45-64 or 65+; unknown outside.';

-- data_eng.dim_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`bmi` IS 'Body mass index.';

-- data_eng.dim_patients.bmi_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`bmi_band` IS 'WHO class: underweight, normal, overweight, obese.';

-- data_eng.dim_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng.dim_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`children` IS 'Children covered by the plan.';

-- data_eng.dim_patients.claim_amount_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`claim_amount_total` IS 'Amount of those claims.';

-- data_eng.dim_patients.claim_count: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`claim_count` IS 'Claims so far; on the current version only.';

-- data_eng.dim_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`coverage_start_date` IS 'First day of cover.';

-- data_eng.dim_patients.effective_from: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`effective_from` IS 'First instant of this version.';

-- data_eng.dim_patients.effective_to: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`effective_to` IS 'First instant after it; null when current.';

-- data_eng.dim_patients.event_count: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`event_count` IS 'Medical events so far; on the current version only.';

-- data_eng.dim_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`insurance_plan` IS 'Plan name.';

-- data_eng.dim_patients.is_current: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`is_current` IS 'Whether this is the latest version.';

-- data_eng.dim_patients.last_claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`last_claim_date` IS 'Day of the latest claim.';

-- data_eng.dim_patients.last_event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`last_event_date` IS 'Day of the latest event.';

-- data_eng.dim_patients.paid_amount_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`paid_amount_total` IS 'Amount of those that are paid.';

-- data_eng.dim_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`patient_id` IS 'Member id.';

-- data_eng.dim_patients.patient_key: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`patient_key` IS 'SHA-256 of patient_id and effective_from.';

-- data_eng.dim_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`region` IS 'Census region quarter.';

-- data_eng.dim_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng.dim_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng.dim_patients.version: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`version` IS '1 for the first version.';

-- data_eng.fact_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng.fact_claims.claim_amount_running_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_amount_running_total` IS 'Amount up to this claim.';

-- data_eng.fact_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_date` IS 'Day of the claim.';

-- data_eng.fact_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_id` IS 'Claim number.';

-- data_eng.fact_claims.claim_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_sequence` IS '1 for the patient\'s first claim, by date and claim_id.';

-- data_eng.fact_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng.fact_claims.days_since_previous_claim: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`days_since_previous_claim` IS 'Null for the first claim.';

-- data_eng.fact_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`diagnosis_code` IS 'ICD-10-CM code.';

-- data_eng.fact_claims.is_amount_outlier: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`is_amount_outlier` IS 'Amount outside the pinned bounds.';

-- data_eng.fact_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`patient_id` IS 'Member id.';

-- data_eng.fact_claims.patient_key: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`patient_key` IS 'Version of the patient on the day of the claim.';

-- data_eng.fact_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng.fact_medical_events.days_since_previous_event: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`days_since_previous_event` IS 'Null for the first event.';

-- data_eng.fact_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`event_date` IS 'Day of the event.';

-- data_eng.fact_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`event_id` IS 'Event number.';

-- data_eng.fact_medical_events.event_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`event_sequence` IS '1 for the patient\'s first event, by date and event_id.';

-- data_eng.fact_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`event_type` IS 'Kind of event.';

-- data_eng.fact_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng.fact_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`patient_id` IS 'Member id.';

-- data_eng.fact_medical_events.patient_key: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`patient_key` IS 'Version of the patient on the day of the event.';

-- data_eng.silver_claims._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng.silver_claims._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng.silver_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng.silver_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`claim_date` IS 'Day of the claim.';

-- data_eng.silver_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`claim_id` IS 'Claim number.';

-- data_eng.silver_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng.silver_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`diagnosis_code` IS 'ICD-10-CM code, dotted.';

-- data_eng.silver_claims.is_amount_outlier: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`is_amount_outlier` IS 'Amount outside the pinned bounds.';

-- data_eng.silver_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`patient_id` IS 'Member the claim is for.';

-- data_eng.silver_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng.silver_medical_events._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng.silver_medical_events._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng.silver_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`event_date` IS 'Day of the event.';

-- data_eng.silver_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`event_id` IS 'Event number.';

-- data_eng.silver_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`event_type` IS 'Kind of event.';

-- data_eng.silver_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng.silver_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`patient_id` IS 'Member the event happened to.';

-- data_eng.silver_patients._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng.silver_patients._name_key_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`_name_key_id` IS 'Which key the name pseudonyms were made with.';

-- data_eng.silver_patients._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng.silver_patients._warnings: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`_warnings` IS 'Rules of severity warn that the row breaks; null when none.';

-- data_eng.silver_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`age` IS 'Age in whole years.';

-- data_eng.silver_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`bmi` IS 'Body mass index.';

-- data_eng.silver_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng.silver_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`children` IS 'Children covered by the plan.';

-- data_eng.silver_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`coverage_start_date` IS 'First day of cover.';

-- data_eng.silver_patients.first_name_pseudonym: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`first_name_pseudonym` IS 'HMAC-SHA-256 of patient_id and given name.';

-- data_eng.silver_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`insurance_plan` IS 'Plan name, upper case.';

-- data_eng.silver_patients.is_bmi_outlier: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`is_bmi_outlier` IS 'BMI outside the pinned bounds.';

-- data_eng.silver_patients.is_charges_outlier: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`is_charges_outlier` IS 'Charges outside the pinned bounds.';

-- data_eng.silver_patients.last_name_pseudonym: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`last_name_pseudonym` IS 'HMAC-SHA-256 of patient_id and family name.';

-- data_eng.silver_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`patient_id` IS 'Member id.';

-- data_eng.silver_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`region` IS 'NORTHEAST, NORTHWEST, SOUTHEAST or SOUTHWEST.';

-- data_eng.silver_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng.silver_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng.silver_patients.timestamp: comment
COMMENT ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`timestamp` IS 'When this version became true.';

-- data_eng_deid.deid_charges_by_risk_factor.age_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor`.`age_band` IS '18-29, 30-44, 45-64, 65+ or unknown.';

-- data_eng_deid.deid_charges_by_risk_factor.average_charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor`.`average_charges` IS 'Mean charges.';

-- data_eng_deid.deid_charges_by_risk_factor.bmi_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor`.`bmi_band` IS 'WHO class or unknown.';

-- data_eng_deid.deid_charges_by_risk_factor.members: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor`.`members` IS 'Patients with a current version.';

-- data_eng_deid.deid_charges_by_risk_factor.smoking: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor`.`smoking` IS 'smoker, non-smoker or unknown.';

-- data_eng_deid.deid_charges_by_risk_factor.total_charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor`.`total_charges` IS 'Sum of charges.';

-- data_eng_deid.deid_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng_deid.deid_claims.claim_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_claims`.`claim_sequence` IS '1 for the person\'s first claim.';

-- data_eng_deid.deid_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng_deid.deid_claims.claim_year: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_claims`.`claim_year` IS 'Year of the claim.';

-- data_eng_deid.deid_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_claims`.`diagnosis_code` IS 'ICD-10-CM code, or <hidden>.';

-- data_eng_deid.deid_claims.is_amount_outlier: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_claims`.`is_amount_outlier` IS 'Amount outside the bounds.';

-- data_eng_deid.deid_claims.person_surrogate: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_claims`.`person_surrogate` IS 'Random id of the person.';

-- data_eng_deid.deid_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_claims`.`procedure_code` IS 'CPT or HCPCS code, or <hidden>.';

-- data_eng_deid.deid_insurance_utilisation.age_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`age_band` IS '18-29, 30-44, 45-64, 65+ or unknown.';

-- data_eng_deid.deid_insurance_utilisation.claim_amount_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`claim_amount_total` IS 'Amount claimed.';

-- data_eng_deid.deid_insurance_utilisation.claims: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`claims` IS 'Claims dated in the year.';

-- data_eng_deid.deid_insurance_utilisation.cost_per_member_per_month: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`cost_per_member_per_month` IS 'Amount by member month.';

-- data_eng_deid.deid_insurance_utilisation.events: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`events` IS 'Medical events of the year.';

-- data_eng_deid.deid_insurance_utilisation.fewest_members: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`fewest_members` IS 'Members in its smallest month.';

-- data_eng_deid.deid_insurance_utilisation.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`insurance_plan` IS 'Plan name or unknown.';

-- data_eng_deid.deid_insurance_utilisation.member_months: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`member_months` IS 'Members over its months.';

-- data_eng_deid.deid_insurance_utilisation.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`region` IS 'Census region quarter or unknown.';

-- data_eng_deid.deid_insurance_utilisation.year: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation`.`year` IS 'Year.';

-- data_eng_deid.deid_medical_events.event_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_medical_events`.`event_sequence` IS '1 for the person\'s first event.';

-- data_eng_deid.deid_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_medical_events`.`event_type` IS 'Kind of event, or <hidden>.';

-- data_eng_deid.deid_medical_events.event_year: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_medical_events`.`event_year` IS 'Year of the event.';

-- data_eng_deid.deid_medical_events.person_surrogate: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_medical_events`.`person_surrogate` IS 'Random id of the person.';

-- data_eng_deid.deid_patient_demographics_summary.age_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`age_band` IS '18-29, 30-44, 45-64, 65+ or unknown.';

-- data_eng_deid.deid_patient_demographics_summary.average_age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`average_age` IS 'Mean age.';

-- data_eng_deid.deid_patient_demographics_summary.average_bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`average_bmi` IS 'Mean BMI.';

-- data_eng_deid.deid_patient_demographics_summary.average_charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`average_charges` IS 'Mean charges.';

-- data_eng_deid.deid_patient_demographics_summary.average_children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`average_children` IS 'Mean covered children.';

-- data_eng_deid.deid_patient_demographics_summary.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`insurance_plan` IS 'Plan name or unknown.';

-- data_eng_deid.deid_patient_demographics_summary.members: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`members` IS 'Patients with a current version.';

-- data_eng_deid.deid_patient_demographics_summary.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`region` IS 'Census region quarter or unknown.';

-- data_eng_deid.deid_patient_demographics_summary.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`sex` IS 'MALE, FEMALE or unknown.';

-- data_eng_deid.deid_patient_demographics_summary.smoker_share: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary`.`smoker_share` IS 'Smokers among those known.';

-- data_eng_deid.deid_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`age` IS 'Age in whole years, 90 from the cap on.';

-- data_eng_deid.deid_patients.age_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`age_band` IS '18-29, 30-44, 45-64 or 65+; unknown outside.';

-- data_eng_deid.deid_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`bmi` IS 'Body mass index.';

-- data_eng_deid.deid_patients.bmi_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`bmi_band` IS 'WHO class.';

-- data_eng_deid.deid_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng_deid.deid_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`children` IS 'Children covered by the plan.';

-- data_eng_deid.deid_patients.claim_amount_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`claim_amount_total` IS 'Amount of those.';

-- data_eng_deid.deid_patients.claim_count: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`claim_count` IS 'Claims so far; on the current version only.';

-- data_eng_deid.deid_patients.coverage_start_year: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`coverage_start_year` IS 'Year in which cover began.';

-- data_eng_deid.deid_patients.event_count: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`event_count` IS 'Medical events so far.';

-- data_eng_deid.deid_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`insurance_plan` IS 'Plan, `other` where it is no known one.';

-- data_eng_deid.deid_patients.is_current: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`is_current` IS 'Whether this is the latest version.';

-- data_eng_deid.deid_patients.last_claim_year: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`last_claim_year` IS 'Year of the latest claim.';

-- data_eng_deid.deid_patients.last_event_year: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`last_event_year` IS 'Year of the latest event.';

-- data_eng_deid.deid_patients.paid_amount_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`paid_amount_total` IS 'Amount that is paid.';

-- data_eng_deid.deid_patients.person_surrogate: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`person_surrogate` IS 'Random id of the person.';

-- data_eng_deid.deid_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`region` IS 'Census region quarter.';

-- data_eng_deid.deid_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng_deid.deid_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng_deid.deid_patients.valid_from_year: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`valid_from_year` IS 'Year of the first instant of this version.';

-- data_eng_deid.deid_patients.version: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_deid`.`deid_patients`.`version` IS '1 for the first version.';

-- data_eng_marts.charges_by_risk_factor.age_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`charges_by_risk_factor`.`age_band` IS '18-29, 30-44, 45-64, 65+ or unknown.';

-- data_eng_marts.charges_by_risk_factor.average_charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`charges_by_risk_factor`.`average_charges` IS 'Mean yearly charges.';

-- data_eng_marts.charges_by_risk_factor.bmi_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`charges_by_risk_factor`.`bmi_band` IS 'WHO class or unknown.';

-- data_eng_marts.charges_by_risk_factor.greatest_charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`charges_by_risk_factor`.`greatest_charges` IS 'Greatest yearly charges.';

-- data_eng_marts.charges_by_risk_factor.members: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`charges_by_risk_factor`.`members` IS 'Patients with a current version.';

-- data_eng_marts.charges_by_risk_factor.smoking: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`charges_by_risk_factor`.`smoking` IS 'smoker, non-smoker or unknown.';

-- data_eng_marts.charges_by_risk_factor.total_charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`charges_by_risk_factor`.`total_charges` IS 'Sum of yearly charges.';

-- data_eng_marts.insurance_utilisation.age_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`age_band` IS '18-29, 30-44, 45-64, 65+ or unknown.';

-- data_eng_marts.insurance_utilisation.claim_amount_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`claim_amount_total` IS 'Amount claimed.';

-- data_eng_marts.insurance_utilisation.claims: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`claims` IS 'Claims dated in the month.';

-- data_eng_marts.insurance_utilisation.claims_per_1000_members: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`claims_per_1000_members` IS 'Null where there is no member.';

-- data_eng_marts.insurance_utilisation.cost_per_member_per_month: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`cost_per_member_per_month` IS 'Amount by member.';

-- data_eng_marts.insurance_utilisation.denied_share: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`denied_share` IS 'Denied claims among the claims.';

-- data_eng_marts.insurance_utilisation.events: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`events` IS 'Medical events of the month.';

-- data_eng_marts.insurance_utilisation.events_per_1000_members: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`events_per_1000_members` IS 'Null where there is no member.';

-- data_eng_marts.insurance_utilisation.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`insurance_plan` IS 'Plan name or unknown.';

-- data_eng_marts.insurance_utilisation.members: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`members` IS 'Members covered at the end of the month.';

-- data_eng_marts.insurance_utilisation.month: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`month` IS 'First day of the month.';

-- data_eng_marts.insurance_utilisation.paid_share: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`paid_share` IS 'Paid claims among the claims.';

-- data_eng_marts.insurance_utilisation.pending_share: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`pending_share` IS 'Submitted or approved claims.';

-- data_eng_marts.insurance_utilisation.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`insurance_utilisation`.`region` IS 'Census region quarter or unknown.';

-- data_eng_marts.patient_demographics_summary.age_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`age_band` IS '18-29, 30-44, 45-64, 65+ or unknown.';

-- data_eng_marts.patient_demographics_summary.average_age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`average_age` IS 'Mean age.';

-- data_eng_marts.patient_demographics_summary.average_bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`average_bmi` IS 'Mean body mass index.';

-- data_eng_marts.patient_demographics_summary.average_charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`average_charges` IS 'Mean yearly charges.';

-- data_eng_marts.patient_demographics_summary.average_children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`average_children` IS 'Mean number of covered children.';

-- data_eng_marts.patient_demographics_summary.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`insurance_plan` IS 'Plan name or unknown.';

-- data_eng_marts.patient_demographics_summary.members: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`members` IS 'Patients with a current version.';

-- data_eng_marts.patient_demographics_summary.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`region` IS 'Census region quarter; unknown where it is not given.';

-- data_eng_marts.patient_demographics_summary.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`sex` IS 'MALE, FEMALE or unknown.';

-- data_eng_marts.patient_demographics_summary.smoker_share: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_marts`.`patient_demographics_summary`.`smoker_share` IS 'Smokers among those whose habit is known.';

-- data_eng_ops.alerts.alert_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`alert_id` IS 'Names one alert from opened to resolved.';

-- data_eng_ops.alerts.at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`at` IS 'Logical time of the run for opened and resolved, else the clock.';

-- data_eng_ops.alerts.attempts: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`attempts` IS 'Delivery: how often it was tried in this run.';

-- data_eng_ops.alerts.concerns: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`concerns` IS 'Delivery: the event that was told, opened or resolved.';

-- data_eng_ops.alerts.event: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`event` IS 'opened, resolved, delivered or undelivered.';

-- data_eng_ops.alerts.message: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`message` IS 'What people are told.';

-- data_eng_ops.alerts.resolved_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`resolved_by` IS 'Who resolved it by hand; null when it resolved by itself.';

-- data_eng_ops.alerts.rule: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`rule` IS 'Alert rule.';

-- data_eng_ops.alerts.run_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`run_id` IS 'Run that opened or resolved it.';

-- data_eng_ops.alerts.runbook: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`runbook` IS 'Where to read what to do.';

-- data_eng_ops.alerts.severity: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`severity` IS 'info, warning or critical.';

-- data_eng_ops.alerts.subject: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`subject` IS 'What it is about: a feed, a column, a service level, the pipeline.';

-- data_eng_ops.alerts.target: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`target` IS 'Delivery: name of the target in the settings.';

-- data_eng_ops.alerts.value: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`alerts`.`value` IS 'Value that was judged.';

-- data_eng_ops.audit_log.action: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`action` IS 'What was done: run, key, query, view, history, show, unmask, release, waive, remove, export or erase.';

-- data_eng_ops.audit_log.actor: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`actor` IS 'Who: the name of the user at the operating system, or as given.';

-- data_eng_ops.audit_log.at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`at` IS 'When.';

-- data_eng_ops.audit_log.key_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`key_id` IS 'Which audit key the code was made with.';

-- data_eng_ops.audit_log.mac: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`mac` IS 'HMAC-SHA-256 over the code of the entry before and this entry.';

-- data_eng_ops.audit_log.objects: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`objects` IS 'Tables, runs or keys concerned, and for one row its handle.';

-- data_eng_ops.audit_log.outcome: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`outcome` IS 'started, done, refused or failed.';

-- data_eng_ops.audit_log.purpose: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`purpose` IS 'Why, as stated.';

-- data_eng_ops.audit_log.role: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`role` IS 'In which role; `operator` for runs.';

-- data_eng_ops.audit_log.sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`sequence` IS 'Number of the entry, from 1 without a gap; null before there was a chain.';

-- data_eng_ops.audit_log.statement_sha256: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`audit_log`.`statement_sha256` IS 'Digest of the query text: the text itself may quote a patient.';

-- data_eng_ops.column_profiles.column_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`column_name` IS 'Column.';

-- data_eng_ops.column_profiles.distinct_values: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`distinct_values` IS 'Different values, estimated within some percent.';

-- data_eng_ops.column_profiles.measured_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`measured_at` IS 'Logical time of the run.';

-- data_eng_ops.column_profiles.null_share: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`null_share` IS 'nulls / rows.';

-- data_eng_ops.column_profiles.nulls: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`nulls` IS 'Nulls among them.';

-- data_eng_ops.column_profiles.p05: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`p05` IS '5 % of the values are smaller; two significant digits.';

-- data_eng_ops.column_profiles.p25: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`p25` IS 'Lower quartile; two significant digits.';

-- data_eng_ops.column_profiles.p50: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`p50` IS 'Median; two significant digits.';

-- data_eng_ops.column_profiles.p75: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`p75` IS 'Upper quartile; two significant digits.';

-- data_eng_ops.column_profiles.p95: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`p95` IS '95 % of the values are smaller; two significant digits.';

-- data_eng_ops.column_profiles.rows: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`rows` IS 'Rows that arrived.';

-- data_eng_ops.column_profiles.run_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`run_id` IS 'Run that measured: its number, or the id of the job run.';

-- data_eng_ops.column_profiles.table_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`table_name` IS 'Table.';

-- data_eng_ops.column_profiles.top_values: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`column_profiles`.`top_values` IS 'Most frequent values of an unclassified column, with their rows.';

-- data_eng_ops.decisions.action: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`action` IS 'release (one row) or waive (a whole feed).';

-- data_eng_ops.decisions.decided_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`decided_at` IS 'When.';

-- data_eng_ops.decisions.decided_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`decided_by` IS 'Who decided.';

-- data_eng_ops.decisions.decision_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`decision_id` IS 'Short random name of the decision.';

-- data_eng_ops.decisions.ended_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`ended_at` IS 'When it was removed, or the time of the run that saw it expire.';

-- data_eng_ops.decisions.ended_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`ended_by` IS 'Who removed it, or `expiry`.';

-- data_eng_ops.decisions.expires_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`expires_at` IS 'First run at or after this instant ends the decision.';

-- data_eng_ops.decisions.feed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`feed` IS 'patients, claims or medical_events.';

-- data_eng_ops.decisions.note: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`note` IS 'Why, as typed.';

-- data_eng_ops.decisions.row_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`row_id` IS 'Released row: its id.';

-- data_eng_ops.decisions.row_ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`row_ingested_at` IS 'Released row: when its file was taken.';

-- data_eng_ops.decisions.rule: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`rule` IS 'Rule that is taken out.';

-- data_eng_ops.drift.measure: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`drift`.`measure` IS 'psi, null_share, volume or schema.';

-- data_eng_ops.drift.measured_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`drift`.`measured_at` IS 'Logical time of the run.';

-- data_eng_ops.drift.reference_version: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`drift`.`reference_version` IS 'Reference compared with; null for volume and schema.';

-- data_eng_ops.drift.rows: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`drift`.`rows` IS 'Rows that arrived.';

-- data_eng_ops.drift.run_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`drift`.`run_id` IS 'Run that measured: its number, or the id of the job run.';

-- data_eng_ops.drift.subject: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`drift`.`subject` IS '`table.column` for psi and null_share, else the feed.';

-- data_eng_ops.drift.value: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`drift`.`value` IS 'PSI; difference of null shares; z-score of rows; columns too many or too few. Null: too little to judge.';

-- data_eng_ops.drift.verdict: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`drift`.`verdict` IS 'stable, moderate, major or too_few.';

-- data_eng_ops.expectation_results.evaluated: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`evaluated` IS 'Rows the rule judged.';

-- data_eng_ops.expectation_results.failed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`failed` IS 'Rows that break it.';

-- data_eng_ops.expectation_results.feed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`feed` IS 'patients, claims or medical_events.';

-- data_eng_ops.expectation_results.measured_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`measured_at` IS 'Logical time of the run, the same for all its rows.';

-- data_eng_ops.expectation_results.passed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`passed` IS 'Rows that keep it: evaluated - failed.';

-- data_eng_ops.expectation_results.rule: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`rule` IS 'Rule.';

-- data_eng_ops.expectation_results.run_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`run_id` IS 'Run that measured: its number, or the id of the job run.';

-- data_eng_ops.expectation_results.scope: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`scope` IS 'all (every row that is there) or arrived (rows that the run took).';

-- data_eng_ops.expectation_results.severity: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`severity` IS 'quarantine or warn.';

-- data_eng_ops.expectation_results.share: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`expectation_results`.`share` IS 'passed / evaluated; 1 of nothing.';

-- data_eng_ops.history_dim_patients.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_dim_patients.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_dim_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`age` IS 'Age in whole years.';

-- data_eng_ops.history_dim_patients.age_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`age_band` IS '18-29, 30-44, 45-64 or 65+; unknown outside.';

-- data_eng_ops.history_dim_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`bmi` IS 'Body mass index.';

-- data_eng_ops.history_dim_patients.bmi_band: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`bmi_band` IS 'WHO class: underweight, normal, overweight, obese.';

-- data_eng_ops.history_dim_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng_ops.history_dim_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`children` IS 'Children covered by the plan.';

-- data_eng_ops.history_dim_patients.claim_amount_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`claim_amount_total` IS 'Amount of those claims.';

-- data_eng_ops.history_dim_patients.claim_count: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`claim_count` IS 'Claims so far; on the current version only.';

-- data_eng_ops.history_dim_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`coverage_start_date` IS 'First day of cover.';

-- data_eng_ops.history_dim_patients.effective_from: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`effective_from` IS 'First instant of this version.';

-- data_eng_ops.history_dim_patients.effective_to: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`effective_to` IS 'First instant after it; null when current.';

-- data_eng_ops.history_dim_patients.event_count: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`event_count` IS 'Medical events so far; on the current version only.';

-- data_eng_ops.history_dim_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`insurance_plan` IS 'Plan name.';

-- data_eng_ops.history_dim_patients.is_current: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`is_current` IS 'Whether this is the latest version.';

-- data_eng_ops.history_dim_patients.last_claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`last_claim_date` IS 'Day of the latest claim.';

-- data_eng_ops.history_dim_patients.last_event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`last_event_date` IS 'Day of the latest event.';

-- data_eng_ops.history_dim_patients.paid_amount_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`paid_amount_total` IS 'Amount of those that are paid.';

-- data_eng_ops.history_dim_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`patient_id` IS 'Member id.';

-- data_eng_ops.history_dim_patients.patient_key: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`patient_key` IS 'SHA-256 of patient_id and effective_from.';

-- data_eng_ops.history_dim_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`region` IS 'Census region quarter.';

-- data_eng_ops.history_dim_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng_ops.history_dim_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng_ops.history_dim_patients.version: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`version` IS '1 for the first version.';

-- data_eng_ops.history_fact_claims.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_fact_claims.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_fact_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng_ops.history_fact_claims.claim_amount_running_total: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_amount_running_total` IS 'Amount up to this claim.';

-- data_eng_ops.history_fact_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_date` IS 'Day of the claim.';

-- data_eng_ops.history_fact_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_id` IS 'Claim number.';

-- data_eng_ops.history_fact_claims.claim_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_sequence` IS '1 for the patient\'s first claim, by date and claim_id.';

-- data_eng_ops.history_fact_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng_ops.history_fact_claims.days_since_previous_claim: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`days_since_previous_claim` IS 'Null for the first claim.';

-- data_eng_ops.history_fact_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`diagnosis_code` IS 'ICD-10-CM code.';

-- data_eng_ops.history_fact_claims.is_amount_outlier: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`is_amount_outlier` IS 'Amount outside the pinned bounds.';

-- data_eng_ops.history_fact_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`patient_id` IS 'Member id.';

-- data_eng_ops.history_fact_claims.patient_key: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`patient_key` IS 'Version of the patient on the day of the claim.';

-- data_eng_ops.history_fact_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng_ops.history_fact_medical_events.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_fact_medical_events.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_fact_medical_events.days_since_previous_event: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`days_since_previous_event` IS 'Null for the first event.';

-- data_eng_ops.history_fact_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`event_date` IS 'Day of the event.';

-- data_eng_ops.history_fact_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`event_id` IS 'Event number.';

-- data_eng_ops.history_fact_medical_events.event_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`event_sequence` IS '1 for the patient\'s first event, by date and event_id.';

-- data_eng_ops.history_fact_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`event_type` IS 'Kind of event.';

-- data_eng_ops.history_fact_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng_ops.history_fact_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`patient_id` IS 'Member id.';

-- data_eng_ops.history_fact_medical_events.patient_key: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`patient_key` IS 'Version of the patient on the day of the event.';

-- data_eng_ops.history_quarantine_claims.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_quarantine_claims.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_quarantine_claims._failed_rules: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`_failed_rules` IS 'Rules that the row breaks, in their order.';

-- data_eng_ops.history_quarantine_claims._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.history_quarantine_claims._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.history_quarantine_claims._quarantined_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`_quarantined_at` IS 'Greatest `_ingested_at` among the rows it is made from.';

-- data_eng_ops.history_quarantine_claims._row_number: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`_row_number` IS 'Counts rows that are equal in every column.';

-- data_eng_ops.history_quarantine_claims._row_sha256: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`_row_sha256` IS 'Digest of the row: what stands for a key in a table without one.';

-- data_eng_ops.history_quarantine_claims._source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`_source_file` IS 'File it came with; null on Databricks.';

-- data_eng_ops.history_quarantine_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng_ops.history_quarantine_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`claim_date` IS 'Day of the claim, as text.';

-- data_eng_ops.history_quarantine_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`claim_id` IS 'Claim number.';

-- data_eng_ops.history_quarantine_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng_ops.history_quarantine_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`diagnosis_code` IS 'ICD-10-CM code.';

-- data_eng_ops.history_quarantine_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`patient_id` IS 'Member the claim is for.';

-- data_eng_ops.history_quarantine_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng_ops.history_quarantine_medical_events.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_quarantine_medical_events.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_quarantine_medical_events._failed_rules: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`_failed_rules` IS 'Rules that the row breaks, in their order.';

-- data_eng_ops.history_quarantine_medical_events._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.history_quarantine_medical_events._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.history_quarantine_medical_events._quarantined_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`_quarantined_at` IS 'Greatest `_ingested_at` among the rows it is made from.';

-- data_eng_ops.history_quarantine_medical_events._row_number: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`_row_number` IS 'Counts rows that are equal in every column.';

-- data_eng_ops.history_quarantine_medical_events._row_sha256: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`_row_sha256` IS 'Digest of the row: what stands for a key in a table without one.';

-- data_eng_ops.history_quarantine_medical_events._source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`_source_file` IS 'File it came with; null on Databricks.';

-- data_eng_ops.history_quarantine_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`event_date` IS 'Day of the event, as text.';

-- data_eng_ops.history_quarantine_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`event_id` IS 'Event number.';

-- data_eng_ops.history_quarantine_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`event_type` IS 'Kind of event, such as office_visit.';

-- data_eng_ops.history_quarantine_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng_ops.history_quarantine_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`patient_id` IS 'Member the event happened to.';

-- data_eng_ops.history_quarantine_patients.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_quarantine_patients.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_quarantine_patients._failed_rules: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`_failed_rules` IS 'Rules that the row breaks, in their order.';

-- data_eng_ops.history_quarantine_patients._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.history_quarantine_patients._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.history_quarantine_patients._quarantined_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`_quarantined_at` IS 'Greatest `_ingested_at` among the rows it is made from.';

-- data_eng_ops.history_quarantine_patients._row_number: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`_row_number` IS 'Counts rows that are equal in every column.';

-- data_eng_ops.history_quarantine_patients._row_sha256: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`_row_sha256` IS 'Digest of the row: what stands for a key in a table without one.';

-- data_eng_ops.history_quarantine_patients._source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`_source_file` IS 'File it came with; null on Databricks.';

-- data_eng_ops.history_quarantine_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`age` IS 'Age in whole years when the record was made.';

-- data_eng_ops.history_quarantine_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`bmi` IS 'Body mass index.';

-- data_eng_ops.history_quarantine_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng_ops.history_quarantine_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`children` IS 'Children covered by the plan.';

-- data_eng_ops.history_quarantine_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`coverage_start_date` IS 'First day of cover, as text.';

-- data_eng_ops.history_quarantine_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`insurance_plan` IS 'Plan name.';

-- data_eng_ops.history_quarantine_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`patient_id` IS 'Member id given by the insurer.';

-- data_eng_ops.history_quarantine_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`region` IS 'Census region quarter: NORTHEAST, NORTHWEST, ...';

-- data_eng_ops.history_quarantine_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng_ops.history_quarantine_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng_ops.history_quarantine_patients.timestamp: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`timestamp` IS 'When this version became true, as text.';

-- data_eng_ops.history_silver_claims.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_silver_claims.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_silver_claims._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.history_silver_claims._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.history_silver_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng_ops.history_silver_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`claim_date` IS 'Day of the claim.';

-- data_eng_ops.history_silver_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`claim_id` IS 'Claim number.';

-- data_eng_ops.history_silver_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng_ops.history_silver_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`diagnosis_code` IS 'ICD-10-CM code, dotted.';

-- data_eng_ops.history_silver_claims.is_amount_outlier: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`is_amount_outlier` IS 'Amount outside the pinned bounds.';

-- data_eng_ops.history_silver_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`patient_id` IS 'Member the claim is for.';

-- data_eng_ops.history_silver_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng_ops.history_silver_medical_events.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_silver_medical_events.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_silver_medical_events._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.history_silver_medical_events._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.history_silver_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`event_date` IS 'Day of the event.';

-- data_eng_ops.history_silver_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`event_id` IS 'Event number.';

-- data_eng_ops.history_silver_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`event_type` IS 'Kind of event.';

-- data_eng_ops.history_silver_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng_ops.history_silver_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`patient_id` IS 'Member the event happened to.';

-- data_eng_ops.history_silver_patients.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_silver_patients.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_silver_patients._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.history_silver_patients._name_key_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`_name_key_id` IS 'Which key the name pseudonyms were made with.';

-- data_eng_ops.history_silver_patients._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.history_silver_patients._warnings: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`_warnings` IS 'Rules of severity warn that the row breaks; null when none.';

-- data_eng_ops.history_silver_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`age` IS 'Age in whole years.';

-- data_eng_ops.history_silver_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`bmi` IS 'Body mass index.';

-- data_eng_ops.history_silver_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng_ops.history_silver_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`children` IS 'Children covered by the plan.';

-- data_eng_ops.history_silver_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`coverage_start_date` IS 'First day of cover.';

-- data_eng_ops.history_silver_patients.first_name_pseudonym: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`first_name_pseudonym` IS 'HMAC-SHA-256 of patient_id and given name.';

-- data_eng_ops.history_silver_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`insurance_plan` IS 'Plan name, upper case.';

-- data_eng_ops.history_silver_patients.is_bmi_outlier: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`is_bmi_outlier` IS 'BMI outside the pinned bounds.';

-- data_eng_ops.history_silver_patients.is_charges_outlier: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`is_charges_outlier` IS 'Charges outside the pinned bounds.';

-- data_eng_ops.history_silver_patients.last_name_pseudonym: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`last_name_pseudonym` IS 'HMAC-SHA-256 of patient_id and family name.';

-- data_eng_ops.history_silver_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`patient_id` IS 'Member id.';

-- data_eng_ops.history_silver_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`region` IS 'NORTHEAST, NORTHWEST, SOUTHEAST or SOUTHWEST.';

-- data_eng_ops.history_silver_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng_ops.history_silver_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng_ops.history_silver_patients.timestamp: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`timestamp` IS 'When this version became true.';

-- data_eng_ops.history_superseded_claims.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_superseded_claims.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_superseded_claims._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.history_superseded_claims._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.history_superseded_claims._reason: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`_reason` IS 'duplicate, conflict or earlier_state.';

-- data_eng_ops.history_superseded_claims._row_number: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`_row_number` IS 'Counts rows that are equal in every column.';

-- data_eng_ops.history_superseded_claims._row_sha256: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`_row_sha256` IS 'Digest of the row: what stands for a key in a table without one.';

-- data_eng_ops.history_superseded_claims._superseded_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`_superseded_at` IS 'Greatest `_ingested_at` among the rows of the key.';

-- data_eng_ops.history_superseded_claims._superseded_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`_superseded_by` IS 'Key of the row that stays.';

-- data_eng_ops.history_superseded_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng_ops.history_superseded_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`claim_date` IS 'Day of the claim, as text.';

-- data_eng_ops.history_superseded_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`claim_id` IS 'Claim number.';

-- data_eng_ops.history_superseded_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng_ops.history_superseded_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`diagnosis_code` IS 'ICD-10-CM code.';

-- data_eng_ops.history_superseded_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`patient_id` IS 'Member the claim is for.';

-- data_eng_ops.history_superseded_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng_ops.history_superseded_medical_events.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_superseded_medical_events.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_superseded_medical_events._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.history_superseded_medical_events._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.history_superseded_medical_events._reason: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`_reason` IS 'duplicate, conflict or earlier_state.';

-- data_eng_ops.history_superseded_medical_events._row_number: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`_row_number` IS 'Counts rows that are equal in every column.';

-- data_eng_ops.history_superseded_medical_events._row_sha256: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`_row_sha256` IS 'Digest of the row: what stands for a key in a table without one.';

-- data_eng_ops.history_superseded_medical_events._superseded_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`_superseded_at` IS 'Greatest `_ingested_at` among the rows of the key.';

-- data_eng_ops.history_superseded_medical_events._superseded_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`_superseded_by` IS 'Key of the row that stays.';

-- data_eng_ops.history_superseded_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`event_date` IS 'Day of the event, as text.';

-- data_eng_ops.history_superseded_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`event_id` IS 'Event number.';

-- data_eng_ops.history_superseded_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`event_type` IS 'Kind of event, such as office_visit.';

-- data_eng_ops.history_superseded_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng_ops.history_superseded_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`patient_id` IS 'Member the event happened to.';

-- data_eng_ops.history_superseded_patients.__END_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`__END_AT` IS 'First snapshot in which it stood no more; null while it stands.';

-- data_eng_ops.history_superseded_patients.__START_AT: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`__START_AT` IS 'Snapshot in which the row stood first.';

-- data_eng_ops.history_superseded_patients._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.history_superseded_patients._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.history_superseded_patients._reason: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`_reason` IS 'duplicate, conflict or earlier_state.';

-- data_eng_ops.history_superseded_patients._row_number: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`_row_number` IS 'Counts rows that are equal in every column.';

-- data_eng_ops.history_superseded_patients._row_sha256: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`_row_sha256` IS 'Digest of the row: what stands for a key in a table without one.';

-- data_eng_ops.history_superseded_patients._superseded_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`_superseded_at` IS 'Greatest `_ingested_at` among the rows of the key.';

-- data_eng_ops.history_superseded_patients._superseded_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`_superseded_by` IS 'Key of the row that stays.';

-- data_eng_ops.history_superseded_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`age` IS 'Age in whole years when the record was made.';

-- data_eng_ops.history_superseded_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`bmi` IS 'Body mass index.';

-- data_eng_ops.history_superseded_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng_ops.history_superseded_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`children` IS 'Children covered by the plan.';

-- data_eng_ops.history_superseded_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`coverage_start_date` IS 'First day of cover, as text.';

-- data_eng_ops.history_superseded_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`insurance_plan` IS 'Plan name.';

-- data_eng_ops.history_superseded_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`patient_id` IS 'Member id given by the insurer.';

-- data_eng_ops.history_superseded_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`region` IS 'Census region quarter: NORTHEAST, NORTHWEST, ...';

-- data_eng_ops.history_superseded_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng_ops.history_superseded_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng_ops.history_superseded_patients.timestamp: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`timestamp` IS 'When this version became true, as text.';

-- data_eng_ops.landing_claims._fault: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`_fault` IS 'Why the reader refused the record; null when it did not.';

-- data_eng_ops.landing_claims._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.landing_claims._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.landing_claims._position: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`_position` IS 'Record number in the file (a record hash where files are read in parallel).';

-- data_eng_ops.landing_claims._raw_line: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`_raw_line` IS 'Text of a refused record.';

-- data_eng_ops.landing_claims._source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`_source_file` IS 'File, relative to the landing folder.';

-- data_eng_ops.landing_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng_ops.landing_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`claim_date` IS 'Day of the claim, as text.';

-- data_eng_ops.landing_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`claim_id` IS 'Claim number.';

-- data_eng_ops.landing_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng_ops.landing_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`diagnosis_code` IS 'ICD-10-CM code.';

-- data_eng_ops.landing_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`patient_id` IS 'Member the claim is for.';

-- data_eng_ops.landing_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng_ops.landing_files.feed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_files`.`feed` IS 'patients, claims or medical_events.';

-- data_eng_ops.landing_files.ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_files`.`ingested_at` IS '`_ingested_at` of every row of the file; unique per file.';

-- data_eng_ops.landing_files.modified_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_files`.`modified_at` IS 'Modification time of the file when it was taken.';

-- data_eng_ops.landing_files.planned_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_files`.`planned_at` IS 'Logical time of the run.';

-- data_eng_ops.landing_files.run_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_files`.`run_sequence` IS 'Number of the run, growing by one.';

-- data_eng_ops.landing_files.sha256: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_files`.`sha256` IS 'Digest of the file\'s bytes.';

-- data_eng_ops.landing_files.size_bytes: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_files`.`size_bytes` IS 'Size when it was taken.';

-- data_eng_ops.landing_files.source: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_files`.`source` IS 'Name of the `sources` setting that the file was read by, null for the standard.';

-- data_eng_ops.landing_files.source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_files`.`source_file` IS 'File, relative to the landing folder.';

-- data_eng_ops.landing_medical_events._fault: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`_fault` IS 'Why the reader refused the record; null when it did not.';

-- data_eng_ops.landing_medical_events._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.landing_medical_events._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.landing_medical_events._position: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`_position` IS 'Record number in the file (a record hash where files are read in parallel).';

-- data_eng_ops.landing_medical_events._raw_line: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`_raw_line` IS 'Text of a refused record.';

-- data_eng_ops.landing_medical_events._source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`_source_file` IS 'File, relative to the landing folder.';

-- data_eng_ops.landing_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`event_date` IS 'Day of the event, as text.';

-- data_eng_ops.landing_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`event_id` IS 'Event number.';

-- data_eng_ops.landing_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`event_type` IS 'Kind of event, such as office_visit.';

-- data_eng_ops.landing_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng_ops.landing_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`patient_id` IS 'Member the event happened to.';

-- data_eng_ops.landing_patients._fault: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`_fault` IS 'Why the reader refused the record; null when it did not.';

-- data_eng_ops.landing_patients._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.landing_patients._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.landing_patients._position: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`_position` IS 'Record number in the file (a record hash where files are read in parallel).';

-- data_eng_ops.landing_patients._raw_line: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`_raw_line` IS 'Text of a refused record.';

-- data_eng_ops.landing_patients._source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`_source_file` IS 'File, relative to the landing folder.';

-- data_eng_ops.landing_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`age` IS 'Age in whole years when the record was made.';

-- data_eng_ops.landing_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`bmi` IS 'Body mass index.';

-- data_eng_ops.landing_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng_ops.landing_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`children` IS 'Children covered by the plan.';

-- data_eng_ops.landing_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`coverage_start_date` IS 'First day of cover, as text.';

-- data_eng_ops.landing_patients.first_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`first_name` IS 'Given name.';

-- data_eng_ops.landing_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`insurance_plan` IS 'Plan name.';

-- data_eng_ops.landing_patients.last_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`last_name` IS 'Family name.';

-- data_eng_ops.landing_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`patient_id` IS 'Member id given by the insurer.';

-- data_eng_ops.landing_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`region` IS 'Census region quarter: NORTHEAST, NORTHWEST, ...';

-- data_eng_ops.landing_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng_ops.landing_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng_ops.landing_patients.timestamp: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`timestamp` IS 'When this version became true, as text.';

-- data_eng_ops.native_expectations.at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`native_expectations`.`at` IS 'When the platform reported it.';

-- data_eng_ops.native_expectations.dataset: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`native_expectations`.`dataset` IS 'Dataset that was judged.';

-- data_eng_ops.native_expectations.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`native_expectations`.`event_id` IS 'Event of the event log: read once.';

-- data_eng_ops.native_expectations.expectation: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`native_expectations`.`expectation` IS 'Rule.';

-- data_eng_ops.native_expectations.failed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`native_expectations`.`failed` IS 'Records that break it.';

-- data_eng_ops.native_expectations.passed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`native_expectations`.`passed` IS 'Records that keep it.';

-- data_eng_ops.native_expectations.update_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`native_expectations`.`update_id` IS 'Update of the pipeline.';

-- data_eng_ops.person_surrogates.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`person_surrogates`.`patient_id` IS 'Member id.';

-- data_eng_ops.person_surrogates.person_surrogate: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`person_surrogates`.`person_surrogate` IS '128 random bits as 32 hexadecimal digits.';

-- data_eng_ops.pipeline_runs.engine: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`engine` IS 'embedded, spark or databricks.';

-- data_eng_ops.pipeline_runs.environment: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`environment` IS 'dev, staging or prod.';

-- data_eng_ops.pipeline_runs.error_family: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`error_family` IS 'Kind of error that ended a failed attempt, as in the table of exit codes.';

-- data_eng_ops.pipeline_runs.files: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`files` IS 'Files taken.';

-- data_eng_ops.pipeline_runs.finished_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`finished_at` IS 'When it was published, or when it failed.';

-- data_eng_ops.pipeline_runs.logical_time: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`logical_time` IS 'The planned time: what `now` means to this run.';

-- data_eng_ops.pipeline_runs.name_key_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`name_key_id` IS 'Key that names were pseudonymised with.';

-- data_eng_ops.pipeline_runs.package_version: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`package_version` IS 'Version of this package.';

-- data_eng_ops.pipeline_runs.reject_key_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`reject_key_id` IS 'Key that rejected lines were sealed with.';

-- data_eng_ops.pipeline_runs.run_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`run_sequence` IS 'Number of the run.';

-- data_eng_ops.pipeline_runs.started_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`started_at` IS 'When the run, or its last repetition, started.';

-- data_eng_ops.pipeline_runs.status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`status` IS 'succeeded or failed. A run that failed is repeated under its number.';

-- data_eng_ops.pipeline_runs.table_milliseconds: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`table_milliseconds` IS 'Time spent on each table.';

-- data_eng_ops.pipeline_runs.table_rows: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`table_rows` IS 'Rows of every stored table, as published.';

-- data_eng_ops.pipeline_runs.table_versions: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`pipeline_runs`.`table_versions` IS 'Delta version of every stored table.';

-- data_eng_ops.quality_references.bin: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`bin` IS 'Number of the bin, from 0.';

-- data_eng_ops.quality_references.column_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`column_name` IS 'Column.';

-- data_eng_ops.quality_references.label: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`label` IS 'Meaning of the bin: null, other, a category, or `to` its upper bound.';

-- data_eng_ops.quality_references.pinned_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`pinned_at` IS 'When it was pinned.';

-- data_eng_ops.quality_references.pinned_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`pinned_by` IS 'Who pinned it.';

-- data_eng_ops.quality_references.rows: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`rows` IS 'Rows of the table behind the reference.';

-- data_eng_ops.quality_references.run_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`run_id` IS 'Last finished run by then: the rows of all runs up to it count.';

-- data_eng_ops.quality_references.share: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`share` IS 'Share of the rows that fall in the bin.';

-- data_eng_ops.quality_references.table_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`table_name` IS 'Table.';

-- data_eng_ops.quality_references.upper: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`upper` IS 'Greatest value in the bin; null for the last numeric bin and for categories.';

-- data_eng_ops.quality_references.version: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_references`.`version` IS 'Version of the reference, from 1.';

-- data_eng_ops.quality_scores.evaluated: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`evaluated` IS 'Rules of severity quarantine times rows.';

-- data_eng_ops.quality_scores.failed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`failed` IS 'Evaluations failed.';

-- data_eng_ops.quality_scores.feed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`feed` IS 'patients, claims, medical_events, or all.';

-- data_eng_ops.quality_scores.measured_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`measured_at` IS 'Logical time of the run.';

-- data_eng_ops.quality_scores.passed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`passed` IS 'Evaluations passed.';

-- data_eng_ops.quality_scores.rows: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`rows` IS 'Bronze rows judged.';

-- data_eng_ops.quality_scores.run_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`run_id` IS 'Run that measured: its number, or the id of the job run.';

-- data_eng_ops.quality_scores.scope: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`scope` IS 'all (every row that is there) or arrived (rows that the run took).';

-- data_eng_ops.quality_scores.score: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`score` IS '100 * passed / evaluated; 100 of nothing.';

-- data_eng_ops.quality_scores.warnings: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quality_scores`.`warnings` IS 'Warnings; they do not lower the score.';

-- data_eng_ops.quarantine_claims._failed_rules: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`_failed_rules` IS 'Rules that the row breaks, in their order.';

-- data_eng_ops.quarantine_claims._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.quarantine_claims._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.quarantine_claims._quarantined_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`_quarantined_at` IS 'Greatest `_ingested_at` among the rows it is made from.';

-- data_eng_ops.quarantine_claims._source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`_source_file` IS 'File it came with; null on Databricks.';

-- data_eng_ops.quarantine_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng_ops.quarantine_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`claim_date` IS 'Day of the claim, as text.';

-- data_eng_ops.quarantine_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`claim_id` IS 'Claim number.';

-- data_eng_ops.quarantine_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng_ops.quarantine_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`diagnosis_code` IS 'ICD-10-CM code.';

-- data_eng_ops.quarantine_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`patient_id` IS 'Member the claim is for.';

-- data_eng_ops.quarantine_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng_ops.quarantine_medical_events._failed_rules: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`_failed_rules` IS 'Rules that the row breaks, in their order.';

-- data_eng_ops.quarantine_medical_events._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.quarantine_medical_events._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.quarantine_medical_events._quarantined_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`_quarantined_at` IS 'Greatest `_ingested_at` among the rows it is made from.';

-- data_eng_ops.quarantine_medical_events._source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`_source_file` IS 'File it came with; null on Databricks.';

-- data_eng_ops.quarantine_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`event_date` IS 'Day of the event, as text.';

-- data_eng_ops.quarantine_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`event_id` IS 'Event number.';

-- data_eng_ops.quarantine_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`event_type` IS 'Kind of event, such as office_visit.';

-- data_eng_ops.quarantine_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng_ops.quarantine_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`patient_id` IS 'Member the event happened to.';

-- data_eng_ops.quarantine_patients._failed_rules: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`_failed_rules` IS 'Rules that the row breaks, in their order.';

-- data_eng_ops.quarantine_patients._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.quarantine_patients._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.quarantine_patients._quarantined_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`_quarantined_at` IS 'Greatest `_ingested_at` among the rows it is made from.';

-- data_eng_ops.quarantine_patients._source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`_source_file` IS 'File it came with; null on Databricks.';

-- data_eng_ops.quarantine_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`age` IS 'Age in whole years when the record was made.';

-- data_eng_ops.quarantine_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`bmi` IS 'Body mass index.';

-- data_eng_ops.quarantine_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng_ops.quarantine_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`children` IS 'Children covered by the plan.';

-- data_eng_ops.quarantine_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`coverage_start_date` IS 'First day of cover, as text.';

-- data_eng_ops.quarantine_patients.first_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`first_name` IS 'Given name.';

-- data_eng_ops.quarantine_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`insurance_plan` IS 'Plan name.';

-- data_eng_ops.quarantine_patients.last_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`last_name` IS 'Family name.';

-- data_eng_ops.quarantine_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`patient_id` IS 'Member id given by the insurer.';

-- data_eng_ops.quarantine_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`region` IS 'Census region quarter: NORTHEAST, NORTHWEST, ...';

-- data_eng_ops.quarantine_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng_ops.quarantine_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng_ops.quarantine_patients.timestamp: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`timestamp` IS 'When this version became true, as text.';

-- data_eng_ops.reconciliation.blank_lines: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`blank_lines` IS 'Empty lines.';

-- data_eng_ops.reconciliation.bronze_rows: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`bronze_rows` IS 'Records that became a bronze row.';

-- data_eng_ops.reconciliation.extra_columns: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`extra_columns` IS 'Header names outside the contract: schema drift.';

-- data_eng_ops.reconciliation.feed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`feed` IS 'patients, claims or medical_events.';

-- data_eng_ops.reconciliation.header_lines: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`header_lines` IS 'Lines of the header.';

-- data_eng_ops.reconciliation.ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`ingested_at` IS '`_ingested_at` of its rows.';

-- data_eng_ops.reconciliation.lines: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`lines` IS 'Physical lines.';

-- data_eng_ops.reconciliation.missing_columns: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`missing_columns` IS 'Contract columns the header lacks.';

-- data_eng_ops.reconciliation.record_lines: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`record_lines` IS 'Lines of records, whatever became of them.';

-- data_eng_ops.reconciliation.records: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`records` IS 'Records.';

-- data_eng_ops.reconciliation.rejected_rows: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`rejected_rows` IS 'Records that became a rejected line.';

-- data_eng_ops.reconciliation.run_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`run_sequence` IS 'Run that took the file.';

-- data_eng_ops.reconciliation.source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`reconciliation`.`source_file` IS 'File, relative to the landing folder.';

-- data_eng_ops.refresh_answers.answer: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`refresh_answers`.`answer` IS 'The platform\'s words about it, no plan, or the condition of its refusal.';

-- data_eng_ops.refresh_answers.asked_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`refresh_answers`.`asked_at` IS 'When, the same for all views of a question.';

-- data_eng_ops.refresh_answers.incremental: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`refresh_answers`.`incremental` IS 'Whether it can; null where the platform gave no clear answer.';

-- data_eng_ops.refresh_answers.table_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`refresh_answers`.`table_name` IS 'Materialized view.';

-- data_eng_ops.rejected_lines._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`rejected_lines`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.rejected_lines._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`rejected_lines`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.rejected_lines.column: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`rejected_lines`.`column` IS 'First column that does not type; null when the record as a whole is broken.';

-- data_eng_ops.rejected_lines.feed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`rejected_lines`.`feed` IS 'patients, claims or medical_events.';

-- data_eng_ops.rejected_lines.position: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`rejected_lines`.`position` IS 'Record number in the file, the header not counted.';

-- data_eng_ops.rejected_lines.reason: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`rejected_lines`.`reason` IS 'What is wrong, never quoting a cell.';

-- data_eng_ops.rejected_lines.sealed_line: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`rejected_lines`.`sealed_line` IS 'The line, SSN-shaped digits masked, encrypted with AES-256-GCM.';

-- data_eng_ops.rejected_lines.source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`rejected_lines`.`source_file` IS 'File, relative to the landing folder.';

-- data_eng_ops.removals.ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`removals`.`ingested_at` IS '`_ingested_at` of the rows.';

-- data_eng_ops.removals.older_than: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`removals`.`older_than` IS 'Rows that were ingested before this went.';

-- data_eng_ops.removals.reason: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`removals`.`reason` IS 'retention: rows older than the policy allows.';

-- data_eng_ops.removals.removal_sequence: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`removals`.`removal_sequence` IS 'Number of the removal, growing by one.';

-- data_eng_ops.removals.removed_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`removals`.`removed_at` IS 'When it was decided.';

-- data_eng_ops.removals.row_count: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`removals`.`row_count` IS 'Rows removed.';

-- data_eng_ops.removals.source_file: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`removals`.`source_file` IS 'File that the rows came from.';

-- data_eng_ops.removals.table_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`removals`.`table_name` IS 'Table that the rows were removed from.';

-- data_eng_ops.schema_migrations.applied_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`schema_migrations`.`applied_at` IS 'When its last statement had run.';

-- data_eng_ops.schema_migrations.name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`schema_migrations`.`name` IS 'File.';

-- data_eng_ops.schema_migrations.number: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`schema_migrations`.`number` IS 'Number at the head of the file\'s name.';

-- data_eng_ops.schema_migrations.package_version: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`schema_migrations`.`package_version` IS 'Version of this package that ran it.';

-- data_eng_ops.schema_migrations.sha256: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`schema_migrations`.`sha256` IS 'Digest of the file: one that has run is never edited.';

-- data_eng_ops.sla.breached: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`sla`.`breached` IS 'Whether it was missed; false where there is nothing to judge.';

-- data_eng_ops.sla.feed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`sla`.`feed` IS 'patients, claims or medical_events.';

-- data_eng_ops.sla.measure: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`sla`.`measure` IS 'freshness, completeness, latency or conservation.';

-- data_eng_ops.sla.measured_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`sla`.`measured_at` IS 'Logical time of the run.';

-- data_eng_ops.sla.objective: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`sla`.`objective` IS 'The setting: at most so many seconds or records, at least so many percent.';

-- data_eng_ops.sla.run_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`sla`.`run_id` IS 'Run that measured: its number, or the id of the job run.';

-- data_eng_ops.sla.unit: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`sla`.`unit` IS 'seconds, percent or records.';

-- data_eng_ops.sla.value: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`sla`.`value` IS 'Seconds since the newest row; percent of cells filled; seconds from file to gold; records astray.';

-- data_eng_ops.superseded_claims._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.superseded_claims._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.superseded_claims._reason: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`_reason` IS 'duplicate, conflict or earlier_state.';

-- data_eng_ops.superseded_claims._superseded_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`_superseded_at` IS 'Greatest `_ingested_at` among the rows of the key.';

-- data_eng_ops.superseded_claims._superseded_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`_superseded_by` IS 'Key of the row that stays.';

-- data_eng_ops.superseded_claims.claim_amount: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`claim_amount` IS 'Amount claimed.';

-- data_eng_ops.superseded_claims.claim_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`claim_date` IS 'Day of the claim, as text.';

-- data_eng_ops.superseded_claims.claim_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`claim_id` IS 'Claim number.';

-- data_eng_ops.superseded_claims.claim_status: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`claim_status` IS 'submitted, denied, approved or paid.';

-- data_eng_ops.superseded_claims.diagnosis_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`diagnosis_code` IS 'ICD-10-CM code.';

-- data_eng_ops.superseded_claims.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`patient_id` IS 'Member the claim is for.';

-- data_eng_ops.superseded_claims.procedure_code: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`procedure_code` IS 'CPT or HCPCS code.';

-- data_eng_ops.superseded_medical_events._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.superseded_medical_events._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.superseded_medical_events._reason: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`_reason` IS 'duplicate, conflict or earlier_state.';

-- data_eng_ops.superseded_medical_events._superseded_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`_superseded_at` IS 'Greatest `_ingested_at` among the rows of the key.';

-- data_eng_ops.superseded_medical_events._superseded_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`_superseded_by` IS 'Key of the row that stays.';

-- data_eng_ops.superseded_medical_events.event_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`event_date` IS 'Day of the event, as text.';

-- data_eng_ops.superseded_medical_events.event_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`event_id` IS 'Event number.';

-- data_eng_ops.superseded_medical_events.event_type: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`event_type` IS 'Kind of event, such as office_visit.';

-- data_eng_ops.superseded_medical_events.medical_provider: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`medical_provider` IS 'Who provided the care.';

-- data_eng_ops.superseded_medical_events.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`patient_id` IS 'Member the event happened to.';

-- data_eng_ops.superseded_patients._ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`_ingested_at` IS 'When the file of this row was taken, from the run\'s plan; unique per file, except on Databricks.';

-- data_eng_ops.superseded_patients._pipeline_env: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`_pipeline_env` IS 'Environment that took it: dev, staging or prod.';

-- data_eng_ops.superseded_patients._reason: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`_reason` IS 'duplicate, conflict or earlier_state.';

-- data_eng_ops.superseded_patients._superseded_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`_superseded_at` IS 'Greatest `_ingested_at` among the rows of the key.';

-- data_eng_ops.superseded_patients._superseded_by: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`_superseded_by` IS 'Key of the row that stays.';

-- data_eng_ops.superseded_patients.age: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`age` IS 'Age in whole years when the record was made.';

-- data_eng_ops.superseded_patients.bmi: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`bmi` IS 'Body mass index.';

-- data_eng_ops.superseded_patients.charges: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`charges` IS 'Yearly medical charges billed.';

-- data_eng_ops.superseded_patients.children: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`children` IS 'Children covered by the plan.';

-- data_eng_ops.superseded_patients.coverage_start_date: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`coverage_start_date` IS 'First day of cover, as text.';

-- data_eng_ops.superseded_patients.first_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`first_name` IS 'Given name.';

-- data_eng_ops.superseded_patients.insurance_plan: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`insurance_plan` IS 'Plan name.';

-- data_eng_ops.superseded_patients.last_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`last_name` IS 'Family name.';

-- data_eng_ops.superseded_patients.patient_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`patient_id` IS 'Member id given by the insurer.';

-- data_eng_ops.superseded_patients.region: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`region` IS 'Census region quarter: NORTHEAST, NORTHWEST, ...';

-- data_eng_ops.superseded_patients.sex: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`sex` IS 'MALE or FEMALE.';

-- data_eng_ops.superseded_patients.smoker: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`smoker` IS 'Whether the member smokes.';

-- data_eng_ops.superseded_patients.timestamp: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`timestamp` IS 'When this version became true, as text.';

-- data_eng_ops.table_health.feed: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`table_health`.`feed` IS 'patients, claims or medical_events; null for rejected lines.';

-- data_eng_ops.table_health.layer: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`table_health`.`layer` IS 'bronze, silver, gold, quarantine, superseded or rejected.';

-- data_eng_ops.table_health.measured_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`table_health`.`measured_at` IS 'When, the same for all rows of a measurement.';

-- data_eng_ops.table_health.newest_ingested_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`table_health`.`newest_ingested_at` IS 'Greatest `_ingested_at`; null where a table has no such column.';

-- data_eng_ops.table_health.rows: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`table_health`.`rows` IS 'Rows.';

-- data_eng_ops.table_health.run_id: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`table_health`.`run_id` IS 'Job run that measured.';

-- data_eng_ops.table_health.table_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`table_health`.`table_name` IS 'Table.';

-- data_eng_ops.view_refreshes.incremental: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`view_refreshes`.`incremental` IS 'False when the view was computed whole.';

-- data_eng_ops.view_refreshes.reasons: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`view_refreshes`.`reasons` IS 'Why not, as the platform names it.';

-- data_eng_ops.view_refreshes.refreshed_at: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`view_refreshes`.`refreshed_at` IS 'When it was planned.';

-- data_eng_ops.view_refreshes.table_name: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`view_refreshes`.`table_name` IS 'Materialized view.';

-- data_eng_ops.view_refreshes.technique: comment
COMMENT ON COLUMN `juan_dev`.`data_eng_ops`.`view_refreshes`.`technique` IS 'MAINTENANCE_TYPE of the platform that was chosen.';

-- data_eng.bronze_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng`.`bronze_claims` `compliance` = `HIPAA`;

-- data_eng.bronze_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng`.`bronze_claims` `data_classification` = `PHI`;

-- data_eng.bronze_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng`.`bronze_medical_events` `compliance` = `HIPAA`;

-- data_eng.bronze_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng`.`bronze_medical_events` `data_classification` = `PHI`;

-- data_eng.bronze_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng`.`bronze_patients` `compliance` = `HIPAA`;

-- data_eng.bronze_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng`.`bronze_patients` `data_classification` = `PHI`;

-- data_eng.dim_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng`.`dim_patients` `compliance` = `HIPAA`;

-- data_eng.dim_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng`.`dim_patients` `data_classification` = `PHI`;

-- data_eng.fact_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng`.`fact_claims` `compliance` = `HIPAA`;

-- data_eng.fact_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng`.`fact_claims` `data_classification` = `PHI`;

-- data_eng.fact_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng`.`fact_medical_events` `compliance` = `HIPAA`;

-- data_eng.fact_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng`.`fact_medical_events` `data_classification` = `PHI`;

-- data_eng.silver_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng`.`silver_claims` `compliance` = `HIPAA`;

-- data_eng.silver_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng`.`silver_claims` `data_classification` = `PHI`;

-- data_eng.silver_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng`.`silver_medical_events` `compliance` = `HIPAA`;

-- data_eng.silver_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng`.`silver_medical_events` `data_classification` = `PHI`;

-- data_eng.silver_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng`.`silver_patients` `compliance` = `HIPAA`;

-- data_eng.silver_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng`.`silver_patients` `data_classification` = `PHI`;

-- data_eng_marts.charges_by_risk_factor: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_marts`.`charges_by_risk_factor` `compliance` = `HIPAA`;

-- data_eng_marts.charges_by_risk_factor: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_marts`.`charges_by_risk_factor` `data_classification` = `PHI`;

-- data_eng_marts.insurance_utilisation: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_marts`.`insurance_utilisation` `compliance` = `HIPAA`;

-- data_eng_marts.insurance_utilisation: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_marts`.`insurance_utilisation` `data_classification` = `PHI`;

-- data_eng_marts.patient_demographics_summary: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_marts`.`patient_demographics_summary` `compliance` = `HIPAA`;

-- data_eng_marts.patient_demographics_summary: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_marts`.`patient_demographics_summary` `data_classification` = `PHI`;

-- data_eng_ops.decisions: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`decisions` `compliance` = `HIPAA`;

-- data_eng_ops.decisions: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`decisions` `data_classification` = `PHI`;

-- data_eng_ops.history_dim_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_dim_patients` `compliance` = `HIPAA`;

-- data_eng_ops.history_dim_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_dim_patients` `data_classification` = `PHI`;

-- data_eng_ops.history_fact_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_claims` `compliance` = `HIPAA`;

-- data_eng_ops.history_fact_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_claims` `data_classification` = `PHI`;

-- data_eng_ops.history_fact_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_medical_events` `compliance` = `HIPAA`;

-- data_eng_ops.history_fact_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_medical_events` `data_classification` = `PHI`;

-- data_eng_ops.history_quarantine_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_claims` `compliance` = `HIPAA`;

-- data_eng_ops.history_quarantine_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_claims` `data_classification` = `PHI`;

-- data_eng_ops.history_quarantine_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events` `compliance` = `HIPAA`;

-- data_eng_ops.history_quarantine_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events` `data_classification` = `PHI`;

-- data_eng_ops.history_quarantine_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_patients` `compliance` = `HIPAA`;

-- data_eng_ops.history_quarantine_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_patients` `data_classification` = `PHI`;

-- data_eng_ops.history_silver_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_claims` `compliance` = `HIPAA`;

-- data_eng_ops.history_silver_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_claims` `data_classification` = `PHI`;

-- data_eng_ops.history_silver_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_medical_events` `compliance` = `HIPAA`;

-- data_eng_ops.history_silver_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_medical_events` `data_classification` = `PHI`;

-- data_eng_ops.history_silver_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_patients` `compliance` = `HIPAA`;

-- data_eng_ops.history_silver_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_patients` `data_classification` = `PHI`;

-- data_eng_ops.history_superseded_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_claims` `compliance` = `HIPAA`;

-- data_eng_ops.history_superseded_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_claims` `data_classification` = `PHI`;

-- data_eng_ops.history_superseded_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_medical_events` `compliance` = `HIPAA`;

-- data_eng_ops.history_superseded_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_medical_events` `data_classification` = `PHI`;

-- data_eng_ops.history_superseded_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_patients` `compliance` = `HIPAA`;

-- data_eng_ops.history_superseded_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_patients` `data_classification` = `PHI`;

-- data_eng_ops.landing_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`landing_claims` `compliance` = `HIPAA`;

-- data_eng_ops.landing_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`landing_claims` `data_classification` = `PHI`;

-- data_eng_ops.landing_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`landing_medical_events` `compliance` = `HIPAA`;

-- data_eng_ops.landing_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`landing_medical_events` `data_classification` = `PHI`;

-- data_eng_ops.landing_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`landing_patients` `compliance` = `HIPAA`;

-- data_eng_ops.landing_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`landing_patients` `data_classification` = `PHI`;

-- data_eng_ops.patient_data_event_log: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`patient_data_event_log` `compliance` = `HIPAA`;

-- data_eng_ops.patient_data_event_log: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`patient_data_event_log` `data_classification` = `PHI`;

-- data_eng_ops.patient_data_extensions_event_log: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`patient_data_extensions_event_log` `compliance` = `HIPAA`;

-- data_eng_ops.patient_data_extensions_event_log: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`patient_data_extensions_event_log` `data_classification` = `PHI`;

-- data_eng_ops.patient_data_history_event_log: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`patient_data_history_event_log` `compliance` = `HIPAA`;

-- data_eng_ops.patient_data_history_event_log: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`patient_data_history_event_log` `data_classification` = `PHI`;

-- data_eng_ops.person_surrogates: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`person_surrogates` `compliance` = `HIPAA`;

-- data_eng_ops.person_surrogates: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`person_surrogates` `data_classification` = `PHI`;

-- data_eng_ops.quarantine_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_claims` `compliance` = `HIPAA`;

-- data_eng_ops.quarantine_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_claims` `data_classification` = `PHI`;

-- data_eng_ops.quarantine_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_medical_events` `compliance` = `HIPAA`;

-- data_eng_ops.quarantine_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_medical_events` `data_classification` = `PHI`;

-- data_eng_ops.quarantine_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_patients` `compliance` = `HIPAA`;

-- data_eng_ops.quarantine_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_patients` `data_classification` = `PHI`;

-- data_eng_ops.rejected_lines: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`rejected_lines` `compliance` = `HIPAA`;

-- data_eng_ops.rejected_lines: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`rejected_lines` `data_classification` = `PHI`;

-- data_eng_ops.superseded_claims: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`superseded_claims` `compliance` = `HIPAA`;

-- data_eng_ops.superseded_claims: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`superseded_claims` `data_classification` = `PHI`;

-- data_eng_ops.superseded_medical_events: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`superseded_medical_events` `compliance` = `HIPAA`;

-- data_eng_ops.superseded_medical_events: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`superseded_medical_events` `data_classification` = `PHI`;

-- data_eng_ops.superseded_patients: tag compliance
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`superseded_patients` `compliance` = `HIPAA`;

-- data_eng_ops.superseded_patients: tag data_classification
SET TAG ON TABLE `juan_dev`.`data_eng_ops`.`superseded_patients` `data_classification` = `PHI`;

-- data_eng.bronze_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng.bronze_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_claims.claim_status: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`claim_status` `medallion_classification` = `sensitive`;

-- data_eng.bronze_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng.bronze_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng.bronze_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng.bronze_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng.bronze_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng.bronze_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng.bronze_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_patients.first_name: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`first_name` `medallion_classification` = `direct_identifier`;

-- data_eng.bronze_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_patients.last_name: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`last_name` `medallion_classification` = `direct_identifier`;

-- data_eng.bronze_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng.bronze_patients.timestamp: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`bronze_patients`.`timestamp` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.age_band: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`age_band` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng.dim_patients.bmi_band: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`bmi_band` `medallion_classification` = `sensitive`;

-- data_eng.dim_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng.dim_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.claim_amount_total: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`claim_amount_total` `medallion_classification` = `sensitive`;

-- data_eng.dim_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.effective_from: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`effective_from` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.effective_to: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`effective_to` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.last_claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`last_claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.last_event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`last_event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.paid_amount_total: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`paid_amount_total` `medallion_classification` = `sensitive`;

-- data_eng.dim_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.patient_key: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`patient_key` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng.dim_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`dim_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng.fact_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng.fact_claims.claim_amount_running_total: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_amount_running_total` `medallion_classification` = `sensitive`;

-- data_eng.fact_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.fact_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.fact_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng.fact_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.fact_claims.patient_key: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`patient_key` `medallion_classification` = `quasi_identifier`;

-- data_eng.fact_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng.fact_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.fact_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.fact_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng.fact_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng.fact_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.fact_medical_events.patient_key: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`fact_medical_events`.`patient_key` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng.silver_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng.silver_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng.silver_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng.silver_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng.silver_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng.silver_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng.silver_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.first_name_pseudonym: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`first_name_pseudonym` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.last_name_pseudonym: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`last_name_pseudonym` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng.silver_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng.silver_patients.timestamp: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng`.`silver_patients`.`timestamp` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.decisions.note: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`note` `medallion_classification` = `sensitive`;

-- data_eng_ops.decisions.row_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`decisions`.`row_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.age_band: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`age_band` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_dim_patients.bmi_band: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`bmi_band` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_dim_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_dim_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.claim_amount_total: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`claim_amount_total` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_dim_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.effective_from: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`effective_from` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.effective_to: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`effective_to` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.last_claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`last_claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.last_event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`last_event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.paid_amount_total: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`paid_amount_total` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_dim_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.patient_key: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`patient_key` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_dim_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_dim_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_fact_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_fact_claims.claim_amount_running_total: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_amount_running_total` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_fact_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_fact_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_fact_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng_ops.history_fact_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_fact_claims.patient_key: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`patient_key` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_fact_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng_ops.history_fact_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_fact_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_fact_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng_ops.history_fact_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng_ops.history_fact_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_fact_medical_events.patient_key: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_fact_medical_events`.`patient_key` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_claims._row_sha256: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`_row_sha256` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_quarantine_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_claims.claim_status: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`claim_status` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_quarantine_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng_ops.history_quarantine_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng_ops.history_quarantine_medical_events._row_sha256: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`_row_sha256` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng_ops.history_quarantine_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng_ops.history_quarantine_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_patients._row_sha256: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`_row_sha256` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_quarantine_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_quarantine_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_quarantine_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_quarantine_patients.timestamp: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_quarantine_patients`.`timestamp` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_silver_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng_ops.history_silver_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng_ops.history_silver_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng_ops.history_silver_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng_ops.history_silver_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_silver_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_silver_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.first_name_pseudonym: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`first_name_pseudonym` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.last_name_pseudonym: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`last_name_pseudonym` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_silver_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_silver_patients.timestamp: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_silver_patients`.`timestamp` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_claims._row_sha256: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`_row_sha256` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_claims._superseded_by: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`_superseded_by` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_superseded_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_claims.claim_status: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`claim_status` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_superseded_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng_ops.history_superseded_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng_ops.history_superseded_medical_events._row_sha256: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`_row_sha256` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_medical_events._superseded_by: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`_superseded_by` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng_ops.history_superseded_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng_ops.history_superseded_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients._row_sha256: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`_row_sha256` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients._superseded_by: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`_superseded_by` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_superseded_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_superseded_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.history_superseded_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng_ops.history_superseded_patients.timestamp: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`history_superseded_patients`.`timestamp` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_claims._raw_line: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`_raw_line` `medallion_classification` = `direct_identifier`;

-- data_eng_ops.landing_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng_ops.landing_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_claims.claim_status: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`claim_status` `medallion_classification` = `sensitive`;

-- data_eng_ops.landing_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng_ops.landing_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng_ops.landing_medical_events._raw_line: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`_raw_line` `medallion_classification` = `direct_identifier`;

-- data_eng_ops.landing_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng_ops.landing_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng_ops.landing_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_patients._raw_line: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`_raw_line` `medallion_classification` = `direct_identifier`;

-- data_eng_ops.landing_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng_ops.landing_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng_ops.landing_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_patients.first_name: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`first_name` `medallion_classification` = `direct_identifier`;

-- data_eng_ops.landing_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_patients.last_name: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`last_name` `medallion_classification` = `direct_identifier`;

-- data_eng_ops.landing_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.landing_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng_ops.landing_patients.timestamp: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`landing_patients`.`timestamp` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.person_surrogates.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`person_surrogates`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng_ops.quarantine_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_claims.claim_status: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`claim_status` `medallion_classification` = `sensitive`;

-- data_eng_ops.quarantine_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng_ops.quarantine_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng_ops.quarantine_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng_ops.quarantine_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng_ops.quarantine_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng_ops.quarantine_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng_ops.quarantine_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_patients.first_name: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`first_name` `medallion_classification` = `direct_identifier`;

-- data_eng_ops.quarantine_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_patients.last_name: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`last_name` `medallion_classification` = `direct_identifier`;

-- data_eng_ops.quarantine_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.quarantine_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng_ops.quarantine_patients.timestamp: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`quarantine_patients`.`timestamp` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.rejected_lines.sealed_line: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`rejected_lines`.`sealed_line` `medallion_classification` = `sensitive`;

-- data_eng_ops.superseded_claims._superseded_by: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`_superseded_by` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_claims.claim_amount: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`claim_amount` `medallion_classification` = `sensitive`;

-- data_eng_ops.superseded_claims.claim_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`claim_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_claims.claim_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`claim_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_claims.claim_status: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`claim_status` `medallion_classification` = `sensitive`;

-- data_eng_ops.superseded_claims.diagnosis_code: tag diagnosis_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`diagnosis_code` `medallion_classification` = `diagnosis_code`;

-- data_eng_ops.superseded_claims.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_claims.procedure_code: tag procedure_code
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_claims`.`procedure_code` `medallion_classification` = `procedure_code`;

-- data_eng_ops.superseded_medical_events._superseded_by: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`_superseded_by` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_medical_events.event_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`event_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_medical_events.event_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`event_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_medical_events.event_type: tag event_type
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`event_type` `medallion_classification` = `event_type`;

-- data_eng_ops.superseded_medical_events.medical_provider: tag medical_provider
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`medical_provider` `medallion_classification` = `medical_provider`;

-- data_eng_ops.superseded_medical_events.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_medical_events`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_patients._superseded_by: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`_superseded_by` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_patients.age: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`age` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_patients.bmi: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`bmi` `medallion_classification` = `sensitive`;

-- data_eng_ops.superseded_patients.charges: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`charges` `medallion_classification` = `sensitive`;

-- data_eng_ops.superseded_patients.children: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`children` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_patients.coverage_start_date: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`coverage_start_date` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_patients.first_name: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`first_name` `medallion_classification` = `direct_identifier`;

-- data_eng_ops.superseded_patients.insurance_plan: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`insurance_plan` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_patients.last_name: tag direct_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`last_name` `medallion_classification` = `direct_identifier`;

-- data_eng_ops.superseded_patients.patient_id: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`patient_id` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_patients.region: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`region` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_patients.sex: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`sex` `medallion_classification` = `quasi_identifier`;

-- data_eng_ops.superseded_patients.smoker: tag sensitive
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`smoker` `medallion_classification` = `sensitive`;

-- data_eng_ops.superseded_patients.timestamp: tag quasi_identifier
SET TAG ON COLUMN `juan_dev`.`data_eng_ops`.`superseded_patients`.`timestamp` `medallion_classification` = `quasi_identifier`;

-- data_eng.bronze_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`bronze_claims` TO `data-engineers`;

-- data_eng.bronze_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`bronze_claims` TO `data-stewards`;

-- data_eng.bronze_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`bronze_medical_events` TO `data-engineers`;

-- data_eng.bronze_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`bronze_medical_events` TO `data-stewards`;

-- data_eng.bronze_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`bronze_patients` TO `data-engineers`;

-- data_eng.bronze_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`bronze_patients` TO `data-stewards`;

-- data_eng.dim_patients: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`dim_patients` TO `analysts`;

-- data_eng.dim_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`dim_patients` TO `data-engineers`;

-- data_eng.dim_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`dim_patients` TO `data-stewards`;

-- data_eng.fact_claims: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`fact_claims` TO `analysts`;

-- data_eng.fact_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`fact_claims` TO `data-engineers`;

-- data_eng.fact_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`fact_claims` TO `data-stewards`;

-- data_eng.fact_medical_events: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`fact_medical_events` TO `analysts`;

-- data_eng.fact_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`fact_medical_events` TO `data-engineers`;

-- data_eng.fact_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`fact_medical_events` TO `data-stewards`;

-- data_eng.silver_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`silver_claims` TO `data-engineers`;

-- data_eng.silver_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`silver_claims` TO `data-stewards`;

-- data_eng.silver_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`silver_medical_events` TO `data-engineers`;

-- data_eng.silver_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`silver_medical_events` TO `data-stewards`;

-- data_eng.silver_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`silver_patients` TO `data-engineers`;

-- data_eng.silver_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng`.`silver_patients` TO `data-stewards`;

-- data_eng_deid.deid_charges_by_risk_factor: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor` TO `analysts`;

-- data_eng_deid.deid_charges_by_risk_factor: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor` TO `compliance-officers`;

-- data_eng_deid.deid_charges_by_risk_factor: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor` TO `data-engineers`;

-- data_eng_deid.deid_charges_by_risk_factor: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_charges_by_risk_factor` TO `data-stewards`;

-- data_eng_deid.deid_claims: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_claims` TO `analysts`;

-- data_eng_deid.deid_claims: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_claims` TO `compliance-officers`;

-- data_eng_deid.deid_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_claims` TO `data-engineers`;

-- data_eng_deid.deid_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_claims` TO `data-stewards`;

-- data_eng_deid.deid_insurance_utilisation: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation` TO `analysts`;

-- data_eng_deid.deid_insurance_utilisation: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation` TO `compliance-officers`;

-- data_eng_deid.deid_insurance_utilisation: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation` TO `data-engineers`;

-- data_eng_deid.deid_insurance_utilisation: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_insurance_utilisation` TO `data-stewards`;

-- data_eng_deid.deid_medical_events: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_medical_events` TO `analysts`;

-- data_eng_deid.deid_medical_events: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_medical_events` TO `compliance-officers`;

-- data_eng_deid.deid_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_medical_events` TO `data-engineers`;

-- data_eng_deid.deid_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_medical_events` TO `data-stewards`;

-- data_eng_deid.deid_patient_demographics_summary: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary` TO `analysts`;

-- data_eng_deid.deid_patient_demographics_summary: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary` TO `compliance-officers`;

-- data_eng_deid.deid_patient_demographics_summary: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary` TO `data-engineers`;

-- data_eng_deid.deid_patient_demographics_summary: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patient_demographics_summary` TO `data-stewards`;

-- data_eng_deid.deid_patients: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patients` TO `analysts`;

-- data_eng_deid.deid_patients: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patients` TO `compliance-officers`;

-- data_eng_deid.deid_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patients` TO `data-engineers`;

-- data_eng_deid.deid_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_deid`.`deid_patients` TO `data-stewards`;

-- data_eng_marts.charges_by_risk_factor: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`charges_by_risk_factor` TO `analysts`;

-- data_eng_marts.charges_by_risk_factor: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`charges_by_risk_factor` TO `compliance-officers`;

-- data_eng_marts.charges_by_risk_factor: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`charges_by_risk_factor` TO `data-engineers`;

-- data_eng_marts.charges_by_risk_factor: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`charges_by_risk_factor` TO `data-stewards`;

-- data_eng_marts.insurance_utilisation: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`insurance_utilisation` TO `analysts`;

-- data_eng_marts.insurance_utilisation: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`insurance_utilisation` TO `compliance-officers`;

-- data_eng_marts.insurance_utilisation: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`insurance_utilisation` TO `data-engineers`;

-- data_eng_marts.insurance_utilisation: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`insurance_utilisation` TO `data-stewards`;

-- data_eng_marts.patient_demographics_summary: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`patient_demographics_summary` TO `analysts`;

-- data_eng_marts.patient_demographics_summary: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`patient_demographics_summary` TO `compliance-officers`;

-- data_eng_marts.patient_demographics_summary: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`patient_demographics_summary` TO `data-engineers`;

-- data_eng_marts.patient_demographics_summary: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_marts`.`patient_demographics_summary` TO `data-stewards`;

-- data_eng_ops.alerts: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`alerts` TO `analysts`;

-- data_eng_ops.alerts: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`alerts` TO `compliance-officers`;

-- data_eng_ops.alerts: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`alerts` TO `data-engineers`;

-- data_eng_ops.alerts: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`alerts` TO `data-stewards`;

-- data_eng_ops.audit_log: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`audit_log` TO `compliance-officers`;

-- data_eng_ops.column_profiles: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`column_profiles` TO `analysts`;

-- data_eng_ops.column_profiles: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`column_profiles` TO `compliance-officers`;

-- data_eng_ops.column_profiles: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`column_profiles` TO `data-engineers`;

-- data_eng_ops.column_profiles: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`column_profiles` TO `data-stewards`;

-- data_eng_ops.decisions: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`decisions` TO `data-engineers`;

-- data_eng_ops.decisions: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`decisions` TO `data-stewards`;

-- data_eng_ops.drift: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`drift` TO `analysts`;

-- data_eng_ops.drift: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`drift` TO `compliance-officers`;

-- data_eng_ops.drift: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`drift` TO `data-engineers`;

-- data_eng_ops.drift: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`drift` TO `data-stewards`;

-- data_eng_ops.expectation_results: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`expectation_results` TO `analysts`;

-- data_eng_ops.expectation_results: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`expectation_results` TO `compliance-officers`;

-- data_eng_ops.expectation_results: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`expectation_results` TO `data-engineers`;

-- data_eng_ops.expectation_results: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`expectation_results` TO `data-stewards`;

-- data_eng_ops.history_dim_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_dim_patients` TO `data-engineers`;

-- data_eng_ops.history_dim_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_dim_patients` TO `data-stewards`;

-- data_eng_ops.history_fact_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_claims` TO `data-engineers`;

-- data_eng_ops.history_fact_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_claims` TO `data-stewards`;

-- data_eng_ops.history_fact_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_medical_events` TO `data-engineers`;

-- data_eng_ops.history_fact_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_fact_medical_events` TO `data-stewards`;

-- data_eng_ops.history_quarantine_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_claims` TO `data-engineers`;

-- data_eng_ops.history_quarantine_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_claims` TO `data-stewards`;

-- data_eng_ops.history_quarantine_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events` TO `data-engineers`;

-- data_eng_ops.history_quarantine_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_medical_events` TO `data-stewards`;

-- data_eng_ops.history_quarantine_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_patients` TO `data-engineers`;

-- data_eng_ops.history_quarantine_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_quarantine_patients` TO `data-stewards`;

-- data_eng_ops.history_silver_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_claims` TO `data-engineers`;

-- data_eng_ops.history_silver_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_claims` TO `data-stewards`;

-- data_eng_ops.history_silver_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_medical_events` TO `data-engineers`;

-- data_eng_ops.history_silver_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_medical_events` TO `data-stewards`;

-- data_eng_ops.history_silver_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_patients` TO `data-engineers`;

-- data_eng_ops.history_silver_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_silver_patients` TO `data-stewards`;

-- data_eng_ops.history_superseded_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_claims` TO `data-engineers`;

-- data_eng_ops.history_superseded_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_claims` TO `data-stewards`;

-- data_eng_ops.history_superseded_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_medical_events` TO `data-engineers`;

-- data_eng_ops.history_superseded_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_medical_events` TO `data-stewards`;

-- data_eng_ops.history_superseded_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_patients` TO `data-engineers`;

-- data_eng_ops.history_superseded_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`history_superseded_patients` TO `data-stewards`;

-- data_eng_ops.landing_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_claims` TO `data-engineers`;

-- data_eng_ops.landing_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_claims` TO `data-stewards`;

-- data_eng_ops.landing_files: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_files` TO `analysts`;

-- data_eng_ops.landing_files: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_files` TO `compliance-officers`;

-- data_eng_ops.landing_files: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_files` TO `data-engineers`;

-- data_eng_ops.landing_files: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_files` TO `data-stewards`;

-- data_eng_ops.landing_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_medical_events` TO `data-engineers`;

-- data_eng_ops.landing_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_medical_events` TO `data-stewards`;

-- data_eng_ops.landing_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_patients` TO `data-engineers`;

-- data_eng_ops.landing_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`landing_patients` TO `data-stewards`;

-- data_eng_ops.native_expectations: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`native_expectations` TO `analysts`;

-- data_eng_ops.native_expectations: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`native_expectations` TO `compliance-officers`;

-- data_eng_ops.native_expectations: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`native_expectations` TO `data-engineers`;

-- data_eng_ops.native_expectations: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`native_expectations` TO `data-stewards`;

-- data_eng_ops.patient_data_event_log: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`patient_data_event_log` TO `data-engineers`;

-- data_eng_ops.patient_data_extensions_event_log: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`patient_data_extensions_event_log` TO `data-engineers`;

-- data_eng_ops.patient_data_history_event_log: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`patient_data_history_event_log` TO `data-engineers`;

-- data_eng_ops.pipeline_runs: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`pipeline_runs` TO `analysts`;

-- data_eng_ops.pipeline_runs: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`pipeline_runs` TO `compliance-officers`;

-- data_eng_ops.pipeline_runs: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`pipeline_runs` TO `data-engineers`;

-- data_eng_ops.pipeline_runs: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`pipeline_runs` TO `data-stewards`;

-- data_eng_ops.quality_references: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quality_references` TO `analysts`;

-- data_eng_ops.quality_references: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quality_references` TO `compliance-officers`;

-- data_eng_ops.quality_references: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quality_references` TO `data-engineers`;

-- data_eng_ops.quality_references: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quality_references` TO `data-stewards`;

-- data_eng_ops.quality_scores: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quality_scores` TO `analysts`;

-- data_eng_ops.quality_scores: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quality_scores` TO `compliance-officers`;

-- data_eng_ops.quality_scores: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quality_scores` TO `data-engineers`;

-- data_eng_ops.quality_scores: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quality_scores` TO `data-stewards`;

-- data_eng_ops.quarantine_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_claims` TO `data-engineers`;

-- data_eng_ops.quarantine_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_claims` TO `data-stewards`;

-- data_eng_ops.quarantine_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_medical_events` TO `data-engineers`;

-- data_eng_ops.quarantine_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_medical_events` TO `data-stewards`;

-- data_eng_ops.quarantine_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_patients` TO `data-engineers`;

-- data_eng_ops.quarantine_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`quarantine_patients` TO `data-stewards`;

-- data_eng_ops.reconciliation: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`reconciliation` TO `analysts`;

-- data_eng_ops.reconciliation: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`reconciliation` TO `compliance-officers`;

-- data_eng_ops.reconciliation: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`reconciliation` TO `data-engineers`;

-- data_eng_ops.reconciliation: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`reconciliation` TO `data-stewards`;

-- data_eng_ops.refresh_answers: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`refresh_answers` TO `analysts`;

-- data_eng_ops.refresh_answers: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`refresh_answers` TO `compliance-officers`;

-- data_eng_ops.refresh_answers: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`refresh_answers` TO `data-engineers`;

-- data_eng_ops.refresh_answers: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`refresh_answers` TO `data-stewards`;

-- data_eng_ops.rejected_lines: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`rejected_lines` TO `data-engineers`;

-- data_eng_ops.rejected_lines: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`rejected_lines` TO `data-stewards`;

-- data_eng_ops.removals: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`removals` TO `analysts`;

-- data_eng_ops.removals: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`removals` TO `compliance-officers`;

-- data_eng_ops.removals: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`removals` TO `data-engineers`;

-- data_eng_ops.removals: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`removals` TO `data-stewards`;

-- data_eng_ops.schema_migrations: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`schema_migrations` TO `analysts`;

-- data_eng_ops.schema_migrations: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`schema_migrations` TO `compliance-officers`;

-- data_eng_ops.schema_migrations: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`schema_migrations` TO `data-engineers`;

-- data_eng_ops.schema_migrations: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`schema_migrations` TO `data-stewards`;

-- data_eng_ops.sla: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`sla` TO `analysts`;

-- data_eng_ops.sla: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`sla` TO `compliance-officers`;

-- data_eng_ops.sla: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`sla` TO `data-engineers`;

-- data_eng_ops.sla: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`sla` TO `data-stewards`;

-- data_eng_ops.superseded_claims: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`superseded_claims` TO `data-engineers`;

-- data_eng_ops.superseded_claims: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`superseded_claims` TO `data-stewards`;

-- data_eng_ops.superseded_medical_events: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`superseded_medical_events` TO `data-engineers`;

-- data_eng_ops.superseded_medical_events: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`superseded_medical_events` TO `data-stewards`;

-- data_eng_ops.superseded_patients: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`superseded_patients` TO `data-engineers`;

-- data_eng_ops.superseded_patients: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`superseded_patients` TO `data-stewards`;

-- data_eng_ops.table_health: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`table_health` TO `analysts`;

-- data_eng_ops.table_health: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`table_health` TO `compliance-officers`;

-- data_eng_ops.table_health: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`table_health` TO `data-engineers`;

-- data_eng_ops.table_health: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`table_health` TO `data-stewards`;

-- data_eng_ops.view_refreshes: open to analysts
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`view_refreshes` TO `analysts`;

-- data_eng_ops.view_refreshes: open to compliance-officers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`view_refreshes` TO `compliance-officers`;

-- data_eng_ops.view_refreshes: open to data-engineers
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`view_refreshes` TO `data-engineers`;

-- data_eng_ops.view_refreshes: open to data-stewards
GRANT SELECT ON TABLE `juan_dev`.`data_eng_ops`.`view_refreshes` TO `data-stewards`;


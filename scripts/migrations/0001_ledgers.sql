-- Tables that no pipeline makes: the pipeline reads decisions and landing_files, jobs append to the others.
-- They must be there before the first update. landing_files stays empty on a workspace, where Auto Loader keeps the
-- ledger of files.

CREATE TABLE IF NOT EXISTS data_eng_ops.decisions (
  `decision_id` STRING NOT NULL COMMENT 'Short random name of the decision.',
  `action` STRING NOT NULL COMMENT 'release (one row) or waive (a whole feed).',
  `feed` STRING NOT NULL COMMENT 'patients, claims or medical_events.',
  `rule` STRING NOT NULL COMMENT 'Rule that is taken out.',
  `row_id` STRING COMMENT 'Released row: its id.',
  `row_ingested_at` TIMESTAMP COMMENT 'Released row: when its file was taken.',
  `decided_by` STRING NOT NULL COMMENT 'Who decided.',
  `decided_at` TIMESTAMP NOT NULL COMMENT 'When.',
  `note` STRING NOT NULL COMMENT 'Why.',
  `expires_at` TIMESTAMP COMMENT 'First run at or after this instant ends the decision.',
  `ended_at` TIMESTAMP COMMENT 'When it was removed, or the time of the run that saw it expire.',
  `ended_by` STRING COMMENT 'Who removed it, or `expiry`.'
)
COMMENT 'Decisions that take a rule out for one row (release) or for a feed (waive). A decision that was removed or has expired keeps its row and gets an end, so that what was in force at any run can be told.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

CREATE TABLE IF NOT EXISTS data_eng_ops.landing_files (
  `run_sequence` BIGINT NOT NULL COMMENT 'Number of the run, growing by one.',
  `planned_at` TIMESTAMP NOT NULL COMMENT 'Logical time of the run.',
  `source_file` STRING COMMENT 'File, relative to the landing folder.',
  `feed` STRING COMMENT 'patients, claims or medical_events.',
  `source` STRING COMMENT 'Name of the `sources` setting that the file was read by, null for the standard.',
  `size_bytes` BIGINT COMMENT 'Size when it was taken.',
  `modified_at` TIMESTAMP COMMENT 'Modification time of the file when it was taken.',
  `sha256` STRING COMMENT 'Digest of the file\'s bytes.',
  `ingested_at` TIMESTAMP COMMENT '`_ingested_at` of every row of the file; unique per file.'
)
COMMENT 'Committed before a row is taken from a file, so that a run that was killed is repeated with the same files and the same ingestion times. A run without new files has one row with no file.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

CREATE TABLE IF NOT EXISTS data_eng_ops.audit_log (
  `at` TIMESTAMP NOT NULL COMMENT 'When.',
  `actor` STRING NOT NULL COMMENT 'Who: the name of the user at the operating system, or as given.',
  `role` STRING NOT NULL COMMENT 'In which role; `operator` for runs.',
  `action` STRING NOT NULL COMMENT 'What was done: run, key, query, view, history, show, unmask, release, waive, remove, export or erase.',
  `objects` ARRAY<STRING> NOT NULL COMMENT 'Tables, runs or keys concerned, and for one row its handle.',
  `purpose` STRING COMMENT 'Why, as stated.',
  `statement_sha256` STRING COMMENT 'Digest of the query text: the text itself may quote a patient.',
  `outcome` STRING NOT NULL COMMENT 'started, done, refused or failed.',
  `sequence` BIGINT COMMENT 'Number of the entry, from 1 without a gap; null before there was a chain.',
  `key_id` STRING COMMENT 'Which audit key the code was made with.',
  `mac` STRING COMMENT 'HMAC-SHA-256 over the code of the entry before and this entry.'
)
COMMENT 'Append-only record of runs, of access to patient-level data, of key use and of stewards\' decisions. Each entry carries a code over itself and the one before it: `medallion audit verify`.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

CREATE TABLE IF NOT EXISTS data_eng_ops.pipeline_runs (
  `run_sequence` BIGINT NOT NULL COMMENT 'Number of the run.',
  `started_at` TIMESTAMP NOT NULL COMMENT 'When the run, or its last repetition, started.',
  `finished_at` TIMESTAMP NOT NULL COMMENT 'When it was published.',
  `logical_time` TIMESTAMP NOT NULL COMMENT 'The planned time: what `now` means to this run.',
  `engine` STRING NOT NULL COMMENT 'embedded, spark or databricks.',
  `package_version` STRING NOT NULL COMMENT 'Version of this package.',
  `environment` STRING NOT NULL COMMENT 'dev, staging or prod.',
  `files` BIGINT NOT NULL COMMENT 'Files taken.',
  `table_versions` MAP<STRING,BIGINT> NOT NULL COMMENT 'Delta version of every stored table.',
  `table_rows` MAP<STRING,BIGINT> NOT NULL COMMENT 'Rows of every table written by this run.',
  `table_milliseconds` MAP<STRING,BIGINT> NOT NULL COMMENT 'Time spent on each table.',
  `name_key_id` STRING NOT NULL COMMENT 'Key that names were pseudonymised with.',
  `reject_key_id` STRING NOT NULL COMMENT 'Key that rejected lines were sealed with.'
)
COMMENT 'One row per finished run, committed last. The table versions of its last row are the published set.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

CREATE TABLE IF NOT EXISTS data_eng_ops.expectation_results (
  `measured_at` TIMESTAMP NOT NULL COMMENT 'When, the same for all rows of a measurement.',
  `run_id` STRING NOT NULL COMMENT 'Job run that measured.',
  `feed` STRING NOT NULL COMMENT 'patients, claims or medical_events.',
  `rule` STRING NOT NULL COMMENT 'Rule.',
  `severity` STRING NOT NULL COMMENT 'quarantine or warn.',
  `evaluated` BIGINT NOT NULL COMMENT 'Rows the rule judged.',
  `failed` BIGINT NOT NULL COMMENT 'Rows that break it.'
)
COMMENT 'How each rule judged the rows that were in bronze when it was measured. Counts, no patient.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

CREATE TABLE IF NOT EXISTS data_eng_ops.table_health (
  `measured_at` TIMESTAMP NOT NULL COMMENT 'When, the same for all rows of a measurement.',
  `run_id` STRING NOT NULL COMMENT 'Job run that measured.',
  `table_name` STRING NOT NULL COMMENT 'Table.',
  `layer` STRING NOT NULL COMMENT 'bronze, silver, gold, quarantine, superseded or rejected.',
  `feed` STRING COMMENT 'patients, claims or medical_events; null for rejected lines.',
  `rows` BIGINT NOT NULL COMMENT 'Rows.',
  `newest_ingested_at` TIMESTAMP COMMENT 'Greatest `_ingested_at`; null where a table has no such column.'
)
COMMENT 'Rows of every table, and how fresh it is. Counts, no patient.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

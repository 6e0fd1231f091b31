-- Ledgers of scores and of the platform's own counts; rules tell over which rows they were judged.
-- The ALTER stands last: it does not bear repetition, and nothing behind it can fail.

CREATE TABLE IF NOT EXISTS data_eng_ops.quality_scores (
  `measured_at` TIMESTAMP NOT NULL COMMENT 'Logical time of the run.',
  `run_id` STRING NOT NULL COMMENT 'Run that measured: its number, or the id of the job run.',
  `scope` STRING NOT NULL COMMENT 'all (every row that is there) or arrived (rows that the run took).',
  `feed` STRING NOT NULL COMMENT 'patients, claims, medical_events, or all.',
  `rows` BIGINT NOT NULL COMMENT 'Bronze rows judged.',
  `evaluated` BIGINT NOT NULL COMMENT 'Rules of severity quarantine times rows.',
  `passed` BIGINT NOT NULL COMMENT 'Evaluations passed.',
  `failed` BIGINT NOT NULL COMMENT 'Evaluations failed.',
  `warnings` BIGINT NOT NULL COMMENT 'Warnings; they do not lower the score.',
  `score` DOUBLE NOT NULL COMMENT '100 * passed / evaluated; 100 of nothing.'
)
COMMENT 'The quality score of each feed and of all, run by run: 100 * passed / evaluated, warnings apart.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

CREATE TABLE IF NOT EXISTS data_eng_ops.native_expectations (
  `event_id` STRING NOT NULL COMMENT 'Event of the event log: read once.',
  `update_id` STRING COMMENT 'Update of the pipeline.',
  `at` TIMESTAMP NOT NULL COMMENT 'When the platform reported it.',
  `dataset` STRING NOT NULL COMMENT 'Dataset that was judged.',
  `expectation` STRING NOT NULL COMMENT 'Rule.',
  `passed` BIGINT NOT NULL COMMENT 'Records that keep it.',
  `failed` BIGINT NOT NULL COMMENT 'Records that break it.'
)
COMMENT 'What the platform counted of the pipeline\'s expectations, from its event log. Counts, no patient.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

ALTER TABLE data_eng_ops.expectation_results ADD COLUMNS (
  `scope` STRING COMMENT 'all (every row that is there) or arrived (rows that the run took).',
  `passed` BIGINT COMMENT 'Rows that keep it: evaluated - failed.',
  `share` DOUBLE COMMENT 'passed / evaluated; 1 of nothing.'
);

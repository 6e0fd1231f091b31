-- Runs tell how they ended. Rows from before were of finished runs; null is read as succeeded.

ALTER TABLE data_eng_ops.pipeline_runs ADD COLUMNS (
  `status` STRING COMMENT 'succeeded or failed. A run that failed is repeated under its number.',
  `error_family` STRING COMMENT 'Kind of error that ended a failed attempt, as in the table of exit codes.'
);

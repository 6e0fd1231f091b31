-- How materialized views are refreshed: what the platform said it can do, and what it did.

CREATE TABLE IF NOT EXISTS data_eng_ops.refresh_answers (
  `asked_at` TIMESTAMP NOT NULL COMMENT 'When, the same for all views of a question.',
  `table_name` STRING NOT NULL COMMENT 'Materialized view.',
  `incremental` BOOLEAN COMMENT 'Whether it can; null where the platform gave no clear answer.',
  `answer` STRING COMMENT 'The platform\'s words about it, no plan, or the condition of its refusal.'
)
COMMENT 'What the platform answered when it was asked whether a view can be refreshed incrementally.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

CREATE TABLE IF NOT EXISTS data_eng_ops.view_refreshes (
  `refreshed_at` TIMESTAMP NOT NULL COMMENT 'When it was planned.',
  `table_name` STRING NOT NULL COMMENT 'Materialized view.',
  `technique` STRING NOT NULL COMMENT 'MAINTENANCE_TYPE of the platform that was chosen.',
  `incremental` BOOLEAN NOT NULL COMMENT 'False when the view was computed whole.',
  `reasons` ARRAY<STRING> NOT NULL COMMENT 'Why not, as the platform names it.'
)
COMMENT 'How each materialized view was refreshed, from the pipeline\'s event log. No patient.'
TBLPROPERTIES (
  'delta.enableChangeDataFeed' = 'true',
  'delta.enableRowTracking' = 'true',
  'quality' = 'ops'
);

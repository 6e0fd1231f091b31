"""What a deploy to Databricks still needs, as far as files and environment tell. Talks to no workspace."""

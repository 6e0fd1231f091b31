"""Apache Spark and Databricks: what the definitions compile to, and the local runner."""

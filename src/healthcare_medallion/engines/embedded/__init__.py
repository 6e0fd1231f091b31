"""The laptop engine: DuckDB computes, delta-rs commits. No JVM, no account, no network."""

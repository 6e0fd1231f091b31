"""Upkeep of a warehouse on disk: compaction, retention, clean-up, and the archive of landing files."""

"""The star schema: one dimension, two facts."""

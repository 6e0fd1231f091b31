"""Histories of the tables whose change feed cannot be read, from the compiled files beside this folder."""

from pyspark import pipelines as dp

from healthcare_medallion.engines.lakeflow import compiled_folder, register_histories

# `spark` is given by the platform, and so is `__file__`, by most.
register_histories(dp, spark, compiled_folder(globals().get("__file__")))  # noqa: F821

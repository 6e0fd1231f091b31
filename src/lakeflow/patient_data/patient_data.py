"""The tables of patients, claims and medical events, from the compiled files beside this folder."""

from pyspark import pipelines as dp

from healthcare_medallion.engines.lakeflow import compiled_folder, register

# `spark` is given by the platform, and so is `__file__`, by most.
register(dp, spark, compiled_folder(globals().get("__file__")))  # noqa: F821

#!/usr/bin/env bash
# One run, verified. Outside prod with synthetic files, if nothing has landed yet.
. "$(dirname "$0")/lib.sh"

landing=dbfs:/Volumes/$(setting variables.catalog.value)/data_eng_ops/landing
if [ "$TARGET" = prod ]; then
    say "prod takes what was delivered; nothing is generated."
elif [ -n "$(databricks fs ls "$landing")" ]; then
    say "Files have landed already; nothing is generated."
else
    databricks bundle run --target "$TARGET" patient_data_generate
fi
databricks bundle run --target "$TARGET" patient_data_hourly

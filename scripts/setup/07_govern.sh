#!/usr/bin/env bash
# Comments, tags, policies and grants, now that the tables are there.
. "$(dirname "$0")/lib.sh"
databricks bundle run --target "$TARGET" patient_data_setup

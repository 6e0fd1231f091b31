#!/usr/bin/env bash
# Migrations, then governance of the tables that are there.
. "$(dirname "$0")/lib.sh"
databricks bundle run --target "$TARGET" patient_data_setup

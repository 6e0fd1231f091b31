#!/usr/bin/env bash
# Asks the platform which views it can refresh incrementally, and records the answers that an alert compares with.
. "$(dirname "$0")/lib.sh"
databricks bundle run --target "$TARGET" patient_data_refresh_check

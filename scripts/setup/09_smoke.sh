#!/usr/bin/env bash
# The acceptance queries. Exits with 1 when one does not hold.
. "$(dirname "$0")/lib.sh"
run_sql scripts/setup/smoke.sql

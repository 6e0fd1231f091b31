#!/usr/bin/env bash
# Builds the wheel and deploys the bundle. Again: changes what differs.
. "$(dirname "$0")/lib.sh"

if [ "$TARGET" != dev ] && [ "$(setting variables.service_principal.value)" = $NOBODY ]; then
    fail "no service principal is named for $TARGET." "export BUNDLE_VAR_service_principal=<application id>"
fi
databricks bundle deploy --target "$TARGET"

#!/usr/bin/env bash
# Looks whether the target can be set up. Changes nothing, and reports everything it finds at once.
. "$(dirname "$0")/lib.sh"

wrong=0
look() { # what, hint, command...
    if "${@:3}" >/dev/null 2>&1; then say "ok     $1"; else say "WRONG  $1. $2"; wrong=1; fi
}
group() { databricks api get "/api/2.0/preview/scim/v2/Groups?filter=displayName%20eq%20%22$1%22" | grep -q "\"$1\""; }
principal() { [ "$TARGET" = dev ] || [ "$(setting variables.service_principal.value)" != $NOBODY ]; }
own_login() { [ "$TARGET" = dev ] || databricks current-user me --output json | grep -q "$(setting variables.service_principal.value)"; }

look "Databricks CLI 1.0 or newer" "Install a newer one." \
    sh -c 'databricks --version | grep -Eq " v?([1-9]|[1-9][0-9])\."'
look "logged in" "databricks auth login, or set DATABRICKS_HOST and credentials." databricks current-user me
for name in $GROUPS_NEEDED; do
    look "group $name" "Create it in the account and assign it to the workspace." group "$name"
done
look "service principal of $TARGET" "export BUNDLE_VAR_service_principal=<application id>" principal
look "logged in as the service principal" "Deploy $TARGET as the principal that runs it." own_login
look "SQL warehouse" "export BUNDLE_VAR_warehouse_id=<id>" setting variables.warehouse_id.value
look "wheel tools" "Install pip for python3, or set BUNDLE_VAR_wheel_build." python3 -m pip --version
exit $wrong

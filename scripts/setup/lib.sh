# Shared by the steps. Sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

TARGET=${1:-}
GROUPS_NEEDED="data-engineers data-stewards analysts compliance-officers"
NOBODY=00000000-0000-0000-0000-000000000000

say() { printf '%s\n' "$*" >&2; }
fail() { say "Error: $1"; [ $# -lt 2 ] || say "Next: $2"; exit 1; }

case $TARGET in
dev | staging | prod) ;;
*) fail "the first argument is dev, staging or prod, not '$TARGET'." "$0 dev" ;;
esac
command -v databricks >/dev/null || fail "the Databricks CLI is not installed." "docs/runbooks/deploy.md says how."
command -v python3 >/dev/null || fail "python3 is not installed."

# One field of the resolved bundle, as: setting variables.catalog.value
BUNDLE_JSON=
setting() {
    [ -n "$BUNDLE_JSON" ] || BUNDLE_JSON=$(databricks bundle validate --target "$TARGET" --output json) ||
        fail "the bundle does not validate for $TARGET." "read what the CLI said above."
    python3 -c '
import json, sys
value = json.load(sys.stdin)
for part in sys.argv[1].split("."):
    value = value.get(part) if isinstance(value, dict) else None
if value is None:
    sys.exit(f"the bundle has no {sys.argv[1]}")
print(value)
' "$1" <<<"$BUNDLE_JSON"
}

# Every statement of a SQL file, in order, in the target's catalog.
run_sql() { # file, further options of run_sql.py
    python3 scripts/setup/run_sql.py "$1" --catalog "$(setting variables.catalog.value)" \
        --warehouse "$(setting variables.warehouse_id.value)" "${@:2}"
}

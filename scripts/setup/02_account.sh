#!/usr/bin/env bash
# The catalog, who may use it, and the governed tag that column policies match on. Wants an administrator.
. "$(dirname "$0")/lib.sh"

runner=$(setting variables.runner.value)
run_sql scripts/setup/catalog.sql --principal "$runner"

TAG=medallion_classification
if databricks tag-policies get-tag-policy "$TAG" >/dev/null 2>&1; then
    say "Governed tag $TAG is there."
else
    databricks tag-policies create-tag-policy --json '{
        "tag_key": "'"$TAG"'",
        "description": "How a column relates to a person. Column policies hide direct identifiers and sensitive codes.",
        "values": [{"name": "direct_identifier"}, {"name": "quasi_identifier"}, {"name": "sensitive"},
                   {"name": "diagnosis_code"}, {"name": "procedure_code"}, {"name": "event_type"},
                   {"name": "medical_provider"}]
    }' >/dev/null
    say "Governed tag $TAG made. Allow $runner to assign it: Catalog > Govern > Governed tags > $TAG > Permissions."
fi

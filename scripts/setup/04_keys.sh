#!/usr/bin/env bash
# Makes the keys `name` and `reject` where they are missing. One that is there is never replaced: with another key all
# pseudonyms change. Keep a copy of both in your key vault; without them a lost workspace cannot be made again.
. "$(dirname "$0")/lib.sh"

scope=$(setting resources.secret_scopes.medallion_keys.name)
there=$(databricks secrets list-secrets "$scope" --output json)
for key in name reject audit; do
    if grep -Eq "\"key\": *\"$key\"" <<<"$there"; then
        say "Key $key is there."
    else
        # Through standard input: an argument would stand in the list of processes.
        python3 -c 'import secrets, sys; sys.stdout.write(secrets.token_hex(32))' |
            databricks secrets put-secret "$scope" "$key"
        say "Key $key made."
    fi
done

#!/bin/sh
# Run a command that takes a while: a spinner with seconds while it runs, its output only when it fails.
#   deploy/step.sh "What is going on" command argument...
set -u
what=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'kill "$running" 2>/dev/null; exit 130' INT TERM
started=$(date +%s)

"$@" >"$log" 2>&1 &
running=$!
if [ -t 2 ]; then
    while kill -0 "$running" 2>/dev/null; do
        for sign in '|' '/' '-' '\'; do
            printf '\r%s %s ... %ss ' "$sign" "$what" "$(($(date +%s) - started))" >&2
            sleep 0.2
        done
    done
    printf '\r\033[K' >&2
else
    printf '  %s ...\n' "$what" >&2
fi

if wait "$running"; then
    printf '✓ %s (%ss)\n' "$what" "$(($(date +%s) - started))" >&2
else
    status=$?
    cat "$log" >&2
    printf '✗ %s\n' "$what" >&2
    exit "$status"
fi

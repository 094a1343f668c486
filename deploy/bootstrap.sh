#!/bin/sh
# Does this machine have what the local stack needs? Says what is missing; as root on Debian it installs it.
#   Python 3.11 or later with venv; Java 17 or later and Maven for Kafka, unless Docker or a given Kafka stands in.
set -eu
here=$(dirname "$0")

has_python() { python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }
has_java() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    major=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge 17 ]
}
has_maven() { command -v mvn >/dev/null; }
kafka_is_elsewhere() { [ -n "${BIMER_KAFKA_BOOTSTRAP_SERVERS:-}" ] || timeout 2 docker info >/dev/null 2>&1; }

missing=""
packages=""
need() {
    missing="$missing
  - $1 (Debian: apt-get install $2)"
    packages="$packages $2"
}

has_python || need "Python 3.11 or later" python3
has_python && { has_venv || need "Python's venv module" python3-venv; }
kafka_is_elsewhere || {
    has_java || need "Java 17 or later" default-jre-headless
    has_maven || need "Maven" maven
}
[ -n "$packages" ] || exit 0

printf 'This machine lacks:%s\n' "$missing" >&2
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Install it, then run the same command again." >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
# One package a word.
# shellcheck disable=SC2086
"$here/step.sh" "Reading Debian's package lists" apt-get update &&
    "$here/step.sh" "Installing$packages" apt-get install --yes --no-install-recommends $packages

#!/usr/bin/env bash
# The machine, the date and the commit that figures belong to.
set -eu
cd "$(dirname "$0")/.."
model=$(awk -F ': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)
memory=$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)
printf '%s, %s cores, %s; load %s; %s; commit %s%s\n' "$model" "$(nproc)" \
    "$memory" "$(cut -d ' ' -f 1 /proc/loadavg)" "$(date -u +%Y-%m-%d)" \
    "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)" \
    "$(git diff --quiet HEAD 2>/dev/null || echo ' and changes')"

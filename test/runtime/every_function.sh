#!/usr/bin/env bash
# every_function.sh RUNTIME_DIR LIB_DIR PROGRAM_DIR: each function that a library exports or a header defines is in the failure
# sweep of torture/every.c, and nothing else is.
set -eu
inc=$1/include/deed lib=$2 programs=$3
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
status=0
for mode in release checked; do
  so=libdeed.so; [ $mode = release ] || so=libdeed_checked.so
  # bodies in headers: those that the checked build alone has are wanted there only
  def=; [ $mode = release ] || def=-DDEED_CHECKED
  { nm -D --defined-only "$lib/$so" | awk '$2 == "T" && $3 ~ /^deed_/ { sub(/@.*/, "", $3); print $3 }'
    for h in "$inc"/*.h; do ${CC:-cc} $def -I"$inc/.." -E -P "$h" 2>/dev/null; done | sed -n 's/^static inline//p' | awk 'match($0, /[ *]deed_[a-z0-9_]+\(/) { print substr($0, RSTART + 1, RLENGTH - 2) }'
  } | sort -u > "$tmp/have"
  "$programs/deed_rt_torture_every_$mode" --list | sort > "$tmp/swept"
  [ "$(wc -l < "$tmp/have")" -gt 150 ] || { echo "$mode: only $(wc -l < "$tmp/have") functions found"; status=1; }
  missing=$(comm -23 "$tmp/have" "$tmp/swept"); extra=$(comm -13 "$tmp/have" "$tmp/swept")
  [ -z "$missing" ] || { echo "$mode: no sweep for:" $missing; status=1; }
  [ -z "$extra" ] || { echo "$mode: swept, but not public:" $extra; status=1; }
  echo "$mode: $(wc -l < "$tmp/swept") functions"
done
exit $status

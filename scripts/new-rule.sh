#!/usr/bin/env bash
# Makes the files of a new rule; the tests demand that all of them are filled.
#
#   scripts/new-rule.sh NAME paths|contexts|declarations "one sentence about what it finds"
#   scripts/new-rule.sh field-parent contexts "a field outlives the context that owns it"
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
die() { printf 'new-rule.sh: %s\n' "$*" >&2; exit 2; }

[ $# -eq 3 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
name=$1 group=$2 title=$3
[[ $name =~ ^[a-z]+(-[a-z]+)*$ ]] || die "a rule's name is lower case words with hyphens, not '$name'"
case $group in paths | contexts | declarations) ;; *) die "the group is paths, contexts or declarations, not '$group'" ;; esac
! grep -q "\"$name\"" checks/Checks.def || die "checks/Checks.def has a rule '$name' already"

class=$(sed -E 's/(^|-)([a-z])/\U\2/g' <<<"$name")
number=$(($(sed -nE 's/^DEED_RULE\([A-Za-z]+, ([0-9]+),.*/\1/p' checks/Checks.def | sort -n | tail -n 1) + 1))
source=checks/$group/$class.cpp page=docs/checks/$name.md tests=test/checks/$name
for file in "$source" "$page" "$tests"; do
  [ ! -e "$file" ] || die "$file exists"
done

sed -i "/^#undef DEED_RULE/i DEED_RULE($class, $number, \"$name\", ${group^}, Warning, \"\", \"\", \"$title\")" checks/Checks.def

mkdir -p "${source%/*}"
cat >"$source" <<END
//===- $group/$class.cpp - rule $name ---===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// $title. docs/checks/$name.md is what a user reads of it.
//===----------------------------------------------------------------------===//
END

cat >"$page" <<END
# $name

## What it finds

${title^}.

## Why it matters

## Example

\`\`\`c
void example(void) {
} // expect: $name
\`\`\`

## Instead

\`\`\`c
void example(void) {
}
\`\`\`

## What it misses

## Options

None.
END

mkdir -p "$tests"
cat >"$tests/basic.c" <<END
// RUN: %check_both %s

void simple_bad(void) {
} // expect: $name

void simple_ok(void) {
}
END
printf 'Made these; fill them in, then run ./bootstrap.sh test:\n  %s\n  %s\n  %s\n  the last line of checks/Checks.def\n' \
  "$source" "$page" "$tests/basic.c"

#!/usr/bin/env bash
# headers_alone.sh RUNTIME_DIR BUILD_DIR: every public header compiles alone, as C11 and C++20, in both modes.
set -eu
inc=$1/include
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cd "$inc"
for h in deed/*.h deed/*.hpp; do
  [ -e "$h" ] || continue
  printf '#include <%s>\nextern int stands_alone;\n' "$h" > "$tmp/t.c"; cp "$tmp/t.c" "$tmp/t.cpp"
  for mode in "" -DDEED_CHECKED; do
    case $h in *.hpp) ;; *) ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror $mode -I. -fsyntax-only "$tmp/t.c" ;; esac
    ${CXX:-c++} -std=c++20 -Wall -Wextra -Werror $mode -I. -fsyntax-only "$tmp/t.cpp"
  done
done
echo ok

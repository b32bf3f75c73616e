#!/usr/bin/env bash
# build.sh BENCH_DIR BUILD_DIR OUT [CHECKED]: the allocator bench of the workplace (BENCH_DIR: ../shared/bench/runtime)
# with Deed's backends and the installed peers; with a fourth argument, against the checked library.
set -eu
bench=$(cd "$1" && pwd); lib=$(cd "$2" && pwd); out=$3
here=$(cd "$(dirname "$0")" && pwd); inc=$here/../../../runtime/include
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cp -r "$bench"/. "$tmp"; chmod -R u+w "$tmp"
printf 'BACKEND(be_deed)\nBACKEND(be_deed_arena)\nBACKEND(be_deed_heap)\n' >> "$tmp/backends.def"
cp "$here/backends/deed.c" "$tmp/backends/"
# a linked libmimalloc.so would replace malloc for every backend: give it to run.py as --preload instead
[ -n "${MIMALLOC_LIB:-}" ] || sed -i '/mimalloc.h/d' "$tmp/build.sh"
flags=; a=$lib/libdeed.a
if [ -n "${4:-}" ]; then flags=-DDEED_CHECKED; a=$lib/libdeed_checked.a; fi
case $out in /*) ;; *) out=$PWD/$out ;; esac
(cd "$tmp" && CFLAGS="-O2 -g -w -fno-omit-frame-pointer" ./build.sh "$out" $flags -I"$inc" backends/deed.c "$a")

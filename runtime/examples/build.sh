#!/usr/bin/env bash
# build.sh PREFIX [OUT_DIR]: builds and runs every example with cc alone from an installed prefix
# (cmake --install BUILD --prefix PREFIX), in both modes, static and shared; those in C++ with c++, where there is one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=$(cd "${1:?usage: build.sh PREFIX [OUT_DIR]}" && pwd)
out=${2:-$(mktemp -d)}; mkdir -p "$out"
lib=$(dirname "$(find "$prefix" -name libdeed.a | head -n 1)")
export PKG_CONFIG_PATH=$lib/pkgconfig LD_LIBRARY_PATH=$lib
n=0
for c in "$here"/*.c "$here"/*.cpp; do
  name=$(basename "$c"); name=${name%.*}
  compiler="${CC:-cc} -std=c11"
  case $c in *.cpp) compiler="${CXX:-c++} -std=c++17"; command -v ${CXX:-c++} >/dev/null || continue ;; esac
  for mode in deed deed_checked; do
    for kind in shared static; do
      flags=; [ $mode = deed ] || flags=-DDEED_CHECKED
      if [ $kind = static ]; then link="$lib/lib$mode.a -lpthread"; else link="-L$lib -l$mode"; fi
      $compiler $flags -Wall -Wextra -Werror -I"$prefix/include" "$c" -o "$out/$name" $link -lpthread
      "$out/$name" > "$out/$name.out" 2> "$out/$name.err" || { echo "FAIL $name ($mode, $kind)"; cat "$out/$name.err"; exit 1; }
      [ ! -s "$out/$name.err" ] || { echo "NOISE $name ($mode, $kind)"; cat "$out/$name.err"; exit 1; }
      n=$((n+1))
    done
  done
done
if command -v pkg-config >/dev/null; then
  ${CC:-cc} $(pkg-config --cflags deed_checked) "$here/ownership.c" -o "$out/pc" $(pkg-config --libs deed_checked) && "$out/pc"
fi
echo "examples: $n runs ok"

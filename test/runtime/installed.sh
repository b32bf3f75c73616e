#!/usr/bin/env bash
# installed.sh RUNTIME_DIR LIBRARY_DIR BUILD_DIR: from an installed prefix: every example with cc alone, pkg-config, find_package.
set -eu
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
if nm "$2/libdeed.a" 2>/dev/null | grep -qE '__(asan|tsan|ubsan)_(init|handle|func)'; then echo "sanitized build: skipped"; exit 0; fi
cmake -DCMAKE_INSTALL_PREFIX="$tmp/prefix" -P "$3/cmake_install.cmake" > /dev/null
"$1/examples/build.sh" "$tmp/prefix" "$tmp/out"
mkdir "$tmp/user"
cat > "$tmp/user/CMakeLists.txt" <<'C'
cmake_minimum_required(VERSION 3.20)
project(user C)
find_package(Deed 0.1 REQUIRED)
foreach(t runtime runtime_checked runtime_shared runtime_checked_shared)
  add_executable(user_${t} main.c)
  target_link_libraries(user_${t} Deed::${t})
endforeach()
C
cp "$1/examples/ownership.c" "$tmp/user/main.c"
cmake -S "$tmp/user" -B "$tmp/user/build" -DCMAKE_PREFIX_PATH="$tmp/prefix" -DCMAKE_C_COMPILER="${CC:-cc}" > "$tmp/log" 2>&1 || { cat "$tmp/log"; exit 1; }
cmake --build "$tmp/user/build" > "$tmp/log" 2>&1 || { cat "$tmp/log"; exit 1; }
for t in runtime runtime_checked runtime_shared runtime_checked_shared; do "$tmp/user/build/user_$t"; done
echo "find_package: ok"

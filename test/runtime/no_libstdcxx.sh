#!/usr/bin/env bash
# no_libstdcxx.sh RUNTIME_DIR BUILD_DIR: the library needs libc only.
set -eu
lib=$2
if nm -D --undefined-only "$lib/libdeed.so" | grep -qE '__(asan|tsan|ubsan)_(init|handle|func)'; then echo "sanitized build: skipped"; exit 0; fi
for f in "$lib"/libdeed.so "$lib"/libdeed_checked.so; do
  needed=$(readelf -d "$f" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -vE '^(libc\.so|ld-linux|libpthread\.so|libdl\.so)' || true)
  [ -z "$needed" ] || { echo "$f needs $needed"; exit 1; }
done
for f in "$lib"/libdeed.a "$lib"/libdeed_checked.a "$lib"/libdeed.so; do
  opt=; case $f in *.so) opt=-D;; esac
  bad=$(nm $opt -u "$f" | grep -E ' U (_Z(n|d|St|NSt|NKSt|TI|TV|TS)|__cxa_(throw|begin_catch|guard|pure|rethrow)|__gxx_|_Unwind_)' || true)
  [ -z "$bad" ] || { echo "$f refers to the C++ runtime:"; echo "$bad"; exit 1; }
done
echo ok

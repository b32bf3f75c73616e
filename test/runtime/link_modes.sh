#!/usr/bin/env bash
# link_modes.sh RUNTIME_DIR BUILD_DIR: mixing the release and the checked build is a link error; each alone links with cc.
set -eu
inc=$1/include; lib=$2
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cat > "$tmp/a.c" <<'C'
#include <deed/heap.h>
int main(void) { deed_allocator *h = deed_heap(); void *p = deed_alloc(h, 8); deed_free(h, p); return 0; }
C
cat > "$tmp/b.c" <<'C'
#include <deed/arena.h>
int other(void) { return 0; }
C
cc=${CC:-cc}
$cc -c -I"$inc" "$tmp/a.c" -o "$tmp/a.o"; $cc -c -DDEED_CHECKED -I"$inc" "$tmp/a.c" -o "$tmp/ac.o"; $cc -c -DDEED_CHECKED -I"$inc" "$tmp/b.c" -o "$tmp/bc.o"
san=$(nm "$lib/libdeed.a" 2>/dev/null | grep -qE '__(asan|tsan|ubsan)_(init|handle|func)' && echo skip || true)
[ -z "$san" ] || { echo "sanitized build: skipped"; exit 0; }
$cc "$tmp/a.o" "$lib/libdeed.a" -o "$tmp/ok1" && "$tmp/ok1"
$cc "$tmp/ac.o" "$lib/libdeed_checked.a" -o "$tmp/ok2" && "$tmp/ok2"
$cc "$tmp/a.o" "$lib/libdeed.so" -Wl,-rpath,"$lib" -o "$tmp/ok3" && "$tmp/ok3"
refuse() { if $cc "$@" -o "$tmp/bad" 2>"$tmp/err"; then echo "links, but must not: $*"; exit 1; fi; grep -q deed_mode "$tmp/err" || { cat "$tmp/err"; exit 1; }; }
refuse "$tmp/a.o" "$lib/libdeed_checked.a"
refuse "$tmp/ac.o" "$lib/libdeed.a"
refuse "$tmp/a.o" "$lib/libdeed_checked.so"
refuse "$tmp/ac.o" "$lib/libdeed.so"
refuse "$tmp/a.o" "$tmp/bc.o" "$lib/libdeed.a"
refuse "$tmp/a.o" "$tmp/bc.o" "$lib/libdeed_checked.a"
# both shared libraries at once: each mode's own symbol is found, the objects still disagree
refuse "$tmp/a.o" "$tmp/bc.o" "$lib/libdeed.so" "$lib/libdeed_checked.so"
refuse "$tmp/a.o" "$tmp/bc.o" "$lib/libdeed_checked.so" "$lib/libdeed.so"
# objects that share a mode do not disagree
$cc "$tmp/ac.o" "$tmp/bc.o" "$lib/libdeed_checked.so" -Wl,-rpath,"$lib" -o "$tmp/ok4" && "$tmp/ok4"
# a plugin of the other mode, with its own library, in one process: neither gets the other's functions
cat > "$tmp/plugin.c" <<'C'
#include <deed/assert.h>
#include <deed/heap.h>
int plugin(void)
{
	char *p = deed_strdup(deed_heap(), "x");
	DEED_ASSERT_OWNED(p);
	deed_free(deed_heap(), p);
	return deed_is_checked();
}
C
cat > "$tmp/loads.c" <<'C'
#include <deed/heap.h>
int plugin(void);
int main(void)
{
	char *p = deed_strdup(deed_heap(), "x");
	deed_free(deed_heap(), p);
	return deed_is_checked() == plugin();
}
C
apart() { # MODE_OF_THE_PLUGIN LIBRARY MODE_OF_THE_PROGRAM LIBRARY
  $cc -shared -fPIC $1 -I"$inc" "$tmp/plugin.c" "$lib/$2" -Wl,-rpath,"$lib" -o "$tmp/libplugin.so"
  $cc $3 -I"$inc" "$tmp/loads.c" "$tmp/libplugin.so" "$lib/$4" -Wl,-rpath,"$lib":"$tmp" -o "$tmp/loads"
  "$tmp/loads" || { echo "one library serves both modes: plugin $2, program $4"; exit 1; }
}
apart -DDEED_CHECKED libdeed_checked.so "" libdeed.so
apart "" libdeed.so -DDEED_CHECKED libdeed_checked.so
echo ok

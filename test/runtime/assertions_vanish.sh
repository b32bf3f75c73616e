#!/usr/bin/env bash
# assertions_vanish.sh RUNTIME_DIR BUILD_DIR: in the release build a function with assertions is the same bytes as without.
set -eu
inc=$1/include
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cat > "$tmp/t.c" <<'C'
#include <deed/ar_assert.h>
#include <deed/heap.h>
#ifdef WITH
#define A(x) x
#else
#define A(x)
#endif
void take(char *own_p);
int f(deed_allocator *gpa, const char *ref_r)
{
	char *own_p = (char *)deed_alloc(gpa, 100);
	if (!own_p) return -1;
	A(DEED_ASSERT_OWNED(own_p);) A(AR_ASSERT_OWNERSHIP(own_p);) A(DEED_ASSERT_OWNED_BY(own_p, gpa);) A(DEED_ASSERT_FAMILY(own_p, "heap");)
	A(DEED_ASSERT_BORROW_VALID(ref_r);) A(DEED_ASSERT_CHILD_OF(own_p, gpa);) A(DEED_ASSERT_NO_LEAKS(gpa);)
	own_p[0] = ref_r[0];
	take(own_p);
	own_p = NULL;
	A(DEED_ASSERT_TRANSFERRED(own_p);) A(DEED_ASSERT_NOT_USED_AFTER_FREE(own_p);) A(AR_ASSERT_TRANSFERRED(own_p);)
	A(AR_ASSERT_NOT_USED_AFTER_FREE(own_p);)
	return 0;
}
C
for o in -O0 -O1 -O2 -Os; do
  ${CC:-cc} -std=c11 $o -I"$inc" -c "$tmp/t.c" -o "$tmp/without.o"; ${CC:-cc} -std=c11 $o -DWITH -I"$inc" -c "$tmp/t.c" -o "$tmp/with.o"
  objcopy -O binary -j .text "$tmp/without.o" "$tmp/1"; objcopy -O binary -j .text "$tmp/with.o" "$tmp/2"
  [ -s "$tmp/1" ] && cmp "$tmp/1" "$tmp/2" || { echo "differs at $o"; exit 1; }
done
echo ok

#!/usr/bin/env bash
# headers_alone.sh RUNTIME_DIR: every public header compiles alone, without a word, as C11, C17, C23, C++17 and C++20, in both modes;
# and the idioms of its macros do in a user's file.
set -eu
inc=$1/include
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cd "$inc"
for h in deed/*.h deed/*.hpp; do
  n=$(basename "$h" | tr . _)
  case $h in *.hpp) ;; *) printf '#include <%s>\nextern int stands_alone;\n' "$h" > "$tmp/$n.c" ;; esac
  printf '#include <%s>\nextern int stands_alone;\n' "$h" > "$tmp/$n.cpp"
done
cat > "$tmp/idioms.c" <<'C'
#include <deed/ar_assert.h>
#include <deed/cleanup.h>
#include <deed/context.h>
#include <deed/fixed.h>
#include <deed/pool.h>
#include <deed/refcount.h>
#include <deed/scope.h>
#include <deed/talloc.h>
struct item { int n; };
void item_destroy(struct item *own_item);
struct item *item_create(deed_allocator *gpa, struct item **mut_kept);
void item_destroy(struct item *own_item) { deed_free(deed_heap(), own_item); }
DEED_AUTO_DEFINE(struct item, item_destroy);
struct item *item_create(deed_allocator *gpa, struct item **mut_kept)
{
	DEED_FALLIBLE;
	struct item *own = DEED_NEW(gpa, struct item), *ref;
	DEED_ERRDEFER_FREE(gpa, own);
	DEED_ASSERT_OWNED(own);
	*mut_kept = DEED_TAKE(DEED_TRANSFER(own), mut_kept);
	DEED_ASSERT_OWNED_BY(*mut_kept, mut_kept);
	AR_ASSERT_TRANSFERRED(own);
	DEED_BORROW(ref, *mut_kept);
	DEED_ASSERT_BORROW_VALID(ref);
	DEED_BORROW_SCOPE(struct item *, ref_too, *mut_kept);
	(void)ref_too;
	DEED_SCOPE(deed_temp, a) DEED_SCOPE(deed_temp, b) (void)(DEED_NEW(a, struct item) == DEED_NEW_ARRAY(b, struct item, 3));
	DEED_WITH_ARENA(0, c) DEED_WITH_ARENA(4096, d) (void)(DEED_NEW(c, struct item) == DEED_NEW(d, struct item));
	DEED_STACK_FALLBACK(sf, 100, gpa);
	DEED_AUTO(item_destroy) struct item *own_auto = DEED_MOVE(*mut_kept);
	void *root = deed_context_create(NULL, "r");
	struct item *own_c = DEED_CTX_NEW(root, struct item), *own_d = DEED_CTX_MOVE(root, own_c);
	DEED_CTX_FREE(own_d);
	struct item *own_rc = DEED_RC_NEW(sf, struct item, NULL);
	DEED_RC_UNREF(own_rc);
	struct item *own_t = talloc_zero(root, struct item);
	own_t = talloc_steal(NULL, own_t);
	TALLOC_FREE(own_t);
	DEED_RETURN_POINTER(own_auto);
}
C
grep -v talloc "$tmp/idioms.c" | sed '/own_t/d' > "$tmp/idioms.cpp" # talloc.h converts as talloc's own does: for C
W="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
for mode in "" -DDEED_CHECKED; do
  for std in c11 c17 c2x; do ${CC:-cc} -std=$std $W -Wstrict-prototypes $mode -I. -fsyntax-only "$tmp"/*.c; done
  for std in c++17 c++20; do ${CXX:-c++} -std=$std $W $mode -I. -fsyntax-only "$tmp"/*.cpp; done
done
${CXX:-c++} -std=c++17 $W -fno-rtti -fno-exceptions -I. -fsyntax-only "$tmp"/*.cpp
# an object that needs more than the 16 that contexts and counted objects have is refused when compiling
mkdir "$tmp/wide"
for make in 'DEED_CTX_NEW(NULL, struct wide)' 'DEED_CTX_ARRAY(NULL, struct wide, 2)' 'DEED_RC_NEW(deed_heap(), struct wide, NULL)' 'DEED_CTX_REALLOC(NULL, NULL, struct wide, 2)'; do
  printf '#include <deed/context.h>\n#include <deed/heap.h>\n#include <deed/refcount.h>\nstruct wide { char bytes[64]; } __attribute__((aligned(ALIGN)));\nvoid *make(void) { return %s; }\n' "$make" > "$tmp/wide/wide.c"
  ${CC:-cc} -std=c11 -DALIGN=16 -I. -fsyntax-only "$tmp/wide/wide.c"
  if ${CC:-cc} -std=c11 -DALIGN=32 -I. -fsyntax-only "$tmp/wide/wide.c" 2>/dev/null; then echo "compiles, but must not: $make"; exit 1; fi
done
echo ok

#!/usr/bin/env bash
# tools_see.sh RUNTIME_DIR LIBRARY_DIR: AddressSanitizer and Valgrind name reads outside of and after the blocks of each family, in a
# user's program with the checked library; LeakSanitizer finds what only a context's block points at, and what nothing does.
set -eu
inc=$1/include lib=$2/libdeed_checked.a
if nm "$lib" 2>/dev/null | grep -qE '__(asan|tsan|ubsan)_(init|handle|func)'; then echo "sanitized build: skipped"; exit 0; fi
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cat > "$tmp/user.c" <<'C'
#include <deed/arena.h>
#include <deed/context.h>
#include <deed/debug.h>
#include <deed/fixed.h>
#include <deed/heap.h>
#include <deed/pool.h>
#include <deed/scope.h>
#include <deed/smp.h>
#include <stdlib.h>
#include <string.h>

static volatile char sink;
__attribute__((noinline)) static void wrong_read(const char *ref_p, size_t at) { sink = ((const volatile char *)ref_p)[at]; }
static deed_arena arena;
static deed_fixed fixed;
static deed_pool pool;
static deed_debug debug;
static char *buffer;

static char *make(const char *family, deed_allocator **a)
{
	if (!strcmp(family, "heap")) *a = deed_heap();
	else if (!strcmp(family, "smp")) *a = deed_smp();
	else if (!strcmp(family, "page")) *a = deed_page();
	else if (!strcmp(family, "temp")) (void)deed_scope_enter(deed_temp), *a = deed_temp;
	else if (!strcmp(family, "arena")) deed_arena_init(&arena, deed_heap_raw(), 0), *a = &arena.allocator;
	else if (!strcmp(family, "fixed")) deed_fixed_init(&fixed, buffer = (char *)malloc(4096), 4096), *a = &fixed.allocator;
	else if (!strcmp(family, "debug")) deed_debug_init(&debug, NULL, NULL), *a = &debug.allocator;
	else if (!strcmp(family, "pool")) *a = deed_pool_init(&pool, deed_heap_raw(), 40, 0, NULL) ? &pool.allocator : NULL;
	else if (!strcmp(family, "context")) *a = deed_context_allocator(deed_context_create(NULL, "c"));
	char *p = *a ? (char *)deed_alloc(*a, 40) : NULL;
	if (!p) exit(9);
	memset(p, 1, 40);
	return p;
}
static void *root;
__attribute__((noinline)) static void hide(int lost)
{
	void **slot = (void **)deed_context_alloc(root, sizeof *slot);
	*slot = malloc(77);
	if (lost) *slot = NULL;
}
int main(int argc, char **argv)
{
	deed_allocator *a = NULL;
	if (argc < 3) return 9;
	if (!strcmp(argv[1], "leaks")) {
		root = deed_context_create(NULL, "root");
		hide(!strcmp(argv[2], "lost"));
		return 0;
	}
	char *p = make(argv[1], &a);
	if (!strcmp(argv[2], "over")) wrong_read(p, 40);
	else if (!strcmp(argv[2], "under")) wrong_read(p, (size_t)-1);
	else if (!strcmp(argv[2], "after")) deed_free(a, p), wrong_read(p, 5);
	else wrong_read(p, 39);
	return 0;
}
C
cc=${CC:-cc}
families="heap smp page temp arena fixed debug pool context"
n=0
expect() { # NAME PATTERN: in $tmp/out
  n=$((n + 1))
  if [ -z "$2" ]; then [ "$rc" = 0 ] || { echo "$1: silence expected"; cat "$tmp/out"; exit 1; }
  else grep -qE "$2" "$tmp/out" || { echo "$1: no $2"; cat "$tmp/out"; exit 1; }; fi
}
if $cc -g -O1 -fsanitize=address -fno-omit-frame-pointer -DDEED_CHECKED -I"$inc" "$tmp/user.c" "$lib" -o "$tmp/asan" -lpthread 2> "$tmp/out"; then
  for f in $families; do
    for k in over under after right; do
      rc=0; ASAN_OPTIONS=detect_leaks=0 "$tmp/asan" $f $k > "$tmp/out" 2>&1 || rc=$?
      if [ $k = right ]; then expect "asan $f $k" ""; else expect "asan $f $k" "AddressSanitizer: (use-after-poison|heap-(buffer-overflow|use-after-free)|SEGV)"; grep -q wrong_read "$tmp/out"; fi
    done
  done
  for k in kept lost; do
    rc=0; "$tmp/asan" leaks $k > "$tmp/out" 2>&1 || rc=$?
    grep -q "LeakSanitizer has encountered a fatal error" "$tmp/out" && { echo "no LeakSanitizer here"; break; } # under ptrace
    if [ $k = kept ]; then expect "lsan $k" ""; else expect "lsan $k" "detected memory leaks"; fi
  done
else echo "no AddressSanitizer: left out"; fi
if command -v valgrind > /dev/null; then
  $cc -g -O1 -fno-omit-frame-pointer -DDEED_CHECKED -I"$inc" "$tmp/user.c" "$lib" -o "$tmp/plain" -lpthread
  for f in $families; do
    for k in ${VALGRIND_KINDS:-over after right}; do
      rc=0; (exec valgrind -q --leak-check=no --error-exitcode=7 "$tmp/plain" $f $k) > "$tmp/out" 2>&1 || rc=$?
      if [ $k = right ]; then expect "valgrind $f $k" ""; else expect "valgrind $f $k" "Invalid read of size 1"; fi
    done
  done
else echo "no valgrind: left out"; fi
echo "$n cases"

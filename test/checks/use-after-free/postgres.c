// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// PostgreSQL: repalloc() moves a block; the new address is the one to use. It does not come back where it fails.
#include <postgres.h>

char grown_ok(Size size) {
  char *p = palloc(10);
  p = repalloc(p, size);
  p[0] = 1;
  return p[0];
}

char stale_bad(Size size) {
  char *p = palloc(10);
  char *q = repalloc(p, size);
  q[0] = 1;
  return p[0]; // expect: use-after-free: 'p
}

// Grown while another context is current: it stays where it was.
char *grown_elsewhere_ok(char *text, Size size) {
  MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "short", ALLOCSET_DEFAULT_SIZES);
  MemoryContext old = MemoryContextSwitchTo(context);
  char *more = repalloc(text, size);
  MemoryContextSwitchTo(old);
  MemoryContextDelete(context);
  return more;
}

// Deleted while it was current: what comes next is allocated on it.
char *deleted_current_bad(const char *text) {
  MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "short", ALLOCSET_DEFAULT_SIZES);
  MemoryContextSwitchTo(context);
  MemoryContextDelete(context);
  return pstrdup(text); // expect: use-after-free: 'context'
}

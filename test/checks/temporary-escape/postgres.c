// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// PostgreSQL: memory goes to the current context, and with it.
#include <postgres.h>

struct cache {
  char *key;
};
static struct cache *cache;

void build_key_ok(const char *s) {
  MemoryContext old = MemoryContextSwitchTo(CacheMemoryContext);
  cache->key = pstrdup(s);
  MemoryContextSwitchTo(old);
}

char *on_current_ok(const char *s) { return psprintf("%s!", s); }

char *short_context_bad(const char *s) {
  MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "short", ALLOCSET_DEFAULT_SIZES);
  MemoryContext old = MemoryContextSwitchTo(context);
  char *text = pstrdup(s);
  MemoryContextSwitchTo(old);
  MemoryContextDelete(context);
  return text; // expect: temporary-escape: 'text'
}

char *short_context_ok(const char *s) {
  MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "short", ALLOCSET_DEFAULT_SIZES);
  MemoryContext old = MemoryContextSwitchTo(context);
  char *text = pstrdup(s);
  MemoryContextSwitchTo(old);
  char *result = pstrdup(text);
  MemoryContextDelete(context);
  return result;
}

char after_reset_bad(MemoryContext context) {
  char *text = MemoryContextStrdup(context, "x");
  MemoryContextReset(context);
  return text[0]; // expect: use-after-free: 'text
}

char after_reset_ok(MemoryContext context) {
  MemoryContextReset(context);
  char *text = MemoryContextStrdup(context, "x");
  return text[0];
}

void freed_ok(const char *s) {
  char *text = pstrdup(s);
  pfree(text);
}

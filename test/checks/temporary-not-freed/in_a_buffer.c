// RUN: %check_both %s -- -std=gnu11
// An arena whose memory is a buffer of the function's ends with the function.
#include <stddef.h>
typedef struct Arena {
  char *base;
  size_t used, cap;
} Arena;
typedef struct allocator allocator_t;
void arena_init(Arena *a, void *buf, size_t cap);
char *arena_strdup(Arena *a, const char *s);

int buffer_ok(void) {
  char buf[256];
  Arena a;
  arena_init(&a, buf, sizeof buf);
  char *t = arena_strdup(&a, "x");
  return t ? t[0] : 0;
}

char *escapes_bad(void) {
  char buf[256];
  Arena a;
  arena_init(&a, buf, sizeof buf);
  char *t = arena_strdup(&a, "x");
  return t; // expect: temporary-escape: 't'
}

struct fixed_arena {
  Arena inner;
};
struct fixed_arena fixed_arena_init(void *buf, size_t cap);
char *fixed_arena_strdup(struct fixed_arena *a, const char *s);
int by_value_ok(void) {
  char buf[64];
  struct fixed_arena a = fixed_arena_init(buf, sizeof buf);
  char *t = fixed_arena_strdup(&a, "x");
  return t ? t[0] : 0;
}

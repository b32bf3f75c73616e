// RUN: %check_both %s -- -std=gnu11
// An allocator of pointers to functions: that it has none that frees is no path of its users.
#include <stdlib.h>

struct memory {
  void *(*get)(size_t);
  void (*put)(void *);
};

static void *memory_get(struct memory *m, size_t n) {
  if (!m->get)
    return NULL;
  return calloc(1, n);
}

static void memory_put(struct memory *m, void *block) {
  if (m->put)
    free(block);
}

struct thing {
  int *part;
};

struct thing *thing_ok(struct memory *m) {
  struct thing *t = memory_get(m, sizeof *t);
  if (!t)
    return NULL;
  t->part = memory_get(m, sizeof *t->part);
  if (!t->part) {
    memory_put(m, t);
    return NULL;
  }
  return t;
}

struct thing *thing_bad(struct memory *m) {
  struct thing *t = memory_get(m, sizeof *t);
  if (!t)
    return NULL;
  t->part = memory_get(m, sizeof *t->part);
  if (!t->part)
    return NULL; // expect: error-path-leak: 't'
  return t;
}

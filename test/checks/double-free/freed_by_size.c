// RUN: %check_both %s -- -std=gnu11
// realloc() of a program's own, which releases where the size is zero: how long a header is, is written in many ways.
#include <stddef.h>
#include <stdlib.h>

struct head {
  size_t used, room;
};
#define HEAD_SIZE ((size_t)((struct head *)0 + 1))

static void *resize(void *old, size_t size) {
  if (size == 0) {
    free(old);
    return NULL;
  }
  return realloc(old, size);
}

struct head *grown_ok(struct head *h, size_t n) {
  struct head *now = resize(h, HEAD_SIZE + n * sizeof(int));
  if (!now && n) {
    free(h);
    return NULL;
  }
  return now;
}

void dropped_bad(struct head *h) {
  resize(h, 0);
  free(h); // expect: double-free: 'h'
}

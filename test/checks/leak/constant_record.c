// RUN: %check_both %s -- -std=gnu11
// A record that is overwritten by a copy of a constant one.
#include <stdlib.h>

struct box {
  void *value;
  int size;
};
static const struct box empty = {NULL, 0};

static struct box make(int size) {
  struct box b;
  b.value = malloc(size);
  b.size = size;
  return b;
}

void cleared_bad(void) {
  struct box b = make(64);
  b = empty; // expect: leak: 'b.value' is overwritten while it still owns
}

void cleared_ok(void) {
  struct box b = make(64);
  free(b.value);
  b = empty;
}

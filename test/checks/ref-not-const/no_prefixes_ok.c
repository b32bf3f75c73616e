// RUN: %check_both %s
// A file without the convention: nothing to say.
#include <stdlib.h>

struct counter {
  int references;
  int *refs;
};

int *refs_of_ok(struct counter *c) { return c->refs; }

void reference_ok(struct counter *reference) { reference->references++; }

void released_ok(struct counter *c) {
  free(c->refs);
  free(c);
}

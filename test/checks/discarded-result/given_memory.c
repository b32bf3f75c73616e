// RUN: %check_both %s -- -std=gnu11
// What a comment says of the result holds where something is made: not where the caller passes memory for it.
#include <stddef.h>
#include <stdlib.h>

struct plan {
  int size;
  double turn[1];
};

/*
 * Makes a plan. The result is one block of memory; the caller must free it.
 * Where room is given, nothing is allocated: *room is the size that is needed, and memory is used if it has that.
 */
struct plan *plan_in(int size, void *memory, size_t *room) {
  struct plan *p = NULL;
  size_t needed = sizeof *p + size * sizeof(double);
  if (room == NULL) {
    p = malloc(needed);
  } else {
    if (memory != NULL && *room >= needed)
      p = memory;
    *room = needed;
  }
  if (p)
    p->size = size;
  return p;
}

struct both {
  struct plan *plan;
  int inverse;
};

struct both *both_ok(int size) {
  size_t room = 0;
  plan_in(size, NULL, &room);
  struct both *b = malloc(sizeof *b + room);
  if (!b)
    return NULL;
  b->plan = (struct plan *)(b + 1);
  plan_in(size, b->plan, &room);
  return b;
}

void made_bad(int size) {
  plan_in(size, NULL, NULL); // expect: discarded-result: 'plan_in'
}

// RUN: %check_both %s -- -std=gnu11
// An allocator that gives NULL where it is asked for nothing: what callers ask for is a constant.
#include <stdlib.h>

struct cell {
  struct cell *next;
  int of;
};

static void *zeroed(size_t n, size_t size) {
  void *p;
  if (!n || !size)
    return NULL;
  if (!(p = calloc(n, size)))
    abort();
  return p;
}
static struct cell *copy_cell(const struct cell *c) {
  struct cell *made = zeroed(1, sizeof *made);
  made->of = c->of;
  return made;
}

struct cell *copy_all_ok(const struct cell *all, int skip) {
  struct cell *first = NULL, *last = NULL;
  for (; all; all = all->next) {
    if (skip && all->of)
      ;
    else if (last) {
      last->next = copy_cell(all);
      last = last->next;
    } else
      first = last = copy_cell(all);
  }
  return first;
}

static struct cell *copy_some(const struct cell *c) {
  struct cell *made = zeroed(1, c->of);
  if (made)
    made->of = c->of;
  return made;
}

struct cell *copy_all_bad(const struct cell *all, int skip) {
  struct cell *first = NULL, *last = NULL;
  for (; all; all = all->next) {
    if (skip && all->of)
      ;
    else if (last) {
      last->next = copy_some(all);
      last = last->next;
    } else
      first = last = copy_some(all); // expect: leak: 'first'
  }
  return first;
}

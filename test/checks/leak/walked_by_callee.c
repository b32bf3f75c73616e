// RUN: %check_both %s -- -std=gnu11
// A list is built at its end, and a callee writes a field of each entry: nobody is taken out by that.
#include <stdlib.h>

struct car {
  int number, doors;
  struct car *behind;
};
extern int more(void);

static struct car *car_new(int doors) {
  struct car *c = calloc(1, sizeof *c);
  if (c)
    c->doors = doors;
  return c;
}

static void paint(struct car *c) { c->number = 7; }

static struct car *uncouple(struct car *c) {
  struct car *behind = c->behind;
  c->behind = NULL;
  return behind;
}

struct car *train_ok(int n) {
  struct car *first = car_new(2), *last = first, *at;
  if (!first)
    abort();
  while (n--)
    if (more()) {
      at = last;
      last = car_new(4);
      if (!last)
        abort();
      at->behind = last;
    }
  for (at = first; at; at = at->behind)
    paint(at);
  return first;
}

struct car *train_bad(int n) {
  struct car *first = car_new(2), *last = first;
  if (!first)
    abort();
  while (n--)
    if (more()) {
      last = car_new(4); // expect: leak: 'last'
      if (!last)
        abort();
      paint(last);
    }
  return first;
}

struct car *uncoupled_bad(void) {
  struct car *first = car_new(2);
  if (!first)
    abort();
  first->behind = car_new(4); // expect: discarded-result: 'car_new'
  uncouple(first);
  return first;
}

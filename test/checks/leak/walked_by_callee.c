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

// A list with a place of its own where a walk is: what a callee writes there takes the list out of nothing.
struct plan {
  struct rail *rail;
};
struct rail {
  struct car *first, *walk;
};

static struct rail *rail_new(void) { return calloc(1, sizeof(struct rail)); }

static struct plan *plan_new(void) {
  struct plan *p = calloc(1, sizeof *p);
  if (!p)
    abort();
  p->rail = rail_new();
  if (!p->rail)
    abort();
  return p;
}

static struct car *step(struct rail *r) {
  if (!r->walk)
    r->walk = r->first;
  else
    r->walk = r->walk->behind;
  return r->walk;
}

static int doors_of_next(struct plan *p) {
  struct car *c = step(p->rail);
  return c ? c->doors : 0;
}

static void plan_free(struct plan *p) {
  free(p->rail);
  free(p);
}

int doors_ok(void) {
  struct plan *p = plan_new();
  int doors, all = 0;
  while ((doors = doors_of_next(p)))
    all += doors;
  plan_free(p);
  return all;
}

int doors_bad(void) {
  struct plan *p = plan_new();
  int doors, all = 0;
  while ((doors = doors_of_next(p)))
    all += doors;
  free(p); // expect: leak: 'rail'
  return all;
}

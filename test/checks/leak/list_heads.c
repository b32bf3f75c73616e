// RUN: %check_both %s -- -std=gnu11
// Lists whose empty head points to itself: an object with such a head in it is no less
// its maker's.
#include <stdlib.h>
#include <string.h>

struct link {
  struct link *prev, *next;
};

static inline void link_init(struct link *l) {
  l->prev = l;
  l->next = l;
}
static inline void link_before(struct link *at, struct link *l) {
  l->prev = at->prev;
  l->next = at;
  at->prev->next = l;
  at->prev = l;
}
static inline void link_remove(struct link *l) {
  l->prev->next = l->next;
  l->next->prev = l->prev;
  link_init(l);
}
static inline int link_is_empty(const struct link *l) { return l->next == l; }

struct timer {
  struct link link;
  char *name;
};
struct wheel {
  struct link timers;
  int n;
};

int ready(int which);

struct timer *timer_bad_made(const char *name) {
  struct timer *t = calloc(1, sizeof *t);
  if (!t)
    return NULL;
  link_init(&t->link);
  if (!ready(1))
    return NULL; // expect: error-path-leak
  t->name = strdup(name);
  return t;
}

int wheel_bad_add(struct wheel *w, const char *name) {
  struct timer *t = malloc(sizeof *t);
  if (!t)
    return -1;
  link_init(&t->link);
  t->name = strdup(name);
  if (!t->name) {
    free(t);
    return -1;
  }
  if (ready(2)) {
    free(t); // expect: leak
    return -1;
  }
  link_before(&w->timers, &t->link);
  w->n++;
  return 0;
}

int wheel_ok_add(struct wheel *w, const char *name) {
  struct timer *t = malloc(sizeof *t);
  if (!t)
    return -1;
  link_init(&t->link);
  t->name = strdup(name);
  if (!t->name || ready(3)) {
    free(t->name);
    free(t);
    return -1;
  }
  link_before(&w->timers, &t->link);
  w->n++;
  return 0;
}

struct wheel *wheel_ok_new(void) {
  struct wheel *w = malloc(sizeof *w);
  if (!w)
    return NULL;
  link_init(&w->timers);
  w->n = 0;
  return w;
}

// The list of a function's own: what hangs in it is in sight.
void local_ok(const char *a, const char *b) {
  struct link all;
  link_init(&all);
  for (int i = 0; i < 2; i++) {
    struct timer *t = malloc(sizeof *t);
    if (!t)
      break;
    t->name = strdup(i ? a : b);
    link_init(&t->link);
    link_before(&all, &t->link);
  }
  while (!link_is_empty(&all)) {
    struct timer *t = (struct timer *)all.next;
    link_remove(&t->link);
    free(t->name);
    free(t);
  }
}

void one_ok(const char *a) {
  struct link all;
  struct timer *t = malloc(sizeof *t);
  if (!t)
    return;
  link_init(&all);
  t->name = strdup(a);
  link_init(&t->link);
  link_before(&all, &t->link);
  while (!link_is_empty(&all)) {
    struct timer *each = (struct timer *)all.next;
    link_remove(&each->link);
    free(each->name);
    free(each);
  }
}

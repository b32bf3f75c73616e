// RUN: %check_both %s -- -std=gnu11
// A list of links inside its elements: the callee takes the element out before it releases it.
#include <stddef.h>
#include <stdlib.h>

struct link {
  struct link *next, *prev;
};
struct step {
  char *what;
  struct link link;
};
static struct link steps = {&steps, &steps};

static void link_join(struct link *prev, struct link *next) {
  next->prev = prev;
  prev->next = next;
}
static void link_out(struct link *l) {
  link_join(l->prev, l->next);
  l->next = l->prev = NULL;
}

static void step_end(struct step *s) {
  if (!s)
    return;
  free(s->what);
  link_out(&s->link);
  free(s);
}

static struct step *of_link(struct link *l) { return (struct step *)((char *)l - offsetof(struct step, link)); }

void steps_ok(void) {
  while (steps.prev != &steps) {
    struct step *last = (struct step *)((char *)steps.prev - offsetof(struct step, link));
    step_end(last);
  }
}

char *steps_bad(void) {
  struct step *last = of_link(steps.prev);
  step_end(last);
  return last->what; // expect: use-after-free: 'last->what'
}

// RUN: %check_both %s
// A walker holds the place of a list and where it stands in it: who adds through it hangs the one below the other.
#include <stdlib.h>

struct stop {
  struct stop *then;
  int km;
};
struct walker {
  struct stop **start;
  struct stop *here, *ahead, *end;
};

struct stop *walk_from(struct walker *w, struct stop **start) {
  *w = (struct walker){0};
  if (!start)
    return NULL;
  w->start = start;
  w->here = *start;
  if (w->here)
    w->ahead = w->here->then;
  return w->here;
}

struct stop *walk_on(struct walker *w) {
  if (!w->start)
    return NULL;
  w->here = w->ahead;
  if (w->here)
    w->ahead = w->here->then;
  return w->here;
}

void walk_add(struct walker *w, struct stop *s) {
  if (!w->start)
    return;
  if (!s)
    return;
  s->then = NULL;
  if (!*w->start) {
    *w->start = s;
    w->here = s;
    return;
  }
  if (!w->end)
    w->end = w->here ? w->here : *w->start;
  if (w->end->then)
    for (struct stop *each = w->end; each; each = each->then)
      w->end = each;
  if (!w->here)
    w->here = s;
  w->end->then = s;
  w->end = s;
  if (!w->ahead)
    w->ahead = w->here->then;
}

void walk_join(struct walker *w, struct stop *more) {
  struct walker other;
  if (!more)
    return;
  if (!w->start)
    return;
  struct stop *s;
  for (s = walk_from(&other, &more); s; s = walk_on(&other))
    walk_add(w, s);
}

struct route {
  struct stop *stops;
};

struct stop *find_stop(struct stop *from, int km);
void stop_here(struct stop *s);
void first_stop_ok(struct route *r, int km) {
  struct stop *s = find_stop(r->stops, km);
  if (!s) {
    struct walker w;
    s = calloc(1, sizeof *s);
    if (!s)
      abort();
    walk_from(&w, &s);
    walk_join(&w, r->stops);
    r->stops = s;
  }
  stop_here(s);
}

int first_stop_bad(struct route *r, int km) {
  struct stop *s = calloc(1, sizeof *s);
  if (!s)
    return -1;
  s->km = km;
  if (r->stops)
    return 1; // expect: leak: 's'
  r->stops = s;
  return 0;
}

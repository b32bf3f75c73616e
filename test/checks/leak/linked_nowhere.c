// RUN: %check_both %s -- -std=gnu11
// A fresh record whose list link points to itself is linked nowhere: its makers say so.
#include <stdlib.h>
struct link {
  struct link *next, *prev;
};

struct record {
  int kind;
  struct link link;
};

static int is_linked(const struct link *l) { return l && l->next != l; }

static void link_before(struct link *at, struct link *l) {
  l->next = at;
  l->prev = at->prev;
  at->prev->next = l;
  at->prev = l;
}

static int record_new(struct record **out) {
  struct record *r = calloc(1, sizeof *r);
  if (!r)
    return -1;
  r->link.next = &r->link;
  r->link.prev = &r->link;
  *out = r;
  return 0;
}

static struct record *record_make(void) {
  struct record *r = calloc(1, sizeof *r);
  if (!r)
    abort();
  r->link.next = &r->link;
  r->link.prev = &r->link;
  return r;
}

int put_ok(struct link *list, int kind) {
  struct record *r = NULL;
  if (record_new(&r))
    return -1;
  if (kind > 3)
    link_before(list, &r->link);
  if (is_linked(&r->link))
    r = NULL;
  free(r);
  return 0;
}

int make_ok(struct link *list, int kind) {
  struct record *r = record_make();
  if (kind > 3)
    link_before(list, &r->link);
  if (is_linked(&r->link))
    r = NULL;
  free(r);
  return 0;
}

int make_bad(struct link *list, int kind) {
  struct record *r = record_make();
  if (kind > 3)
    link_before(list, &r->link);
  if (!is_linked(&r->link))
    r = NULL; // expect: leak: 'r' is overwritten
  return 0;
}

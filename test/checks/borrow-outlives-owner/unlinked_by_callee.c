// RUN: %check_both %s -- -std=gnu11
// A cursor of this function's stands in a chain while it runs; a helper takes it out by the address of the pointer to it.
#define NULL ((void *)0)
struct cursor { struct cursor **from; struct cursor *more; struct item *next; };
struct item { struct item *next; struct cursor *first; };
int visit(int n);

static void enter(struct item *at, struct cursor *c) {
  struct item *next = at->next;
  c->next = next;
  c->more = next->first;
  next->first = c;
  c->from = &next->first;
}
static void leave(struct cursor *c) {
  *c->from = c->more;
  if (c->more)
    c->more->from = c->from;
}
static int look(const struct cursor *c) {
  return c->more != NULL;
}

int once_ok(struct item *at) {
  struct cursor c;
  enter(at, &c);
  const int n = visit(3);
  leave(&c);
  return n;
}
int walk_ok(struct item *head) {
  struct cursor c;
  struct item *at = head->next;
  int n = 0;
  enter(at, &c);
  while (at != head) {
    n += visit(n);
    at = c.next;
    leave(&c);
    enter(at, &c);
  }
  leave(&c);
  return n;
}
int once_bad(struct item *at) {
  struct cursor c;
  enter(at, &c); // expect: borrow-outlives-owner
  const int n = look(&c);
  return n;
}

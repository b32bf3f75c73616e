// RUN: %check_both %s -- -std=gnu11
// An object that points into itself, or whose parts point back to it, is handed out
// by an out-parameter: the caller has it by that one way, and owns it.
#include <stdlib.h>
#include <string.h>

struct task {
  struct task *next;
  struct pool *of;
};
struct pool {
  struct task *first, **tail;
  struct task *spare;
  struct pool *self;
};
extern struct pool *all_pools;

int pool_open(struct pool **out) {
  struct pool *p = calloc(1, sizeof *p);
  if (!p)
    return -1;
  p->tail = &p->first;
  *out = p;
  return 0;
}
int pool_open_with_spare(struct pool **out) {
  struct pool *p = calloc(1, sizeof *p);
  if (!p)
    return -1;
  p->self = p;
  p->spare = calloc(1, sizeof *p->spare);
  if (!p->spare) {
    free(p);
    return -1;
  }
  p->spare->of = p;
  *out = p;
  return 0;
}
// The list of all pools has it, too.
int pool_open_shared(struct pool **out) {
  struct pool *p = calloc(1, sizeof *p);
  if (!p)
    return -1;
  p->tail = &p->first;
  all_pools = p;
  *out = p;
  return 0;
}
// And the caller's task.
int pool_open_for(struct task *t, struct pool **out) {
  struct pool *p = calloc(1, sizeof *p);
  if (!p)
    return -1;
  p->tail = &p->first;
  t->of = p;
  *out = p;
  return 0;
}

int use_bad(void) {
  struct pool *p;
  if (pool_open(&p) < 0)
    return -1;
  return p->first != NULL; // expect: leak: 'p'
}
int use_spare_bad(void) {
  struct pool *p;
  if (pool_open_with_spare(&p) < 0)
    return -1;
  free(p->spare);
  return p->first != NULL; // expect: leak: 'p'
}
int use_ok(void) {
  struct pool *p;
  if (pool_open(&p) < 0)
    return -1;
  free(p);
  return 0;
}
int use_spare_ok(void) {
  struct pool *p;
  if (pool_open_with_spare(&p) < 0)
    return -1;
  free(p->spare);
  free(p);
  return 0;
}
int use_shared_ok(void) {
  struct pool *p;
  if (pool_open_shared(&p) < 0)
    return -1;
  return p->first != NULL;
}
int use_for_ok(struct task *t) {
  struct pool *p;
  if (pool_open_for(t, &p) < 0)
    return -1;
  return p->first != NULL;
}

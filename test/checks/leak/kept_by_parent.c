// RUN: %check_both %s
// A maker that hangs what it made where the task has a place for it: whether there was one its
// callers seldom see.
#include <stdlib.h>

struct reply {
  struct reply **parts;
};
struct task {
  int at;
  struct reply *object;
  struct task *parent;
};

static struct reply *make(const struct task *t) {
  struct reply *r = calloc(1, sizeof *r);
  if (!r)
    return NULL;
  if (t->parent)
    t->parent->object->parts[t->at] = r;
  return r;
}

static struct reply *make_alone(const struct task *t) {
  struct reply *r = calloc(1, sizeof *r);
  if (!r)
    return NULL;
  if (t->parent)
    t->parent->at++;
  return r;
}

int next_ok(struct task *t, int depth, struct reply **root) {
  struct reply *r = make(t);
  if (!r)
    return -1;
  if (depth == 0)
    *root = r;
  return 0;
}

int next_bad(struct task *t, int depth, struct reply **root) {
  struct reply *r = make_alone(t);
  if (!r)
    return -1;
  if (depth == 0)
    *root = r;
  return 0; // expect: leak: 'r'
}

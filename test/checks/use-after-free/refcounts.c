// RUN: %check_both %s
// `ref` gives a reference, `unref` consumes one; a use after the last one that
// the function holds is a use after free.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct object {
  int references;
  int value;
};

static struct object *object_new(void) {
  struct object *o = calloc(1, sizeof *o);
  if (o)
    o->references = 1;
  return o;
}

static struct object *object_ref(struct object *o) {
  o->references++;
  return o;
}

static void object_unref(struct object *o) {
  if (--o->references == 0)
    free(o);
}

int last_reference_not_seen(void) {
  struct object *o = object_new();
  if (!o)
    return 0;
  object_unref(o);
  return o->value; // not seen: use-after-free: 'o
}

int last_reference_ok(void) {
  struct object *o = object_new();
  if (!o)
    return 0;
  int value = o->value;
  object_unref(o);
  return value;
}

int one_left_ok(void) {
  struct object *o = object_new();
  if (!o)
    return 0;
  object_ref(o);
  object_unref(o);
  int value = o->value;
  object_unref(o);
  return value;
}

// The caller may hold another one: nothing can be shown.
int parameter_ok(struct object *o) {
  object_ref(o);
  int value = o->value;
  object_unref(o);
  return value;
}

// The last reference puts the object into a pool of the file; the others leave it.
struct number {
  long references;
  char *digits;
  struct number *next;
};
static struct number *unused_numbers;
static void number_unref(struct number *n) {
  if (--n->references > 0)
    return;
  free(n->digits);
  n->next = unused_numbers;
  unused_numbers = n;
}
struct number *number_top(void);
static struct number *number_make(void) {
  struct number *n = unused_numbers;
  if (n)
    unused_numbers = n->next;
  else if (!(n = malloc(sizeof *n)))
    abort();
  n->references = 1;
  n->digits = NULL;
  return n;
}
long number_ok(int fresh) {
  struct number *n = fresh ? number_make() : number_top();
  long r = n->references;
  number_unref(n);
  return r;
}

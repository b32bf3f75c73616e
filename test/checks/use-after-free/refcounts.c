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

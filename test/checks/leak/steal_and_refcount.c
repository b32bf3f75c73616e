// RUN: %check_both %s
// Steal by effect (read, then NULL through the address), functions that
// return NULL of the type, reference counts.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *steal_pointer(void *address) {
  void **slot = address;
  void *p = *slot;
  *slot = NULL;
  return p;
}

#define MOVE(p)                                                                \
  ({                                                                           \
    __auto_type moved_ = (p);                                                  \
    (p) = NULL;                                                                \
    moved_;                                                                    \
  })

void steal_ok(void) {
  char *p = strdup("x");
  char *q = steal_pointer(&p);
  free(p);
  free(q);
}

void steal_bad(void) {
  char *p = strdup("x");
  char *q = steal_pointer(&p);
  free(p);
  if (q)
    puts(q);
} // expect: leak

void move_ok(void) {
  char *p = strdup("x");
  char *q = MOVE(p);
  free(p);
  free(q);
}

void move_bad(void) {
  char *p = strdup("x");
  char *q = MOVE(p);
  free(p);
  if (q)
    puts(q);
} // expect: leak: 'q'

struct object {
  int references;
  char *name;
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

static struct object *object_unref(struct object *o) {
  if (o && --o->references == 0) {
    free(o->name);
    free(o);
  }
  return NULL;
}

void unref_ok(void) {
  struct object *o = object_new();
  o = object_unref(o);
}

void two_references_ok(void) {
  struct object *o = object_new();
  if (!o)
    return;
  struct object *other = object_ref(o);
  object_unref(o);
  object_unref(other);
}

struct holder {
  struct object *held;
};

void kept_reference_ok(struct holder *h) {
  struct object *o = object_new();
  if (!o)
    return;
  h->held = object_ref(o);
  object_unref(o);
}

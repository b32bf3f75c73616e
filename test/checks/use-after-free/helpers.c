// RUN: %check_both %s
// Released in a helper, used in a helper; a defect that is seen through a call
// stands at the call.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct object {
  int references;
  char *name;
};

static void drop1(struct object *o) {
  free(o->name);
  free(o);
}
static void drop2(struct object *o) { drop1(o); }
static void drop3(struct object *o) {
  if (o)
    drop2(o);
}
static int size(const struct object *o) { return (int)strlen(o->name); }
static int size_deep(const struct object *o) { return size(o); }
static const char *name_of(const struct object *o) { return o->name; }

int released_in_helper_bad(struct object *o) {
  drop1(o);
  return o->references; // expect: use-after-free: 'o
}

int released_in_helper_ok(struct object *o) {
  int n = o->references;
  drop1(o);
  return n;
}

int released_deep_bad(struct object *o) {
  drop3(o);
  return size_deep(o); // expect: use-after-free: 'o
}

int released_deep_ok(struct object *o) {
  int n = size_deep(o);
  drop3(o);
  return n;
}

// What the owner's destroy takes along.
void name_of_freed_bad(struct object *o) {
  const char *name = name_of(o);
  drop1(o);
  puts(name); // expect: use-after-free: 'name'
}

void name_of_freed_ok(struct object *o) {
  const char *name = name_of(o);
  puts(name);
  drop1(o);
}

// NULL of the type comes back: nothing dangles.
static struct object *object_free(struct object *o) {
  if (o) {
    free(o->name);
    free(o);
  }
  return NULL;
}

void assigned_null_ok(struct object *o) {
  o = object_free(o);
  if (o)
    puts(o->name);
}

void not_assigned_bad(struct object *o) {
  object_free(o);
  puts(o->name); // expect: use-after-free: 'o
}

static void clear(struct object **slot) {
  drop1(*slot);
  *slot = NULL;
}

void cleared_ok(struct object *o) {
  clear(&o);
  if (o)
    puts(o->name);
}

static void drop_slot(struct object **slot) { drop1(*slot); }

void not_cleared_bad(struct object *o) {
  drop_slot(&o);
  puts(o->name); // expect: use-after-free: 'o
}

// Only on failure: the caller still has it when it went well.
static bool finish(struct object *o) {
  if (o->references > 3) {
    free(o->name);
    free(o);
    return false;
  }
  return true;
}

void on_failure_ok(struct object *o) {
  if (!finish(o))
    return;
  puts(o->name);
}

void on_failure_bad(struct object *o) {
  if (!finish(o))
    puts(o->name); // expect: use-after-free: 'o
}

static void give_released(char **out) {
  char *p = malloc(3);
  if (!p)
    abort();
  free(p);
  *out = p;
}

void out_parameter_bad(void) {
  char *p;
  give_released(&p);
  p[0] = 1; // expect: use-after-free: 'p[0]'
}

static void give_through(char **out) { give_released(out); }

void out_parameter_twice_bad(void) {
  char *p;
  give_through(&p);
  free(p); // expect: double-free: 'p'
}

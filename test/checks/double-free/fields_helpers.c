// RUN: %check_both %s
// Fields, helpers, cleanup attributes, struct copies, realloc.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person {
  char *name;
  char *city;
};

static void fini(struct person *p) {
  free(p->name);
  free(p->city);
}

static void person_free(struct person *p) {
  if (!p)
    return;
  fini(p);
  free(p);
}

static void person_clear(struct person *p) {
  free(p->name);
  p->name = NULL;
  free(p->city);
  p->city = NULL;
}

void field_bad(struct person *p) {
  free(p->name);
  free(p->name); // expect: double-free
}

void field_ok(struct person *p) {
  free(p->name);
  free(p->city);
}

void field_then_helper_bad(struct person *p) {
  free(p->name);
  person_free(p); // expect: double-free: 'p' is released twice; 'free' released it before
}

void field_then_helper_ok(struct person *p) {
  free(p->name);
  p->name = NULL;
  person_free(p);
}

void helper_twice_bad(struct person *p) {
  person_free(p);
  person_free(p); // expect: double-free: 'p'
}

void clear_twice_ok(struct person *p) {
  person_clear(p);
  person_clear(p);
}

void fini_twice_bad(struct person *p) {
  fini(p);
  fini(p); // expect: double-free: 'p'
}

// Two owners for one value: a copied struct, both released.
void copied_struct_bad(void) {
  struct person a = {strdup("x"), NULL};
  struct person b = a;
  fini(&a);
  fini(&b); // expect: double-free
}

void copied_struct_ok(void) {
  struct person a = {strdup("x"), NULL};
  struct person b = a;
  fini(&b);
}

static inline void freep(void *p) { free(*(void **)p); }
#define _cleanup_free_ __attribute__((cleanup(freep)))

void cleanup_bad(const char *s) {
  _cleanup_free_ char *p = strdup(s); // expect: double-free: 'p'
  free(p);
}

void cleanup_ok(const char *s) {
  _cleanup_free_ char *p = strdup(s);
  free(p);
  p = NULL;
}

char *cleanup_return_bad(const char *s) {
  _cleanup_free_ char *p = strdup(s); // expect: double-free
  char *q = p;
  free(q);
  return NULL;
}

char *cleanup_return_ok(const char *s) {
  _cleanup_free_ char *p = strdup(s);
  char *q = p;
  if (q)
    *q = 0;
  return NULL;
}

void realloc_bad(char *p) {
  char *q = realloc(p, 20);
  if (!q) {
    free(p);
    return;
  }
  free(p); // expect: double-free: 'p'
  free(q);
}

void realloc_ok(char *p) {
  char *q = realloc(p, 20);
  if (!q) {
    free(p);
    return;
  }
  free(q);
}

// The helper released it because it failed; the caller does it again.
static bool finish(char *p) {
  if (*p == 'x') {
    free(p);
    return false;
  }
  return true;
}

void released_on_failure_bad(char *p) {
  if (!finish(p)) {
    free(p); // expect: double-free: 'p'
    return;
  }
  free(p);
}

void released_on_failure_ok(char *p) {
  if (!finish(p))
    return;
  free(p);
}

// Reference counts: only the last one frees.
struct object {
  int references;
};

static struct object *object_ref(struct object *o) {
  o->references++;
  return o;
}

static void object_unref(struct object *o) {
  if (--o->references == 0)
    free(o);
}

void two_references_ok(struct object *o) {
  struct object *other = object_ref(o);
  object_unref(o);
  object_unref(other);
}

struct named {
  char *name;
};

void on_one_path_bad(struct named *p, int flag) {
  if (flag)
    free(p->name);
  free(p->name); // expect: double-free: 'p->name'
}

void on_one_path_ok(struct named *p, int flag) {
  if (flag) {
    free(p->name);
    p->name = NULL;
  }
  free(p->name);
}

void record_on_one_path_bad(struct named p, int flag) {
  if (flag)
    free(p.name);
  free(p.name); // expect: double-free: 'p.name'
}

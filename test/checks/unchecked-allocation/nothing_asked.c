// RUN: %check_both %s -- -std=gnu11
// An allocator that gives up unless nothing was asked for gives its callers no NULL.
#include <stdlib.h>
#include <string.h>

static void *must_alloc(size_t n) {
  void *p = malloc(n);
  if (!p && n)
    abort();
  return p;
}

static void *must_zero(size_t n, size_t size) {
  void *p = calloc(n, size);
  if (!p && n && size)
    exit(1);
  return p;
}

static void *must_grow(void *old, size_t n) {
  void *p = realloc(old, n);
  if (!p && n != 0)
    abort();
  return p;
}

static void *small_may_fail(size_t n) {
  void *p = malloc(n);
  if (!p && n > 100)
    abort();
  return p;
}

char *copy_ok(const char *s, size_t n) {
  char *p = must_alloc(n);
  memcpy(p, s, n);
  return p;
}

int *zeroed_ok(size_t n) {
  int *p = must_zero(n, sizeof *p);
  p[0] = 1;
  return p;
}

struct numbers {
  int *v;
  size_t n, room;
};

void push_ok(struct numbers *a, int x) {
  if (a->n == a->room) {
    a->room = a->room ? 2 * a->room : 8;
    a->v = must_grow(a->v, a->room * sizeof *a->v);
  }
  a->v[a->n++] = x;
}

char *copy_bad(const char *s) {
  char *p = small_may_fail(strlen(s) + 1);
  strcpy(p, s); // expect: unchecked-allocation
  return p;
}

// A handler that begins as a function that never returns is none that returns.
static void out_of_memory(size_t n) {
  (void)n;
  abort();
}
static void (*handler)(size_t) = out_of_memory;
void set_handler(void (*h)(size_t)) { handler = h; }

static void *handled_alloc(size_t n) {
  void *p = malloc(n);
  if (!p)
    handler(n);
  return p;
}

char *handled_ok(const char *s) {
  char *p = handled_alloc(strlen(s) + 1);
  strcpy(p, s);
  return p;
}

static void ignore(size_t n) { (void)n; }
static void (*lenient)(size_t) = ignore;
void set_lenient(void (*h)(size_t)) { lenient = h; }

static void *lenient_alloc(size_t n) {
  void *p = malloc(n);
  if (!p)
    lenient(n);
  return p;
}

char *lenient_bad(const char *s) {
  char *p = lenient_alloc(strlen(s) + 1);
  strcpy(p, s); // expect: unchecked-allocation
  return p;
}

static void die_without(const void *p) {
  if (p == NULL)
    exit(2);
}

// What is asked for nothing is not looked at.
static void *checked_unless_empty(size_t n, size_t size) {
  void *p = calloc(n, size);
  if (n && size)
    die_without(p);
  return p;
}

static void *checked_when_large(size_t n, size_t size) {
  void *p = calloc(n, size);
  if (n > 8)
    die_without(p);
  return p;
}

void counted_ok(unsigned n) {
  int *v = checked_unless_empty(n, sizeof *v);
  for (unsigned i = 0; i < n; i++)
    v[i] = 1;
  free(v);
}

void counted_bad(unsigned n) {
  int *v = checked_when_large(n, sizeof *v);
  for (unsigned i = 0; i < n; i++)
    v[i] = 1; // expect: unchecked-allocation: 'v'
  free(v);
}

// The product of what is passed is 0 where nothing is asked for.
static void *must_clear(size_t n, size_t size) {
  void *p = calloc(n, size);
  if (p == NULL && n * size != 0)
    abort();
  return p;
}

static void *must_grow_array(void *old, size_t n, size_t size) {
  void *p = realloc(old, n * size);
  if (!p && n * size > 0)
    abort();
  return p;
}

static void *large_may_fail(size_t n, size_t size) {
  void *p = calloc(n, size);
  if (p == NULL && n + size < 100)
    abort();
  return p;
}

struct numbers *cleared_ok(void) {
  struct numbers *a = must_clear(1, sizeof *a);
  a->n = 0;
  return a;
}

void push_array_ok(struct numbers *a, int x) {
  if (a->n == a->room) {
    a->room = 2 * a->room + 1;
    a->v = must_grow_array(a->v, a->room, sizeof *a->v);
  }
  a->v[a->n++] = x;
}

struct numbers *large_bad(void) {
  struct numbers *a = large_may_fail(1, sizeof *a);
  a->n = 0; // expect: unchecked-allocation: 'a'
  return a;
}

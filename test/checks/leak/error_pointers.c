// RUN: %check_both %s -- -std=gnu11
// Errors of Linux are addresses of the last page: what an allocator gave is none, and an error is nothing to release.
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define unlikely(x) __builtin_expect(!!(x), 0)
#define IS_ERR_VALUE(x) unlikely((unsigned long)(void *)(x) >= (unsigned long)-4095)
static inline bool IS_ERR(const void *ptr) { return IS_ERR_VALUE((unsigned long)ptr); }
static inline bool failed_or_none(const void *ptr) { return unlikely(!ptr) || (unsigned long)ptr > (unsigned long)-4096; }
static inline void free_it(void *ptr) {
  void *block = *(void **)ptr;
  if (!failed_or_none(block))
    free(block);
}
#define __do_free __attribute__((__cleanup__(free_it)))

int length_ok(const char *s) {
  __do_free char *copy = NULL;
  copy = strdup(s);
  if (!copy)
    return -ENOMEM;
  if (copy[0] == '-')
    return -EINVAL;
  return (int)strlen(copy);
}

int length_bad(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -ENOMEM;
  if (copy[0] == '-')
    return -EINVAL; // expect: error-path-leak: 'copy'
  int n = (int)strlen(copy);
  free(copy);
  return n;
}

char *returned_bad(const char *s) {
  __do_free char *copy = strdup(s);
  if (!copy)
    return NULL;
  return copy; // expect: borrow-outlives-owner: 'copy'
}

int asked_ok(const char *s) {
  char *p = strdup(s);
  if (!p)
    return 0;
  if (!IS_ERR(p))
    free(p);
  return 0;
}

static void put(char *p) {
  if (!failed_or_none(p))
    free(p);
}

int helper_ok(const char *s) {
  char *p = strdup(s);
  put(p);
  return 0;
}

int helper_bad(const char *s) {
  char *p = strdup(s);
  put(p);
  put(p); // expect: double-free: 'p'
  return 0;
}

/// Returns an owned clock, or an error pointer.
char *clock_get(const char *name);
void clock_put(char *own_clock);

int error_ok(const char *name) {
  char *own_clock = clock_get(name);
  if (IS_ERR(own_clock))
    return -1;
  clock_put(own_clock);
  return 0;
}

int error_bad(const char *name, int quick) {
  char *own_clock = clock_get(name);
  if (IS_ERR(own_clock))
    return -1;
  if (quick)
    return 0; // expect: leak: 'own_clock'
  clock_put(own_clock);
  return 0;
}

// A function of the file that returns an error: what stands behind IS_ERR() of it is no dead path.
static inline void *ERR_PTR(long error) { return (void *)error; }
static inline long PTR_ERR(const void *ptr) { return (long)ptr; }
struct ring {
  unsigned *words;
};
static struct ring *ring_new(size_t words) {
  struct ring *r = malloc(sizeof *r);
  if (!r)
    return ERR_PTR(-ENOMEM);
  r->words = calloc(words, sizeof *r->words);
  if (!r->words) {
    free(r);
    return ERR_PTR(-ENOMEM);
  }
  return r;
}
static void ring_free(struct ring *r) {
  free(r->words);
  free(r);
}

int ring_ok(const char *s) {
  char *label = strdup(s);
  struct ring *r = ring_new(8);
  if (IS_ERR(r)) {
    free(label);
    return PTR_ERR(r);
  }
  ring_free(r);
  free(label);
  return 0;
}

int ring_bad(const char *s) {
  char *label = strdup(s);
  struct ring *r = ring_new(8);
  if (IS_ERR(r))
    return -1; // expect: error-path-leak: 'label'
  ring_free(r);
  free(label);
  return 0;
}

// The same as a macro: what it is true of is no block, and its number no owned value.
#define IS_BAD(p) ((unsigned long)(p) >= (unsigned long)-4095)
#define TO_BAD(e) ((void *)(long)(e))
#define BAD_OF(p) ((long)(p))
struct slots {
  unsigned size;
};
static struct slots *slots_new(unsigned size) {
  struct slots *s;
  if (size & (size - 1))
    return TO_BAD(-EINVAL);
  s = calloc(1, sizeof *s);
  if (!s)
    return TO_BAD(-ENOMEM);
  s->size = size;
  return s;
}
static int slots_try(unsigned size) {
  struct slots *s = slots_new(size);
  if (IS_BAD(s))
    return (int)BAD_OF(s);
  free(s);
  return 0;
}
int tried_ok(void) {
  slots_try(16);
  return slots_try(3) == 0;
}
int slots_size_bad(unsigned n) {
  struct slots *s = slots_new(n);
  if (IS_BAD(s))
    return -1;
  return (int)s->size; // expect: leak: 's'
}

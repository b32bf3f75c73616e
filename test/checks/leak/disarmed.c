// RUN: %check_both %s -- -std=gnu11
// Values that leave by ways which no contract describes, as systemd writes them.
#include <stdlib.h>
#include <string.h>

static inline void freep(void *p) { free(*(void **)p); }
#define _cleanup_free_ __attribute__((cleanup(freep)))
#define TAKE_PTR(p) ({ __typeof__(p) *_pp_ = &(p); __typeof__(p) _ptr_ = *_pp_; *_pp_ = NULL; _ptr_; })

struct registry;
int registry_put(struct registry *r, const char *key);

int taken_as_a_statement_ok(struct registry *r, const char *name) {
  _cleanup_free_ char *key = strdup(name);
  if (!key)
    return -1;
  int status = registry_put(r, key);
  if (status < 0)
    return status;
  TAKE_PTR(key); // the registry has it
  return 0;
}

int taken_and_forgotten_bad(const char *name) {
  _cleanup_free_ char *key = strdup(name);
  if (!key)
    return -1;
  char *other = TAKE_PTR(key);
  other[0] = 0;
  return 0; // expect: leak: 'other'
}

struct link {
  struct link *next;
  int value;
};

static int chain(struct link **first, int value) {
  struct link *l = malloc(sizeof *l);
  if (!l)
    return -1;
  l->value = value;
  l->next = *first;
  *first = l;
  return 0;
}

struct link *chained_ok(void) {
  struct link *first = NULL;
  if (chain(&first, 1) < 0)
    return NULL;
  chain(&first, 2);
  return first;
}

int given_once_bad(void) {
  struct link *first = NULL;
  if (chain(&first, 1) < 0)
    return -1;
  return 0; // expect: leak: 'first'
}

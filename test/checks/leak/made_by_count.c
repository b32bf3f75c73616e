// RUN: %check_both %s -- -std=gnu11
// What is made where a number of the object is positive, and released where it is.
#include <stdlib.h>

struct set {
  int count, error;
};

static int names_make(struct set *s, char ***out) {
  if (s->count > 0) {
    char **list = calloc(s->count, sizeof *list);
    if (!list) {
      s->error = 1;
      return -1;
    }
    *out = list;
  }
  s->error = 0;
  return 0;
}

static int names_drop(struct set *s, char **list) {
  if (s->count > 0) {
    if (!list) {
      s->error = 2;
      return -1;
    }
    free(list);
  }
  s->error = 0;
  return 0;
}

static int names_ask(struct set *s, char **list) {
  s->error = 0;
  for (int i = 0; i < s->count; i++)
    if (list[i])
      return 1;
  return 0;
}

int ask_ok(struct set *s) {
  char **list = NULL;
  if (names_make(s, &list) < 0)
    return -1;
  int found = names_ask(s, list);
  if (names_drop(s, list) < 0)
    abort();
  return found;
}

int ask_bad(struct set *s) {
  char **list = NULL;
  if (names_make(s, &list) < 0)
    return -1;
  int found = names_ask(s, list);
  if (found)
    return found; // expect: leak: 'list'
  if (names_drop(s, list) < 0)
    abort();
  return 0;
}

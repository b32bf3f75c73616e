// RUN: %check_both %s -- -std=gnu11
// What a function makes and hands out holds an address in what the function releases.
#include <stdlib.h>
#include <string.h>

struct option {
  char *key;
  const char *value;
};

int parse_bad(const char *line, struct option **out) {
  char *copy = strdup(line);
  struct option *o = calloc(1, sizeof *o);
  if (!copy || !o || !(o->key = strdup("k"))) {
    free(copy);
    free(o);
    return -1;
  }
  char *eq = strchr(copy, '=');
  if (eq)
    *eq++ = 0;
  o->value = eq; // expect: borrow-outlives-owner: 'o->value'
  free(copy);
  *out = o;
  return 0;
}

int parse_ok(const char *line, struct option **out) {
  char *copy = strdup(line);
  struct option *o = calloc(1, sizeof *o);
  if (!copy || !o || !(o->key = strdup("k"))) {
    free(copy);
    free(o);
    return -1;
  }
  char *eq = strchr(copy, '=');
  if (eq)
    *eq++ = 0;
  o->value = eq ? strdup(eq) : NULL;
  free(copy);
  *out = o;
  return 0;
}

struct option *option_new_bad(const char *text) {
  struct option *o = calloc(1, sizeof *o);
  char *copy = strdup(text);
  if (!o || !copy) {
    free(copy);
    free(o);
    return NULL;
  }
  o->value = copy; // expect: borrow-outlives-owner: 'o->value'
  free(copy);
  return o;
}

// The object ends with it.
struct option *option_none_ok(const char *text) {
  struct option *o = calloc(1, sizeof *o);
  char *copy = strdup(text);
  if (!o || !copy) {
    free(copy);
    free(o);
    return NULL;
  }
  o->value = copy;
  free(copy);
  free(o);
  return NULL;
}

struct option *option_cleared_ok(const char *text) {
  struct option *o = calloc(1, sizeof *o);
  char *copy = strdup(text);
  if (!o || !copy) {
    free(copy);
    free(o);
    return NULL;
  }
  o->value = copy;
  if (*o->value == '#')
    o->key = strdup("comment");
  free(copy);
  o->value = NULL;
  return o;
}

// A failure, of which nobody reads the object.
int scan_ok(const char *text, struct option *o) {
  char *copy = strdup(text);
  if (!copy)
    return -1;
  o->value = copy;
  int first = o->value[0];
  o->value = NULL;
  free(copy);
  return first;
}

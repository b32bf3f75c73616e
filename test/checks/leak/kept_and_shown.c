// RUN: %check_both %s -- -std=gnu11
// A callee keeps a fresh block in a field, whose old one it released, and shows it in another place as well: the field
// is its owner.
#include <stdlib.h>
#include <string.h>

struct walk {
  int left;
  char *path;
};
static int walk_next(struct walk *w, const char **path) {
  char *fresh = strdup("x");
  if (!fresh)
    return -1;
  free(w->path);
  w->path = fresh;
  *path = fresh;
  return w->left-- > 0;
}

int walk_bad(void) {
  struct walk w = {3, NULL};
  const char *path;
  int n = 0;
  while (walk_next(&w, &path) > 0)
    n += path[0];
  return n; // expect: leak: 'w.path'
}

int walk_ok(void) {
  struct walk w = {3, NULL};
  const char *path;
  int n = 0;
  while (walk_next(&w, &path) > 0)
    n += path[0];
  free(w.path);
  return n;
}

// Two fields that both had something before: which of them has it now nobody knows.
struct pair {
  char *one, *two;
};
static int pair_set(struct pair *p) {
  char *fresh = strdup("x");
  if (!fresh)
    return -1;
  free(p->one);
  free(p->two);
  p->one = p->two = fresh;
  return 0;
}
int pair_ok(void) {
  struct pair p = {NULL, NULL};
  if (pair_set(&p) < 0)
    return -1;
  int n = p.one[0];
  free(p.two);
  return n;
}

// Neither had: the list and its caller.
static int give(struct walk *w, char **path) {
  char *fresh = strdup("x");
  if (!fresh)
    return -1;
  w->path = fresh;
  *path = fresh;
  return 0;
}
int given_ok(void) {
  struct walk w = {3, NULL};
  char *path;
  if (give(&w, &path) < 0)
    return -1;
  free(path);
  return 0;
}

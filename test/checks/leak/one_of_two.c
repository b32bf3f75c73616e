// RUN: %check_both %s -- -std=gnu11
// A helper returns, or releases, one of its arguments.
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  int key;
};
static char *pick(int c, char *a, char *b) { return c ? a : b; }
static void drop(int c, char *a, char *b) { free(c ? a : b); }
static int longer(const char *a, const char *b) {
  const char *l = strlen(a) > strlen(b) ? a : b;
  return l[0];
}
static struct node *lesser(struct node *a, struct node *b) {
  if (a->key < b->key)
    return a;
  return b;
}
char *picked_ok(const char *s, const char *t, int c) {
  char *p = strdup(s), *q = strdup(t), *r = pick(c, p, q);
  if (r == p)
    free(q);
  else
    free(p);
  return r;
}
char *default_ok(const char *s, char *other) {
  char *p = strdup(s);
  return pick(p != NULL, p, other);
}
void dropped_ok(const char *s, char *other, int c) {
  char *p = strdup(s);
  drop(c, p, other);
}
struct node *best_ok(struct node *have) {
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    return have;
  struct node *b = lesser(n, have);
  struct node *o = b == n ? have : n;
  o->next = NULL;
  b->next = o;
  return b;
}
int looked_at_bad(const char *s, const char *t) {
  char *p = strdup(s);
  if (!p)
    return 0;
  return longer(p, t); // expect: leak: 'p'
}

// --- a fresh block is none of the program's texts
static int text_of(const char *s, char **out) {
  if (!s)
    return 2;
  *out = strdup(s);
  return *out ? 0 : 1;
}
int shown_ok(const char *s) {
  char *unknown = "unknown", *text;
  switch (text_of(s, &text)) {
  case 0: break;
  case 1: return 0;
  default: text = unknown; break;
  }
  const int n = (int)strlen(text);
  if (text != unknown)
    free(text);
  return n;
}
int shown_bad(const char *s, const char *other) {
  char *text;
  if (text_of(s, &text) != 0)
    return 0;
  if (text == other || !strcmp(text, other))
    return 1; // expect: leak: 'text'
  free(text);
  return 2;
}

// RUN: %check_both %s -- -std=gnu11
// Places of one object are compared by their distance; two unknown distances may differ.
#include <stddef.h>
#include <stdlib.h>
struct key {
  int v;
};
struct km {
  struct key *keys;
  unsigned min, max;
};
int put(int v);
void after_bad(struct km *k) {
  char *p = malloc(8);
  for (struct key *i = k->keys + k->min; i <= k->keys + k->max; i++)
    put(i->v);
  return; // expect: leak: 'p'
}
void after2_bad(struct km *k) {
  char *p = malloc(8);
  for (struct key *i = k->keys + k->min; i < k->keys + k->max; i++)
    put(i->v);
  return; // expect: leak: 'p'
}
static int all(struct km *k, int *sum) {
  for (struct key *i = k->keys + k->min; i <= k->keys + k->max; i++)
    if (!put(i->v))
      return 0;
  return 1;
}
int caller_bad(struct km *k) {
  int s = 0;
  char *p;
  if (!all(k, &s))
    return 0;
  p = malloc(8);
  return put(p != NULL); // expect: leak: 'p'
}
void other_bad(int *a, int n, int m) {
  char *p = malloc(8);
  int *i = a + n;
  while (i <= a + m)
    i++;
  return; // expect: leak: 'p'
}
void index_bad(int *a, int n, int m) {
  char *p = malloc(8);
  int i = n;
  while (i <= m)
    i++;
  return; // expect: leak: 'p'
}
void ge_bad(int *a, int n) {
  char *p = malloc(8);
  int *i = a + n;
  while (i >= a)
    i--;
  return; // expect: leak: 'p'
}

// What is in a list of the program stays there, whatever other functions do to that meanwhile.
struct entry {
  struct entry *next;
  int key;
};
static struct entry *entries;
struct entry *all_entries;
void look_at(int key);
void walk_ok(int key) {
  struct entry *e = malloc(sizeof *e), *each;
  if (!e)
    return;
  e->next = NULL;
  e->key = key;
  entries = e;
  for (each = entries; each; each = each->next)
    look_at(each->key);
}
void forget_name_ok(int key) {
  struct entry *e = malloc(sizeof *e);
  if (!e)
    return;
  e->key = key;
  all_entries = e;
  look_at(e->key);
  e = NULL;
}
void forget_place_bad(int key) {
  struct entry *e = malloc(sizeof *e);
  if (!e)
    return;
  e->key = key;
  entries = e;
  e = NULL;
  entries = NULL; // expect: leak
}

// A member of a member of a member: its number wraps (undefined in an earlier version).
struct deep {
  struct {
    struct {
      struct {
        struct {
          int ready;
        } e;
      } d;
    } c;
  } b;
};

int deep_members_ok(struct deep *s) {
  char *p = s->b.c.d.e.ready ? malloc(4) : NULL;
  int n = 0;
  if (s->b.c.d.e.ready)
    free(p), n++;
  return n;
}

int deep_members_bad(struct deep *s) {
  char *p = malloc(4);
  if (!p)
    return 0;
  if (s->b.c.d.e.ready)
    free(p);
  return 1; // expect: leak: 'p'
}

// RUN: %check_both %s -- -std=gnu11
// A node that is in the caller's list is released by its own name: the list has it still.
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  char *auth;
};
struct list {
  struct node *first;
  int count;
};

int add_bad(struct list *l, const char *auth) {
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    return 0;
  n->next = l->first;
  l->first = n; // expect: borrow-outlives-owner: 'l->first' still points to what 'free' releases
  if (auth && !(n->auth = strdup(auth))) {
    free(n);
    return 0;
  }
  return 1;
}

int add_ok(struct list *l, const char *auth) {
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    return 0;
  n->next = l->first;
  l->first = n;
  if (auth && !(n->auth = strdup(auth))) {
    l->first = n->next;
    free(n);
    return 0;
  }
  return 1;
}

// Linked when nothing can fail any more.
int add_last_ok(struct list *l, const char *auth) {
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    return 0;
  if (auth && !(n->auth = strdup(auth))) {
    free(n);
    return 0;
  }
  n->next = l->first;
  l->first = n;
  return 1;
}

void unlink_all(struct list *l);

// Whoever gets the list may empty it.
int add_and_tell_ok(struct list *l) {
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    return 0;
  l->first = n;
  unlink_all(l);
  free(n);
  return 1;
}

// --- put there by a callee -----------------------------------------------------
struct slot {
  struct slot *first;
  char *key;
};
static int slot_put(struct slot *s, struct slot *item) {
  if (s->first)
    return 0;
  s->first = item;
  return 1;
}
int put_bad(struct slot *s) {
  struct slot *item = calloc(1, sizeof *item);
  if (!item)
    return 0;
  slot_put(s, item); // expect: borrow-outlives-owner: still points to what 'free' releases
  free(item);
  return 1;
}
int put_refused_ok(struct slot *s) {
  struct slot *item = calloc(1, sizeof *item);
  if (!item)
    return 0;
  if (!slot_put(s, item))
    free(item);
  return 1;
}
int put_and_out_ok(struct slot *s) {
  struct slot *item = calloc(1, sizeof *item);
  if (!item)
    return 0;
  slot_put(s, item);
  s->first = NULL;
  free(item);
  return 1;
}
void slot_forget(struct slot *s, const struct slot *item);
int put_and_forgotten_ok(struct slot *s) {
  struct slot *item = calloc(1, sizeof *item);
  if (!item)
    return 0;
  slot_put(s, item);
  slot_forget(s, item);
  free(item);
  return 1;
}

// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// What is no growth in a loop: two blocks by one call, a block that goes into a list of
// which the helper knows the place, a retry that frees what it has.
#include <stdbool.h>
#include <talloc.h>

static int pair(TALLOC_CTX *ctx, char **a, char **b) {
  *a = talloc_strdup(ctx, "a");
  *b = talloc_strdup(ctx, "b");
  return 0;
}

int pair_ok(TALLOC_CTX *ctx) {
  char *a, *b;
  return pair(ctx, &a, &b) + (a && b);
}

struct node {
  struct node *next;
  int n;
};
struct list {
  TALLOC_CTX *ctx;
  struct node *head;
};

static void insert(struct list *l, struct node *node) {
  struct node *it = l->head, *previous = NULL;
  while (it && it->n < node->n) {
    previous = it;
    it = it->next;
  }
  node->next = it;
  if (previous)
    previous->next = node;
  else
    l->head = node;
}

void list_ok(struct list *l, int n) {
  for (int i = 0; i < n; i++) {
    struct node *node = talloc(l->ctx, struct node);
    if (!node)
      return;
    node->n = i;
    insert(l, node);
  }
}

void texts_bad(TALLOC_CTX *ctx, int n, int *sum) {
  for (int i = 0; i < n; i++) {
    char *t = talloc_asprintf(ctx, "%d", i); // expect: loop-growth: texts_bad
    *sum += t ? t[0] : 0;
  }
}

struct guard {
  TALLOC_CTX *ctx;
  bool run;
};

int once_ok(TALLOC_CTX *ctx, const char *s) {
  int n = 0;
  for (struct guard g = {ctx, true}; g.run; g.run = false) {
    char *c = talloc_strdup(ctx, s);
    n = c ? c[0] : 0;
  }
  return n;
}

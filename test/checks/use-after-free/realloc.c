// RUN: %check_both %s
// realloc: every other name of the block is stale once it has grown.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void stale_bad(char *p) {
  char *q = realloc(p, 20);
  if (!q)
    return;
  puts(p); // expect: use-after-free: 'p'
  free(q);
}

void stale_ok(char *p) {
  char *q = realloc(p, 20);
  if (!q)
    return;
  puts(q);
  free(q);
}

// It failed: the old block is as it was.
void failed_ok(char *p) {
  char *q = realloc(p, 20);
  if (!q) {
    puts(p);
    free(p);
    return;
  }
  free(q);
}

void inner_name_bad(char *p) {
  char *colon = strchr(p, ':');
  char *q = realloc(p, 200);
  if (!q)
    return;
  if (colon)
    *colon = 0; // expect: use-after-free
  free(q);
}

void inner_name_ok(char *p) {
  char *q = realloc(p, 200);
  if (!q)
    return;
  char *colon = strchr(q, ':');
  if (colon)
    *colon = 0;
  free(q);
}

struct list {
  int *items;
  int used, capacity;
};

int *first_bad(struct list *l) {
  int *first = &l->items[0];
  int *grown = realloc(l->items, 100 * sizeof *grown);
  if (!grown)
    return NULL;
  l->items = grown;
  *first = 3; // expect: use-after-free
  return grown;
}

int *first_ok(struct list *l) {
  int *grown = realloc(l->items, 100 * sizeof *grown);
  if (!grown)
    return NULL;
  l->items = grown;
  int *first = &l->items[0];
  *first = 3;
  return first;
}

void same_variable_ok(char *p) {
  p = realloc(p, 20);
  if (!p)
    return;
  puts(p);
  free(p);
}

// RUN: %check_both %s
// Helpers that move what they find from one place of the caller's to another.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct box {
  int size;
  char *text;
};

static void swap(char **a, char **b) {
  char *t = *a;
  *a = *b;
  *b = t;
}

static void move(struct box *to, struct box *from) {
  to->text = from->text;
  from->text = NULL;
}

void swapped_bad(void) {
  char *p = malloc(4), *q = NULL;
  swap(&p, &q);
  free(p);
} // expect: leak: 'q'

void swapped_ok(void) {
  char *p = malloc(4), *q = NULL;
  swap(&p, &q);
  free(q);
}

void swapped_both_ok(void) {
  char *p = malloc(4), *q = malloc(8);
  swap(&p, &q);
  free(p);
  free(q);
}

void swapped_twice_bad(void) {
  char *p = malloc(4), *q = NULL;
  if (!p)
    return;
  swap(&p, &q);
  free(q);
  swap(&p, &q);
  free(p); // expect: double-free: 'p'
}

void moved_bad(void) {
  struct box a = {1, strdup("a")}, b = {0, NULL};
  move(&b, &a);
  free(a.text);
} // expect: leak: 'b.text'

void moved_ok(void) {
  struct box a = {1, strdup("a")}, b = {0, NULL};
  move(&b, &a);
  free(a.text);
  free(b.text);
}

void moved_out_ok(struct box *to) {
  struct box a = {1, strdup("a")};
  move(to, &a);
}

void moved_in_ok(struct box *from) {
  struct box a = {1, NULL};
  move(&a, from);
  free(a.text);
}

void moved_and_used_bad(struct box *from) {
  struct box a = {1, NULL};
  move(&a, from);
  free(a.text);
  puts(a.text); // expect: use-after-free: 'a.text'
}

void sorted_ok(char **list, int n) {
  for (int i = 0; i + 1 < n; ++i)
    if (strcmp(list[i], list[i + 1]) > 0)
      swap(&list[i], &list[i + 1]);
}

void in_a_loop_ok(int n) {
  char *now = malloc(4), *next = malloc(4);
  while (n--)
    swap(&now, &next);
  free(now);
  free(next);
}

// RUN: %check_both %s -- -std=gnu11
// How a callee's loop ends is no condition on the call: what the caller does behind it is seen.
#include <stdlib.h>
#include <string.h>

struct stack {
  char **values;
  size_t count;
};
static void stack_clear(struct stack *s) {
  while (s->count > 0)
    free(s->values[--s->count]);
  free(s->values);
}
int behind_counter_bad(struct stack *s) {
  char *p = NULL;
  if (s->count > 0)
    p = strdup("x");
  stack_clear(s);
  return p ? 1 : 0; // expect: leak: 'p' is neither released nor transferred
}
int behind_counter_ok(struct stack *s) {
  char *p = NULL;
  if (s->count > 0)
    p = strdup("x");
  stack_clear(s);
  free(p);
  return 0;
}
int twice_behind_counter_bad(struct stack *s) {
  if (s->count == 0)
    return 0;
  char *p = strdup("x");
  stack_clear(s);
  free(p);
  free(p); // expect: double-free: 'p' is released twice
  return 0;
}
static char *made(struct stack *s) {
  char *p = NULL;
  if (s->count > 0)
    p = strdup("x");
  stack_clear(s);
  return p;
}
int result_bad(struct stack *s) {
  char *p = made(s);
  return p ? *p : 0; // expect: leak: 'p' is neither released nor transferred
}

struct node {
  struct node *next;
};
struct list {
  struct node *first;
  int n;
};
static void list_clear(struct list *l) {
  while (l->first) {
    struct node *n = l->first;
    l->first = n->next;
    free(n);
  }
}
int behind_list_bad(struct list *l) {
  if (!l->first)
    return 0;
  char *p = strdup("x");
  list_clear(l);
  return p ? 1 : 0; // expect: leak: 'p' is neither released nor transferred
}
int list_ok(void) {
  struct list l = {NULL, 0};
  l.first = calloc(1, sizeof *l.first);
  list_clear(&l);
  return l.n;
}
static void pop_all(struct node **l) {
  struct node *n;
  while ((n = *l)) {
    *l = n->next;
    free(n);
  }
}
int pop_all_ok(void) {
  struct node *l = calloc(1, sizeof *l);
  if (!l)
    return 0;
  pop_all(&l);
  return l == NULL;
}
int behind_pop_all_bad(void) {
  struct node *l = calloc(1, sizeof *l);
  if (!l)
    return 0;
  char *p = strdup("x");
  pop_all(&l);
  return p ? 1 : 0; // expect: leak: 'p' is neither released nor transferred
}

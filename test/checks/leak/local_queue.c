// RUN: %check_both %s -- -std=gnu11
// A local queue with a head and a tail: a node that a helper hangs in two places is not given by one of them.
#include <stdlib.h>
#include <string.h>
struct node {
  struct node *next;
  char *d;
};
struct list {
  struct node *head, *tail;
};
static int push(struct list *l, const char *t) {
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    return -1;
  n->d = strdup(t);
  if (!n->d) {
    free(n);
    return -1;
  }
  if (l->tail)
    l->tail->next = n;
  else
    l->head = n;
  l->tail = n;
  return 0;
}
static struct node *pop(struct list *l) {
  struct node *n = l->head;
  if (!n)
    return NULL;
  l->head = n->next;
  if (!l->head)
    l->tail = NULL;
  n->next = NULL;
  return n;
}
static char *pop_data(struct list *l) {
  struct node *n = l->head;
  char *d;
  if (!n)
    return NULL;
  d = n->d;
  l->head = n->next;
  if (!l->head)
    l->tail = NULL;
  free(n);
  return d;
}
static void clear(struct list *l) {
  char *d;
  while ((d = pop_data(l)))
    free(d);
}
static void concat(struct list *a, struct list *b) {
  if (!b->head)
    return;
  if (a->tail)
    a->tail->next = b->head;
  else
    a->head = b->head;
  a->tail = b->tail;
  b->head = b->tail = NULL;
}
int pop_ok(void) {
  struct list l = {0};
  struct node *n;
  if (push(&l, "a") < 0)
    return -1;
  n = pop(&l);
  free(n->d);
  free(n);
  return 0;
}
char *data_ok(void) {
  struct list l = {0};
  if (push(&l, "a") < 0)
    return NULL;
  return pop_data(&l);
}
int concat_ok(void) {
  struct list l = {0}, m = {0};
  int r = push(&l, "a") | push(&m, "b");
  concat(&l, &m);
  clear(&l);
  return r;
}
int clear_ok(void) {
  struct list l = {0};
  if (push(&l, "a") < 0)
    return -1;
  clear(&l);
  return 0;
}

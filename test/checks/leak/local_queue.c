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

// The node comes from outside, and hangs in two places.
struct ends {
  struct node *head, **tail;
};
static void append(struct list *l, struct node *n) {
  if (l->tail)
    l->tail->next = n;
  else
    l->head = n;
  l->tail = n;
}
static void hang(struct ends *e, struct node *n) {
  *e->tail = n;
  e->tail = &n->next;
}
static void put_first(struct list *l, struct node *n) { l->head = n; }
static void free_all(struct node *n) {
  while (n) {
    struct node *next = n->next;
    free(n);
    n = next;
  }
}
int append_ok(int count) {
  struct list l = {0};
  while (count--) {
    struct node *n = calloc(1, sizeof *n);
    if (!n)
      break;
    append(&l, n);
  }
  free_all(l.head);
  return 0;
}
int hang_ok(int count) {
  struct ends e = {NULL, &e.head};
  while (count--) {
    struct node *n = calloc(1, sizeof *n);
    if (!n)
      break;
    hang(&e, n);
  }
  free_all(e.head);
  return 0;
}
int put_first_bad(void) {
  struct list l = {0};
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    return -1;
  put_first(&l, n);
  return 0; // expect: leak: 'l.head'
}

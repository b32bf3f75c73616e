// RUN: %check_both %s -- -std=gnu11
// A list head inside an object that points to itself keeps nothing of the object.
#include <stdlib.h>
#include <string.h>

struct list {
  struct list *next, *prev;
};
static inline void list_init(struct list *h) { h->next = h->prev = h; }
static inline void list_add(struct list *h, struct list *n) {
  n->next = h->next;
  n->prev = h;
  h->next->prev = n;
  h->next = n;
}
struct task {
  char *title;
  struct list link;
};
int work(int);
int lost_bad(int n) {
  struct task *t = malloc(sizeof *t);
  if (!t)
    return -1;
  list_init(&t->link);
  if (work(n) < 0)
    return -1; // expect: error-path-leak: 't'
  free(t);
  return 0;
}
int added_ok(struct list *head, int n) {
  struct task *t = malloc(sizeof *t);
  if (!t)
    return -1;
  list_init(&t->link);
  list_add(head, &t->link);
  if (work(n) < 0)
    return -1;
  return 0;
}

// RUN: %check_both %s -- -std=gnu11
// While a list is empty its head points to itself, and so does a node that begins there.
#include <stddef.h>
#include <stdlib.h>
struct list_head {
  struct list_head *next, *prev;
};
#define entry(p, T, m) ((T *)((char *)(p) - offsetof(T, m)))
#define for_each_safe(pos, n, head, m)                                                                                 \
  for (pos = entry((head)->next, typeof(*pos), m), n = entry(pos->m.next, typeof(*n), m); &pos->m != (head);           \
       pos = n, n = entry(n->m.next, typeof(*n), m))
static inline void list_add(struct list_head *new, struct list_head *head) {
  struct list_head *next = head->next;
  next->prev = new;
  new->next = next;
  new->prev = head;
  head->next = new;
}
struct node {
  struct list_head list;
  int v;
};
struct node2 {
  int v;
  struct list_head list;
};
void empty_ok(void) {
  struct node *p, *n;
  struct list_head l = {&l, &l};
  for_each_safe(p, n, &l, list) free(p);
}
void moved_ok(struct list_head *in) {
  struct node2 *p, *n;
  struct list_head l = {&l, &l};
  for_each_safe(p, n, in, list) list_add(&p->list, &l);
  for_each_safe(p, n, &l, list) free(p);
}
void head_bad(void) {
  struct node h = {{&h.list, &h.list}, 0};
  struct node *p = entry(h.list.next, struct node, list);
  free(p); // expect: release-mismatch: 'p'
}

// RUN: %check_both %s -- -std=gnu11
// An allocator's member of which nobody asks whether it fails may end the program; who asks once knows that it may.
#include <stddef.h>

typedef struct allocator allocator;
struct calls {
  void *(*alloc)(allocator *self, size_t n);
  void *(*calloc)(allocator *self, size_t n);
  void (*free)(allocator *self, void *block);
};
struct allocator {
  const struct calls *calls;
};

struct node {
  struct node *next;
  int v;
};

struct node *push_ok(allocator *a, struct node *head, int v) {
  struct node *n = a->calls->alloc(a, sizeof *n);
  n->v = v;
  n->next = head;
  return n;
}

struct node *asked_ok(allocator *a, struct node *head, int v) {
  struct node *n = a->calls->calloc(a, sizeof *n);
  if (!n)
    return head;
  n->v = v;
  n->next = head;
  return n;
}

struct node *unasked_bad(allocator *a, struct node *head, int v) {
  struct node *n = a->calls->calloc(a, sizeof *n);
  n->v = v; // expect: unchecked-allocation: 'n'
  n->next = head;
  return n;
}

// RUN: %check_both %s -- -std=gnu11
// Memory with a header in front of it, whose start a helper computes; objects that are found by a member's address.
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct header {
  size_t size;
};
static void *base_of(void *p) { return (char *)p - sizeof(struct header); }
static struct header *header_of(void *p) { return (struct header *)p - 1; }
static void *make(size_t n) {
  struct header *h = malloc(n + sizeof *h);
  if (!h)
    return NULL;
  h->size = n;
  return h + 1;
}
static void end(void *p) {
  if (p)
    free(base_of(p));
}
static void *grow(void *p, size_t n) {
  struct header *h = realloc(p ? header_of(p) : NULL, n + sizeof *h);
  if (!h)
    return NULL;
  h->size = n;
  return h + 1;
}
int helper_ok(void) {
  int *v = make(10 * sizeof *v);
  if (!v)
    return -1;
  v[0] = 1;
  end(v);
  return 0;
}
int grown_ok(void) {
  char *v = make(10);
  if (!v)
    return -1;
  char *w = grow(v, 20);
  if (!w) {
    end(v);
    return -1;
  }
  w[0] = 1;
  end(w);
  return 0;
}
int start_bad(void) {
  int *v = make(10 * sizeof *v);
  if (!v)
    return -1;
  free(v); // expect: release-mismatch: 'v'
  return 0;
}
int twice_bad(void) {
  int *v = make(10 * sizeof *v);
  if (!v)
    return -1;
  end(v);
  end(v); // expect: double-free: 'v'
  return 0;
}

#define container_of(ptr, type, member) ((type *)((uintptr_t)(ptr) - (uintptr_t)offsetof(type, member)))
struct list {
  struct list *prev, *next;
};
struct message {
  int event;
  struct list link;
};
static void unlink_it(struct list *l) {
  l->next->prev = l->prev;
  l->prev->next = l->next;
  l->next = l->prev = NULL;
}
void drop_all_ok(struct list *head) {
  while (head->next != head) {
    struct message *m = container_of(head->next, struct message, link);
    unlink_it(&m->link);
    free(m);
  }
}
int used_bad(struct list *l) {
  struct message *m = container_of(l, struct message, link);
  free(m);
  return m->event; // expect: use-after-free: 'm->event' is used after 'free' released it
}

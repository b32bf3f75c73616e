// RUN: %check_both %s
// Hard pattern 9: interior pointers, container_of, a header before the payload, reference counts: the same object at any offset.
#define _GNU_SOURCE
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define container_of(ptr, type, member) ((type *)((char *)(ptr)-offsetof(type, member)))

struct link {
  struct link *next;
};
struct item {
  int value;
  struct link link;
};
struct header {
  size_t size;
  unsigned count;
};

void by_link_ok(void) {
  struct item *i = malloc(sizeof *i);
  if (!i)
    return;
  struct link *l = &i->link;
  l->next = NULL;
  free(container_of(l, struct item, link));
}

void by_link_bad(void) {
  struct item *i = malloc(sizeof *i);
  if (!i)
    return;
  struct link *l = &i->link;
  l->next = NULL;
  free(l); // expect: release-mismatch
}

int link_after_bad(void) {
  struct item *i = calloc(1, sizeof *i);
  if (!i)
    return -1;
  struct link *l = &i->link;
  free(i);
  return l->next != NULL; // expect: use-after-free
}

void header_ok(size_t n) {
  struct header *h = malloc(sizeof *h + n);
  if (!h)
    return;
  h->size = n;
  char *payload = (char *)(h + 1);
  memset(payload, 0, n);
  free((struct header *)payload - 1);
}

void header_bad(size_t n) {
  struct header *h = malloc(sizeof *h + n);
  if (!h)
    return;
  h->size = n;
  char *payload = (char *)(h + 1);
  memset(payload, 0, n);
  free(payload); // expect: release-mismatch
}

static char *skip(char *s) {
  while (*s == ' ')
    s++;
  return s;
}

int trimmed_ok(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  char *word = skip(copy);
  int n = (int)strlen(word);
  free(copy);
  return n;
}

int trimmed_after_bad(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  char *word = skip(copy);
  free(copy);
  return (int)strlen(word); // expect: use-after-free: 'word'
}

static struct header *ref(struct header *h) {
  h->count++;
  return h;
}

static void unref(struct header *h) {
  if (--h->count == 0)
    free(h);
}

void counted_ok(void) {
  struct header *h = calloc(1, sizeof *h);
  if (!h)
    return;
  h->count = 1;
  struct header *other = ref(h);
  unref(h);
  other->size = 3;
  unref(other);
}

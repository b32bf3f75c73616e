// RUN: %check_both %s -- -std=gnu11
// A region that is full puts a page before the one that it has: what it gave stays where it is.
#include <stdlib.h>

struct page {
  struct page *older;
  size_t used, size;
  char room[];
};
struct region {
  struct page *page;
};

static void *region_get(struct region *r, size_t n) {
  if (!r->page || r->page->size - r->page->used < n) {
    struct page *p = malloc(sizeof *p + 1000 + n);
    if (!p)
      return NULL;
    p->older = r->page;
    p->used = 0;
    p->size = 1000 + n;
    r->page = p;
  }
  void *at = r->page->room + r->page->used;
  r->page->used += n;
  return at;
}

static void region_end(struct region *r) {
  for (struct page *p = r->page, *older; p; p = older) {
    older = p->older;
    free(p);
  }
  r->page = NULL;
}

int two_of_a_region_ok(void) {
  struct region r = {0};
  int *a = region_get(&r, sizeof *a);
  int *b = region_get(&r, sizeof *b);
  if (a && b)
    *a = *b = 1;
  int result = a && b ? *a : 0;
  region_end(&r);
  return result;
}

struct buffer {
  char *data;
  size_t used, size;
};

static char *buffer_get(struct buffer *b, size_t n) {
  if (b->size - b->used < n) {
    char *more = realloc(b->data, b->size + 1000 + n);
    if (!more)
      return NULL;
    b->data = more;
    b->size += 1000 + n;
  }
  b->used += n;
  return b->data;
}

int two_of_a_buffer_bad(void) {
  struct buffer r = {0};
  char *a = buffer_get(&r, 1);
  char *b = buffer_get(&r, 1);
  int result = a && b ? *a : 0; // expect: borrow-invalidated: 'a'
  free(r.data);
  return result;
}

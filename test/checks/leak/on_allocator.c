// RUN: %check_both %s -- -std=gnu11
// Blocks of an allocator that is passed: who frees the struct loses what only its members held.
#include <stdlib.h>

typedef struct Allocator Allocator;
struct Allocator {
  void *(*alloc)(Allocator *self, size_t size);
  void (*free)(Allocator *self, void *block);
};
typedef struct Document {
  char *title;
  char *lines;
} Document;

Document *create_bad(Allocator *gpa) {
  Document *d = gpa->alloc(gpa, sizeof *d);
  if (!d)
    return NULL;
  d->title = gpa->alloc(gpa, 3);
  if (!d->title) {
    gpa->free(gpa, d);
    return NULL;
  }
  d->lines = gpa->alloc(gpa, 9);
  if (!d->lines) {
    gpa->free(gpa, d); // expect: leak: releasing 'd' loses its 'title'
    return NULL;
  }
  return d;
}

Document *create_ok(Allocator *gpa) {
  Document *d = gpa->alloc(gpa, sizeof *d);
  if (!d)
    return NULL;
  d->title = gpa->alloc(gpa, 3);
  d->lines = gpa->alloc(gpa, 9);
  if (!d->title || !d->lines) {
    gpa->free(gpa, d->title);
    gpa->free(gpa, d->lines);
    gpa->free(gpa, d);
    return NULL;
  }
  return d;
}

int arena_ok(Allocator *arena) {
  Document *d = arena->alloc(arena, sizeof *d);
  if (!d)
    return 0;
  d->title = arena->alloc(arena, 3);
  return 1;
}

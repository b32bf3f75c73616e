// RUN: %check_both %s -- -std=gnu11
// The file that implements an arena gets the arena's memory from the heap.
#include <stdlib.h>
#include <string.h>

typedef struct chunk {
  struct chunk *older;
  size_t used, size;
  char bytes[];
} chunk;
typedef struct arena {
  chunk *newest;
} arena;

static chunk *chunk_ok(size_t size) {
  chunk *c = malloc(sizeof *c + size);
  if (!c)
    abort();
  c->older = NULL;
  c->used = 0;
  c->size = size;
  return c;
}
static void more_ok(arena *a, size_t size) {
  char *raw = malloc(sizeof(chunk) + size);
  if (!raw)
    abort();
  chunk *c = (chunk *)raw;
  c->older = a->newest;
  c->used = 0;
  c->size = size;
  a->newest = c;
}
void arena_init(arena *a, size_t size) { a->newest = chunk_ok(size); }
void *arena_room(arena *a, size_t size) {
  if (a->newest->used + size > a->newest->size)
    more_ok(a, size + 1024);
  a->newest->used += size;
  return a->newest->bytes + a->newest->used - size;
}
char *arena_text(arena *a, const char *text) { return strcpy(arena_room(a, strlen(text) + 1), text); }
void arena_release(arena *a) {
  while (a->newest) {
    chunk *older = a->newest->older;
    free(a->newest);
    a->newest = older;
  }
}

// What has an arena of its own.
struct reader {
  arena *room;
};
struct reader *reader_ok(void) {
  struct reader *r = calloc(1, sizeof *r);
  if (!r)
    return NULL;
  r->room = malloc(sizeof *r->room);
  if (!r->room) {
    free(r);
    return NULL;
  }
  arena_init(r->room, 64);
  return r;
}
void reader_free(struct reader *r) {
  arena_release(r->room);
  free(r->room);
  free(r);
}

struct word {
  int length;
};
struct word *word_bad(int length) {
  struct word *w = malloc(sizeof *w); // expect: hidden-allocation: 'malloc'
  if (w)
    w->length = length;
  return w;
}

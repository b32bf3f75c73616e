// RUN: %check_both %s -- -std=gnu11
// A count that was grown is not 0 again: where it is, there is no block yet.
#include <stdlib.h>
#include <string.h>

const char *next_word(void *from);

// --- the numbers of a block from calloc() begin at 0
struct words {
  int used, room;
  const char **items;
};

struct words *words_ok(void *from) {
  struct words *w = calloc(1, sizeof *w);
  void *items;
  if (!w)
    return NULL;
  for (const char *word = next_word(from); word; word = next_word(from)) {
    if (w->used >= w->room) {
      if (w->room == 0)
        items = malloc(16 * sizeof(char *));
      else
        items = realloc(w->items, (w->room + 16) * sizeof(char *));
      if (!items) {
        free(w->items);
        free(w);
        return NULL;
      }
      w->items = items;
      w->room += 16;
    }
    w->items[w->used++] = word;
  }
  return w;
}

struct words *words_bad(void *from) {
  struct words *w = calloc(1, sizeof *w);
  if (!w)
    return NULL;
  for (const char *word; (word = next_word(from));) {
    if (w->used >= w->room) {
      const char **items;
      if (w->used == 0)
        items = malloc(16 * sizeof *items);
      else
        items = malloc((w->room + 16) * sizeof *items);
      if (!items)
        break;
      w->items = items; // expect: leak: 'items'
      w->room += 16;
    }
    w->items[w->used++] = word;
  }
  return w;
}

// (What is written by another name is no longer 0.)
void words_read(struct words *w, void *from);
struct words *read_bad(void *from) {
  struct words *w = calloc(1, sizeof *w);
  if (!w)
    return NULL;
  char *line = malloc(80);
  words_read(w, from);
  if (w->used)
    return w; // expect: leak: 'line'
  w->used++;
  free(line);
  return w;
}

union number {
  int whole;
  float part;
  struct { int low, high; } halves;
};
union number *halved_bad(int n) {
  union number *u = calloc(1, sizeof *u);
  if (!u)
    return NULL;
  char *line = malloc(80);
  u->halves.low = n;
  if (u->whole)
    return u; // expect: leak: 'line'
  u->whole++;
  free(line);
  return u;
}

// --- lengths are added up
char *joined_ok(const char *const *texts, int n) {
  char *all = NULL;
  size_t size = 0;
  for (int i = 0; i < n; i++) {
    const size_t length = strlen(texts[i]);
    char *before = all;
    if (size == 0) {
      size = length + 1;
      all = malloc(size);
    } else {
      size += length + 1;
      all = realloc(before, size);
    }
    if (!all) {
      free(before);
      return NULL;
    }
    memcpy(all + size - length - 1, texts[i], length + 1);
  }
  return all;
}

char *joined_bad(const char *const *texts, int n) {
  char *all = NULL;
  size_t size = 0;
  for (int i = 0; i < n; i++) {
    const size_t length = strlen(texts[i]);
    if (size < 64) {
      size += length + 1;
      all = malloc(size); // expect: leak: 'all'
    } else {
      size += length + 1;
      all = realloc(all, size); // expect: leak: 'all'
    }
    if (!all)
      return NULL;
  }
  return all;
}

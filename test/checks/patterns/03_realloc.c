// RUN: %check_both %s
// Hard pattern 3: after `q = realloc(p, n)` p lives on if q is NULL, and every other name of p is stale if it is not.
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

struct buffer {
  char *data;
  size_t size;
};

// Another name of the block before it moved.
int stale_name_bad(size_t n) {
  char *block = malloc(16);
  if (!block)
    return -1;
  char *cursor = block + 3;
  char *grown = realloc(block, n);
  if (!grown) {
    free(block);
    return -1;
  }
  *cursor = 'x'; // expect: use-after-free
  free(grown);
  return 0;
}

int stale_name_ok(size_t n) {
  char *block = malloc(16);
  if (!block)
    return -1;
  char *cursor = block + 3;
  char *grown = realloc(block, n);
  if (!grown) {
    *cursor = 'x';
    free(block);
    return -1;
  }
  cursor = grown + 3;
  *cursor = 'x';
  free(grown);
  return 0;
}

int lost_on_failure_bad(size_t n) {
  char *block = malloc(16);
  if (!block)
    return -1;
  char *grown = realloc(block, n);
  if (!grown)
    return -1; // expect: error-path-leak: 'block'
  free(grown);
  return 0;
}

int overwritten_bad(size_t n) {
  char *block = malloc(16);
  if (!block)
    return -1;
  block = realloc(block, n); // expect: leak: 'block'
  free(block);
  return 0;
}

// In a loop, with the old block in a field.
int append_ok(struct buffer *b, char c) {
  if ((b->size & (b->size - 1)) == 0) {
    char *more = realloc(b->data, b->size ? 2 * b->size : 1);
    if (!more)
      return -1;
    b->data = more;
  }
  b->data[b->size++] = c;
  return 0;
}

char *read_all_ok(int (*next)(void)) {
  char *text = NULL;
  size_t size = 0, room = 0;
  for (int c; (c = next()) >= 0;) {
    if (size + 1 >= room) {
      room = room ? 2 * room : 16;
      char *more = realloc(text, room);
      if (!more) {
        free(text);
        return NULL;
      }
      text = more;
    }
    text[size++] = (char)c;
  }
  if (text)
    text[size] = 0;
  return text;
}

// The old one is freed although it moved.
int both_bad(size_t n) {
  char *block = malloc(16);
  char *grown = realloc(block, n);
  if (grown) {
    free(block); // expect: double-free: 'block'
    free(grown);
    return 0;
  }
  free(block);
  return -1;
}

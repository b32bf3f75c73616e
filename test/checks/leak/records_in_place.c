// RUN: %check_both %s
// A struct that its owner holds by value: what init puts into it, deinit takes out.
#include <stdlib.h>

struct buffer {
  char *data;
  size_t size;
};

static int buffer_init(struct buffer *b, size_t size) {
  b->data = malloc(size);
  if (!b->data)
    return -1;
  b->size = size;
  return 0;
}

static void buffer_deinit(struct buffer *b) { free(b->data); }

static void buffer_put(struct buffer *b, char c) { b->data[b->size - 1] = c; }

int missing_bad(void) {
  struct buffer b;
  if (buffer_init(&b, 8))
    return -1;
  buffer_put(&b, 'a');
  return 0; // expect: leak: 'b.data'
}

int both_ok(void) {
  struct buffer b;
  if (buffer_init(&b, 8))
    return -1;
  buffer_put(&b, 'a');
  buffer_deinit(&b);
  return 0;
}

int error_bad(int x) {
  struct buffer b;
  if (buffer_init(&b, 8))
    return -1;
  if (x)
    return -1; // expect: error-path-leak: 'b.data'
  buffer_deinit(&b);
  return 0;
}

int two_owners_bad(void) {
  struct buffer b, c;
  if (buffer_init(&b, 8))
    return -1;
  c = b;
  buffer_deinit(&b);
  buffer_deinit(&c); // expect: double-free: 'c'
  return 0;
}

int two_owners_ok(void) {
  struct buffer b, c;
  if (buffer_init(&b, 8))
    return -1;
  c = b;
  buffer_deinit(&c);
  return 0;
}

int twice_bad(void) {
  struct buffer b;
  if (buffer_init(&b, 8))
    return -1;
  buffer_deinit(&b);
  buffer_deinit(&b); // expect: double-free: 'b'
  return 0;
}

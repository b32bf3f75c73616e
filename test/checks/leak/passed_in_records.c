// RUN: %check_both %s -- -std=gnu11
// A record that is passed by its address: what its fields point to goes into a table.
#include <stdlib.h>
#include <string.h>

struct slice {
  void *bytes;
  unsigned length;
};
struct drawer {
  struct slice held;
  struct drawer *under;
};
struct chest {
  int copies;
  struct drawer *top;
};

static void *copy_of(const void *bytes, unsigned length) {
  void *copy = malloc(length);
  if (copy)
    memcpy(copy, bytes, length);
  return copy;
}

static int put(struct chest *chest, struct slice *slice) {
  struct drawer *drawer = malloc(sizeof *drawer);
  if (!drawer)
    return -1;
  drawer->held.bytes = slice->bytes;
  drawer->held.length = slice->length;
  drawer->under = chest->top;
  chest->top = drawer;
  return 0;
}

static int put_or_copy(struct chest *chest, struct slice *slice) {
  struct drawer *drawer = malloc(sizeof *drawer);
  if (!drawer)
    return -1;
  if (chest->copies) {
    drawer->held.bytes = copy_of(slice->bytes, slice->length);
    if (!drawer->held.bytes) {
      free(drawer);
      return -1;
    }
  } else {
    drawer->held.bytes = slice->bytes;
  }
  drawer->held.length = slice->length;
  drawer->under = chest->top;
  chest->top = drawer;
  return 0;
}

static int put_copy(struct chest *chest, struct slice *slice) {
  struct drawer *drawer = malloc(sizeof *drawer);
  if (!drawer)
    return -1;
  drawer->held.bytes = copy_of(slice->bytes, slice->length);
  drawer->held.length = slice->length;
  drawer->under = chest->top;
  chest->top = drawer;
  return 0;
}

int put_ok(struct chest *chest) {
  struct slice slice = {malloc(8), 8};
  if (!slice.bytes)
    return -1;
  if (put(chest, &slice) < 0) {
    free(slice.bytes);
    return -1;
  }
  return 0;
}

int put_or_copy_ok(struct chest *chest) {
  struct slice slice = {malloc(8), 8};
  if (!slice.bytes)
    return -1;
  if (put_or_copy(chest, &slice) < 0) {
    free(slice.bytes);
    return -1;
  }
  return 0;
}

int put_bad(struct chest *chest) {
  struct slice slice = {malloc(8), 8};
  if (!slice.bytes)
    return -1;
  if (put(chest, &slice) < 0)
    return -1; // expect: error-path-leak: 'slice.bytes'
  return 0;
}

int put_or_copy_bad(struct chest *chest) {
  struct slice slice = {malloc(8), 8};
  if (!slice.bytes)
    return -1;
  if (put_or_copy(chest, &slice) < 0)
    return -1; // expect: error-path-leak: 'slice.bytes'
  return 0;
}

int put_copy_bad(struct chest *chest) {
  struct slice slice = {calloc(8, 1), 8};
  if (!slice.bytes)
    return -1;
  return put_copy(chest, &slice); // expect: leak: 'slice.bytes'
}

// RUN: %check_both %s -- -std=gnu11
// A block that is released by what a getter says is its start.
#include <stdlib.h>

struct image {
  int height, step;
  long *lines;
};

static long *image_start(const struct image *i) {
  if (i->step >= 0)
    return i->lines;
  return i->lines + (long)(i->height - 1) * i->step;
}

static void image_free(struct image *i) {
  if (i && i->lines)
    free(image_start(i));
  free(i);
}

static struct image *image_new(int height, int step) {
  struct image *i = malloc(sizeof *i);
  if (!i)
    return NULL;
  i->height = height;
  i->step = step;
  i->lines = calloc(height, sizeof *i->lines);
  if (!i->lines) {
    free(i);
    return NULL;
  }
  return i;
}

long first_ok(int height) {
  struct image *i = image_new(height, 1);
  if (!i)
    return -1;
  long first = i->lines[0];
  image_free(i);
  return first;
}

long first_bad(int height) {
  struct image *i = image_new(height, 1);
  if (!i)
    return -1;
  long first = *image_start(i);
  free(i); // expect: leak: 'lines'
  return first;
}

// RUN: %check_both %s -- -std=gnu11
// A walk over an array of records frees what each holds; that there was a first one does not show.
#include <stdlib.h>
#include <string.h>

struct cell {
  char *bytes;
  int state;
};

static void copy_one(const char *from, char **to) { *(*to)++ = *from; }

int length_ok(const char *text) {
  size_t room = strlen(text);
  struct cell *at, *cells = malloc((room + 1) * sizeof *cells);
  if (!cells)
    abort();
  const char *s;
  for (s = text, at = cells; *s; s++) {
    char *q = at->bytes = malloc(2);
    if (!q)
      abort();
    copy_one(s, &q);
    *q = 0;
    at += 1;
  }
  int count = (int)(at - cells), sum = 0;
  at = cells;
  for (int i = 0; i < count; i++, at++) {
    sum += at->bytes[0];
    free(at->bytes);
  }
  free(cells);
  return sum;
}

// One record that this function never releases the text of.
int one_bad(const char *text) {
  struct cell *one = malloc(sizeof *one);
  if (!one)
    return -1;
  one->bytes = strdup(text);
  int set = one->bytes != NULL;
  free(one); // expect: leak: 'bytes'
  return set;
}

int one_of_many_bad(size_t room, const char *text) {
  struct cell *cells = malloc(room * sizeof *cells);
  if (!cells)
    return -1;
  cells->bytes = strdup(text);
  int set = cells->bytes != NULL;
  free(cells); // expect: leak: 'bytes'
  return set;
}

// RUN: %check_both %s -- -std=gnu11
// A loop that looks for a place, and the question how it ended.
#include <stdlib.h>
#include <string.h>

int wanted(int i);
void keep(void *p);

int less_ok(int n) {
  int i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < n; i++)
    if (wanted(i)) {
      keep(s);
      break;
    }
  if (i < n)
    return 0;
  free(s);
  return 0;
}

int equal_ok(unsigned n) {
  unsigned i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < n; i++)
    if (wanted(i)) {
      keep(s);
      break;
    }
  if (i == n)
    free(s);
  return 0;
}

int constant_ok(void) {
  int i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < 16; i++)
    if (wanted(i)) {
      keep(s);
      break;
    }
  if (i == 16)
    free(s);
  return 0;
}

struct table {
  void **items;
  int count;
};

int free_slot_ok(struct table *t) {
  int i;
  void **more, *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < t->count; i++)
    if (!t->items[i]) {
      t->items[i] = s;
      break;
    }
  if (i == t->count) {
    more = realloc(t->items, sizeof *more * (t->count + 1));
    if (!more) {
      free(s);
      return -1;
    }
    t->items = more;
    t->items[t->count++] = s;
  }
  return 0;
}

int not_found_bad(int n) {
  int i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < n; i++)
    if (wanted(i)) {
      keep(s);
      break;
    }
  if (i < n)
    return 1;
  return 0; // expect: leak: 's'
}

int found_bad(int n) {
  int i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < n; i++)
    if (wanted(i))
      break;
  if (i == n)
    free(s);
  return 0; // expect: leak: 's'
}

// RUN: %check_both %s
// Hard pattern 12: a borrow from a container whose entry is replaced or whose memory grows later.
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

struct map {
  char *value;
  char *text;
  size_t room;
};

static const char *map_get(const struct map *m) { return m->value; }

static int map_set(struct map *m, const char *value) {
  char *copy = strdup(value);
  if (!copy)
    return -1;
  free(m->value);
  m->value = copy;
  return 0;
}

static int map_reserve(struct map *m, size_t n) {
  char *more = realloc(m->text, n);
  if (!more)
    return -1;
  m->text = more;
  m->room = n;
  return 0;
}

int replaced_bad(struct map *m) {
  const char *old = map_get(m);
  if (map_set(m, "new") < 0)
    return -1;
  return (int)strlen(old); // expect: borrow-invalidated: 'old'
}

int replaced_ok(struct map *m) {
  const char *old = map_get(m);
  int n = (int)strlen(old);
  if (map_set(m, "new") < 0)
    return -1;
  old = map_get(m);
  return n + (int)strlen(old);
}

int grown_bad(struct map *m) {
  char *cursor = m->text;
  if (map_reserve(m, 100) < 0)
    return -1;
  *cursor = 'x'; // expect: use-after-free
  return 0;
}

int grown_ok(struct map *m) {
  if (map_reserve(m, 100) < 0)
    return -1;
  char *cursor = m->text;
  *cursor = 'x';
  return 0;
}

// Without a helper between.
int in_place_bad(struct map *m) {
  char *old = m->value;
  free(m->value);
  m->value = NULL;
  return old[0]; // expect: use-after-free
}

int in_place_ok(struct map *m) {
  char *old = m->value;
  int first = old ? old[0] : 0;
  free(m->value);
  m->value = NULL;
  return first;
}

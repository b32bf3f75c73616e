// RUN: %check_both %s -- -std=gnu11
// A block that is kept as its distance from its holder.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct set {
  int count;
  intptr_t leaves;
};
struct leaf {
  unsigned bits[8];
};
static int put(struct set *s, struct leaf *l) {
  intptr_t *leaves = malloc(64 * sizeof *leaves);
  if (!leaves)
    return 0;
  s->leaves = (intptr_t)leaves - (intptr_t)s;
  leaves[s->count++] = (intptr_t)l - (intptr_t)leaves;
  return 1;
}
int add_ok(struct set *s) {
  struct leaf *l = calloc(1, sizeof *l);
  if (!l)
    return 0;
  if (!put(s, l)) {
    free(l);
    return 0;
  }
  return 1;
}
int length_bad(struct set *s, const char *text) {
  char *copy = strdup(text);
  if (!copy)
    return 0;
  char *end = strchr(copy, ':');
  if (!end)
    end = copy + strlen(copy);
  s->count = (int)((intptr_t)end - (intptr_t)copy);
  return 1; // expect: leak: 'copy'
}

// A comment says who takes; the body says when.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>
#include <string.h>

struct entry {
  char *text;
};
void put_away(struct entry *e);

/* The ownership of text is transferred to the journal. */
static int record(char *text) {
  struct entry *e = malloc(sizeof *e);
  if (!e)
    return -1; // not taken
  e->text = text;
  put_away(e);
  return 0;
}

int write_down_ok(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  if (record(copy) != 0) {
    free(copy);
    return -1;
  }
  return 0;
}

int write_down_bad(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  if (record(copy) == 0) {
    free(copy); // expect: double-free: 'copy' is released after its ownership was transferred to 'record'
    return 0;
  }
  free(copy);
  return -1;
}

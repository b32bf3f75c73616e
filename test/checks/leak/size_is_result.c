// RUN: %check_both %s -- -std=gnu11
// A number of bytes that a block was made for is not negative, also where it is the result.
#include <stdlib.h>
#include <string.h>

extern const char *source(void);
extern int source_length(void);

static int copy_source(char **copy) {
  *copy = NULL;
  int length = source_length();
  char *made = malloc(length + 1);
  if (!made)
    return -1;
  memcpy(made, source(), length);
  made[length] = 0;
  *copy = made;
  return length;
}

char *copied_ok(void) {
  char *text;
  if (copy_source(&text) < 0)
    return NULL;
  return text;
}

char *copied_bad(void) {
  char *text;
  if (copy_source(&text) < 2)
    return NULL; // expect: error-path-leak: 'text'
  return text;
}

// A result beside the length may be anything.
static int copy_status(char **copy) {
  int length = source_length();
  char *made = malloc(length + 1);
  *copy = made;
  if (!made)
    return -1;
  memcpy(made, source(), length);
  made[length] = 0;
  return source_length();
}

char *status_bad(void) {
  char *text;
  if (copy_status(&text) < 0)
    return NULL; // expect: error-path-leak: 'text'
  return text;
}

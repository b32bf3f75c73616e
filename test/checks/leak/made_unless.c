// RUN: %check_both %s -- -std=gnu11
// A helper that makes something where a number is zero, which its callers may not know.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static char *banner(bool quiet) {
  if (quiet)
    return NULL;
  return strdup("x");
}
static char *copy_unless(int err, const char *s) {
  char *p = strdup(s);
  if (err) {
    free(p);
    return NULL;
  }
  return p;
}

int quiet_bad(bool quiet) {
  char *text = banner(quiet);
  if (!text)
    return -1;
  return text[0]; // expect: leak: 'text'
}

int quiet_ok(bool quiet) {
  char *text = banner(quiet);
  int r = text != NULL;
  free(text);
  return r;
}

int error_bad(int err) {
  char *text = copy_unless(err, "a");
  return text != NULL; // expect: leak: 'text'
}

int error_ok(int err) {
  char *text = copy_unless(err, "a");
  if (err)
    return -1;
  free(text);
  return 0;
}

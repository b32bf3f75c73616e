// RUN: %check_both %s -- -std=gnu11
// A helper leaves in its caller's variable what it released.
#include <stdlib.h>
#include <string.h>

void use(const char *);
static void end(void *x) { free(x); }
static void make_and_free(char **x) {
  *x = malloc(100);
  if (*x)
    end(*x);
}
static void make_free_clear(char **x) {
  *x = malloc(100);
  if (*x)
    end(*x);
  *x = NULL;
}
static void make_other(char **x) {
  *x = malloc(100);
  if (*x)
    end(*x);
  *x = strdup("a");
}
void used_bad(void) {
  char *buf;
  make_and_free(&buf);
  use(buf); // expect: use-after-free: 'buf' is used after 'make_and_free' released it
}
void twice_bad(void) {
  char *buf;
  make_and_free(&buf);
  free(buf); // expect: double-free: 'buf'
}
void cleared_ok(void) {
  char *buf;
  make_free_clear(&buf);
  if (buf)
    use(buf);
  free(buf);
}
void other_ok(void) {
  char *buf;
  make_other(&buf);
  if (buf)
    use(buf);
  free(buf);
}

// RUN: %check_both %s
// A static that a handler of this file counts may be another after any call.
#include <stdlib.h>

void provoke(void);

static int errors;
static void count(const char *why) {
  (void)why;
  errors++;
}
void on_error(void (*handler)(const char *));
void begin(void) { on_error(count); }

void checked_bad(char *p) {
  free(p);
  errors = 0;
  provoke();
  if (errors != 1)
    abort();
  free(p); // expect: double-free
}

/* A flag that was only read is as it was. */
static int verbose;
static void set_verbose(const char *why) { verbose = why != NULL; }
void begin_verbose(void) { on_error(set_verbose); }
int flag_ok(void) {
  char *p = NULL;
  if (verbose) {
    p = malloc(10);
    if (!p)
      return -1;
  }
  provoke();
  if (verbose)
    free(p);
  return 0;
}

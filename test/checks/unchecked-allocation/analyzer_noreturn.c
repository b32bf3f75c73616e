// RUN: %check_both %s -- -std=gnu11
// A function that is declared never to return for analysers alone.
#include <stdlib.h>

#define ENDS __attribute__((analyzer_noreturn))
void fail(const char *why) ENDS;
void fail(const char *why); // declared once more
void complain(const char *why);

struct pool {
  int filled;
};

struct pool *pool_ok(void) {
  struct pool *p = calloc(1, sizeof *p);
  if (!p)
    fail("no memory");
  p->filled = 1;
  return p;
}

struct pool *pool_bad(void) {
  struct pool *p = calloc(1, sizeof *p);
  p->filled = 1; // expect: unchecked-allocation: 'p'
  return p;
}

static void stop(const char *why) ENDS;
static void stop(const char *why) { complain(why); }

struct pool *pool_here_ok(void) {
  struct pool *p = calloc(1, sizeof *p);
  if (!p)
    stop("no memory");
  p->filled = 1;
  return p;
}

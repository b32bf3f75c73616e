// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// The temporary allocator works inside a scope only.
#include <cex.h>

int count(const char *s);

int outside_bad(void) {
  char *p = mem$malloc(tmem$, 100); // expect: outside-scope
  return p ? 1 : 0;
}

int inside_ok(void) {
  int n = 0;
  mem$scope(tmem$, _) {
    char *p = mem$malloc(tmem$, 100);
    n = p ? 1 : 0;
  }
  return n;
}

int scope_variable_ok(void) {
  int n = 0;
  mem$scope(tmem$, _) {
    char *p = mem$malloc(_, 100);
    n = p ? 1 : 0;
  }
  return n;
}

int after_bad(void) {
  int n = 0;
  mem$scope(tmem$, _) {
    char *p = mem$malloc(_, 100);
    n = p ? 1 : 0;
  }
  char *q = mem$malloc(tmem$, 100); // expect: outside-scope
  return q ? n : 0;
}

void array_bad(void) {
  arr$(int) numbers = arr$new(numbers, tmem$); // expect: outside-scope
  arr$push(numbers, 1);
}

// Only ever called inside a scope.
static char *helper(void) { return mem$malloc(tmem$, 10); }
int helper_ok(void) {
  int n = 0;
  mem$scope(tmem$, _) {
    char *p = helper();
    n = p ? 1 : 0;
  }
  return n;
}

// The heap needs none.
int heap_ok(IAllocator allc) {
  char *p = mem$malloc(allc, 100);
  int n = p ? 1 : 0;
  mem$free(allc, p);
  return n;
}

// Entered by hand, and jumped over its exit.
int jump_bad(const char *s) {
  int n = -1;
  IAllocator scope = tmem$->scope_enter(tmem$);
  char *p = mem$malloc(scope, 100);
  if (!p)
    goto out; // expect: outside-scope
  n = count(s);
  tmem$->scope_exit(tmem$);
out:
  return n;
}

int jump_ok(const char *s) {
  int n = -1;
  IAllocator scope = tmem$->scope_enter(tmem$);
  char *p = mem$malloc(scope, 100);
  if (!p)
    goto out;
  n = count(s);
out:
  tmem$->scope_exit(tmem$);
  return n;
}

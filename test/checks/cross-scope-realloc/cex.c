// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Memory of an outer scope that is reallocated in an inner one goes with the inner one.
#include <cex.h>

int realloc_bad(void) {
  int n = 0;
  mem$scope(tmem$, _) {
    u8 *p2 = mem$malloc(_, 100);
    mem$scope(tmem$, _) {
      p2 = mem$realloc(_, p2, 110241024); // expect: cross-scope-realloc: 'p2'
    }
    if (p2 && p2[128] == '0')
      n = 1;
  }
  return n;
}

int realloc_ok(void) {
  int n = 0;
  mem$scope(tmem$, _) {
    u8 *p2 = mem$malloc(_, 100);
    mem$scope(tmem$, inner) {
      u8 *p3 = mem$malloc(inner, 100);
      n = p3 ? 1 : 0;
    }
    p2 = mem$realloc(_, p2, 110241024);
    if (p2)
      p2[128] = '0';
  }
  return n;
}

int array_bad(const int *values, int count) {
  int n = 0;
  mem$scope(tmem$, _) {
    arr$(int) numbers = arr$new(numbers, _);
    for (int i = 0; i < count; ++i) {
      mem$scope(tmem$, _) {
        arr$push(numbers, values[i]); // expect: cross-scope-realloc: 'numbers'
      }
    }
    n = numbers ? (int)arr$len(numbers) : 0;
  }
  return n;
}

int array_ok(const int *values, int count) {
  int n = 0;
  mem$scope(tmem$, _) {
    arr$(int) numbers = arr$new(numbers, _);
    for (int i = 0; i < count; ++i) {
      arr$push(numbers, values[i]);
      mem$scope(tmem$, _) {
        char *p = mem$malloc(_, 10);
        (void)p;
      }
    }
    n = numbers ? (int)arr$len(numbers) : 0;
  }
  return n;
}

// Another allocator than the scope's: nothing crosses.
int other_allocator_ok(IAllocator allc) {
  int n = 0;
  u8 *p = mem$malloc(allc, 100);
  mem$scope(tmem$, _) {
    p = mem$realloc(allc, p, 200);
    n = p ? 1 : 0;
  }
  mem$free(allc, p);
  return n;
}

// An arena has scopes of its own.
int arena_bad(void) {
  int n = 0;
  mem$arena(4096, arena) {
    u8 *p = mem$malloc(arena, 100);
    mem$scope(arena, tal) {
      p = mem$realloc(tal, p, 5000); // expect: cross-scope-realloc: 'p'
    }
    n = p ? 1 : 0;
  }
  return n;
}

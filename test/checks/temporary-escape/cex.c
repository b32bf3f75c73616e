// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Memory of a mem$scope does not leave it.
#include <cex.h>

struct item {
  char *name;
};

char *returned_inside_bad(void) {
  mem$scope(tmem$, _) {
    char *p = mem$malloc(_, 100);
    return p; // expect: temporary-escape: 'p'
  }
  return NULL;
}

char *returned_after_bad(void) {
  char *p = NULL;
  mem$scope(tmem$, _) {
    p = mem$malloc(_, 100);
  }
  return p; // expect: temporary-escape: 'p'
}

char *returned_ok(IAllocator allc) {
  char *result = NULL;
  mem$scope(tmem$, _) {
    char *p = mem$calloc(_, 1, 100);
    if (p) {
      result = mem$malloc(allc, 100);
      if (result)
        result[0] = p[0];
    }
  }
  return result;
}

void stored_bad(struct item *item) {
  mem$scope(tmem$, _) {
    item->name = mem$malloc(_, 100); // expect: temporary-escape
  }
}

void stored_ok(struct item *item, IAllocator allc) { item->name = mem$malloc(allc, 100); }

// Used after the scope was left.
char used_after_bad(void) {
  char *p = NULL;
  mem$scope(tmem$, _) {
    p = mem$calloc(_, 1, 100);
  }
  if (!p)
    return 0;
  return p[0]; // expect: use-after-free: 'p
}

char used_inside_ok(void) {
  char c = 0;
  mem$scope(tmem$, _) {
    char *p = mem$calloc(_, 1, 100);
    if (p)
      c = p[0];
  }
  return c;
}

// An arena in its own block: all pages go at its end.
char *arena_block_bad(void) {
  char *p = NULL;
  mem$arena(4096, arena) {
    p = mem$malloc(arena, 100);
  }
  return p; // expect: temporary-escape: 'p'
}

void arena_block_ok(void) {
  mem$arena(4096, arena) {
    u8 *p2 = mem$malloc(arena, 10040);
    (void)p2;
    mem$scope(arena, tal) {
      u8 *p3 = mem$malloc(tal, 100);
      (void)p3;
    }
  }
}

// The inner scope's memory goes at its end, the outer's stays.
u8 nested_bad(void) {
  u8 c = 0;
  mem$scope(tmem$, _) {
    u8 *p3 = NULL;
    u8 *p2 = mem$calloc(_, 1, 100);
    mem$scope(tmem$, _) {
      p3 = mem$calloc(_, 1, 100);
    }
    if (p2 && p3)
      c = p3[0]; // expect: use-after-free: 'p3
  }
  return c;
}

u8 nested_ok(void) {
  u8 c = 0;
  mem$scope(tmem$, _) {
    u8 *p2 = mem$calloc(_, 1, 100);
    mem$scope(tmem$, _) {
      u8 *p3 = mem$calloc(_, 1, 100);
      if (p3)
        c = p3[0];
    }
    if (p2)
      c = p2[0];
  }
  return c;
}

// An arena that is created and destroyed by hand.
u8 direct_bad(void) {
  IAllocator arena = AllocatorArena.create(4096);
  u8 *p = mem$calloc(arena, 1, 100);
  AllocatorArena.destroy(arena);
  return p ? p[0] : 0; // expect: use-after-free: 'p
}

u8 direct_ok(void) {
  IAllocator arena = AllocatorArena.create(4096);
  u8 c = 0;
  u8 *p = mem$calloc(arena, 1, 100);
  mem$scope(arena, tal) {
    u8 *p2 = mem$malloc(tal, 100000);
    (void)p2;
  }
  if (p)
    c = p[0];
  AllocatorArena.destroy(arena);
  return c;
}

// An array lives where it was made.
arr$(int) array_bad(void) {
  arr$(int) result = NULL;
  mem$scope(tmem$, _) {
    arr$(int) numbers = arr$new(numbers, _);
    arr$push(numbers, 3);
    result = numbers;
  }
  return result; // expect: temporary-escape: 'result'
}

arr$(int) array_ok(IAllocator allc) {
  arr$(int) numbers = arr$new(numbers, allc);
  arr$push(numbers, 3);
  return numbers;
}

// EOK is NULL, and no failure.
Exc kept_bad(struct item *i) {
  mem$scope(tmem$, _) {
    i->name = mem$malloc(_, 100); // expect: temporary-escape: 'i->name'
  }
  return EOK;
}

Exc kept_ok(struct item *i, IAllocator allc) {
  mem$scope(tmem$, _) {
    char *p = mem$malloc(_, 100);
    if (!p)
      return Error_memory;
  }
  i->name = mem$malloc(allc, 100);
  return EOK;
}

// RUN: %check_both %s --also=uninitialized-allocation -- -std=gnu11 -isystem %S/../Inputs
// The examples of CEX's memory management (seed 002), in their order, each with what it warns of. docs/seeds.md has the
// table.
#include <cex.h>
#include <pthread.h>

struct point {
  int x, y;
};
bool exists(const char *path);
void log_warn(const char *text);
void use(const void *data);
void *worker(void *argument);

// The example of the key concepts.
void include_path_ok(char *const *alt_include_path, usize count) {
  mem$scope(tmem$, _) {
    arr$(char *) incl_path = arr$new(incl_path, _);
    for (usize i = 0; i < count; ++i) {
      arr$push(incl_path, alt_include_path[i]);
      if (!exists(alt_include_path[i]))
        log_warn("alt_include_path not exists");
    }
    use(incl_path);
  }
}

// Lifetimes and scopes: not outside of its scope.
usize include_path_outside_bad(char *path) {
  arr$(char *) incl_path = NULL;
  mem$scope(tmem$, _) {
    incl_path = arr$new(incl_path, _);
    arr$push(incl_path, path);
  }
  return arr$len(incl_path); // expect: use-after-free: 'incl_path
}

char *returned_bad(void) {
  mem$scope(tmem$, _) {
    char *name = mem$malloc(_, 10);
    return name; // expect: temporary-escape: 'name'
  }
  return NULL;
}

// The temporary allocator, anywhere but inside a scope.
void temporary_outside_bad(void) {
  u8 *p = mem$malloc(tmem$, 100); // expect: outside-scope
  use(p);
}

// Explicit memory: what allocates has an allocator as a parameter.
char *explicit_ok(IAllocator allc) { return mem$malloc(allc, 10); }

char *hidden_bad(void) {
  return mem$malloc(mem$, 10); // expect: hidden-allocation: 'hidden_bad'
}

// The interface itself, without the macros.
void interface_ok(IAllocator allc) {
  u8 *p = allc->malloc(allc, 100, 0);
  p = allc->realloc(allc, p, 200, 0);
  use(p);
  allc->free(allc, p);
}

int interface_leak_bad(void) {
  u8 *p = mem$->calloc(mem$, 1, 100, 0); // expect: hidden-allocation
  if (!p)
    return -1;
  return p[0]; // expect: leak: 'p'
}

// The API: uninitialised, zeroed, grown, freed, by type.
void api_ok(IAllocator allc) {
  u8 *raw = mem$malloc(allc, 100);
  u8 *aligned = mem$malloc(allc, 128, 64);
  u8 *zeroed = mem$calloc(allc, 10, 10);
  raw = mem$realloc(allc, raw, 200);
  struct point *point = mem$new(allc, struct point);
  if (raw && aligned && zeroed && point)
    use(raw);
  mem$free(allc, raw);
  mem$free(allc, aligned);
  mem$free(allc, zeroed);
  mem$free(allc, point);
}

int malloc_is_uninitialized_bad(IAllocator allc) {
  struct point *point = mem$malloc(allc, sizeof *point);
  int x = 0;
  if (point) {
    point->y = 1;
    x = point->x; // expect: uninitialized-allocation
  }
  mem$free(allc, point);
  return x;
}

int new_is_zeroed_ok(IAllocator allc) {
  struct point *point = mem$new(allc, struct point);
  int x = point ? point->x : 0;
  mem$free(allc, point);
  return x;
}

// mem$free sets its pointer to NULL, a copy of it stays what it was.
void freed_twice_ok(IAllocator allc) {
  u8 *p = mem$malloc(allc, 100);
  mem$free(allc, p);
  mem$free(allc, p);
}

void freed_copy_bad(IAllocator allc) {
  u8 *p = mem$malloc(allc, 100);
  u8 *copy = p;
  mem$free(allc, p);
  use(copy); // expect: use-after-free: 'copy'
}

void other_allocator_bad(IAllocator allc) {
  u8 *p = mem$malloc(allc, 100);
  mem$free(mem$, p); // expect: release-mismatch: 'p'
}

// Dynamic arenas, by hand: at (5) p3 ends, at (6) p2, at (7) all.
u8 direct_ok(void) {
  u8 c = 0;
  IAllocator arena = AllocatorArena.create(4096);
  u8 *p = mem$calloc(arena, 1, 100);
  mem$scope(arena, tal) {
    u8 *p2 = mem$calloc(tal, 1, 100000);
    mem$scope(arena, tal) {
      u8 *p3 = mem$calloc(tal, 1, 100);
      if (p3)
        c = p3[0];
    }
    if (p2)
      c = p2[0];
  }
  if (p)
    c = p[0];
  AllocatorArena.destroy(arena);
  return c;
}

u8 direct_at_5_bad(void) {
  u8 c = 0;
  IAllocator arena = AllocatorArena.create(4096);
  mem$scope(arena, tal) {
    u8 *p3 = NULL;
    mem$scope(arena, tal) { p3 = mem$calloc(tal, 1, 100); }
    if (p3)
      c = p3[0]; // expect: use-after-free: 'p3
  }
  AllocatorArena.destroy(arena);
  return c;
}

u8 direct_at_6_bad(void) {
  u8 c = 0;
  IAllocator arena = AllocatorArena.create(4096);
  u8 *p2 = NULL;
  mem$scope(arena, tal) { p2 = mem$calloc(tal, 1, 100000); }
  if (p2)
    c = p2[0]; // expect: use-after-free: 'p2
  AllocatorArena.destroy(arena);
  return c;
}

u8 direct_at_7_bad(void) {
  IAllocator arena = AllocatorArena.create(4096);
  u8 *p = mem$calloc(arena, 1, 100);
  AllocatorArena.destroy(arena);
  return p ? p[0] : 0; // expect: use-after-free: 'p
}

int direct_not_destroyed_bad(bool early) {
  IAllocator arena = AllocatorArena.create(4096);
  u8 *p = mem$malloc(arena, 100);
  if (early || !p)
    return -1; // expect: temporary-not-freed: 'arena'
  use(p);
  AllocatorArena.destroy(arena);
  return 0;
}

// An arena with its own block.
void arena_scope_ok(void) {
  mem$arena(4096, arena) {
    u8 *p2 = mem$malloc(arena, 10040);
    use(p2);
    mem$scope(arena, tal) {
      u8 *p3 = mem$malloc(tal, 100);
      use(p3);
    }
  }
}

u8 *arena_scope_bad(void) {
  u8 *p2 = NULL;
  mem$arena(4096, arena) { p2 = mem$malloc(arena, 10040); }
  return p2; // expect: temporary-escape: 'p2'
}

// The temporary allocator, nested.
void temporary_ok(void) {
  mem$scope(tmem$, _) {
    u8 *p2 = mem$malloc(_, 110241024);
    mem$scope(tmem$, _) {
      u8 *p3 = mem$malloc(_, 100);
      use(p3);
    }
    use(p2);
  }
}

void temporary_inner_bad(void) {
  mem$scope(tmem$, _) {
    u8 *p3 = NULL;
    mem$scope(tmem$, _) { p3 = mem$malloc(_, 100); }
    use(p3); // expect: use-after-free: 'p3'
  }
}

// The standard allocators: mem$ is a heap, tmem$ is one for each thread.
int heap_bad(IAllocator allc) {
  (void)allc;
  u8 *p = mem$calloc(mem$, 1, 100); // expect: hidden-allocation
  if (!p)
    return -1;
  return p[0]; // expect: leak: 'p'
}

int thread_bad(void) {
  int result = 0;
  mem$scope(tmem$, _) {
    pthread_t thread;
    u8 *p = mem$calloc(_, 1, 100);
    result = pthread_create(&thread, NULL, worker, p); // expect: allocator-across-threads: 'p'
  }
  return result;
}

// Caveats: reallocated in the nested scope.
void cross_scope_bad(void) {
  mem$scope(tmem$, _) {
    u8 *p2 = mem$malloc(_, 100);
    mem$scope(tmem$, _) {
      p2 = mem$realloc(_, p2, 110241024); // expect: cross-scope-realloc: 'p2'
    }
    if (p2 && p2[128] == '0')
      use(p2);
  }
}

void cross_scope_array_bad(int value) {
  mem$scope(tmem$, _) {
    arr$(int) numbers = arr$new(numbers, _);
    mem$scope(tmem$, _) {
      arr$push(numbers, value); // expect: cross-scope-realloc: 'numbers'
    }
    use(numbers);
  }
}

void same_scope_ok(void) {
  mem$scope(tmem$, _) {
    u8 *p2 = mem$malloc(_, 100);
    p2 = mem$realloc(_, p2, 110241024);
    if (p2 && p2[128] == '0')
      use(p2);
  }
}

// Reallocated over and over on an arena.
void churn_bad(const char *(*next)(void)) {
  mem$arena(4096, arena) {
    usize size = 16;
    u8 *all = mem$malloc(arena, size);
    while (next()) {
      u8 *other = mem$malloc(arena, 64); // expect: loop-growth
      if (!other)
        break;
      size += 64;
      all = mem$realloc(arena, all, size); // expect: arena-individual-free
    }
    use(all);
  }
}

void capacity_ok(const char *(*next)(void)) {
  mem$arena(4096, arena) {
    arr$(const char *) all = arr$new(all, arena, .capacity = 1000);
    for (const char *line = next(); line; line = next())
      arr$push(all, line);
    use(all);
  }
}

// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Arenas that are not deinitialised, scopes that are not left, pools that are not destroyed.
#include <allocator.h>
#include <apr.h>
#include <cex.h>
#include <stdlib.h>

int count(const char *s);

int arena_bad(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *text = allocator_dupe(arena_allocator(&arena), source);
  if (!text)
    return -1; // expect: temporary-not-freed: 'arena'
  int n = count(text);
  arena_deinit(&arena);
  return n;
}

int arena_ok(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *text = allocator_dupe(arena_allocator(&arena), source);
  int n = text ? count(text) : -1;
  arena_deinit(&arena);
  return n;
}

static void leave_arena(struct arena *arena) { arena_deinit(arena); }

int arena_cleanup_ok(allocator_t *gpa, const char *source) {
  __attribute__((cleanup(leave_arena))) struct arena arena;
  arena_init(&arena, gpa);
  char *text = allocator_dupe(arena_allocator(&arena), source);
  return text ? count(text) : -1;
}

// One arena for all turns, reset at the beginning of each.
void arena_loop_ok(allocator_t *gpa, const char *const *items, int n) {
  struct arena arena;
  arena_init(&arena, gpa);
  for (int i = 0; i < n; ++i) {
    arena_reset(&arena);
    char *temp = allocator_dupe(arena_allocator(&arena), items[i]);
    if (temp)
      count(temp);
  }
  arena_deinit(&arena);
}

// An arena that the caller's struct has.
struct server {
  struct arena arena;
};
void embedded_ok(struct server *server, allocator_t *gpa) { arena_init(&server->arena, gpa); }

int create_bad(void) {
  IAllocator arena = AllocatorArena.create(4096);
  if (!arena)
    return -1;
  u8 *p = mem$calloc(arena, 1, 100);
  if (!p)
    return -1; // expect: temporary-not-freed: 'arena'
  int c = p[0];
  AllocatorArena.destroy(arena);
  return c;
}

int create_ok(void) {
  IAllocator arena = AllocatorArena.create(4096);
  if (!arena)
    return -1;
  u8 *p = mem$calloc(arena, 1, 100);
  int c = p ? p[0] : -1;
  AllocatorArena.destroy(arena);
  return c;
}

// A block's scope is left by any way out of the block.
int scope_block_ok(int n) {
  for (int i = 0; i < n; ++i) {
    mem$scope(tmem$, _) {
      char *p = mem$malloc(_, 10);
      if (!p)
        return -1;
    }
  }
  return 0;
}

int subpool_on_error_ok(apr_pool_t *pool, const char *s) {
  apr_pool_t *subpool;
  if (apr_pool_create(&subpool, pool) != APR_SUCCESS)
    return -1;
  const char *copy = apr_pstrdup(subpool, s);
  if (copy[0] == 0)
    return -1; // its parent ends it
  int n = count(copy);
  apr_pool_destroy(subpool);
  return n;
}

int subpool_ok(apr_pool_t *pool, const char *s) {
  apr_pool_t *subpool;
  if (apr_pool_create(&subpool, pool) != APR_SUCCESS)
    return -1;
  const char *copy = apr_pstrdup(subpool, s);
  int n = copy[0] ? count(copy) : -1;
  apr_pool_destroy(subpool);
  return n;
}

// The handle is asked for in a block: it is no arena of its own, and ends with the arena.
int each_line_ok(allocator_t *gpa, int n) {
  struct arena state;
  int made = 0;
  arena_init(&state, gpa);
  for (int i = 0; i < n; i++) {
    arena_reset(&state);
    allocator_t *arena = arena_allocator(&state);
    char *copy = allocator_dupe(arena, "line");
    if (copy)
      made++;
  }
  arena_deinit(&state);
  return made;
}
int each_line_bad(allocator_t *gpa, int n) {
  struct arena state;
  int made = 0;
  arena_init(&state, gpa);
  for (int i = 0; i < n; i++) {
    arena_reset(&state);
    allocator_t *arena = arena_allocator(&state);
    char *copy = allocator_dupe(arena, "line");
    if (copy)
      made++;
  }
  return made; // expect: temporary-not-freed: 'state'
}

// A context that its constructor returns by value.
struct ring_entry {
  struct ring_entry *next;
};
struct ring_arena {
  struct ring_entry *entries;
};
static void ring_arena_init(struct ring_arena *a) { a->entries = NULL; }
static struct ring_arena ring_new(void) {
  struct ring_arena made;
  ring_arena_init(&made);
  return made;
}
static void ring_arena_free(struct ring_arena *a) {
  while (a->entries) {
    struct ring_entry *next = a->entries->next;
    free(a->entries);
    a->entries = next;
  }
}
char *ring_text(int n, struct ring_arena *arena);
int ring_ok(int n) {
  struct ring_arena arena = ring_new();
  char *text = ring_text(n, &arena);
  int first = text ? text[0] : 0;
  ring_arena_free(&arena);
  return first;
}
int ring_assigned_ok(int n) {
  struct ring_arena arena;
  arena = ring_new();
  char *text = ring_text(n, &arena);
  int first = text ? text[0] : 0;
  ring_arena_free(&arena);
  return first;
}
int ring_bad(int n) {
  struct ring_arena arena = ring_new();
  char *text = ring_text(n, &arena);
  return text ? text[0] : 0; // expect: temporary-not-freed: 'arena'
}
struct ring_holder {
  struct ring_arena arena;
};
void ring_field_ok(struct ring_holder *h) { h->arena = ring_new(); }
// Nothing was taken from it yet.
int ring_early_ok(int n) {
  struct ring_arena arena = ring_new();
  if (n < 0)
    return -1;
  char *text = ring_text(n, &arena);
  int first = text ? text[0] : 0;
  ring_arena_free(&arena);
  return first;
}

// An allocator that its constructor returns by value.
struct region_arena {
  allocator_t base;
};
struct region_arena region_arena_create(allocator_t *child);
void region_arena_deinit(struct region_arena *region);
allocator_t *region_arena_allocator(struct region_arena *region);

int by_value_ok(allocator_t *gpa) {
  struct region_arena region = region_arena_create(gpa);
  char *copy = allocator_dupe(region_arena_allocator(&region), "x");
  int n = copy ? 1 : 0;
  region_arena_deinit(&region);
  return n;
}

int by_value_bad(allocator_t *gpa) {
  struct region_arena region = region_arena_create(gpa);
  char *copy = allocator_dupe(region_arena_allocator(&region), "x");
  if (!copy)
    return -1; // expect: temporary-not-freed: 'region'
  region_arena_deinit(&region);
  return 0;
}
// On an arena it ends with that.
int by_value_on_arena_ok(allocator_t *gpa) {
  struct arena below;
  arena_init(&below, gpa);
  struct region_arena region = region_arena_create(arena_allocator(&below));
  char *copy = allocator_dupe(region_arena_allocator(&region), "x");
  int n = copy ? 1 : 0;
  arena_deinit(&below);
  return n;
}

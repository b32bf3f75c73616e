// RUN: %check_both %s --rules=temporary-not-freed -- -std=gnu11 -I %src_root/runtime/include
// Contexts and pools of libdeed that have no name, could not be made, or end with what they stand on.
#include <deed/arena.h>
#include <deed/context.h>
#include <deed/pool.h>

void unnamed_good(void *ctx, const char *name) {
  deed_context_set_name(deed_context_create(ctx, "x"), name);
  deed_context_free_children(ctx);
}

void unnamed_bad(void *ctx, const char *name) {
  deed_context_set_name(deed_context_create(ctx, "x"), name); // expect: temporary-not-freed
}

/* A pool that could not be set up is none; one on an arena ends with that. */
struct part {
  struct part *next;
};

int pool_failed_good(deed_allocator *gpa) {
  deed_pool pool;
  if (!deed_pool_init(&pool, gpa, sizeof(struct part), 0, NULL))
    return -1;
  deed_pool_destroy(&pool);
  return 0;
}

int pool_left_bad(deed_allocator *gpa) {
  deed_pool pool;
  if (!deed_pool_init(&pool, gpa, sizeof(struct part), 0, NULL))
    return -1;
  return deed_pool_create(&pool) ? 0 : -1; // expect: temporary-not-freed
}

int pool_on_arena_good(deed_allocator *gpa) {
  deed_arena arena;
  deed_pool pool;
  int made = 0;
  deed_arena_init(&arena, gpa, 4096);
  if (deed_pool_init(&pool, &arena.allocator, sizeof(struct part), 0, NULL) && deed_pool_create(&pool))
    made = 1;
  deed_arena_destroy(&arena);
  return made;
}

/* Below a context that may refuse to be freed: it goes with that, whenever. */
static void *root;
void below_good(void) {
  void *outer = deed_context_create(root, "outer");
  void *inner = deed_context_create(outer, "inner");
  deed_context_set_limit(inner, 100);
  deed_context_free(outer);
}

void beside_bad(void *ctx) {
  void *outer = deed_context_create(ctx, "outer");
  void *other = deed_context_create(ctx, "other");
  deed_context_set_limit(other, 100);
  deed_context_free(outer);
} // expect: temporary-not-freed

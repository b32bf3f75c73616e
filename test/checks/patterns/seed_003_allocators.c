// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// The first half of seed 003 (std.heap), in its order, as C that takes its allocators as parameters: names, the
// interface, fixed buffers. docs/seeds.md has the table.
#include <allocator.h>
#include <string.h>

struct request {
  const char *body;
  const char *key;
};
struct response {
  char *body;
};
struct cache {
  char *value;
};
struct item {
  int value;
  struct item *next;
};
char *parse_body(const char *body, allocator_t *scratch);
int update_cache(struct cache *cache, allocator_t *gpa, const char *key, const char *value);
char *format_response(allocator_t *arena, const char *parsed);
char *compute_result(const char *temp);

// Names: the problem.
char *process_bad(allocator_t *allocator) { // expect: allocator-name: 'allocator'
  char *temp = allocator_alloc(allocator, 100);
  char *result = temp ? allocator_dupe(allocator, "result") : NULL;
  allocator_free(allocator, temp);
  return result;
}

// The solution.
char *process_ok(allocator_t *gpa, allocator_t *scratch) {
  char *temp = allocator_alloc(scratch, 100);
  char *result = temp ? allocator_dupe(gpa, "result") : NULL;
  allocator_free(scratch, temp);
  return result;
}

char *process_returns_scratch_bad(allocator_t *gpa, allocator_t *scratch) {
  (void)gpa;
  char *temp = allocator_alloc(scratch, 100);
  return temp; // expect: temporary-escape: 'temp'
}

// All three.
struct response handle_all_ok(const struct request *request, struct cache *cache, allocator_t *arena, allocator_t *gpa,
                              allocator_t *scratch) {
  char *parsed = parse_body(request->body, scratch);
  if (!parsed || update_cache(cache, gpa, request->key, parsed) != 0)
    return (struct response){NULL};
  return (struct response){.body = format_response(arena, parsed)};
}

struct response handle_scratch_bad(const struct request *request, allocator_t *arena, allocator_t *scratch) {
  (void)arena;
  char *parsed = parse_body(request->body, scratch);
  return (struct response){.body = parsed}; // expect: temporary-escape
}

void cache_scratch_bad(struct cache *cache, const struct request *request, allocator_t *scratch) {
  cache->value = parse_body(request->body, scratch); // expect: temporary-escape
}

// A handler with an arena of its own, and gpa for what outlives it.
struct response request_arena_bad(allocator_t *gpa, const char *body) {
  struct arena request_arena;
  arena_init(&request_arena, gpa);
  char *text = allocator_dupe(arena_allocator(&request_arena), body);
  arena_deinit(&request_arena);
  return (struct response){.body = text}; // expect: temporary-escape
}

struct response request_arena_ok(allocator_t *gpa, const char *body) {
  struct arena request_arena;
  arena_init(&request_arena, gpa);
  char *text = allocator_dupe(arena_allocator(&request_arena), body);
  char *result = text ? allocator_dupe(gpa, text) : NULL;
  arena_deinit(&request_arena);
  return (struct response){.body = result};
}

// Computes with scratch; the caller owns the result.
char *compute_ok(allocator_t *gpa, allocator_t *scratch, const char *input) {
  char *temp = allocator_alloc(scratch, strlen(input) * 2);
  char *result = temp ? allocator_dupe(gpa, compute_result(temp)) : NULL;
  allocator_free(scratch, temp);
  return result;
}

size_t compute_lost_bad(allocator_t *gpa, allocator_t *scratch) {
  char *result = compute_ok(gpa, scratch, "input");
  return result ? strlen(result) : 0; // expect: leak: 'result'
}

// The interface: create and destroy, alloc and free, dupe.
void interface_ok(allocator_t *gpa, const char *source) {
  struct item *item = allocator_create(gpa, sizeof *item);
  char *slice = allocator_alloc(gpa, 100);
  char *copy = allocator_dupe(gpa, source);
  allocator_free(gpa, copy);
  allocator_free(gpa, slice);
  allocator_destroy(gpa, item);
}

int create_bad(allocator_t *gpa) {
  struct item *item = allocator_create(gpa, sizeof *item);
  if (!item)
    return -1;
  item->value = 3;
  return item->value; // expect: leak: 'item'
}

int destroyed_bad(allocator_t *gpa) {
  struct item *item = allocator_create(gpa, sizeof *item);
  if (!item)
    return -1;
  item->value = 3;
  allocator_destroy(gpa, item);
  return item->value; // expect: use-after-free: 'item
}

void freed_twice_bad(allocator_t *gpa) {
  char *slice = allocator_alloc(gpa, 100);
  allocator_free(gpa, slice);
  allocator_free(gpa, slice); // expect: double-free: 'slice'
}

// Resized in place if it says so; the old length stays otherwise.
void resize_dropped_bad(allocator_t *gpa) {
  char *slice = allocator_alloc(gpa, 100);
  if (slice) {
    allocator_resize(gpa, slice, 200); // expect: discarded-result: 'allocator_resize'
    slice[0] = 1;
  }
  allocator_free(gpa, slice);
}

void resize_ok(allocator_t *gpa) {
  char *slice = allocator_alloc(gpa, 100);
  if (slice && allocator_resize(gpa, slice, 200))
    slice[150] = 1;
  allocator_free(gpa, slice);
}

// Reallocated: it may have moved.
void realloc_stale_bad(allocator_t *gpa) {
  char *slice = allocator_alloc(gpa, 100);
  if (!slice)
    return;
  char *moved = allocator_realloc(gpa, slice, 200);
  if (moved)
    slice[0] = 1; // expect: use-after-free: 'slice[0]'
  allocator_free(gpa, moved ? moved : slice);
}

void realloc_ok(allocator_t *gpa) {
  char *slice = allocator_alloc(gpa, 100);
  if (!slice)
    return;
  char *moved = allocator_realloc(gpa, slice, 200);
  if (moved)
    slice = moved;
  slice[0] = 1;
  allocator_free(gpa, slice);
}

// A fixed buffer: its last allocation can be freed, all of them reset.
char fixed_buffer_ok(void) {
  char buffer[4096], c = 0;
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, buffer, sizeof buffer);
  char *data = allocator_alloc(fixed_buffer_allocator(&fba), 100);
  if (data) {
    data[0] = 1;
    c = data[0];
  }
  allocator_free(fixed_buffer_allocator(&fba), data);
  fixed_buffer_reset(&fba);
  return c;
}

char fixed_buffer_reset_bad(void) {
  char buffer[4096];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, buffer, sizeof buffer);
  char *data = allocator_dupe(fixed_buffer_allocator(&fba), "data");
  if (!data)
    return 0;
  fixed_buffer_reset(&fba);
  return data[0]; // expect: use-after-free: 'data
}

char *fixed_buffer_escapes_bad(void) {
  char buffer[4096];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, buffer, sizeof buffer);
  char *data = allocator_dupe(fixed_buffer_allocator(&fba), "data");
  return data; // expect: temporary-escape: 'data'
}

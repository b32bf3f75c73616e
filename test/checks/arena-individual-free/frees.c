// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// A single free on an arena gives nothing back, unless it is of the last allocation.
#include <allocator.h>
#include <cex.h>
#include <stdio.h>

const char *next_line(void);

void first_freed_bad(allocator_t *gpa) {
  struct arena arena;
  arena_init(&arena, gpa);
  allocator_t *allocator = arena_allocator(&arena);
  char *first = allocator_dupe(allocator, "first");
  char *second = allocator_dupe(allocator, "second");
  if (first && second)
    puts(second);
  allocator_free(allocator, first); // expect: arena-individual-free: 'first'
  arena_deinit(&arena);
}

void last_freed_ok(allocator_t *gpa) {
  struct arena arena;
  arena_init(&arena, gpa);
  allocator_t *allocator = arena_allocator(&arena);
  char *first = allocator_dupe(allocator, "first");
  char *second = allocator_dupe(allocator, "second");
  if (first && second)
    puts(second);
  allocator_free(allocator, second);
  arena_deinit(&arena);
}

void parameter_bad(allocator_t *arena) {
  char *first = allocator_dupe(arena, "first");
  char *second = allocator_dupe(arena, "second");
  if (first && second)
    puts(second);
  allocator_free(arena, first); // expect: arena-individual-free: 'first'
}

void gpa_ok(allocator_t *gpa) {
  char *first = allocator_dupe(gpa, "first");
  char *second = allocator_dupe(gpa, "second");
  if (first && second)
    puts(second);
  allocator_free(gpa, first);
  allocator_free(gpa, second);
}

// The last allocation of a fixed buffer can be given back.
void fixed_ok(void) {
  char buffer[4096];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, buffer, sizeof buffer);
  char *data = allocator_alloc(fixed_buffer_allocator(&fba), 100);
  allocator_free(fixed_buffer_allocator(&fba), data);
  fixed_buffer_reset(&fba);
}

// A scratch allocator may be anything: its blocks are freed in order.
void scratch_ok(allocator_t *scratch) {
  char *temp = allocator_alloc(scratch, 100);
  allocator_free(scratch, temp);
}

// A pool takes its objects back.
void pool_ok(allocator_t *gpa) {
  struct memory_pool pool;
  memory_pool_init(&pool, gpa, 32);
  void *first = memory_pool_create(&pool);
  void *second = memory_pool_create(&pool);
  memory_pool_destroy(&pool, first);
  (void)second;
  memory_pool_deinit(&pool);
}

// Reallocated over and over between other allocations: every turn leaves a copy behind.
void churn_bad(void) {
  mem$scope(tmem$, _) {
    usize size = 16;
    char *all = mem$malloc(_, size);
    const char *line;
    while ((line = next_line())) {
      char *copy = mem$malloc(_, 64); // expect: loop-growth
      size += 64;
      all = mem$realloc(_, all, size); // expect: arena-individual-free
      if (!all || !copy)
        break;
    }
  }
}

void prepared_ok(void) {
  mem$scope(tmem$, _) {
    arr$(const char *) lines = arr$new(lines, _, .capacity = 1000);
    const char *line;
    while ((line = next_line()))
      arr$push(lines, line);
  }
}

// Of a buffer only the newest block comes back.
void buffer_bad(void) {
  char room[256];
  struct fixed_buffer fixed;
  fixed_buffer_init(&fixed, room, sizeof room);
  allocator_t *scratch = fixed_buffer_allocator(&fixed);
  char *first = allocator_alloc(scratch, 10), *second = allocator_alloc(scratch, 10);
  if (first && second)
    allocator_free(scratch, first); // expect: arena-individual-free
}

void buffer_ok(void) {
  char room[256];
  struct fixed_buffer fixed;
  fixed_buffer_init(&fixed, room, sizeof room);
  allocator_t *scratch = fixed_buffer_allocator(&fixed);
  char *first = allocator_alloc(scratch, 10), *second = allocator_alloc(scratch, 10);
  if (first && second)
    allocator_free(scratch, second);
}

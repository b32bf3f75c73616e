// RUN: %check_both %s -- -std=gnu11
// An allocator that lives in a struct: closed twice, or asked for memory after its end; opened again it is another.
#include <stddef.h>
#include <string.h>

typedef struct Allocator Allocator;
char *allocator_dupe(Allocator *a, const char *s);
typedef struct Arena {
  Allocator *child;
  void *pages;
} Arena;
void arena_init(Arena *arena, Allocator *gpa);
Allocator *arena_allocator(Arena *arena);
void arena_deinit(Arena *arena);
void arena_setup_elsewhere(Arena *arena);
int use(const char *text);

void twice_bad(Allocator *gpa) {
  Arena arena;
  arena_init(&arena, gpa);
  arena_deinit(&arena);
  arena_deinit(&arena); // expect: double-free
}

void after_end_bad(Allocator *gpa) {
  Arena arena;
  arena_init(&arena, gpa);
  Allocator *a = arena_allocator(&arena);
  arena_deinit(&arena);
  allocator_dupe(a, "x"); // expect: use-after-free
}

void opened_again_ok(Allocator *gpa) {
  Arena arena;
  arena_init(&arena, gpa);
  use(allocator_dupe(arena_allocator(&arena), "x"));
  arena_deinit(&arena);
  arena_init(&arena, gpa);
  use(allocator_dupe(arena_allocator(&arena), "y"));
  arena_deinit(&arena);
}

void each_round_ok(Allocator *gpa, int rounds) {
  while (rounds--) {
    Arena arena;
    arena_init(&arena, gpa);
    use(allocator_dupe(arena_allocator(&arena), "x"));
    arena_deinit(&arena);
  }
}

void opened_elsewhere_ok(Allocator *gpa) {
  Arena arena;
  arena_init(&arena, gpa);
  arena_deinit(&arena);
  arena_setup_elsewhere(&arena);
  use(allocator_dupe(arena_allocator(&arena), "x"));
  arena_deinit(&arena);
}

void written_again_ok(Allocator *gpa, const Arena *other) {
  Arena arena;
  arena_init(&arena, gpa);
  arena_deinit(&arena);
  arena = *other;
  arena_deinit(&arena);
}

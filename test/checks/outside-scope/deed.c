// RUN: %check_both %s -- -std=gnu11 -I %src_root/runtime/include
// Scopes of libdeed: what is allocated inside ends with the scope.
#include <deed/scope.h>
#include <string.h>

char *returned_bad(void) {
  char *kept = NULL;
  DEED_SCOPE(deed_temp, mem) {
    kept = deed_strdup(mem, "text");
  }
  return kept; // expect: temporary-escape
}

int used_bad(deed_allocator *arena) {
  char *kept = NULL;
  DEED_SCOPE(arena, mem) {
    kept = deed_strdup(mem, "text");
    if (!kept)
      return -1;
  }
  return kept[0]; // expect: use-after-free
}

int used_ok(deed_allocator *arena) {
  int first = 0;
  DEED_SCOPE(arena, mem) {
    char *text = deed_strdup(mem, "text");
    if (!text)
      return -1;
    first = text[0];
  }
  return first;
}

int in_each_round_ok(deed_allocator *arena, int n) {
  for (int i = 0; i < n; i++)
    DEED_SCOPE(arena, mem) {
      char *text = deed_alloc(mem, 10);
      if (!text)
        return -1;
      memset(text, 0, 10);
    }
  return 0;
}

int by_hand_in_each_round_ok(deed_allocator *arena, int n) {
  for (int i = 0; i < n; i++) {
    unsigned depth = deed_scope_enter(arena);
    char *text = deed_alloc(arena, 10);
    if (text)
      memset(text, 0, 10);
    deed_scope_exit(arena, depth);
  }
  return 0;
}

static void leave(deed_allocator *arena, unsigned depth) { deed_scope_exit(arena, depth); }

int by_a_helper_ok(deed_allocator *arena, int n) {
  for (int i = 0; i < n; i++) {
    unsigned depth = deed_scope_enter(arena);
    char *text = deed_alloc(arena, 10);
    if (text)
      memset(text, 0, 10);
    leave(arena, depth);
  }
  return 0;
}

int without_a_scope_bad(deed_allocator *arena, int n) {
  for (int i = 0; i < n; i++) {
    char *text = deed_alloc(arena, 10); // expect: loop-growth
    if (text)
      memset(text, 0, 10);
  }
  return 0;
}

// A scope of an arena that is a variable: the arena is freed by its name.
int on_a_local_arena_ok(deed_allocator *gpa) {
  int first = 0;
  deed_arena arena;
  deed_arena_init(&arena, gpa, 4096);
  DEED_SCOPE(&arena.allocator, mem) {
    char *text = deed_strdup(mem, "text");
    if (!text)
      break;
    first = text[0];
  }
  deed_arena_destroy(&arena);
  return first;
}

void arena_of_each_round_bad(deed_allocator *gpa, int n) {
  for (int i = 0; i < n; i++) {
    deed_arena arena;
    deed_arena_init(&arena, gpa, 4096);
    char *text = deed_strdup(&arena.allocator, "text");
    if (text)
      text[0] = 0;
  } // expect: temporary-not-freed
}

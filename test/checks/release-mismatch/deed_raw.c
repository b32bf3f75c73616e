// RUN: %check_both %s --rules=release-mismatch,leak -- -std=gnu11 -I %src_root/runtime/include
// Which blocks of libdeed may be given to whom.
#include <deed/arena.h>
#include <deed/context.h>
#include <deed/heap.h>
#include <stdlib.h>
#include <string.h>

/* The plain heap is malloc() and free(). */
void given_to_raw_good(const char *text) {
  char *copy = strdup(text);
  deed_free(deed_heap_raw(), copy);
}

char *made_raw_good(size_t n) {
  deed_allocator *raw = deed_heap_raw();
  char *made = deed_zalloc(raw, n);
  return made;
}

void old_caller_good(void) {
  char *text = made_raw_good(8);
  free(text);
}

void grown_raw_good(void) {
  char *text = deed_strdup(deed_heap_raw(), "x");
  if (!text)
    return;
  char *more = deed_realloc(deed_heap_raw(), text, 2, 20);
  free(more ? more : text);
}

void checked_heap_bad(void) {
  char *text = deed_strdup(deed_heap(), "x");
  free(text); // expect: release-mismatch
}

/* Whoever frees it by the allocator that it got does not know which that is. */
static void drop_by(deed_allocator *of, char *text) { deed_free(of, text); }
void dropped_good(void) {
  char *text = deed_strdup(deed_heap_raw(), "x");
  drop_by(deed_heap_raw(), text);
}

void lost_raw_bad(void) {
  char *text = deed_strdup(deed_heap_raw(), "x");
  if (text)
    text[0] = 'y';
} // expect: leak

/* What hung from an arena that was detached is memory of the one that promotes. */
void grown_after_good(deed_allocator *gpa) {
  deed_arena first, second;
  deed_arena_init(&first, gpa, 4096);
  char *text = deed_strdup(&first.allocator, "x");
  deed_arena_state state = deed_arena_detach(&first);
  deed_arena_promote(&second, &state, gpa, 4096);
  if (text)
    text = deed_realloc(&second.allocator, text, 2, 20);
  deed_arena_destroy(&second);
}

void grown_elsewhere_bad(deed_allocator *gpa) {
  deed_arena first, second;
  deed_arena_init(&first, gpa, 4096);
  deed_arena_init(&second, gpa, 4096);
  char *text = deed_strdup(&first.allocator, "x");
  if (text)
    text = deed_realloc(&second.allocator, text, 2, 20); // expect: release-mismatch
  deed_arena_destroy(&second);
  deed_arena_destroy(&first);
}

/* An address inside a block is none that can be released, whatever the allocator is called. */
void inside_bad(deed_allocator *arena) {
  char *text = deed_strdup(arena, "text");
  if (text)
    deed_free(arena, text + 1); // expect: release-mismatch
}

void inside_tree_bad(void *ctx) {
  char *text = deed_context_strdup(ctx, "text");
  if (text)
    (void)deed_context_free(text + 2); // expect: release-mismatch
}

void start_again_good(deed_allocator *arena) {
  char *text = deed_strdup(arena, "text");
  if (!text)
    return;
  char *second = text + 1;
  deed_free(arena, second - 1);
}
